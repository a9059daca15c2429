"""标准限值: the limits of the quality standard at the left, the county's own value of one at the right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFormLayout, QLineEdit, QWidget

from linkdesk.actions import standard_values
from linkdesk.domain.design import region_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import parse
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.quality import QualityTarget
from linkdesk.domain.stated import Stated
from linkdesk.domain.words import Certainty, Severity
from linkdesk.ui import theme
from linkdesk.ui.inner_columns import words
from linkdesk.ui.look import beside, button, column, label, row
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

if TYPE_CHECKING:
    from linkdesk.ui.quality_page import QualityPage

FIELDS = ("value", "document", "clause", "from_on")
NOTE = "程序自带的限值都待核实。填写依据文件后可以核实，或者改为本县规定的数；改动留有记录，可以恢复。"


@dataclass(frozen=True, slots=True)
class LimitLine:
    """One limit of a target."""

    id: str
    target: QualityTarget
    stated: Stated

    @property
    def value(self) -> str:
        """The value as it stands in the form."""
        return self.stated.text if self.stated.value is None else f"{self.stated.value:f}"


COLUMNS = (
    words("region", "质量控制区", lambda line: line.target.region, 104), words("class", "地类", lambda line: line.target.land_class, 60),
    words("indicator", "指标", lambda line: line.stated.label.rpartition(" ")[2], 92),
    words("target", "要求", lambda line: line.target.text, 110), words("certainty", "核实状态", lambda line: str(line.stated.certainty), 70),
    words("source", "依据", lambda line: line.stated.source, 160))
LEFT, RIGHT = 500, 330


class QualityLimits(QWidget):
    """Table and form; the limits of the project's own region come first."""

    def __init__(self, page: QualityPage) -> None:
        super().__init__()
        self.page = page
        self.table = Table(EntityTable(COLUMNS, lambda line, typed: typed in line.stated.label), page.memory, "quality/limits")
        self.table.first = ("class", "indicator", "target", "certainty")
        self.name, self.note = label("", "group", wrap=True), label(NOTE, "small", wrap=True)
        self.lines = {name: QLineEdit() for name in FIELDS}
        right, form, fields = QWidget(), QFormLayout(), fields_of(PolicyOverride)
        for name, line in self.lines.items():
            form.addRow(label(fields[name].label), line)
            line.setPlaceholderText(fields[name].help)
            line.returnPressed.connect(lambda: self.put(True))
        form.setHorizontalSpacing(theme.current().px(12))
        does = row(1, button("恢复自带", self.give_back), button("暂改不核实", lambda: self.put(False)),
                   button("核实", lambda: self.put(True), "main"))
        column(self.name, form, does, self.note, 1, margin=16, gap=12, parent=right)
        both = beside(self.table, right, RIGHT)
        both.setSizes([theme.current().px(width) for width in (LEFT, RIGHT)])
        column(both, parent=self)
        self.table.chosen.connect(self._show)

    def show_dossier(self, dossier: Dossier) -> None:
        """Show the limits as they stand now."""
        here = region_of(dossier.design)
        targets = sorted(dossier.targets, key=lambda target: target.region != here)
        lines = [LimitLine(stated.name, target, stated) for target in targets for stated in target.limits]
        marks = {line.id: (Severity.WARNING, "待核实") for line in lines if line.stated.certainty is Certainty.UNVERIFIED}
        self.table.show_entities(lines, marks)
        if lines and self.chosen is None:
            self.table.select(lines[0].id)
        self._show(self.chosen)

    @property
    def chosen(self) -> LimitLine | None:
        """The limit of the current row."""
        return self.table.entity_at(self.table.view.currentIndex().row())

    def _show(self, line: LimitLine | None) -> None:
        if line is None:
            return
        unit = f"（{line.stated.unit}）" if line.stated.unit and line.target.unit else ""
        self.name.setText(f"{line.stated.label}{unit}")
        self.note.setText("\n".join(filter(None, (line.target.note, NOTE))))
        confirmed = line.stated.certainty is not Certainty.UNVERIFIED
        since = line.stated.from_on.isoformat() if line.stated.from_on else ""
        for name, text in zip(FIELDS, (line.value, line.stated.source if confirmed else "", "", since), strict=True):
            self.lines[name].setText(text)

    def put(self, confirmed: bool) -> None:
        """Keep the county's own value of the chosen limit, confirmed or not."""
        if (line := self.chosen) is None:
            return
        value, document, clause, since = (self.lines[name].text() for name in FIELDS)
        self.page.do(lambda: standard_values.set_value(
            self.page.desk, line.stated, value, document, clause, parse(fields_of(PolicyOverride)["from_on"], since), confirmed))

    def give_back(self) -> None:
        """Let the shipped limit stand again."""
        if (line := self.chosen) is not None:
            self.page.do(lambda: standard_values.give_back(self.page.desk, line.stated))
