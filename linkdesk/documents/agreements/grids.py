"""The ruled grids of agreements: what the survey says of household, house and homestead, or of a collective's property.

What an agreement cannot do without is a gap when it is missing; the rest is left open, to be filled in when signing.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from linkdesk.documents.agreements.amounts import amounts, items
from linkdesk.documents.agreements.case import Case
from linkdesk.documents.agreements.parties import others, party_b
from linkdesk.documents.agreements.supplement import changes
from linkdesk.documents.blocks import Block, Cell, FieldGrid, Gap, Paragraph, Style, Text
from linkdesk.documents.templates.fill import long_date
from linkdesk.documents.wording import place, relocation_word
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.eligibility import account_reason
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of

Pair = tuple[str, Cell]


def house(case: Case) -> tuple[Block, ...]:
    """House and homestead, as 旧房拆除协议 needs them."""
    return _grid(("房屋坐落", _site(case)), _open(case, "certificate_number"),
                 _needed(case, "house_structure"), _open(case, "rooms"), _needed(case, "house_area"), _open(case, "outbuilding_area"),
                 _needed(case, "homestead_area"), _open(case, "boundaries"), *_persons(case), *_account(case))


def homestead(case: Case) -> tuple[Block, ...]:
    """The homestead and the plot it lies in, as 宅基地复垦协议 needs them."""
    return _grid(("宅基地坐落", _site(case)), _open(case, "certificate_number"),
                 _needed(case, "homestead_area"), _open(case, "reclaimable_area"), _open(case, "boundaries"), _plot(case),
                 *_persons(case), *_account(case))


def resettlement(case: Case) -> tuple[Block, ...]:
    """Who is resettled and where, as 搬迁安置协议 needs it."""
    return _grid(("原住房坐落", _site(case)), _open(case, "registered_poor"), _open(case, "house_structure"), _open(case, "house_area"),
                 _needed(case, "resettlement_choice"), _open(case, "resettlement_site"),
                 ("安置住房房号", None), _of_paper(case, "housing_area"), _of_paper(case, "self_funded"), *_persons(case), *_account(case))


def collective_house(case: Case) -> tuple[Block, ...]:
    """A collective's building, as 旧房拆除协议 needs it; with the meeting of the villagers that agreed to it."""
    return _grid(_needed(case, "name"), _open(case, "use"), ("坐落", _site(case)), _open(case, "certificate_number"),
                 _open(case, "house_structure"), _needed(case, "house_area"), *_of_collective(case))


def collective_land(case: Case) -> tuple[Block, ...]:
    """A collective's building land, as 宅基地复垦协议 needs it; with the meeting of the villagers that agreed to it."""
    return _grid(_needed(case, "name"), _open(case, "use"), ("坐落", _site(case)), _open(case, "certificate_number"),
                 _open(case, "reclaimable_area"), _plot(case), *_of_collective(case))


def family(case: Case) -> tuple[Block, ...]:
    """The members as one line; nothing when the survey did not list them."""
    mine = sorted((m for m in case.dossier.members if m.household_id == case.subject.id and m.name and m.present),
                  key=lambda m: m.position)
    said = "、".join(f"{m.name}（{m.relation}）" if m.relation else str(m.name) for m in mine)
    return (Paragraph((Text(f"乙方家庭成员：{said}。"),), Style.PLAIN),) if said else ()


COMMON: dict[str, tuple[str, Callable[[Case], tuple[Block, ...]]]] = {
    "party_b": ("乙方", party_b), "parties": ("共有人、代理人、监护人、继承人、集体负责人", others),
    "amounts": ("金额分项表", amounts), "items": ("摸底、实测、认定对照表", items)}
OF_HOUSEHOLD = COMMON | {
    "family": ("家庭成员", family), "house": ("房屋和宅基地情况表", house), "homestead": ("宅基地情况表", homestead),
    "resettlement": ("搬迁安置情况表", resettlement)}
OF_COLLECTIVE = COMMON | {
    "collective_house": ("集体房屋情况表", collective_house), "collective_land": ("集体用地情况表", collective_land)}
OF_SUPPLEMENT = COMMON | {"changes": ("变更事项对照表", changes)}
"""The blocks an agreement text may name with [[…]]: what each is, and how it is made."""


def _grid(*pairs: Pair) -> tuple[Block, ...]:
    return (FieldGrid(pairs),)


def _persons(case: Case) -> tuple[Pair, ...]:
    moved = relocation_word(case.dossier, case.subject.relocation_type)
    return _needed(case, "population"), (_open(case, "relocation_type")[0], moved or None), _open(case, "phone")


def _account(case: Case) -> tuple[Pair, ...]:
    """The account as agreed, else as surveyed; another holder than party B rests on a paper of its own."""
    fields, pairs = fields_of(Agreement), [("账户户名", case.holder or Gap("账户户名"))]
    pairs += [(fields[name].label, case.said(name) or Gap(fields[name].label)) for name in ("bank_name", "bank_account")]
    if not case.is_collective and account_reason(case.holder, case.party_b, None):
        pairs.append(("账户依据", case.said("account_basis") or Gap("账户依据（户名不是户主）")))
    return tuple(pairs)


def _of_collective(case: Case) -> tuple[Pair, ...]:
    paid = _account(case) if case.lines else ()
    return (_needed(case, "land_area"), _open(case, "owner"), _agreed(case), _needed(case, "agreed_on"), *paid)


def _agreed(case: Case) -> Pair:
    label, text = _open(case, "agreed")
    return label, text if case.subject.agreed else Gap("村民会议同意的决议")


def _plot(case: Case) -> Pair:
    plot = next((p for p in case.dossier.plots if p.id == case.subject.plot_id), None)
    return "所在拆旧地块编号", plot.code if plot else None


def _site(case: Case) -> Cell:
    site = f"{place(case.dossier)}{case.village}{case.subject.group or ''}{getattr(case.subject, 'address', None) or ''}"
    return site if case.village else Gap("行政村")


def _needed(case: Case, name: str) -> Pair:
    label, text = _open(case, name)
    return label, text or Gap(fields_of(type(case.subject))[name].label)


def _open(case: Case, name: str) -> Pair:
    return _pair(case.subject, name)


def _of_paper(case: Case, name: str) -> Pair:
    return _pair(case.agreement, name)


def _pair(of: object, name: str) -> Pair:
    field = fields_of(type(of))[name]
    label = f"{field.label}（{field.unit}）" if field.unit else field.label
    value = getattr(of, name)
    return label, (long_date(value) if isinstance(value, date) else shown(field, value)) or None
