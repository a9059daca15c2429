"""Random formulas beside an independent reckoning in fractions of the same expression."""

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from linkdesk.domain.formula import FormulaFault, evaluate, parse_formula
from linkdesk.domain.plot_numbers import PlotNumber

VALUES = {
    "复垦面积": ("1234.5", "㎡"), "田埂长度": ("120.25", "m"), "松散系数": ("1.35", "倍"), "垃圾运距": ("3.2", "km"), "用量（旱地）": ("7", "kg/亩")}
NUMBERS = {name: PlotNumber(name, Decimal(value), unit) for name, (value, unit) in VALUES.items()}
BASE = {name: Fraction(value) for name, (value, _) in VALUES.items()} | {
    "垃圾运距": Fraction("3200"), "用量（旱地）": Fraction(7) * 3 / 2000}


def _reckoned(text, unit=None, names=()):
    """What a formula gives, or nothing and the sentence."""
    try:
        return evaluate(parse_formula(text, names), NUMBERS, unit), ""
    except FormulaFault as fault:
        return None, str(fault)


def _literal(cents):
    text = f"{Decimal(cents) / 100}"
    return text, Fraction(text)


def _joined(sign):
    work = {"+": Fraction.__add__, "−": Fraction.__sub__, "×": Fraction.__mul__, "÷": Fraction.__truediv__}[sign]

    def join(parts):
        (one, a), (other, b) = parts
        assume(sign != "÷" or b != 0)
        return f"({one} {sign} {other})", work(a, b)
    return join


def _largest(parts):
    texts, values = zip(*parts, strict=True)
    return f"最大({'， '.join(texts)})", max(values)


LEAVES = st.integers(0, 10**6).map(_literal) | st.sampled_from([(f"({name}/1{unit})" if unit != "倍" else name, BASE[name] / per) for (
    name, (_, unit)), per in zip(VALUES.items(), (1, 1, 1, 1000, Fraction(3, 2000)), strict=True)])
PURE = st.recursive(LEAVES, lambda inner: st.one_of(
    *(st.tuples(inner, inner).map(_joined(sign)) for sign in "+−×÷"), st.lists(inner, min_size=1, max_size=3).map(_largest)), max_leaves=12)


@given(PURE)
@settings(deadline=None, max_examples=150)
def test_a_random_formula_gives_what_fractions_give(formula):
    text, expected = formula
    found, fault = _reckoned(text, names=("用量（旱地）",))
    if found is None:  # a difference of equal quotients may come out as nothing, and then nothing is divided by it
        assert expected < 0 or expected >= 10**12 or "除数" in fault
        return
    assert abs(Fraction(found.value) - expected) <= Fraction(1, 10**9) * max(1, abs(expected))


@given(st.text(alphabet="复垦面积 ×÷+-*/()（）0123456789.,，%m亩x最大取整、²^~=\n", max_size=40))
@settings(deadline=None, max_examples=300)
def test_whatever_is_typed_gives_a_quantity_or_a_sentence(text):
    found, fault = _reckoned(text, "㎡")
    assert fault.endswith("。") if found is None else found.value >= 0


@given(st.text(max_size=30))
@settings(deadline=None, max_examples=200)
def test_any_text_at_all_gives_a_quantity_or_a_sentence(text):
    found, fault = _reckoned(text, text, (text,))
    assert fault if found is None else found.value >= 0
