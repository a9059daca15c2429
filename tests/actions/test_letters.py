"""Official letters on the sample township: drafted from their texts, numbered in series, sealed, made void, received once."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from linkdesk.actions import (
    letter_checks,
    letter_editing,
    letter_receiving,
    letter_scans,
    letter_texts,
    letters,
    printing,
)
from linkdesk.actions.edits import set_value
from linkdesk.actions.letter_receiving import Incoming
from linkdesk.desk import Desk
from linkdesk.documents.text import as_text
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.approval import Matter
from linkdesk.domain.approval_words import LetterKind, LetterWay
from linkdesk.domain.carrying import PlotStage
from linkdesk.domain.carrying_words import PlotStageKind
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Agency, AgencyName, Authority, Officer
from linkdesk.domain.errors import KnownError, Stale
from linkdesk.domain.letter import Letter
from linkdesk.domain.words import PlotUse
from linkdesk.store.restore import restore
from tests.actions.desks import NOON

PDF = b"%PDF-1.4\n" + bytes(64)
REQUEST = {"document_code": "岚政", "signers": "王立", "dated_on": "2018-07-02", "contact": "李明", "phone": "0358-1234567"}


def drafted(desk, project_id, kind=LetterKind.REQUEST, **more):
    desk.do(letters.draft(desk, project_id, kind, **more))
    return desk.store.load(Letter)[-1]


def filled(desk, letter, **typed):
    for name, text in typed.items():
        desk.do(letter_editing.correct(desk, letters.current(desk, letter.id), name, text))
    return letters.current(desk, letter.id)


def issued(desk, project_id, kind=LetterKind.REQUEST, **typed):
    letter = filled(desk, drafted(desk, project_id, kind), **(REQUEST | typed))
    desk.do(letters.issue(desk, letter.id))
    return letters.current(desk, letter.id)


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "盖章件.pdf"
    path.write_bytes(PDF)
    return path


@pytest.fixture
def city(sample):
    """The sample with the city's land bureau under both of its names, and a matter of its plan."""
    desk, project_id = sample
    above = next(a for a in desk.store.load(Authority) if a.name == "岚阳市人民政府")
    land = Agency(authority_id=above.id, duty="国土资源")
    names = (AgencyName(agency_id=land.id, name="岚阳市国土资源局", document_code="岚阳国土资", until_on=date(2019, 1, 31)),
             AgencyName(agency_id=land.id, name="岚阳市规划和自然资源局", document_code="岚阳自然资", from_on=date(2019, 2, 1)))
    matter = Matter(project_id=project_id, pack_id="A", chain_id="A-PLAN-LOCAL", title="实施方案报批", opened_on=NOON.date())
    project = desk.dossier(project_id).project
    desk.do(Change("准备", before=(project,), after=(replace(project, surplus_trade=False), land, *names, matter)))
    return desk, project_id, matter


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_has_a_text_that_fills_and_a_way(sample, kind):
    desk, project_id = sample
    letter = drafted(desk, project_id, kind)
    text = as_text(letters.paper(desk, letter))
    assert letter.title
    assert letter.body
    assert letter.issuers
    assert "草稿" in text
    assert "{" not in text
    assert "没有名为" not in text
    assert letters.lacking(desk, letter)


@pytest.mark.parametrize("chain", ["A-PLAN-LOCAL", "A-PLAN-OLD", "A-DESIGN", "A-ACCEPTANCE", "A-NEWLAND", "A-TRADE"])
def test_every_kind_has_a_text_for_every_chain(sample, chain):
    desk, project_id = sample
    matter = Matter(project_id=project_id, pack_id="A", chain_id=chain, title="事项")
    desk.do(Change("准备", after=(matter,)))
    for kind in LetterKind:
        text = as_text(letters.paper(desk, letters.draft(desk, project_id, kind, matter).after[0]))
        assert "{" not in text, kind
        assert "没有名为" not in text, kind


def test_the_steps_of_a_chain_say_who_writes_to_whom_by_the_names_of_the_day(city):
    desk, project_id, matter = city
    asked = drafted(desk, project_id, LetterKind.REQUEST, matter=matter, step=3)
    assert (asked.issuers, asked.recipients, asked.way) == (("岚川县人民政府",), "岚阳市人民政府", LetterWay.UP)
    told = drafted(desk, project_id, LetterKind.REPORT, matter=matter, step=2)
    assert (told.recipients, told.title) == ("岚阳市国土资源局", "岚川县人民政府关于报送岚川县青石镇增减挂钩项目区实施方案的报告")
    answer = drafted(desk, project_id, LetterKind.REVIEW, matter=matter, step=2)
    assert (answer.issuers, answer.recipients, answer.document_code) == (("岚阳市国土资源局",), "岚川县人民政府", "岚阳国土资")
    desk.clock = lambda: datetime(2020, 3, 1, 9, 0)
    assert drafted(desk, project_id, LetterKind.REPORT, matter=matter, step=2).recipients == "岚阳市规划和自然资源局"


def test_who_is_asked_about_a_letter_is_typed_once(sample):
    desk, project_id = sample
    issued(desk, project_id)
    again = drafted(desk, project_id)
    assert (again.contact, again.phone, again.signers) == ("李明", "0358-1234567", ())


def test_what_is_filed_goes_on_from_the_body_that_approved(city):
    desk, project_id, matter = city
    letter = drafted(desk, project_id, LetterKind.REPORT, matter=matter, step=4)
    assert letter.issuers == ("岚阳市人民政府",)
    assert "备案" in letter.title


def test_figures_stand_by_name_in_a_draft_and_for_good_once_issued(city):
    desk, project_id, _matter = city
    letter = filled(desk, drafted(desk, project_id, LetterKind.NOTICE), document_code="岚政", dated_on="2018-07-02", recipients="青石镇人民政府")
    assert "{old_area_with_mu}" in letter.body
    assert "6.3664公顷（95.50亩）" in as_text(letters.paper(desk, letter))
    desk.do(letters.issue(desk, letter.id))
    stands = letters.current(desk, letter.id)
    before = as_text(letters.paper(desk, stands))
    plot = desk.dossier(project_id).plots_of(PlotUse.OLD)[0]
    desk.do(Change("删去地块", before=(plot,), after=(replace(plot, use=PlotUse.NEW),)))
    assert "{" not in stands.body
    assert as_text(letters.paper(desk, stands)) == before
    assert "草稿" not in before


def test_numbers_count_on_by_code_and_year_without_gap(sample):
    desk, project_id = sample
    assert [issued(desk, project_id).number for _ in range(3)] == ["岚政〔2018〕1号", "岚政〔2018〕2号", "岚政〔2018〕3号"]
    assert issued(desk, project_id, document_code="岚自然资").number == "岚自然资〔2018〕1号"
    assert issued(desk, project_id, dated_on="2017-12-29").number == "岚政〔2017〕1号"
    assert letters.next_number(desk, desk.store.load(Letter)[0]) == "岚政〔2018〕4号"


def test_a_letter_is_sealed_with_what_it_stands_on_and_nothing_of_the_households(sample):
    desk, project_id = sample
    letter = issued(desk, project_id)
    copy = desk.store.get(Sealed, letter.sealed_id)
    assert (copy.subject, copy.subject_id, copy.number) == ("letter", letter.id, letter.number)
    head = next(h for h in desk.dossier(project_id).households if h.id_number)
    assert head.id_number not in copy.dossier
    assert '"is":"Household"' not in copy.dossier


@pytest.mark.parametrize(("kind", "typed", "why"), [
    ("请示", {"signers": ""}, "上行文要写明签发人"),
    ("请示", {"issuers": "岚川县人民政府、岚东县人民政府", "document_code": "岚政"}, "2 个机关联合行文要有 2 位签发人，现有 1 位"),
    ("请示", {"recipients": "岚阳市人民政府、岚阳市国土资源局"}, "请示只主送一个上级机关"),
    ("请示", {"copies_to": "青石镇人民政府"}, "请示不抄送下级机关（青石镇人民政府）"),
    ("请示", {"body": "请支持。"}, "正文没有请示语"),
    ("请示", {"title": ""}, "待补标题"), ("请示", {"dated_on": ""}, "待补成文日期"), ("请示", {"body": ""}, "待补正文"),
    ("请示", {"dated_on": "2018-07-03"}, "成文日期 2018-07-03 在今天（2018-07-02）以后"),
    ("请示", {"document_code": "岚 政"}, "机关代字“岚 政”只能是汉字或字母"), ("请示", {"document_code": "岚政〔2018〕"}, "只能是汉字或字母"),
    ("请示", {"document_code": "12"}, "只能是汉字或字母"), ("请示", {"dated_on": "1986-01-01"}, "成文日期 1986-01-01 早于 1990 年"),
    ("请示", {"document_code": ""}, "缺少机关代字"), ("请示", {"contact": ""}, "待补联系人"),
    ("请示", {"body": "面积{quota_assigned}公顷。妥否，请批示。"}, "待补购入或分配的指标"),
    ("请示", {"body": "面积{no_such_name}公顷。妥否，请批示。"}, "没有名为“no_such_name”的数据"),
    ("报告", {"body": "现将情况报告如下，妥否，请批示。"}, "报告不得夹带请示事项"),
    ("批复", {}, "批复要写明来文标题和来文字号"),
    ("请示", {"secrecy": "秘密"}, "涉密公文要标注份号"), ("请示", {"copy_number": "第一份"}, "份号应为 6 位以内的数字"),
    ("请示", {"title": "关于\U0010ffff的请示"}, "所有字体里都没有")])
def test_what_stands_against_issuing_is_said(sample, kind, typed, why):
    desk, project_id = sample
    letter = filled(desk, drafted(desk, project_id, LetterKind(kind)), **(REQUEST | typed))
    assert any(why in said for said in letters.lacking(desk, letter))
    with pytest.raises(KnownError, match="还不能印发"):
        letters.issue(desk, letter.id)
    assert not letters.current(desk, letter.id).number


def test_a_body_that_changed_its_name_is_told_and_put_right(city):
    desk, project_id, matter = city
    desk.clock = lambda: datetime(2019, 3, 5, 9, 0)
    letter = filled(desk, drafted(desk, project_id, LetterKind.REPORT, matter=matter, step=2), recipients="岚阳市国土资源局",
                    dated_on="2019-03-05")
    assert "“岚阳市国土资源局”在 2019-03-05 已不用，当日名称是“岚阳市规划和自然资源局”" in letters.lacking(desk, letter)
    desk.do(letter_editing.use_names_of_day(desk, letter))
    assert letters.current(desk, letter.id).recipients == "岚阳市规划和自然资源局"
    with pytest.raises(KnownError, match="没有改动"):
        letter_editing.use_names_of_day(desk, letters.current(desk, letter.id))


def test_what_was_issued_stays_but_for_its_scan_and_being_made_void(sample, scan):
    desk, project_id = sample
    letter = issued(desk, project_id)
    with pytest.raises(KnownError, match="已经印发"):
        letter_editing.correct(desk, letter, "title", "另一个标题")
    for wrong in (replace(letter, title="另一个标题"), replace(letter, number="岚政〔2018〕9号"), None):
        with pytest.raises(KnownError, match="已印发或已作废的公文"):
            desk.do(Change("改动", before=(letter,), after=(wrong,) if wrong else ()))
    with pytest.raises(KnownError, match="不能删除"):
        letters.discard(letter)
    with pytest.raises(KnownError, match="不能撤销"):
        desk.undo()
    desk.do(letter_scans.attach(desk, letter, scan))
    letter = letters.current(desk, letter.id)
    assert letter.file_name == "盖章件.pdf"
    assert letter_scans.copy_to_view(desk, letter).read_bytes() == PDF
    desk.undo()
    assert letters.current(desk, letter.id).file_hash == ""


def test_a_void_letter_keeps_its_number_used_and_says_so_on_paper(sample):
    desk, project_id = sample
    letter = issued(desk, project_id)
    with pytest.raises(KnownError, match="作废理由"):
        letters.void(desk, letter, "  ")
    desk.do(letters.void(desk, letter, "主送机关有误"))
    void = letters.current(desk, letter.id)
    assert letters.paper(desk, void).mark == "作废"
    assert void.voided_on == NOON.date()
    assert issued(desk, project_id).number == "岚政〔2018〕2号"
    with pytest.raises(KnownError, match="早已作废"):
        letters.void(desk, void, "又一次")
    with pytest.raises(KnownError, match="已印发或已作废的公文"):
        desk.do(Change("恢复", before=(void,), after=(replace(void, void_reason="", voided_on=None),)))


def test_the_series_goes_on_from_what_was_numbered_on_paper(sample, scan):
    desk, project_id = sample
    letter = filled(desk, drafted(desk, project_id), **REQUEST)
    with pytest.raises(KnownError, match="不是发文字号"):
        letters.issue_on_paper(desk, letter.id, "37", scan)
    desk.do(letters.issue_on_paper(desk, letter.id, "岚政[2018]第037号", scan))
    paper = letters.current(desk, letter.id)
    assert (paper.number, paper.sequence, paper.sealed_id) == ("岚政〔2018〕37号", 37, None)
    assert paper.file_hash
    assert issued(desk, project_id).number == "岚政〔2018〕38号"
    again = filled(desk, drafted(desk, project_id), **REQUEST)
    with pytest.raises(KnownError, match="已经用过"):
        letters.issue_on_paper(desk, again.id, "岚政〔2018〕37号", scan)


def test_two_programs_at_once_never_give_one_number_twice(sample, tmp_path):
    desk, project_id = sample
    mine, theirs = (filled(desk, drafted(desk, project_id), **REQUEST) for _ in range(2))
    other = Desk.open(tmp_path / "工作区", lambda: NOON)
    other.sign_in(other.store.load(Officer)[0])
    change, of_other = letters.issue(desk, mine.id), letters.issue(other, theirs.id)
    other.do(of_other)
    with pytest.raises((Stale, KnownError)):
        desk.do(change)
    desk.do(letters.issue(desk, mine.id))
    assert sorted(x.number for x in desk.store.load(Letter)) == ["岚政〔2018〕1号", "岚政〔2018〕2号"]
    other.close()


def test_a_number_of_the_program_follows_the_last_whoever_asks(sample):
    desk, project_id = sample
    change = letters.issue(desk, filled(desk, drafted(desk, project_id), **REQUEST).id)
    copy, letter = change.after
    skipped = replace(letter, number="岚政〔2018〕5号", sequence=5)
    with pytest.raises(KnownError, match="不连续"):
        desk.do(replace(change, after=(replace(copy, number=skipped.number), skipped)))
    with pytest.raises(KnownError, match="封存件"):
        desk.do(replace(change, after=(letter,)))
    with pytest.raises(KnownError, match="不一致"):
        desk.do(replace(change, after=(copy, replace(letter, sequence=3))))
    assert not letters.current(desk, letter.id).number


def test_no_number_comes_again_after_an_older_backup(sample):
    desk, project_id = sample
    issued(desk, project_id)
    backup = desk.store.backup(NOON)
    later = issued(desk, project_id)
    assert later.number == "岚政〔2018〕2号"
    folder = desk.folder
    desk.close()
    restore(backup, folder, NOON)
    back = Desk.open(folder, lambda: NOON)
    back.sign_in(back.store.load(Officer)[0])
    assert issued(back, project_id).number == "岚政〔2018〕3号"
    back.close()


CAME = Incoming(LetterKind.REPLY, "岚阳政函〔2018〕12号", "岚阳市人民政府", "关于实施方案的批复", date(2018, 6, 20), None)


def test_a_letter_that_came_in_is_entered_once(sample, scan):
    desk, project_id = sample
    desk.do(letter_receiving.receive(desk, project_id, CAME, scan=scan))
    came = desk.store.load(Letter)[0]
    assert (came.way, came.received_on, came.number, came.file_name) == (LetterWay.RECEIVED, NOON.date(), CAME.number, "盖章件.pdf")
    with pytest.raises(KnownError, match="已登记过收文"):
        desk.do(letter_receiving.receive(desk, project_id, replace(CAME, number="岚阳政函[2018]12号")))
    desk.do(letter_receiving.receive(desk, project_id, replace(CAME, sender="岚东市人民政府")))
    desk.do(letter_receiving.receive(desk, project_id, replace(CAME, dated_on=date(2017, 6, 20))))
    desk.do(letters.void(desk, came, "登记重复"))
    with pytest.raises(KnownError, match="已经作废"):
        letter_editing.correct(desk, letters.current(desk, came.id), "title", "另一个标题")
    desk.do(letter_receiving.receive(desk, project_id, CAME))
    assert issued(desk, project_id, document_code="岚阳政函").number == "岚阳政函〔2018〕1号"


@pytest.mark.parametrize(("came", "why"), [
    (replace(CAME, number=" "), "收文要写明来文字号"), (replace(CAME, sender=""), "收文要写明来文机关"),
    (replace(CAME, dated_on=None), "成文日期"), (replace(CAME, dated_on=date(2018, 7, 3)), "今天以后"),
    (replace(CAME, received_on=date(2018, 6, 19)), "早于来文的成文日期")])
def test_a_received_letter_says_where_it_comes_from_and_when(sample, came, why):
    desk, project_id = sample
    with pytest.raises(KnownError, match=why):
        letter_receiving.receive(desk, project_id, came)


def test_what_came_in_has_only_its_scan_to_look_at(sample, scan):
    desk, project_id = sample
    desk.do(letter_receiving.receive(desk, project_id, CAME, scan=scan))
    came = desk.store.load(Letter)[0]
    assert letter_scans.pages(desk, came) == b""  # begins as a PDF and is none
    with pytest.raises(KnownError, match="没有可以打印的文稿"):
        letters.papers(desk, [came.id])
    with pytest.raises(KnownError, match="在今天以后"):
        desk.do(Change("改", before=(came,), after=(replace(came, dated_on=date(2018, 7, 3)),)))


def test_a_reply_answers_the_request_of_its_matter(city):
    desk, project_id, matter = city
    asked = filled(desk, drafted(desk, project_id, LetterKind.REQUEST, matter=matter, step=3),
                   **(REQUEST | {"body": "现将方案报上。妥否，请批示。"}))
    desk.do(letters.issue(desk, asked.id))
    reply = drafted(desk, project_id, LetterKind.REPLY, matter=matter, step=3)
    assert (reply.answers_number, reply.issuers) == ("岚政〔2018〕1号", ("岚阳市人民政府",))
    assert f"你县《{asked.title}》（岚政〔2018〕1号）收悉" in as_text(letters.paper(desk, reply))


def test_a_county_keeps_its_own_text_and_goes_back(sample):
    desk, project_id = sample
    letter = filled(desk, drafted(desk, project_id, LetterKind.NOTICE), body="本县写法：总面积{old_area}公顷。",
                    title="岚川县人民政府关于岚川县青石镇增减挂钩项目区的通知")
    desk.do(letter_texts.keep(desk, letter, None))
    again = drafted(desk, project_id, LetterKind.NOTICE)
    assert (again.body, again.title) == (letter.body, letter.title)
    desk.do(letter_texts.restore(desk, letter, None))
    assert "认真贯彻执行" in drafted(desk, project_id, LetterKind.NOTICE).body
    with pytest.raises(KnownError, match="程序原文本"):
        letter_texts.restore(desk, letter, None)


@pytest.mark.parametrize(("name", "text", "value"), [
    ("signers", "王立、李明；赵强", ("王立", "李明", "赵强")), ("attachments", "方案（一）、附表；附图\n清单", ("方案（一）、附表", "附图", "清单")),
    ("kind", "函", LetterKind.LETTER), ("copies", "12", 12), ("matter_id", "", None)])
def test_fields_are_typed_as_people_write_them(sample, name, text, value):
    desk, project_id = sample
    letter = filled(desk, drafted(desk, project_id), **{name: text})
    assert getattr(letter, name) == value
    assert letter.way is (LetterWay.LEVEL if name == "kind" else LetterWay.UP)


def test_what_nobody_sees_is_not_kept(sample):
    desk, project_id = sample
    letter = filled(desk, drafted(desk, project_id), title="关于\x01方案\u200b的请示", attachments="附\x00表\r\n附图", signers="王\x1f立")
    assert (letter.title, letter.attachments, letter.signers) == ("关于方案的请示", ("附表", "附图"), ("王立",))
    desk.do(letter_editing.write(letter, "一\x0b二\r\n三"))
    assert letters.current(desk, letter.id).body == "一二\n三"


@pytest.mark.parametrize(("name", "text"), [
    ("number", "岚政〔2018〕9号"), ("voided_on", "2018-06-30"), ("file_hash", "a" * 64), ("title", "题" * 301)])
def test_what_is_given_elsewhere_and_endless_titles_are_not_typed(sample, name, text):
    desk, project_id = sample
    letter = drafted(desk, project_id)
    with pytest.raises(KnownError, match="没有改动"):
        letter_editing.correct(desk, letter, name, text)
    assert letters.next_number(desk, filled(desk, letter, **REQUEST)) == "岚政〔2018〕1号"


def test_editing_is_undone_and_a_draft_is_removed(sample):
    desk, project_id = sample
    letter = filled(desk, drafted(desk, project_id), title="另一个标题")
    desk.undo()
    assert letters.current(desk, letter.id).title != "另一个标题"
    desk.redo()
    desk.do(letters.discard(letters.current(desk, letter.id)))
    with pytest.raises(KnownError, match="找不到这份公文"):
        letters.current(desk, letter.id)
    desk.undo()
    assert letters.current(desk, letter.id).title == "另一个标题"


def test_a_clock_set_back_gives_no_number(sample):
    desk, project_id = sample
    letter = filled(desk, drafted(desk, project_id), **(REQUEST | {"dated_on": "1986-01-01"}))
    desk.clock = lambda: datetime(1986, 1, 2, 8, 0)
    with pytest.raises(KnownError):
        desk.do(letters.issue(desk, letter.id))


def test_unknown_issuers_are_doubted(sample):
    desk, project_id = sample
    letter = filled(desk, drafted(desk, project_id), issuers="无此机关")
    assert letter_checks.doubts(desk.dossier(project_id), letter) == ("名录里没有发文机关“无此机关”，请核对名称。",)
    with pytest.raises(KnownError, match="还没有印发"):
        letter_scans.attach(desk, letter, desk.folder / "desk.db")


def test_wrong_scans_are_refused(sample, tmp_path):
    desk, project_id = sample
    letter = issued(desk, project_id)
    empty = tmp_path / "空.pdf"
    empty.write_bytes(b"")
    with pytest.raises(KnownError, match="不是 PDF"):
        letter_scans.attach(desk, letter, empty)


def test_a_stored_value_of_a_draft_may_be_set(sample):
    desk, project_id = sample
    letter = drafted(desk, project_id)
    desk.do(set_value(letter, "title", "标题"))
    assert letters.current(desk, letter.id).title == "标题"


def test_letters_are_printed_one_some_or_all(sample, tmp_path):
    desk, project_id = sample
    first, void = issued(desk, project_id), issued(desk, project_id)
    desk.do(letters.void(desk, void, "有误"))
    draft = drafted(desk, project_id, LetterKind.NOTICE)
    desk.do(letter_receiving.receive(desk, project_id, CAME))
    assert [d.mark for d in printing.documents(desk, project_id, "letters")] == ["", "草稿"]
    assert [d.mark for d in printing.documents(desk, project_id, f"letters:{void.id},{draft.id}")] == ["作废", "草稿"]
    written = printing.write(desk, project_id, f"letters:{first.id}", tmp_path / "公文")
    assert [p.name for p in written] == [f"{first.title}（{first.number}）.pdf"]


def test_a_request_for_acceptance_says_that_the_work_is_done_only_when_it_is(sample):
    desk, project_id = sample
    text = as_text(letters.paper(desk, letters.draft(desk, project_id, LetterKind.ACCEPTANCE_REQUEST).after[0]))
    assert "按批准的设计完工" not in text
    assert "还有拆旧地块没有登记竣工" in text
    done = [PlotStage(p.id, stage=PlotStageKind.DONE, ended_on=date(2018, 6, 1), share=100) for p in desk.dossier(project_id).plots_of(PlotUse.OLD)]
    desk.do(Change("竣工", after=tuple(done)))
    assert "按批准的设计完工" in as_text(letters.paper(desk, letters.draft(desk, project_id, LetterKind.ACCEPTANCE_REQUEST).after[0]))
