"""The items of an envelope in their order: each a line of its list, or a paper that goes with it, with what is bound of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from linkdesk.actions import annexes, design_files, envelopes, letters, printing, work_scans
from linkdesk.actions.envelopes import Envelope
from linkdesk.desk import Desk
from linkdesk.documents.annex_list import line_label
from linkdesk.documents.blocks import Document
from linkdesk.documents.join import Part
from linkdesk.documents.picture_pages import as_pages
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.printed import KINDS
from linkdesk.domain.words import PlotUse
from linkdesk.policy.annexes import CONTRACTS, COORDINATES, DRAWINGS, AnnexLine, annex_lines

MOST_COPIES = 99
_FIRST = "plan_changes"  # where no line of the list asks for it, what changed is read before all else


@dataclass(frozen=True, slots=True)
class Options:
    """How an officer wants a packet: codes in the order they shall lie, copies, printed on both sides, with what together, of which plan."""

    order: tuple[str, ...] = ()
    copies: int = 1
    duplex: bool = False
    together: str = ""
    plan: PlanKind | None = None


AS_LISTED = Options()
"""One copy, one side, in the order of the codes."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of an envelope: a line of the list (`code`) or a paper without one; `printed` are its documents by kind."""

    code: str
    title: str
    printed: tuple[tuple[str, tuple[Document, ...]], ...] = ()
    line: AnnexLine | None = None

    @property
    def name(self) -> str:
        """How contents and bookmarks call it."""
        return f"{self.code} {self.title}".strip()


def lines_of(desk: Desk, dossier: Dossier, envelope: Envelope) -> tuple[AnnexLine, ...]:
    """The lines of the lists of an envelope that belong to its side."""
    packs = desk.project_packs(dossier.project)
    return tuple(line for each in envelope.lists for line in annex_lines(dossier, packs, each) if _goes_with(line, envelope))


def codes_of(desk: Desk, dossier: Dossier, found: Sequence[Envelope]) -> tuple[str, ...]:
    """The codes of the lists that some envelopes follow, whichever side they are of."""
    packs = desk.project_packs(dossier.project)
    lists = dict.fromkeys(each for envelope in found for each in envelope.lists)
    return tuple(line.annex.id for each in lists for line in annex_lines(dossier, packs, each))


def _goes_with(line: AnnexLine, envelope: Envelope) -> bool:
    """Whether a paper is of an envelope's side: to the side of the new plots only goes what is named for it, or made for it."""
    if envelope.plan is None:
        return True
    zones = set(line.annex.zones)
    return bool(zones & set(envelope.zones)) or (not zones and (line.annex.made or PlotUse.OLD in envelope.zones))


def items(desk: Desk, dossier: Dossier, step: str, envelope: Envelope, order: Sequence[str] = (),
          report: Callable[[int], None] = lambda _: None) -> list[Item]:
    """Everything of an envelope: the lines of its lists by their codes or as an officer ordered them, then what no line names."""
    left: dict[str, tuple[Document, ...]] = {}
    for kind, made in envelopes.parts(desk, dossier, step, envelope):
        report(len(left))
        left[kind] = tuple(made)
    listed = []
    for line in lines_of(desk, dossier, envelope):
        printed = tuple((kind, left.pop(kind)) for kind in line.annex.kinds if kind in left)
        listed.append(Item(line.annex.id, line_label(dossier, line), printed, line))
    others = [Item("", _in_contents(dossier, _title(made, kind)), ((kind, made),)) for kind, made in left.items()]
    return [*(o for o in others if o.printed[0][0] == _FIRST), *_ordered(listed, order), *(o for o in others if o.printed[0][0] != _FIRST)]


def _in_contents(dossier: Dossier, title: str) -> str:
    """A title without the project's name, which stands on the cover."""
    return title.removeprefix(dossier.project.name) or title


def _title(made: Sequence[Document], kind: str) -> str:
    return made[0].title if len(made) == 1 else KINDS[kind]


def _ordered(listed: Sequence[Item], order: Sequence[str]) -> list[Item]:
    return sorted(listed, key=lambda item: order.index(item.code) if item.code in order else len(order))


def refuse_wrong(options: Options, codes: Sequence[str]) -> None:
    """Raise KnownError when what an officer asked for cannot be: codes that are not in the list, a number of copies nobody prints."""
    unknown = [code for code in options.order if code not in codes]
    if unknown:
        raise KnownError(f"清单里没有“{'、'.join(unknown)}”，没有生成。可以排序的有：{'、'.join(codes)}。")
    if not 1 <= options.copies <= MOST_COPIES:
        raise KnownError(f"份数应在 1 到 {MOST_COPIES} 之间，没有生成。")


def bound(desk: Desk, dossier: Dossier, envelope: Envelope, item: Item, spool: Path) -> Part | None:
    """The pages of an item, for joining: what is printed, what lies in the store; None when there is nothing of it in the packet.

    `spool` is a folder for what is made of pictures, so that the memory need not hold it.
    """
    made = [Part(_title(documents, kind), printing.pdf_bytes(list(documents), pictures=desk.store.files.read))
            for kind, documents in item.printed]
    found = (*made, *(_of_line(desk, dossier, item.line, spool) if item.line else ()))
    return Part(item.name, None, found) if found or beside(dossier, envelope, item) else None


def _of_line(desk: Desk, dossier: Dossier, line: AnnexLine, spool: Path) -> Iterator[Part]:
    for letter in line.letters:
        yield _letter(desk, letter)
    if DRAWINGS in line.annex.kinds:
        yield from design_files.drawing_parts(desk, dossier)
    if CONTRACTS in line.annex.kinds:
        yield from work_scans.scan_parts(desk, dossier)
    yield from annexes.line_parts(desk, line, spool)


def _letter(desk: Desk, letter: Letter) -> Part:
    """An issued letter: the scan with its seal where there is one, else as it was printed."""
    name = f"{letter.number} {letter.title}".strip()
    if letter.file_hash:
        return Part(name, as_pages(desk.store.files.read(letter.file_hash), letter.file_name))
    return Part(name, printing.pdf_bytes([letters.paper(desk, letter)], pictures=desk.store.files.read))


def beside(dossier: Dossier, envelope: Envelope, item: Item) -> str:
    """What of an item lies beside the bound file, in words for its sheet; empty when nothing does."""
    if item.line is None:
        return ""
    apart = [file.file_name for file in item.line.files if not annexes.is_printed(file)]
    if COORDINATES in item.line.annex.kinds and has_points(dossier, envelope):
        apart.insert(0, f"坐标文件{envelope.side}.txt")
    return f"另附电子文件：{'、'.join(apart)}" if apart else ""


def has_points(dossier: Dossier, envelope: Envelope) -> bool:
    """Whether an envelope's plots have boundary points."""
    return any(plot.rings_id and plot.use in envelope.zones for plot in dossier.plots)


def write_beside(desk: Desk, dossier: Dossier, envelope: Envelope, found: Sequence[Item], folder: Path) -> None:
    """Write what lies beside the bound file: coordinates, and attached files that cannot be printed in a folder of their own."""
    own = folder / f"附件原件{envelope.side if PlotUse.OLD not in envelope.zones else ''}"
    for line in (item.line for item in found if item.line):
        annexes.line_files(desk, line, own)
        if DRAWINGS in line.annex.kinds:
            design_files.drawing_files(desk, dossier, own)
        if COORDINATES in line.annex.kinds and has_points(dossier, envelope):
            envelopes.write_coordinates(desk, dossier, envelope, folder)
