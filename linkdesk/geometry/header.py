"""The entries before [地块坐标]: coordinate system, projection, unit, zone."""

from __future__ import annotations

import re
from collections.abc import Callable

from linkdesk.geometry.plot_file import PlotProblem
from linkdesk.geometry.problems import problem
from linkdesk.geometry.text import Line, number, plain, section

_CGCS2000 = re.compile(r"2000|CGCS", re.IGNORECASE)
_GAUSS = re.compile("高斯|gauss", re.IGNORECASE)
_METRE = re.compile("米|m|meter|metre", re.IGNORECASE)


def read_header(lines: list[Line]) -> tuple[dict[str, str], list[PlotProblem]]:
    """The entries name=content of all sections before the plots; the first of two equal names holds."""
    entries: dict[str, str] = {}
    at: dict[str, int] = {}
    problems: list[PlotProblem] = []
    for line in lines:
        name, equals, content = plain(line.text).partition("=")
        if not equals:
            problems += [] if section(line) is not None else [problem("header_line", line.number, line.text)]
        elif name.strip() in entries:
            problems += [problem("header_repeated", line.number, line.text, name=name.strip())]
        else:
            entries[name.strip()], at[name.strip()] = content.strip(), line.number
    return entries, problems + _judged(entries, at)


def zone_of(header: dict[str, str]) -> int | None:
    """The zone number stated in the header, None where it is absent or unreadable."""
    found = re.search(r"\d+", header.get("带号", ""), re.ASCII)
    return int(found[0]) if found else None


def degrees_of(header: dict[str, str]) -> int:
    """Width of a zone in degrees of longitude: 6 where the header says so, else 3."""
    return 6 if "6" in header.get("几度分带", "") else 3


def on_cgcs2000(header: dict[str, str]) -> bool:
    """Whether the coordinates count on CGCS2000; a header that is silent is taken to mean it."""
    return not header.get("坐标系") or bool(_CGCS2000.search(header["坐标系"]))


def _judged(header: dict[str, str], at: dict[str, int]) -> list[PlotProblem]:
    """Problems of the entries, each at its own line; an entry that is absent is named at line 1."""
    wrong: dict[str, tuple[str, Callable[[str], bool]]] = {
        "坐标系": ("datum", lambda _: not on_cgcs2000(header)),
        "投影类型": ("projection", lambda value: not _GAUSS.search(value)),
        "计量单位": ("length_unit", lambda value: not _METRE.fullmatch(value)),
        "带号": ("zone_unreadable", lambda _: zone_of(header) is None),
        "转换参数": ("converted", _nonzero),
    }
    found = [problem(code, at[name], header[name]) for name, (code, is_wrong) in wrong.items()
             if header.get(name) and is_wrong(header[name])]
    return found if header.get("坐标系") else [*found, problem("datum_missing", at.get("坐标系", 1))]


def _nonzero(value: str) -> bool:
    return any(number(part) != 0 for part in value.split(",") if part.strip())
