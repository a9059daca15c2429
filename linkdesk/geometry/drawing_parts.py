"""What a drawing holds below its model space: the things inside blocks, the boundaries of hatches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ezdxf import path as paths
from ezdxf.entities import DXFEntity, Insert

from linkdesk.geometry.answers import Refused

DEEPEST = 8         # blocks in blocks; one that holds itself would go on for ever
MOST = 20_000       # things in all blocks together: few blocks in each other can stand for more than any memory holds


def taken_apart(entities: Iterable[DXFEntity]) -> list[DXFEntity]:
    """The entities with block references replaced by what the blocks hold, where it lies; Refused where that has no end."""
    found: list[DXFEntity] = []
    for entity in _within(entities, 0):
        found.append(entity)
        if len(found) > MOST:
            raise Refused("too_large")
    return found


def hatched(hatch: Any, flat: float) -> Iterator[tuple[list[Any], bool]]:
    """The points of each boundary of a hatch, and whether arcs were straightened, to within `flat` metres."""
    for boundary in paths.from_hatch(hatch):
        curved = boundary.has_curves
        yield list(boundary.flattening(flat) if curved else boundary.control_vertices()), curved


def _within(entities: Iterable[DXFEntity], depth: int) -> Iterator[DXFEntity]:
    for entity in entities:
        if not isinstance(entity, Insert) or depth == DEEPEST:
            yield entity
            continue
        yield from entity.attribs
        for insert in entity.multi_insert() if entity.mcount > 1 else (entity,):
            yield from _within(insert.virtual_entities(), depth + 1)
