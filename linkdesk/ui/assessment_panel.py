"""One assessment: what the officer writes, and the year as the desk's rows tell it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from linkdesk.actions import assessments
from linkdesk.documents.assessment.lines import year_lines
from linkdesk.domain.fields import fields_of
from linkdesk.domain.special_plan import Assessment
from linkdesk.domain.year_standing import YearStanding
from linkdesk.ui import theme
from linkdesk.ui.assessment_lines import YEAR
from linkdesk.ui.boxes import SomeFields
from linkdesk.ui.look import Sentence, column, label, scrolled
from linkdesk.ui.page import Page
from linkdesk.ui.special_plan_facts import LongText
from linkdesk.ui.table import EntityTable
from linkdesk.ui.table_view import Table

_REPORT = dict.fromkeys(("year", "assessor", "reported_on"), "")
_RESULT = dict.fromkeys(("score", "result", "number", "assessed_on", "note"), "")
_ASKED = {"summary": "组织领导、主要做法和成效", "problems": "推进中的困难和问题，没有的写“无”", "next_steps": "下一年度的安排和措施"}
_ROWS, _TEXT = 7, 128  # rows of figures that are always seen; px of a text at 100 %


class AssessmentPanel(QWidget):
    """Fields and texts above, the figures of the year below them; a figure leads to its room."""

    lead = Signal(str)   # the room a figure comes from

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.shown_id = page, ""
        self.fields = tuple(SomeFields(Assessment, names, self._commit, across) for names, across in ((_REPORT, 3), (_RESULT, 3)))
        self.texts = {name: LongText(asked) for name, asked in _ASKED.items()}
        for name, text in self.texts.items():
            text.setMaximumHeight(theme.current().px(_TEXT))
            text.given.connect(lambda said, name=name: self._write(name, said))
        self.heading, self.missing = label("", "group", wrap=True), Sentence(look="warning")
        self.figures = Table(EntityTable(YEAR), page.memory, "assessments/year")
        self.figures.first = ("label", "value")
        self.figures.view.setMinimumHeight(theme.current().px(30 * _ROWS))
        self.figures.opened.connect(lambda line: self.lead.emit(line.where))
        inside = QWidget()
        column(self.heading, self.fields[0], self._grid(), label("数据汇总（双击一行到登记的地方）", "group"), self.missing, self.figures,
               label("考核结果", "group"), self.fields[1], margin=8, gap=6, parent=inside).setStretch(5, 1)
        column(scrolled(inside), parent=self)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout(horizontalSpacing=theme.current().px(12), verticalSpacing=theme.current().px(4))
        for at, (name, text) in enumerate(self.texts.items()):
            grid.addWidget(label(fields_of(Assessment)[name].label, "second"), 0, at)
            grid.addWidget(text, 1, at)
        return grid

    def _commit(self, shown: Assessment, name: str, text: str) -> None:
        self.page.desk.do(assessments.set_assessment_field(self.page.desk, shown, name, text))

    def _write(self, name: str, text: str) -> None:
        shown = self.page.desk.store.get(Assessment, self.shown_id)
        if shown is not None:
            self.page.do(lambda: assessments.set_assessment_field(self.page.desk, shown, name, text))

    def show_assessment(self, shown: Assessment, county: str) -> None:
        """Show what was written of an assessment."""
        if shown.id != self.shown_id:
            self.shown_id = shown.id
            for text in self.texts.values():
                text.forget()
            self.figures.show_entities([])
        self.heading.setText(f"{county}　{shown.year or ''} 年度　{shown.kind}")
        for fields in self.fields:
            fields.show_entity(shown)
        for name, text in self.texts.items():
            text.show_text(getattr(shown, name))

    def show_year(self, found: YearStanding) -> None:
        """Show the year as the rows tell it."""
        self.figures.show_entities(year_lines(found))
        self.missing.setText(f"尚待补充：{'；'.join(found.missing)}。" if found.missing else "")
        self.missing.setVisible(bool(found.missing))

    def lead_to(self, field: str) -> None:
        """Put the cursor into a field."""
        where = self.texts.get(field) or next((f.boxes[field].widget for f in self.fields if field in f.boxes), None)
        if where is not None:
            where.setFocus()
