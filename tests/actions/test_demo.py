"""The demo and the command line, as a person would call them."""

import json
import re
from collections import Counter
from contextlib import closing

import pytest

from linkdesk import ledger, paths
from linkdesk.actions import projects, quota_book, quota_pending
from linkdesk.commands import DONE, NOT_DONE, WITH_ERRORS, run
from linkdesk.desk import Desk
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.printed import KINDS


def test_the_demo_goes_all_the_way(tmp_path, capsys):
    assert run(["demo", "--out", str(tmp_path / "示例")]) == DONE
    said = capsys.readouterr().out
    for step in ("新建项目", "读取地块：12 个地块", "保留 186 户，其中暂缓 16 户", "核对", "328 份草稿", "岚政发〔2018〕6号（虚构），3 项",
                 "后圪垛村 44 户 88 份",
                 "已归档 8 页，4 份协议扫描齐全", "双签 41 户，登记未签原因 3 户", "验收合格 24 户", "已付 23 笔", "未付成功 1 笔", "申报材料",
                 "复垦设计：10 个地块", "复垦设计材料", "第二个示例：渠川县双河镇增减挂钩项目区", "衔接 6 项规划，安排 3 个项目"):
        assert step in said
    assert (tmp_path / "示例" / "申报材料" / "申报材料.pdf").stat().st_size > 100_000
    for made in ("申报材料（易地交易）/申报材料（拆旧区）.pdf", "申报材料（易地交易）/申报材料（建新区）.pdf", "双河镇/申报材料/申报材料.pdf",
                 "复垦设计/申报材料.pdf",
                 "批量打印/双签协议.pdf", "扫描件/扫描001.png", "兑付", "台账/L1-双签协议台账.xlsx", "台账/L4-奖补兑付台账.pdf"):
        assert (tmp_path / "示例" / made).exists()
    what_was_said_is_in_the_workspace(tmp_path / "示例" / "工作区", said)
    for book in ("工作区", "双河镇/工作区"):
        the_books_are_complete(tmp_path / "示例" / book)
    assert run(["demo", "--out", str(tmp_path / "示例")]) == NOT_DONE
    assert "空文件夹" in capsys.readouterr().err


def what_was_said_is_in_the_workspace(folder, said):
    with closing(Desk.open(folder)) as desk:
        [project] = projects.projects(desk)
        dossier = desk.dossier(project.id)
        assert project.surplus_trade is False
        stages = Counter(p.stage for p in dossier.progress.values())
        assert stages == {"已拟订": 120, "已印制": 3, "已双签": 11, "已拆除": 6, "拆除已验收": 1, "拆除款已付": 23}
        paid = sum(due.paid for progress in dossier.progress.values() for due in progress.dues)
        assert f"已付 23 笔 {paid:,.2f} 元" in said
        assert desk.store.verify() == []


def the_books_are_complete(folder):
    with closing(Desk.open(folder)) as desk:
        body = quota_book.county(desk)
        assert quota_pending.of_county(desk, body.id) == []
        stands = ledger.by_account(ledger.balances(desk.store, body.id))
        assert set(stands) >= {"年度周转指标", "项目周转指标", "预计节余指标"}
        assert not any(amounts.is_below_zero for amounts in stands.values())
        assert ("验收归还" in stands) is bool(desk.store.load(Acceptance))


def test_inspect_gives_the_expected_structure(capsys):
    assert run(["survey", "inspect", str(paths.SAMPLES / "survey_qingshi.xlsx"), "--json"]) == WITH_ERRORS
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"sheets", "rows_read", "skipped", "households", "problems"}
    assert said["rows_read"] == 186
    assert run(["plots", "inspect", str(paths.SAMPLES / "plots_qingshi.txt"), "--json"]) == DONE
    assert len(json.loads(capsys.readouterr().out)["plots"]) == 12


def test_a_project_by_command_line_from_beginning_to_check(tmp_path, capsys):
    data = ["--data", str(tmp_path / "w")]
    assert run([*data, "project", "new", "--name", " 甲 ", "--county", "岚川县人民政府", "--township", "青石镇", "--packs", "A",
                "--villages", "上沟村、柳树塬村,后圪垛村"]) == DONE
    assert run([*data, "survey", "import", str(paths.SAMPLES / "survey_qingshi.xlsx"), "--project", "甲"]) == WITH_ERRORS
    assert run([*data, "plots", "import", str(paths.SAMPLES / "plots_qingshi.txt"), "--project", "甲"]) == DONE
    capsys.readouterr()
    assert run([*data, "check", "--project", "甲", "--json"]) == WITH_ERRORS  # no plan is cited yet
    found = json.loads(capsys.readouterr().out)
    assert any("R13" in f["rule_id"] for f in found)
    assert run([*data, "doctor"]) == DONE
    assert run([*data, "check", "--project", "乙"]) == NOT_DONE
    assert "没有名为“乙”的项目" in capsys.readouterr().err


def test_a_backup_comes_back(tmp_path, capsys):
    data = ["--data", str(tmp_path / "w")]
    new = ["project", "new", "--county", "县人民政府", "--township", "镇", "--packs", "B", "--name"]
    assert run([*data, *new, "备份前"]) == DONE
    assert run([*data, "backup", str(tmp_path / "备份.zip")]) == DONE
    assert run([*data, *new, "备份后"]) == DONE
    assert run([*data, "restore", str(tmp_path / "备份.zip")]) == DONE
    capsys.readouterr()
    assert run([*data, "project", "list"]) == DONE
    listed = capsys.readouterr().out
    assert "备份前" in listed
    assert "备份后" not in listed


@pytest.mark.parametrize("wrong", [["nonsense"], ["packet"], ["demo"], ["print", "--project", "x", "--kind", "poem", "--out", "y"]])
def test_wrong_use_is_said_in_one_chinese_line(wrong, capsys):
    with pytest.raises(SystemExit) as stopped:
        run(wrong)
    assert stopped.value.code == NOT_DONE
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert said.startswith("用法不对")


@pytest.mark.parametrize("verb", [["project", "new"], ["packet"], ["print"], ["survey", "import"], ["survey", "return"]])
def test_help_names_what_is_to_be_written_in_chinese(verb, capsys):
    with pytest.raises(SystemExit):
        run([*verb, "--help"])
    said = capsys.readouterr().out
    assert not re.search(r"(?<![A-Za-z])[A-Z]{3,}(?![A-Za-z])", said), said


def test_whatever_the_window_prints_the_command_line_prints(capsys):
    with pytest.raises(SystemExit):
        run(["print", "--help"])
    said = capsys.readouterr().out
    assert all(f"{kind}（{name}）" in "".join(said.split()) for kind, name in KINDS.items())


def test_a_workspace_without_projects_says_so(tmp_path, capsys):
    assert run(["--data", str(tmp_path / "w"), "project", "list"]) == DONE
    told = capsys.readouterr()
    assert told.out == ""
    assert "还没有项目" in told.err
