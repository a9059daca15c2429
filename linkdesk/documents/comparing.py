"""Two versions of a document side by side: every sentence and every cell that differs, with the heading it stands under."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice

from linkdesk.documents.blocks import Column, Document, FieldGrid, Heading, Paragraph, Picture, Style, Table
from linkdesk.documents.cells import leaves, shown
from linkdesk.documents.text import part_text

_NUMBER = re.compile(r"^(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）|\d+\.)")
_SENTENCE = re.compile(r"[^。；！？]*[。；！？]?")
_FIGURE = re.compile(r"-?[\d,.]+[＊%]?")
_ORDER = "序号"
_MOST_WORDS = 4


@dataclass(frozen=True, slots=True)
class TextDifference:
    """What a passage said and says: `before` empty for what was added, `after` empty for what was taken out."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CellDifference:
    """A cell of a table that differs; `row` names the row by its first words, `column` is empty for a whole row."""

    table: str
    row: str
    column: str
    before: str
    after: str


def text_differences(old: Document, new: Document) -> tuple[TextDifference, ...]:
    """Every sentence that was changed, added or taken out, in the order of the new text."""
    before, after = list(_sentences(old)), list(_sentences(new))
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return tuple(d for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal" for d in _said(before[i:j], after[k:m]))


def _sentences(document: Document) -> Iterator[tuple[str, str]]:
    """(heading, sentence) in order; headings lose their running numbers, so that an added chapter changes nothing else."""
    path: dict[int, str] = {}
    for block in (b for section in document.sections for b in section.blocks):
        if isinstance(block, Heading):
            path = {level: title for level, title in path.items() if level < block.level} | {block.level: _NUMBER.sub("", block.text)}
            yield " · ".join(path.values()), ""
        for text in _texts(block):
            yield from ((" · ".join(path.values()), part) for part in _SENTENCE.findall(text) if part.strip())


def _texts(block: object) -> Iterator[str]:
    if isinstance(block, Paragraph) and block.style is not Style.SMALL:  # small print tells of the paper, not of the plan
        yield "".join(map(part_text, block.parts)).strip()
    elif isinstance(block, Picture):
        yield f"【图片 {block.hash[:8]}】{block.caption}"
    elif isinstance(block, FieldGrid):
        yield from (f"{label}：{shown(cell, Column(''))}" for label, cell in block.pairs)


def _said(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> Iterator[TextDifference]:
    """The differences of one stretch, heading by heading; a heading that came or went is told by its name."""
    for heading in dict.fromkeys(h for h, _ in (*after, *before)):
        old, new = ("".join(text for h, text in side if h == heading) for side in (before, after))
        if old or new:
            yield TextDifference(heading, old, new)
        else:
            title = heading.rpartition(" · ")[2]
            was, is_ = ((heading, "") in side for side in (before, after))
            yield TextDifference(heading, f"（标题）{title}" if was else "", f"（标题）{title}" if is_ else "")


def table_differences(old: Document, new: Document) -> tuple[CellDifference, ...]:
    """Every cell that differs, tables paired by name and rows by their first words; rows and tables that came or went are whole."""
    before, after = _tables(old), _tables(new)
    return tuple(d for name in dict.fromkeys((*before, *after)) for d in _of_table(name, before.get(name), after.get(name)))


def _tables(document: Document) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    alike: Counter[str] = Counter()
    heading = ""
    for block in (b for section in document.sections for b in section.blocks):
        if isinstance(block, Heading):
            heading = _NUMBER.sub("", block.text)
        elif isinstance(block, Table):
            name = block.title or " ".join(dict.fromkeys(filter(None, (heading, block.name)))) or "表"
            alike[name] += 1
            tables[f"{name}（第{alike[name]}张）" if alike[name] > 1 else name] = block
    return tables


def _of_table(name: str, old: Table | None, new: Table | None) -> Iterator[CellDifference]:
    rows = _rows(old), _rows(new)
    before, after = (_by_name(each, _words_needed(*rows)) for each in rows)
    for key in dict.fromkeys((*after, *before)):
        was, is_ = before.get(key), after.get(key)
        if was is None or is_ is None:
            yield CellDifference(name, key, "", _whole(was), _whole(is_))
            continue
        for column in dict.fromkeys((*was, *is_)):
            if was.get(column, "") != is_.get(column, ""):
                yield CellDifference(name, key, column, was.get(column, ""), is_.get(column, ""))


def _whole(row: dict[str, str] | None) -> str:
    return "" if row is None else "；".join(f"{label} {text}" for label, text in row.items() if text)


def _words_needed(*versions: list[dict[str, str]]) -> int:
    """How many of the first columns tell the rows apart, so that one that came between others is not told as a change of theirs."""
    for words in range(1, _MOST_WORDS + 1):
        if all(len({_named(row, words) for row in rows}) == len(rows) for rows in versions):
            return words
    return 1


def _named(row: dict[str, str], words: int) -> str:
    """The first words of a row; one that begins without any goes by whatever it says first."""
    first = [text for text in islice(row.values(), words) if text and not _FIGURE.fullmatch(text)]
    return " ".join(first) or next((text for text in row.values() if text), "")


def _by_name(rows: list[dict[str, str]], words: int) -> dict[str, dict[str, str]]:
    """The rows by a name that tells them apart: their first words, and their place among those alike."""
    found: dict[str, dict[str, str]] = {}
    alike: Counter[str] = Counter()
    for row in rows:
        key = _named(row, words)
        alike[key] += 1
        found[f"{key}（第{alike[key]}行）" if alike[key] > 1 else key] = row
    return found


def _rows(table: Table | None) -> list[dict[str, str]]:
    """The rows and the totals as column → text, without running numbers."""
    if table is None:
        return []
    labels, columns = _labels(table.columns), leaves(table.columns)
    return [{label: shown(cell, column) for label, cell, column in zip(labels, cells, columns, strict=True) if label != _ORDER}
            for cells in (*table.rows, *((table.totals,) if table.totals else ()))]


def _labels(columns: Sequence[Column], above: str = "") -> list[str]:
    """The leaf columns' labels, each with the groups it stands in; two alike are told apart by number."""
    found: list[str] = []
    for column in columns:
        label = f"{above}{column.label}"
        for each in _labels(column.children, f"{label}·") if column.children else [label]:
            found.append(f"{each}{found.count(each) + 1}" if each in found else each)
    return found
