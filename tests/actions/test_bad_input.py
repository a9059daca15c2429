"""What comes in and is not as it should be: one clear sentence on standard error, exit code 2, nothing changed."""

import json
import os
import re
import shutil
import sqlite3
from contextlib import closing

import openpyxl
import pytest

from linkdesk import paths
from linkdesk.commands import BUG, DONE, NOT_DONE, WITH_ERRORS, run
from tests.actions import bad_files
from tests.actions.bad_files import PLOT_FILES, PLOTS, SURVEY, WORKBOOKS
from tests.actions.desks import PROJECT

ID, ACCOUNT = "149923195001011110", "6222020511001234562"


@pytest.fixture
def refused(capsys):
    """Run a command that must not be done; returns the sentence."""
    def sentence(*arguments):
        assert run([str(a) for a in arguments]) == NOT_DONE
        said = capsys.readouterr()
        assert said.out == ""
        assert said.err.count("\n") == 1
        assert said.err.endswith("。\n")
        assert not re.search("Error|Traceback|errno|No such|denied", said.err)
        return said.err
    return sentence


@pytest.fixture
def workspace(filled_workspace, tmp_path):
    """A copy of the filled workspace."""
    shutil.copytree(filled_workspace[0], tmp_path / "w")
    return tmp_path / "w"


def _state(workspace):
    return {p.relative_to(workspace): p.read_bytes() for p in workspace.rglob("*") if p.is_file() and p.suffix == ".db"}


@pytest.mark.parametrize("bad", WORKBOOKS, ids=lambda bad: bad.__name__)
def test_a_file_that_is_no_survey(bad, refused, workspace, tmp_path):
    path, before = bad(tmp_path), _state(workspace)
    for command in (["survey", "inspect", path], ["--data", workspace, "survey", "import", path, "--project", PROJECT]):
        assert WORKBOOKS[bad] in refused(*command)
    assert _state(workspace) == before


@pytest.mark.parametrize("bad", PLOT_FILES, ids=lambda bad: bad.__name__)
def test_a_file_that_holds_no_plots(bad, refused, workspace, tmp_path):
    path, before = bad(tmp_path), _state(workspace)
    for command in (["plots", "inspect", path], ["--data", workspace, "plots", "import", path, "--project", PROJECT]):
        assert PLOT_FILES[bad] in refused(*command)
    assert _state(workspace) == before


def test_a_workbook_of_something_else_says_why_each_sheet_was_left_out(capsys, tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["会议", "纪要", "签到"])
    workbook.save(tmp_path / "别的.xlsx")
    assert run(["survey", "inspect", str(tmp_path / "别的.xlsx")]) == WITH_ERRORS
    assert "工作表“Sheet”没有读取：没有找到表头" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="such names are not possible there")
@pytest.mark.parametrize("name", [b"-rf.xlsx", b"$(id)`'\"{0}%s &;.xlsx", b"a\nb.xlsx", "𬱖䶮.xlsx".encode(), "青石.xlsx".encode("gbk")])
def test_a_file_with_an_odd_name_is_taken_in(name, capsys, tmp_path):
    path, data = str(tmp_path / os.fsdecode(name)), ["--data", str(tmp_path / "w")]
    shutil.copy(SURVEY, path)
    assert run([*data, *_NEW, "甲"]) == DONE
    assert run([*data, "survey", "import", path, "--project", "甲"]) == WITH_ERRORS
    with closing(sqlite3.connect(tmp_path / "w" / "desk.db")) as desk:
        kept = desk.execute("SELECT file_name FROM import_batch").fetchone()[0]
    assert kept == ("青石.xlsx" if name.startswith("青石".encode("gbk")) else os.fsdecode(name))


def test_long_numbers_are_masked_wherever_they_stand_in_the_sheet(capsys, tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active.append(["户主姓名", "身份证号", "家庭人口", "宅基地面积(㎡)", "调查日期", "是否愿意拆旧复垦", "银行账号"])
    workbook.active.append(["王秀英", ID, ID, ACCOUNT, f"{ID} ", f"愿意 {ACCOUNT}", "1"])
    workbook.save(tmp_path / "错位.xlsx")
    assert run(["survey", "inspect", str(tmp_path / "错位.xlsx")]) == WITH_ERRORS
    said = capsys.readouterr().out
    assert "宅基地面积" in said
    assert not re.search(r"\d{9}", said)
    assert run(["survey", "inspect", str(tmp_path / "错位.xlsx"), "--json"]) == WITH_ERRORS
    assert ACCOUNT in {p["value"] for p in json.loads(capsys.readouterr().out)["problems"]}


_NEW = ["project", "new", "--county", "县人民政府", "--township", "镇", "--packs", "A", "--name"]


@pytest.mark.parametrize(("words", "sentence"), [
    ([*_NEW, "两\n行"], "换行"), ([*_NEW, " "], "请补齐"), ([*_NEW, PROJECT], "已有名为"), ([*_NEW[:-2], "Z", "--name", "a"], "政策依据"),
    (["check", "--project", "没有"], "没有名为“没有”的项目"), (["check", "--project", "\udcc7"], "没有名为"),
    ([*_NEW, "\udcc7"], "不能保存的字符"),
    (["packet", "--project", PROJECT, "--step", "别的", "--out", "x"], "没有“别的”这一步"),
])
def test_words_that_do_not_fit(words, sentence, refused, workspace):
    before = _state(workspace)
    assert sentence in refused("--data", workspace, *words)
    assert _state(workspace) == before


@pytest.mark.parametrize("words", [
    ["survey", "inspect", ""], ["--data", "", "doctor"], ["--data", "postgresql://h/d", "doctor"], ["demo", "--out", " "]])
def test_places_that_are_none(words, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        run(words)
    assert stopped.value.code == NOT_DONE
    assert re.fullmatch("用法不对：[^A-Za-z]+。输入 linkdesk.*--help 查看用法。\n", capsys.readouterr().err)
    assert list(tmp_path.iterdir()) == []


def _sql(path, *statements):
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def newer(path):
    _sql(path, "PRAGMA user_version = 99")


def no_database(path):
    path.write_bytes(b"hello")


def another_programs(path):
    path.unlink()
    _sql(path, "CREATE TABLE t (a)")


def cut(path):
    os.truncate(path, path.stat().st_size // 2)


def without_a_table(path):
    _sql(path, "PRAGMA foreign_keys = OFF", "DROP TABLE household")


def garbled(path):
    _sql(path, "UPDATE project SET name = CAST(X'C7E0CAAF' AS TEXT)")


DATABASES = {newer: "更新版本", no_database: "不是 LinkDesk 的数据文件", another_programs: "不是 LinkDesk 的数据文件", cut: "已损坏",
             without_a_table: "已损坏", garbled: "已损坏"}


@pytest.mark.parametrize("spoil", DATABASES, ids=lambda spoil: spoil.__name__)
def test_a_database_that_cannot_be_used(spoil, refused, workspace):
    spoil(workspace / "desk.db")
    before = _state(workspace)
    for words in (["project", "list"], ["survey", "import", SURVEY, "--project", PROJECT]):
        assert DATABASES[spoil] in refused("--data", workspace, *words)
    assert _state(workspace) == before


def test_a_damaged_database_is_no_backup(refused, workspace, tmp_path):
    size = (workspace / "desk.db").stat().st_size
    with (workspace / "desk.db").open("r+b") as file:
        for page in range(20 * 4096, size, 8 * 4096):
            file.seek(page)
            file.write(b"\xff" * 512)
    copies = sorted((workspace / "backups").iterdir())
    assert "已损坏" in refused("--data", workspace, "backup", tmp_path / "b.zip")
    assert not (tmp_path / "b.zip").exists()
    assert "已损坏" in refused("--data", workspace, "survey", "import", paths.SAMPLES / "survey_shuanghe.xls", "--project", PROJECT)
    assert sorted((workspace / "backups").iterdir()) == copies


def test_a_workspace_that_is_a_file_or_in_one(refused, tmp_path):
    (tmp_path / "f").write_text("")
    assert "“f”是文件，不是文件夹" in refused("--data", tmp_path / "f", "project", "list")
    assert "什么都没有改动" in refused("--data", tmp_path / "f" / "w", "project", "list")
    assert (tmp_path / "f").read_text() == ""


@pytest.mark.parametrize("bad", [bad_files.text, bad_files.empty, bad_files.a_folder, bad_files.missing, bad_files.cut_short])
def test_a_backup_that_is_none(bad, refused, workspace, tmp_path):
    before = _state(workspace)
    assert "没有恢复，现有数据没有改动" in refused("--data", workspace, "restore", bad(tmp_path))
    assert _state(workspace) == before


@pytest.mark.parametrize(("spoilt", "sentence"), [
    (lambda text: "nonsense = 1\n" + text, "不认识的项“nonsense”"), (lambda text: text + "\nx = [", "TOML"),
    (lambda text: "\udcff" + text, "缺失或损坏")])
def test_a_policy_file_that_cannot_be_read(spoilt, sentence, refused, workspace, tmp_path, monkeypatch):
    shutil.copytree(paths.POLICIES, tmp_path / "policies")
    path = next(p for p in sorted((tmp_path / "policies").iterdir()) if p.name.startswith("jin"))
    path.write_text(spoilt(path.read_text("utf-8")), "utf-8", errors="surrogateescape")
    monkeypatch.setattr(paths, "POLICIES", tmp_path / "policies")
    said = refused("--data", workspace, "check", "--project", PROJECT)
    assert sentence in said
    assert path.name in said
    assert run(["--data", str(workspace), "project", "list"]) == DONE


def test_a_program_without_its_policies_says_so(refused, workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "POLICIES", tmp_path)
    assert "重新安装" in refused("--data", workspace, "check", "--project", PROJECT)


def test_a_bug_is_reported_without_what_was_in_the_data(capsys, workspace, tmp_path, monkeypatch):
    def broken(desk):
        raise ValueError(f"王秀英 {ID}")
    monkeypatch.setattr("linkdesk.actions.workspace.doctor", broken)
    monkeypatch.setattr(paths, "log_folder", lambda: tmp_path / "logs")
    assert run(["--data", str(workspace), "doctor"]) == BUG
    said = capsys.readouterr().err
    report = next((tmp_path / "logs").iterdir())
    assert said.count("\n") == 1
    assert str(report) in said
    assert "ValueError" in report.read_text("utf-8")
    for words in (said, report.read_text("utf-8")):
        assert "王秀英" not in words
        assert ID not in words


def test_the_samples_go_through(capsys):
    assert run(["survey", "inspect", str(SURVEY)]) == WITH_ERRORS
    assert run(["plots", "inspect", str(PLOTS)]) == DONE
    assert not re.search(r"\d{11}", capsys.readouterr().out)
