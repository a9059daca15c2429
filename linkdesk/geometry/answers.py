"""What the child answers of a file of shapes: header, plots with their words and points, problems; as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from linkdesk.geometry.attributes import words
from linkdesk.geometry.crs import System
from linkdesk.geometry.datum import CGCS2000
from linkdesk.geometry.degrees import Pair, Projecting, are_degrees
from linkdesk.geometry.limits import MOST_POINTS
from linkdesk.geometry.raw import Said, told

LONGEST = 500  # characters of one word: names of plots have some ten
_MILLIMETRE = Decimal("0.001")


class Refused(Exception):
    """Why nothing of a file is read; its text is a key of process.REFUSALS."""


@dataclass(slots=True)
class Shape:
    """One plot as drawn: its number in the file, attributes, rings of (east, north), and what was remarked on it."""

    number: int
    attributes: Mapping[str, object]
    rings: Sequence[Sequence[Pair]]
    fallbacks: tuple[str, ...] = ()
    problems: list[Said] = field(default_factory=list)
    unread: list[Said] = field(default_factory=list)


def answer(form: str, encoding: str, system: System, shapes: Iterable[Shape], problems: list[Said]) -> dict[str, Any]:
    """Everything a file holds; degrees are turned into Gauss-Krüger coordinates where they are on CGCS2000."""
    answering = _Answering(system)
    plots = [answering.plot(shape) for shape in shapes]
    return {"form": form, "encoding": encoding, "header": answering.header,
            "problems": [*problems, *answering.problems(), *([] if plots else [told("no_plots", 1)])], "plots": plots}


class _Answering:
    def __init__(self, system: System) -> None:
        self.system, self.header = system, dict(system.header)
        self._projecting: Projecting | None = None
        self._points = 0

    def problems(self) -> list[Said]:
        return self._projecting.said() if self._projecting else []

    def plot(self, shape: Shape) -> dict[str, Any]:
        self._points += sum(map(len, shape.rings))
        if self._points > MOST_POINTS:
            raise Refused("too_many")
        said, assumed = words({k: v[:LONGEST] if isinstance(v, str) else v for k, v in shape.attributes.items()},
                              shape.number, shape.fallbacks)
        unread = [*shape.unread, *self._foreign(shape)]
        points = [] if unread else self._numbered(shape.rings)
        return {"line": shape.number, "words": said, "points": points, "problems": [*shape.problems, *assumed], "unread": unread}

    def _foreign(self, shape: Shape) -> list[Said]:
        datum = self.header.get("坐标系", "") or CGCS2000
        drawn = next((pair for ring in shape.rings for pair in ring), None)
        is_foreign = drawn is not None and datum != CGCS2000 and (self.system.degrees or are_degrees(drawn))
        return [told("degrees_foreign", shape.number, datum)] if is_foreign else []

    def _numbered(self, rings: Sequence[Sequence[Pair]]) -> list[list[str]]:
        numbered: list[list[str]] = []
        for number, ring in enumerate(rings, 1):
            for east, north in map(self._placed, ring[:-1] if len(ring) > 1 and ring[0] == ring[-1] else ring):
                numbered.append([f"J{len(numbered) + 1}", str(number), printed(north), printed(east)])
        return numbered

    def _placed(self, pair: Pair) -> Pair:
        if self._projecting is None and not are_degrees(pair):
            return pair
        if self._projecting is None:
            self._projecting = Projecting(pair)
            self.header |= {"带号": str(self._projecting.zone), "几度分带": "3"}
        return self._projecting.projected(pair)


def printed(value: Decimal) -> str:
    """A coordinate with the decimals it has, three at least."""
    return f"{value if value.as_tuple().exponent <= -3 else value.quantize(_MILLIMETRE):f}"


def of_double(value: float) -> Decimal | None:
    """A double's 15 digits, all it is sure to keep: written decimals come back, the noise beyond goes. None for NaN, inf, giants."""
    return Decimal(f"{value:.15g}") if abs(value) < 1e12 else None
