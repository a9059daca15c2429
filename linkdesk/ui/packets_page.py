"""申报材料: the packets this project can send up, step by step: what will be in them, written whole, checked again, kept as sent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLineEdit, QRadioButton, QWidget

from linkdesk.actions import (
    annexes,
    matter_papers,
    matters,
    packet_check,
    packets,
    plans,
    printing,
    submissions,
)
from linkdesk.actions.envelopes import steps_of, way_of
from linkdesk.desk import Desk
from linkdesk.domain.approval import Matter, Submission
from linkdesk.domain.docket import docket_of
from linkdesk.domain.packet_steps import JOINED, STEPS
from linkdesk.domain.planning_words import PlanKind
from linkdesk.policy.matters import MatterStanding
from linkdesk.policy.suspensions import packet_suspended
from linkdesk.ui import theme
from linkdesk.ui.look import Sentence, column, label, row, scrolled, word_tabs
from linkdesk.ui.packet_contents import PacketContents
from linkdesk.ui.packet_sent import SentPackets
from linkdesk.ui.page import Page
from linkdesk.ui.work import Work

CHOICE_WIDTH = 196
BOTH, SENT = "全部方案", "报送件"
HELD = "有 {} 户资料有误暂缓：现在只能生成草稿，改正后才能生成报送稿。"


class PacketsPage(Page):
    """Choose a packet, see what is in it and whether it can be sent, write it, check it, keep what was sent."""

    key, title = "packets", "申报材料"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("生成申报材料", self._choose)
        self.actions_beside = (self.action("附件", lambda: self.go.emit("annexes", "", "")), self.action("核对材料", self._choose_to_check),
                               self.action("打印清单", self._print, "print"))
        self.held, self.written = Sentence("", "warning"), Sentence("", "")
        self.final, self.duplex = QCheckBox("报送稿"), QCheckBox("双面打印")
        self.final.setToolTip("有暂缓农户、缺必备材料时不能生成报送稿")
        self.copies = QLineEdit("1")
        self.together, self.plan = QComboBox(), QComboBox()
        self.contents, self.sent = PacketContents(self.memory), SentPackets(self.memory)
        self.tabs, self.steps = word_tabs(), dict[str, QRadioButton]()
        self.folder: Path | None = None
        column(self._parts(), parent=self)
        self._offer_steps()
        self._wire()

    def _parts(self) -> QWidget:
        now = theme.current()
        choices = QWidget()
        self.choices = column(gap=2, parent=choices)
        self.choices.setContentsMargins(*map(now.px, (24, 12, 8, 12)))
        left = scrolled(choices)
        left.setFixedWidth(now.px(CHOICE_WIDTH))
        self.copies.setFixedWidth(now.px(44))
        right = QWidget()
        for part, title in ((self.contents, "清单"), (self.sent, SENT)):
            self.tabs.addTab(part, title)
        options = row(self.final, self.duplex, label("份数", "small"), self.copies, self.plan, self.together, 1)
        whole = column(self.held, options, self.written, self.tabs, parent=right)
        whole.setContentsMargins(*map(now.px, (8, 12, 16, 12)))
        whole.setStretch(3, 1)
        both = QWidget()
        row(left, right, gap=0, parent=both).setStretch(1, 1)
        return both

    def _offer_steps(self) -> None:
        """A choice for each step the project's policies have a list for, in the words of its province."""
        known = set(annexes.steps(self.desk, self.project_id))
        names = packets.step_names(self.desk.dossier(self.project_id))
        self.names = {step: name for step, name in names.items() if STEPS[step] in known or step == "design"}
        self.choices.addWidget(label("材料", "group"))
        for step, name in self.names.items():
            self.steps[step] = QRadioButton(f"{name}申报材料")
            self.steps[step].toggled.connect(lambda on: self.reload() if on else None)
            self.choices.addWidget(self.steps[step])
        self.choices.addStretch(1)
        with QSignalBlocker(self.steps["plan"]):
            self.steps["plan"].setChecked(True)

    def _wire(self) -> None:
        self.contents.dropped.connect(self._attach)
        self.contents.missed.connect(self.wrong)
        self.contents.moved.connect(self.reload)
        self.contents.opened.connect(lambda code: self.go.emit("annexes", code, ""))
        self.sent.freeze.connect(self._freeze)
        self.sent.enter.connect(lambda matter: self.go.emit("matters", matter.id, "acted_on"))
        self.sent.again.connect(self._again)
        self.sent.compare.connect(self._compare)
        self.sent.verify.connect(self._verify_sent)
        self.together.activated.connect(lambda _: self.reload())
        self.setFocusProxy(self.contents.table.view)

    @property
    def step(self) -> str:
        """The packet that is chosen."""
        return next(step for step, choice in self.steps.items() if choice.isChecked())

    def reload(self) -> None:
        dossier = self.desk.dossier(self.project_id)
        suspended = packet_suspended(docket_of(dossier), self.desk.project_packs(dossier.project), self.step)
        self.held.setText("\n".join(filter(None, (HELD.format(len(dossier.held)) if dossier.held else "", suspended))))
        self.held.setVisible(bool(self.held.text()))
        self._offer(self.plan, [BOTH, *dossier_plans] if len(dossier_plans := self._plans()) > 1 and self.step == "plan" else [])
        way = str(way_of(dossier, self.step))  # as the version was fixed; another can be chosen
        self._offer(self.together, [way, *(f"与{STEPS[other]}同步申报" for other in JOINED[self.step])] if self.step in JOINED else [])
        lines = [line for step in steps_of(dossier, self.step, self._other())
                 for line in annexes.lines(self.desk, self.project_id, STEPS[step])]
        self.contents.show_lines(lines, f"packet_order/{self.project_id}/{self.step}")
        sent = [s for s in dossier.approvals.submissions if s.packet == self.step]
        self.sent.show_sent(sent, self._targets())
        self.tabs.setTabText(1, f"{SENT} {len(sent)}" if sent else SENT)
        self.written.setVisible(bool(self.written.text()))

    def _plans(self) -> list[str]:
        return list(map(str, plans.kinds(self.desk, self.project_id)))

    def _offer(self, box: QComboBox, words: list[str]) -> None:
        if [box.itemText(at) for at in range(box.count())] != words:
            box.clear()
            box.addItems(words)
        box.setVisible(bool(words))

    def _targets(self) -> list[tuple[MatterStanding, int]]:
        """The open matters this packet goes up for, each with the step that takes it: the one whose turn it is, else the next."""
        found = []
        for standing in matters.register(self.desk, self.project_id):
            places = [at for at, each in enumerate(standing.chain.steps, 1) if each.packet == self.step and at >= standing.at]
            if standing.is_open and places:
                found.append((standing, places[0]))
        return found

    @property
    def options(self) -> packets.Options:
        """How the officer wants the packet."""
        copies = self.copies.text().strip()
        kind = PlanKind(self.plan.currentText()) if self.plan.currentIndex() > 0 else None
        order = tuple(code for code in self.contents.order if code in self.contents.shown)  # remembered of papers that are asked for no more
        return packets.Options(order, int(copies) if copies.isdecimal() else 0, self.duplex.isChecked(), self._other(), kind)

    def _other(self) -> str:
        return JOINED[self.step][self.together.currentIndex() - 1] if self.step in JOINED and self.together.currentIndex() > 0 else ""

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "选择存放申报材料的位置")
        if folder:
            self.write(self.step, Path(folder) / printing.safe(f"{self.names[self.step]}申报材料-{self.desk.clock():%Y%m%d-%H%M}"))

    def write(self, step: str, out: Path) -> None:
        """Write a packet into a new folder, in the worker."""
        final, options = self.final.isChecked(), self.options
        self._work("生成申报材料", lambda report: packets.write_packet(self.desk, self.project_id, step, out, report, final, options), self._tell)

    def _work(self, title: str, function: Callable[[Any], Any], then: Callable[[Any], None]) -> None:
        self.attempt(lambda: self.work.start(title, function, then, holds_desk=True))

    def _tell(self, packet: packets.Packet) -> None:
        self.folder = packet.folder
        self._say(f"已生成 {len(packet.files)} 个文件，共 {packet.pages} 页，在 {packet.folder}")
        self.said.emit(f"申报材料已生成：{packet.folder.name}")

    def _say(self, text: str) -> None:
        self.written.setText(text)
        self.written.setVisible(True)

    def _attach(self, code: str, paths: list[Path]) -> None:
        if paths and self.do(lambda: annexes.attach(self.desk, self.project_id, code, paths)):
            self.contents.table.select(code)
            self.said.emit(f"已附上 {len(paths)} 个文件，可按 Ctrl+Z 撤销。")

    def _choose_to_check(self) -> None:
        if folder := QFileDialog.getExistingDirectory(self, "选择要核对的申报材料文件夹"):
            self.check(Path(folder))

    def check(self, folder: Path) -> None:
        """Check a written packet against its own list."""
        self._work("核对材料", lambda report: packet_check.check(folder, report), lambda found: self._checked(folder, found))

    def _checked(self, folder: Path, found: tuple[str, ...]) -> None:
        same = f"“{folder.name}”与清单一致，没有改动、缺少或多出的文件。"
        self._say(f"“{folder.name}”有 {len(found)} 处不符：{''.join(found[:5])}" if found else same)

    def _freeze(self) -> None:
        folder = self.folder or QFileDialog.getExistingDirectory(self, "选择要留存的报送稿文件夹")
        if folder and self.sent.target:
            self.keep(Path(folder))

    def keep(self, folder: Path) -> None:
        """Keep a written packet as what is sent for the chosen matter."""
        standing, step = self.sent.target

        def freezing(report):
            self.desk.do(submissions.freeze(self.desk, standing.matter, step, folder, report))
        self._work("留存报送件", freezing, lambda _: self._kept(folder))

    def _kept(self, folder: Path) -> None:
        self.folder = None
        self.reload()
        self.said.emit(f"已留存为报送件：{folder.name}")

    def _again(self, one: Submission) -> None:
        if place := QFileDialog.getExistingDirectory(self, "选择写出报送件的位置"):
            self.write_again(one, Path(place) / printing.safe(f"{one.title}-第{one.version}次"))

    def write_again(self, one: Submission, out: Path) -> None:
        """Write what was sent once more."""
        self._work("重新写出报送件", lambda report: submissions.write_again(self.desk, one, out, report),
                   lambda files: self._say(f"已按报送时的原样写出 {len(files)} 个文件，在 {out}"))

    def _compare(self, one: Submission) -> None:
        earlier = self.sent.earlier(one)
        if earlier is None:
            self._say("这是第一次报送，没有可以比较的上一次。")
            return
        self._work("比较报送件", lambda _: submissions.differences(self.desk, earlier, one), self.sent.show_differences)

    def _verify_sent(self, one: Submission) -> None:
        if folder := QFileDialog.getExistingDirectory(self, "选择要与报送件核对的文件夹"):
            self._work("核对报送件", lambda _: submissions.as_sent(self.desk, one, Path(folder)), lambda found: self._checked(Path(folder), found))

    def _print(self) -> None:
        self.go.emit("preview", f"annex_list:{STEPS[self.step]}", "")

    def lead_to(self, entity_id: str, field: str) -> None:
        """A submission, by its id, with the step it was sent at; of a matter the packet it goes up with next."""
        approvals = self.desk.dossier(self.project_id).approvals
        found = next((s for s in approvals.submissions if s.id == entity_id), None)
        if matter := next((m for m in approvals.matters if m.id == entity_id), None):
            self._show_packet_of(matter)
        if found and found.packet in self.steps:
            self.steps[found.packet].setChecked(True)
            self.tabs.setCurrentWidget(self.sent)
            self.sent.table.select(found.id)

    def _show_packet_of(self, matter: Matter) -> None:
        wanted = matter_papers.ahead(docket_of(self.desk.dossier(self.project_id)), matters.standing_of(self.desk, matter))
        if wanted and wanted.step.packet in self.steps:
            self.steps[wanted.step.packet].setChecked(True)
            self.sent.choose(matter)
