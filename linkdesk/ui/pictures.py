"""Pictures of the main pages, taken from the bundled sample as an officer meets them on the first day."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from linkdesk import paths
from linkdesk.actions import (
    agreements,
    archive,
    assessments,
    demo_advances,
    demo_after,
    demo_agreements,
    demo_carrying,
    demo_consultation,
    demo_design,
    demo_money,
    demo_plans,
    demo_quota,
    demo_special_plan,
    letters,
    matters,
    plan_versions,
    plots,
    printing,
    projects,
    quota_entries,
    quota_pending,
    surveys,
    trades,
    word_copies,
)
from linkdesk.actions.demo import PLOTS, SAMPLE, SURVEY
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.agreement_words import PairStage
from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Officer
from linkdesk.domain.errors import KnownError
from linkdesk.domain.notice import Notice
from linkdesk.domain.payment import PaymentBatch
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.domain.quota_words import AssessmentKind
from linkdesk.survey import Directions
from linkdesk.ui import theme
from linkdesk.ui.attention import Group
from linkdesk.ui.window import SIZE, MainWindow

DAY = datetime(2018, 6, 4, 9, 30)  # pictures do not change with the clock
APPROVED = date(2018, 3, 5)  # before the land that the demo returns was accepted
SETTLE = 60  # ms for what a page does after it is shown


def take(app: QApplication, out: Path) -> list[Path]:
    """Write the pictures into a folder as PNG; returns their paths in the order of the work."""
    printing.ready_folder(out)
    theme.wear(app, theme.Theme())
    with tempfile.TemporaryDirectory() as folder, _desk(Path(folder) / "工作区") as desk:
        window = MainWindow(desk)
        window.resize(*SIZE)
        window.show()
        return [_shot(window, out / f"{at:02d}-{name}.png") for at, name in enumerate(_tour(desk, window), 1)]


@contextmanager
def _desk(folder: Path) -> Iterator[Desk]:
    desk = Desk.open(folder, lambda: DAY)
    try:
        desk.sign_in(Officer(name="演示员", office="岚川县国土资源局"))
        yield desk
    finally:
        desk.close()


def _tour(desk: Desk, window: MainWindow) -> Iterator[str]:
    window.open("projects")
    yield "empty"
    desk.do(projects.new_project(desk, SAMPLE))
    project_id = projects.find(desk, SAMPLE.name).id
    desk.do(plots.import_plots(desk, plots.understand(paths.SAMPLES / PLOTS), project_id))
    reading = surveys.understand(paths.SAMPLES / SURVEY)
    window.open("import", project_id)
    window.page.show_reading(reading, Directions())
    yield "import-review"
    desk.do(surveys.import_survey(desk, reading, project_id))
    window.open("projects")
    yield "projects"
    yield from _steps(desk, window, project_id)


def _steps(desk: Desk, window: MainWindow, project_id: str) -> Iterator[str]:
    window.open("overview", project_id)
    yield "overview"
    wrong = next(p for p in desk.dossier(project_id).problems if p.holds and p.field == "id_number")
    window.open("households", project_id, wrong.household_id, "id_number")
    yield "households"
    window.open("plots", project_id)
    yield "plots"
    desk.do(agreements.draft(desk, project_id))
    window.open("agreements", project_id)
    yield "agreements"
    window.open("plan", project_id)
    yield "plan"
    window.open("clauses", project_id)
    window.panel.show_only(Group.JUDGE)
    yield "findings"
    window.open("preview", project_id, "agreements")
    yield "preview"
    for key in ("coverage", "history"):
        window.open(key, project_id)
        yield key
    yield from _agreements(desk, window, project_id)
    yield from _plans(desk, window, project_id)
    yield from _carrying(desk, window, project_id)
    yield from _approvals(desk, window, project_id)
    yield from _filed(desk, window, project_id)
    yield from _letters(desk, window, project_id)
    yield from _consulted(desk, window, project_id)
    yield from _quota(desk, window, project_id)
    yield from _of_a_year(desk, window, project_id)


def _agreements(desk: Desk, window: MainWindow, project_id: str) -> Iterator[str]:
    """The rooms of agreements after one village has come to its first payment."""
    with tempfile.TemporaryDirectory() as folder:
        for _, work in demo_agreements.steps(desk, project_id, Path(folder)):
            work()
    batch, notice = desk.store.load(PaymentBatch)[0], desk.store.load(Notice)[0]
    paid = next(id_ for id_, progress in desk.dossier(project_id).progress.items() if progress.stage is PairStage.DEMOLITION_PAID)
    for key, entity_id in (("agreement", paid), ("batch_print", ""), ("progress", paid), ("scans", ""), ("notices", notice.id),
                           ("payments", batch.id), ("ledgers", "L4"), ("standards", ""), ("wordings", ""), ("complaints", "")):
        window.open(key, project_id, entity_id)
        yield key.replace("_", "-")
    window.open("agreements", project_id, paid)
    yield "stages"


def _plans(desk: Desk, window: MainWindow, project_id: str) -> Iterator[str]:
    """The rooms of plots and plan once what a plan needs is filled in."""
    demo_plans.fill(desk, project_id)
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE))
    version, plot = desk.dossier(project_id).plan_versions[0], desk.dossier(project_id).plots[0]
    desk.do(plan_versions.approve(desk, version, "岚州市人民政府", "岚政复〔2018〕12号（虚构）", APPROVED))
    desk.do(set_field(plot, "note", "西侧权属有争议，调出 3 户"))
    window.open("plots_import", project_id)
    window.page.read(paths.SAMPLES / PLOTS)
    yield "plots-import"
    for key, entity_id in (("placing", ""), ("finance", ""), ("schedule", ""), ("annexes", "F09"), ("versions", version.id)):
        window.open(key, project_id, entity_id)
        yield key
    window.open("plan", project_id)
    window.page.lead_to("", "benefits_land")
    yield "plan-section"
    yield from _designs(desk, window, project_id)


def _designs(desk: Desk, window: MainWindow, project_id: str) -> Iterator[str]:
    """The rooms of the reclamation design, filled in from plots and recipes."""
    demo_design.fill(desk, project_id)
    work = desk.dossier(project_id).design.items[0]
    window.open("design", project_id, work.id, "formula")
    yield "design"
    for key in ("prices", "budget", "standard_values", "soil", "quality", "sections"):
        window.open(key, project_id)
        yield key.replace("_", "-")


def _carrying(desk: Desk, window: MainWindow, project_id: str) -> Iterator[str]:
    """The rooms of carrying out, some months into the works."""
    demo_carrying.fill(desk, project_id)
    demo_after.fill(desk, project_id)
    for key in ("carrying", "partners", "variations", "acceptance", "settlement", "after_use"):
        window.open(key, project_id)
        yield key.replace("_", "-")


def _approvals(desk: Desk, window: MainWindow, project_id: str) -> Iterator[str]:
    """The rooms of the way up, and what they make of today."""
    window.open("today")
    yield "today"
    first = next(o for o in matters.can_be_opened(desk, project_id) if not o.blocked)
    desk.do(matters.open_matter(desk, project_id, first.pack.id, first.chain.id))
    window.open("matters", project_id)
    yield "matters"
    for key in ("clocks", "targets"):
        window.open(key, project_id)
        yield key


def _filed(desk: Desk, window: MainWindow, project_id: str) -> Iterator[str]:
    """Word copies and the archive."""
    with tempfile.TemporaryDirectory() as folder:
        word_copies.export(desk, project_id, PlanKind.WHOLE, Path(folder) / "实施方案.docx")
    desk.do(archive.collect(desk, project_id))
    for key in ("word_copies", "archive"):
        window.open(key, project_id)
        yield key.replace("_", "-")


def _letters(desk: Desk, window: MainWindow, project_id: str) -> Iterator[str]:
    """A letter while it is written."""
    desk.do(letters.draft(desk, project_id, LetterKind.NOTICE))
    window.open("letters", project_id)
    yield "letters"


def _consulted(desk: Desk, window: MainWindow, project_id: str) -> Iterator[str]:
    """Consultation and oversight."""
    demo_consultation.fill(desk, project_id)
    for key in ("consultation", "duties", "inspections", "oversight"):
        window.open(key, project_id)
        yield key
    desk.do(trades.draft(desk, project_id, counterpart="岚阳市经济技术开发区管理委员会"))
    window.open("trades", project_id)
    yield "trades"


def _quota(desk: Desk, window: MainWindow, project_id: str) -> Iterator[str]:
    """The county's quota book: its entries, and the voucher of one."""
    demo_quota.issue(desk, project_id)
    while fitting := next((w for w in quota_pending.of_project(desk, project_id) if not w.why), None):
        desk.do(quota_entries.post_pending(desk, fitting))
    window.open("quota", project_id)
    window.page.lead_to("entries", "")
    yield "quota"
    window.open("county", project_id)
    yield "county"


def _of_a_year(desk: Desk, window: MainWindow, project_id: str) -> Iterator[str]:
    """The special plan, the money, an advance under the policy that knows advances, and what the county says of its year."""
    demo_special_plan.fill(desk, project_id)
    demo_money.fill(desk, project_id)
    project = desk.store.get(Project, project_id)
    desk.do(Change("选择政策", before=(project,), after=(replace(project, packs=(*project.packs, "B")),)))
    demo_advances.apply(desk, project_id)
    desk.do(assessments.begin(desk, project.responsible_id or "", AssessmentKind.TRADE))
    for key in ("special_plan", "money", "advances", "assessments"):
        window.open(key, project_id)
        yield key.replace("_", "-")


def _shot(window: MainWindow, path: Path) -> Path:
    _wait(SETTLE)
    while window.work.running:
        _wait(SETTLE)
    _wait(SETTLE)
    if not window.grab().save(str(path)):
        raise KnownError(f"图片“{path.name}”写不进“{path.parent}”。请检查磁盘空间和文件夹权限后再试。")
    return path


def _wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
