"""Matters taken along their chains on real desks: a project with its bodies, versions fixed, and entries one day after the other."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from linkdesk.actions import matter_entries, matters, projects
from linkdesk.actions.demo import SAMPLE, sample_desk
from linkdesk.actions.demo_plans import SECOND
from linkdesk.actions.matter_entries import Particulars
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind, MatterState
from linkdesk.domain.change import Change
from linkdesk.domain.corrections import standing
from linkdesk.domain.directory import Agency, AgencyName, Authority
from linkdesk.domain.project import Project
from linkdesk.domain.words import AuthorityKind

NOON = datetime(2019, 12, 2, 12, 0)
FIRST = date(2018, 3, 1)
SENT, RECEIVED, PASSED, RETURNED, REFUSED, WITHDRAWN = (EntryKind.SENT, EntryKind.RECEIVED, EntryKind.PASSED, EntryKind.RETURNED,
                                                        EntryKind.REFUSED, EntryKind.WITHDRAWN)
TOLD = {"approver": "岚阳市人民政府", "approval_number": "岚阳政函〔2017〕9号", "approved_on": date(2017, 12, 1)}
"""An approval of the plan from before this desk, as the project tells it."""


def project_of(folder, pack="A", clock=lambda: NOON, **facts):
    """A desk with one project under a policy, its city and province known with their land departments."""
    desk = sample_desk(folder, clock)
    desk.do(projects.new_project(desk, SAMPLE if pack == "A" else SECOND))
    project_id = projects.find(desk, (SAMPLE if pack == "A" else SECOND).name).id
    project = desk.store.get(Project, project_id)
    desk.do(Change("填写", before=(project,), after=(replace(project, **({"surplus_trade": False} | facts)),)))
    _places(desk)
    return desk, project_id


def _places(desk):
    province = Authority(name="山西省人民政府", kind=AuthorityKind.PROVINCE)
    made, before = [province], []
    for place in desk.store.load(Authority):
        if place.kind is AuthorityKind.CITY:
            before.append(place)
            made.append(replace(place, parent_id=province.id))
    known = {(a.authority_id, a.duty) for a in desk.store.load(Agency)}
    for place in (province, *desk.store.load(Authority)):
        for duty in ("国土资源", "规划", "林业"):
            if (place.id, duty) not in known:
                agency = Agency(authority_id=place.id, duty=duty)
                made += [agency, AgencyName(agency_id=agency.id, name=f"{place.name}{duty}部门")]
    desk.do(Change("机关", before=tuple(before), after=tuple(made)))


def opened(desk, project_id, chain_id, **more):
    """A matter of a chain, opened; the pack is the letter its id begins with."""
    change = matters.open_matter(desk, project_id, chain_id[0], chain_id, **more)
    desk.do(change)
    return next(e for e in change.after if isinstance(e, Matter))


def day(desk, matter):
    """The day after the last entry about a matter, of all its project's."""
    days = [e.acted_on for e in standing(desk.store.load(MatterEntry))]
    return max([FIRST, *(d + timedelta(days=1) for d in days)])


def do(desk, matter, kind, **more):
    """Enter something about a matter on the day after the last entry, with a number of its own."""
    on = more.pop("acted_on", None) or day(desk, matter)
    said = {"acted_on": on, "number": f"{matter.chain_id}〔{on.year}〕{desk.store.count(MatterEntry) + 1}号", "reason": "理由（虚构）"} | more
    desk.do(matter_entries.enter(desk, matter, kind, Particulars(**said)))
    return now(desk, matter)


def now(desk, matter):
    """How a matter stands."""
    return matters.standing_of(desk, matter)


def last(desk, matter):
    """The last entry of a matter that stands."""
    return standing(desk.store.load(MatterEntry, matter_id=matter.id))[-1]


def through(desk, matter, until=None, **more):
    """Take a matter along its chain, step by step, up to the step named (its place from 1), or to its end."""
    found = now(desk, matter)
    while found.is_open and (until is None or found.at <= until):
        unstated = {"actor": "达川市人民政府", "basis": "达市府办〔2018〕1号（虚构）"} if found.step.actor in (
            "原文未明确", "相关部门", "受让方人民政府", "转让方和受让方人民政府") else {}
        found = do(desk, matter, SENT if found.waits_for == "报送" else PASSED, **(unstated | more))
    return found


def states(desk, project_id):
    """The state of each matter of a project by its chain."""
    return {s.chain.id: s.state for s in matters.register(desk, project_id)}


__all__ = ["FIRST", "NOON", "PASSED", "RECEIVED", "REFUSED", "RETURNED", "SENT", "TOLD", "WITHDRAWN", "MatterState", "day", "do", "last", "now",
           "opened", "project_of", "states", "through"]
