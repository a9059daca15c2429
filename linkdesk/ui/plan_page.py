"""实施方案: its chapters with what each lacks, the chosen section as it prints or as the officer writes it, and the balance beside."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QSignalBlocker, Qt
from PySide6.QtGui import QHideEvent, QImage, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QMenu, QStackedWidget, QWidget

from linkdesk.actions import plan_reading, plans, section_pictures
from linkdesk.actions.plans import Insertable, Passage
from linkdesk.desk import Desk
from linkdesk.documents.templates import Ask
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError, Stale
from linkdesk.domain.planning_words import PlanKind
from linkdesk.ui import theme
from linkdesk.ui.balance_panel import BalancePanel
from linkdesk.ui.find_bar import FindBar
from linkdesk.ui.look import button, column, first_step, row
from linkdesk.ui.page import Page
from linkdesk.ui.pages import room, room_for
from linkdesk.ui.plan_chapters import Chapters
from linkdesk.ui.plan_gaps import Way
from linkdesk.ui.plan_search import Search
from linkdesk.ui.plan_section import SectionView
from linkdesk.ui.work import Work

LEFT_WIDTH, ROOMY, TIGHT = 236, 1080, 740  # px; from which widths three columns stand side by side, and two with text
WITHIN = ("finance", "tenure", "schedule", "annexes", "versions")
NO_PLAN = "请先在概况里选择政策依据，程序按政策列出要编制的方案。"


class PlanPage(Page):
    """What is typed is kept when the cursor leaves it, and a few seconds after the last key."""

    key, title = "plan", "实施方案"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.passages: tuple[Passage, ...] = ()
        self.dossier: Dossier | None = None
        self.offered: tuple[Insertable, ...] = ()
        self.pictures: dict[str, QImage] = {}
        self.held = False
        self.kinds = QComboBox(toolTip="要编制的方案")
        self.chapters, self.section, self.bar = Chapters(), SectionView(self._picture), FindBar()
        self.search = Search(self)
        self.balance, self.left, self.middle = BalancePanel(), QWidget(), QWidget()
        self._actions()
        self._wire()
        self.body = QStackedWidget()
        self.body.addWidget(self._both())
        self.body.addWidget(first_step(NO_PLAN, button("去概况", lambda: self.go.emit("overview", project_id, "packs"), "main")))
        column(self.body, parent=self)
        self.setFocusProxy(self.chapters)

    def _actions(self) -> None:
        self.main_action = self.action("打印", self._print)
        self.balancing = self.action("平衡", self.turn_balance)
        self.more = self.action("更多", lambda: None)
        self.more.setMenu(self._menu())
        self.actions_beside = (self.balancing, self.action("查找", lambda: self.search.open(False)),
                               self.action("附表", lambda: self._leave_for("preview", "annexes")),
                               self.action("附图", lambda: self._leave_for("preview", "maps")), self.more)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for key in WITHIN:
            if found := room(key):
                menu.addAction(found.title, lambda key=key: self._leave_for(key, ""))
        menu.addSeparator()
        menu.addAction("查找和替换", lambda: self.search.open(True))
        self.restoring = menu.addAction("恢复默认文字", self.section.restore)
        menu.aboutToShow.connect(lambda: self.restoring.setEnabled(self.section.writing))
        return menu

    def _both(self) -> QWidget:
        both = QWidget()
        self.left.setFixedWidth(theme.current().px(LEFT_WIDTH))
        column(self.kinds, self.chapters, parent=self.left).setStretch(1, 1)
        column(self.bar, self.section, parent=self.middle).setStretch(1, 1)
        row(self.left, self.middle, self.balance, margin=16, gap=16, parent=both).setStretch(1, 1)
        self.balance.hide()
        return both

    def _wire(self) -> None:
        self.kinds.activated.connect(lambda _: self._turn())
        self.chapters.chosen.connect(self._choose)
        self.chapters.led.connect(self._lead)
        self.chapters.entered.connect(self._enter)
        self.section.kept.connect(self._keep)
        self.section.picture_given.connect(self._take_picture)
        self.section.find_wanted.connect(self.search.open)
        self.section.said.connect(self.said)
        self.work.moved.connect(self._on_work)
        QShortcut(QKeySequence.StandardKey.Find, self, lambda: self.search.open(False), context=_WITHIN)
        QShortcut(QKeySequence("Ctrl+PgDown"), self, lambda: self.chapters.step(1), context=_WITHIN)
        QShortcut(QKeySequence("Ctrl+PgUp"), self, lambda: self.chapters.step(-1), context=_WITHIN)
        self.balance.wanted.connect(self._lead_to_entity)

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        self.title = dict(dossier.words).get("implementation_plan", "实施方案")
        due = plans.written_kinds(self.desk, self.project_id)
        self.body.setCurrentIndex(0 if due else 1)
        if not due:
            return
        if not plan_reading.same_but_for_text(self.dossier, dossier):
            self.offered = plans.names(dossier)
        self.dossier = dossier
        self._list_kinds(due)
        self.section.kind, self.section.packs = self.kind, self.desk.project_packs(dossier.project)
        self.passages = plans.outline(self.desk, self.project_id, self.kind)
        self.chapters.show_passages(self.passages, dossier)
        self._show()
        self.search.count()
        self._show_balance()

    @property
    def kind(self) -> PlanKind | None:
        """The plan that is shown; None before there is any."""
        found = self.kinds.currentData()
        return PlanKind(found) if found else None

    def _list_kinds(self, due: tuple[PlanKind, ...]) -> None:
        titles, now = plans.titles(self.desk, self.project_id), self.kind
        names = [titles[kind].removeprefix(self.dossier.project.name) for kind in due]
        with QSignalBlocker(self.kinds):
            self.kinds.clear()
            for kind, name in zip(due, names, strict=True):
                self.kinds.addItem(name, kind)
            self.kinds.setCurrentIndex(due.index(now) if now in due else 0)
        self.kinds.setVisible(len(due) > 1)

    def _turn(self) -> None:
        """Another of the plans due."""
        self.section.flush()
        self.reload()

    def _choose(self, at: int) -> None:
        self.bring_text()
        self._show()

    def _show(self, key: str = "") -> None:
        at = self.chapters.at()
        if 0 <= at < len(self.passages):
            self.section.show_passage(self.passages[at], self.dossier, self.offered, key)
            self.search.mark()

    def show_place(self, key: str) -> None:
        """Show the place of the chosen section that is written under a key."""
        self._show(key)

    def turn_balance(self) -> None:
        """Show the balance beside the text, or put it away."""
        self.memory.set("plan/balance", not self.balance.isVisibleTo(self))
        self._arrange()

    def bring_text(self) -> None:
        """Somebody wants to read or write: the text comes back where the balance had taken its place."""
        if self.dossier is not None and not self.middle.isVisibleTo(self):
            self.turn_balance()

    def _arrange(self) -> None:
        """Where there is no room for three columns, the balance takes the place of the chapters; where there is less, of the text."""
        roomy, tight = (self.width() >= theme.current().px(ROOMY), self.width() < theme.current().px(TIGHT))
        wanted = self.memory.get("plan/balance", roomy)
        parts = (self.left, roomy or tight or not wanted), (self.middle, not (wanted and tight)), (self.balance, wanted)
        for part, seen in sorted(parts, key=lambda each: each[1]):  # what goes first: both at once would widen the window
            part.setVisible(seen)
        self.balancing.setText("正文" if wanted and tight else "章节" if wanted and not roomy else "收起平衡" if wanted else "平衡")
        self._show_balance()

    def _show_balance(self) -> None:
        if self.dossier is not None and self.balance.isVisibleTo(self):
            self.balance.show_dossier(self.dossier, self.desk.findings(self.project_id))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def lead_to(self, entity_id: str, field: str) -> None:
        """To the place of a section that is written under a key, in whichever of the plans due it stands."""
        key = field if field not in ("text", "key", "") else self._key_of(entity_id)
        for kind in dict.fromkeys((self.kind, *plans.written_kinds(self.desk, self.project_id))):
            at = next((at for at, p in enumerate(plans.outline(self.desk, self.project_id, kind))
                       if key in [ask.key for ask in p.asks]), -1)
            if at >= 0:
                self.kinds.setCurrentIndex(self.kinds.findData(kind))
                self.reload()
                self.chapters.choose(at)
                self.bring_text()
                self._show(key)
                self.section.write_at(key)
                return

    def _key_of(self, section_id: str) -> str:
        return next((s.key for s in self.dossier.sections if s.id == section_id), "") if self.dossier else ""

    def _lead(self, way: Way) -> None:
        if way.page == self.key:
            self.lead_to(way.entity_id, way.field)
        else:
            self.section.flush()
            self.go.emit(*way)

    def _lead_to_entity(self, entity: str, entity_id: str, field: str) -> None:
        if found := room_for(entity):
            self._lead(Way(found.key, entity_id, field))

    def _leave_for(self, key: str, entity_id: str) -> None:
        self.section.flush()
        self.go.emit(key, entity_id, "")

    def _print(self) -> None:
        """The plan in front; where only one is due it is the whole of what is printed under that name."""
        if self.kind is PlanKind.DESIGN:
            self._leave_for("preview", "design")
            return
        several = len(plans.kinds(self.desk, self.project_id)) > 1
        self._leave_for("preview", f"plan:{self.kind}" if several else "plan")

    def _enter(self) -> None:
        self.section.editor.setFocus() if self.section.writing else self.section.begin()

    def hideEvent(self, event: QHideEvent) -> None:
        self.section.leave()
        super().hideEvent(event)

    def _keep(self, ask: Ask, before: str, now: str) -> None:
        """Store a text, unless what it was written over has been changed elsewhere meanwhile."""
        try:
            change = plans.write(self.desk, self.project_id, ask, now)
            if "".join(s.text for s in change.before).strip() != before:
                raise Stale("")
            self.desk.do(change)
        except Stale:
            self.desk.as_of()  # what another program wrote is read anew
            self.attempt(self.reload)
        except KnownError as known:
            self.wrong.emit(str(known))
            self.section.try_again()
        else:
            self.section.stored(now, ask)

    def _on_work(self) -> None:
        """The worker is about to take the desk: what was typed is kept while the desk is still here."""
        if self.work.holds_desk and not self.held:
            self.section.flush()
        self.held = self.work.holds_desk
        self.section.hold(self.held)

    def _take_picture(self, given: object) -> None:
        def take() -> None:
            digest = section_pictures.keep(self.desk, given) if isinstance(given, Path) else \
                section_pictures.keep_bytes(self.desk, _png(given))
            self.section.editor.insert_picture(digest)
        self.attempt(take)

    def _picture(self, digest: str) -> QImage:
        if digest not in self.pictures:
            image = QImage.fromData(section_pictures.content(self.desk, digest))
            wide = theme.current().px(1200)
            self.pictures[digest] = image.scaledToWidth(wide, Qt.TransformationMode.SmoothTransformation) if image.width() > wide else image
        return self.pictures[digest]


_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


def _png(image: QImage) -> bytes:
    out = QBuffer()
    out.open(QBuffer.OpenModeFlag.WriteOnly)
    QImage(image).save(out, "PNG")
    return bytes(out.data().data())
