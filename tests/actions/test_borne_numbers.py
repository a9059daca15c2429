"""A number the register of a matter bears is not given to an approval, an acceptance or a letter of something else; its own papers bear it."""

from datetime import date

import pytest

from linkdesk.actions import letter_receiving, matter_entries, plan_versions, projects
from linkdesk.actions.demo_plans import SECOND
from linkdesk.actions.letter_receiving import Incoming
from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.planning_words import PlanKind
from tests.actions.test_matter_papers import ISSUED, issued
from tests.actions.walked_matters import PASSED, SENT, do, last, opened, project_of, through
from tests.journeys.test_chain_design_and_land import accepted, old_plot

BY, ANSWER, ON = "岚阳市人民政府", "岚阳政函〔2018〕8号", date(2018, 3, 2)


@pytest.fixture
def sent(tmp_path):
    """Two projects; the plan of the first was sent with a number and reviewed with another, and there is a scan."""
    desk, project_id = project_of(tmp_path / "工作区")
    desk.do(projects.new_project(desk, SECOND))
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE))
    matter = opened(desk, project_id, "A-PLAN-LOCAL")
    through(desk, matter, until=1)
    do(desk, matter, SENT, number=ISSUED)
    do(desk, matter, PASSED, number=ANSWER, actor=BY)
    scan = tmp_path / "报告.pdf"
    scan.write_bytes(b"%PDF-1.4\n" + bytes(64))
    return desk, project_id, projects.find(desk, SECOND.name).id, matter, scan


def received(desk, project_id, number, matter=None):
    desk.do(letter_receiving.receive(desk, project_id, Incoming(LetterKind.REVIEW, number, BY, "审查意见", ON), matter))


@pytest.mark.parametrize("number", [ANSWER, "岚阳政函（2018）8号"])
def test_another_projects_letter_approval_and_acceptance_do_not_bear_it(sent, number):
    desk, _, other, _, _ = sent
    desk.do(plan_versions.fix(desk, other, PlanKind.WHOLE))
    version = desk.dossier(other).plan_versions[-1]
    old_plot(desk, other)
    for enter in (lambda: received(desk, other, number), lambda: desk.do(plan_versions.approve(desk, version, BY, number, ON)),
                  lambda: accepted(desk, other, BY, number, ON)):
        with pytest.raises(KnownError, match="在“项目区实施方案（不涉及易地交易）”的办理记录里用过"):
            enter()
    assert not [*desk.store.load(Letter), *desk.dossier(other).plan_approvals, *desk.dossier(other).carrying.acceptances]
    desk.do(plan_versions.approve(desk, version, "渠阳市人民政府", number, ON))  # another body counts its own


def test_its_own_letters_bear_it_and_it_is_free_once_corrected(sent):
    desk, project_id, other, matter, scan = sent
    received(desk, project_id, ANSWER, matter)
    issued(desk, project_id, matter, scan)
    assert {x.number for x in desk.store.load(Letter)} == {ANSWER, ISSUED}
    desk.do(matter_entries.correct(desk, last(desk, matter), "文号登错"))
    desk.do(matter_entries.correct(desk, last(desk, matter), "没有报送"))
    old_plot(desk, other)
    accepted(desk, other, BY, ANSWER, ON)


def test_a_letter_on_paper_does_not_take_the_number_of_another_matters_sending(sent):
    desk, _, other, _, scan = sent
    with pytest.raises(KnownError, match=f"文号 {ISSUED} 在"):
        issued(desk, other, None, scan)
