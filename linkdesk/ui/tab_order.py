"""Where Tab goes: through everything in the window as it stands, from the rail over the title line and the page to the findings.

Qt keeps a ring of its own that focus proxies and splitters cut into pieces; then Tab goes round in one piece and the buttons
of the title line, the rail or the findings are never reached.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QRadioButton, QScrollArea, QWidget


def go(window: QWidget, now: QWidget | None, forward: bool) -> bool:
    """Put the cursor into the next (or previous) place of a window; False when there is none."""
    stops = list(_stops(window))
    if not stops:
        return False
    at = next((at for at, stop in enumerate(stops) if stop is now or (now is not None and stop.isAncestorOf(now))), -1 if forward else 0)
    wanted = stops[(at + (1 if forward else -1)) % len(stops)]
    wanted.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
    _bring_into_view(wanted)
    return True


def _stops(inside: QWidget) -> Iterator[QWidget]:
    """The places Tab stops at, in the order they were put in."""
    for child in inside.children():
        if isinstance(child, QWidget) and child.isVisible() and child.isEnabled() and not child.isWindow():
            within = list(_stops(child))
            if _takes_focus(child) and not (within and type(child) is QScrollArea):
                yield child
            yield from within


def _takes_focus(widget: QWidget) -> bool:
    policy = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return policy and widget.focusProxy() is None and not (isinstance(widget, QRadioButton) and _another_is_checked(widget))


def _another_is_checked(button: QRadioButton) -> bool:
    """Of radio buttons Tab stops at the one that is chosen; the arrows go on from there."""
    beside = button.parentWidget().findChildren(QRadioButton, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return not button.isChecked() and any(each.isChecked() for each in beside)


def _bring_into_view(widget: QWidget) -> None:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(widget)
        above = above.parentWidget()
