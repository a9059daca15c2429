"""The bar of stages: its words go into as many lines as they need, and what is taken out of it is gone."""

from PySide6.QtWidgets import QLayout, QLayoutItem
from shiboken6 import Shiboken

from linkdesk.ui.stage_bar import ORDER, StageBar


def held_items() -> int:
    """How many items of layouts Python has a face for."""
    return sum(isinstance(f, QLayoutItem) and not isinstance(f, QLayout) for f in Shiboken.getAllValidWrappers())


def test_no_face_of_a_layout_item_outlives_it(qtbot):
    bar = StageBar()
    qtbot.addWidget(bar)
    bar.resize(400, 60)
    bar.show_counts(dict.fromkeys(ORDER, 7))
    bar.show()
    many, faces = len(bar.lines), held_items()
    for _ in range(3):
        bar.resize(1600, 60)
        assert len(bar.lines) < many
        bar.resize(400, 60)
        assert len(bar.lines) == many
    assert held_items() == faces
