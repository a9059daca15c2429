"""The county's own wording: kept in versions, refused with its line, previewed, restored; sealed papers keep theirs."""

import pytest

from linkdesk.actions import wordings
from linkdesk.documents.agreements.texts import TEXTS
from linkdesk.documents.text import as_text
from linkdesk.domain.errors import KnownError
from tests.actions import desks

KEY, BASIS = "agreement_demolish", "岚政办发〔2018〕12号"
OWN = "= 拆房协议\n\n双方约定，{household.head_name}自行拆房，共{agreement_amount}元。\n"


@pytest.fixture
def desk(tmp_path):
    desk, project_id = desks.filled(tmp_path / "工作区")
    yield desk, project_id
    desk.close()


def test_a_text_is_kept_as_the_next_version_and_printed_from_then_on(desk):
    desk, project_id = desk
    assert wordings.current(desk, KEY)[1] == 0
    desk.do(wordings.keep(desk, KEY, OWN, BASIS))
    desk.do(wordings.keep(desk, KEY, OWN.replace("拆房协议", "拆旧协议"), BASIS))
    text, version = wordings.current(desk, KEY)
    assert (version, text.splitlines()[0]) == (2, "= 拆旧协议")
    assert [(w.version, w.basis) for w in wordings.versions(desk, KEY)] == [(2, BASIS), (1, BASIS)]
    assert "拆旧协议" in as_text(wordings.preview(desk, project_id, KEY, text))


def test_the_shipped_text_comes_back_and_the_versions_stay(desk):
    desk, _ = desk
    shipped = wordings.current(desk, KEY)[0]
    desk.do(wordings.keep(desk, KEY, OWN, BASIS))
    desk.do(wordings.restore(desk, KEY))
    assert wordings.current(desk, KEY) == (shipped, 0)
    assert [w.version for w in wordings.versions(desk, KEY)] == [2, 1]
    desk.do(wordings.keep(desk, KEY, OWN, BASIS))
    assert wordings.current(desk, KEY)[1] == 3


@pytest.mark.parametrize(("text", "why"), [
    ("= 甲\n\n乙方{household.gone}。", "第 3 行：没有名为“household.gone”的数据项"), ("= 甲\n\n[[map]]", "第 3 行"),
    ("= 甲\n乙方{household.head_name", "第 2 行"), ("when = rain\n甲", "没有名为“rain”的条件"), ("  \n", "空的"),
    ("{collective.name}", "没有名为")])
def test_what_cannot_be_read_is_refused_with_its_line_and_nothing_is_kept(desk, text, why):
    desk, _ = desk
    with pytest.raises(KnownError, match=why):
        wordings.keep(desk, KEY, text, BASIS)
    assert why in wordings.wrong_with(KEY, text)
    assert wordings.versions(desk, KEY) == []


def test_a_change_needs_its_basis_and_must_change_something(desk):
    desk, _ = desk
    with pytest.raises(KnownError, match="依据"):
        wordings.keep(desk, KEY, OWN, " ")
    with pytest.raises(KnownError, match="一样"):
        wordings.keep(desk, KEY, wordings.current(desk, KEY)[0], BASIS)
    with pytest.raises(KnownError, match="原文本"):
        wordings.restore(desk, KEY)


def test_a_character_that_no_font_has_is_refused_when_the_text_is_kept(desk):
    desk, _ = desk
    with pytest.raises(KnownError, match="U\\+10C80"):
        wordings.keep(desk, KEY, OWN + "\n乙方\U00010c80。\n", BASIS)
    desk.do(wordings.keep(desk, KEY, OWN + "\n; 说明\U00010c80不印\n", BASIS))


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_text_can_be_previewed_or_says_why_not(desk, key):
    desk, project_id = desk
    if key.endswith("_collective"):
        with pytest.raises(KnownError, match="还没有集体房屋"):
            wordings.preview(desk, project_id, key, wordings.current(desk, key)[0])
        return
    made = wordings.preview(desk, project_id, key, wordings.current(desk, key)[0])
    assert made.sections
    assert made.mark == "草稿"


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_everything_offered_may_be_written(key):
    offered = wordings.names(key)
    assert all(offer.label for offer in offered)
    text = "\n\n".join(f"{o.written}\n甲" for o in offered)
    assert wordings.wrong_with(key, text) == ""
    assert "{agreement_party_a}" in [o.written for o in offered]


def test_what_a_text_leaves_out_is_told_and_a_text_of_remarks_is_refused():
    for key in TEXTS:
        assert wordings.lacking(key, wordings.shipped_text(key)) == ()
    assert wordings.lacking(KEY, "= 协议\n\n双方同意拆房。") == ("乙方姓名", "协议金额")
    assert wordings.lacking(KEY, OWN) == ()
    assert "没有可以印出的内容" in wordings.wrong_with(KEY, "; 只有说明\n\nwhen = no_amounts\n")
