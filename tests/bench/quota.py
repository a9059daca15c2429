"""The quota book of a county of 1,000 projects, 20,000 plots and 200,000 entries: any balance, any report, and posting 1,000 entries.

What counts is what an officer waits for: reading and reckoning until the figures of a report stand, in processor time, so that a machine
that is busy with something else tells the same. Writing a workbook or laying out a page comes after that, and is not in it. The lists of
all plots are no report but a file for another system: what they hold is read like a report, the whole of its cells, 20,000 plots in two
units with the reason beside each empty one, has twice the time. The ledger is in step with its events; a project whose events wait is
opened for their names, which costs some tens of milliseconds each. The peer reads the same tables with Python's own sqlite3 and adds them
up in plain loops; it knows no accounts, checks, measures in words, journal and no digests.
"""

from __future__ import annotations

import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import Any

from linkdesk import ledger
from linkdesk.actions import county_lines, county_lists, projects, quota_exports
from linkdesk.actions.demo import SAMPLE, sample_desk
from linkdesk.desk import Desk
from linkdesk.documents.quota_tables.quota_tables import TABLES
from linkdesk.domain.change import Change
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.words import PlotUse

PROJECTS, PLOTS, ENTRIES, POSTED, ROUNDS = 1_000, 20, 10, 1_000, 5
NOW = datetime(2021, 12, 1, 10)
HECTARE = Decimal(10000)
MOST, MOST_POSTING, GROWTH = 0.5, 1.0, 1.25  # seconds, seconds, time a row at full size against a quarter of it
LISTS, MOST_LISTS = "清单整本（4 万行，20 列，写文件以前）", 1.0
_USES = (PlotUse.OLD,) * 14 + (PlotUse.SETTLEMENT,) * 3 + (PlotUse.NEW,) * 3
_KINDS = ((PostingKind.PLAN, Account.REVOLVING, Account.ISSUED), (PostingKind.PLAN, Account.OUTSIDE, Account.PLANNED_SURPLUS),
          (PostingKind.USE, Account.ISSUED, Account.USED_URBAN), (PostingKind.ACCEPTANCE, Account.OUTSIDE, Account.RETURNED),
          (PostingKind.SETTLEMENT, Account.RETURNED, Account.SURPLUS))


def made(folder: Path, of: int) -> tuple[Desk, str]:
    """A workspace of so many projects of one county, each with its plots and ten entries a plot; the desk, and the county's id."""
    desk = sample_desk(folder, lambda: NOW)
    desk.do(projects.new_project(desk, SAMPLE))
    first = desk.store.get(Project, projects.find(desk, SAMPLE.name).id)
    told = replace(first, approval_number="岚阳政函〔2017〕1号", approver="岚阳市人民政府", approved_on=date(2017, 12, 1))
    whole = [told, *(replace(told, id=f"{at:032x}", name=f"第{at}项目区") for at in range(of - 1))]
    plots = [_plot(p, at) for p in whole for at in range(PLOTS)]
    pool = QuotaEntry(authority_id=told.responsible_id, to_account=Account.REVOLVING, posted_on=date(2018, 1, 1), number="1号",
                      construction=of * 1000 * HECTARE, farmland=of * 1000 * HECTARE)
    entries = [_entry(told.responsible_id, plot, at) for plot in plots for at in range(ENTRIES)]
    # what guards see one by one is not measured here
    desk.store.apply(Change("登记", before=(first,), after=(*whole, *plots, pool, *entries)), officer="", at=NOW)
    return Desk(desk.store, lambda: NOW), told.responsible_id


def _plot(project: Project, at: int) -> Plot:
    use = _USES[at]
    of_use = {"reclaimed_area": HECTARE, "new_farmland_area": HECTARE} if use is PlotUse.OLD else {"new_construction_area": HECTARE / 10}
    return Plot(project_id=project.id, code=f"{use}{at:02d}", use=use, stated_area=HECTARE, **of_use)


def _entry(authority_id: str, plot: Plot, at: int) -> QuotaEntry:
    kind, source, target = _KINDS[at % len(_KINDS)]
    area = Decimal(100 + at)
    told = plot.project_id if kind is PostingKind.PLAN else ""  # the ledger follows the approvals that the projects tell of
    return QuotaEntry(authority_id=authority_id, project_id=plot.project_id, plot_id=plot.id, kind=kind, from_account=source, to_account=target,
                      source_id=told,
                      posted_on=date(2018, 1, 1) + timedelta(at * 130), year=2018 + at // 3, number=f"{at}号", construction=area,
                      agricultural=area, farmland=area, grade=Decimal(9))


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, ours, the peer's, ours as a share of what is allowed, and 1."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        small, county = made(Path(folder) / "small", PROJECTS // 4)
        quarter = {name: _median(work) for name, work in _works(small, county).items()}
        small.close()
        desk, county = made(Path(folder) / "whole", PROJECTS)
        plain = _median(lambda: peer(Path(folder) / "whole" / "desk.db", county))
        found = {name: _median(work) for name, work in _works(desk, county).items()}
        posting = median(_posted(desk, county, at) for at in range(ROUNDS))
        desk.close()
    size = f"{PROJECTS} 个项目、{PROJECTS * PLOTS} 个地块、{PROJECTS * PLOTS * ENTRIES} 笔分录"
    most = {name: MOST_LISTS if name == LISTS else MOST for name in found}
    told = [(f"{size}：{name}（秒，上限 {most[name]}）", took, plain, took / most[name], 1.0) for name, took in found.items()]
    grown = [(f"{name}：每笔用时，全部数据比四分之一", took / 4, quarter[name], took / 4 / quarter[name], GROWTH) for name, took in found.items()]
    return [*told, *grown, (f"{size}：一次登记 {POSTED} 笔（秒，上限 {MOST_POSTING}）", posting, plain, posting / MOST_POSTING, 1.0)]


def _works(desk: Desk, county: str) -> dict[str, Callable[[], Any]]:
    """Each balance and report an officer waits for, from a desk that has read nothing of it."""
    def fresh() -> Desk:
        return Desk(desk.store, lambda: NOW)

    def account() -> Any:
        equals = {"authority_id": county, "to_account": Account.SURPLUS}
        return desk.store.load(QuotaEntry, order="-posted_on", limit=100, **equals), desk.store.count(QuotaEntry, **equals)

    return {"各科目余额": lambda: ledger.balances(desk.store, county),
            "某日余额": lambda: ledger.balances(desk.store, county, date(2019, 6, 30)),
            "一个科目的前 100 笔": account,
            **{f"导出表 {key}": lambda key=key: quota_exports.workbooks(fresh(), (key,)) for key in TABLES},
            "清单取数": lambda: county_lists.lists(desk, county_lines.project_lines(fresh(), NOW.date())),
            LISTS: lambda: quota_exports.workbooks(fresh(), (quota_exports.LISTS,)),
            "县情一页": lambda: quota_exports.pages(fresh())}


def _posted(desk: Desk, county: str, at: int) -> float:
    """Seconds by the clock for a posting of 1,000 entries, guards included and until the disk has them."""
    project = desk.store.get(Project, f"{at:032x}")
    entries = tuple(QuotaEntry(authority_id=county, project_id=project.id, kind=PostingKind.OPENING, to_account=Account.SURPLUS,
                               posted_on=date(2021, 6, 1), number=f"期初{n}号", construction=HECTARE) for n in range(POSTED))
    return _seconds(lambda: desk.do(Change("期初", after=entries)), time.perf_counter)


def peer(database: Path, county: str) -> dict[tuple[str | None, str], list[int]]:
    """What stands on each account, read and added up with the standard library."""
    found: defaultdict[tuple[str | None, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    with sqlite3.connect(database) as connection:
        rows = connection.execute("SELECT project_id, from_account, to_account, construction, agricultural, farmland, paddy FROM quota_entry "
                                  "WHERE authority_id = ?", (county,))
        for project_id, source, target, *areas in rows:
            for account, sign in ((source, -1), (target, 1)):
                sums = found[project_id, account]
                for place, area in enumerate(areas):
                    sums[place] += sign * area
    return found


def _median(work: Callable[[], Any]) -> float:
    return median(_seconds(work) for _ in range(ROUNDS))


def _seconds(work: Callable[[], Any], clock: Callable[[], float] = time.process_time) -> float:
    began = clock()
    work()
    return clock() - began
