"""A workspace on disk with a clock that goes by minutes, and rows to put in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from linkdesk import store
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.words import ChangeKind

OFFICER = "王敏"


def clock() -> Callable[[], datetime]:
    """A clock that is a minute later each time it is asked."""
    minutes = count()
    return lambda: datetime(2018, 3, 5, 8, 0) + timedelta(minutes=next(minutes))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "workspace"


@pytest.fixture
def opened(folder: Path) -> Iterator[store.Store]:
    with store.connect(folder, clock=clock()) as opened:
        yield opened


@pytest.fixture
def do(opened: store.Store) -> Callable[..., int]:
    """do(after=…, before=…) → seq of the change made of those entities."""
    def do(title: str = "修改", before: tuple[Entity, ...] = (), after: tuple[Entity, ...] = (),
           kind: ChangeKind = ChangeKind.EDIT) -> int:
        seq = opened.apply(Change(title, before, after, kind), officer=OFFICER)
        assert seq is not None
        return seq
    return do


@pytest.fixture
def undo(opened: store.Store) -> Callable[[int], store.Reversal]:
    """undo(seq) → the reversal, carried out."""
    def undo(seq: int) -> store.Reversal:
        reversal = opened.reverse(seq)
        opened.apply(reversal.change, officer=OFFICER, reverses=seq)
        return reversal
    return undo
