"""`linkdesk clocks`: the time limits of a project in plain lines and as JSON, on any day."""

import json
from dataclasses import replace
from datetime import date

import pytest

from linkdesk import commands
from linkdesk.domain.change import Change
from linkdesk.domain.project import Project


@pytest.fixture
def run(sample, capsys):
    desk, project_id = sample
    project = desk.store.get(Project, project_id)
    desk.do(Change("批复", before=(project,), after=(replace(project, approval_number="批〔2018〕1号", approved_on=date(2018, 3, 5)),)))

    def made(*arguments):
        code = commands.run(["--data", str(desk.folder), "clocks", "--project", project_id, *arguments])
        return code, *capsys.readouterr()
    return made


def test_limits_are_told_on_the_day_before_the_day_and_the_day_after(run):
    lines = {on: run("--on", on)[1].splitlines()[0] for on in ("2021-03-04", "2021-03-05", "2021-03-06")}
    assert lines["2021-03-05"].startswith(
        "临近　复垦验收期限（项目区实施方案（不涉及易地交易））（A §二(二)）：2018-03-05 起，2021-03-05 到期，剩余 0 天")
    assert "剩余 1 天" in lines["2021-03-04"]
    assert lines["2021-03-06"].startswith("逾期")
    assert "扶贫考核扣分" in lines["2021-03-06"]


def test_json_says_how_each_was_reckoned(run):
    code, out, _ = run("--on", "2019-01-01", "--json")
    first = json.loads(out)[0]
    assert code == 0
    assert (first["id"], first["due_on"], first["state"], first["start_certainty"]) == ("A-ACCEPT-3Y", "2021-03-05", "进行中", "待核实")
    assert "3 年后为 2021-03-05" in "".join(first["how"])


def test_a_day_that_is_none_is_refused_in_words(run, capsys):
    with pytest.raises(SystemExit):
        run("--on", "昨天")
    assert "不是日期" in capsys.readouterr().err
