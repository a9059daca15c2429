"""Packets: everything that goes up in one envelope, written whole into one folder or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from linkdesk import __version__
from linkdesk.actions import printing
from linkdesk.actions.folders import refuse_filled, whole_folder
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents import cover
from linkdesk.documents.blocks import Document
from linkdesk.documents.join import Part, join
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.printed import KINDS
from linkdesk.domain.words import ChangeKind

Report = Callable[[int, int], None]
STEPS = {"plan": ("plan", "annexes", "roster", "compliance"), "agreements": ("agreements", "roster")}


@dataclass(frozen=True, slots=True)
class Packet:
    """A written packet: its folder and the files in it, the joined PDF first."""

    folder: Path
    files: tuple[Path, ...]
    pages: int


def write_packet(desk: Desk, project_id: str, step: str, out: Path, report: Report = quiet,
                 for_submission: bool = False) -> Packet:
    """Write the packet of a step: joined PDF, Excel attachments and a manifest with SHA-256; refused for submission while a household is held."""
    dossier = desk.dossier(project_id)
    refuse_unfit(dossier, step, for_submission, out)
    with whole_folder(out) as folder:
        pages = _write_all(desk, dossier, step, folder, report)
        # before the folder has its name: what leaves the house stands in the journal, or it does not leave
        desk.do(Change(f"生成申报材料：{dossier.project.name}", kind=ChangeKind.EXPORT))
    return Packet(out, tuple(sorted(p for p in out.iterdir() if p.is_file())), pages)


def refuse_unfit(dossier: Dossier, step: str, for_submission: bool, out: Path) -> None:
    """Raise KnownError when there is no such packet, households are held back from it, or its place is taken."""
    if step not in STEPS:
        raise KnownError(f"没有“{step}”这一步的材料。现在可以生成：{'、'.join(STEPS)}。")
    if for_submission and dossier.held:
        raise KnownError(f"还有 {len(dossier.held)} 户资料有误暂缓，不能生成报送稿。请先改正，或生成草稿。")
    refuse_filled(out)


def _write_all(desk: Desk, dossier: Dossier, step: str, folder: Path, report: Report) -> int:
    kinds = STEPS[step]
    parts: list[Part] = []
    mark = ""
    for at, kind in enumerate(kinds):
        report(at, len(kinds) + 1)
        made = printing.documents(desk, dossier.project.id, kind)
        mark = mark or next((d.mark for d in made if d.mark), "")  # the envelope is as final as what is in it
        parts += [Part(_title(made, kind), printing.pdf_bytes(made))]
        _workbook(made, kind, folder, len(parts))
    title = f"{dossier.project.name}{_step_word(dossier, step)}申报材料"
    pages = join(lambda entries: printing.pdf_bytes([replace(cover.cover(dossier, title, entries), mark=mark)]),
                 parts, folder / "申报材料.pdf")
    _manifest(dossier, step, folder, pages)
    report(len(kinds) + 1, len(kinds) + 1)
    return pages


def _title(made: list[Document], kind: str) -> str:
    return made[0].title if len(made) == 1 else KINDS[kind]


def _step_word(dossier: Dossier, step: str) -> str:
    return dossier.word("implementation_plan") if step == "plan" else "双签协议"


def _workbook(made: list[Document], kind: str, folder: Path, number: int) -> None:
    printing.workbooks(made, folder, f"附件{number} {KINDS[kind]}")


def _manifest(dossier: Dossier, step: str, folder: Path, pages: int) -> None:
    files = [{"name": p.name, "bytes": p.stat().st_size, "sha256": _sha256(p)} for p in sorted(folder.iterdir())]
    said = {"program": f"LinkDesk {__version__}", "project": dossier.project.name, "project_id": dossier.project.id,
            "step": step, "made_on": dossier.on.isoformat(), "pages": pages, "held_households": len(dossier.held),
            "files": files}
    (folder / "清单.json").write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
