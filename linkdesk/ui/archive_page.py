"""归档: the pieces (件) of a project after DA/T 22, proposed, put right in place, numbered for good, printed as list and labels."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from linkdesk.actions import archive
from linkdesk.actions.folders import safe
from linkdesk.desk import Desk
from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.archive_numbers import archive_number, lacking
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields, text_key
from linkdesk.ui.look import Sentence, button, column, first_step, row
from linkdesk.ui.page import Page
from linkdesk.ui.rows_panel import RowsPanel, Verbs
from linkdesk.ui.work import Work

WIDTHS = {"title": 174, "number": 110, "author": 100, "dated_on": 88, "year": 56, "retention": 70, "fonds": 72, "category": 80, "organ": 80,
          "pages": 48, "secrecy": 64, "note": 140}
EMPTY = ("还没有归档文件。按已印发和收到的公文、报送件、协议、验收和兑付提出归档文件（请示和批复合为一件），核对保管期限、责任者和页数，"
         "补上全宗号和机构（问题），再统一编号。")
RULES = ("保管期限按建议填列：方案、批复、协议、验收永久，兑付 30 年，一般往来 10 年，可以改。"
         "件号按全宗、门类、年度、期限、机构（问题）各自从 1 编起，编定后不再改动。")


class ArchivePage(Page):
    """One table; what is marked still lacks something for its number."""

    key, title = "archive", "归档"

    def __init__(self, desk: Desk, work: Work, project_id: str = "", parent: QWidget | None = None) -> None:
        super().__init__(desk, work, project_id, parent)
        self.main_action = self.action("提出归档文件", self.collect)
        self.actions_beside = (
            self.action("编号", self.number), self.action("打印目录", lambda: self.go.emit("preview", "archive", ""), "print"),
            self.action("打印归档章", lambda: self.go.emit("preview", "archive_labels", ""), "print"),
            self.action("卷内目录", lambda: self.go.emit("preview", "archive_volumes", ""), "print"),
            self.action("返回审批", lambda: self.go.emit("matters", "", "")))
        self.rows = RowsPanel(self, "archive/rows", "归档文件", self._columns(), Verbs(
            lambda row: archive.add(desk, project_id),
            lambda row, name, text: archive.set_item_field(desk, row, name, text),
            lambda rows: archive.remove(desk, rows),
            lambda cells, names: archive.paste(desk, project_id, cells, names),
            lambda row, by: archive.move(desk, row, by)))
        self.rows.table.first = ("code", "title", "retention", "pages", "number", "dated_on", "author")
        self.stamp = button("另存为加盖归档章的 PDF…", self._stamp, "link")
        self._lay_out()

    def _columns(self) -> tuple[Column, ...]:
        def code(item: ArchiveItem) -> str:
            return archive_number(item) or "未编号"
        return Column("code", "档号", code, lambda item: text_key(code(item)), 166), *of_fields(ArchiveItem, WIDTHS)

    def _lay_out(self) -> None:
        whole = QWidget()
        below = row(Sentence(RULES), self.stamp, gap=12)
        below.setStretch(0, 1)
        box = column(self.rows, below, gap=6, parent=whole)
        box.setStretch(0, 1)
        box.setContentsMargins(*map(theme.current().px, (16, 8, 16, 8)))
        self.body = QStackedWidget()
        self.body.addWidget(whole)
        self.body.addWidget(first_step(EMPTY, button("提出归档文件", self.collect, "main"), button("新增一行", self.rows.add)))
        column(self.body, parent=self)
        self.rows.table.chosen.connect(lambda _: self._enable())
        self.setFocusProxy(self.rows)

    def reload(self) -> None:
        found = archive.items(self.desk, self.project_id)
        self.body.setCurrentIndex(0 if found else 1)
        for action in self.actions_beside[:1]:
            action.setEnabled(any(item.item is None for item in found))
        for action in self.actions_beside[2:4]:
            action.setEnabled(any(item.item is not None for item in found))
        self.actions_beside[1].setEnabled(bool(found))
        doubts = {item.id: words for item in found if (words := _doubt(item))}
        self.rows.show_rows(found, (), {id_: (Severity.WARNING, words) for id_, words in doubts.items()}, doubts)
        if found and self.rows.current is None:
            self.rows.table.select(found[0].id)
        self._enable()

    def collect(self) -> None:
        """Propose what the project has to file and does not yet."""
        self.do(lambda: archive.collect(self.desk, self.project_id), lambda: self.said.emit("已提出归档文件，请核对后编号；可按 Ctrl+Z 撤销。"))

    def number(self) -> None:
        """Give every piece that lacks nothing its 件号, and say how many still lack something."""
        def told() -> None:
            open_ = sum(item.item is None for item in archive.items(self.desk, self.project_id))
            self.said.emit(f"已编件号；还有 {open_} 件资料不全，没有编号。" if open_ else "已编件号。")
        self.do(lambda: archive.number(self.desk, self.project_id), told)

    def _enable(self) -> None:
        chosen = self.rows.current
        self.stamp.setEnabled(bool(chosen and chosen.item and chosen.letter_id))

    def _stamp(self) -> None:
        chosen = self.rows.current
        name, _ = QFileDialog.getSaveFileName(self, "加盖归档章", f"{safe(archive_number(chosen))}.pdf", "PDF 文件 (*.pdf)")
        if name:
            self.stamp_to(Path(name))

    def stamp_to(self, path: Path) -> None:
        """Write the chosen piece's first document with its 归档章."""
        if self.attempt(lambda: archive.write_stamped(self.desk, self.rows.current, path)):
            self.said.emit(f"已写成“{path.name}”。")

    def lead_to(self, entity_id: str, field: str) -> None:
        if self.rows.table.select(entity_id, 2 + list(WIDTHS).index(field) if field in WIDTHS else 1):
            self.rows.table.view.setFocus()


def _doubt(item: ArchiveItem) -> str:
    """What a piece lacks for its number, or for the list once it has one."""
    if missing := lacking(item):
        return f"编号前待补：{'、'.join(missing)}"
    open_ = [label for label, value in (("责任者", item.author.strip()), ("日期", item.dated_on), ("页数", item.pages)) if not value]
    return f"目录待补：{'、'.join(open_)}" if open_ else ""
