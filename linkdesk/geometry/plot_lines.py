"""Single lines after [地块坐标]: the line that opens a plot and the lines of its boundary points."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.words import PlotUse
from linkdesk.geometry.plot_file import PlotProblem
from linkdesk.geometry.problems import problem
from linkdesk.geometry.text import Line, number, plain

SHAPES = ("面", "线", "点")
FULL = 8  # tokens before the closing @
_LAND_CLASS = re.compile(r"\d{2}|\d{3}|\d{4}[A-Z]?|\d{2}H\d[A-Z]?", re.ASCII)
_MAP_SHEET = re.compile(r"[A-Z]\d{2}[A-Z]?\d*|\d+(\.\d+)?-\d+[-.\d]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class PlotLine:
    """A plot's opening line; texts empty and numbers None where absent, problems in the line's own form."""

    line: int
    points: str = ""
    area: str = ""
    code: str = ""
    name: str = ""
    shape: str = ""
    map_sheet: str = ""
    use: str = ""
    land_class: str = ""
    problems: tuple[PlotProblem, ...] = ()


@dataclass(frozen=True, slots=True)
class PointLine:
    """A boundary point as printed: name, ring number, and the two coordinates in the order of the file."""

    line: int
    label: str
    ring: str
    first: Decimal
    second: Decimal


def tokens(line: Line) -> list[str]:
    """The line's parts; commas of either width part them, else semicolons, else tabs or spaces; a last @ is a part."""
    comma = next((c for c in ",，;；" if c in line.text), None)
    parts = [t.strip() for t in (line.text.rstrip(",，;； ").split(comma) if comma else line.text.split())]
    last = parts[-1]
    return [*parts[:-1], last[:-1], last[-1]] if len(last) > 1 and plain(last[-1]) == "@" else parts


def opens_plot(parts: list[str]) -> bool:
    """Whether a line opens a plot: its last part is @, or it is long and names a shape."""
    return plain(parts[-1]) == "@" or (len(parts) >= FULL - 1 and any(p in SHAPES for p in parts))


def surely_opens_plot(line: Line) -> bool:
    """Whether a line can be nothing but the opening of a plot: it ends with @ and has the parts for it."""
    return line.text[-1] in "@＠,，;；" and len(parts := tokens(line)) >= FULL - 2 and plain(parts[-1]) == "@"


def plot_line(line: Line) -> PlotLine:
    """A plot's opening line with 7 to 12 parts, the regular 9 by place, others by what they look like."""
    parts = tokens(line)
    marked = plain(parts[-1]) == "@"
    body = parts[:-1] if marked else parts
    problems = [] if marked else [problem("mark_missing", line.number)]
    if len(body) == FULL and (body[4] in (*SHAPES, "")):
        return PlotLine(line.number, *body, problems=tuple(problems))
    taken, unused = _by_look(body)
    problems.append(problem("tokens", line.number, line.text, count=len(parts)))
    problems += [problem("token_unused", line.number, text) for text in unused]
    return PlotLine(line.number, **taken, problems=tuple(problems))


def point_line(line: Line) -> PointLine | PlotProblem:
    """A boundary point of four parts: name, ring number, two coordinates."""
    parts = tokens(line)
    if len(parts) != 4 or not plain(parts[1]):
        return problem("line_unread", line.number, line.text)
    first, second = number(parts[2]), number(parts[3])
    if first is None or second is None:
        return problem("not_a_number", line.number, parts[2] if first is None else parts[3])
    return PointLine(line.number, parts[0], plain(parts[1]), first, second)


def use_of(text: str) -> PlotUse | None:
    """The use a word such as 拆旧区 or 建新安置 means: 安置 is a kind of 建新 and is the closer word."""
    return next((use for use in (PlotUse.SETTLEMENT, PlotUse.OLD, PlotUse.NEW) if use in text), None)


def _by_look(body: list[str]) -> tuple[dict[str, str], list[str]]:
    """Parts by what they look like: numbers, code, name before the shape; sheet, use, class after it, in any order."""
    at = next((i for i, part in enumerate(body) if part in SHAPES), None)
    taken = {} if at is None else {"shape": body[at]}
    before, after = (body[:4], body[4:]) if at is None else (body[:at], body[at + 1:])
    unused = _take_before(before, taken) + _take_after(after, taken)
    return taken, [text for text in unused if text]


def _take_before(before: list[str], taken: dict[str, str]) -> list[str]:
    rest = list(before)
    for field, pattern in (("points", r"\d*"), ("area", r"\d*\.?\d*")):
        if len(rest) > 1 and re.fullmatch(pattern, plain(rest[0]), re.ASCII):
            taken[field] = rest.pop(0)
    taken |= dict(zip(("code", "name"), rest, strict=False))
    return rest[2:]


def _take_after(after: list[str], taken: dict[str, str]) -> list[str]:
    unused = []
    for text in after:
        field = _look(text)
        if field and field not in taken:
            taken[field] = text
        else:
            unused.append(text)
    return unused


def _look(text: str) -> str | None:
    if use_of(text):
        return "use"
    if _LAND_CLASS.fullmatch(plain(text)):
        return "land_class"
    return "map_sheet" if _MAP_SHEET.fullmatch(plain(text)) else None
