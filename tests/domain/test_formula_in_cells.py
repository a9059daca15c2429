"""A formula as a workbook has it gives, reckoned by the workbook alone, what the program printed."""

from decimal import Decimal

import pytest
from hypothesis import given, settings

from linkdesk.domain.formula import FormulaFault, evaluate, fitted, parse_formula
from linkdesk.domain.formula.in_cells import in_cells
from linkdesk.domain.plot_numbers import PlotNumber
from linkdesk.domain.quantities import rounded
from tests.documents.spreadsheet import Formula
from tests.domain.test_formula_laws import NUMBERS, PURE

ODD = ("用量（旱地）",)


def cells(text, unit, numbers=NUMBERS):
    formula = parse_formula(text, ODD)
    used = [numbers[name] for name in formula.names]
    return in_cells(formula.node, fitted(formula, tuple(n.unit for n in used), unit), [n.value for n in used])


@pytest.mark.parametrize(("text", "unit", "said"), [
    ("复垦面积 × 0.5m", "m³", "ROUND(1234.5*0.5,2)"), ("复垦面积 × 50厘米", "m³", "ROUND(1234.5*(50/100),2)"),
    ("复垦面积", "亩", "ROUND(1234.5*3/2000,2)"), ("复垦面积 × 用量（旱地）", "kg", "ROUND(1234.5*(7*3/2000),2)"),
    ("(复垦面积 − 20㎡) ÷ 3㎡ × 1株", "株", "ROUND((1234.5-20)/3*1,2)"),
    ("(垃圾运距 − 1km) × 复垦面积 × 0.1m", "m³·km", "ROUND(((3.2*1000)-(1*1000))*1234.5*0.1/1000,2)"),
    ("最大(向上取整(复垦面积 × 1株/10㎡), 5株)", "株", "ROUND(MAX(ROUNDUP(ROUND(1234.5*1/10,9),0),5),2)"), ("1,250.5", "m", "")])
def test_it_reads_as_the_formula_does(text, unit, said):
    made = cells(text, unit)
    assert made == said
    if said:
        assert Formula(None, "", made).value() == rounded(evaluate(parse_formula(text, ODD), NUMBERS, unit).value, 2)


@given(PURE)
@settings(deadline=None, max_examples=150)
def test_a_random_formula_gives_the_same(formula):
    text, _ = formula
    try:
        wanted = rounded(evaluate(parse_formula(text, ODD), NUMBERS).value, 2)
    except FormulaFault:
        return
    made = cells(text, None)
    assert not made or abs(Formula(None, "", made).value() - wanted) <= Decimal("0.01") * (wanted > 10**9) + Decimal("0.01") * ("/" in made)


def test_a_whole_number_that_comes_out_of_thirds_is_not_cut_down():
    area = {"复垦面积": PlotNumber("复垦面积", Decimal("2000"), "㎡")}
    made = cells("取整(复垦面积 × 1株/亩)", "株", area)
    assert Formula(None, "", made).value() == 3
