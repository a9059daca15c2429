"""Drawings (DXF) in: closed polylines as plots; texts inside name them, polylines inside without a text are holes.

A drawing without closed polylines of its own may have them in blocks, or boundaries of hatches. Where it has some, blocks
and hatches are signs and shading. In a drawing x is east and y is north.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import ezdxf
import shapely
from ezdxf import path as paths
from ezdxf import recover
from ezdxf.document import Drawing
from ezdxf.entities import DXFEntity

from linkdesk.domain.errors import KnownError
from linkdesk.domain.quantities import rounded
from linkdesk.geometry.answers import Refused, Shape, answer, of_double
from linkdesk.geometry.crs import System
from linkdesk.geometry.degrees import DECIMALS, Pair
from linkdesk.geometry.drawing_parts import hatched, taken_apart
from linkdesk.geometry.drawing_repair import is_doubtful, marked
from linkdesk.geometry.naming import named
from linkdesk.geometry.raw import Said, told
from linkdesk.geometry.rings import enclosing
from linkdesk.geometry.text import decoded

_END = 256  # bytes within which a drawing says that it ends
FLAT = 0.001  # metres that a straightened arc may be off
_KINDS = {"LINE": "直线", "ARC": "圆弧", "CIRCLE": "圆", "ELLIPSE": "椭圆", "SPLINE": "样条曲线", "INSERT": "图块", "HATCH": "填充",
          "REGION": "面域", "open": "未闭合的多段线", "again": "重复的多段线"}


@dataclass(slots=True)
class _Outline:
    """A closed polyline, and the texts that stand in it and in no smaller one."""

    layer: str
    ring: list[Pair]
    curved: bool
    texts: list[str] = field(default_factory=list)
    holes: list[_Outline] = field(default_factory=list)


def read_drawing(path: Path) -> dict[str, Any]:
    """What a DXF holds, as answers.answer; Refused where it is none or has no closed polyline."""
    _refuse_cut(path)
    try:
        document, encoding = _opened(path)
    except (ezdxf.DXFError, KnownError):
        raise Refused("broken") from None
    entities = list(document.modelspace())
    outlines, others = _sorted(entities)
    remarks: list[Said] = []
    if not outlines:
        entities, remarks = taken_apart(entities), [told("drawing_parts", 1)]
        outlines, others = _sorted(entities, hatches=True)
    if not outlines:
        raise Refused("no_polylines")
    _place_texts(outlines, [found for entity in entities if (found := _text(entity))])
    return _answer(outlines, others, remarks, encoding, path.stem)


def _answer(outlines: list[_Outline], others: Counter[str], remarks: list[Said], encoding: str, stem: str) -> dict[str, Any]:
    plots = list(_plots(outlines))
    many = Counter(outline.layer for outline in plots)
    shapes = [_shape(number, plot, stem, many[plot.layer] == 1) for number, plot in enumerate(plots, 1)]
    unread = [told("drawing_unread", 1, "、".join(f"{_KINDS[kind]}{count}个" for kind, count in others.items()))] if others else []
    return answer("dxf", encoding, System({}), shapes, [*remarks, *unread])


def _opened(path: Path) -> tuple[Drawing, str]:
    """The drawing and its encoding; what a header says of encodings is often wrong, so texts are decoded here."""
    data = path.read_bytes()
    if data.startswith(b"AutoCAD Binary DXF"):
        return ezdxf.readfile(path), "binary"
    encoding, text = decoded(data, path.name)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for repair in (marked, str) if is_doubtful(text) else (str, marked):
        with suppress(ezdxf.DXFError):
            return ezdxf.read(StringIO(repair(text))), encoding
    return recover.read(BytesIO(data))[0], encoding


def _refuse_cut(path: Path) -> None:
    """The library would read what is left of a drawing that was cut short, and say nothing."""
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - _END))
        if b"EOF" not in file.read():
            raise Refused("broken")


def _sorted(entities: Iterable[DXFEntity], hatches: bool = False) -> tuple[list[_Outline], Counter[str]]:
    """The closed polylines, on demand also the boundaries of hatches, and how many things of other kinds there are."""
    outlines: dict[frozenset[Pair], _Outline] = {}
    others: Counter[str] = Counter()
    for entity in entities:
        kind = entity.dxftype()
        if kind in ("LWPOLYLINE", "POLYLINE") or (hatches and kind == "HATCH"):
            drawn = _outlines(entity)
            others["open"] += not drawn
            for outline in drawn:
                others["again"] += outlines.setdefault(frozenset(outline.ring), outline) is not outline
        elif kind in _KINDS:
            others[kind] += 1
    return list(outlines.values()), +others


def _outlines(entity: Any) -> list[_Outline]:
    if entity.dxftype() == "HATCH":
        found = [_outline(entity, points, curved, True) for points, curved in hatched(entity, FLAT)]
        return [outline for outline in found if outline]
    if entity.dxftype() == "POLYLINE" and (entity.is_poly_face_mesh or entity.is_polygon_mesh):
        return []
    curved = bool(entity.has_arc)
    points = list(paths.make_path(entity).flattening(FLAT)) if curved else _corners(entity)
    outline = _outline(entity, points, curved, entity.is_closed)
    return [outline] if outline else []


def _outline(entity: Any, points: list[Any], curved: bool, closed: bool) -> _Outline | None:
    pairs = [(_metres(p.x, entity), _metres(p.y, entity)) for p in points]
    ring = [pair for i, pair in enumerate(pairs) if i == 0 or pair != pairs[i - 1]]
    if not (closed or (len(ring) > 3 and ring[0] == ring[-1])) or len(ring) < 3 or any(None in pair for pair in ring):
        return None
    return _Outline(str(entity.dxf.layer), ring[:-1] if ring[0] == ring[-1] else ring, curved)


def _metres(value: float, entity: Any) -> Decimal | None:
    """A coordinate; what was reckoned from a block's place is known to a tenth of a millimetre."""
    said = of_double(value)
    return said if said is None or not entity.is_virtual else rounded(said, DECIMALS)


def _corners(entity: Any) -> list[Any]:
    if entity.dxftype() == "LWPOLYLINE":
        return list(entity.vertices_in_wcs())
    return list(entity.points_in_wcs())


def _text(entity: Any) -> tuple[str, tuple[float, float]] | None:
    if entity.dxftype() not in ("TEXT", "MTEXT", "ATTRIB"):
        return None
    said = entity.plain_text()
    at = entity.dxf.insert
    return (" ".join(said.split()), (at.x, at.y)) if said.strip() else None


def _place_texts(outlines: list[_Outline], texts: list[tuple[str, tuple[float, float]]]) -> None:
    """Give each text to the smallest outline it stands in, in the order of the drawing."""
    shapes, (east, north) = _polygons(outlines), map(float, outlines[0].ring[0])
    areas = shapely.area(shapes)
    found: dict[int, int] = {}
    tree = shapely.STRtree([shapely.Point(x - east, y - north) for _, (x, y) in texts])
    for outline, text in tree.query(shapes, predicate="contains").T.tolist() if texts else []:
        if text not in found or areas[outline] < areas[found[text]]:
            found[text] = outline
    for text, outline in sorted(found.items()):
        outlines[outline].texts.append(texts[text][0])


def _plots(outlines: list[_Outline]) -> Iterator[_Outline]:
    """The outlines that are plots; one without a text inside another of its layer becomes a hole of it."""
    within = enclosing(_polygons(outlines))
    for outline, outer in zip(outlines, within, strict=True):
        around = outlines[outer[0]] if outer else None
        if around and not outline.texts and around.layer == outline.layer:
            around.holes.append(outline)
        else:
            yield outline


def _polygons(outlines: list[_Outline]) -> list[shapely.Polygon]:
    """The outlines in metres from the first point of the first: floats near an origin keep their digits."""
    east, north = outlines[0].ring[0]
    return [shapely.Polygon([(float(e - east), float(n - north)) for e, n in outline.ring]) for outline in outlines]


def _shape(number: int, outline: _Outline, stem: str, alone: bool) -> Shape:
    rings = [outline.ring, *(hole.ring for hole in outline.holes)]
    problems: list[Said] = [told("arcs", number)] if outline.curved or any(hole.curved for hole in outline.holes) else []
    return Shape(number, named(outline.texts, outline.layer if alone else ""), rings, (outline.layer, stem), problems)
