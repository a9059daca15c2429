"""The map with its tools above and the cursor's coordinates below."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QComboBox, QToolBar, QWidget

from linkdesk.domain.plot import BaseMap
from linkdesk.ui import theme
from linkdesk.ui.look import column, label, row
from linkdesk.ui.map_base import BasePicture, base_picture
from linkdesk.ui.map_tools import HINTS, Tool
from linkdesk.ui.map_view import NOTCH, MapView

NO_ZONE, LINES = "未写带号", 34


class MapPanel(QWidget):
    """Tools, map, coordinates; where plots lie in several zones one is shown at a time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = MapView()
        self.bar = QToolBar()
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._together = QActionGroup(self)
        self.tools = {tool: self._tool(tool) for tool in Tool}
        self.bar.addSeparator()
        self._act("全图", self.view.fit, "看到全部地块（Home）")
        self._act("所选", lambda: self.view.fit(self.view.selected), "缩放到所选地块（End）")
        self._act("＋", lambda: self.view.zoom(NOTCH), "放大（+）")
        self._act("－", lambda: self.view.zoom(1 / NOTCH), "缩小（−）")
        self.bar.addSeparator()
        self.labels = self._switch("注记", self.view.show_labels, "写出地块编号和面积")
        self.base = self._switch("底图", self._show_base, "显示底图")
        self.zone = QComboBox(accessibleName="带号")
        self.zone.currentIndexChanged.connect(lambda at: at >= 0 and self.view.show_zone(self.zone.itemData(at)))
        self.zone_action = self.bar.addWidget(self.zone)
        self.coordinates, self.said = label("", "small"), label(HINTS[Tool.LOOK], "small", wrap=True)
        self.pictures: tuple[BasePicture, ...] = ()
        below = row(self.said, self.coordinates)
        below.setStretch(0, 1)
        for words in (self.said, self.coordinates):
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            words.setFixedHeight(theme.current().px(LINES))  # room for two lines: the map keeps its size while words change
        column(self.bar, self.view, below, gap=2, parent=self).setStretch(1, 1)
        self._wire()

    def _wire(self) -> None:
        self.view.pointed.connect(self.coordinates.setText)
        self.view.measured.connect(self.said.setText)
        self.view.tool_changed.connect(lambda tool: self.tools[Tool(tool)].setChecked(True))
        self.tools[Tool.LOOK].setChecked(True)
        self.base.setVisible(False)
        self.zone_action.setVisible(False)

    def _tool(self, tool: Tool) -> QAction:
        action = self._act(str(tool), lambda: self.view.use(tool), HINTS[tool])
        action.setCheckable(True)
        self._together.addAction(action)
        return action

    def _act(self, text: str, slot: Callable[..., object], told: str) -> QAction:
        action = self.bar.addAction(text, slot)
        action.setToolTip(told)
        self.bar.widgetForAction(action).setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return action

    def _switch(self, text: str, slot: Callable[..., object], told: str) -> QAction:
        action = self._act(text, lambda: slot(action.isChecked()), told)
        action.setCheckable(True)
        action.setChecked(True)
        return action

    def offer_zones(self) -> None:
        """Let a person choose the zone where there is more than one; called after plots were shown."""
        with QSignalBlocker(self.zone):
            self.zone.clear()
            for zone, drawn in self.view.zones.items():
                self.zone.addItem(f"{zone} 带（{len(drawn)}）" if zone else f"{NO_ZONE}（{len(drawn)}）", zone)
            self.zone.setCurrentIndex(max(0, list(self.view.zones).index(self.view.zone) if self.view.zones else 0))
        self.zone_action.setVisible(len(self.view.zones) > 1)

    def put_under(self, pictures: Iterable[tuple[BaseMap, bytes]]) -> None:
        """Lay scanned or satellite pictures under the plots."""
        placed = (base_picture(base, content) for base, content in pictures)
        self.pictures = tuple(each for each in placed if each is not None)
        self.base.setVisible(bool(self.pictures))
        self._show_base(self.base.isChecked())

    def _show_base(self, wanted: bool) -> None:
        self.view.show_base(self.pictures if wanted else ())
