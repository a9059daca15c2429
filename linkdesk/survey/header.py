"""Where a sheet's header is: a band of one to five rows, its merged cells spread out, each column's path of headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from linkdesk.survey.grid import Cell, Merge, Row, cell_text, column_letter
from linkdesk.survey.headings import (
    SEQUENCE,
    TOTAL_WORDS,
    cleaned,
    household_field,
    is_heading,
    member_field,
    spellings,
    split_unit,
)
from linkdesk.survey.keys import ROW_HEADING

ROWS_SEARCHED = 200
DEEPEST = 5
FEWEST_HITS = 3
_NAMES = frozenset(("head_name", "id_number"))
_LONG_NUMBER = re.compile(r"\d{15}")
_DIGITS = re.compile(r"\d{4}")
_LONG_NUMBER = re.compile(r"\d{11}")
_COLUMN_NUMBER = re.compile(r"^[(第]?(\d{1,3})[)栏列]*(=[\d()栏列+\-*/×÷]+)?$")
_STEMS = frozenset("甲乙丙丁戊己庚辛") | {"栏次", "栏号", "行次", "列号"}
_GROUP = re.compile("情况|信息|意愿|状况|户主|房屋|住房|宅基地|土地|附属|安置|账户|银行|家庭|成员|其他|基本")
_OF_BLOCK = re.compile("填报|填表|制表|审核|日期|单位$|盖章")


@dataclass(frozen=True, slots=True)
class Heading:
    """One column's headings from the top down, without repeats, as written but for blanks and line feeds."""

    index: int
    parts: tuple[str, ...]

    @property
    def text(self) -> str:
        """The path as shown: 宅基地情况/面积(㎡)."""
        return "/".join(self.parts)

    @property
    def unit(self) -> str:
        """The unit the path names, the lowest first; empty when none."""
        return next((unit for part in reversed(self.parts) if (unit := split_unit(part)[1])), "")


@dataclass(frozen=True, slots=True)
class Header:
    """The header band: rows counted from 0, the texts of its cells with merges spread out, the headings of its columns.

    `key_column` is where a workbook that came back has its row keys.
    """

    first: int
    last: int
    texts: tuple[tuple[str, ...], ...]
    headings: tuple[Heading, ...]
    key_column: int | None = None

    @property
    def depth(self) -> int:
        """How many rows it has."""
        return self.last - self.first + 1

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of all headings with their columns; empty where they only number the columns, which tells nothing."""
        if all(_COLUMN_NUMBER.match(cleaned(h.text)) or cleaned(h.text) in _STEMS for h in self.headings):
            return ""
        lines = (f"{column_letter(h.index)} {cleaned(h.text)}" for h in self.headings)
        return sha256("\n".join(lines).encode()).hexdigest()


def find(rows: Sequence[Row], merges: Sequence[Merge]) -> Header | None:
    """The header among the first rows of a sheet, or None; a row with three headings of fields belongs to it.

    Such a row without a name or an identity number is only taken where no later row has them.
    """
    rows = rows[:ROWS_SEARCHED]
    merges = [merge for merge in merges if merge[0] < len(rows)]
    hits = [(at, found) for at, row in enumerate(rows) if len(found := _hits(row)) >= FEWEST_HITS or found >= _NAMES]
    if not hits:
        return _scattered(rows, merges)
    hit, best = hits[0][0], next((at for at, found in hits if found & _NAMES), hits[0][0])
    if best - hit >= DEEPEST or not all(map(_is_words, rows[hit:best + 1])):
        hit = best
    last = _last(rows, merges, hit)
    return band(rows, merges, _first(rows, merges, hit, last), last)


def band(rows: Sequence[Row], merges: Sequence[Merge], first: int, last: int) -> Header:
    """These rows, counted from 0, as a header."""
    texts = _spread(rows[first:last + 1], first, merges)
    keys = next((at for at, column in enumerate(zip(*texts, strict=True)) if ROW_HEADING in column), None)
    return Header(first, last, texts, tuple(h for h in _headings(texts) if h.index != keys), keys)


def above(rows: Sequence[Row], merges: Sequence[Merge], last: int, highest: int = 0) -> int:
    """The first row of the header that ends with this one, not above the highest."""
    return max(_first(rows, merges, last, last), highest)


def begins_table(row: Row) -> bool:
    """Whether a row reads like the header of a table: words only, three of them headings, or one that heads running numbers."""
    if sum(cell != "" for cell in row) < FEWEST_HITS or not _is_words(row):
        return False
    found = _hits(row)
    return SEQUENCE in found or len(found) >= FEWEST_HITS


def _scattered(rows: Sequence[Row], merges: Sequence[Merge]) -> Header | None:
    """A header whose headings stand in several rows, none of which has enough of them."""
    for at, row in enumerate(rows):
        if not _hits(row):
            continue
        depth = next((n for n, below in enumerate(rows[at:at + DEEPEST]) if not _is_words(below)), min(DEEPEST, len(rows) - at))
        found = band(rows, merges, at, at + max(depth, 1) - 1)
        meanings = {_meaning_of(heading.parts) for heading in found.headings} - {None}
        if len(meanings) >= FEWEST_HITS and meanings & _NAMES:
            return found
    return None


def is_column_numbers(row: Row) -> bool:
    """Whether a row only numbers the columns: 1 2 3, 1栏 2栏, (1) (2), 甲 乙 1 2."""
    texts = [cleaned(cell_text(cell)) for cell in row if cell != ""]
    texts = [text for text in texts if not text.startswith(ROW_HEADING)]
    numbers = [int(found[1]) for text in texts if (found := _COLUMN_NUMBER.match(text))]
    stems = sum(text in _STEMS for text in texts)
    return len(numbers) >= FEWEST_HITS and stems + len(numbers) == len(texts) and _ascend(numbers)


def _ascend(numbers: list[int]) -> bool:
    return numbers[0] in (0, 1) and all(b - a == 1 for a, b in pairwise(numbers))


def _hits(row: Row) -> set[str]:
    """The fields whose headings stand in a row; none where a long number stands too, as in a form of one household."""
    if any(_LONG_NUMBER.search(cell_text(cell)) for cell in row if cell != ""):
        return set()
    texts = {cell for cell in row if isinstance(cell, str) and 0 < len(cell) <= 40 and not cleaned(cell).endswith(":")}
    return {found for text in texts if (found := _meaning_of((text,)))}


def _meaning_of(parts: tuple[str, ...]) -> str | None:
    return next((found for name in spellings(parts) if (found := household_field(name) or member_field(name))), None)


def _last(rows: Sequence[Row], merges: Sequence[Merge], hit: int) -> int:
    last = hit
    while True:
        spanned = max((bottom for top, _, bottom, _ in merges if hit <= top <= last), default=last)
        deeper = min(max(last, spanned), len(rows) - 1)
        deeper = next((at - 1 for at in range(last + 1, deeper + 1) if _is_data(rows[at])), deeper)
        if deeper == last:
            deeper = _subheadings(rows, last, merges)
        if deeper == last or deeper - hit >= DEEPEST:
            return last
        last = deeper


def _is_data(row: Row) -> bool:
    """Whether a row holds numbers, which no header does, whatever is merged down over it."""
    return any(not isinstance(cell, str) or _LONG_NUMBER.search(cell) for cell in row)


def _subheadings(rows: Sequence[Row], last: int, merges: Sequence[Merge]) -> int:
    """The row of headings just below, or the one below that if there are only words between."""
    if last + 1 < len(rows) and _is_subheading(rows[last + 1], last, merges):
        return last + 1
    below = last + 2 < len(rows) and _is_words(rows[last + 1]) and not is_column_numbers(rows[last + 1])
    return last + 2 if below and _hits(rows[last + 2]) and _is_subheading(rows[last + 2], last + 1, merges) else last


def _is_subheading(row: Row, above: int, merges: Sequence[Merge]) -> bool:
    """Words only, under headings that span several columns, or two or more of them headings or units themselves."""
    if not _is_words(row) or is_column_numbers(row):
        return False
    filled = [at for at, cell in enumerate(row) if cell != ""]
    spans = [(left, right) for top, left, bottom, right in merges if top <= above <= bottom and right > left]
    under = all(any(left <= at <= right for left, right in spans) for at in filled)
    return under or sum(is_heading(str(row[at])) or split_unit(str(row[at]))[1] != "" for at in filled) >= 2


def _is_words(row: Row) -> bool:
    texts = [cell for cell in row if cell != ""]
    return bool(texts) and not TOTAL_WORDS.match(cleaned(cell_text(texts[0]))) and all(map(_is_word, texts))


def _is_word(cell: Cell) -> bool:
    return isinstance(cell, str) and not _DIGITS.search(cell) and ":" not in cleaned(cell)


def _first(rows: Sequence[Row], merges: Sequence[Merge], hit: int, last: int) -> int:
    first = hit
    while first and last - first + 1 < DEEPEST and _is_group_row(rows[first - 1], first - 1, merges):
        first -= 1
    return first


def _is_group_row(row: Row, at: int, merges: Sequence[Merge]) -> bool:
    """Several words, and a merge that spans columns or reaches down into the header, or names of groups; a title stands alone."""
    texts = [cleaned(cell_text(cell)) for cell in row if cell != ""]
    if len(texts) < 2 or not _is_words(row) or any(map(_OF_BLOCK.search, texts)):
        return False
    reaches = any(top == at and (bottom > at or right > left) for top, left, bottom, right in merges)
    return reaches or sum(is_heading(text) or bool(_GROUP.search(text)) for text in texts) * 2 > len(texts)


def _spread(rows: Sequence[Row], first: int, merges: Sequence[Merge]) -> tuple[tuple[str, ...], ...]:
    width = max(map(len, rows))
    texts = [[_tidy(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    covered = set()
    for top, left, bottom, right in merges:
        inside = [(r, c) for r in range(max(top, first) - first, min(bottom - first, len(rows) - 1) + 1)
                  for c in range(left, min(right, width - 1) + 1)]
        for r, c in inside:
            texts[r][c] = texts[top - first][left] if top >= first else ""
        covered.update(inside)
    _continue_groups(texts, covered)
    return tuple(map(tuple, texts))


def _continue_groups(texts: list[list[str]], covered: set[tuple[int, int]]) -> None:
    """Where nothing is merged, a group's heading stands over its first column only: carry it on over the others."""
    for upper, lower, r in zip(texts, texts[1:], range(len(texts)), strict=False):
        for c in range(1, len(upper)):
            if not upper[c] and (r, c) not in covered and lower[c] and lower[c - 1] != upper[c - 1]:
                upper[c] = upper[c - 1]


def _tidy(cell: Cell) -> str:
    return "".join(cell_text(cell).split())


def _headings(texts: tuple[tuple[str, ...], ...]) -> tuple[Heading, ...]:
    columns = (tuple(dict.fromkeys(text for text in column if text)) for column in zip(*texts, strict=True))
    return tuple(Heading(index, parts) for index, parts in enumerate(columns) if parts)
