"""The register of matters and the answers to a return on paper: nothing left out, unanswered comments a gap, bound with what goes up again."""

from linkdesk.actions import matter_entries, packets, plan_versions, printing, return_comments
from linkdesk.documents.blocks import DRAFT
from linkdesk.documents.text import as_text
from linkdesk.domain.planning_words import PlanKind
from tests.actions.test_packet_steps import words
from tests.actions.walked_matters import RETURNED, SENT, do, last, now, opened, project_of, through

COMMENTS = (("第三章", "拆旧面积与附表1不符"), ("附表5", "缺少资金来源"))


def returned(folder):
    desk, project_id = project_of(folder / "工作区")
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE))
    matter = opened(desk, project_id, "A-PLAN-LOCAL")
    through(desk, matter, until=1)
    do(desk, matter, SENT)
    do(desk, matter, RETURNED, comments=COMMENTS, person="王科长（虚构）")
    return desk, project_id, matter


def made(desk, project_id, kind):
    return printing.made(desk, desk.dossier(project_id), kind)


def test_each_comment_stands_with_its_answer_and_goes_up_with_the_papers_sent_again(tmp_path):
    desk, project_id, matter = returned(tmp_path)
    first, second = now(desk, matter).comments
    desk.do(return_comments.answer(desk, first, "已按附表1改正"))
    paper = made(desk, project_id, "return_answers")[0]
    assert (paper.mark, "缺少资金来源" in as_text(paper)) == (DRAFT, True)
    desk.do(return_comments.answer(desk, second, "已补资金来源一栏"))
    paper = made(desk, project_id, "return_answers")[0]
    assert not paper.mark
    assert all(said in as_text(paper) for said in ("第三章", "已按附表1改正", "已补资金来源一栏"))
    bound = packets.write_packet(desk, project_id, "plan", tmp_path / "再报")
    assert any("退回意见答复表" in page and "已补资金来源一栏" in page for page in words(bound.folder / "申报材料.pdf"))
    other = packets.write_packet(desk, project_id, "acceptance", tmp_path / "验收")
    assert not any("退回意见答复表" in page for page in words(other.folder / "申报材料.pdf"))
    through(desk, matter, until=1)
    do(desk, matter, SENT)
    assert made(desk, project_id, "return_answers") == []


def test_the_register_keeps_what_was_corrected(tmp_path):
    desk, project_id, matter = returned(tmp_path)
    desk.do(matter_entries.correct(desk, last(desk, matter), "不是本事项的退回"))
    said = as_text(made(desk, project_id, "approvals")[0])
    assert all(word in said for word in ("审查同意", "退回", "王科长（虚构）", "已更正", "不是本事项的退回"))
    empty, other = project_of(tmp_path / "空")
    assert made(empty, other, "approvals") == []
