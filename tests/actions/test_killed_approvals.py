"""A program killed while it freezes what was sent or issues letters leaves all of it or nothing; two at once share no number."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from linkdesk.actions import letters, submissions
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.approval import Submission, SubmittedFile
from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.directory import Officer
from linkdesk.domain.letter import Letter
from tests.actions.desks import NOON
from tests.actions.test_annexes import attach
from tests.actions.test_letters import REQUEST, drafted, filled
from tests.actions.test_packet_steps import settled, waived
from tests.actions.test_submissions import matter_of, packets

ROOT = Path(__file__).parents[2]
FILES = 300
_OPENED = """
import sys, itertools
from pathlib import Path
from linkdesk.actions import letters, submissions
from linkdesk.desk import Desk
from linkdesk.domain.approval import Matter
from linkdesk.domain.directory import Officer
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from tests.actions.desks import NOON

desk = Desk.open(Path(sys.argv[1]), lambda: NOON)
desk.sign_in(desk.store.load(Officer)[0])

def said(*words):
    print(*words, flush=True)
"""
FREEZING = _OPENED + """
desk.do(submissions.freeze(desk, desk.store.get(Matter, sys.argv[2]), 4, Path(sys.argv[3]), said), said)
said("done")
sys.stdin.read()
"""
ISSUING = _OPENED + """
said("open")
sys.stdin.readline()
for id_ in sys.argv[2:]:
    for attempt in itertools.count():
        desk.as_of()
        try:
            desk.do(letters.issue(desk, id_))
            break
        except KnownError:
            if attempt > 200:
                raise
    said(id_)
sys.stdin.read()
"""


def begun(program, *arguments):
    return subprocess.Popen([sys.executable, "-c", program, *map(str, arguments)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def killed_after(lines, program, *arguments):
    """Start a program and kill it as soon as it has said so many lines."""
    with begun(program, *arguments) as running:
        running.stdin.write(b"\n")
        running.stdin.flush()
        for _ in range(lines):
            assert running.stdout.readline(), "the program ended by itself"
        running.kill()


def sheet(path):
    path.write_bytes(path.name.encode() * 40)
    return path


@pytest.fixture
def filing(desk, project_id, tmp_path):
    """A packet of 300 files, and the matter it goes up for."""
    settled(desk, project_id)
    waived(desk, project_id, "filing")
    matter = matter_of(desk, project_id, "A-PLAN-LOCAL")
    desk.clock = lambda: NOON
    attach(desk, project_id, "R02", *(sheet(tmp_path / f"表{at}.xls") for at in range(FILES)))
    packets.write_packet(desk, project_id, "filing", tmp_path / "材料", for_submission=True)
    return matter


def test_a_killed_freeze_keeps_all_or_nothing_and_is_done_again(desk, filing, tmp_path):
    for lines in (FILES // 2, FILES + 20, 2 * FILES + 4):
        killed_after(lines, FREEZING, desk.folder, filing.id, tmp_path / "材料")
        desk.as_of()
        kept = desk.store.load(Submission)
        assert desk.store.count(SubmittedFile) == (0 if not kept else len(submissions.files_of(desk, kept[0])))
        assert desk.store.verify() == []
        if kept:
            break
    else:
        desk.do(submissions.freeze(desk, filing, 4, tmp_path / "材料"))
    kept, = desk.store.load(Submission)
    assert len(submissions.files_of(desk, kept)) >= FILES
    assert submissions.as_sent(desk, kept, tmp_path / "材料") == submissions.damaged(desk, kept) == ()


def drafts(desk, project_id, count):
    """Drafts that lack nothing."""
    return [filled(desk, drafted(desk, project_id, LetterKind.REQUEST), **REQUEST).id for _ in range(count)]


def numbers(desk):
    desk.as_of()
    found = [x for x in desk.store.load(Letter) if x.number]
    assert {x.sealed_id for x in found} == {c.id for c in desk.store.load(Sealed) if c.subject == "letter"}
    return sorted(x.sequence for x in found)


@pytest.mark.parametrize("lines", [1, 3])
def test_killed_while_issuing_no_number_is_lost_or_given_twice(sample, lines):
    desk, project_id = sample
    wanted = drafts(desk, project_id, 5)
    killed_after(lines, ISSUING, desk.folder, *wanted)
    done = numbers(desk)
    assert done == list(range(1, len(done) + 1))
    assert len(done) >= lines - 1
    for id_ in wanted:
        if not letters.current(desk, id_).number:
            desk.do(letters.issue(desk, id_))
    assert numbers(desk) == [1, 2, 3, 4, 5]
    assert desk.store.verify() == []


def test_two_programs_issue_letters_of_one_series_at_once(sample):
    desk, project_id = sample
    wanted = drafts(desk, project_id, 8)
    running = [begun(ISSUING, desk.folder, *wanted[at::2]) for at in range(2)]
    for each in running:
        assert each.stdout.readline() == b"open\n"
    for each in running:
        each.stdin.write(b"\n")
        each.stdin.flush()
    for each in running:
        out, _ = each.communicate(timeout=120)
        assert (out.count(b"\n"), each.returncode) == (4, 0)
    assert numbers(desk) == list(range(1, 9))
    with closing(Desk.open(desk.folder, lambda: NOON)) as again:
        again.sign_in(again.store.load(Officer)[0])
        assert numbers(again) == list(range(1, 9))
