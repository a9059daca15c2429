"""申报材料: the packets this project can send up, each written whole into a new folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QRadioButton, QWidget

from linkdesk.actions import packets, printing
from linkdesk.desk import Desk
from linkdesk.ui import theme
from linkdesk.ui.look import column, label, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.work import Work


class PacketsPage(Page):
    """Choose a packet, see what is in it and whether it can be sent, write it."""

    key, title = "packets", "申报材料"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("生成申报材料", self._choose)
        self.actions_beside = (self.action("打印预览", lambda: self.go.emit("preview", "plan", ""), "print"),)
        self.held = label("", "warning", wrap=True)
        self.final = QCheckBox("作为报送稿（有暂缓农户时不能生成）")
        self.written = label("", wrap=True)
        self.names = packets.step_names(desk.dossier(project_id))
        self.steps = {step: QRadioButton(f"{name}申报材料") for step, name in self.names.items()}
        next(iter(self.steps.values())).setChecked(True)
        inside = QWidget()
        box = column(self.held, gap=8, margin=24, parent=inside)
        for step, choice in self.steps.items():
            box.addWidget(choice)
            box.addWidget(self._contents(step))
        for part in (self.final, self.written):
            box.addWidget(part)
        box.addStretch(1)
        column(scrolled(inside), parent=self)

    def _contents(self, step: str) -> QWidget:
        kinds = printing.kinds(self.desk, self.project_id)
        changed = "（批复后有变更的）" if step == "design" else ""
        parts = "、".join(kinds[k] + (changed if k == "plan_changes" else "") for k in packets.STEPS[step])
        made = label(f"合订 PDF（封面、目录、页码、书签）：{parts}；Excel 附件；文件清单与校验。", "small", wrap=True)
        made.setIndent(theme.current().px(24))
        return made

    def reload(self) -> None:
        held = len(self.desk.dossier(self.project_id).held)
        self.held.setText(f"有 {held} 户资料有误暂缓：现在只能生成草稿，改正后才能生成报送稿。" if held else "")
        self.held.setVisible(bool(held))

    @property
    def step(self) -> str:
        """The packet that is chosen."""
        return next(step for step, choice in self.steps.items() if choice.isChecked())

    def _choose(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "选择存放申报材料的位置")
        if folder:
            self.write(self.step, Path(folder) / printing.safe(f"{self.names[self.step]}申报材料-{self.desk.clock():%Y%m%d-%H%M}"))

    def write(self, step: str, out: Path) -> None:
        """Write a packet into a new folder, in the worker."""
        final = self.final.isChecked()
        self.attempt(lambda: self.work.start(
            "生成申报材料", lambda report: packets.write_packet(self.desk, self.project_id, step, out, report, final),
            self._tell, holds_desk=True))

    def _tell(self, packet: packets.Packet) -> None:
        self.written.setText(f"已生成 {len(packet.files)} 个文件，共 {packet.pages} 页，在 {packet.folder}")
        self.said.emit(f"申报材料已生成：{packet.folder.name}")
