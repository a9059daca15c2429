"""Papers of consultation and oversight: what the rows say stands in them, on paper and in the workbook."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from openpyxl import load_workbook

from linkdesk.documents import consultation, oversight, xlsx
from linkdesk.documents.text import as_text
from linkdesk.domain.approval import Approvals
from linkdesk.domain.approval_words import Adoption, DutyRole, InspectionLink, OpinionStance, SanctionKind
from linkdesk.domain.consultation import Hearing, Opinion, Resolution
from linkdesk.domain.oversight import DutyPerson, Inspection, Sanction
from linkdesk.domain.oversight_standing import by_link
from linkdesk.domain.planning import ScheduleTask
from linkdesk.domain.will_counts import village_wills
from tests.policy.dossiers import dossier, household, old

DAY = date(2018, 6, 1)


def made(**approvals):
    homes = [household(village="上沟村", willing=True), household(village="上沟村", willing=False), household(village="大垭村")]
    return replace(dossier(old("6"), households=homes), approvals=Approvals(**{name: tuple(rows) for name, rows in approvals.items()}))


def test_nothing_is_printed_of_nothing():
    papers = (consultation.opinions_summary, consultation.meetings_paper, oversight.sanctions_register, oversight.rectification_register,
              oversight.duty_table)
    assert [paper(made()) for paper in papers] == [None] * 5


def test_opinions_say_who_answered_what_and_what_became_of_it():
    asked = Opinion(project_id="p", department="岚川县林业局", asked_on=DAY, answered_on=DAY, stance=OpinionStance.DISAGREES, text="占用林地",
                    adopted=Adoption.PARTLY, reason="核减 0.2 公顷")
    waits = Opinion(project_id="p", department="岚川县水务局", asked_on=DAY, position=1)
    text = as_text(consultation.opinions_summary(made(opinions=[asked, waits])))
    assert "岚川县林业局" in text
    assert "核减 0.2 公顷" in text
    assert "待答复" in text
    assert "征求 2 个部门意见，已答复 1 个" in text


def test_resolutions_come_with_shares_and_wills_and_are_a_draft_while_votes_are_wrong(tmp_path):
    vote = Resolution(project_id="p", village_id="v1", subject="同意", held_on=DAY, entitled=30, present=24, in_favour=16, against=8, abstained=0)
    hearing = Hearing(project_id="p", subject="方案", held_on=DAY, result="采纳")
    of = made(resolutions=[vote], hearings=[hearing])
    paper = consultation.meetings_paper(of)
    assert paper.mark == ""
    assert "66.67" in as_text(paper)
    assert "80.00" in as_text(paper)
    assert "按到会人数计算" in as_text(paper)
    assert consultation.meetings_paper(made(resolutions=[replace(vote, against=9)])).mark == "草稿"
    xlsx.write_xlsx(paper, tmp_path / "决议.xlsx")
    assert load_workbook(tmp_path / "决议.xlsx").sheetnames == ["村民决议", "听证情况", "农户意愿"]
    assert [(w.village, w.agree, w.against, w.open) for w in village_wills(of)] == [("上沟村", 1, 1, 0), ("大垭村", 0, 0, 1)]


def test_the_register_of_rectification_counts_by_link():
    rows = [Inspection(project_id="p", inspector="县审计局", link=InspectionLink.FUNDS, inspected_on=DAY, finding="未设专账",
                       rectify_by=date(2018, 6, 10)), Inspection(project_id="p", inspector="县住建局", inspected_on=DAY, position=1)]
    text = as_text(oversight.rectification_register(made(inspections=rows)))
    assert "逾期未整改" in text
    assert "分环节汇总" in text
    assert [s.overdue for s in by_link(rows, date(2018, 6, 20))] == [0, 0, 1, 0]
    totals = next(line for line in text.splitlines() if "合计" in line)
    assert [cell.strip() for cell in totals.replace("|", "\t").split("\t") if cell.strip()] == ["合计", "2", "1", "1", "1"]


def test_sanctions_and_duties_say_how_they_stand():
    cut = Sanction(project_id="p", kind=SanctionKind.QUOTA_CUT, decided_by="省厅", number="9号", decided_on=DAY, area=Decimal(20000), year=2019)
    text = as_text(oversight.sanctions_register(made(sanctions=[cut])))
    assert "2019 年度扣减下年度新增建设用地指标 2.0000 公顷（9号）" in text
    assert "已决定" in text
    people = [DutyPerson(role=DutyRole.HANDLER, name="经办甲", phone="13800000000"), DutyPerson(name="县长乙", from_on=DAY)]
    of = replace(made(duties=people), schedule=(ScheduleTask(project_id="p", name="旧房拆除", begins_on=DAY, ends_on=DAY, responsible="青石镇"),))
    text = as_text(oversight.duty_table(of))
    assert text.index("县长乙") < text.index("经办甲")
    assert "旧房拆除" in text
    assert "13800000000" not in text
