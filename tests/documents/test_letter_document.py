"""What a letter becomes before it is ink: its blocks, what it lacks, its mark, its text."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.documents.blocks import (
    AttachmentNote,
    Closing,
    Gap,
    Heading,
    Imprint,
    LetterHead,
    Paragraph,
    Table,
    Text,
)
from linkdesk.documents.json import from_json, to_json
from linkdesk.documents.letters import Enclosed, lacking, letter_document, reference_number
from linkdesk.documents.pdf import missing_characters
from linkdesk.documents.text import as_text
from linkdesk.domain.approval_words import LetterKind, LetterWay, Secrecy
from linkdesk.domain.letter import Letter
from tests.documents.letters import COUNTY, SEVEN, notice, request
from tests.documents.paper import printed, whole_text


def blocks(letter):
    return letter_document(letter).sections[0].blocks


def block(letter, kind):
    return next((each for each in blocks(letter) if isinstance(each, kind)), None)


def test_a_request_reads_from_top_to_bottom(golden):
    body = "为做好工作，现将方案报上。\n## 基本情况\n共3个村。\n| 村 | 户数 |\n| 石沟村 | 12 |\n## 资金\n### 来源\n省级补助。\n妥否，请批示。"
    letter = request(body=body, attachments=("实施方案", "勘测定界图。"), annotation="（此件不公开）", copies=20)
    golden("letter_request", as_text(letter_document(letter)))


def test_a_joint_notice_reads_from_top_to_bottom(golden):
    letter = notice(issuers=SEVEN, copy_number="7", secrecy=Secrecy.INTERNAL, attachments=("名单",))
    golden("letter_joint", as_text(letter_document(letter, [Enclosed(1, "名单", (Paragraph((Text("见下。"),)),))])))


def test_an_empty_letter_names_every_gap_and_prints(golden):
    letter = Letter(project_id="p", id="l2")
    golden("letter_empty", as_text(letter_document(letter)))
    assert "［待补：签发人］" in whole_text(printed(letter_document(letter)))


def test_what_is_lacking_is_named_in_the_order_of_the_paper():
    assert lacking(Letter(project_id="p")) == (
        "发文机关", "机关代字", "签发人", "标题", "主送机关", "正文", "成文日期", "联系人", "联系电话")
    assert lacking(request()) == ()
    assert lacking(request(number="", document_code="岚政")) == ()
    assert lacking(request(body="面积{old_area}公顷，依据［待补：批复文号］。")) == ("没有名为“old_area”的数据", "批复文号")


@pytest.mark.parametrize(("letter", "mark"), [
    (request(), ""), (request(number=""), "草稿"), (request(body=""), "草稿"), (request(voided_on=date(2018, 4, 1)), "作废"),
    (Letter(project_id="p", way=LetterWay.RECEIVED, number="晋政〔2018〕9号", title="批复"), "")])
def test_a_letter_is_a_draft_until_it_is_issued_and_nothing_is_open(letter, mark):
    assert letter_document(letter).mark == mark


def test_only_a_draft_says_that_its_faces_stand_for_others():
    assert "字体" in letter_document(request(number="")).foot
    assert letter_document(request()).foot == ""


def test_a_number_has_hexagonal_brackets_and_no_zeros_before_it():
    assert reference_number("岚政", 2018, 3) == "岚政〔2018〕3号"
    parts = block(request(number="", document_code="岚政", year=2018, sequence=None), LetterHead).reference
    assert parts == (Text("岚政"), Text("〔2018〕"), Gap("序号"), Text("号"))


def test_headings_are_counted_and_typed_ones_are_known():
    made = blocks(request(body="## 甲\n### 乙\n二、丙\n（一）丁\n三、戊。己为己。\n1．庚"))
    assert [(b.level, b.text) for b in made if isinstance(b, Heading)] == [(1, "一、甲"), (2, "（一）乙"), (1, "二、丙"), (2, "（一）丁")]


def test_a_table_in_the_text_stays_one():
    assert block(request(body="| 村 | 户 |\n| 石沟 | 3 |"), Table).rows == (("石沟", "3"),)


def test_upward_letters_name_their_signer_and_others_do_not():
    assert block(request(signers=()), LetterHead).signers == (Gap("签发人"),)
    assert block(notice(signers=("李明",)), LetterHead).signers == ()
    assert block(request(kind=LetterKind.LETTER), LetterHead).signers == ()


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_prints_and_comes_back_from_json(kind):
    document = letter_document(notice(kind=kind, attachments=("甲", "乙"), copies=5))
    assert from_json(to_json(document)) == document
    assert missing_characters(document) == []
    text = whole_text(printed(document))
    assert "2018年3月5日" in text
    assert COUNTY in text


@pytest.mark.parametrize(("kind", "has"), [
    (LetterKind.NOTICE, True), (LetterKind.REPLY, True), (LetterKind.MINUTES, True), (LetterKind.PUBLICITY, False),
    (LetterKind.ANNOUNCEMENT, False), (LetterKind.COMMITMENT, False)])
def test_what_is_posted_or_promised_has_no_imprint(kind, has):
    assert (block(notice(kind=kind), Imprint) is not None) is has


def test_minutes_bear_no_seal():
    assert not block(notice(kind=LetterKind.MINUTES), Closing).sealed


def test_minutes_set_off_who_attended():
    made = blocks(notice(kind=LetterKind.MINUTES, body="会议研究了方案。\n出席：王立、［待补：出席人员］\n列席："))
    assert [b.parts for b in made if isinstance(b, Paragraph)][2:4] == [
        (Text("出席：", strong=True), Text("王立、"), Gap("出席人员")), (Text("列席：", strong=True),)]


def test_whom_to_ask_is_said_once():
    text = "意见请反馈王芳，电话0350-1234567。"
    said = request(kind=LetterKind.PUBLICITY, way=LetterWay.PUBLIC, body=text)
    assert as_text(letter_document(said)).count("王芳") == 1
    assert as_text(letter_document(request(body=text))).count("王芳") == 2
    assert as_text(letter_document(replace(said, body="公示如下。"))).count("王芳") == 1


def test_dates_have_no_zeros_and_the_printing_date_is_that_of_the_letter_when_none_is_said():
    letter = replace(request(), dated_on=date(2018, 12, 1), printed_on=None, print_office="")
    assert block(letter, Closing).dated == Text("2018年12月1日")
    assert block(letter, Imprint) == Imprint("市国土资源局，市财政局", COUNTY, "2018年12月1日印发")


@pytest.mark.parametrize("written", ["晋原市人民政府", "晋原市人民政府：", "晋原市人民政府:"])
def test_addressees_end_in_one_full_width_colon(written):
    assert "晋原市人民政府：\n" in as_text(letter_document(request(recipients=written)))


def test_attachments_without_a_name_are_none():
    assert block(request(attachments=(" ", "")), AttachmentNote) is None
    assert block(request(attachments=("1．甲；", "附件2：乙。")), AttachmentNote).names == ("甲", "乙")


@pytest.mark.parametrize("long", ["甲" * 300, "关于" * 80, "A" * 200, ""])
def test_no_length_of_names_upsets_the_page(long):
    letter = request(title=long, issuers=(long, COUNTY), signers=(long, "李明"), recipients=long, copies_to=long, print_office=long,
                     attachments=(long, "乙"), number=long, contact=long)
    assert printed(letter_document(letter)).startswith(b"%PDF")
    assert printed(letter_document(replace(letter, kind=LetterKind.LETTER, issuers=(long,)))).startswith(b"%PDF")
