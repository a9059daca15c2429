"""Packets: everything that goes up in one envelope, written whole into one folder or not at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from linkdesk.actions import plan_versions, printing
from linkdesk.actions.envelopes import STEPS, Envelope, cover_of, envelopes, step_names
from linkdesk.actions.folders import whole_folder
from linkdesk.actions.packet_items import (
    AS_LISTED,
    Item,
    Options,
    beside,
    bound,
    codes_of,
    items,
    refuse_wrong,
    write_beside,
)
from linkdesk.actions.packet_list import files_in, write_list
from linkdesk.actions.packet_rules import refuse_missing, refuse_unfit
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents import cover
from linkdesk.documents.blocks import DRAFT, Document
from linkdesk.documents.cover import Bound
from linkdesk.documents.join import Entries, Part, join
from linkdesk.documents.json import to_json
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.printed import KINDS
from linkdesk.domain.words import ChangeKind
from linkdesk.policy.annexes import missing

Report = Callable[[int, int], None]
__all__ = ["STEPS", "Options", "Packet", "refuse_unfit", "step_names", "write_packet"]


@dataclass(frozen=True, slots=True)
class Packet:
    """A written packet: its folder and the files in it, the joined PDF first."""

    folder: Path
    files: tuple[Path, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class _Volume:
    """One bound file: its name, its items as they lie, what it was printed from, its pages."""

    name: str
    bound: tuple[Bound, ...]
    document: Document
    pages: int
    items: tuple[Item, ...]


def write_packet(desk: Desk, project_id: str, step: str, out: Path, report: Report = quiet,
                 for_submission: bool = False, options: Options = AS_LISTED) -> Packet:
    """Write the packet of a step: bound PDF, Excel attachments, coordinates, how to print it and a list with SHA-256; an envelope a side.

    Refused for submission while a household is held, a required paper is missing or it is open which plans are due.
    """
    dossier = desk.dossier(project_id)
    refuse_unfit(dossier, step, for_submission, out, options.together)
    if step == "design" and for_submission:
        plan_versions.refuse_before_plan(desk, dossier)
    found = envelopes(desk, dossier, step, options.together, options.plan)
    refuse_wrong(options, codes_of(desk, dossier, found))
    if for_submission:
        refuse_missing(desk, dossier, found)
    with whole_folder(out) as folder:
        pages = _write_all(desk, dossier, step, found, folder, report, for_submission, options)
        # before the folder has its name: what leaves the house stands in the journal, or it does not leave
        desk.do(Change(f"生成申报材料：{dossier.project.name}", kind=ChangeKind.EXPORT))
    return Packet(out, tuple(files_in(out)), pages)


def _write_all(desk: Desk, dossier: Dossier, step: str, found: Sequence[Envelope], folder: Path, report: Report, final: bool,
               options: Options) -> int:
    total = len(found) * (len(STEPS[step]) + 2)
    each = total // len(found)
    volumes = [_write(desk, dossier, step, envelope, folder, options, lambda done, at=at: report(min(at * each + done, total), total))
               for at, envelope in enumerate(found)]
    title = found[0].title if len(found) == 1 else f"{dossier.project.name}{step_names(dossier)[step]}申报材料"
    order = cover.print_order(title, [piece for volume in volumes for piece in volume.bound], options.copies, options.duplex)
    (folder / "印制说明.pdf").write_bytes(printing.pdf_bytes([order]))
    pages = sum(volume.pages for volume in volumes)
    kept = {volume.name: desk.store.files.put(to_json(volume.document).encode()) for volume in volumes} if final else {}
    write_list(folder, _said(desk, dossier, step, title, found, volumes, final, options) | {"pages": pages}, kept)
    report(total, total)
    return pages


def _said(desk: Desk, dossier: Dossier, step: str, title: str, found: Sequence[Envelope], volumes: Sequence[_Volume], final: bool,
          options: Options) -> dict[str, Any]:
    """What the list says of the packet besides its files."""
    others = {other for envelope in found for other in envelope.steps[1:]}
    return {"title": title, "project": dossier.project.name, "project_id": dossier.project.id, "step": step,
            "with": next(iter(others), ""), "made_on": dossier.on.isoformat(), "made_at": desk.clock().isoformat(timespec="seconds"),
            "final": final, "copies": options.copies, "duplex": options.duplex, "held_households": len(dossier.held),
            "plans": [str(envelope.plan.kind) for envelope in found if envelope.plan],
            "items": [_item_said(item) for volume in volumes for item in volume.items]}


def _item_said(item: Item) -> dict[str, str]:
    line = item.line
    reason = line.not_needed.not_needed if line and line.not_needed and not line.files else ""
    return {"code": item.code, "title": item.title, "state": str(line.state) if line else "已编制", **({"why": reason} if reason else {})}


def _write(desk: Desk, dossier: Dossier, step: str, envelope: Envelope, folder: Path, options: Options,
           report: Callable[[int], None]) -> _Volume:
    """One envelope: its bound PDF with its workbooks and coordinates beside it."""
    found = items(desk, dossier, step, envelope, options.order, report)
    documents = [d for item in found for _, made in item.printed for d in made]
    lacking = missing([item.line for item in found if item.line])
    mark = next((d.mark for d in documents if d.mark), "") or (DRAFT if lacking else "")  # as final as what is in it
    name, begins = f"申报材料{envelope.side}.pdf", []
    with tempfile.TemporaryDirectory(dir=folder) as spool:
        parts = [(item, part) for item in found if (part := bound(desk, dossier, envelope, item, Path(spool)))]
        pages = _bind(dossier, envelope, parts, folder / name, mark, options.duplex, begins)
    _workbooks(found, folder, envelope.side)
    write_beside(desk, dossier, envelope, found, folder)
    whole = Document("packet", envelope.title, tuple(section for d in documents for section in d.sections), mark=mark)
    return _Volume(name, tuple(_laid(envelope, parts, begins, pages)), whole, pages, tuple(found))


def _workbooks(found: Sequence[Item], folder: Path, side: str) -> None:
    printed = [(kind, made) for item in found for kind, made in item.printed]
    for at, (kind, made) in enumerate(printed, 1):
        printing.workbooks(list(made), folder, f"附件{at} {KINDS[kind]}{side}")


def _bind(dossier: Dossier, envelope: Envelope, parts: Sequence[tuple[Item, Part]], out: Path, mark: str, duplex: bool,
          begins: list[int]) -> int:
    """Join an envelope's items; `begins` is filled with the page each begins on."""
    page = cover_of(dossier, envelope)

    def front(entries: Entries) -> bytes:
        begins[:] = [at for _, at in entries]
        numbered = [(f"{number}　{title}", at) for number, (title, at) in enumerate(entries, 1)]
        return printing.pdf_bytes([replace(cover.cover(dossier, envelope.title, numbered, page), mark=mark)])
    sheets = [(item.name, beside(dossier, envelope, item) or f"第 {at} 项，共 {len(parts)} 项") for at, (item, _) in enumerate(parts, 1)]
    made = replace(cover.separators(sheets, envelope.title), mark=mark)
    return join(front, [part for _, part in parts], out, printing.pdf_bytes([made]) if parts else None, duplex)


def _laid(envelope: Envelope, parts: Sequence[tuple[Item, Part]], begins: Sequence[int], pages: int) -> list[Bound]:
    ends = [at - 1 for at in (*begins[1:], pages + 1)]
    front = [Bound(envelope.title, "", "封面和目录", 1, (begins[0] if begins else pages + 1) - 1)]
    return front + [Bound(envelope.title, item.code, item.title, begin, end)
                    for (item, _), begin, end in zip(parts, begins, ends, strict=True)]
