"""The header of a plain list of any one kind of entity: found by the labels and aliases of that entity's fields."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from linkdesk.domain.fields import Field, fields_of
from linkdesk.domain.household import Household
from linkdesk.survey.grid import Merge, Row, cell_text
from linkdesk.survey.header import DEEPEST, ROWS_SEARCHED, Header, Heading, is_column_numbers
from linkdesk.survey.headings import SEQUENCE, cleaned, household_field, spellings, split_unit
from linkdesk.survey.totals import is_total

FEWEST = 2
"""So many headings of fields make a header; a list may have no more columns than that."""

_UNREAD = frozenset(("id", "as_typed"))
_LONGEST_HEADING = 40
Texts = list[list[str]]


def asked(entity: type) -> list[Field]:
    """The fields of an entity that a list can hold."""
    return [f for f in fields_of(entity).values() if f.name not in _UNREAD and not f.refers_to]


@cache
def index(entity: type) -> dict[str, str]:
    """Heading → field of an entity: by label, by its own aliases, by those of the household's field that has the same label."""
    fields = {f.name: f for f in asked(entity)}
    words = [(word, f.name) for f in fields.values() for word in (*_borrowed(f), *f.aliases, f.label)]
    return {cleaned(word): name for rank in (0, 1, 2) for word, name in words if _rank(fields[name], word) == rank}


def _borrowed(field: Field) -> tuple[str, ...]:
    same = fields_of(Household).get(field.name)
    return same.aliases if same is not None and same.label == field.label else ()


def _rank(field: Field, word: str) -> int:
    """The later wins: what is borrowed, then own aliases, then labels."""
    return 2 if word == field.label else 1 if word in field.aliases else 0


def meaning(entity: type, parts: tuple[str, ...]) -> str | None:
    """The field a path of headings means, SEQUENCE for a running number, None for neither."""
    known = index(entity)
    names = list(spellings(parts))
    found = next((known[name] for name in names if name in known), None)
    return found or next((SEQUENCE for name in names if household_field(name) == SEQUENCE), None)


def find(rows: Sequence[Row], merges: Sequence[Merge], entity: type) -> Header | None:
    """The header among the first rows of a sheet, or None: the row with the most headings, and what belongs to it."""
    hits = [_hits(row, entity) for row in rows[:ROWS_SEARCHED]]
    if not hits or max(hits) < FEWEST:
        return None
    hit = hits.index(max(hits))
    last = _last(rows, merges, hit, entity)
    first = _first(rows, merges, hit, last)
    texts = _spread(rows[first:last + 1], first, merges)
    columns = (tuple(dict.fromkeys(filter(None, column))) for column in zip(*texts, strict=True))
    headings = tuple(Heading(at, parts) for at, parts in enumerate(columns) if parts)
    return Header(first, last, tuple(map(tuple, texts)), headings)


def _hits(row: Row, entity: type) -> int:
    texts = {cell for cell in row if isinstance(cell, str) and 0 < len(cell) <= _LONGEST_HEADING and not cleaned(cell).endswith(":")}
    return len({meaning(entity, (text,)) for text in texts} - {None, SEQUENCE})


def _last(rows: Sequence[Row], merges: Sequence[Merge], hit: int, entity: type) -> int:
    last = hit
    while last - hit < DEEPEST - 1:
        reach = max((min(bottom, len(rows) - 1) for top, _, bottom, _ in merges if hit <= top <= last), default=last)
        if reach <= last and last + 1 < len(rows) and _is_subheading(rows[last], rows[last + 1], entity):
            reach = last + 1
        if reach <= last:
            break
        last = min(reach, hit + DEEPEST - 1, len(rows) - 1)
    return last


def _is_subheading(above: Row, row: Row, entity: type) -> bool:
    """Words that mean something only under the headings above them, or a row of units."""
    if not _is_words(row) or is_column_numbers(row):
        return False
    parents = _continued(above, row)
    paths = [(parents[at], str(cell)) for at, cell in enumerate(row) if cell != ""]
    known = sum(meaning(entity, tuple(filter(None, path))) is not None or split_unit(path[1])[0] == "" for path in paths)
    return known >= FEWEST or known == len(paths)


def _continued(above: Row, row: Row) -> list[str]:
    """For each cell of a row the heading over it: the nearest to the left where nothing stands right above."""
    parents: list[str] = []
    for at in range(len(row)):
        own = _tidy(above[at]) if at < len(above) else ""
        parents.append(own or (parents[-1] if parents else ""))
    return parents


def _is_words(row: Row) -> bool:
    texts = [cell for cell in row if cell != ""]
    return bool(texts) and not is_total(row) and all(isinstance(text, str) and not text.isdecimal() for text in texts)


def _first(rows: Sequence[Row], merges: Sequence[Merge], hit: int, last: int) -> int:
    """Rows of group headings above belong to it; a title stands alone in its row."""
    first = hit
    while first and last - first < DEEPEST - 1 and _is_group_row(rows[first - 1], first - 1, merges):
        first -= 1
    return first


def _is_group_row(row: Row, at: int, merges: Sequence[Merge]) -> bool:
    spans = any(top == at and (bottom > at or right > left) for top, left, bottom, right in merges)
    colons = any(":" in cleaned(cell_text(cell)) for cell in row)
    return spans and not colons and _is_words(row) and sum(cell != "" for cell in row) >= 2


def _spread(rows: Sequence[Row], first: int, merges: Sequence[Merge]) -> Texts:
    width = max(map(len, rows))
    texts = [[_tidy(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    covered = {place for merge in merges for place in _inside(merge, first, len(rows), width)}
    for merge in merges:
        for r, c in _inside(merge, first, len(rows), width):
            texts[r][c] = texts[merge[0] - first][merge[1]] if merge[0] >= first else ""
    for r, lower in enumerate(texts[1:]):
        _carry_on(texts[r], lower, {c for row, c in covered if row == r})
    return texts


def _inside(merge: Merge, first: int, height: int, width: int) -> Iterator[tuple[int, int]]:
    top, left, bottom, right = merge
    for r in range(max(top, first), min(bottom, first + height - 1) + 1):
        yield from ((r - first, c) for c in range(left, min(right, width - 1) + 1))


def _carry_on(upper: list[str], lower: list[str], covered: set[int]) -> None:
    """A group's heading that is not merged stands over its first column only."""
    for c in range(1, len(upper)):
        if not upper[c] and c not in covered and lower[c] and lower[c] != upper[c - 1]:
            upper[c] = upper[c - 1]


def _tidy(cell: object) -> str:
    return "".join(cell_text(cell).split())
