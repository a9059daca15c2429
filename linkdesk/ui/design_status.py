"""What the design comes to in a line at the foot of the page: each figure says how it was reckoned, what is open is listed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QWidget

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures import figure
from linkdesk.ui import theme
from linkdesk.ui.figure_view import Explanation
from linkdesk.ui.look import button, column, label, restyle, row

FIGURES = {"design_works_cost": "工程施工费", "design_total": "总投资", "design_cost_per_mu": "亩均"}
GAPS_SHOWN = 12


class Slip(QFrame):
    """Sentences over the page; a click beside it closes it."""

    def __init__(self, title: str, lines: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = [label(line, "small", wrap=True) for line in lines[:GAPS_SHOWN]]
        if len(lines) > GAPS_SHOWN:
            shown.append(label(f"……共 {len(lines)} 项", "small"))
        column(label(title, "small"), *shown, gap=4, margin=12, parent=self)
        self.setFixedWidth(theme.current().px(420))


def above(slip: QWidget, widget: QWidget) -> QWidget:
    """Show a slip over a widget at the foot of the page."""
    slip.adjustSize()
    slip.move(widget.mapToGlobal(QPoint(0, -slip.height() - 4)))
    slip.show()
    return slip


class StatusFigures(QWidget):
    """The figures of the whole design and how many things are open."""

    def __init__(self) -> None:
        super().__init__()
        self.figures: dict[str, Figure] = {}
        self.gaps: tuple[str, ...] = ()
        self.views = {name: button("", lambda n=name: self.explain(n), "number") for name in FIGURES}
        self.open = button("", self.list_gaps, "lacking-number")
        row(*(part for name, words in FIGURES.items() for part in (label(words, "small"), self.views[name])), 1, self.open,
                        gap=8, parent=self)

    def show_figures(self, dossier: Dossier, gaps: Sequence[str]) -> None:
        """Show the design as it stands."""
        self.figures, self.gaps = {name: figure(name, dossier) for name in FIGURES}, tuple(gaps)
        for name, found in self.figures.items():
            known = found.value is not None
            self.views[name].setText(f"{found.text} {found.unit}" if known else "待补")
            restyle(self.views[name], "number" if known else "lacking-number")
        self.open.setText(f"缺 {len(self.gaps)} 项" if self.gaps else "没有缺项")
        restyle(self.open, "lacking-number" if self.gaps else "number")
        self.open.setEnabled(bool(self.gaps))

    def explain(self, name: str) -> QWidget:
        """Open the slip with the formula of a figure."""
        return above(Explanation(self.figures[name], self), self.views[name])

    def list_gaps(self) -> QWidget:
        """Open the slip with what is still open."""
        return above(Slip("还缺", self.gaps, self), self.open)
