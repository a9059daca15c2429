"""Values of packs on a day: shipped ones, and the county's own (PolicyOverride) in their place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from linkdesk.domain.agreement_words import StandardBasis
from linkdesk.domain.county_rates import REWARD_RATES, CountyRate, CountyRates
from linkdesk.domain.dossier import Rate
from linkdesk.domain.dues import Condition
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.quantities import rounded
from linkdesk.domain.subsidies import Subsidy
from linkdesk.domain.validity import in_force
from linkdesk.policy.parts import AREA_BASIS, Pack, PackValue, split_terms

_TOO_LARGE = 10**9  # no rate, price, share or term is as large


def resolve(packs: Iterable[Pack], overrides: Iterable[PolicyOverride], on: date, county: CountyRates | None = None) -> tuple[Rate, ...]:
    """Every value of the packs in force on the day, in the order of the packs.

    A county standard in force stands before the county's own value of a pack (PolicyOverride), and that before the shipped one.
    """
    own = tuple(o for o in overrides if in_force(o, on))
    rates = (_rate(pack, value, _latest(own, pack.id, value.name)) for pack in packs for value in pack.values if in_force(value, on))
    set_by = {name: found for kind, name in REWARD_RATES.items() if county and (found := county.find(kind, StandardBasis.PER_PERSON))}
    return tuple(_by_county(rate, set_by[rate.name]) if rate.name in set_by else rate for rate in rates)


def value_of(pack: Pack, name: str, overrides: Iterable[PolicyOverride], on: date) -> Rate | None:
    """One value of a pack on a day, the county's own in its place; None when the pack has none of that name."""
    value = pack_value(pack, name, on)
    return _rate(pack, value, _latest((o for o in overrides if in_force(o, on)), pack.id, name)) if value else None


def subsidies(packs: Iterable[Pack], on: date) -> tuple[Subsidy, ...]:
    """The rules in force on the day by which subsidies are paid, in the order of the packs."""
    return tuple(s.subsidy for pack in packs for s in pack.subsidies if in_force(s, on))


def _by_county(rate: Rate, county: CountyRate) -> Rate:
    price = county.row.price or Decimal(0)
    shown = price.quantize(Decimal(1)) if price == price.to_integral_value() else price.normalize()  # as it was typed: 12000, not 12000.0000
    return replace(rate, value=shown, unit=county.unit, certainty=county.standard.certainty, clause=county.row.clause,
                   document=county.document, standard_id=county.standard.id)


def conditions(packs: Iterable[Pack], rates: Iterable[Rate], on: date) -> tuple[Condition, ...]:
    """The conditions of payment in force on the day, with the reduced rates that stand on it."""
    prices = {(rate.pack_id, rate.name): rate.value for rate in rates}
    return tuple(Condition(c.id, c.agreement, c.fact, c.label, pack.label(c.clause), c.document, c.certainty, c.rewards_only,
                           prices.get((pack.id, c.reduced)))
                 for pack in packs for c in pack.conditions if in_force(c, on))


def accept(value: PackValue, text: str) -> Decimal | str:
    """What a county enters for a value, checked; raises KnownError saying what is expected."""
    text = text.strip()
    return _accept_number(value, text) if value.is_number else _accept_text(value, text)


def pair(rates: Iterable[Rate]) -> tuple[str, ...]:
    """The agreement kinds of the dual-signature pair on the dossier's day; empty when nobody has named them."""
    return split_terms(_text("agreement_pair", rates))


def area_basis(rates: Iterable[Rate]) -> str:
    """Which area is printed on the dossier's day: plane or ellipsoid (plane when no pack says)."""
    return AREA_BASIS.get(_text("area_basis", rates), "plane")


def words(packs: Iterable[Pack]) -> tuple[tuple[str, str], ...]:
    """The words of the first pack that has any; put the always-applying packs last."""
    ordered = sorted(packs, key=lambda pack: pack.always)
    return next((tuple(pack.words.items()) for pack in ordered if pack.words), ())


def pack_value(pack: Pack, name: str, on: date) -> PackValue | None:
    """The shipped value of a name on a day."""
    return next((v for v in pack.values if v.name == name and in_force(v, on)), None)


def _latest(overrides: Iterable[PolicyOverride], pack_id: str, name: str) -> PolicyOverride | None:
    """Of several in force the one that began last, then the one confirmed last."""
    mine = [o for o in overrides if (o.pack_id, o.name) == (pack_id, name)]
    return max(mine, key=lambda o: (o.from_on or date.min, o.confirmed_on or date.min), default=None)


def _rate(pack: Pack, value: PackValue, own: PolicyOverride | None) -> Rate:
    if own is None:
        return Rate(value.name, value.label, value.value, value.text, value.unit, value.certainty, pack.id,
                    pack.label(value.clause), value.document)
    number, text = _own(value, own)
    return Rate(value.name, value.label, number, text, value.unit, own.certainty, pack.id,
                own.clause or pack.label(value.clause), own.document)


def _own(value: PackValue, own: PolicyOverride) -> tuple[Decimal | None, str]:
    """The county's value; one that does not fit any more leaves the value open, as 待补."""
    try:
        accepted = accept(value, own.value)
    except KnownError:
        return None, ""
    return (accepted, "") if isinstance(accepted, Decimal) else (None, accepted)


def _accept_number(value: PackValue, text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "").removesuffix(value.unit).strip())
    except InvalidOperation:
        raise KnownError(f"“{value.label}”应填数字（单位：{value.unit}），原来的取值没有改动。") from None
    if not number.is_finite() or not 0 <= number < _TOO_LARGE:
        raise KnownError(f"“{value.label}”应填不小于零、不过大的数字，原来的取值没有改动。")
    places = 2 if value.unit.startswith("元") else 4  # as it is printed and stored: what is paid follows from what is read
    if rounded(number, places) != number:
        raise KnownError(f"“{value.label}”最多 {places} 位小数，原来的取值没有改动。")
    return number


def _accept_text(value: PackValue, text: str) -> str:
    if not text:
        raise KnownError(f"“{value.label}”不能为空，原来的取值没有改动。")
    unknown = [t for t in split_terms(text) if value.choices and t not in value.choices]
    if unknown:
        raise KnownError(f"“{value.label}”没有“{'、'.join(unknown)}”这一项，请从“{'、'.join(value.choices)}”中选择。")
    return text


def _text(name: str, rates: Iterable[Rate]) -> str:
    return next((rate.text for rate in rates if rate.name == name and rate.text), "")
