"""Opening a workspace: begun where there is none, and one sentence for each way in which it cannot be opened."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from linkdesk import store
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.store import migrations, sqlite
from linkdesk.store.connect import begin
from linkdesk.store.media import is_fixed_disk
from tests.store.conftest import OFFICER

PROJECT = Project(name="青石项目区")


def pragma(opened, name):
    return opened._connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()


def damaged(path, offset, content):
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(content)


@pytest.fixture
def filled(folder):
    """A closed workspace with a project in it."""
    with store.connect(folder) as opened:
        opened.apply(Change("新建项目", after=(PROJECT,)), officer=OFFICER)
    return folder


def test_an_empty_folder_becomes_a_workspace(folder):
    with store.connect(folder) as opened:
        assert (opened.load(Project), opened.data_version, opened.verify()) == ([], 0, [])
        assert pragma(opened, "application_id") == sqlite.APPLICATION
        assert pragma(opened, "user_version") == migrations.NEWEST
        assert (pragma(opened, "synchronous"), pragma(opened, "foreign_keys")) == (2, 1)
        assert pragma(opened, "journal_mode") == "wal"
    assert [p.name for p in folder.iterdir()] == ["desk.db"]


def test_what_was_saved_is_there_again(filled):
    with store.connect(filled) as opened:
        assert opened.load(Project) == [PROJECT]


def test_each_installation_has_an_origin_of_its_own(filled, tmp_path):
    with store.connect(filled) as one, store.connect(tmp_path / "other") as two:
        assert one.origin != two.origin
        assert one.origin == one.history()[0].origin


def test_a_workspace_begun_by_two_programs_at_once_is_the_first_ones(filled):
    begin(filled / "desk.db")
    assert [p.name for p in filled.iterdir()] == ["desk.db"]
    with store.connect(filled) as opened:
        assert opened.load(Project) == [PROJECT]


def test_removable_media_keep_a_rollback_journal(filled):
    with store.connect(filled, wal=False) as opened:
        opened.apply(Change("改", (PROJECT,), (Project(name="又", id=PROJECT.id),)), officer=OFFICER)
        assert (pragma(opened, "journal_mode"), pragma(opened, "synchronous")) == ("delete", 3)
        assert not list(filled.glob("desk.db-*"))


def test_the_disk_of_the_tests_is_told_for_fixed(tmp_path):
    assert is_fixed_disk(tmp_path)


def test_alembic_stays_away_while_the_schema_is_new(folder):
    code = f"import sys; from linkdesk import store; store.connect({str(folder)!r}).close(); sys.exit('alembic' in sys.modules)"
    root = Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, check=False).returncode == 0


def no_sqlite(path):
    path.write_text("这不是数据库", "utf-8")


def another_program(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE t (a)")


def empty(path):
    path.write_bytes(b"")


def newer(path):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.NEWEST + 1}")


def cut(path):
    os.truncate(path, path.stat().st_size // 2)


def a_folder(path):
    path.unlink()
    path.mkdir()


BAD = {
    no_sqlite: "不是 LinkDesk 的数据文件",
    another_program: "不是 LinkDesk 的数据文件",
    empty: "不是 LinkDesk 的数据文件",
    newer: "更新版本的 LinkDesk.*请先升级本程序",
    cut: "已损坏.*备份",
    a_folder: "打不开工作文件夹里的数据文件",
}


@pytest.mark.parametrize("spoil", BAD, ids=lambda f: f.__name__)
def test_a_file_that_cannot_be_used_is_refused_and_left_as_it_is(spoil, filled):
    path = filled / "desk.db"
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(KnownError, match=BAD[spoil]):
        store.connect(filled).close()
    assert before is None or path.read_bytes() == before


def test_a_damaged_page_is_said_when_it_is_read(folder):
    with store.connect(folder) as opened:
        opened.apply(Change("新建", after=tuple(Project(name="名" * 300) for _ in range(200))), officer=OFFICER)
    for offset in range(4096 * 30, (folder / "desk.db").stat().st_size, 4096):
        damaged(folder / "desk.db", offset, b"\xff" * 2048)
    with pytest.raises(KnownError, match="已损坏"), store.connect(folder) as opened:
        opened.load(Project)


def test_a_value_that_cannot_be_read_is_said(filled):
    with store.connect(filled) as opened:
        opened._connection.exec_driver_sql("UPDATE project SET approved_on = '昨天'")
        with pytest.raises(KnownError, match=r"“项目区”里有已损坏的数据.*备份"):
            opened.load(Project)


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(KnownError, match="“x”是文件，不是文件夹"):
        store.connect(tmp_path / "x")


def test_a_lost_database_beside_its_backups_is_not_begun_anew(filled):
    with store.connect(filled) as opened:
        opened.backup()
    (filled / "desk.db").unlink()
    with pytest.raises(KnownError, match="没有新建；请先从备份恢复"):
        store.connect(filled)


def test_what_a_killed_backup_left_is_swept_away_after_a_day(filled):
    left = [filled / ".restore-abc", filled / ".desk.db.0123abcd.part", filled / "files" / "ab" / f".ab{'0' * 62}.0123abcd.part",
            filled / ".notes"]
    for folder in (left[0], left[2].parent):
        folder.mkdir(parents=True)
    for path in (left[0] / "desk.db", *left[1:]):
        path.write_bytes(b"x")
    store.connect(filled).close()
    assert all(p.exists() for p in left)
    for path in left:
        os.utime(path, (0, 0))
    store.connect(filled).close()
    assert [p.exists() for p in left] == [False, False, False, True]


def test_another_program_that_writes_is_waited_for_and_then_named(filled):
    other = sqlite3.connect(filled / "desk.db", isolation_level=None)
    with closing(other), store.connect(filled, patience=0.05) as opened:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(KnownError, match=r"另一个程序正在写入.*没有保存"):
            opened.apply(Change("改", (PROJECT,), ()), officer=OFFICER)
        assert opened.load(Project) == [PROJECT]
        other.execute("ROLLBACK")
        opened.apply(Change("删", (PROJECT,), ()), officer=OFFICER)


def test_another_program_that_keeps_the_file_to_itself_is_named(filled):
    with closing(sqlite3.connect(filled / "desk.db", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(KnownError, match="另一个程序"):
            store.connect(filled, patience=0.05)


@contextmanager
def nobody():
    """Work as somebody without rights, where the tests are run by root, whom no permission stops."""
    root = os.name == "posix" and os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@pytest.mark.skipif(os.name == "nt", reason="permissions of folders work otherwise on Windows")
@pytest.mark.parametrize("begun", [True, False])
def test_a_folder_that_cannot_be_written_is_said(begun):
    with tempfile.TemporaryDirectory() as temporary:  # pytest's own folders are closed to nobody
        folder = Path(temporary) / "workspace"
        folder.mkdir()
        os.chmod(temporary, 0o755)
        if begun:
            store.connect(folder).close()
        os.chmod(folder, 0o555)
        try:
            with nobody(), pytest.raises(KnownError, match=r"不可写|打不开"):
                store.connect(folder)
        finally:
            os.chmod(folder, 0o755)
