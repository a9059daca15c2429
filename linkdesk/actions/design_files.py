"""Drawings attached to the design of plots on their way into the packet: PDF as pages of it, what cannot be printed beside it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from linkdesk.actions import plot_designs
from linkdesk.actions.annexes import PRINTED
from linkdesk.actions.folders import safe
from linkdesk.desk import Desk
from linkdesk.documents.design.drawings import PICTURES, attached_drawings
from linkdesk.documents.join import Part
from linkdesk.documents.picture_pages import as_pages
from linkdesk.domain.design import DesignDrawing
from linkdesk.domain.dossier import Dossier


def drawing_parts(desk: Desk, dossier: Dossier) -> tuple[Part, ...]:
    """The attached drawings that can be printed and are not among the drawings already, each as a part of the packet."""
    return tuple(Part(name, as_pages(plot_designs.content(desk, drawing), drawing.file_name))
                 for name, drawing in _others(dossier) if _suffix(drawing) in PRINTED)


def drawing_files(desk: Desk, dossier: Dossier, folder: Path) -> None:
    """Write those that cannot be printed into a folder; nothing is written when there are none."""
    for at, (name, drawing) in enumerate(_others(dossier), 1):
        if _suffix(drawing) not in PRINTED:
            folder.mkdir(exist_ok=True)
            (folder / f"图纸-{at:02d} {safe(name)}{_suffix(drawing)}").write_bytes(plot_designs.content(desk, drawing))


def _others(dossier: Dossier) -> Iterator[tuple[str, DesignDrawing]]:
    return ((name, drawing) for name, drawing in attached_drawings(dossier) if _suffix(drawing) not in PICTURES)


def _suffix(drawing: DesignDrawing) -> str:
    return Path(drawing.file_name).suffix.lower()
