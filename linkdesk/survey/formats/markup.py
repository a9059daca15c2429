"""Tables of web pages, which many systems export under the name .xls; other markup is refused."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from linkdesk.survey.formats.sheet import MOST_COLUMNS, Merge, Refused, Sheet

_MARKUP = re.compile(r"\s*<[!?a-z]", re.IGNORECASE)
_MOST_ROWS_SPANNED = 65_534  # as in the HTML standard
_NUMBER = re.compile(r"\s*(\d{1,9})")
_BREAKS = frozenset(("br", "p", "div", "li"))


def is_markup(data: bytes, encoding: str) -> bool:
    """Whether a text is HTML or XML."""
    return _MARKUP.match(data[:1000].decode(encoding, "ignore")) is not None


def sheet(text: str, stem: str) -> Sheet:
    """All tables of a page, one below the other, as the sheet they are in a spreadsheet."""
    tables = _Tables()
    tables.feed(text)
    tables.close()
    if not tables.rows:
        raise Refused("markup")
    if tables.open:
        raise Refused("broken")
    width = max(max(row, default=-1) for row in tables.rows) + 1
    rows = ([row.get(column, "").strip() for column in range(width)] for row in tables.rows)
    return Sheet(stem, rows, len(tables.rows), width, merges=tables.merges)


class _Tables(HTMLParser):
    """The rows of all tables as cells by column, and the merges that spans make."""

    def __init__(self) -> None:
        super().__init__()
        self.open = 0
        self.rows: list[dict[int, str]] = []
        self.merges: list[Merge] = []
        self._taken: dict[int, int] = {}
        self._column = -1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a table, a row, a cell, or a line in a cell."""
        if tag == "table":
            self.open += 1
            self._taken = {}
        elif tag == "tr" and self.open:
            self.rows.append({})
            self._column = -1
        elif tag in ("td", "th") and self.rows and self.open:
            self._cell(dict(attrs))
        elif tag in _BREAKS:
            self.handle_data("\n")

    def handle_endtag(self, tag: str) -> None:
        """What stands behind a table belongs to none of its cells."""
        if tag == "table" and self.open:
            self.open -= 1
            self._column = -1

    def handle_data(self, data: str) -> None:
        """Add to the open cell."""
        if self.open and self._column >= 0:
            self.rows[-1][self._column] += data

    def _cell(self, attrs: dict[str, str | None]) -> None:
        at, row = len(self.rows) - 1, self.rows[-1]
        column = max(self._column, -1) + 1
        while column in row or self._taken.get(column, -1) >= at:
            column += 1
        right, down = _span(attrs, "colspan", MOST_COLUMNS), _span(attrs, "rowspan", _MOST_ROWS_SPANNED)
        if column + right > MOST_COLUMNS:
            raise Refused("too_large")
        self._column, row[column] = column, ""
        if right > 1 or down > 1:
            self.merges.append((at, column, at + down - 1, column + right - 1))
            self._taken.update(dict.fromkeys(range(column, column + right), at + down - 1))


def _span(attrs: dict[str, str | None], name: str, most: int) -> int:
    found = _NUMBER.match(attrs.get(name) or "")
    return min(max(int(found[1]), 1), most) if found else 1
