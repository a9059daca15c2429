"""`linkdesk letter …`: drafted, listed and issued on the command line as in the window."""

import json

import pytest

from linkdesk.commands import run
from tests.actions import desks

FILLED = [each for pair in ("document_code=岚政", "signers=王立", "dated_on=2018-07-02", "contact=李明", "phone=0358-1234567")
          for each in ("--set", pair)]


@pytest.fixture
def told(tmp_path, capsys):
    desk, _ = desks.empty(tmp_path / "工作区")
    desk.close()

    def telling(*words):
        code = run(["--data", str(tmp_path / "工作区"), "letter", words[0], "--project", desks.PROJECT, *words[1:]])
        return code, capsys.readouterr()
    return telling


def test_a_letter_is_drafted_filled_issued_and_listed(told):
    assert told("list")[1].out.strip() == "还没有公文。"
    code, said = told("new", "--kind", "请示", *FILLED)
    assert (code, said.out.split("　")[1:4]) == (0, ["拟稿", "请示", "尚未编号"])
    code, issued = told("issue", "--id", said.out.split("　")[0])
    assert (code, issued.out.split("　")[3]) == (0, "岚政〔2018〕1号")
    (letter,) = json.loads(told("list", "--json")[1].out)
    assert (letter["number"], letter["signers"], letter["phone"]) == ("岚政〔2018〕1号", ["王立"], "0358-1234567")


@pytest.mark.parametrize(("words", "why"), [
    (("new", "--kind", "请示", "--set", "number=1"), "应写成“字段=值”"), (("new", "--kind", "请示", "--set", "dated_on=明天"), "成文日期"),
    (("new", "--kind", "请示", "--matter", "没有这件"), "没有名为“没有这件”的报批事项"), (("issue", "--id", "没有"), "找不到这份公文")])
def test_what_cannot_be_is_said_and_nothing_is_stored(told, words, why):
    code, said = told(*words)
    assert code == 2
    assert why in said.err
    assert told("list")[1].out.strip() == "还没有公文。"


def test_what_is_missing_is_said(told):
    drafted = told("new", "--kind", "批复")[1].out.split("　")[0]
    code, said = told("issue", "--id", drafted)
    assert code == 2
    assert "批复要写明来文标题和来文字号" in said.err
