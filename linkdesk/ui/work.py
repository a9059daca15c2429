"""Long work: one plain function at a time in a worker thread, watched, timed and stopped from the window."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from linkdesk.domain.errors import Cancelled, KnownError

Report = Callable[[int, int], None]
LOOK_EVERY = 100  # ms; progress is looked at, not sent: a signal for each step would drown the window
BAR_AFTER, TIME_LEFT_AFTER = 0.3, 2.0  # seconds


class _Thread(QThread):
    """Runs the function; the window's thread reads `progress` and sets `stopped`."""

    def __init__(self, function: Callable[[Report], Any]) -> None:
        super().__init__()
        self.function, self.progress, self.stopped = function, (0, 0), False
        self.value: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.value = self.function(self.report)
        except BaseException as error:  # carried to the window's thread, which knows what each kind means
            self.error = error

    def report(self, done: int, total: int) -> None:
        self.progress = done, total
        if self.stopped:
            raise Cancelled


class Work(QObject):
    """The one worker of the window; while `holds_desk` the window takes no edits, for one thread at a time owns the store."""

    moved = Signal()          # begun, progressed or ended: read title, progress, seconds_left
    wrong = Signal(str)       # a KnownError's sentence
    bug = Signal(object)      # any other exception
    cancelled = Signal(str)   # the title of what a person stopped

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title, self.holds_desk = "", False
        self._thread: _Thread | None = None
        self._on_done: Callable[[Any], None] = lambda value: None
        self._began = 0.0
        self._look = QTimer(self, interval=LOOK_EVERY)
        self._look.timeout.connect(self.moved)

    @property
    def running(self) -> bool:
        """Whether something is under way."""
        return self._thread is not None

    def start(self, title: str, function: Callable[[Report], Any], on_done: Callable[[Any], None],
              holds_desk: bool = False) -> None:
        """Run `function(report)` in the worker and give its value to `on_done` here; raises KnownError while busy.

        A function that touches the desk says `holds_desk`.
        """
        if self.running:
            raise KnownError(f"正在{self.title}，请等它完成或先取消，再做这一步。")
        self.title, self.holds_desk, self._on_done = title, holds_desk, on_done
        self._thread, self._began = _Thread(function), time.monotonic()
        self._thread.finished.connect(self._finished)
        self.moved.emit()  # first: a field that loses the focus now stores what was typed while the desk is still here
        self._look.start()
        self._thread.start()

    def cancel(self) -> None:
        """Ask the function to stop at its next report; what it did until then does not stand."""
        if self._thread:
            self._thread.stopped = True

    def stop(self) -> None:
        """Cancel, and wait until the thread has ended: the window closes."""
        self.cancel()
        if self._thread:
            self._thread.wait()

    @property
    def progress(self) -> tuple[int, int]:
        """Steps done and in all; (0, 0) while not known."""
        return self._thread.progress if self._thread else (0, 0)

    @property
    def shown(self) -> bool:
        """Whether it has lasted long enough to show a bar."""
        return self.running and time.monotonic() - self._began >= BAR_AFTER

    @property
    def seconds_left(self) -> int | None:
        """A guess of the seconds left, from what has been done; None in the first two seconds or while not known."""
        (done, total), spent = self.progress, time.monotonic() - self._began
        return round(spent * (total - done) / done) if done and spent >= TIME_LEFT_AFTER else None

    def _finished(self) -> None:
        thread, self._thread, title, self.title = self._thread, None, self.title, ""
        self._look.stop()
        self.holds_desk = False
        thread.wait()
        self.moved.emit()
        self._tell(thread, title)

    def _tell(self, thread: _Thread, title: str) -> None:
        error = thread.error
        if error is None:
            self._on_done(thread.value)
        elif isinstance(error, Cancelled):
            self.cancelled.emit(title)
        elif isinstance(error, KnownError):
            self.wrong.emit(str(error))
        else:
            self.bug.emit(error)
