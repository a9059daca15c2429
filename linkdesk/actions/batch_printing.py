"""Printing agreements for signature: one PDF in signing order or one file a household, copies, duplex, who is left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from linkdesk.actions import presses
from linkdesk.actions.cuts import Cuts
from linkdesk.actions.finalising import sealed_texts
from linkdesk.actions.folders import refuse_filled, safe, whole_folder
from linkdesk.actions.print_checks import Checked, Line, checked
from linkdesk.actions.print_entries import entries
from linkdesk.actions.proofs import proof
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents.blocks import DRAFT, Align, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.imposing import Copies, Paper, impose
from linkdesk.documents.json import to_json
from linkdesk.documents.pressing import Job
from linkdesk.documents.xlsx import write_xlsx
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import AgreementState, ChangeKind

Report = Callable[[int, int], None]
NAME, LEFT_OUT = "双签协议", "未打印名单"
MOST_COPIES = 9
_CHUNK = 50         # papers read from the store at once
_NAME_LENGTH = 24   # characters of a village or a name in a file's name


@dataclass(frozen=True, slots=True)
class Batch:
    """What is printed: for whom (None: everybody), bound or a file a household, how many copies, for both sides, proofs too."""

    subjects: Collection[str] | None = None
    one_file: bool = True
    copies: int = 1
    duplex: bool = False
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A batch as written: its folder, how many households, agreements and pages (with copies and blank backs), who is left out."""

    folder: Path
    households: int
    agreements: int
    pages: int
    left_out: tuple[Line, ...]


def write(desk: Desk, project_id: str, batch: Batch, out: Path, report: Report = quiet) -> Written:
    """Print a batch into a new folder, whole or not at all; how many originals and copies were printed stands in the journal."""
    _refuse_unfit(batch, out)
    seen, dossier = desk.as_of(), desk.dossier(project_id)
    found = checked(desk, project_id, batch.subjects, batch.drafts)
    if not found.ready:
        why = next((line.why for line in found.left_out), "没有选中农户")
        raise KnownError(f"没有可以打印的协议：{why}。请先生成协议并定稿编号，再打印。")
    with whole_folder(out) as folder:
        pages = (_bound if batch.one_file else _separate)(_Run(desk, dossier, batch, found.ready), folder, report)
        if found.left_out:
            write_xlsx(left_out_list(dossier, found), folder / f"{LEFT_OUT}.xlsx")
        # before the folder has its name: what leaves the house stands in the journal, or it does not leave
        desk.do(replace(_said(desk, dossier, batch, found.ready), as_of=seen))
    return Written(out, len(found.ready), sum(len(line.printable) for line in found.ready), pages, found.left_out)


def _refuse_unfit(batch: Batch, out: Path) -> None:
    if not 1 <= batch.copies <= MOST_COPIES:
        raise KnownError(f"份数应为 1 至 {MOST_COPIES}，没有打印。请改正后再试。")
    refuse_filled(out)


@dataclass(frozen=True)
class _Run:
    """A batch being printed."""

    desk: Desk
    dossier: Dossier
    batch: Batch
    lines: Sequence[Line]

    @property
    def title(self) -> str:
        """The title of the files."""
        return f"{self.dossier.project.name}{NAME}"

    def texts(self, papers: Sequence[Agreement]) -> Iterator[str]:
        """The documents of papers as JSON, read when their turn comes: of a thousand households they would fill the memory."""
        cuts = Cuts(self.dossier)
        for at in range(0, len(papers), _CHUNK):
            some = papers[at:at + _CHUNK]
            sealed = dict(sealed_texts(self.desk, [a.id for a in some if a.state is AgreementState.PRINTED]))
            yield from (sealed.get(a.id) or to_json(proof(cuts.of(a), a)) for a in some)


def _bound(run: _Run, folder: Path, report: Report) -> int:
    papers = [a for line in run.lines for a in line.printable]
    parts = presses.runs(len(papers))
    files = [folder / f"{at}.pdf" for at in range(len(parts))]
    work = [(Job(len(part), str(file)), run.texts(papers[part.start:part.stop])) for part, file in zip(parts, files, strict=True)]
    pages = iter([count for pressed in presses.run(work, report) for count in pressed.pages])
    sets = [[Paper((*_bookmark(line, at), _called(a)), next(pages)) for a in line.printable] for at, line in enumerate(run.lines, 1)]
    with (folder / f"{NAME}.pdf").open("wb") as file:
        made = impose(files, sets, Copies(run.batch.copies, run.batch.duplex), run.title, file)
    for part in files:
        part.unlink()
    return made


def _bookmark(line: Line, at: int) -> tuple[str, str]:
    return line.signer.village, f"{at:04d} {line.signer.group}{line.signer.name}"


def _called(agreement: Agreement) -> str:
    supplement = "（补充协议）" if agreement.supplements_id else ""
    return f"{agreement.kind}{supplement} {agreement.number or DRAFT}"


def _separate(run: _Run, folder: Path, report: Report) -> int:
    """A file a household, its agreements one behind the other; numbered in signing order."""
    work = [(Job(len(line.printable), str(folder / _file_name(line, at)), run.title, run.batch.copies, run.batch.duplex),
             run.texts(line.printable)) for at, line in enumerate(run.lines, 1)]
    return sum(pressed.leaves for pressed in presses.run(work, report))


def _file_name(line: Line, at: int) -> str:
    return f"{at:04d}-{safe(line.signer.village)[:_NAME_LENGTH]}-{safe(line.signer.name)[:_NAME_LENGTH]}.pdf"


def _said(desk: Desk, dossier: Dossier, batch: Batch, lines: Sequence[Line]) -> Change:
    made = entries(desk, dossier, (a for line in lines for a in line.printable), batch.copies)
    what = f"打印{NAME} {len(made)} 份，各 {batch.copies} 本" if made else f"打印{NAME}草稿"
    return Change(what, after=made, kind=ChangeKind.PRINT)


_COLUMNS = (Column("序号", width=Width.NARROW, decimals=0), Column("行政村"), Column("村民小组"), Column("户主或集体房屋"),
            Column("未打印的原因", width=Width.WIDE, align=Align.LEFT))


def left_out_list(dossier: Dossier, found: Checked) -> Document:
    """The list of those left out and why."""
    rows = tuple((at, line.signer.village, line.signer.group, line.signer.name, line.why) for at, line in enumerate(found.left_out, 1))
    title = f"{dossier.project.name}{NAME}{LEFT_OUT}"
    return Document("left_out", title, (Section((Table(_COLUMNS, rows, title=title, name=LEFT_OUT),), PageKind.TABLE),))
