"""图件: drawings and photographs of a plot and its works, dropped in, named, ordered, and looked at beside the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QResizeEvent, QShortcut
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QSplitter, QWidget

from linkdesk.actions import annexes, plot_designs
from linkdesk.domain.design import DesignDrawing, WorkItem
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, of_fields
from linkdesk.ui.design_drop import FileDrop
from linkdesk.ui.inner_columns import words
from linkdesk.ui.look import Sentence, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.preview import image
from linkdesk.ui.section import Section
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

FILES = f"图件 ({' '.join(f'*{suffix}' for suffix in annexes.KEPT)});;所有文件 (*)"
DROP = "把设计图、现场照片拖到这里，或者点“附上文件”。图片和 PDF 在下面预览，其他文件请“打开”。"
WHOLE, PREVIEW_DPI = "整个地块", 110


def ask_for_files(parent: QWidget) -> list[Path]:
    """Ask for drawings or photographs."""
    names, _ = QFileDialog.getOpenFileNames(parent, "选择设计图或照片", "", FILES)
    return [Path(name) for name in names]


class Picture(QLabel):
    """A picture as large as there is room."""

    def __init__(self) -> None:
        super().__init__(alignment=Qt.AlignmentFlag.AlignCenter)
        self.setMinimumSize(*(theme.current().px(side) for side in (120, 120)))
        self.whole = QImage()

    def show_image(self, whole: QImage, otherwise: str) -> None:
        """Show a picture, or the words in its place."""
        self.whole = whole
        self.setText(otherwise if whole.isNull() else "")
        self._fit()

    def _fit(self) -> None:
        if not self.whole.isNull():
            ratio = self.devicePixelRatioF()
            fitted = self.whole.scaled(self.size() * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
            fitted.setDevicePixelRatio(ratio)
            self.setPixmap(QPixmap.fromImage(fitted))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class DrawingsTab(QWidget):
    """The list above, the chosen one below."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.plot, self.seen = page, None, ""
        self.works: dict[str, str] = {}
        self.table = Table(EntityTable(self._columns(), editable=True), page.memory, "design/drawings")
        self.section = Section("图件", self.table, {"附上文件": self.choose, "打开": self.open, "上移": lambda: self._move(-1),
                                                  "下移": lambda: self._move(1), "移除": self.remove})
        self.of = QComboBox(toolTip="图件属于整个地块，还是某一项工程")
        self.of.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.of.setMinimumContentsLength(14)
        self.picture = Picture()
        below, split = QWidget(), QSplitter(Qt.Orientation.Vertical, childrenCollapsible=False)
        column(row(label("所属", "small"), self.of, 1), self.picture, gap=6, parent=below).setStretch(1, 1)
        split.addWidget(self.section)
        split.addWidget(below)
        split.setSizes([theme.current().px(side) for side in (200, 300)])
        inside = column(split, Sentence(DROP), gap=6, parent=self)
        inside.setStretch(0, 1)
        inside.setContentsMargins(0, theme.current().px(8), 0, 0)
        self._wire()

    def _columns(self) -> tuple[Column, ...]:
        title, file_name, note = of_fields(DesignDrawing, {"title": 140, "file_name": 150, "note": 120})
        return title, words("work", "所属", self._belongs, 110), replace(file_name, field=None), note

    def _wire(self) -> None:
        self.table.chosen.connect(lambda _: self._show_chosen())
        self.table.opened.connect(lambda _: self.open())
        self.table.model.edited.connect(lambda one, name, text: self.page.do(
            lambda: plot_designs.set_drawing_field(self.page.desk, one, name, text)))
        self.of.activated.connect(lambda _: self._belong())
        FileDrop(self, lambda _, paths: self.attach(paths))
        for keys, slot in (("Del", self.remove), ("Alt+Up", lambda: self._move(-1)), ("Alt+Down", lambda: self._move(1))):
            QShortcut(QKeySequence(keys), self.table.view, slot, context=Qt.ShortcutContext.WidgetShortcut)
        self.setFocusProxy(self.table.view)

    def show_plot(self, dossier: Dossier, plot: Plot) -> None:
        """Show the drawings of a plot."""
        self.plot = plot
        self.works = {i.id: i.name for i in dossier.design.items if i.plot_id == plot.id}
        found = sorted((d for d in dossier.design.drawings if d.plot_id == plot.id), key=lambda d: d.position)
        with QSignalBlocker(self.of):
            self.of.clear()
            for id_, name in (("", WHOLE), *self.works.items()):
                self.of.addItem(name or "未命名的工程", id_)
        self.table.show_entities(found)
        if found and self.current is None:
            self.table.select(found[0].id)
        self._show_chosen()

    def _belongs(self, drawing: DesignDrawing) -> str:
        return self.works.get(drawing.work_item_id or "", "") or WHOLE

    @property
    def current(self) -> DesignDrawing | None:
        """The drawing that has the cursor."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _show_chosen(self) -> None:
        one = self.current
        self.of.setEnabled(one is not None)
        self.of.setCurrentIndex(max(0, self.of.findData(one.work_item_id or ""))) if one else None
        if self.seen != (one.file_hash if one else None):
            self.seen = one.file_hash if one else None
            self.picture.show_image(*self._seen(one))

    def _seen(self, one: DesignDrawing | None) -> tuple[QImage, str]:
        """The picture of a file, or why there is none."""
        if one is None:
            return QImage(), "还没有图件。"
        try:
            content = plot_designs.content(self.page.desk, one)
            drawn = image(content, 0, PREVIEW_DPI) if content.startswith(b"%PDF") else QImage.fromData(content)
        except KnownError as gone:
            return QImage(), str(gone)
        return drawn, f"“{one.file_name}”不能在这里预览，请点“打开”。"

    def choose(self) -> None:
        """Ask for files of the plot."""
        self.attach(ask_for_files(self))

    def attach(self, paths: Sequence[Path]) -> None:
        """Keep files with the plot."""
        if paths and self.plot is not None:
            self.page.do(lambda: plot_designs.attach(self.page.desk, self.plot.id, paths),
                         lambda: self.page.said.emit(f"已附上 {len(paths)} 件图件，可按 Ctrl+Z 撤销。"))

    def open(self) -> None:
        """Show a copy of the chosen file in the system's viewer."""
        if one := self.current:
            self.page.look_at(lambda: plot_designs.copy_to_view(self.page.desk, one))

    def remove(self) -> None:
        """Take the selected drawings from the plot."""
        self.page.do(lambda: plot_designs.remove_drawings(self.page.desk, tuple(self.table.selected())))

    def _move(self, by: int) -> None:
        if one := self.current:
            self.page.do(lambda: plot_designs.move_drawing(self.page.desk, one, by))

    def _belong(self) -> None:
        if one := self.current:
            wanted = self.page.desk.store.get(WorkItem, self.of.currentData()) if self.of.currentData() else None
            self.page.do(lambda: plot_designs.belong(self.page.desk, one, wanted))
