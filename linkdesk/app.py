"""The program with its window: puts desk and window together."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path


def main(folder: Path, clock: Callable[[], datetime] = datetime.now,
         then: Callable[[], object] = lambda: None) -> int:
    """Open the desk in a workspace folder, show it (`then` is called) until it is closed; KnownError when it cannot be opened."""
    with _collecting_later():
        from linkdesk.ui.session import Session
        session = Session(folder, clock)
    then()
    return session.run()


@contextmanager
def _collecting_later() -> Iterator[None]:
    # Nothing that is loaded at the start is garbage, and looking for it costs a tenth of the time until the window stands.
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def pictures(out: Path) -> list[Path]:
    """Pictures of the main pages, made from the bundled sample without a display."""
    from linkdesk.ui.pictures import take
    from linkdesk.ui.session import application
    return take(application(), out)
