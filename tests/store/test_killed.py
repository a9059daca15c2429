"""A program that is killed while it writes leaves a whole workspace: all of the change or nothing of it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from linkdesk import store
from linkdesk.domain.change import Change
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from tests.store.conftest import OFFICER
from tests.store.people import household

ROWS = 7000
WRITING = f"""
import sys
from linkdesk import store
from linkdesk.domain.change import Change
from tests.store.people import household

def said(*words):
    print(*words, flush=True)

with store.connect(sys.argv[1]) as opened:
    said("open")
    opened.apply(Change("导入农户", after=tuple(household(note="长" * 50) for _ in range({ROWS}))), officer="x", report=said)
    said("done")
    sys.stdin.read()
"""


# Lines the program says before it is killed: opened, four batches, committed. In the last but one the commit is under way.
@pytest.mark.parametrize(("lines", "expected"), [(1, {0}), (2, {0}), (4, {0}), (5, {0, ROWS}), (6, {ROWS})])
@pytest.mark.parametrize("wal", [True, False])
def test_a_killed_write_is_whole_or_nothing(lines, expected, wal, folder):
    with store.connect(folder, wal=wal) as opened:
        opened.apply(Change("新建项目", after=(Project(name="青石"),)), officer=OFFICER)
    kill_after(lines, folder, wal)
    with store.connect(folder, wal=wal) as opened:
        assert opened.count(Household) in expected
        assert opened.data_version == (2 if opened.count(Household) else 1)
        assert opened.verify() == []
        opened.apply(Change("再建", after=(household(),)), officer=OFFICER)


def kill_after(lines: int, folder: Path, wal: bool) -> None:
    """Start a program that writes, and kill it as soon as it has said so many lines."""
    program = WRITING.replace("sys.argv[1]", f"sys.argv[1], wal={wal}")
    with subprocess.Popen([sys.executable, "-c", program, str(folder)], cwd=Path(__file__).parents[2],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as writer:
        for _ in range(lines):
            assert writer.stdout.readline(), "the program ended by itself"
        writer.kill()
