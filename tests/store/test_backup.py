"""Backups are whole, can be brought back, and a restore never loses what stood there."""

from __future__ import annotations

import json
import os
import sqlite3
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from linkdesk import store
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.store import migrations
from linkdesk.store.backup import KEPT
from tests.store.conftest import OFFICER

PROJECT = Project(name="青石项目区")
AT = datetime(2018, 3, 6, 9, 30)


@pytest.fixture
def packed(opened, do, tmp_path):
    """A backup of a workspace with a project and an attachment, which then is renamed and closed."""
    do("新建项目", after=(PROJECT,))
    opened.files.put("附件".encode())
    path = opened.backup_to(tmp_path / "备份.zip")
    do("改名", before=(PROJECT,), after=(replace(PROJECT, name="双河项目区"),))
    opened.close()
    return path


def names(folder):
    with store.connect(folder) as opened:
        return [p.name for p in opened.load(Project)]


def contents(folder):
    return {p.relative_to(folder): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_copy_is_a_database_of_its_own(opened, do):
    do(after=(PROJECT,))
    copy = opened.backup(AT)
    assert copy == opened.folder / "backups" / "desk-20180306-093000.db"
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
        assert connection.execute("SELECT name FROM project").fetchall() == [("青石项目区",)]


def test_the_newest_twenty_copies_are_kept_whatever_the_clock_says(opened):
    made = [opened.backup(AT + timedelta(minutes=i)) for i in range(KEPT + 2)]
    assert opened.backup(AT + timedelta(minutes=KEPT + 1)).name.endswith("-2.db")
    (opened.folder / "backups" / "我的.db").write_bytes(b"")
    early = opened.backup(AT - timedelta(days=4000))
    left = {p.name for p in (opened.folder / "backups").iterdir()}
    assert {early.name, "我的.db", made[-1].name} <= left
    assert made[2].name not in left
    assert len(left) == KEPT + 1


def test_a_backup_holds_database_attachments_and_a_manifest_of_their_hashes(packed):
    with zipfile.ZipFile(packed) as zipped:
        manifest = json.loads(zipped.read("manifest.json"))
        assert set(manifest["parts"]) == set(zipped.namelist()) - {"manifest.json"}
        assert (manifest["schema"], manifest["format"], len(manifest["parts"])) == (migrations.NEWEST, 1, 2)


def test_a_restore_brings_data_and_attachments_back_and_keeps_what_stood_there(packed, folder):
    store.restore(packed, folder, at=AT)
    assert names(folder) == ["青石项目区"]
    with store.connect(folder) as opened:
        assert opened.files.read(next(iter(opened.files))) == "附件".encode()
        assert opened.verify() == []
    store.restore(folder / "backups" / "desk-20180306-093000.db", folder, at=AT + timedelta(hours=1))
    assert names(folder) == ["双河项目区"]
    assert not list(folder.glob(".restore*"))


def test_a_restore_mends_a_damaged_attachment_and_never_damages_a_sound_one(packed, folder, tmp_path):
    with store.connect(folder) as opened:
        attachment = opened.files.path(next(iter(opened.files)))
    attachment.write_bytes(b"x")
    with store.connect(folder) as opened:
        spoilt = opened.backup_to(tmp_path / "坏附件.zip")
    store.restore(packed, folder, at=AT)
    assert attachment.read_bytes() == "附件".encode()
    store.restore(spoilt, folder, at=AT)
    assert attachment.read_bytes() == "附件".encode()


def test_a_restored_workspace_is_an_installation_of_its_own_and_says_where_it_comes_from(packed, folder, tmp_path):
    store.restore(packed, tmp_path / "new", at=AT)
    with store.connect(folder) as old, store.connect(tmp_path / "new") as new:
        assert old.origin != new.origin
        act = new.history()[0]
        assert (act.kind, act.title, act.at, act.origin) == ("恢复备份", "从“备份.zip”恢复", AT, new.origin)
        assert new.next_undo() is None


def test_an_open_workspace_is_not_replaced(packed, folder):
    with store.connect(folder) as opened:
        with pytest.raises(KnownError, match="另一个程序"):
            store.restore(packed, folder, at=AT)
        assert opened.load(Project)[0].name == "双河项目区"
    assert names(folder) == ["双河项目区"]


def test_a_window_that_cannot_be_noticed_sees_what_was_restored(packed, folder):
    with store.connect(folder, wal=False) as opened:
        store.restore(packed, folder, at=AT)
        assert opened.load(Project) == [PROJECT]
        opened.apply(Change("改名", (PROJECT,), (replace(PROJECT, name="三溪项目区"),)), officer=OFFICER)
    assert names(folder) == ["三溪项目区"]


def test_a_damaged_database_is_set_aside_as_it_is(packed, folder):
    os.truncate(folder / "desk.db", 5000)
    store.restore(packed, folder, at=AT)
    assert names(folder) == ["青石项目区"]
    assert (folder / "backups" / "damaged-20180306-093000.db").stat().st_size == 5000


def missing(path):
    path.unlink()


def text(path):
    path.write_text("这不是备份", "utf-8")


def another_zip(path):
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("a.txt", "a")


def cut(path):
    os.truncate(path, path.stat().st_size - 100)


def changed(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def rewritten(path, **said):
    with zipfile.ZipFile(path) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    manifest = json.loads(parts["manifest.json"])
    parts["manifest.json"] = json.dumps(manifest | said).encode()
    with zipfile.ZipFile(path, "w") as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)


def newer_format(path):
    rewritten(path, format=2)


def other_names(path):
    rewritten(path, parts={"desk.db": "0" * 64, "../x": "0" * 64})


def other_hashes(path):
    rewritten(path, parts={"desk.db": "0" * 64})


def newer_schema(path):
    path.write_bytes(newest_copy(path))


def newest_copy(path):
    with zipfile.ZipFile(path) as zipped:
        database = path.with_name("copy.db")
        database.write_bytes(zipped.read("desk.db"))
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"PRAGMA user_version = {migrations.NEWEST + 1}")
    return database.read_bytes()


def another_database(path):
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE t (a)")


BAD = {
    missing: "读不了备份文件“备份.zip”",
    text: "“备份.zip”不是 LinkDesk 的备份文件",
    another_zip: "“备份.zip”不是 LinkDesk 的备份文件",
    another_database: "已损坏或不完整",
    cut: "已损坏或不完整",
    changed: "已损坏或不完整",
    other_names: "已损坏或不完整",
    other_hashes: "已损坏或不完整",
    newer_format: "更新版本的 LinkDesk",
    newer_schema: "更新版本的 LinkDesk",
}


@pytest.mark.parametrize("spoil", BAD, ids=lambda f: f.__name__)
def test_a_backup_that_cannot_be_used_is_refused_and_nothing_is_touched(spoil, packed, folder):
    spoil(packed)
    before = contents(folder)
    with pytest.raises(KnownError, match=BAD[spoil]):
        store.restore(packed, folder, at=AT)
    assert contents(folder) == before


def test_a_backup_is_written_whole_or_not_at_all(opened, do, tmp_path):
    do(after=(PROJECT,))
    (tmp_path / "folder").mkdir()
    for target in (tmp_path / "folder", tmp_path / "nowhere" / "b.zip"):
        with pytest.raises(KnownError, match="没有备份"):
            opened.backup_to(target)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["folder", "workspace"]
    assert [p.name for p in opened.folder.iterdir() if p.name.startswith(".")] == []


def test_a_backup_over_an_old_one_replaces_it_whole(packed, folder):
    with store.connect(folder) as opened:
        opened.apply(Change("又", after=(Project(name="三溪项目区"),)), officer=OFFICER)
        opened.backup_to(packed)
    store.restore(packed, folder, at=AT)
    assert names(folder) == ["双河项目区", "三溪项目区"]
