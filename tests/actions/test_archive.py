"""Pieces are proposed once, put right, numbered for good; late ones follow, and nothing undone leaves a gap."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.actions import archive, printing
from linkdesk.actions.archive_proposals import proposals
from linkdesk.domain.approval import Approvals, Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind, LetterKind, LetterWay, Retention
from linkdesk.domain.archive_numbers import archive_number
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from tests.actions.desks import empty


@pytest.fixture
def made(tmp_path):
    desk, project_id = empty(tmp_path / "desk")
    yield desk, project_id
    desk.close()


def received(project_id, **values):
    return Letter(project_id, **{"kind": LetterKind.REPLY, "way": LetterWay.RECEIVED, "number": "岚市政函〔2018〕9号", "title": "关于方案的批复",
                                 "issuers": ("岚州市人民政府",), "dated_on": date(2018, 6, 20), "received_on": date(2018, 6, 25)} | values)


def collected(desk, project_id, *letters):
    desk.do(Change("收文", after=letters))
    desk.do(archive.collect(desk, project_id))
    return archive.items(desk, project_id)


def filled_in(desk, project_id):
    for each in archive.items(desk, project_id):
        if not each.fonds:
            desk.do(archive.set_item_field(desk, each, "fonds", "Z109"))


def test_letters_are_proposed_with_their_retention_and_only_once(made):
    desk, project_id = made
    reply, letter = received(project_id), received(project_id, kind=LetterKind.LETTER, number="岚水函〔2018〕2号", title="关于意见的复函")
    items = collected(desk, project_id, reply, letter)
    assert {(i.title, i.retention, i.year, i.author) for i in items} == {
        ("关于方案的批复", Retention.PERMANENT, 2018, "岚州市人民政府"), ("关于意见的复函", Retention.TEN, 2018, "岚州市人民政府")}
    with pytest.raises(KnownError, match="没有新的归档文件"):
        archive.collect(desk, project_id)


def test_a_request_and_the_reply_to_it_are_one_piece(made):
    desk, project_id = made
    asked = received(project_id, kind=LetterKind.REQUEST, number="岚政〔2018〕3号", title="关于审批方案的请示", issuers=("岚川县人民政府",))
    alone, = collected(desk, project_id, asked)
    assert alone.title == "关于审批方案的请示"
    both, = collected(desk, project_id, received(project_id, answers_number="岚政〔2018〕3号"))
    assert (both.title, both.note) == ("关于方案的批复", "附请示：岚政〔2018〕3号《关于审批方案的请示》")
    with pytest.raises(KnownError, match="没有新的归档文件"):
        archive.collect(desk, project_id)


def test_a_decision_without_a_letter_is_called_after_its_act(made):
    desk, project_id = made
    matter = Matter(project_id, "A", "plan", "项目区实施方案（不涉及易地交易）")
    entries = [MatterEntry(matter.id, step, kind, date(2018, 6, step), actor, number=f"{actor}〔2018〕{step}号")
               for step, kind, actor in ((2, EntryKind.PASSED, "市国土资源局"), (3, EntryKind.RETURNED, "市政府"), (3, EntryKind.PASSED, "市政府"))]
    dossier = replace(desk.dossier(project_id), approvals=Approvals(matters=(matter,), entries=tuple(entries)))
    found = proposals(dossier, lambda letter: None, lambda entry: {2: "审查同意", 3: "审批"}[entry.step])
    plan = f"{dossier.project.name}实施方案"
    assert {each.item.title for each in found} == {f"市国土资源局关于{plan}的审查意见", f"市政府关于{plan}的退回意见", f"市政府关于{plan}的批复"}


def test_what_a_whole_county_plans_is_filed_without_the_name_of_one_project(made):
    desk, project_id = made
    matter = Matter(project_id, "B", "B-SPECIAL-PLAN", "县级增减挂钩专项规划")
    entry = MatterEntry(matter.id, 3, EntryKind.PASSED, date(2018, 6, 1), "市国土资源局", number="达国土资函〔2018〕7号")
    dossier = replace(desk.dossier(project_id), approvals=Approvals(matters=(matter,), entries=(entry,)))
    found, = proposals(dossier, lambda letter: None, lambda entry: "批准")
    assert found.item.title == "市国土资源局关于县级增减挂钩专项规划的批复"


def test_numbers_are_given_in_order_and_stay(made):
    desk, project_id = made
    collected(desk, project_id, received(project_id), received(project_id, number="岚市政函〔2018〕10号", dated_on=date(2018, 6, 28)))
    with pytest.raises(KnownError, match="都缺全宗号"):
        archive.number(desk, project_id)
    filled_in(desk, project_id)
    desk.do(archive.number(desk, project_id))
    first, second = archive.items(desk, project_id)
    assert [archive_number(i)[-4:] for i in (first, second)] == ["0001", "0002"]
    late = collected(desk, project_id, received(project_id, number="岚市政函〔2018〕1号", dated_on=date(2018, 1, 3)))[-1]
    assert late.fonds == "Z109"
    desk.do(archive.number(desk, project_id))
    assert {i.number: i.item for i in archive.items(desk, project_id)} == {
        "岚市政函〔2018〕9号": 1, "岚市政函〔2018〕10号": 2, "岚市政函〔2018〕1号": 3}
    for refused in (lambda: archive.set_item_field(desk, first, "year", "2019"), lambda: archive.remove(desk, [first]),
                    lambda: archive.number(desk, project_id)):
        with pytest.raises(KnownError):
            refused()
    with pytest.raises(KnownError, match="空号或重号"):
        desk.do(Change("改", before=(first,), after=(replace(first, item=7),)))
    desk.do(archive.set_item_field(desk, first, "pages", "12"))
    assert archive.items(desk, project_id)[0].pages == 12


def test_the_last_numbering_is_taken_back_and_an_earlier_one_is_not(made):
    desk, project_id = made
    collected(desk, project_id, received(project_id))
    filled_in(desk, project_id)
    seq = desk.do(archive.number(desk, project_id))
    desk.undo()
    assert archive.items(desk, project_id)[0].item is None
    desk.redo()
    assert archive.items(desk, project_id)[0].item == 1
    collected(desk, project_id, received(project_id, number="岚市政函〔2018〕10号"))
    desk.do(archive.number(desk, project_id))
    with pytest.raises(KnownError):
        desk.take_back(seq)
    assert [i.item for i in archive.items(desk, project_id)] == [1, 2]


def test_two_projects_of_one_fonds_share_a_series(made):
    desk, project_id = made
    collected(desk, project_id, received(project_id))
    filled_in(desk, project_id)
    desk.do(archive.number(desk, project_id))
    from linkdesk.actions import projects
    from linkdesk.actions.demo import SAMPLE
    other = desk.do(projects.new_project(desk, replace(SAMPLE, name="二号项目区")))
    assert other
    other_id = projects.find(desk, "二号项目区").id
    collected(desk, other_id, received(other_id, number="岚市政函〔2018〕11号"))
    desk.do(archive.number(desk, other_id))
    assert [i.item for i in archive.items(desk, other_id)] == [2]


def test_pasted_pieces_bear_no_number(made):
    desk, project_id = made
    desk.do(archive.paste(desk, project_id, [["关于甲的通知", "3"], ["关于乙的通知", "4"]], ["title", "pages"]))
    assert [(i.title, i.pages, i.item) for i in archive.items(desk, project_id)] == [("关于甲的通知", 3, None), ("关于乙的通知", 4, None)]


def test_list_volume_and_labels_are_printed(made, tmp_path):
    desk, project_id = made
    with pytest.raises(KnownError, match="还没有可以打印的内容"):
        printing.documents(desk, project_id, "archive")
    collected(desk, project_id, received(project_id))
    filled_in(desk, project_id)
    desk.do(archive.number(desk, project_id))
    kinds = "archive", "archive_volumes", "archive_labels"
    names = {path.name for kind in kinds for path in printing.write(desk, project_id, kind, tmp_path / kind)}
    assert names == {"归档文件目录.pdf", "归档文件目录.xlsx", "卷内目录和备考表.pdf", "归档章.pdf"}
