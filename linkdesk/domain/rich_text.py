"""The text an officer writes for a section, as plain lines: what the store keeps, the editor shows and the paper prints.

    ## 小标题                     a heading below the section's own; ### one further below
    | 项目 | 数量 |              rows of a table, the first its heading
    ![hash|width|caption]        a stored picture, its width in mm
    {old_area}                   a figure of the project by name, filled in whenever it is shown
    **重点**                     strong
    \\{ \\* \\| \\# \\! \\\\            these characters as they are
    any other line               a paragraph

Whatever does not fit is text: nothing that is typed or pasted is ever refused or lost. Whether a name stands for anything is
asked where it is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """Literal text of a line."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A figure or named text by its name."""

    name: str


Parts = tuple[Run | Named, ...]


@dataclass(frozen=True, slots=True)
class RichHeading:
    """A heading; level 2 or 3 in the text is one or two below the section's."""

    level: int
    parts: Parts


@dataclass(frozen=True, slots=True)
class RichParagraph:
    """A paragraph."""

    parts: Parts


@dataclass(frozen=True, slots=True)
class RichTable:
    """A table: rows of cells, the first row its heading; every row has as many cells as the widest."""

    rows: tuple[tuple[Parts, ...], ...]


@dataclass(frozen=True, slots=True)
class RichPicture:
    """A stored picture by hash, its width in mm."""

    hash: str
    width_mm: int
    caption: str = ""


RichBlock = RichHeading | RichParagraph | RichTable | RichPicture
_HEADING = re.compile(r"(#{2,3}) (.+)")
_PICTURE = re.compile(r"!\[([0-9a-f]{64})\|(\d{1,3})\|([^\]]*)\]")
_PART = re.compile(r"\\([\\{*|#!])|\{([a-z][a-z_]*(?:\.[a-z_]+)?)\}|\*\*((?:[^*\\]|\\.)+)\*\*")
_CELL = re.compile(r"((?:[^\\|]|\\.)*)\|")
_PLAIN = re.compile(r"\\([\\{*|#!])")
_ESCAPED = re.compile(r"[\\{*|]")


def parse(text: str) -> tuple[RichBlock, ...]:
    """The blocks of a text."""
    blocks: list[RichBlock] = []
    rows: list[tuple[Parts, ...]] = []
    for line in (*text.splitlines(), ""):
        if _is_row(line):
            rows.append(tuple(_parts(cell) for cell in _cells(line)))
            continue
        if rows:
            blocks.append(RichTable(_even(rows)))
            rows = []
        if line.strip():
            blocks.append(_block(line.strip()))
    return tuple(blocks)


def _is_row(line: str) -> bool:
    line = line.strip()
    return len(line) > 2 and line.startswith("|") and line.endswith("|")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in _CELL.findall(line.strip()[1:])]


def _even(rows: list[tuple[Parts, ...]]) -> tuple[tuple[Parts, ...], ...]:
    widest = max(map(len, rows))
    return tuple((*row, *((),) * (widest - len(row))) for row in rows)


def _block(line: str) -> RichBlock:
    if heading := _HEADING.fullmatch(line):
        return RichHeading(len(heading[1]), _parts(heading[2]))
    if picture := _PICTURE.fullmatch(line):
        return RichPicture(picture[1], int(picture[2]), picture[3])
    return RichParagraph(_parts(line))


def _parts(text: str) -> Parts:
    parts: list[Run | Named] = []
    literal, end = "", 0
    for found in _PART.finditer(text):
        literal += text[end:found.start()]
        end = found.end()
        if found[1]:
            literal += found[1]
        else:
            parts += [Run(literal), Named(found[2]) if found[2] else Run(_PLAIN.sub(r"\1", found[3]), strong=True)]
            literal = ""
    return tuple(part for part in (*parts, Run(literal + text[end:])) if part != Run(""))


def pictures(text: str) -> tuple[str, ...]:
    """The stored pictures of a text, by their hashes."""
    return tuple(found[1] for line in text.splitlines() if (found := _PICTURE.fullmatch(line.strip())))


def spelled(blocks: Iterable[RichBlock]) -> str:
    """The text that `parse` reads as these blocks; two tables in a row are kept apart by a blank line."""
    lines: list[str] = []
    before: RichBlock | None = None
    for block in blocks:
        if isinstance(block, RichTable) and isinstance(before, RichTable):
            lines.append("")
        lines += _lines(block)
        before = block
    return "\n".join(lines)


def _lines(block: RichBlock) -> list[str]:
    if isinstance(block, RichTable):
        return [f"| {' | '.join(map(_written, row))} |" for row in block.rows]
    if isinstance(block, RichPicture):
        return [f"![{block.hash}|{block.width_mm}|{block.caption}]"]
    text = _written(block.parts)
    if isinstance(block, RichHeading):
        return [f"{'#' * block.level} {text}"]
    return ["\\" + text if text[:1] in ("#", "!") else text]


def _written(parts: Parts) -> str:
    return "".join(f"{{{part.name}}}" if isinstance(part, Named) else f"**{_escaped(part.text)}**" if part.strong
                   else _escaped(part.text) for part in parts)


def _escaped(text: str) -> str:
    return _ESCAPED.sub(r"\\\g<0>", text)
