"""A computed figure: it looks different from a typed value, and says on a click how it was reckoned."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from linkdesk.domain.figure import Figure
from linkdesk.domain.figures import in_mu
from linkdesk.ui import theme
from linkdesk.ui.look import button, column, label, row

INPUTS_SHOWN = 12


class FigureView(QFrame):
    """Label, figure with unit, hectares in 亩 beside it; a click on the figure says “怎么算的”."""

    def __init__(self, figure: Figure) -> None:
        super().__init__()
        self.figure = figure
        known = figure.value is not None
        self.how = button(figure.text if known else "待补", self.explain, "figure" if known else "lacking")
        self.how.setToolTip(f"怎么算的：{figure.formula}" if known else f"待补：{figure.missing or figure.label}")
        self.how.setFixedHeight(theme.current().px(30))
        self.how.setCursor(Qt.CursorShape.PointingHandCursor)
        mu = f"　{in_mu(figure)} 亩" if known and figure.unit == "公顷" else ""
        line = row(self.how, label(f"{figure.unit}{mu}" if known else "", "small"), 1, gap=4)
        column(label(figure.label, "small"), line, 1, gap=0, parent=self)

    def explain(self) -> QWidget:
        """Open a slip with the formula and its inputs."""
        slip = Explanation(self.figure, self)
        slip.move(self.mapToGlobal(QPoint(0, self.height())))
        slip.show()
        return slip


class Explanation(QFrame):
    """The formula in words, every input, and what is missing."""

    def __init__(self, figure: Figure, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box = column(label("怎么算的", "small"), label(f"{figure.label} = {figure.formula}", wrap=True), margin=12, parent=self)
        inputs = QGridLayout(horizontalSpacing=24, verticalSpacing=2)
        for at, (name, value) in enumerate(figure.inputs[:INPUTS_SHOWN]):
            inputs.addWidget(label(name, "small"), at, 0)
            inputs.addWidget(label(value, "small"), at, 1, Qt.AlignmentFlag.AlignRight)
        box.addLayout(inputs)
        if len(figure.inputs) > INPUTS_SHOWN:
            box.addWidget(label(f"……共 {len(figure.inputs)} 项", "small"))
        if figure.missing:
            box.addWidget(label(f"{'待补' if figure.value is None else '未计入'}：{figure.missing}", "warning", wrap=True))
        self.setMinimumWidth(theme.current().px(280))


class FigureGrid(QWidget):
    """Figures in rows of so many."""

    def __init__(self, across: int) -> None:
        super().__init__()
        self.across, self.views = across, {}
        self.grid = QGridLayout(self)
        self.grid.setContentsMargins(0, 0, 0, 0)
        self.grid.setSpacing(theme.current().px(16))

    def show_figures(self, figures: list[Figure]) -> None:
        """Show these figures; a figure that has not changed keeps its place on the screen."""
        for at, figure in enumerate(figures):
            old = self.views.get(figure.name)
            if old and old.figure == figure:
                continue
            if old:
                old.hide()
                old.deleteLater()
            self.views[figure.name] = FigureView(figure)
            self.grid.addWidget(self.views[figure.name], at // self.across, at % self.across)
        for at in range(self.across):
            self.grid.setColumnStretch(at, 1)
