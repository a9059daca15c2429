"""A file that cannot be read ends in one Chinese sentence for a person, soon, and with nothing left running."""

import os
import re
import sys
import time
import zipfile

import openpyxl
import pytest
import xlsxwriter

from linkdesk import children
from linkdesk.domain.errors import Cancelled, KnownError
from linkdesk.paths import SAMPLES
from linkdesk.survey import limits, read
from tests.survey.formats import ods
from tests.survey.workbooks import Layout, sheet, silent
from tests.survey.xls import BIFF5, BIFF8, Xls, container, record

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
GBK, UTF_8 = ("户主姓名,身份证号\n".encode(encoding) * 20 for encoding in ("gb18030", "utf-8"))


@pytest.mark.parametrize("data", [b"hello\nworld\n", PDF, JPEG, b"\x00" * 5000, b"a,b\x00c\n1,2\n"])
def test_no_workbook_whatever_its_name(tmp_path, data):
    assert "不是电子表格" in _sentence(_file(tmp_path / "调查表.xlsx", data))


@pytest.mark.parametrize("data", [GBK + b"\xff\xff,1\n", GBK[:-2], UTF_8 + b"\xb5\xa5,1\n", UTF_8[:-2], b"\xff\xfea"])
def test_a_text_with_bytes_that_mean_nothing(tmp_path, data):
    assert "编码" in _sentence(_file(tmp_path / "调查表.csv", data))


@pytest.mark.parametrize("data", [b"PK", b"PK\x03\x04" + b"x" * 500, OLE + b"\x00" * 600, OLE])
def test_broken(tmp_path, data):
    assert "损坏" in _sentence(_file(tmp_path / "a.xlsx", data))


def test_a_zip_of_something_else(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("readme.txt", "x")
    assert "不是电子表格" in _sentence(tmp_path / "a.xlsx")


def test_encrypted_xlsx(tmp_path):
    data = container({"EncryptionInfo": b"\x04\x00\x04\x00", "EncryptedPackage": b"x" * 9000})
    assert "密码" in _sentence(_file(tmp_path / "a.xlsx", data))


@pytest.mark.parametrize("version", [BIFF5, BIFF8])
@pytest.mark.parametrize("method", [b"\x00\x00\x34\x12\x78\x56", b"\x01\x00\x01\x00\x01\x00" + b"x" * 48])
def test_encrypted_xls(tmp_path, version, method):
    # XOR and RC4: the stream has a FilePass record (0x002F) after its first
    book = Xls({"一": [["户主姓名"]]}, version, 1200 if version == BIFF8 else 936, after_begin=record(0x2F, method))
    assert "密码" in _sentence(book.write(tmp_path / "a.xls"))


def test_encrypted_ods(tmp_path):
    path = ods(tmp_path / "a.ods", {"一": ""})
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", bytes(reversed(content)))
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")
    assert "密码" in _sentence(path)


def test_a_container_of_something_else(tmp_path):
    assert "不是电子表格" in _sentence(_file(tmp_path / "a.xls", container({"WordDocument": b"x" * 9000})))


@pytest.mark.parametrize("member", ["word/document.xml", "content.xml", "index.html"])
def test_an_archive_of_something_else(tmp_path, member):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(member, "<office:text/>")
    assert "不是电子表格" in _sentence(tmp_path / "a.xlsx")


def test_a_sheet_that_is_none(tmp_path):
    path = sheet(tmp_path / "a.xlsx", ["户主姓名"])
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, members["docProps/core.xml"] if name.endswith("sheet1.xml") else content)
    assert "损坏" in _sentence(path)


def test_a_workbook_without_sheets(tmp_path):
    assert "损坏" in _sentence(Xls({}).write(tmp_path / "a.xls"))


def test_an_empty_archive(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w"):
        pass
    assert "不是电子表格" in _sentence(tmp_path / "a.xlsx")


@pytest.mark.parametrize("page", ["<html><body>请登录</body></html>", "<?xml version='1.0'?><Workbook/>", "<frameset>"])
def test_a_page_without_a_table(tmp_path, page):
    assert "网页" in _sentence(_file(tmp_path / "a.xls", page.encode()))


@pytest.mark.parametrize("text", ['<!DOCTYPE x [<!ENTITY a "b">]><Workbook xmlns="{0}"/>', '<Workbook xmlns="{0}"><Worksheet>',
                                  '<Workbook xmlns="{0}"><Worksheet><Table><Row Index="0"/></Table></Worksheet></Workbook>',
                                  '<Workbook xmlns="{0}"><Worksheet><Table><Row><Cell Index="99999"/></Row></Table></Worksheet></Workbook>'])
def test_a_broken_xml_spreadsheet(tmp_path, text):
    data = f"<?xml version='1.0'?>{text.format('urn:schemas-microsoft-com:office:spreadsheet')}"
    assert "损坏" in _sentence(_file(tmp_path / "a.xls", data.encode()))


def test_a_page_cut_short(tmp_path):
    assert "损坏" in _sentence(_file(tmp_path / "a.xls", b"<table><tr><td>1</td><td>2"))


@pytest.mark.parametrize("data", [b"<table><td>" + b"<!--" * 10 ** 6, b"<table><td>" + b"<![CDATA[" * 10 ** 6])
def test_a_page_that_costs_more_than_it_is_worth(tmp_path, data, monkeypatch):
    monkeypatch.setattr(limits, "SECONDS_PER_STEP", 1)
    _sentence(_file(tmp_path / "a.xls", data))


def test_too_many_rows(tmp_path, monkeypatch):
    assert "行数过多" in _sentence(_file(tmp_path / "a.csv", b"a,b\n" * (limits.ROWS_PER_STEP + 1)))


def test_too_many_columns(tmp_path):
    assert "过大" in _sentence(_file(tmp_path / "a.csv", b"a," * 20_000))


@pytest.mark.parametrize("entity", [b'<!ENTITY x SYSTEM "file:///etc/hostname">', b'<!ENTITY x "y">'])
def test_entities_are_not_expanded(tmp_path, entity):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:  # it writes shared strings
        rows = workbook.add_worksheet()
        rows.write_row(0, 0, ["户主姓名", "身份证号", "宅基地面积(㎡)"])
        rows.write_row(1, 0, ["before王after", "x", 3])
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    texts = members["xl/sharedStrings.xml"].replace(b"<sst", b"<!DOCTYPE sst [" + entity + b"]><sst", 1)
    members["xl/sharedStrings.xml"] = texts.replace("王".encode(), b"&x;")
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    try:
        [row] = read(path, silent).source_rows
    except KnownError:
        return
    assert dict(row.cells)["A"] in ("before&x;after", "beforeafter")


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
    monkeypatch.setattr(children, "command", lambda verb: [sys.executable, "-c", "import os; os._exit(9)"])
    assert "中途停止" in _sentence(XLSX)


def test_a_child_that_never_ends(monkeypatch):
    monkeypatch.setattr(children, "command", lambda verb: [sys.executable, "-c", "import time; time.sleep(60)"])
    monkeypatch.setattr(limits, "SECONDS_PER_STEP", 1)
    begun = time.monotonic()
    assert "用时过长" in _sentence(XLSX)
    assert time.monotonic() - begun < 30


def test_cancelled_while_waiting_for_the_child(monkeypatch, tmp_path):
    waiting = "import os, pathlib, sys, time; pathlib.Path(sys.argv[1] + '.pid').write_text(str(os.getpid())); time.sleep(60)"
    monkeypatch.setattr(children, "command", lambda verb: [sys.executable, "-c", waiting])
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
