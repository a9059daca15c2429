"""The signed form of a will: attached as a file, seen in a copy, taken off again."""

import pytest

from linkdesk.actions import wills
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.words import ChangeKind, WillKind

SCAN = b"%PDF-1.4 a scan"


@pytest.fixture
def one(sample):
    desk, project_id = sample
    return desk, desk.dossier(project_id).households[0]


def now(desk, household):
    return desk.store.get(Household, household.id)


def test_a_form_is_attached_seen_and_taken_off(one, tmp_path):
    desk, household = one
    path = tmp_path / "扫描件"
    path.write_bytes(SCAN)
    desk.do(wills.attach(desk, household, WillKind.RECLAMATION, path))
    path.unlink()
    household = now(desk, household)
    assert household.reclamation_will_form
    assert not household.demolition_will_form
    copy = wills.copy_to_view(desk, household, WillKind.RECLAMATION)
    assert (copy.name, copy.read_bytes()) == ("复垦意愿书.pdf", SCAN)
    copy.write_bytes(b"changed in the viewer")
    assert wills.copy_to_view(desk, household, WillKind.RECLAMATION).read_bytes() == SCAN
    desk.do(wills.detach(household, WillKind.RECLAMATION))
    assert now(desk, household).reclamation_will_form is None
    assert desk.undo_title == "移除复垦意愿书"
    desk.undo()
    assert now(desk, household).reclamation_will_form == household.reclamation_will_form


def test_that_a_form_was_seen_stands_in_the_journal(one, tmp_path):
    desk, household = one
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n....")
    desk.do(wills.attach(desk, household, WillKind.DEMOLITION, tmp_path / "a.png"))
    wills.copy_to_view(desk, now(desk, household), WillKind.DEMOLITION)
    last = desk.store.history(1)[0]
    assert (last.kind, last.officer) == (ChangeKind.REVEAL, desk.officer_name)
    assert household.head_name not in last.title


@pytest.mark.parametrize(("content", "said"), [(b"MZ a program", "不是 PDF"), (None, "读不了")])
def test_what_is_no_scan_is_refused(one, tmp_path, content, said):
    desk, household = one
    if content:
        (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(KnownError, match=said):
        wills.attach(desk, household, WillKind.DEMOLITION, tmp_path / "a.pdf")
