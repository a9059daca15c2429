"""Attachments are kept once by their content, whole or not at all, and told when they are no longer what was put there."""

from __future__ import annotations

import hashlib

import pytest

from linkdesk.domain.errors import KnownError

CONTENT = "附件内容".encode()
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def kept(opened):
    return [p for p in (opened.folder / "files").rglob("*") if p.is_file()]


def test_content_is_kept_under_its_sha256_and_once(opened, tmp_path):
    (tmp_path / "扫描件.pdf").write_bytes(CONTENT)
    assert opened.files.put(CONTENT) == opened.files.put(tmp_path / "扫描件.pdf") == DIGEST
    assert kept(opened) == [opened.folder / "files" / DIGEST[:2] / DIGEST]
    assert list(opened.files) == [DIGEST]


def test_a_file_is_kept_like_its_content(opened, tmp_path):
    (tmp_path / "扫描件.pdf").write_bytes(CONTENT)
    opened.files.put(tmp_path / "扫描件.pdf")
    with opened.files.open(DIGEST) as stream:
        assert stream.read() == opened.files.read(DIGEST) == CONTENT


@pytest.mark.parametrize("name", ["nowhere.pdf", "folder"])
def test_a_file_that_cannot_be_read_is_named(name, opened, tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(KnownError, match=f"读不了文件“{name}”"):
        opened.files.put(tmp_path / name)
    assert not (opened.folder / "files").exists()


def test_a_missing_attachment_is_said(opened):
    with pytest.raises(KnownError, match="找不到了"):
        opened.files.open(DIGEST)


def test_a_changed_attachment_is_said(opened):
    opened.files.put(CONTENT)
    kept(opened)[0].write_bytes(b"x")
    with pytest.raises(KnownError, match="已损坏"):
        opened.files.read(DIGEST)
    assert opened.files.damaged() == [DIGEST]


def test_what_is_attached_again_is_whole_again(opened):
    opened.files.put(CONTENT)
    kept(opened)[0].write_bytes(b"x")
    opened.files.put(CONTENT)
    assert (opened.files.damaged(), opened.files.read(DIGEST), len(kept(opened))) == ([], CONTENT, 1)


def test_a_failed_write_leaves_nothing(opened, monkeypatch):
    def fails(*_):
        raise OSError(28, "No space left on device")
    monkeypatch.setattr("linkdesk.store.whole.os.fsync", fails)
    with pytest.raises(KnownError, match="磁盘空间已满"):
        opened.files.put(CONTENT)
    assert kept(opened) == []


def test_only_a_sha256_is_a_name(opened):
    with pytest.raises(ValueError, match="SHA-256"):
        opened.files.open("../desk.db")
