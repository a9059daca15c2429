"""A county on one page: its figures read from sums and columns of the store, each with the rows it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from linkdesk.actions import county_money, quota_pending, targets
from linkdesk.actions.county_lines import SHOWN, BookFlows, ledger_flows, project_lines
from linkdesk.actions.county_trades import late_payments, trade_figures
from linkdesk.actions.today import Today
from linkdesk.desk import Desk
from linkdesk.documents.county_facts import (
    CountyFacts,
    Decision,
    Risk,
    TargetFigure,
    quota_figures,
)
from linkdesk.documents.quota_tables.lines import ProjectLine
from linkdesk.domain.approval import YearTarget
from linkdesk.domain.days import local_day
from linkdesk.domain.directory import Authority
from linkdesk.domain.project import Project
from linkdesk.domain.quota import Obligation, QuotaEntry
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.quota_readings import QuotaReading, standing_flows
from linkdesk.domain.sales import TargetDone
from linkdesk.policy.today import SOON, ProjectToday, county_lines, due_lines
from linkdesk.uncollected import uncollected

EVERYBODY = ""
"""Whose figures: of every project that names no responsible body."""


def bodies(desk: Desk) -> list[tuple[str | None, str]]:
    """Whose pages there are, by name: each body with a project or a quota book, then the projects that name none."""
    named = {id_ for id_, in desk.store.columns(Project, ("responsible_id",))}
    booked = {id_ for id_, in desk.store.sums(QuotaEntry, ("authority_id",), ())}
    every = sorted((a.name, a.id) for a in desk.store.load(Authority) if a.id in named | booked)
    return [*((id_, name) for name, id_ in every), *([(None, EVERYBODY)] if None in named else [])]


@dataclass(frozen=True, slots=True)
class Read:
    """What was read once for the pages of all counties of a day."""

    on: date
    flows: BookFlows
    lines: tuple[ProjectLine, ...]
    today: Today


def read(desk: Desk, today: Today | None = None) -> Read:
    """Read what the pages are made of; `today` where it is at hand already."""
    on = local_day(desk.clock())
    with uncollected(ages=True):
        flows = ledger_flows(desk, on)
        return Read(on, flows, project_lines(desk, on, flows), today or Today(desk))


def county_facts(desk: Desk, authority_id: str | None, found: Read | None = None) -> CountyFacts:
    """A county as it stands today."""
    of = found or read(desk)
    county = desk.store.get(Authority, authority_id) if authority_id else None
    lines = tuple(line for line in of.lines if line.project.responsible_id == authority_id)
    mine = [p for p in of.today.projects() if p.project.responsible_id == authority_id]
    projects = {line.project.id: line.project for line in lines}
    flows = {project_id: flows for (body, project_id), flows in of.flows.items() if body == authority_id}
    return CountyFacts(authority_id, county.name if county else EVERYBODY, of.on, county.place if county else "", lines, quota_figures(flows),
                       trade_figures(desk, authority_id, of.on), county_money.money_figures(desk, set(projects)),
                       tuple(_targets(desk, authority_id)), _risks(of.today, mine, authority_id, of.on),
                       tuple(_decisions(desk, authority_id, projects, mine, of.on)))


def charted(desk: Desk, facts: CountyFacts) -> CountyFacts:
    """The same with what its charts show by year."""
    if facts.authority_id is None:
        return facts
    return replace(facts, years=years_of(desk, facts.authority_id, facts.on),
                   income=county_money.by_year(desk, {line.project.id for line in facts.lines}))


def entries_behind(desk: Desk, authority_id: str, reading: QuotaReading, on: date) -> list[tuple[QuotaEntry, Amounts]]:
    """The entries a figure of the ledger is the sum of, with what each brings to it, by their days."""
    accounts = reading.accounts
    rows = {e.id: e for side in ("to_account", "from_account")
            for e in desk.store.load(QuotaEntry, authority_id=authority_id, **{side: accounts})}
    moved = ((e, reading.moved(e)) for e in sorted(rows.values(), key=lambda e: (e.posted_on or date.min, str(e.entered_at))))
    return [(e, amounts) for e, amounts in moved if amounts and e.posted_on and e.posted_on <= on]


def years_of(desk: Desk, authority_id: str, on: date) -> dict[int, dict[Any, Amounts]]:
    """The flows of a county's ledger by the year they are posted in; a reversal counts in the year it is made."""
    rows = desk.store.sums(QuotaEntry, ("posted_on", "kind", "from_account", "to_account"), SHOWN, until=("posted_on", on),
                           authority_id=authority_id)
    return standing_flows((day.year, kind, (source, to), Amounts(construction, farmland=farmland))
                          for day, kind, source, to, construction, farmland in rows)


def _targets(desk: Desk, authority_id: str | None) -> Iterator[TargetFigure]:
    mine = [target for target in targets.targets(desk) if authority_id and target.authority_id == authority_id]
    done = targets.done(desk) if mine else {}
    yield from (_target(target, done[target.id]) for target in mine)


def _target(target: YearTarget, done: TargetDone) -> TargetFigure:
    years = "—".join(str(y) for y in dict.fromkeys((target.from_year, target.to_year)) if y)
    return TargetFigure(target.id, target.subject, years, target.area, done.total, target.document)


def _risks(today: Today, found: Iterable[ProjectToday], authority_id: str | None, on: date) -> tuple[Risk, ...]:
    """Time limits that are past, or due within 30 days; what is the county's own among them."""
    own = county_lines(today.county(), on) if authority_id else ()
    return tuple(Risk(line.project_id, line.project, line.clock.label, line.clock.due_on, line.left, line.clock.consequence, line.clock.clause)
                 for line in due_lines(found, own) if line.left <= SOON)


def _decisions(desk: Desk, authority_id: str | None, projects: Mapping[str, Project], found: Iterable[ProjectToday],
               on: date) -> Iterator[Decision]:
    """What somebody has to settle: consequences that came to pass, money that is late, what came back, what the ledger waits for."""
    for row in desk.store.load(Obligation, settled_on=None, order="due_on"):
        if row.project_id in projects:
            yield Decision(row.project_id, projects[row.project_id].name, f"履行义务：{row.kind}", "obligation", row.id, row.due_on)
    yield from late_payments(desk, authority_id, on)
    for project in found:
        yield from (Decision(project.id, project.name, f"{t.title}：{t.words}", "matter", t.matter_id) for t in project.turns if t.comments)
        yield from (Decision(project.id, project.name, f"{s.kind}（{s.number}）", "sanction", s.id) for s in project.suspensions)
    for project, waiting in quota_pending.of_county(desk, authority_id, quota_pending.AT_ONCE) if authority_id else ():
        name = project.name if project else ""
        yield Decision(project.id if project else "", name, f"指标待入账：{waiting.posting.title}", "quota_entry", waiting.posting.source_id)
