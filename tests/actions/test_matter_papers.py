"""What an entry is about is found by itself: the letter it was sent or answered with, the submission frozen for its step."""

from datetime import date

import pytest

from linkdesk.actions import (
    acceptances,
    letter_editing,
    letter_receiving,
    letters,
    matter_entries,
    plan_versions,
)
from linkdesk.actions.letter_receiving import Incoming
from linkdesk.domain.approval import Submission
from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.domain.words import ChangeKind
from tests.actions.walked_matters import PASSED, SENT, TOLD, do, last, now, opened, project_of, through
from tests.journeys.test_chain_design_and_land import accepted, old_plot

ISSUED = "岚政〔2018〕12号"


@pytest.fixture
def plan(tmp_path):
    """A plan's matter with its first step passed, and a scan."""
    desk, project_id = project_of(tmp_path / "工作区")
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE))
    matter = opened(desk, project_id, "A-PLAN-LOCAL")
    through(desk, matter, until=1)
    scan = tmp_path / "报告.pdf"
    scan.write_bytes(b"%PDF-1.4\n" + bytes(64))
    return desk, project_id, matter, scan


def issued(desk, project_id, matter, scan, number=ISSUED, dated_on="2018-03-01"):
    desk.do(letters.draft(desk, project_id, LetterKind.REPORT, matter=matter))
    id_ = desk.store.load(Letter)[-1].id
    for name, text in (("title", "关于报请审查实施方案的报告"), ("dated_on", dated_on), ("issuers", "岚川县人民政府")):
        desk.do(letter_editing.correct(desk, letters.current(desk, id_), name, text))
    desk.do(letters.issue_on_paper(desk, id_, number, scan))
    return id_


def came(desk, project_id, matter, number, sender="岚阳市人民政府国土资源部门"):
    desk.do(letter_receiving.receive(desk, project_id, Incoming(LetterKind.REVIEW, number, sender, "审查意见", date(2018, 3, 2)), matter))
    return desk.store.load(Letter)[-1].id


@pytest.mark.parametrize("typed", ["岚政[2018]12号", "岚政〔2018〕012号"])
def test_a_sending_finds_its_letter_by_the_number_typed(plan, typed):
    desk, project_id, matter, scan = plan
    letter_id = issued(desk, project_id, matter, scan)
    do(desk, matter, SENT, number=typed)
    assert (last(desk, matter).letter_id, last(desk, matter).number) == (letter_id, ISSUED)


def test_papers_are_not_sent_before_their_letter_was_written(plan):
    desk, project_id, matter, scan = plan
    issued(desk, project_id, matter, scan, dated_on="2018-05-01")
    with pytest.raises(KnownError, match="晚于填写的报送日期"):
        do(desk, matter, SENT, number=ISSUED)


def test_an_answer_without_a_number_takes_that_of_the_letter_that_came(plan):
    desk, project_id, matter, _ = plan
    do(desk, matter, SENT)
    letter_id = came(desk, project_id, matter, "岚阳国土资函〔2018〕3号")
    do(desk, matter, PASSED, number="")
    assert (last(desk, matter).letter_id, last(desk, matter).number) == (letter_id, "岚阳国土资函〔2018〕3号")


def test_a_letter_of_another_matter_is_not_taken_and_its_number_refused(plan, tmp_path):
    desk, project_id, matter, scan = plan
    issued(desk, project_id, matter, scan)
    other = opened(desk, project_id, "A-NEWLAND", basis_document="批复", basis_number="批〔2018〕1号", basis_on=date(2018, 2, 1))
    by = {"actor": "岚川县人民政府", "basis": "县政府批示"}
    do(desk, other, PASSED, **by)
    letter = desk.store.load(Letter)[-1]
    assert letter.issuers
    with pytest.raises(KnownError, match="一个文号只用一次"):
        do(desk, other, SENT, number=ISSUED, **(by | {"actor": letter.issuers[0]}))


def test_a_draft_is_not_sent(plan):
    desk, project_id, matter, _ = plan
    desk.do(letters.draft(desk, project_id, LetterKind.REPORT, matter=matter))
    with pytest.raises(KnownError, match="还没有编号印发"):
        do(desk, matter, SENT, letter_id=desk.store.load(Letter)[-1].id)


def test_what_was_frozen_for_the_step_is_what_was_sent(plan):
    desk, project_id, matter, _ = plan
    version = desk.dossier(project_id).plan_versions[0]
    frozen = Submission(matter_id=matter.id, step=2, packet="plan", plan_version_id=version.id, made_at=desk.clock())
    later = Submission(matter_id=matter.id, step=3, packet="plan", made_at=desk.clock())
    desk.do(Change("留存", after=(frozen, later), kind=ChangeKind.PRINT))
    do(desk, matter, SENT)
    assert (last(desk, matter).submission_id, last(desk, matter).version_id) == (frozen.id, version.id)
    do(desk, matter, PASSED)
    assert last(desk, matter).submission_id is None
    with pytest.raises(KnownError, match="不是本事项的"):
        do(desk, matter, SENT, submission_id="没有的")


def test_the_special_plan_is_told_by_its_approval_and_by_its_correction_no_more(tmp_path):
    desk, project_id = project_of(tmp_path, "B")
    special = opened(desk, project_id, "B-SPECIAL-PLAN", title="县级专项规划（2016—2020年）")
    through(desk, special, until=3)
    told = desk.store.get(Project, project_id)
    assert (told.special_plan, told.special_plan_on) == ("县级专项规划（2016—2020年）", last(desk, special).acted_on)
    desk.do(matter_entries.correct(desk, last(desk, special), "登错"))
    assert desk.store.get(Project, project_id).special_plan_on is None
    with pytest.raises(KnownError, match="批准之后进行"):
        opened(desk, project_id, "B-PLAN")


def test_an_acceptance_that_passed_a_matter_is_corrected_after_it(tmp_path):
    desk, project_id = project_of(tmp_path, "B", **TOLD)
    old_plot(desk, project_id)
    by = {"actor": "达川市自然资源和规划局", "basis": "达市自然资规〔2018〕1号"}
    work = opened(desk, project_id, "B-ACCEPTANCE")
    for kind in (PASSED, SENT):
        do(desk, work, kind, **by)
    accepted(desk, project_id, by["actor"], "达验[2018]4号", date(2018, 8, 1))
    old_plot(desk, project_id, "G2")
    accepted(desk, project_id, by["actor"], "达验[2018]5号", date(2018, 9, 1))
    do(desk, work, PASSED, number="达验〔2018〕5号", acted_on=date(2018, 9, 1))
    both = desk.dossier(project_id).carrying.acceptances
    for found in both:
        with pytest.raises(KnownError, match="请先在“审批”里更正"):
            desk.do(acceptances.revoke(desk, found, "登错"))
    desk.do(matter_entries.correct(desk, last(desk, work), "登错"))
    for found in both:
        desk.do(acceptances.revoke(desk, found, "登错"))
    assert now(desk, work).state == "办理中"
