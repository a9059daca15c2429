"""Workbooks damaged by number: the same number makes the same damage, so that what failed once can be looked at again."""

from __future__ import annotations

import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from random import Random

from tests.survey import xlsb
from tests.survey.formats import SHEET, html, ods, ods_cell, ods_rows, text, xml
from tests.survey.workbooks import GROUPS, Layout, household, sheet
from tests.survey.xls import BIFF8, Error, Xls

HOUSEHOLDS = 12
KINDS = ("layout.xlsx", "blocks.xlsx", "biff8.xls", "biff5.xls", "table.ods", "table.xlsb", "gbk.csv", "page.xls", "xml.xls")
"""The workbooks that are damaged."""

_BLOCKS = ["户编号", "姓名", "与户主关系", "身份证号", "宅基地面积(㎡)"]
_TEXTS = {"page.xls": html, "xml.xls": xml, "gbk.csv": partial(text, encoding="gb18030")}
_MARKUP = re.compile(rb"<[^>]{0,80}>|\d+")
_STRANGE = b"", b"0", b"-1", b"99999999999", b"1E999", b"&x;", b"<", b'"', b"\xff", b"A1:XFD1048576", "户主姓名".encode()


@cache
def whole(kind: str) -> bytes:
    """An undamaged workbook."""
    with tempfile.TemporaryDirectory() as folder:
        return _write(Path(folder) / kind, kind).read_bytes()


def _write(path: Path, kind: str) -> Path:
    if kind == "layout.xlsx":
        return Layout(households=HOUSEHOLDS, header_rows=2, titles=2, subtotals=True, column_numbers=True, notes=True,
                      hidden_sheet=True, blank_rows=True, signature=True).write(path)
    if kind == "blocks.xlsx":
        rows = [[at // 3 + 1, f"王秀{'英兰花'[at % 3]}", "户主" if at % 3 == 0 else "长子", household(at)["id_number"], 200]
                for at in range(HOUSEHOLDS * 3)]
        return sheet(path, _BLOCKS, *rows, merges=tuple(f"{c}{r}:{c}{r + 2}" for c in "AE" for r in range(2, HOUSEHOLDS * 3, 3)))
    rows = [["摸底调查表"], *_table()]
    if kind.endswith(".ods"):
        title = ods_cell("摸底调查表", ' table:number-columns-spanned="9" table:number-rows-spanned="1"')
        return ods(path, {SHEET: f"<table:table-row>{title}</table:table-row>{ods_rows(rows[1:])}", "空": ""})
    if kind in ("biff8.xls", "biff5.xls"):
        books = {SHEET: [*rows, ["合计", Error("#REF!")]], "空": []}
        return (Xls(books, BIFF8, 1200, ((0, 0, 0, 8),)) if kind == "biff8.xls" else Xls(books)).write(path)
    if kind == "table.xlsb":
        return xlsb.write(path, {SHEET: rows, "空": [[]]}, ((0, 0, 0, 8),))
    path.write_bytes(_TEXTS[kind](rows))
    return path


def _table() -> list[list[object]]:
    names = [(name, alone + ("(㎡)" if name.endswith("area") else "")) for group in GROUPS for name, _, alone in group[1:]]
    rows = [[(household(at) | {"sequence": at + 1})[name] for name, _ in names] for at in range(HOUSEHOLDS)]
    return [[heading for _, heading in names], *rows]


def mutant(number: int) -> tuple[str, bytes]:
    """A workbook's name and its damaged content."""
    random = Random(number)
    kind = KINDS[number % len(KINDS)]
    data = whole(kind)
    is_archive = data.startswith(b"PK")
    damage = random.choice((*_OF_ARCHIVES, _flipped) if is_archive else _OF_BYTES)
    return kind, damage(data, random)


def _flipped(data: bytes, random: Random) -> bytes:
    """Some bytes are others."""
    damaged = bytearray(data)
    for _ in range(random.choice((1, 3, 30))):
        damaged[random.randrange(len(damaged))] = random.randrange(256)
    return bytes(damaged)


def _cut(data: bytes, random: Random) -> bytes:
    """A piece is missing."""
    begin = random.randrange(len(data))
    return data[:begin] + data[begin + random.choice((1, 4, 512, 5000)):]


def _repeated(data: bytes, random: Random) -> bytes:
    """A piece stands where another was."""
    begin, place = random.randrange(len(data)), random.randrange(len(data))
    piece = data[begin:begin + random.choice((2, 64, 512))]
    return data[:place] + piece + data[place + random.choice((0, len(piece))):]


def _inserted(data: bytes, random: Random) -> bytes:
    """Something strange stands in between."""
    place = random.randrange(len(data))
    return data[:place] + random.choice(_STRANGE) * random.choice((1, 50)) + data[place:]


def _edited(data: bytes, random: Random) -> bytes:
    """A tag or a number is missing, doubled, or something strange."""
    found = random.choice(list(_MARKUP.finditer(data)) or [re.search(b"", data)])
    instead = random.choice((b"", found[0] * 2, random.choice(_STRANGE)))
    return data[:found.start()] + instead + data[found.end():]


def _member_edited(data: bytes, random: Random) -> bytes:
    """A member of an archive is damaged and packed anew."""
    members = _unpacked(data)
    name = random.choice([name for name, content in members.items() if content])
    damage = random.choice((_edited, _edited, _inserted, _cut, _repeated))
    return _packed(members | {name: damage(members[name], random)})


def _members_swapped(data: bytes, random: Random) -> bytes:
    """Two members of an archive stand in each other's place."""
    members = _unpacked(data)
    one, other = random.sample(sorted(members), 2)
    return _packed(members | {one: members[other], other: members[one]})


def _member_missing(data: bytes, random: Random) -> bytes:
    """A member of an archive is missing."""
    members = _unpacked(data)
    del members[random.choice(sorted(members))]
    return _packed(members)


_Damage = Callable[[bytes, Random], bytes]
_OF_BYTES: tuple[_Damage, ...] = (_flipped, _cut, _repeated, _inserted, _edited)
_OF_ARCHIVES: tuple[_Damage, ...] = (_member_edited, _member_edited, _member_edited, _members_swapped, _member_missing)


def _unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _packed(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()
