"""The first page over 500 projects with 20 open time limits each: from a cold desk, and after one change, in the real window.

What counts is everything between the asking and the painted page: reading some 20,000 rows, whose turn it is in 1,500 matters,
10,000 time limits, the bars. The peer reads the same tables with Python's own sqlite3, takes the last entry of each matter and
the days left of each time limit in plain loops, and knows no chains, packs, actors, holidays, papers, corrections and no page.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from linkdesk.actions import projects
from linkdesk.actions.demo import SAMPLE, sample_desk
from linkdesk.desk import Desk
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.change import Change
from linkdesk.domain.consultation import Opinion
from linkdesk.domain.oversight import Inspection
from linkdesk.domain.project import Project

PROJECTS, OPINIONS, INSPECTIONS, ROUNDS = 500, 10, 9, 7
NOW = datetime(2018, 7, 2, 10)
BEGUN = date(2018, 1, 1)
MOST = 200.0  # ms
_CHAINS = {"A-PLAN-LOCAL": 5, "A-DESIGN": 4, "A-NEWLAND": 3}  # chain → entries made
_ENTRIES = ((1, EntryKind.PASSED), (2, EntryKind.SENT), (2, EntryKind.PASSED), (3, EntryKind.SENT), (3, EntryKind.PASSED))


def made(folder: Path) -> Desk:
    """A workspace of 500 projects; the plan's approval starts the twentieth time limit."""
    desk = sample_desk(folder, lambda: NOW)
    desk.do(projects.new_project(desk, SAMPLE))
    first = desk.store.get(Project, projects.find(desk, SAMPLE.name).id)
    whole = [replace(first, id=f"{at:032x}", name=f"第{at}项目区") for at in range(PROJECTS - 1)]
    rows = [row for project in (first, *whole) for row in _of(project)]
    desk.store.apply(Change("登记", after=(*whole, *rows)), officer="", at=NOW)  # what guards see one by one is not measured here
    return desk


def _of(project: Project) -> list[Any]:
    matters = [Matter(project_id=project.id, pack_id="A", chain_id=chain, title=f"{chain}报批", opened_on=BEGUN) for chain in _CHAINS]
    entries = [MatterEntry(matter_id=matter.id, step=step, kind=kind, acted_on=BEGUN + timedelta(at), actor="岚阳市人民政府", number=f"{at}号")
               for matter in matters for at, (step, kind) in enumerate(_ENTRIES[:_CHAINS[matter.chain_id]])]
    asked = [Opinion(project_id=project.id, department=f"部门{at}", asked_on=BEGUN, due_on=BEGUN + timedelta(at * 30)) for at in range(OPINIONS)]
    found = [Inspection(project_id=project.id, inspector="省厅", finding="渣土未清", inspected_on=BEGUN, rectify_by=BEGUN + timedelta(at * 40))
             for at in range(INSPECTIONS)]
    return [*matters, *entries, *asked, *found]


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, ours, the peer's, ours as a share of what is allowed, and 1."""
    from PySide6.QtWidgets import QApplication

    from linkdesk.ui import theme
    app = QApplication.instance() or QApplication([])
    theme.wear(app, theme.Theme())
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        desk = made(Path(folder))
        cold = median(_cold(desk) for _ in range(ROUNDS))
        changed = median(_changed(desk, at) for at in range(ROUNDS))
        plain = median(_milliseconds(lambda: peer(Path(folder) / "desk.db")) for _ in range(ROUNDS))
        desk.close()
    what = f"{PROJECTS} 个项目、各 {OPINIONS + INSPECTIONS + 1} 项期限的首页"
    return [(f"{what}，从未读起（毫秒，上限 {MOST:.0f}）", cold, plain, cold / MOST, 1.0),
            (f"{what}，改一处后（毫秒，上限 {MOST:.0f}）", changed, plain, changed / MOST, 1.0)]


def _cold(desk: Desk) -> float:
    """Milliseconds for a page that was never shown, on a desk that has read nothing."""
    page = _page(Desk(desk.store, lambda: NOW))
    spent = _milliseconds(lambda: _shown(page))
    assert len(page.found) == PROJECTS
    assert min(len(p.due) for p in page.found) == OPINIONS + INSPECTIONS + 1
    page.deleteLater()
    return spent


def _changed(desk: Desk, at: int) -> float:
    """Milliseconds from a change of one project to the page that shows it."""
    page = _page(desk)
    _shown(page)
    late = desk.dockets()[at].inspections[0]
    spent = _milliseconds(lambda: (desk.do(Change("整改", before=(late,), after=(replace(late, rectified_on=BEGUN + timedelta(at)),))),
                                   _shown(page)))
    page.deleteLater()
    return spent


def _page(desk: Desk) -> Any:
    from linkdesk.ui.today_page import TodayPage
    from linkdesk.ui.work import Work
    page = TodayPage(desk, Work(None))
    page.resize(1166, 690)
    page.ensurePolished()
    page.grab()  # the empty page, with its fonts and icons: what follows is the work of the data
    return page


def _shown(page: Any) -> None:
    page.reload()
    page.grab()


def peer(database: Path) -> tuple[int, dict[str, tuple[str, int]]]:
    """How many limits are overdue, and the last entry of each matter, read and reckoned with the standard library."""
    with sqlite3.connect(database) as connection:
        read = connection.execute
        matters = dict(read("SELECT id, project_id FROM matter").fetchall())
        entries = read("SELECT * FROM matter_entry ORDER BY entered").fetchall()
        names = [column[1] for column in read("PRAGMA table_info(matter_entry)")]
        limits = [*read("SELECT project_id, due_on, answered_on FROM opinion"), *read("SELECT project_id, rectify_by, rectified_on FROM inspection")]
        whole = read("SELECT id, name FROM project").fetchall()
    connection.close()
    matter, acted = names.index("matter_id"), names.index("acted_on")
    turns = {matters[e[matter]]: (e[acted], (NOW.date() - date.fromisoformat(e[acted])).days) for e in entries}
    left: dict[str, list[int]] = {id_: [] for id_, _ in whole}
    for project_id, due, done in limits:
        if due and not done:
            left[project_id].append((date.fromisoformat(due) - NOW.date()).days)
    for days in left.values():
        days.sort()
    return sum(d < 0 for days in left.values() for d in days), turns


def _milliseconds(work: Any) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000
