"""Files a person may choose by mistake, each made in a folder and returned with what must be said of it."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import openpyxl

from linkdesk import paths

SURVEY, PLOTS = paths.SAMPLES / "survey_qingshi.xlsx", paths.SAMPLES / "plots_qingshi.txt"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1016


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def text(folder: Path) -> Path:
    return _written(folder / "其实是文本.xlsx", "这不是表格，只是一封信。".encode())


def empty(folder: Path) -> Path:
    return _written(folder / "空.xlsx", b"")


def encrypted(folder: Path) -> Path:
    return _written(folder / "加密.xlsx", OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 500)


def before_excel_97(folder: Path) -> Path:
    return _written(folder / "旧.xls", OLE + "Book\0".encode("utf-16-le") + b"\x00" * 500)


def cut_short(folder: Path) -> Path:
    return _written(folder / "不全.xlsx", SURVEY.read_bytes()[:9000])


def bomb(folder: Path) -> Path:
    with zipfile.ZipFile(folder / "炸弹.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 5_000_000)
    return folder / "炸弹.xlsx"


def without_content(folder: Path) -> Path:
    openpyxl.Workbook().save(folder / "白纸.xlsx")
    return folder / "白纸.xlsx"


def huge(folder: Path) -> Path:
    with (folder / "很大.xlsx").open("wb") as file:
        file.truncate(300 * 1024 * 1024)  # a hole: it takes no room
    return folder / "很大.xlsx"


def a_folder(folder: Path) -> Path:
    (folder / "文件夹.xlsx").mkdir()
    return folder / "文件夹.xlsx"


def missing(folder: Path) -> Path:
    return folder / "没有.xlsx"


def name_too_long(folder: Path) -> Path:
    return folder / ("长" * 200 + ".xlsx")


def pipe(folder: Path) -> Path:
    os.mkfifo(folder / "管道.xlsx")
    return folder / "管道.xlsx"


WORKBOOKS = {
    text: "不是电子表格", empty: "是空文件", encrypted: "打开密码", before_excel_97: "损坏或不完整", cut_short: "损坏或不完整",
    bomb: "过大", huge: "过大", without_content: "里没有内容", a_folder: "是文件夹", missing: "找不到文件", name_too_long: "无法读取",
}
PLOT_FILES = {
    text: "界址点坐标文件", empty: "是空文件", encrypted: "打开密码", huge: "超过50 MB", a_folder: "是文件夹", missing: "找不到文件",
    name_too_long: "打不开文件",
}
if hasattr(os, "mkfifo"):
    WORKBOOKS[pipe] = PLOT_FILES[pipe] = "不是普通文件"
