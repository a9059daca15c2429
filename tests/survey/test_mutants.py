"""A damaged workbook ends in one sentence or is read; where it is read no row is lost. `make nightly` tries them all."""

import json
import os
import sys
from collections import Counter

import pytest

from linkdesk.domain.errors import KnownError
from linkdesk.survey import chunks, process
from tests.survey.forking import Forking
from tests.survey.mutants import KINDS, mutant, whole
from tests.survey.workbooks import read

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a process that forks; the limits there are a job object's")

NIGHTLY = bool(os.environ.get("LINKDESK_NIGHTLY"))
MUTANTS = 2000
EVERY = 1 if NIGHTLY else 20
UNPROVABLE = {"gbk.csv"}
"""A text that ends early is a text all the same."""


@pytest.fixture(scope="module")
def forking():
    server = Forking()
    yield server
    server.close()


@pytest.fixture
def outcome(forking, monkeypatch, tmp_path):
    """What becomes of a workbook: its reading, or None where it is refused in a sentence."""
    monkeypatch.setattr(process, "_child", forking.child)

    def read_or_refuse(name, data):
        path = tmp_path / name
        path.write_bytes(data)
        try:
            reading = read(path)
        except KnownError:  # of anything else nothing would be said to a person
            return None
        nothing_is_lost(reading, [json.loads(line) for line in forking.said])
        return reading
    return read_or_refuse


def nothing_is_lost(reading, said):
    """Every row with content, as the child said it, is in the header, a household's or skipped, and only once."""
    sheets = {s.name: s for s in reading.sheets}
    rows, name, at = Counter(), "", 0
    for message in said:
        if "sheet" in message:
            name, at = message["sheet"], 0
        for row in chunks.rows(message) if "rows" in message else ():
            at += 1
            rows[name, at] += bool(row) and not sheets[name].skipped
    taken = Counter((r.sheet, r.row) for r in reading.source_rows)
    skipped = Counter((s.sheet, s.row) for s in reading.skipped)
    headers = Counter((s.name, row) for s in reading.sheets for row in s.header_rows)
    assert not +rows - (taken + skipped + headers)
    assert not taken & skipped
    assert reading.rows_read == taken.total()
    assert {r.household_id for r in reading.source_rows} == {h.id for h in reading.households}


@pytest.mark.parametrize("number", range(0, MUTANTS, EVERY))
def test_a_damaged_workbook(outcome, number):
    outcome(*mutant(number))


@pytest.mark.parametrize("kind", KINDS)
def test_the_whole_workbook(outcome, kind):
    reading = outcome(kind, whole(kind))
    assert len(reading.households) == 12
    assert not [p for p in reading.problems if p.severity == "error" and p.code != "id_duplicate"]


@pytest.mark.parametrize("share", range(1, 100, EVERY))
@pytest.mark.parametrize("kind", KINDS)
def test_a_workbook_cut_short(outcome, kind, share):
    data = whole(kind)
    reading = outcome(kind, data[:len(data) * share // 100])
    assert reading is None or kind in UNPROVABLE or len(reading.households) == 12
