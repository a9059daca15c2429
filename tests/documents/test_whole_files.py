"""Files are written whole or not at all."""

from contextlib import contextmanager

import pytest

from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.whole import whole_file
from linkdesk.domain.errors import KnownError
from tests.documents.paper import one, said

resource = pytest.importorskip("resource", reason="Windows has no limit on the size of files")
DOCUMENT = one(said("甲" * 500))


def test_a_written_file_replaces_the_old_one(tmp_path):
    path = tmp_path / "方案.pdf"
    path.write_bytes(b"old")
    write_pdf([DOCUMENT], path)
    assert path.read_bytes().startswith(b"%PDF")
    assert list(tmp_path.iterdir()) == [path]


@contextmanager
def full_disk():
    """No file may grow beyond 1,000 bytes, as on a full disk; only around one call, for the test's own report is a file too."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_the_old_file(tmp_path):
    path = tmp_path / "方案.pdf"
    path.write_bytes(b"old")
    with pytest.raises(KnownError, match="没有写成"), full_disk():
        write_pdf([DOCUMENT], path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_folder_and_a_folder_in_the_way_are_told(tmp_path):
    with pytest.raises(KnownError, match="文件夹不存在"):
        write_pdf([DOCUMENT], tmp_path / "没有" / "方案.pdf")
    (tmp_path / "方案.pdf").mkdir()
    with pytest.raises(KnownError, match="它是一个文件夹"):
        write_pdf([DOCUMENT], tmp_path / "方案.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["方案.pdf"]


def half_written(path):
    """Begin a file and fail."""
    with whole_file(path) as file:
        file.write(b"half")
        raise ZeroDivisionError


def test_a_failure_while_writing_leaves_nothing(tmp_path):
    with pytest.raises(ZeroDivisionError):
        half_written(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []
