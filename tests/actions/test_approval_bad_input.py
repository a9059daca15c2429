"""What comes to approvals and is not as it should be: scans of no size or of gigabytes, files changed since, clocks far off, rows in use."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from linkdesk.actions import (
    annexes,
    clocks,
    inspections,
    letter_editing,
    letter_receiving,
    letter_scans,
    letters,
    matter_entries,
    matters,
    plan_versions,
    sanctions,
    word_copies,
)
from linkdesk.actions.letter_receiving import Incoming
from linkdesk.actions.matter_entries import Particulars
from linkdesk.domain.approval import ClockReading, Matter
from linkdesk.domain.approval_words import LetterKind, SanctionKind
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from tests.actions.walked_matters import (
    FIRST,
    NOON,
    PASSED,
    RETURNED,
    SENT,
    do,
    now,
    opened,
    project_of,
    through,
)

CAME = Incoming(LetterKind.REPLY, "岚阳函〔2018〕12号", "岚阳市人民政府", "关于方案的批复", date(2018, 6, 20))
DECIDED = sanctions.Typed(SanctionKind.CRITICISED, "省人民政府", "晋〔2018〕1号", "2018-06-01")
PDF = b"%PDF-1.4\n" + bytes(64)


@pytest.fixture
def office(tmp_path):
    """A desk with a matter under way, an inspection and a letter that came in."""
    desk, project_id = project_of(tmp_path)
    matter = opened(desk, project_id, "A-PLAN-LOCAL")
    desk.do(inspections.add(desk, project_id))
    desk.do(letter_receiving.receive(desk, project_id, CAME))
    return desk, project_id, matter


def _takers(desk, project_id, matter):
    """Every verb of approvals that takes a scan."""
    body = desk.store.get(Project, project_id).responsible_id
    came = desk.store.load(Letter)[0]
    return {"entry": lambda scan: matter_entries.pass_(desk, matter, Particulars(acted_on=FIRST, file=scan)),
            "letter": lambda scan: letter_scans.attach(desk, came, scan),
            "received": lambda scan: letter_receiving.receive(desk, project_id, replace(CAME, number="岚阳函〔2018〕13号"), scan=scan),
            "sanction": lambda scan: sanctions.enter(desk, body, None, DECIDED, scan),
            "inspection": lambda scan: inspections.attach(desk, inspections.inspections(desk, project_id)[0], scan),
            "annex": lambda scan: annexes.attach(desk, project_id, "R02", [scan]),
            "word": lambda scan: word_copies.read_back(desk, project_id, scan, came)}


def _empty(path):
    path.write_bytes(b"")


def _of_two_gigabytes(path):
    with path.open("wb") as file:
        file.write(PDF)
        file.truncate(2 * 1024 ** 3)  # sparse: takes no room


def _folder(path):
    path.mkdir()


def _nothing(path):
    path.unlink(missing_ok=True)


@pytest.mark.parametrize("made", [_empty, _of_two_gigabytes, _folder, _nothing], ids=lambda made: made.__name__)
@pytest.mark.parametrize("taker", ["entry", "letter", "received", "sanction", "inspection", "annex", "word"])
def test_a_scan_that_is_none_is_refused_in_words_and_nothing_is_entered(office, tmp_path, made, taker):
    desk, project_id, matter = office
    scan, before, files = tmp_path / "扫描件.pdf", desk.store.data_version, list(desk.store.files)
    made(scan)
    with pytest.raises(KnownError, match=r"扫描件\.pdf.*。$"):
        _takers(desk, project_id, matter)[taker](scan)
    assert (desk.store.data_version, list(desk.store.files)) == (before, files)


def test_a_file_changed_after_it_was_attached_is_kept_as_it_was_and_a_damaged_one_is_told(office, tmp_path):
    desk, _, _ = office
    scan, letter = tmp_path / "盖章件.pdf", desk.store.load(Letter)[0]
    scan.write_bytes(PDF)
    desk.do(letter_scans.attach(desk, letter, scan))
    scan.write_bytes(PDF + b"other")
    kept = letters.current(desk, letter.id)
    assert letter_scans.copy_to_view(desk, kept).read_bytes() == PDF
    desk.store.files.path(kept.file_hash).write_bytes(PDF[:-1] + b"1")
    assert len(desk.store.files.damaged()) == 1
    with pytest.raises(KnownError, match="已损坏"):
        letter_scans.copy_to_view(desk, kept)


@pytest.mark.parametrize(("clock", "says"), [(datetime(1986, 1, 1), "早于已有操作"), (datetime(2099, 1, 1), "晚 20 年以上")])
def test_a_clock_far_off_opens_no_matter_sets_no_limit_and_voids_nothing(office, clock, says):
    desk, project_id, matter = office
    key, letter = clocks.running_clocks(desk, project_id)[0].key, desk.store.load(Letter)[0]
    desk.do(matters.set_matter_field(desk, matter, "title", "方案"))
    desk.clock = lambda: clock
    desk.do(matters.set_matter_field(desk, desk.store.get(Matter, matter.id), "note", "时钟不准也可以写"))
    made = (Matter(project_id=project_id, pack_id="A", chain_id="A-DESIGN", title="又一件", opened_on=clock.date()),
            ClockReading(project_id=project_id, clock_id=key, started_on=date(1985, 1, 1)))
    for row in made:
        with pytest.raises(KnownError, match=says):
            desk.do(Change("登记", after=(row,)))
    with pytest.raises(KnownError, match=says):
        desk.do(letters.void(desk, letter, "登记有误"))
    desk.clock = lambda: NOON
    desk.do(letters.void(desk, letter, "登记有误"))
    assert letters.current(desk, letter.id).voided_on == NOON.date()


def test_a_return_after_the_approval_leaves_everything_as_it_stands(office):
    desk, project_id, matter = office
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE))
    through(desk, matter, until=3)
    stands = desk.dossier(project_id).approvals
    with pytest.raises(KnownError, match=r"已经批准，不能再退回。批准登记有误的，请先更正"):
        do(desk, matter, RETURNED, comments=(("第一章", "再改"),))
    assert desk.dossier(project_id).approvals == stands
    assert now(desk, matter).concluded_on


def test_a_draft_that_left_as_a_word_copy_stays_and_says_why(office, tmp_path):
    desk, project_id, _ = office
    desk.do(letters.draft(desk, project_id, LetterKind.NOTICE))
    draft = desk.store.load(Letter)[-1]
    desk.do(letters.draft(desk, project_id, LetterKind.LETTER))
    word_copies.export(desk, project_id, draft, tmp_path / "副本.docx")
    with pytest.raises(KnownError, match=r"导出过 Word 副本.*没有删除"):
        desk.do(letters.discard(draft))
    desk.do(letters.discard(desk.store.load(Letter)[-1]))
    desk.do(letter_editing.correct(desk, draft, "title", "另作他用的通知"))


def test_a_decision_before_its_submission_is_refused_on_every_step(office):
    desk, _, matter = office
    do(desk, matter, PASSED, acted_on=date(2018, 4, 1))
    with pytest.raises(KnownError, match="早于上一条记录（2018-04-01）"):
        do(desk, matter, SENT, acted_on=date(2018, 3, 31))
    assert now(desk, matter).waits_for == "报送"
