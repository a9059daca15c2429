"""Plots × stages in one table: how far each is, or one field of every stage, typed, set for many plots, or pasted as a block."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from linkdesk.actions import plot_stages
from linkdesk.domain.carrying import Partner, PlotStage
from linkdesk.domain.carrying_standing import PlotStanding, share
from linkdesk.domain.carrying_words import PhotoPhase, PlotStageKind
from linkdesk.domain.change import Change
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.words import Severity
from linkdesk.ui import theme
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.table import EntityTable, Marks
from linkdesk.ui.table_view import Table

FIELDS = fields_of(PlotStage)
OVERVIEW, WHO = "进度", "实施主体"
MODES = {OVERVIEW: "", **{FIELDS[name].label: name for name in plot_stages.SET}, WHO: "partner_id"}
NARROW, WIDE = 68, 88  # px at 100 %: a word, a day
HOW = "单元格可直接填写；选中多行后在上面一次设定；从表格软件复制的一块（可带地块编号和阶段名称）按 Ctrl+V 粘贴。"
WHOSE = "选中地块，选好阶段和单位，点“设定”。"
SHOWN = "“显示”里选一个日期或完成比例，就可以在表中填写和粘贴。"


class StageRow:
    """A plot as a row of the matrix; the field that is shown of each stage by the stage's name, e.g. `CLEARING`."""

    def __init__(self, standing: PlotStanding, name: str) -> None:
        self.id, self.standing = standing.plot.id, standing
        for kind in PlotStageKind:
            stage = standing.stages.get(kind)
            setattr(self, kind.name, getattr(stage, name) if stage and name else None)


class MatrixTable(Table):
    """A table into which a block is pasted from the current cell on, with whatever headings it bears."""

    block = Signal(object)

    def paste(self) -> None:
        self.block.emit([line.split("\t") for line in QGuiApplication.clipboard().text().splitlines()])


class StageMatrix(QWidget):
    """The matrix with what can be set in it; tells which plot the cursor is at."""

    chosen = Signal(object)   # PlotStanding or None

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.names = page, {}
        self.modes, self.stages, self.partners, self.value = QComboBox(), QComboBox(), QComboBox(), QLineEdit()
        self.modes.addItems(list(MODES))
        self.stages.addItems(list(map(str, PlotStageKind)))
        self.model = EntityTable(_columns("", {}), lambda r, typed: typed in r.standing.plot.code or typed in r.standing.plot.name)
        self.table = MatrixTable(self.model, page.memory, "carrying/stages")
        self.table.first = ("code", *(kind.name for kind in PlotStageKind))
        self.how = Sentence(SHOWN)
        self.set_button = button("设定", self._set)
        self.found: Sequence[PlotStanding] = ()
        self._lay_out()

    def _lay_out(self) -> None:
        for box, width in ((self.modes, 96), (self.stages, 96), (self.partners, 96), (self.value, 92)):
            box.setMinimumWidth(theme.current().px(width))
        self.partners.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.bulk = QWidget()
        row(label("所选地块", "small"), self.stages, self.value, self.partners, self.set_button, 1, parent=self.bulk)
        column(row(label("显示", "small"), self.modes, 1), self.bulk, self.table, self.how, parent=self).setStretch(2, 1)
        self.modes.currentTextChanged.connect(lambda _: self._turn())
        self.value.returnPressed.connect(self._set)
        self.table.chosen.connect(lambda now: (self.chosen.emit(now.standing if now else None), self._explain()))
        self.table.block.connect(self._paste)
        self.model.edited.connect(self._put)
        self.setFocusProxy(self.table.view)
        self._turn()

    @property
    def field(self) -> str:
        """The field of a stage that is shown; empty while it is how far each is."""
        return MODES[self.modes.currentText()]

    def show_standings(self, found: Sequence[PlotStanding], partners: Sequence[Partner]) -> None:
        """Show the plots as they stand now."""
        self.found, self.names = found, {p.id: p.name or "未填名称" for p in partners}
        self._offer(partners)
        self._show()
        if found and self.standing is None:
            self.table.select(found[0].plot.id)

    def _offer(self, partners: Sequence[Partner]) -> None:
        wanted = self.partners.currentData()
        self.partners.clear()
        for id_, name in (("", "（不填）"), *((p.id, p.name or "未填名称") for p in partners)):
            self.partners.addItem(name, id_)
        self.partners.setCurrentIndex(max(0, self.partners.findData(wanted)))

    def _turn(self) -> None:
        """Show another field."""
        name = self.field
        self.bulk.setVisible(bool(name))
        self.partners.setVisible(name == "partner_id")
        self.value.setVisible(name != "partner_id")
        self.value.setPlaceholderText("如 60" if name == "share" else "如 2018-05-01")
        self._show()

    def _show(self) -> None:
        name = self.field
        self.model.editable = name not in ("", "partner_id")
        self.model.columns = _columns(name, self.names)
        self.table.show_entities([StageRow(s, name) for s in self.found], _marks(self.found))
        self.table.fit()
        self._explain()

    def _explain(self) -> None:
        """What is doubtful about the plot the cursor is at, else what can be done here."""
        doubts = [words for _, words in self.standing.doubts] if self.standing else []
        self.how.setText(f"{self.standing.plot.code}：{'；'.join(doubts)}。" if doubts else HOW if self.model.editable
                         else WHOSE if self.field else SHOWN)

    @property
    def standing(self) -> PlotStanding | None:
        """The plot the cursor is at."""
        now = self.table.entity_at(self.table.view.currentIndex().row())
        return now.standing if now else None

    def _put(self, at: StageRow, name: str, text: str) -> None:
        self._do(lambda: plot_stages.set_stage_field(self.page.desk, at.id, PlotStageKind[name], self.field, text))

    def _set(self) -> None:
        ids, kind, name = [r.id for r in self.table.selected()], PlotStageKind(self.stages.currentText()), self.field
        if name == "partner_id":
            self._do(lambda: plot_stages.set_partner(self.page.desk, ids, kind, self.partners.currentData() or None))
        elif name:
            self._do(lambda: plot_stages.set_many(self.page.desk, ids, kind, name, self.value.text()))

    def _paste(self, rows: Sequence[Sequence[str]]) -> None:
        if self.field in ("", "partner_id"):
            self.page.wrong.emit("还没有选择粘贴成什么，没有粘贴。请先在“显示”里选择完成比例或者一个日期。")
            return
        index = self.table.view.currentIndex()
        at, name = self.table.entity_at(index.row()), self.model.columns[max(index.column() - 1, 0)].name
        place = (at.id, PlotStageKind[name]) if at and name in PlotStageKind.__members__ else None
        self._do(lambda: plot_stages.paste(self.page.desk, self.page.project_id, self.field, rows, place))

    def _do(self, make: Callable[[], Change]) -> None:
        self.page.do(make)


def _columns(name: str, names: Mapping[str, str]) -> tuple[Column, ...]:
    return (Column("code", "地块编号", lambda r: r.standing.plot.code, lambda r: text_key(r.standing.plot.code), 84),
            Column("progress", "进度（%）", lambda r: printed(r.standing.progress, 0), lambda r: r.standing.progress, 70, right=True),
            *(_stage_column(kind, name, names) for kind in PlotStageKind),
            Column("photos", "照片", _photos, lambda r: -len(r.standing.lacking), 92),
            Column("area", "面积（公顷）", lambda r: "" if r.standing.area is None else printed(hectares(r.standing.area), 4),
                   lambda r: ordered(r.standing.area), 92, right=True, decimals=4, unit="公顷",
                   figure=lambda r: None if r.standing.area is None else hectares(r.standing.area)))


def _stage_column(kind: PlotStageKind, name: str, names: Mapping[str, str]) -> Column:
    text = partial(_told, kind) if not name else partial(_partner, kind, names) if name == "partner_id" else partial(_value, kind, name)
    return Column(kind.name, str(kind), text, lambda r: ordered(getattr(r, kind.name) if name else share(r.standing.stages.get(kind))),
                  NARROW if name in ("", "share") else WIDE,
                  field=FIELDS[name] if name not in ("", "partner_id") else None)


def _told(kind: PlotStageKind, at: StageRow) -> str:
    """How far a stage is, in a word."""
    stage = at.standing.stages.get(kind)
    if stage is None or not (stage.began_on or stage.ended_on or stage.share):
        return "已排期" if stage and (stage.planned_from or stage.planned_to) else ""
    if share(stage) == 100:
        return "已完成"
    return f"{printed(stage.share, 0)}%" if stage.share else "施工中"


def _value(kind: PlotStageKind, name: str, at: StageRow) -> str:
    return shown(FIELDS[name], getattr(at, kind.name)) + ("%" if name == "share" and getattr(at, kind.name) is not None else "")


def _partner(kind: PlotStageKind, names: Mapping[str, str], at: StageRow) -> str:
    return names.get(getattr(at, kind.name) or "", "")


def _photos(at: Any) -> str:
    counted = (len(at.standing.photos.get(phase, ())) for phase in PhotoPhase)
    return " ".join(f"{word}{count}" for word, count in zip("前中后", counted, strict=True))


def _marks(found: Sequence[PlotStanding]) -> Marks:
    said = {s.plot.id: [words for _, words in s.doubts] for s in found}
    for s in found:
        if s.done and s.lacking:
            said[s.plot.id].append(f"已竣工，没有{'、'.join(map(str, s.lacking))}照片")
    return {id_: (Severity.WARNING, "；".join(words)) for id_, words in said.items() if words}
