"""Word copies leave with a mark, come back renamed and changed, and change nothing until a paragraph is taken over."""

from dataclasses import replace
from datetime import date

import docx
import pytest

from linkdesk.actions import plans, word_copies, word_taking
from linkdesk.domain.approval_words import LetterKind, LetterWay
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import id_of
from linkdesk.domain.letter import Letter, WordCopy
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import PlanSection
from tests.actions.desks import empty
from tests.documents.word_files import edited

BODY = "一、基本情况\n项目区位于青石镇，涉及三个村。\n**重点**说明如下。\n妥否，请批示。"


@pytest.fixture
def made(tmp_path):
    desk, project_id = empty(tmp_path / "desk")
    letter = Letter(project_id, kind=LetterKind.REQUEST, way=LetterWay.UP, issuers=("岚川县人民政府",), title="关于审批方案的请示",
                    recipients="岚州市人民政府", body=BODY, signers=("张三",), dated_on=date(2018, 7, 2))
    desk.do(Change("拟稿", after=(letter,)))
    yield desk, project_id, letter
    desk.close()


def test_a_copy_is_kept_by_its_document_and_its_file(made, tmp_path):
    desk, project_id, letter = made
    copy = word_copies.export(desk, project_id, letter, tmp_path / "out.docx")
    assert word_copies.copies(desk, project_id) == [copy]
    assert desk.store.files.read(copy.file_hash) == (tmp_path / "out.docx").read_bytes()
    assert b"LetterHead" in desk.store.files.read(copy.document_hash)
    back = word_copies.read_back(desk, project_id, tmp_path / "out.docx")
    assert (back.copy, bool(back.changes)) == (copy, False)


def test_a_renamed_copy_is_compared_with_what_was_sent_not_with_the_draft_of_today(made, tmp_path):
    desk, project_id, letter = made
    word_copies.export(desk, project_id, letter, tmp_path / "out.docx")
    desk.do(Change("改", before=(letter,), after=(replace(letter, body="别的内容。"),)))
    back = word_copies.read_back(desk, project_id, edited(tmp_path / "out.docx", tmp_path / "王县长改.docx", ("涉及三个村", "涉及四个村")))
    assert [(c.before, c.after) for c in back.changes.lines] == [("项目区位于青石镇，涉及三个村。", "项目区位于青石镇，涉及四个村。")]
    assert "已与导出时的文稿对照" in back.said
    assert "只供对照" in word_taking.why_not(desk, back, back.changes.lines[0])


def test_paragraphs_are_taken_over_one_by_one_and_taken_back(made, tmp_path):
    desk, project_id, letter = made
    word_copies.export(desk, project_id, letter, tmp_path / "out.docx")
    path = edited(tmp_path / "out.docx", tmp_path / "back.docx", ("涉及三个村", "涉及四个村"), ("关于审批方案的请示", "关于审批实施方案的请示"))
    back = word_copies.read_back(desk, project_id, path)
    assert desk.store.get(Letter, letter.id) == letter
    title, village = back.changes.lines
    desk.do(word_taking.taken(desk, back, village))
    now = desk.store.get(Letter, letter.id)
    assert (now.title, now.body) == (letter.title, BODY.replace("三个村", "四个村"))
    desk.do(word_taking.taken(desk, back, title))
    assert desk.store.get(Letter, letter.id).title == "关于审批实施方案的请示"
    desk.undo()
    desk.undo()
    assert desk.store.get(Letter, letter.id) == letter


def test_an_issued_letter_is_only_compared(made, tmp_path):
    desk, project_id, letter = made
    word_copies.export(desk, project_id, letter, tmp_path / "out.docx")
    back = word_copies.read_back(desk, project_id, edited(tmp_path / "out.docx", tmp_path / "back.docx", ("三个村", "四个村")))
    desk.do(Change("印发", before=(letter,), after=(replace(letter, number="岚政〔2018〕1号"),)))
    with pytest.raises(KnownError, match="已经印发"):
        word_taking.taken(desk, back, back.changes.lines[0])


def test_a_file_that_is_no_copy_is_compared_with_the_letter_chosen(made, tmp_path):
    desk, project_id, letter = made
    path = tmp_path / "外来.docx"
    word = docx.Document()
    for text in ("岚州市人民政府：", "项目区位于青石镇，涉及五个村。"):
        word.add_paragraph(text)
    word.save(str(path))
    with pytest.raises(KnownError, match="不是本程序导出的副本"):
        word_copies.read_back(desk, project_id, path)
    back = word_copies.read_back(desk, project_id, path, letter)
    assert "不是本程序导出的副本" in back.said
    assert back.copy is None
    assert ("项目区位于青石镇，涉及三个村。", "项目区位于青石镇，涉及五个村。") in [(c.before, c.after) for c in back.changes.lines]


def test_a_copy_of_another_project_is_refused(made, tmp_path):
    desk, project_id, letter = made
    word_copies.export(desk, project_id, letter, tmp_path / "out.docx")
    with pytest.raises(KnownError, match="另一个项目"):
        word_copies.read_back(desk, "f" * 32, tmp_path / "out.docx")


def test_an_officers_section_of_the_plan_takes_words_but_never_figures(made, tmp_path):
    desk, project_id, _ = made
    key = next(ask.key for passage in plans.outline(desk, project_id) for ask in passage.asks)
    section = PlanSection(project_id, key, "本项目区地处丘陵。\n拆旧区面积为{old_area}公顷。", id_of(project_id, key))
    desk.do(Change("写", after=(section,)))
    word_copies.export(desk, project_id, PlanKind.WHOLE, tmp_path / "plan.docx")
    path = edited(tmp_path / "plan.docx", tmp_path / "back.docx", ("地处丘陵", "地处黄土丘陵区"), ("拆旧区面积为", "拆旧区总面积为"))
    back = word_copies.read_back(desk, project_id, path)
    hills, area = back.changes.lines
    assert "数字" in word_taking.why_not(desk, back, area)
    desk.do(word_taking.taken(desk, back, hills))
    assert desk.store.get(PlanSection, section.id).text == "本项目区地处黄土丘陵区。\n拆旧区面积为{old_area}公顷。"


def test_copies_are_only_added(made, tmp_path):
    desk, project_id, letter = made
    copy = word_copies.export(desk, project_id, letter, tmp_path / "out.docx")
    with pytest.raises(KnownError):
        desk.do(Change("删", before=(copy,)))
    assert desk.store.load(WordCopy, project_id=project_id) == [copy]
