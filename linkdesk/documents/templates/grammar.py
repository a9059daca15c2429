"""The grammar of document texts. One construct per line, UTF-8; no logic, no markup beyond this list:

    ; a comment
    = 文件标题                title, centred
    # 总则                   heading; ## and ### one and two levels below. Numbers 一、（一）1. are set by the program
    > 不缩进的一段            paragraph without indent
    ~ 小字说明                small print
    [[block]]                a table, grid or other block that the document supplies
    + name                   the clauses of another shipped text stand here; a clause of its own
    when = fact              the clause stands only when the fact holds
    ask = key：名称           the officer's own text of this section; it stands in place of the clause's other lines,
                             and without it they stand, or a named gap when there are none
    any other line           a body paragraph

A clause is the lines up to the next blank line; `when` and `ask` open it. In a line, `{name}` is a figure or a named
text, `{subject.field}` a field of the subjects the document declares, `**…**` is printed strong, and 第N条 at the
beginning takes the running number of articles. A name nobody knows is refused when the file is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from linkdesk.domain.errors import KnownError
from linkdesk.domain.rich_text import Named, Run


class LineKind(StrEnum):
    """What a line of a clause becomes."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    PLAIN = "plain"
    SMALL = "small"
    BLOCK = "block"
    OTHER_TEXT = "other text"


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its number in the file, its kind, its level when a heading, its parts (a block has one Named)."""

    number: int
    kind: LineKind
    parts: tuple[Run | Named, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Ask:
    """A section an officer may write: the key under which the text is kept, and what it is about."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Clause:
    """Lines that stand or fall together; `number` is the line the clause begins at."""

    number: int
    lines: tuple[Line, ...]
    when: str = ""
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class Template:
    """A document text as read; `source` names the file in messages."""

    source: str
    clauses: tuple[Clause, ...]

    @property
    def asks(self) -> tuple[Ask, ...]:
        """The sections an officer may write, in order."""
        return tuple(c.ask for c in self.clauses if c.ask)


_MARKS = {"= ": LineKind.TITLE, "> ": LineKind.PLAIN, "~ ": LineKind.SMALL}
_HEADING = re.compile(r"(#{1,3}) (.+)")
_OTHER_TEXT = re.compile(r"\+ ([a-z_]+)")
_BLOCK = re.compile(r"\[\[([a-z_]+)\]\]")
_OPENING = re.compile(r"(when|ask)\s*=\s*(.*)")
_ASK = re.compile(r"([a-z_]+)：(.+)")
_PART = re.compile(r"\{([a-z_.]+)\}|\*\*([^*{}]+)\*\*")


def parse(text: str, source: str) -> Template:
    """Read a document text; KnownError names file and line of what does not fit the grammar."""
    return Template(source, tuple(_clause(lines, source) for lines in _grouped(text)))


def _grouped(text: str) -> Iterator[list[tuple[int, str]]]:
    group: list[tuple[int, str]] = []
    for number, line in enumerate((*text.splitlines(), ""), 1):
        if line.strip() and not line.startswith(";"):
            group.append((number, line.rstrip()))
        elif not line.strip() and group:
            yield group
            group = []


def _clause(lines: list[tuple[int, str]], source: str) -> Clause:
    when, ask, first, whole = "", None, lines[0][0], len(lines)
    while lines and (opening := _OPENING.fullmatch(lines[0][1])):
        number, _ = lines[0]
        when = opening[2].strip() if opening[1] == "when" else when
        ask = _ask(opening[2], number, source) if opening[1] == "ask" else ask
        lines = lines[1:]
    made = tuple(_line(number, text, source) for number, text in lines)
    if whole > 1 and any(line.kind is LineKind.OTHER_TEXT for line in made):
        refuse(source, first, "“+ 文本名”要单独成段，前后空一行")
    return Clause(first, made, when, ask)


def _ask(text: str, number: int, source: str) -> Ask:
    found = _ASK.fullmatch(text.strip())
    return Ask(found[1], found[2]) if found else refuse(source, number, "“ask =”后面应为“章节标识：名称”")


def _line(number: int, text: str, source: str) -> Line:
    if _OPENING.fullmatch(text):
        refuse(source, number, "“when =”“ask =”只能写在一段的开头，请在前面空一行")
    if block := _BLOCK.fullmatch(text):
        return Line(number, LineKind.BLOCK, (Named(block[1]),))
    if other := _OTHER_TEXT.fullmatch(text):
        return Line(number, LineKind.OTHER_TEXT, (Named(other[1]),))
    if heading := _HEADING.fullmatch(text):
        return Line(number, LineKind.HEADING, _parts(heading[2], number, source), len(heading[1]))
    kind = _MARKS.get(text[:2], LineKind.BODY)
    return Line(number, kind, _parts(text if kind is LineKind.BODY else text[2:].strip(), number, source))


def _parts(text: str, number: int, source: str) -> tuple[Run | Named, ...]:
    parts: list[Run | Named] = []
    end = 0
    for found in _PART.finditer(text):
        parts += [Run(text[end:found.start()]), Named(found[1]) if found[1] else Run(found[2], strong=True)]
        end = found.end()
    parts.append(Run(text[end:]))
    if any(mark in part.text for part in parts if isinstance(part, Run) for mark in ("{", "}", "[[", "]]", "**")):
        refuse(source, number, "大括号、方括号或星号没有成对写好")
    return tuple(part for part in parts if part != Run(""))


def refuse(source: str, number: int, why: str) -> object:
    """Raise the KnownError that names file and line."""
    raise KnownError(f"文本模板“{source}”第 {number} 行：{why}。文件未采用，请修改后再试。")
