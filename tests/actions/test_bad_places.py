"""Where things go and it does not work out: full disks, closed folders, killed programs, nobody listening. Nothing by halves."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from linkdesk.actions import packets
from linkdesk.commands import DONE, NOT_DONE, WITH_ERRORS, run
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.errors import KnownError
from tests.actions.bad_files import SURVEY
from tests.actions.desks import PROJECT

ROOT = Path(__file__).parents[2]
PACKET = ["packet", "--project", PROJECT, "--step"]
posix = pytest.mark.skipif(os.name == "nt", reason="limits, permissions and signals work otherwise on Windows")


@pytest.fixture
def workspace(filled_workspace, tmp_path):
    """A copy of the filled workspace."""
    shutil.copytree(filled_workspace[0], tmp_path / "w")
    return tmp_path / "w"


def _sentence(said):
    assert said.count("\n") == 1
    assert said.endswith("。\n")
    assert not re.search("Error|Traceback|denied|No such|space left", said)
    return said


def _refused(capsys, *words):
    assert run([str(w) for w in words]) == NOT_DONE
    return _sentence(capsys.readouterr().err)


def _program(*words, largest=0, **options):
    """The program as a process of its own that dies of interrupts; no file may be written beyond `largest` bytes."""
    code = ("import signal, sys\nsignal.signal(signal.SIGINT, signal.default_int_handler)\n"
            + (f"import resource\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
               f"resource.setrlimit(resource.RLIMIT_FSIZE, ({largest}, {largest}))\n" if largest else "")
            + "from linkdesk.__main__ import main\nsys.exit(main(sys.argv[1:]))")
    return subprocess.Popen([sys.executable, "-c", code, *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE, encoding="utf-8", **options)


def _ended(program):
    said, complained = program.communicate(timeout=60)
    return program.returncode, said, complained


def _sound(capsys, workspace):
    assert run(["--data", str(workspace), "doctor"]) == DONE
    capsys.readouterr()


@contextmanager
def _closed(rights):
    """A folder with so few rights; root, whom none of them stops, becomes nobody meanwhile."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as around:  # pytest's own folders are closed to nobody
        os.chmod(around, 0o755)
        folder = Path(around) / "folder"
        folder.mkdir()
        folder.chmod(rights)
        if root:
            os.seteuid(65534)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            folder.chmod(0o755)
            assert list(folder.iterdir()) == []


@posix
@pytest.mark.parametrize("rights", [0o555, 0o000])
@pytest.mark.parametrize("words", [["demo", "--out", "{}/neu"], ["--data", "{}/neu", "project", "list"]])
def test_a_folder_that_may_not_be_written(words, rights, capsys):
    with _closed(rights) as folder:
        assert re.search("没有读写权限|不可写", _refused(capsys, *(w.format(folder) for w in words)))


@posix
@pytest.mark.parametrize("words", [["survey", "inspect"], ["plots", "inspect"]])
def test_a_file_in_a_folder_that_may_not_be_looked_into(words, capsys):
    with _closed(0o000) as folder:
        assert re.search("无法读取|打不开", _refused(capsys, *words, folder / "a.xlsx"))


@pytest.mark.parametrize("words", [[*PACKET, "plan"], [*PACKET, "agreements"], ["print", "--project", PROJECT, "--kind", "plan"]])
def test_a_file_where_the_output_folder_should_be(words, workspace, capsys, tmp_path):
    (tmp_path / "f").write_text("mine")
    assert re.search("不是空文件夹|是一个文件", _refused(capsys, "--data", workspace, *words, "--out", tmp_path / "f"))
    assert re.search("是一个文件|不是文件夹", _refused(capsys, "--data", workspace, *words, "--out", tmp_path / "f" / "x"))
    assert (tmp_path / "f").read_text() == "mine"


def test_a_refused_packet_makes_no_agreements(workspace, capsys, tmp_path):
    (tmp_path / "f").write_text("mine")
    _refused(capsys, "--data", workspace, *PACKET, "agreements", "--out", tmp_path / "f")
    desk = Desk.open(workspace)
    assert desk.store.count(Agreement) == 0
    desk.close()


def test_a_packet_that_cannot_be_noted_in_the_journal_is_not_written(sample, tmp_path):
    desk, project_id = sample
    desk.store._connection.exec_driver_sql("PRAGMA query_only = ON")
    with pytest.raises(KnownError, match="不可写"):
        packets.write_packet(desk, project_id, "plan", tmp_path / "材料")
    assert {p.name for p in tmp_path.iterdir()} == {"工作区"}


@posix
def test_a_disk_too_small_for_the_packet(workspace, capsys, tmp_path):
    (tmp_path / "out").mkdir()
    code, said, complained = _ended(_program("--data", workspace, *PACKET, "plan", "--out", tmp_path / "out" / "x", largest=400_000))
    assert (code, said) == (NOT_DONE, "")
    assert "没有" in _sentence(complained)
    assert list((tmp_path / "out").iterdir()) == []
    _sound(capsys, workspace)


@posix
def test_a_disk_too_small_for_the_workspace(workspace, capsys, tmp_path):
    larger = tmp_path / "许多户.csv"
    rows = (f"东沟村,{at}组,王秀英{at},{200 + at}" for at in range(1_200))
    larger.write_text("\n".join(("行政村,村民小组,户主姓名,宅基地面积", *rows)), "utf-8-sig")
    size = (workspace / "desk.db").stat().st_size  # the backup before the import still fits, the log of the import does not
    code, said, complained = _ended(
        _program("--data", workspace, "survey", "import", larger, "--project", PROJECT, largest=size + 1_000))
    assert (code, said) == (NOT_DONE, "")
    assert "没有保存" in _sentence(complained)
    _sound(capsys, workspace)
    assert run(["--data", str(workspace), "survey", "import", str(larger), "--project", PROJECT]) == WITH_ERRORS


@posix
def test_a_disk_too_small_for_the_demo(tmp_path):
    code, _, complained = _ended(_program("demo", "--out", tmp_path / "x", largest=500_000))
    assert code == NOT_DONE
    _sentence(complained)
    assert list(tmp_path.iterdir()) == []


@posix
def test_an_interrupted_demo_leaves_nothing(tmp_path):
    program = _program("demo", "--out", tmp_path / "x", start_new_session=True)
    assert program.stdout.readline().startswith("新建项目")
    os.killpg(program.pid, signal.SIGINT)
    code, _, complained = _ended(program)
    assert code == NOT_DONE
    assert "已取消" in _sentence(complained)
    assert list(tmp_path.iterdir()) == []


@posix
def test_a_killed_packet_has_no_name_and_is_swept_away_later(workspace, capsys, tmp_path):
    out = tmp_path / "送审"
    out.mkdir()
    program = _program("--data", workspace, *PACKET, "plan", "--out", out / "材料")
    while program.poll() is None and not list(out.iterdir()):
        time.sleep(0.01)
    program.kill()
    program.communicate()
    left = list(out.iterdir())
    assert [p.name[:10] for p in left] == [".linkdesk-"]
    _sound(capsys, workspace)
    os.utime(left[0], (0, 0))
    assert run(["--data", str(workspace), *PACKET, "plan", "--out", str(out / "材料")]) == DONE
    assert [p.name for p in out.iterdir()] == ["材料"]
    said = json.loads((out / "材料" / "清单.json").read_text("utf-8"))
    for file in said["files"]:
        assert hashlib.sha256((out / "材料" / file["name"]).read_bytes()).hexdigest() == file["sha256"]


@posix
@pytest.mark.parametrize("words", [["--version"], ["--help"], ["survey", "inspect", SURVEY]])
def test_nobody_listens(words):
    program = _program(*words)
    program.stdout.close()
    assert program.wait(timeout=30) == (WITH_ERRORS if "survey" in words else DONE)
    assert program.stderr.read() == ""
    program.stderr.close()


@pytest.mark.skipif(not Path("/dev/full").is_char_device(), reason="no device that is always full")
def test_a_result_that_cannot_be_written_is_not_taken_for_done():
    with open("/dev/full", "w") as full:
        for words in (["survey", "inspect", SURVEY, "--json"], ["--version"]):
            done = subprocess.run([sys.executable, "-m", "linkdesk", *map(str, words)], cwd=ROOT, stdout=full,
                                  stderr=subprocess.PIPE, encoding="utf-8", timeout=30)
            assert done.returncode == NOT_DONE
            assert "磁盘空间不足" in _sentence(done.stderr)
        mute = subprocess.run([sys.executable, "-m", "linkdesk", "survey", "inspect", "x"], cwd=ROOT, stderr=full, timeout=30)
        assert mute.returncode == NOT_DONE


@posix
def test_a_console_of_another_encoding():
    english = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([sys.executable, "-m", "linkdesk", "survey", "inspect", "x.xlsx"], cwd=ROOT, env=os.environ | english,
                          capture_output=True, encoding="utf-8", timeout=30)
    assert done.returncode == NOT_DONE
    assert "找不到文件“x.xlsx”" in _sentence(done.stderr)


@posix
def test_a_machine_without_a_screen(tmp_path):
    dark = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")}
    code, _, complained = _ended(_program("--data", tmp_path / "w", env=dark))
    assert code == NOT_DONE
    assert "没有图形界面" in _sentence(complained)
