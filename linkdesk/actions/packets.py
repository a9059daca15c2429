"""Packets: everything that goes up in one envelope, written whole into one folder or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from linkdesk import __version__, shipped
from linkdesk.actions import plan_versions, printing
from linkdesk.actions.envelopes import (
    OF_PLANS,
    STEPS,
    WITH_COORDINATES,
    Envelope,
    attached,
    cover_of,
    envelopes,
    parts,
    step_names,
    write_attached,
    write_coordinates,
)
from linkdesk.actions.folders import refuse_filled, whole_folder
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents import cover
from linkdesk.documents.blocks import Document
from linkdesk.documents.join import Part, join
from linkdesk.domain.carrying_standing import standings
from linkdesk.domain.change import Change
from linkdesk.domain.completion_obstacles import obstacles
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.plan_standing import approved, design_begun
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.printed import KINDS
from linkdesk.domain.project import Project
from linkdesk.domain.words import ChangeKind
from linkdesk.policy.parts import applying
from linkdesk.policy.plans import plans_due, undecided

Report = Callable[[int, int], None]
__all__ = ["STEPS", "Packet", "refuse_unfit", "step_names", "write_packet"]


@dataclass(frozen=True, slots=True)
class Packet:
    """A written packet: its folder and the files in it, the joined PDF first."""

    folder: Path
    files: tuple[Path, ...]
    pages: int


def write_packet(desk: Desk, project_id: str, step: str, out: Path, report: Report = quiet,
                 for_submission: bool = False) -> Packet:
    """Write the packet of a step: joined PDF, Excel attachments, coordinates and a manifest with SHA-256; an envelope for each side.

    Refused for submission while a household is held or it is open which plans are due.
    """
    dossier = desk.dossier(project_id)
    refuse_unfit(dossier, step, for_submission, out)
    if step == "design" and for_submission:
        plan_versions.refuse_before_plan(desk, dossier)
    with whole_folder(out) as folder:
        pages = _write_all(desk, dossier, step, folder, report)
        # before the folder has its name: what leaves the house stands in the journal, or it does not leave
        desk.do(Change(f"生成申报材料：{dossier.project.name}", kind=ChangeKind.EXPORT))
    return Packet(out, tuple(_files(out)), pages)


def refuse_unfit(dossier: Dossier, step: str, for_submission: bool, out: Path) -> None:
    """Raise KnownError when there is no such packet, it cannot go up yet, or its place is taken."""
    if step not in STEPS:
        raise KnownError(f"没有“{step}”这一步的材料。现在可以生成：{'、'.join(STEPS)}。")
    if for_submission and dossier.held:
        raise KnownError(f"还有 {len(dossier.held)} 户资料有误暂缓，不能生成报送稿。请先改正，或生成草稿。")
    open_facts = undecided(dossier, applying(shipped.packs(), dossier.project)) if for_submission and step in OF_PLANS else ()
    if open_facts:
        labels = "、".join(fields_of(Project)[name].label for name in open_facts)
        raise KnownError(f"“{labels}”还没有填写，不知道要编制哪些方案，不能生成报送稿。请先在项目概况里填写，或生成草稿。")
    if step == "design" and not design_begun(dossier):
        raise KnownError("还没有填写复垦设计，没有可以申报的设计材料，没有生成。请先在“复垦设计”里填写地块现状和工程。")
    if step == "amendment":
        _refuse_unapproved(dossier)
    if step == "works":
        _refuse_unfinished(dossier, for_submission)
    refuse_filled(out)


def _refuse_unapproved(dossier: Dossier) -> None:
    due = [plan.kind for plan in plans_due(dossier, applying(shipped.packs(), dossier.project))]
    if not any(approved(dossier, kind) for kind in due):
        of_design = "已批复的复垦设计有变更的，生成复垦设计申报材料即可。" if approved(dossier, PlanKind.DESIGN) else ""
        raise KnownError(f"{'、'.join(due) or '方案'}还没有经批准的版本，没有可以申报的变更，没有生成。"
                         f"方案批复后，请在“版本和变更”里登记批复。{of_design}")


def _refuse_unfinished(dossier: Dossier, for_submission: bool) -> None:
    if not standings(dossier):
        raise KnownError("还没有拆旧地块，没有竣工材料可以生成。请先导入地块。")
    if for_submission and (open_ := obstacles(dossier)):
        raise KnownError(f"竣工报告还有 {len(open_)} 项未了，不能生成报送稿：{open_[0].says}请在“实施验收”里处理，或生成草稿。")


def _write_all(desk: Desk, dossier: Dossier, step: str, folder: Path, report: Report) -> int:
    found = envelopes(desk, dossier, step)
    total = len(found) * (len(STEPS[step]) + 1)
    pages = sum(_write(desk, dossier, step, envelope, folder, lambda done, at=at: report(at * total // len(found) + done, total))
                for at, envelope in enumerate(found))
    write_attached(desk, dossier, step, folder / "附件原件")
    _manifest(dossier, step, folder, pages)
    report(total, total)
    return pages


def _write(desk: Desk, dossier: Dossier, step: str, envelope: Envelope, folder: Path, report: Callable[[int], None]) -> int:
    """One envelope: its joined PDF with its workbooks and coordinates beside it; the number of pages."""
    joined: list[Part] = []
    mark = ""
    for kind, made in parts(desk, dossier, step, envelope):
        report(len(joined))
        mark = mark or next((d.mark for d in made if d.mark), "")  # the envelope is as final as what is in it
        joined.append(Part(_title(made, kind), printing.pdf_bytes(made, pictures=desk.store.files.read)))
        printing.workbooks(made, folder, f"附件{len(joined)} {KINDS[kind]}{envelope.side}")
    joined += attached(desk, dossier, step, envelope)
    if step in WITH_COORDINATES:
        write_coordinates(desk, dossier, envelope, folder)
    page = cover_of(dossier, envelope)
    return join(lambda entries: printing.pdf_bytes([replace(cover.cover(dossier, envelope.title, entries, page), mark=mark)]), joined,
                folder / f"申报材料{envelope.side}.pdf")


def _title(made: list[Document], kind: str) -> str:
    return made[0].title if len(made) == 1 else KINDS[kind]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _manifest(dossier: Dossier, step: str, folder: Path, pages: int) -> None:
    files = [{"name": p.relative_to(folder).as_posix(), "bytes": p.stat().st_size, "sha256": _sha256(p)} for p in _files(folder)]
    said = {"program": f"LinkDesk {__version__}", "project": dossier.project.name, "project_id": dossier.project.id,
            "step": step, "made_on": dossier.on.isoformat(), "pages": pages, "held_households": len(dossier.held),
            "files": files}
    (folder / "清单.json").write_text(json.dumps(said, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
