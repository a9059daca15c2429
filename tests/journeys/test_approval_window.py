"""审批 through the window: from opening a matter to its filing, with letters, packets, a return, an amendment; and two decisions in one packet."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.actions import annexes, matters, plan_versions
from linkdesk.domain.approval import MatterEntry
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Agency, AgencyName, Authority
from linkdesk.domain.packet_steps import STEPS
from linkdesk.domain.planning_words import AnnexState, PlanKind, TravelsWith
from linkdesk.domain.project import Project
from linkdesk.domain.words import AuthorityKind
from linkdesk.ui.steps import State
from tests.actions.walked_matters import project_of
from tests.journeys.approving import PASSED, REFUSED, RETURNED, SENT, Officer
from tests.journeys.test_chain_design_and_land import accepted, old_plot

REPORT = "项目区实施方案已编制完成，现随文报送。特此报告。"


def bodies(desk):
    """The land bureau of the city of its day, and the province above it."""
    province = Authority(name="山西省人民政府", kind=AuthorityKind.PROVINCE)
    city = next(a for a in desk.store.load(Authority) if a.kind is AuthorityKind.CITY)
    bureau, hall = Agency(authority_id=city.id, duty="国土资源"), Agency(authority_id=province.id, duty="国土资源")
    desk.do(Change("机关", before=(city,), after=(province, replace(city, parent_id=province.id), bureau, hall,
                                                AgencyName(agency_id=bureau.id, name="岚阳市国土资源局"),
                                                AgencyName(agency_id=hall.id, name="山西省国土资源厅"))))


def waived(desk, project_id, *steps):
    """What the sample does not have is not needed here."""
    for step in steps:
        for line in annexes.lines(desk, project_id, STEPS[step]):
            if line.state is AnnexState.MISSING:
                desk.do(annexes.set_not_needed(desk, project_id, line.annex.id, "本项目不涉及"))


@pytest.fixture
def officer(open_window, desk, project_id, qtbot, tmp_path):
    project = desk.store.get(Project, project_id)
    desk.do(Change("修改", before=(project, *desk.dossier(project_id).problems), after=(replace(project, surplus_trade=False, packs=("A",)),)))
    bodies(desk)
    return Officer(open_window(desk), project_id, qtbot, tmp_path)


def test_a_plan_without_trade_goes_up_comes_back_and_is_filed(officer):
    desk, project_id = officer.desk, officer.project_id
    waived(desk, project_id, "plan", "filing")
    assert officer.open_matter("A-PLAN-LOCAL")
    page = officer.click(officer.page.papers.version)
    assert page.key == "versions"
    page.main_action.trigger()
    officer.settle()
    officer.at("matters")
    assert officer.page.papers.version.text() == "项目区实施方案第 1 版"
    officer.enter(PASSED)
    number = officer.write_letter(REPORT, document_code="岚政", signers="李四")
    officer.send_packet("甲")
    assert officer.page.form.lines["number"].text() == number
    officer.enter(SENT)
    first = officer.last()
    assert (first.number, bool(first.letter_id), bool(first.submission_id)) == (number, True, True)
    officer.enter(RETURNED, reason="材料不全", comments="第三章：拆旧面积与附表1不符\n缺少资金来源")
    assert officer.page.register.tabs.currentWidget() is officer.page.register.comments
    officer.enter(PASSED)
    assert "2 条没有答复" in officer.told
    officer.answer("已改正")
    amended(officer)
    officer.at("matters")
    officer.enter(PASSED)
    officer.write_letter(REPORT, document_code="岚政", signers="李四")
    officer.send_packet("乙")
    officer.enter(SENT)
    differs(officer)
    officer.receive_letter("岚阳国土函〔2018〕12号", "关于实施方案的审查意见")
    assert officer.page.form.lines["number"].text() == "岚阳国土函〔2018〕12号"
    officer.enter(PASSED)
    approved_and_filed(officer)


def amended(officer):
    """The plan is changed and fixed once more in its room."""
    desk = officer.desk
    project = desk.store.get(Project, officer.project_id)
    desk.do(Change("修改", before=(project,), after=(replace(project, period="2018—2021年"),)))
    page = officer.at("versions")
    page.main_action.trigger()
    page._fix_again("按市局意见修改")
    officer.settle()


def differs(officer):
    """What the second submission differs in stands beside the register."""
    register = officer.page.register
    register.tabs.setCurrentIndex(2)
    assert [s.version for s in register.sent.model.rows] == [1, 2]
    register.sent.select(register.sent.model.rows[1].id)
    officer.click(register.compare)
    assert any(row[0] == "文件" for row in register.differences.model.rows)


def approved_and_filed(officer):
    """The request is written from the step, approved by the reply that came, and filed; the clock and the archive follow."""
    officer.write_letter(document_code="岚政", signers="李四", contact="王五", phone="0358-3620000")
    officer.send_packet("丙")
    officer.enter(SENT)
    officer.receive_letter("岚阳政函〔2018〕31号", "关于实施方案的批复")
    assert str(officer.enter(PASSED).state) == "已批准"
    assert officer.desk.dossier(officer.project_id).project.approval_number == "岚阳政函〔2018〕31号"
    officer.enter(SENT, number="岚政报〔2018〕3号")
    assert str(officer.enter(PASSED, number="晋国土资备〔2018〕4号").state) == "已办结"
    assert officer.window.rail.steps["matters"].state is State.DONE
    assert officer.at("clocks").table.model.rows
    assert officer.at("archive").main_action


def test_a_matter_is_refused_and_a_wrong_entry_is_corrected(officer):
    officer.open_matter("A-PLAN-LOCAL")
    officer.enter(PASSED)
    officer.enter(SENT, number="岚政〔2018〕2号")
    officer.enter(REFUSED, reason="不符合总体规划")
    assert officer.states() == {"A-PLAN-LOCAL": "不予批准"}
    register = officer.page.register
    register.entries.select(register.entries.model.rows[0].id)
    register.ask_correction()
    register.correction.reason.setText("登记错了事项")
    officer.click(register.correction.act)
    assert officer.states() == {"A-PLAN-LOCAL": "办理中"}
    assert officer.page.form.isVisible()


def test_a_buyer_stands_on_the_design_of_the_seller_and_renames_its_matter(officer):
    assert officer.open_matter("A-NEWLAND") is None
    assert "批准之后进行" in officer.page.opening.why.text()
    assert officer.open_matter("A-NEWLAND", document="转让县复垦设计的批复", number="临国土资函〔2018〕7号", on="2018-05-02")
    assert "临国土资函〔2018〕7号" in officer.page.clause.text()
    officer.click(officer.page.about)
    facts = officer.page.facts
    facts.lines["title"].setText("城关镇建新区用地报批")
    facts.lines["title"].editingFinished.emit()
    facts.lines["basis_on"].setText("2018-05-03")
    facts._store_basis()
    officer.settle()
    assert officer.page.heading.text().startswith("城关镇建新区用地报批")
    assert "2018-05-03" in officer.page.clause.text()
    officer.window.undo()
    officer.settle()
    assert "2018-05-02" in officer.page.clause.text()


@pytest.fixture
def dazhou(open_window, qtbot, tmp_path):
    """An officer of the other province, whose project has one plot."""
    desk, project_id = project_of(tmp_path, "B", surplus_trade=True)
    old_plot(desk, project_id)
    yield Officer(open_window(desk), project_id, qtbot, tmp_path)
    desk.close()


BY = {"actor": "达川市自然资源和规划局", "basis": "达市自然资规〔2018〕1号（虚构）"}


def walk(officer, *entries):
    """Entries one after the other, each of its day, with a number of its own."""
    for at, (kind, more) in enumerate(entries, officer.desk.store.count(MatterEntry) + 1):
        officer.enter(kind, f"2018-07-{at:02}", **{"number": f"达函〔2018〕{at}号", **more})
        assert not officer.told, (at, officer.told)


def test_a_county_of_dazhou_from_its_special_plan_to_amendment_with_acceptance(dazhou):
    assert dazhou.open_matter("B-PLAN") is None
    assert "县级增减挂钩专项规划批准之后进行" in dazhou.page.opening.why.text()
    dazhou.open_matter("B-SPECIAL-PLAN")
    departments = {"actor": "县农工委等十部门"}
    walk(dazhou, (PASSED, {}), (SENT, departments), (PASSED, departments), (SENT, {}), (PASSED, {}))
    assert dazhou.states() == {"B-SPECIAL-PLAN": "已批准"}
    dazhou.at("versions").fix()
    dazhou.settle()
    dazhou.open_matter("B-PLAN")
    walk(dazhou, (PASSED, {}))
    assert dazhou.click(dazhou.page.papers.opinions).key == "consultation"
    dazhou.at("matters")
    walk(dazhou, *[(kind, {}) for _ in range(5) for kind in (SENT, PASSED)])
    assert dazhou.states()["B-PLAN"] == "已办结"
    for chain in ("B-ADVANCE", "B-TRANSFER"):
        assert dazhou.open_matter(chain)
    unstated_and_joined(dazhou)


def unstated_and_joined(officer):
    """Who acts where the text names nobody is entered with its document; an amendment goes up with the acceptance."""
    officer.page.table.select(next(line.id for line in officer.page.table.model.rows if line.standing.chain.id == "B-ADVANCE"))
    officer.enter(PASSED, "2018-08-01")
    assert "政策原文没有写明" in officer.told
    officer.enter(PASSED, "2018-08-01", **BY)
    assert not officer.told
    amend(officer)
    officer.open_matter("B-ACCEPTANCE")
    officer.enter(PASSED, "2018-08-02", **BY)
    officer.open_matter("B-AMENDMENT")
    officer.enter(PASSED, "2018-08-02", **BY)
    officer.click(officer.page.about)
    partner = officer.page.facts.partner
    partner.setCurrentIndex(next(at for at in range(partner.count()) if "竣工验收" in partner.itemText(at)))
    partner.activated.emit(partner.currentIndex())
    officer.settle()
    assert "与“竣工验收”同步申报" in officer.page.clause.text()
    officer.enter(SENT, "2018-08-03", number="达函〔2018〕60号", **BY)
    waiting = [s.waits_for for s in matters.register(officer.desk, officer.project_id) if s.chain.id in ("B-AMENDMENT", "B-ACCEPTANCE")]
    assert waiting == ["办理", "办理"]
    accepted(officer.desk, officer.project_id, BY["actor"], "达自然资验〔2018〕5号", date(2018, 9, 1))
    officer.at("acceptance").actions_beside[1].trigger()
    officer.settle()
    officer.page.table.select(next(line.id for line in officer.page.table.model.rows if line.standing.chain.id == "B-ACCEPTANCE"))
    assert officer.page.form.lines["number"].text() == "达自然资验〔2018〕5号"
    officer.enter(PASSED, "2018-09-01")
    assert officer.states()["B-ACCEPTANCE"] == "已办结"


def amend(officer):
    """One more plot, and the plan fixed again to go up with the acceptance."""
    old_plot(officer.desk, officer.project_id, "G9")
    officer.desk.do(plan_versions.fix(officer.desk, officer.project_id, PlanKind.WHOLE, "增加一个拆旧地块", TravelsWith.ACCEPTANCE))
    officer.settle()
