"""Tables that are plain text, whatever the file's name says: .csv, and the tab-separated text that systems export as .xls."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, getincrementaldecoder
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO, TextIOWrapper
from itertools import islice

from linkdesk.survey.formats import markup, spreadsheetml
from linkdesk.survey.formats.sheet import MOST_COLUMNS, Refused, Sheet

DELIMITERS = ",;\t"
_ENCODINGS = {BOM_UTF8: "utf-8-sig", BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16"}
_GUESSES = "utf-8", "gb18030"
_SIGNATURES = b"%PDF-", b"{\\rtf", b"%!PS"
"""Of files that are text, yet no tables."""

_PIECE, _ROWS_TRIED = 1 << 20, 200
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\ufffe\uffff]")
_BY_CHANCE = 20
"""As many bytes beyond the first of a character hardly look like UTF-8 one after another without being it."""
_NAMES_DELIMITER = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_AS_FORMULA = re.compile(r'="(.*)"', re.DOTALL)


def sheets(data: bytes, stem: str) -> Iterator[Sheet]:
    """The one sheet of a text, named after its file; numbers stay the text they are, an 18-digit one whole."""
    if data.startswith(_SIGNATURES):
        raise Refused("not_a_workbook")
    encoding = _encoding(data)
    if markup.is_markup(data, encoding):
        page = data.decode(encoding)
        yield from spreadsheetml.sheets(page) if spreadsheetml.is_spreadsheet(page) else [markup.sheet(page, stem)]
    else:
        yield _Table(data, encoding).sheet(stem)


def _encoding(data: bytes) -> str:
    """The encoding in which every byte has a meaning, and none a meaning that no text has."""
    marked = [encoding for mark, encoding in _ENCODINGS.items() if data.startswith(mark)]
    if not marked and _CONTROLS.search(data):
        raise Refused("not_a_workbook")
    readable = (encoding for encoding in marked or _GUESSES if _is_readable(data, encoding))
    encoding = next(readable, "")
    if not encoding or (encoding == "gb18030" and _begins_as_utf_8(data)):
        raise Refused("encoding")
    return encoding


def _is_readable(data: bytes, encoding: str) -> bool:
    decoder = getincrementaldecoder(encoding)()
    try:
        pieces = (decoder.decode(data[at:at + _PIECE], at + _PIECE >= len(data)) for at in range(0, len(data), _PIECE))
        return not any(map(_NO_TEXT.search, pieces))
    except UnicodeDecodeError:
        return False


def _begins_as_utf_8(data: bytes) -> bool:
    """Whether a text begins with more UTF-8 than chance makes of another encoding; it is damaged further on."""
    begin = data[:_PIECE]
    try:
        text = begin.decode()
    except UnicodeDecodeError as error:
        begin = begin[:error.start]
        text = begin.decode()
    return len(begin) - len(text) > _BY_CHANCE


class _Table:
    """A delimited text, gone over twice: for its measures, then for its cells."""

    def __init__(self, data: bytes, encoding: str) -> None:
        self._data, self._encoding = data, encoding
        named = _NAMES_DELIMITER.match(next(self._lines(), ""))
        self._begin = 1 if named else 0  # this line is a word to Excel, and no row of the sheet
        self._quoting = csv.QUOTE_MINIMAL
        self._delimiter = named[1] if named else max(DELIMITERS, key=self._weight)
        self._settle_quoting()

    def sheet(self, stem: str) -> Sheet:
        """All of it as one sheet."""
        height = width = filled = 0
        for cells in self._rows():
            height += 1
            width = max(width, len(cells))
            filled = max(filled, len(cells) - cells.count(""))
        if filled < 2:
            raise Refused("not_a_workbook")
        if width > MOST_COLUMNS:
            raise Refused("too_large")
        return Sheet(stem, (_cells(row, width) for row in self._rows()), height, width)

    def _lines(self) -> Iterator[str]:
        return iter(TextIOWrapper(BytesIO(self._data), self._encoding, newline=""))

    def _rows(self) -> Iterator[list[str]]:
        lines = islice(self._lines(), self._begin, None)
        is_strict = self._quoting == csv.QUOTE_MINIMAL
        return csv.reader(lines, delimiter=self._delimiter, quoting=self._quoting, strict=is_strict)

    def _weight(self, delimiter: str) -> int:
        """How many cells more than one a row has, over all rows that have as many as most."""
        self._delimiter = delimiter
        rows = islice(self._rows(), _ROWS_TRIED)
        widths: Counter[int] = Counter()
        with suppress(csv.Error):
            widths.update(map(len, rows))
        return max(((width - 1) * count for width, count in widths.items()), default=0)

    def _settle_quoting(self) -> None:
        """Where quotation marks do not come in pairs, they are characters, and every line is a row: none is swallowed."""
        csv.field_size_limit(len(self._data) + 1)
        try:
            for _ in self._rows():
                pass
        except csv.Error:
            self._quoting = csv.QUOTE_NONE


def _cells(row: list[str], width: int) -> list[str]:
    return [*map(_cell, row), *[""] * (width - len(row))]


def _cell(text: str) -> str:
    """A cell without what only keeps spreadsheets from taking it for a number: ="1", '1, a tab."""
    text = text.strip()
    wrapped = _AS_FORMULA.fullmatch(text)
    if wrapped:
        return wrapped[1]
    if text[:1] == text[-1:] == '"' and len(text) > 1:  # where quotation marks are characters
        return text[1:-1]
    return text[1:] if text[:1] == "'" and text[1:2] != "'" else text
