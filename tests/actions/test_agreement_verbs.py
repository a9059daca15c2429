"""The command line for agreements: drafted, numbered, printed and listed, for all or for some, with its exit codes."""

import json

import pytest

from linkdesk.__main__ import main
from linkdesk.actions import checks
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.words import AgreementState
from tests.actions.desks import PROJECT
from tests.actions.test_agreements import RATES, typed

TERMS = ("--demolish-by", "2098-09-30", "--reclaim-by", "2098年12月31日")


@pytest.fixture
def linkdesk(sample, tmp_path, capsys):
    desk, project_id = sample
    for name in RATES:
        rate = desk.dossier(project_id).rate(name)
        desk.do(checks.confirm(desk, rate, typed(rate), "岚政办发〔2018〕9号"))

    def run(verb, *arguments):
        code = main(["--data", str(tmp_path / "工作区"), "agreements", verb, "--project", PROJECT, *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err
    return run


def _stored(tmp_path, **equals):
    desk = Desk.open(tmp_path / "工作区")
    try:
        return desk.store.load(Agreement, **equals)
    finally:
        desk.close()


def test_a_village_from_draft_to_paper(linkdesk, tmp_path):
    code, out, err = linkdesk("draft", *TERMS, "--villages", "上沟村")
    made = _stored(tmp_path)
    assert code == 0, err
    assert f"{len(made)} 份" in out
    code, out, _ = linkdesk("finalise", "--villages", "上沟")
    assert code == 0
    assert f"{len(made)} 份" in out
    assert {a.state for a in _stored(tmp_path)} == {AgreementState.PRINTED}
    code, out, _ = linkdesk("print", "--villages", "上沟村", "--separate", "--copies", "2", "--duplex", "--out", str(tmp_path / "出"))
    assert code == 1, "some of the village are held"
    assert "暂缓" in out
    assert len(list((tmp_path / "出").glob("*.pdf"))) == len(made) / 2
    code, out, _ = linkdesk("list", "--json")
    listed = json.loads(out)
    assert {one["stage"] for one in listed if one["printable"]} == {"已印制"}
    assert sum(one["printable"] for one in listed) == len(made) / 2


def test_what_cannot_be_done_says_why_and_does_nothing(linkdesk, tmp_path):
    assert linkdesk("print", "--out", str(tmp_path / "出"))[0] == 2
    code, _, err = linkdesk("draft", "--villages", "没有的村")
    assert (code, "没有的村" in err) == (2, True)
    code, _, err = linkdesk("draft", "--demolish-by", "昨天")
    assert code == 2
    assert err.count("\n") == 1
    assert not _stored(tmp_path)
    assert not (tmp_path / "出").exists()
