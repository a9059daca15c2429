"""The ruled grids of agreements: what the survey says of household, house and homestead.

What an agreement cannot do without is a gap when it is missing; the rest is left open, to be filled in when signing.
"""

from __future__ import annotations

from collections.abc import Callable

from linkdesk.documents.blocks import Block, Cell, FieldGrid, Gap, Paragraph, Style, Text
from linkdesk.documents.wording import place, relocation_word
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import village_of
from linkdesk.domain.household import Household

Pair = tuple[str, Cell]
_ACCOUNT = ("bank_name", "bank_account")


def house(dossier: Dossier, agreement: Agreement, household: Household) -> tuple[Block, ...]:
    """House and homestead, as 旧房拆除协议 needs them."""
    return _grid(("房屋坐落", _site(dossier, household)), _open(household, "certificate_number"),
                 _needed(household, "house_structure"), _open(household, "rooms"),
                 _needed(household, "house_area"), _open(household, "outbuilding_area"),
                 _needed(household, "homestead_area"), _open(household, "boundaries"), *_person_pairs(dossier, household))


def homestead(dossier: Dossier, agreement: Agreement, household: Household) -> tuple[Block, ...]:
    """The homestead and the plot it lies in, as 宅基地复垦协议 needs them."""
    plot = next((p for p in dossier.plots if p.id == household.plot_id), None)
    return _grid(("宅基地坐落", _site(dossier, household)), _open(household, "certificate_number"),
                 _needed(household, "homestead_area"), _open(household, "reclaimable_area"),
                 _open(household, "boundaries"), ("所在拆旧地块编号", plot.code if plot else None),
                 *_person_pairs(dossier, household))


def resettlement(dossier: Dossier, agreement: Agreement, household: Household) -> tuple[Block, ...]:
    """Who is resettled and where, as 搬迁安置协议 needs it."""
    return _grid(("原住房坐落", _site(dossier, household)), _open(household, "registered_poor"),
                 _open(household, "house_structure"), _open(household, "house_area"),
                 _needed(household, "resettlement_choice"), _open(household, "resettlement_site"),
                 ("安置住房房号", None), ("安置住房建筑面积（㎡）", None), *_person_pairs(dossier, household))


def family(dossier: Dossier, agreement: Agreement, household: Household) -> tuple[Block, ...]:
    """The members as one line; nothing when the survey did not list them."""
    mine = sorted((m for m in dossier.members if m.household_id == household.id and m.name and m.present), key=lambda m: m.position)
    said = "、".join(f"{m.name}（{m.relation}）" if m.relation else str(m.name) for m in mine)
    return (Paragraph((Text(f"乙方家庭成员：{said}。"),), Style.PLAIN),) if said else ()


GRIDS: dict[str, Callable[[Dossier, Agreement, Household], tuple[Block, ...]]] = {
    "house": house, "homestead": homestead, "resettlement": resettlement, "family": family}


def _grid(*pairs: Pair) -> tuple[Block, ...]:
    return (FieldGrid(pairs),)


def _person_pairs(dossier: Dossier, household: Household) -> tuple[Pair, ...]:
    return (_needed(household, "population"), _relocation(dossier, household),
            _open(household, "account_holder"), _open(household, "phone"), *(_needed(household, name) for name in _ACCOUNT))


def _relocation(dossier: Dossier, household: Household) -> Pair:
    return _open(household, "relocation_type")[0], relocation_word(dossier, household.relocation_type) or None


def _site(dossier: Dossier, household: Household) -> Cell:
    village = village_of(dossier, household)
    site = f"{place(dossier)}{village}{household.group or ''}{household.address or ''}"
    return site if village else Gap("行政村")


def _needed(household: Household, name: str) -> Pair:
    label, text = _open(household, name)
    return label, text or Gap(fields_of(Household)[name].label)


def _open(household: Household, name: str) -> Pair:
    field = fields_of(Household)[name]
    label = f"{field.label}（{field.unit}）" if field.unit else field.label
    return label, shown(field, getattr(household, name)) or None
