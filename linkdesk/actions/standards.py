"""A county's own standards (县级标准): documents with number, and the rates they set in place of those of the policy packs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from linkdesk.actions.edits import set_field
from linkdesk.actions.pasting import pasted
from linkdesk.actions.plan_rows import after_last
from linkdesk.desk import Desk
from linkdesk.domain.agreement_words import StandardBasis
from linkdesk.domain.change import Change
from linkdesk.domain.county_rates import REWARD_RATES, UNITS, document_of, key
from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.entry import shown
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import Project
from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.words import Certainty, ChangeKind

_RATE = {"kind", "basis", "item", "unit", "price"}  # what a confirmation confirms: with one of them changed it does not hold any more
_DOCUMENT = {"title", "number"}


def standards(desk: Desk, project_id: str) -> list[CountyStandard]:
    """All standards of the project's responsible body, in force or not, the latest first."""
    project = desk.store.get(Project, project_id)
    found = desk.store.load(CountyStandard, authority_id=project.responsible_id) if project and project.responsible_id else []
    return sorted(found, key=lambda s: str(s.from_on or s.issued_on or ""), reverse=True)


def rates(desk: Desk, standard: CountyStandard) -> list[StandardRate]:
    """The rates of a standard in their order."""
    return desk.store.load(StandardRate, standard_id=standard.id, order="position")


def add_standard(desk: Desk, project_id: str, title: str = "", number: str = "") -> Change:
    """A new standard of the project's responsible body, 待核实 until an officer confirms it on its document."""
    project = desk.store.get(Project, project_id)
    if project is None or not project.responsible_id:
        raise KnownError("本项目还没有指定责任主体，没有新增县级标准。请先在“概况”中选择责任主体。")
    return Change("新增县级标准", after=(CountyStandard(authority_id=project.responsible_id, title=title.strip(), number=number.strip()),))


def set_standard_field(desk: Desk, standard: CountyStandard, name: str, text: str) -> Change:
    """Put what was typed into a field; another title or number is another document, to be confirmed anew."""
    if name in ("certainty", "officer_name", "confirmed_on"):
        raise KnownError("核实状态只能用“核实”改动，原值未改动。")
    change = set_field(standard, name, text)
    now = change.after[0]
    if now.from_on and now.until_on and now.until_on < now.from_on:
        raise KnownError("终止日期早于起始日期，原值未改动。请核对两个日期。")
    return replace(change, after=(_doubtful(now),)) if name in _DOCUMENT and now != standard else change


def remove_standard(desk: Desk, standard: CountyStandard) -> Change:
    """Remove a standard with its rates; what was printed on it stays as it was printed."""
    return Change("删除县级标准", before=(standard, *rates(desk, standard)))


def add_rate(desk: Desk, standard: CountyStandard, **values: Any) -> Change:
    """One more rate of a standard, in the usual unit of its basis; a confirmed standard is to be confirmed anew."""
    there = rates(desk, standard)
    return _with_rates(standard, there, "新增县级标准项目", (_rate(standard, values, after_last(there)),))


def set_rate_field(desk: Desk, rate: StandardRate, name: str, text: str) -> Change:
    """Put what was typed into a field of a rate; with its basis goes the unit; a confirmed standard is to be confirmed anew."""
    change = set_field(rate, name, text)
    now = change.after[0]
    if now.basis is not rate.basis and rate.unit in ("", UNITS[rate.basis]):
        now = replace(now, unit=UNITS[now.basis])
    standard = desk.store.get(CountyStandard, rate.standard_id)
    if standard is None:
        raise KnownError("这个县级标准已被删除，没有改动。请重新选择。")
    _refuse_doubles((*(r for r in rates(desk, standard) if r.id != rate.id), now))
    again = _again(standard) if name in _RATE and now != rate else ()
    return Change(change.title, before=(rate, *again), after=(now, *map(_doubtful, again)))


def remove_rates(desk: Desk, chosen: Collection[StandardRate]) -> Change:
    """Remove rates of one standard, which is to be confirmed anew."""
    if not chosen:
        raise KnownError("还没有选中要删除的项目，没有删除。请先在表中选中。")
    standard = desk.store.get(CountyStandard, next(iter(chosen)).standard_id)
    again = _again(standard) if standard else ()
    return Change(f"删除县级标准项目 {len(chosen)} 行", before=(*chosen, *again), after=tuple(map(_doubtful, again)))


def paste_rates(desk: Desk, standard: CountyStandard, rows: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New rates from pasted spreadsheet rows; a row that cannot be read, or sets what is set already, refuses the paste."""
    there = rates(desk, standard)
    made = tuple(_rate(standard, row, after_last(there) + at) for at, row in enumerate(pasted(StandardRate, rows, names)))
    return _with_rates(standard, there, f"粘贴县级标准 {len(made)} 行", made)


def confirm_standard(desk: Desk, standard: CountyStandard, document: str) -> Change:
    """An officer confirms a standard on the document before him: its title, number and every rate stand as printed there."""
    lack = [fields_of(CountyStandard)[n].label for n in ("title", "number") if not getattr(standard, n).strip()]
    if lack:
        raise KnownError(f"缺{'、'.join(lack)}，没有核实。请先按文件填写。")
    if _plain(standard.number) not in _plain(document):
        raise KnownError(f"核实时请填写手中文件的文号，应与“{standard.number}”一致，没有核实。")
    there = rates(desk, standard)
    if not there:
        raise KnownError("这个标准还没有一项标准，没有核实。请先录入或粘贴。")
    if without := [r for r in there if r.price is None]:
        raise KnownError(f"有 {len(without)} 项没有填写标准（{called(without[0])}等），没有核实。请先补填或删除。")
    now = replace(standard, certainty=Certainty.CONFIRMED, officer_name=desk.officer_name, confirmed_on=desk.clock().date())
    return Change(f"核实县级标准：{standard.number}", before=(standard,), after=(now,), kind=ChangeKind.CONFIRM)


def overridden(desk: Desk, dossier: Dossier, standard: CountyStandard) -> list[tuple[StandardRate, Rate]]:
    """The rates of a standard that stand in place of a pack's, each with what the packs say without it."""
    packs = {value.name: (pack, value) for pack in desk.project_packs(dossier.project) for value in pack.values}
    return [(r, _shipped(*packs[REWARD_RATES[r.kind]])) for r in rates(desk, standard)
            if r.basis is StandardBasis.PER_PERSON and not r.item.strip() and REWARD_RATES.get(r.kind) in packs]


def called(rate: StandardRate) -> str:
    """A rate as it is spoken of: 砖木（旧房拆除协议，按房屋结构）."""
    return f"{rate.item.strip() or '奖补'}（{rate.kind}，{rate.basis}）"


def in_force(standard: CountyStandard, dossier: Dossier) -> bool:
    """Whether a standard is in force on the dossier's day."""
    return any(s.id == standard.id for s in dossier.standards)


def said(standard: CountyStandard) -> str:
    """Who confirmed a standard and when; that it is 待核实 when nobody did."""
    if standard.certainty is Certainty.UNVERIFIED:
        return "待核实：据此拟订的协议只能作草稿，核实后才能定稿。"
    day = fields_of(CountyStandard)["confirmed_on"]
    return f"{standard.officer_name or '经办人'} {shown(day, standard.confirmed_on)} 按{document_of(standard)}核实。"


def _shipped(pack: Any, value: Any) -> Rate:
    return Rate(value.name, value.label, value.value, value.text, value.unit, value.certainty, pack.id, pack.label(value.clause), value.document)


def _with_rates(standard: CountyStandard, there: Sequence[StandardRate], title: str, new: tuple[StandardRate, ...]) -> Change:
    _refuse_doubles((*there, *new))
    again = _again(standard)
    return Change(title, before=again, after=(*map(_doubtful, again), *new))


def _rate(standard: CountyStandard, values: dict[str, Any], position: int) -> StandardRate:
    made = StandardRate(standard_id=standard.id, position=position, **values)
    return made if values.get("unit") else replace(made, unit=UNITS[made.basis])


def _refuse_doubles(rates_: Iterable[StandardRate]) -> None:
    seen: dict[tuple[str, str, str], Decimal | None] = {}
    for rate in rates_:
        if key(rate) in seen and (rate.item.strip() or None not in (rate.price, seen[key(rate)])):
            raise KnownError(f"同一文件里已有“{called(rate)}”的标准，没有改动。请直接修改原来的一行。")
        seen[key(rate)] = rate.price


def _again(standard: CountyStandard) -> tuple[CountyStandard, ...]:
    """The standard, when what changes in it takes its confirmation away."""
    return (standard,) if standard.certainty is not Certainty.UNVERIFIED else ()


def _doubtful(standard: CountyStandard) -> CountyStandard:
    return replace(standard, certainty=Certainty.UNVERIFIED, officer_name="", confirmed_on=None)


def _plain(number: str) -> str:
    """A document number without blanks and kinds of brackets: 岚政发[2018]6号 is 岚政发〔2018〕6号."""
    return "".join(c for c in number if c.isalnum())
