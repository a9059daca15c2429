"""Advances (预支, B §二(四)): applied for with what they are for, changed while their matter is open, refused beyond the share allowed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from decimal import Decimal
from typing import Any

from linkdesk.actions import matters, plan_rows
from linkdesk.actions.pasting import pasted
from linkdesk.desk import Desk
from linkdesk.domain.advance_standing import AdvanceMeasure, measures, standing_advances
from linkdesk.domain.approval import Matter
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quantities import MU_PER_HECTARE, hectares, places, printed
from linkdesk.domain.quota import QuotaAdvance
from linkdesk.policy.chains import chains
from linkdesk.policy.matters import MatterStanding, standings
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Chain
from linkdesk.policy.terms import Subject

FIELDS = fields_of(QuotaAdvance)
WHAT = "预支申请"
_PARTS = (("paddy", "farmland"), ("farmland", "agricultural"))


@dataclass(frozen=True, slots=True)
class Typed:
    """An application as it was typed, field by field; an area in 公顷 unless a unit stands behind it."""

    construction: str = ""
    agricultural: str = ""
    farmland: str = ""
    paddy: str = ""
    purpose: str = ""
    place: str = ""
    conditions: str = ""
    conditions_document: str = ""
    applied_on: str = ""
    note: str = ""


def advances(desk: Desk, project_id: str) -> list[QuotaAdvance]:
    """The applications of a project in their order."""
    return plan_rows.rows(desk, QuotaAdvance, project_id)


def apply(desk: Desk, project_id: str, typed: Typed = Typed(), matter: Matter | None = None) -> Change:
    """Apply for an advance under a matter, or under the one that is open; where there is none it is opened in the same change.

    KnownError while the plan is not approved, or when more is asked for than the surplus the plan expects.
    """
    said = {f.name: parse(FIELDS[f.name], getattr(typed, f.name)) for f in fields(typed)}
    return _applied(desk, project_id, [said], matter, f"登记{WHAT}")


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """Applications from pasted spreadsheet rows, under the matter that is open or a new one."""
    return _applied(desk, project_id, pasted(QuotaAdvance, cells, names), None, f"粘贴{WHAT}")


def _applied(desk: Desk, project_id: str, rows: Iterable[dict[str, Any]], matter: Matter | None, title: str) -> Change:
    seen, dossier = desk.as_of(), desk.dossier(project_id)
    opened = () if matter or (found := open_matter(desk, dossier)) else _opened(desk, dossier).after
    of, first = matter or (opened[0] if opened else found), plan_rows.after_last(dossier.quotas.advances)
    made: tuple[QuotaAdvance, ...] = ()
    for at, row in enumerate(rows):
        one = QuotaAdvance(project_id, of.id, first + at, **({"applied_on": local_day(desk.clock())} | {n: v for n, v in row.items() if v}))
        refuse_unfit(dossier, (*standing_advances(dossier), *made), one)
        made = (*made, one)
    return Change(title, after=(*opened, *made), as_of=seen)


def open_matter(desk: Desk, dossier: Dossier) -> Matter | None:
    """The matter of an advance that is not decided yet; None when there is none."""
    found = standings(docket_of(dossier), desk.project_packs(dossier.project))
    return next((s.matter for s in found if s.chain.subject is Subject.ADVANCE and s.is_open and not s.concluded_on), None)


def chain_for(desk: Desk, dossier: Dossier) -> tuple[Pack, Chain] | None:
    """The chain by which an advance goes up, with its pack; None where no policy of the project knows advances."""
    return next(((pack, chain) for pack in desk.project_packs(dossier.project)
                 for chain in chains(pack, dossier.project, dossier.on, Subject.ADVANCE)), None)


def _opened(desk: Desk, dossier: Dossier) -> Change:
    known = chain_for(desk, dossier)
    if known is None:
        raise KnownError("本项目所依据的政策没有预支节余指标的规定，没有登记。请在项目概况里核对政策依据。")
    return matters.open_matter(desk, dossier.project.id, known[0].id, known[1].id)


def set_advance_field(desk: Desk, advance: QuotaAdvance, name: str, text: str) -> Change:
    """Put what was typed into a field of an application that is not approved; a note can always be written."""
    was = plan_rows.newest(desk, advance)
    now = replace(was, **{name: parse(FIELDS[name], text)})
    dossier = desk.dossier(was.project_id)
    if name != "note":
        _refuse_decided(desk, dossier, was, "没有改动")
    if name in {m.name for m in measures(dossier)}:
        refuse_unfit(dossier, (a for a in standing_advances(dossier) if a.id != was.id), now)
    return Change(f"修改{FIELDS[name].label}", before=(was,), after=(now,))


def remove(desk: Desk, chosen: Sequence[QuotaAdvance]) -> Change:
    """Remove applications that are not approved."""
    change = plan_rows.remove(desk, chosen, WHAT)
    for advance in change.before:
        _refuse_decided(desk, desk.dossier(advance.project_id), advance, "没有删除")
    return change


def decided(desk: Desk, dossier: Dossier, advance: QuotaAdvance) -> MatterStanding | None:
    """The matter by which an advance was approved; None while it was not."""
    found = standings(docket_of(dossier), desk.project_packs(dossier.project))
    return next((s for s in found if s.matter.id == advance.matter_id and s.concluded_on), None)


def _refuse_decided(desk: Desk, dossier: Dossier, advance: QuotaAdvance, what_not: str) -> None:
    if told := decided(desk, dossier, advance):
        raise KnownError(f"这笔预支已在 {told.concluded_on} 批准，{what_not}。批准登记有误的，请先在“审批”里更正那条记录。")


def refuse_unfit(dossier: Dossier, others: Iterable[QuotaAdvance], advance: QuotaAdvance) -> None:
    """KnownError when an application asks for parts larger than their whole, or all of them for more than the surplus expected."""
    for part, whole in _PARTS:
        small, large = getattr(advance, part), getattr(advance, whole)
        if small is not None and large is not None and small > large:
            raise KnownError(f"{FIELDS[part].label} {_said(small)} 大于{FIELDS[whole].label} {_said(large)}，没有登记。请核对。")
    for measure in measures(dossier, (*others, advance)):
        if measure.planned is not None and getattr(advance, measure.name) and measure.asked > max(measure.planned, Decimal(0)):
            raise KnownError(_too_much(measure, getattr(advance, measure.name)))


def _too_much(measure: AdvanceMeasure, typed: Decimal) -> str:
    """What is said of more than all the surplus: most likely it was typed in mu."""
    expected = max(measure.planned or Decimal(0), Decimal(0))
    said = f"预支{measure.label}合计 {_said(measure.asked)}，大于预计节余指标 {_said(expected)}，没有登记。"
    if measure.asked - typed + typed / MU_PER_HECTARE > expected:
        return said + "请核对面积和批准的实施方案。"
    number = hectares(typed)
    return said + f"面积按公顷填写；按亩算的，请写成“{printed(number, places(number, 0), False)}亩”，合 {_said(typed / MU_PER_HECTARE)}。"


def _said(area: Decimal) -> str:
    return f"{printed(hectares(area), 4)} 公顷"
