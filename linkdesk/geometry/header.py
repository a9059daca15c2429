"""The entries before [地块坐标]: coordinate system, projection, unit, zone."""

from __future__ import annotations

import re
from collections.abc import Callable

from linkdesk.domain.gauss_zone import ZONES, degrees_wide
from linkdesk.geometry.datum import CGCS2000, SEVERAL, UNKNOWN, datum_of
from linkdesk.geometry.plot_file import PlotProblem
from linkdesk.geometry.problems import problem
from linkdesk.geometry.text import Line, number, plain, section

_GAUSS = re.compile("高斯|gauss", re.IGNORECASE)
_METRE = re.compile("米|m|meter|metre", re.IGNORECASE)


def read_header(lines: list[Line]) -> tuple[dict[str, str], list[PlotProblem]]:
    """The entries name=content of all sections before the plots; the first of two equal names holds."""
    entries: dict[str, str] = {}
    at: dict[str, int] = {}
    problems: list[PlotProblem] = []
    for line in lines:
        name, equals, content = plain(line.text).rstrip(", ").partition("=")
        if not equals:
            problems += [] if section(line) is not None else [problem("header_line", line.number, line.text)]
        elif name.strip() in entries:
            problems += [problem("header_repeated", line.number, line.text, name=name.strip())]
        else:
            entries[name.strip()], at[name.strip()] = content.strip(), line.number
    return entries, problems + judged(entries, at)


def zone_of(header: dict[str, str]) -> int | None:
    """The zone number stated in the header, None where it is absent or unreadable."""
    found = re.search(r"(?<!\d)\d{2}(?!\d)", header.get("带号", ""), re.ASCII)
    return int(found[0]) if found and int(found[0]) in ZONES else None


def degrees_of(header: dict[str, str]) -> int:
    """Width of a zone in degrees of longitude: 6 where the header or the zone's number says so, else 3."""
    stated, zone = header.get("几度分带", ""), zone_of(header)
    if re.search("[3三6六]", stated):
        return 6 if re.search("[6六]", stated) else 3
    return degrees_wide(zone)


def on_cgcs2000(header: dict[str, str]) -> bool:
    """Whether the coordinates count on CGCS2000; a header that names no system known is taken to mean it."""
    return datum_of(header.get("坐标系", "")) in (CGCS2000, UNKNOWN)


def judged(header: dict[str, str], at: dict[str, int]) -> list[PlotProblem]:
    """Problems of the entries, each at its own line; an entry that is absent is named at line 1."""
    wrong: dict[str, tuple[str, Callable[[str], bool]]] = {
        "投影类型": ("projection", lambda value: not _GAUSS.search(value)),
        "计量单位": ("length_unit", lambda value: not _METRE.fullmatch(value)),
        "带号": ("zone_unreadable", lambda _: zone_of(header) is None),
        "几度分带": ("degrees_differ", lambda _: _other_width(header)),
        "转换参数": ("converted", _nonzero),
    }
    found = [problem(code, at.get(name, 1), header[name], zone=zone_of(header)) for name, (code, is_wrong) in wrong.items()
             if header.get(name) and is_wrong(header[name])]
    return [*_datum(header.get("坐标系", ""), at.get("坐标系", 1)), *found]


def _datum(stated: str, line: int) -> list[PlotProblem]:
    if not stated:
        return [problem("datum_missing", line)]
    named = datum_of(stated)
    code = {CGCS2000: None, UNKNOWN: "datum_unknown", SEVERAL: "datum_several"}.get(named, "datum")
    return [problem(code, line, stated)] if code else []


def _other_width(header: dict[str, str]) -> bool:
    zone = zone_of(header)
    return zone is not None and degrees_of(header) != degrees_wide(zone)


def _nonzero(value: str) -> bool:
    return any(number(part) != 0 for part in value.split(",") if part.strip())
