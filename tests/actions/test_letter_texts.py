"""What the texts of letters say on the sample township: figures with their remarks, gaps with their names, who speaks of what."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.actions import checks, letter_editing, letter_texts, letters
from linkdesk.documents.letter_names import LetterCase
from linkdesk.documents.text import as_text
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind, LetterKind
from linkdesk.domain.change import Change
from linkdesk.domain.household import Household
from linkdesk.domain.letter import Letter

PROJECT = "岚川县青石镇增减挂钩项目区"


def matter_of(desk, project_id, chain, pack="A"):
    matter = Matter(project_id=project_id, pack_id=pack, chain_id=chain, title="事项")
    desk.do(Change("准备", after=(matter,)))
    return matter


def draft(desk, project_id, kind, matter=None, step=None):
    return letters.draft(desk, project_id, kind, matter, step).after[0]


def paper(desk, letter):
    return as_text(letters.paper(desk, letter))


def stored(desk, letter):
    desk.do(Change("新拟", after=(letter,)))
    return letter


def test_what_a_figure_leaves_out_is_said_behind_it_and_not_behind_another(sample):
    desk, project_id = sample
    household = next(h for h in desk.store.load(Household) if h.population)
    desk.do(Change("缺人口", before=(household,), after=(replace(household, population=None),)))
    text = paper(desk, draft(desk, project_id, LetterKind.REQUEST, matter_of(desk, project_id, "A-PLAN-LOCAL"), 3))
    assert "户未填写家庭人口），其中建档立卡户" in text
    assert "总面积6.3664公顷（95.50亩）；" in text


@pytest.mark.parametrize("kind", [LetterKind.MINUTES, LetterKind.ANNOUNCEMENT, LetterKind.LETTER, LetterKind.REPORT])
def test_what_only_an_officer_knows_is_a_gap_with_a_name(sample, kind):
    desk, project_id = sample
    wanted = {LetterKind.MINUTES: ("议定事项", "出席人员"), LetterKind.ANNOUNCEMENT: ("公告内容",), LetterKind.LETTER: ("商请事项",),
              LetterKind.REPORT: ("报告内容",)}[kind]
    text = paper(desk, draft(desk, project_id, kind))
    assert all(f"［待补：{gap}］" in text for gap in wanted)


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("chain", ["A-PLAN-LOCAL", "A-DESIGN", "A-NEWLAND", "A-ACCEPTANCE", "A-TRADE", "A-PLAN-NEW", ""])
def test_no_heading_stands_without_text_below_it(sample, kind, chain):
    desk, project_id = sample
    body = draft(desk, project_id, kind, matter_of(desk, project_id, chain) if chain else None).body
    lines = body.splitlines()
    replied = kind is LetterKind.REPLY  # in a 批复 the decision may be a heading of its own
    assert not [a for a, b in zip(lines, [*lines[1:], "## "], strict=True) if a.startswith("#") and b.startswith("#")] or replied


def test_a_body_the_directories_do_not_name_is_a_gap_and_not_the_county(sample):
    desk, project_id = sample
    matter = matter_of(desk, project_id, "A-DESIGN")
    asked = stored(desk, draft(desk, project_id, LetterKind.REQUEST, matter, 2))
    assert (asked.issuers, asked.recipients) == ((), "岚川县人民政府")
    assert "发文机关" in letters.lacking(desk, asked)[1]
    desk.do(letter_editing.correct(desk, asked, "issuers", "岚川县国土资源局"))
    now = desk.store.get(Letter, asked.id)
    assert now.title == f"岚川县国土资源局关于报批{PROJECT}拆旧区复垦设计报告的请示"


def test_a_title_with_a_gap_is_a_draft(sample):
    desk, project_id = sample
    letter = replace(draft(desk, project_id, LetterKind.NOTICE), title="［待补：发文机关］关于某事的通知", recipients="青石镇人民政府",
                     document_code="岚政", dated_on=date(2018, 7, 2))
    assert letters.lacking(desk, letter) == ("待补发文机关",)


@pytest.mark.parametrize(("chain", "at", "reviewed"), [("B-SPECIAL-PLAN", 3, False), ("B-PLAN", 4, True)])
def test_what_was_only_asked_is_no_review(sample, chain, at, reviewed):
    desk, project_id = sample
    matter = Matter(project_id=project_id, pack_id="B", chain_id=chain, title="事项")
    said = MatterEntry(matter_id=matter.id, kind=EntryKind.PASSED, step=2, acted_on=date(2018, 6, 1), actor="县林业局", number="林函〔2018〕3号")
    dossier = desk.dossier(project_id)
    dossier = replace(dossier, approvals=replace(dossier.approvals, matters=(matter,), entries=(said,)))
    pack = desk.packs["B"]
    case = LetterCase(Letter(project_id=project_id, issuers=("岚川县人民政府",)), pack, matter, next(c for c in pack.chains if c.id == chain), at)
    body = letter_texts.drafted(dossier, case)[1]
    assert ("林函〔2018〕3号" in body) is reviewed
    assert not reviewed or body.index("## 审查情况") < body.index("林函〔2018〕3号") < body.index("妥否")


@pytest.mark.parametrize(("chain", "title"), [
    ("A-ACCEPTANCE", "竣工验收的请示"), ("A-DESIGN", "报批{}拆旧区复垦设计报告的请示"), ("A-NEWLAND", "报批{}建新区用地的请示")])
def test_papers_are_sent_up_for_approval_and_everything_else_is_asked_for(sample, chain, title):
    desk, project_id = sample
    made = draft(desk, project_id, LetterKind.REQUEST, matter_of(desk, project_id, chain)).title
    assert made.endswith("关于" + (title.format(PROJECT) if "{}" in title else PROJECT + title))


def test_who_forwards_says_so(sample):
    desk, project_id = sample
    project = desk.dossier(project_id).project
    desk.do(Change("政策", before=(project,), after=(replace(project, packs=("B",)),)))
    letter = draft(desk, project_id, LetterKind.REPORT, matter_of(desk, project_id, "B-PLAN", "B"), 5)
    assert "关于转报" in letter.title
    assert "转报如下" in letter.body
    assert letter.issuers == ()


def test_the_days_of_a_public_notice_are_the_policys_value_once_it_is_confirmed(sample):
    desk, project_id = sample
    letter = stored(desk, draft(desk, project_id, LetterKind.PUBLICITY, matter_of(desk, project_id, "A-PLAN-LOCAL")))
    assert "公示期为［待补：公示期" in letters.spoken(desk, letter).body
    assert any("公示期" in why for why in letters.lacking(desk, letter))
    desk.do(checks.confirm(desk, desk.dossier(project_id).rate("notice_days"), "10", "岚政办发〔2018〕9号（虚构）"))
    assert "公示期为10天，自公示发布次日起计算" in letters.spoken(desk, letter).body
