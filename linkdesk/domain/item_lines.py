"""Compensation for what was appraised: each item at the county's rate for it, or at a price of its own with its basis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from linkdesk.domain.agreement import AgreementLine
from linkdesk.domain.agreement_words import ItemKind, StandardBasis
from linkdesk.domain.appraisal import AppraisedItem
from linkdesk.domain.county_rates import CountyRate
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household
from linkdesk.domain.quantities import rounded
from linkdesk.domain.spelling import compact
from linkdesk.domain.subject import Subject
from linkdesk.domain.words import AgreementKind

Kind = AgreementKind
_BASIS = {ItemKind.HOUSE: StandardBasis.BY_STRUCTURE, ItemKind.OUTBUILDING: StandardBasis.BY_STRUCTURE,
          ItemKind.ATTACHMENT: StandardBasis.BY_ATTACHMENT, ItemKind.HOMESTEAD: StandardBasis.BY_HOMESTEAD,
          ItemKind.LAND: StandardBasis.BY_HOMESTEAD}
_LAND = ItemKind.HOMESTEAD, ItemKind.LAND
_WRITTEN = {"㎡": "㎡ 平方米 平米 平方", "亩": "亩", "公顷": "公顷", "米": "米 m 延米 延长米", "立方米": "立方米 m3 立方 方"}
_MEASURES = {compact(word): name for name, words in _WRITTEN.items() for word in words.split()}


def item_lines(dossier: Dossier, subject: Subject, kind: AgreementKind) -> Iterator[AgreementLine]:
    """The lines of a subject's appraised items that belong to an agreement kind, and one for each kind of item not appraised yet."""
    items = dossier.items_by_subject.get(subject.id, ())
    for item in items:
        if line := _line(dossier, kind, item):
            yield line
    yield from _not_appraised(dossier, subject, kind, {item.kind for item in items})


def priced(line: AgreementLine) -> AgreementLine:
    """A line with its amount: quantity × price, rounded half up to the fen once; open while it lacks one of them."""
    if line.quantity is None or line.price is None:
        return line
    return replace(line, amount=rounded(line.quantity * line.price, 2))


def _line(dossier: Dossier, kind: AgreementKind, item: AppraisedItem) -> AgreementLine | None:
    """An item is paid under one agreement kind, and under each further one for which the county sets a rate for it."""
    found = dossier.county_rates.pricing(kind, item)
    if item.unit_price is not None:
        return _at_own_price(item) if kind is _home(dossier, item) else None
    if found:
        return _at_county_rate(item, found)
    return _blank(item) if kind is _expecting(dossier, item) else None


def _home(dossier: Dossier, item: AppraisedItem) -> AgreementKind | None:
    """Under which agreement kind an item with a price of its own is paid: where its rate would stand, else by what it is."""
    ranked = _ranked(dossier, item)
    return next((k for k in ranked if dossier.county_rates.pricing(k, item)), ranked[0])


def _expecting(dossier: Dossier, item: AppraisedItem) -> AgreementKind | None:
    """Under which agreement kind an item should have a rate and has none; None where the county pays no such items or pays it elsewhere."""
    ranked = _ranked(dossier, item)
    if any(dossier.county_rates.pricing(k, item) for k in ranked):
        return None
    return next((k for k in ranked if dossier.county_rates.prices_such(k, item.kind)), None)


def _ranked(dossier: Dossier, item: AppraisedItem) -> list[AgreementKind]:
    """The agreement kinds by how well an item fits them, those of the pair first."""
    by_nature = (Kind.RECLAIM, Kind.DEMOLISH, Kind.RESETTLE) if item.kind in _LAND else (Kind.DEMOLISH, Kind.RECLAIM, Kind.RESETTLE)
    return sorted(by_nature, key=lambda k: bool(dossier.pair) and k not in dossier.pair)


def _blank(item: AppraisedItem) -> AgreementLine:
    return AgreementLine(agreement_id="", label=_called(item), basis=_BASIS[item.kind], quantity=item.recognised, unit=f"元/{item.unit}")


def _called(item: AppraisedItem) -> str:
    name = item.name or str(item.kind)
    return f"{name}（{item.house_structure}）" if item.house_structure and str(item.house_structure) not in name else name


def _at_own_price(item: AppraisedItem) -> AgreementLine:
    """At the price set for this item alone; without a basis on paper it stays open."""
    line = replace(_blank(item), price=item.unit_price, document=(item.price_basis or "").strip())
    return priced(line) if line.document else line


def _at_county_rate(item: AppraisedItem, rate: CountyRate) -> AgreementLine:
    """At the county's rate; open where the quantity was taken in another measure than the rate is in."""
    line = replace(_blank(item), basis=rate.row.basis, price=rate.row.price, unit=rate.unit, rate=rate.row.id, document=rate.document,
                   clause=rate.row.clause)
    return priced(line) if _same_measure(item.unit, rate.unit) else line


def _same_measure(unit: str, price_unit: str) -> bool:
    """Whether a quantity and a price go together; pieces (口, 棵, 座) are pieces, whatever they are called."""
    measures = [_MEASURES.get(compact(word).lower()) for word in (unit, price_unit.rpartition("/")[2])]
    return None in measures or measures[0] == measures[1]


def _not_appraised(dossier: Dossier, subject: Subject, kind: AgreementKind,
                   here: set[ItemKind]) -> Iterator[AgreementLine]:
    """An open line where the county pays for houses or homesteads and the survey has one that nobody appraised yet."""
    for item_kind, label, surveyed in (
            (ItemKind.HOUSE, "房屋", subject.house_area),
            (ItemKind.HOMESTEAD, "宅基地", subject.homestead_area if isinstance(subject, Household) else None)):
        if item_kind not in here and (surveyed or Decimal(0)) > 0 and dossier.county_rates.prices_such(kind, item_kind):
            yield AgreementLine(agreement_id="", label=label, basis=_BASIS[item_kind], unit="元/㎡")
