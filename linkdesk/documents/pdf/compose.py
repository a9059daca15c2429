"""One line of text as PDF operators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise, zip_longest
from typing import NamedTuple

from linkdesk.documents.pdf.breaking import SEGMENT, is_narrow
from linkdesk.documents.pdf.styles import TypeStyle
from linkdesk.documents.pdf.used import Used


class Line(NamedTuple):
    """A set line: where it starts from the left, its width, its operators, and underlines as (from, to)."""

    x: float
    width: float
    code: str
    underlines: tuple[tuple[float, float], ...] = ()


class Segment(NamedTuple):
    """A stretch of one face that is either narrow (Latin, digits: never spread) or on the grid."""

    used: Used
    narrow: bool
    text: str
    underlined: bool

    def width(self, size: float, spacing: float) -> float:
        """The width in points with so much after each character on the grid."""
        thousandths = sum(map(self.used.advances.__getitem__, self.text))
        return thousandths * size / 1000 + (0 if self.narrow else len(self.text) * spacing)


def segments(text: str, sources: Mapping[str, Used], underlined: bool = False) -> list[Segment]:
    """Cut text where the face or the spacing changes."""
    found = []
    for stretch in SEGMENT.findall(text):
        narrow = is_narrow(stretch[0])
        found += [Segment(used, narrow, part, underlined) for used, part in _by_face(stretch, sources)]
    return found


def _by_face(text: str, sources: Mapping[str, Used]) -> list[tuple[Used, str]]:
    faces = list(map(sources.__getitem__, text))
    if faces.count(faces[0]) == len(faces):
        return [(faces[0], text)]
    cuts = [0, *(at for at, (a, b) in enumerate(pairwise(faces), 1) if a is not b), len(text)]
    return [(faces[a], text[a:b]) for a, b in pairwise(cuts)]


def natural(parts: Sequence[Segment], size: float, spacing: float) -> tuple[float, int]:
    """The width of a line in points before it is spread, and the number of gaps that can be spread."""
    width = sum(part.width(size, spacing) for part in parts)
    gaps = sum(0 if p.narrow else len(p.text) for p in parts)
    gaps += sum(a.narrow and not b.narrow for a, b in pairwise(parts))
    if parts and not parts[-1].narrow:
        return width, gaps - 1
    return width, gaps


def compose(parts: Sequence[Segment], style: TypeStyle, extra: float, width: float) -> Line:
    """Draw a line with `extra` points in each gap."""
    out: list[str] = []
    underlines: list[tuple[float, float]] = []
    face, spacing, x = None, None, 0.0
    for part, after in zip_longest(parts, parts[1:]):
        wanted = 0.0 if part.narrow else style.spacing + extra
        if part.used is not face:
            out.append(f"/{part.used.name} {style.size:g} Tf")
        if wanted != spacing:
            out.append(f"{wanted:.3f} Tc")
        face, spacing = part.used, wanted
        gap = extra if part.narrow and after and not after.narrow else 0.0
        code = part.used.code(part.text)
        out.append(f"[<{code}>{-1000 * gap / style.size:.1f}]TJ" if gap else f"<{code}>Tj")
        to = x + part.width(style.size, wanted) + gap
        if part.underlined:
            underlines.append((x, to))
        x = to
    return Line(0.0, width, " ".join(out), tuple(underlines))
