"""A file that cannot be read ends in one Chinese sentence for a person, soon, and with nothing left running."""

import os
import re
import struct
import sys
import time
import zipfile

import openpyxl
import pytest

from linkdesk.domain.errors import Cancelled, KnownError
from linkdesk.paths import SAMPLES
from linkdesk.survey import limits, process, read
from tests.survey.workbooks import Layout, sheet, silent

XLSX, XLS = SAMPLES / "survey_qingshi.xlsx", SAMPLES / "survey_shuanghe.xls"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _sentence(path):
    with pytest.raises(KnownError) as raised:
        read(path, silent)
    sentence = str(raised.value)
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert "没有导入" in sentence
    assert path.name in sentence
    assert not re.search("Error|Traceback|calamine", sentence)
    return sentence


def _file(path, data):
    path.write_bytes(data)
    return path


def test_missing(tmp_path):
    assert "找不到" in _sentence(tmp_path / "没有.xlsx")


def test_directory(tmp_path):
    assert "文件夹" in _sentence(tmp_path)


def test_empty(tmp_path):
    assert "空文件" in _sentence(_file(tmp_path / "a.xlsx", b""))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_unreadable(tmp_path):
    os.symlink(tmp_path / "a.xlsx", tmp_path / "a.xlsx")
    assert "无法读取" in _sentence(tmp_path / "a.xlsx")


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 8
PDF = b"%PDF-1.7\n1, 2, 3\n" + b"x, y\n" * 900
GBK_AND_MORE = "户主,身份证\n".encode("gb18030") * 20 + b"\xff\xff,1\n"


@pytest.mark.parametrize("data", [b"hello\nworld\n", PDF, JPEG, b"\x00" * 5000, GBK_AND_MORE, b"a,b\x00c\n1,2\n", b"\xff\xfea"])
def test_no_workbook_whatever_its_name(tmp_path, data):
    assert "不是电子表格" in _sentence(_file(tmp_path / "调查表.xlsx", data))


@pytest.mark.parametrize("data", [b"PK", b"PK\x03\x04" + b"x" * 500, OLE + b"\x00" * 600, OLE])
def test_broken(tmp_path, data):
    assert "损坏" in _sentence(_file(tmp_path / "a.xlsx", data))


def test_a_zip_of_something_else(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("readme.txt", "x")
    assert "不是电子表格" in _sentence(tmp_path / "a.xlsx")


def test_encrypted_xlsx(tmp_path):
    # such a file is an OLE container with a stream of this name in its directory
    data = OLE + b"\x00" * 1016 + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 500
    assert "密码" in _sentence(_file(tmp_path / "a.xlsx", data))


def test_encrypted_xls(tmp_path):
    # an encrypted stream has a FilePass record (0x002F) after its first; here it takes the place of the second
    data = bytearray(XLS.read_bytes())
    begin = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    second = begin + 4 + struct.unpack_from("<H", data, begin + 2)[0]
    struct.pack_into("<H", data, second, 0x2F)
    assert "密码" in _sentence(_file(tmp_path / "a.xls", bytes(data)))


@pytest.mark.parametrize("source", [XLSX, XLS])
@pytest.mark.parametrize("share", [1, 10, 50, 90, 99])
def test_cut_short(tmp_path, source, share):
    data = source.read_bytes()
    assert "损坏" in _sentence(_file(tmp_path / source.name, data[:len(data) * share // 100]))


def test_a_panic_of_the_reader(tmp_path):
    assert "损坏" in _sentence(_file(tmp_path / "a.xls", XLS.read_bytes()[:-10]))


def test_zip_bomb(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (20 * limits.MEGABYTE))
    assert "过大" in _sentence(tmp_path / "a.xlsx")


def test_too_many_entries(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        for at in range(limits.MOST_ENTRIES + 1):
            archive.writestr(f"{at}.xml", "x")
    assert "过大" in _sentence(tmp_path / "a.xlsx")


@pytest.mark.skipif(sys.platform == "win32", reason="the limit there is a job object's")
def test_a_cell_in_the_last_corner(tmp_path):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = workbook.active["XFD1048576"] = 1
    workbook.save(tmp_path / "a.xlsx")
    assert "内存" in _sentence(tmp_path / "a.xlsx")


def test_the_name_of_the_file_decides_nothing(tmp_path):
    path = _file(tmp_path / "调查表.txt", XLS.read_bytes())
    assert len(read(path, silent).households) == 239


def test_a_child_that_dies(monkeypatch):
    monkeypatch.setattr(process, "child_command", lambda: [sys.executable, "-c", "import os; os._exit(9)"])
    assert "中途停止" in _sentence(XLSX)


def test_a_child_that_never_ends(monkeypatch):
    monkeypatch.setattr(process, "child_command", lambda: [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(limits, "SECONDS_PER_STEP", 1)
    begun = time.monotonic()
    assert "用时过长" in _sentence(XLSX)
    assert time.monotonic() - begun < 30


def test_cancelled_while_waiting_for_the_child(monkeypatch, tmp_path):
    waiting = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1] + '.pid').write_text(str(os.getpid())); time.sleep(60)"
    monkeypatch.setattr(process, "child_command", lambda: [sys.executable, "-c", waiting])
    path = Layout().write(tmp_path / "a.xlsx")
    pid = tmp_path / "a.xlsx.pid"

    def report(done, total):
        if pid.exists() and pid.read_text():
            raise Cancelled
    with pytest.raises(Cancelled):
        read(path, report)
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid.read_text()), 0)


def test_cancelled_between_rows():
    def report(done, total):
        if done:
            raise Cancelled
    with pytest.raises(Cancelled):
        read(XLSX, report)


def test_progress_is_told(tmp_path):
    told = []
    rows = [["王秀英", "", 210]] * 1200
    read(sheet(tmp_path / "a.xlsx", ["户主姓名", "身份证号", "宅基地面积(㎡)"], *rows), lambda done, total: told.append((done, total)))
    assert told[-1] == (1201, 1201)
    assert all(0 <= done <= total and total for done, total in told)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


def test_the_child_imports_nothing_heavy():
    import subprocess
    code = "import sys, linkdesk.survey.child; print(*(m for m in sys.modules if m.split('.')[0] in " \
           "('decimal', 'PySide6', 'sqlalchemy', 'openpyxl', 'subprocess')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""
