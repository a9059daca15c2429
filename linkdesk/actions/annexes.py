"""The papers (附件) of the packets: files attached by their content, reasons why one is not needed, and their way into the packet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from linkdesk.actions import attachments, plan_rows
from linkdesk.actions.folders import safe
from linkdesk.desk import Desk
from linkdesk.documents.join import Part
from linkdesk.documents.picture_pages import as_pages
from linkdesk.domain.change import Change
from linkdesk.domain.consultation_files import lies_elsewhere
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import id_of
from linkdesk.domain.plan_standing import design_begun
from linkdesk.domain.planning import PlanAnnex
from linkdesk.domain.planning_words import AnnexStep
from linkdesk.paths import shown_name
from linkdesk.policy.annexes import AnnexLine, annex_lines

LARGEST = 200 * 1024 * 1024
PICTURES = ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"
PRINTED = ".pdf", *PICTURES
KEPT = (*PRINTED, ".doc", ".docx", ".xls", ".xlsx", ".wps", ".et", ".ofd", ".txt", ".zip", ".rar", ".dwg", ".dxf")


def lines(desk: Desk, project_id: str, step: AnnexStep | None = None) -> tuple[AnnexLine, ...]:
    """The list of a step with what is there; without one of the plan, and of the design once it has begun."""
    dossier = desk.dossier(project_id)
    packs = desk.project_packs(dossier.project)
    if step is not None:
        return annex_lines(dossier, packs, step)
    return (*annex_lines(dossier, packs), *(annex_lines(dossier, packs, AnnexStep.DESIGN) if design_begun(dossier) else ()))


def steps(desk: Desk, project_id: str) -> tuple[AnnexStep, ...]:
    """The steps whose lists the project's policies know; that of the design once it has begun."""
    dossier = desk.dossier(project_id)
    packs = desk.project_packs(dossier.project)
    return tuple(step for step in AnnexStep if annex_lines(dossier, packs, step) and (step is not AnnexStep.DESIGN or design_begun(dossier)))


def step_of(desk: Desk, code: str) -> AnnexStep | None:
    """Whose list a code stands in; None when no policy knows it."""
    return next((annex.step for pack in desk.packs.values() for annex in pack.annexes if annex.id == code), None)


def attach(desk: Desk, project_id: str, code: str, paths: Iterable[Path]) -> Change:
    """Keep files under a line of the list, behind those that are there; KnownError, and then none is attached."""
    mine = [a for a in desk.dossier(project_id).annexes if a.code == code]
    known = {a.file_hash for a in mine}
    first = max((a.position for a in mine), default=0) + 1
    after: list[PlanAnnex] = []
    for path in paths:
        digest, name = keep(desk, path), shown_name(path)
        if digest in known:
            raise KnownError(f"“{name}”已附在这一项里（内容相同），没有重复附上。")
        known.add(digest)
        after.append(PlanAnnex(project_id=project_id, code=code, position=first + len(after), file_name=name, file_hash=digest,
                               received_on=desk.clock().date(), id=id_of(project_id, code, digest)))
    if not after:
        raise KnownError("没有选择文件，附件未改动。")
    reasons = [a for a in mine if not a.file_hash]  # a paper that came after all needs no reason why not
    return Change(f"附上 {code} 附件", before=tuple(reasons), after=tuple(after))


def keep(desk: Desk, path: Path) -> str:
    """Keep a file that may be an annex and return its SHA-256; KnownError says why it cannot be one."""
    name = shown_name(path)
    try:
        if not path.is_file():
            raise KnownError(f"“{name}”不是文件，没有附上。请选择文件，不要选择文件夹。")
        size = path.stat().st_size
        if path.suffix.lower() not in KEPT:
            raise KnownError(f"“{name}”不是可作附件的文件，没有附上。可附 PDF、图片、Word、Excel、OFD、CAD 和压缩文件。")
        if not size:
            raise KnownError(f"“{name}”是空文件，没有附上。请重新扫描或导出后再附。")
        if size > LARGEST:
            raise KnownError(f"“{name}”超过 200 MB，没有附上。请降低扫描分辨率或拆成几个文件。")
        _refuse_unprintable(path, name)
        return desk.store.files.put(path)
    except OSError:
        raise KnownError(f"读不了“{name}”，没有附上。请核对文件是否存在、是否正被别的程序占用。") from None


def _refuse_unprintable(path: Path, name: str) -> None:
    """What calls itself a PDF or a picture is opened now, and not only when the packet is printed."""
    if path.suffix.lower() in PRINTED:
        as_pages(path.read_bytes(), name)


def set_not_needed(desk: Desk, project_id: str, code: str, reason: str) -> Change:
    """Say why a paper is not needed; an empty reason asks for it again."""
    mine = [a for a in desk.dossier(project_id).annexes if a.code == code]
    if reason.strip() and any(a.file_hash for a in mine):
        raise KnownError("这一项已附有文件，不能写“不需要”。请先移除文件。")
    told = next((a for a in mine if not a.file_hash), None)
    made = replace(told, not_needed=reason.strip()) if told else PlanAnnex(
        project_id=project_id, code=code, not_needed=reason.strip(), id=id_of(project_id, code))
    return Change(f"{code} 附件不需要的理由", before=(told,) if told else (), after=(made,) if reason.strip() else ())


def remove(annexes: Sequence[PlanAnnex]) -> Change:
    """Take files from the list; the files themselves stay in the workspace for undo."""
    if not annexes:
        raise KnownError("没有选中文件，附件未改动。")
    _refuse_elsewhere(annexes)
    return Change("移除附件", before=tuple(annexes))


def move(annexes: Sequence[PlanAnnex], annex: PlanAnnex, by: int) -> Change:
    """Move a file up (−1) or down (1) among those of its line."""
    _refuse_elsewhere(annexes)
    return plan_rows.move(sorted(annexes, key=lambda a: a.position), annex, by, "附件")


def _refuse_elsewhere(annexes: Iterable[PlanAnnex]) -> None:
    if other := next((a for a in annexes if lies_elsewhere(a)), None):
        raise KnownError(f"“{other.file_name}”附在“征求意见”里，附件未改动。请到征求意见的听证或村民决议里移除、调整。")


def copy_to_view(desk: Desk, annex: PlanAnnex) -> Path:
    """A copy of a file for the system's own viewer, under its own name."""
    return attachments.copy_to_view(desk, annex.file_hash, Path(annex.file_name).stem, f"查看附件：{annex.code}",
                                    Path(annex.file_name).suffix)


def line_parts(desk: Desk, line: AnnexLine, spool: Path) -> Iterator[Part]:
    """The files of a line that can be printed, each as a part of the packet, in order: a PDF from where it lies, pages made of a
    picture in the folder `spool`."""
    for at, file in enumerate(filter(is_printed, line.files), 1):
        if Path(file.file_name).suffix.lower() == ".pdf":
            yield Part(file.file_name, _place(desk, file))
        else:
            pages = spool / f"{line.annex.id}-{at}.pdf"
            pages.write_bytes(as_pages(_content(desk, file), file.file_name))
            yield Part(file.file_name, pages)


def _place(desk: Desk, file: PlanAnnex) -> Path:
    """Where an undamaged file lies."""
    if not desk.store.files.is_sound(file.file_hash):
        _content(desk, file)  # says whether it is gone or damaged
    return desk.store.files.path(file.file_hash)


def line_files(desk: Desk, line: AnnexLine, folder: Path) -> list[Path]:
    """Write the files of a line that cannot be printed into a folder, named by its code; nothing is written when there are none."""
    out = []
    for at, file in enumerate(line.files, 1):
        if not is_printed(file):
            folder.mkdir(exist_ok=True)
            name = Path(file.file_name)
            out.append(folder / f"{line.annex.id}-{at:02d} {safe(name.stem)}{name.suffix.lower()}")
            out[-1].write_bytes(_content(desk, file))
    return out


def _content(desk: Desk, file: PlanAnnex) -> bytes:
    try:
        return desk.store.files.read(file.file_hash)
    except KnownError as gone:
        raise KnownError(f"{file.code} 附件“{file.file_name}”没有编入：{gone}") from None


def is_printed(annex: PlanAnnex) -> bool:
    """Whether a file becomes pages of the packet, or lies beside it."""
    return Path(annex.file_name).suffix.lower() in PRINTED
