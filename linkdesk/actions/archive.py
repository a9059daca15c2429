"""The archive list (归档文件目录): pieces proposed from what the project holds, put right by an officer, then numbered for good."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from linkdesk.actions import letters, plan_rows
from linkdesk.actions.archive_proposals import Proposal, new_ones, proposals
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Document
from linkdesk.documents.pdf import page_counts
from linkdesk.documents.preview import page_sizes
from linkdesk.documents.whole import whole_file
from linkdesk.domain.approval import MatterEntry
from linkdesk.domain.approval_words import LetterWay
from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.archive_numbers import OF_SERIES, archive_number, lacking, numbered
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.words import ChangeKind
from linkdesk.policy.matters import chain_of

WHAT = "归档文件"
_STAYS = "这一件已编件号 {}，{}。件号编定后不再改动。"


def items(desk: Desk, project_id: str) -> list[ArchiveItem]:
    """The pieces of a project in their order."""
    return plan_rows.rows(desk, ArchiveItem, project_id)


def collect(desk: Desk, project_id: str) -> Change:
    """Propose every piece that is not filed yet, with fonds and organ as they were written last; KnownError when nothing is new."""
    there, dossier = items(desk, project_id), desk.dossier(project_id)
    proposed = proposals(dossier, lambda letter: _pages(desk, letter), lambda entry: _act(desk, dossier, entry))
    found = new_ones(tuple(proposed), there)
    if not found:
        raise KnownError("没有新的归档文件可以提出。公文印发、收文、报送、验收和兑付以后再提出，也可以手工新增一行。")
    replaced = _replaced(found, there)
    first, usual = plan_rows.after_last(there), _usual(desk, there)
    made = tuple(replace(each.item, position=first + at, **usual) for at, each in enumerate(found))
    return Change(f"提出{WHAT} {len(made)} 件", before=replaced, after=made)


def _act(desk: Desk, dossier: Dossier, entry: MatterEntry) -> str:
    """What the step of an entry does, in the word of its policy."""
    matter = next((each for each in dossier.approvals.matters if each.id == entry.matter_id), None)
    stands = chain_of(desk.project_packs(dossier.project), matter) if matter else None
    steps = stands[1].steps if stands else ()
    return steps[entry.step - 1].act if 0 < entry.step <= len(steps) else ""


def _replaced(found: Sequence[Proposal], there: Sequence[ArchiveItem]) -> tuple[ArchiveItem, ...]:
    """Pieces of a 请示 alone whose reply has come since: the two are one piece now."""
    answered = {each.instead_of for each in found if each.instead_of}
    return tuple(item for item in there if item.letter_id in answered and item.item is None)


def _usual(desk: Desk, there: Sequence[ArchiveItem]) -> dict[str, str]:
    """Fonds, category and organ as they stand in the last piece: an office files under the same ones."""
    last = next((item for item in reversed([*desk.store.load(ArchiveItem, order="position"), *there]) if item.fonds.strip()), None)
    return {name: getattr(last, name) for name in ("fonds", "category", "organ")} if last else {}


def _pages(desk: Desk, letter: Letter) -> int | None:
    """How many pages a letter has: of its scan, else of its print; None where that cannot be told."""
    try:
        if letter.file_hash:
            return len(page_sizes(desk.store.files.read(letter.file_hash)))
        if letter.way is LetterWay.RECEIVED:
            return None
        return page_counts([letters.paper(desk, letter)], pictures=desk.store.files.read)[0]
    except (KnownError, OSError, ValueError):
        return None


def add(desk: Desk, project_id: str) -> Change:
    """One more piece at the end, of this year."""
    return plan_rows.add(desk, ArchiveItem, project_id, f"新增{WHAT}", year=desk.clock().year, **_usual(desk, items(desk, project_id)))


def set_item_field(desk: Desk, item: ArchiveItem, name: str, text: str) -> Change:
    """Put what was typed into a field; what its 档号 is made of stays once it is numbered."""
    was = plan_rows.newest(desk, item)
    if was.item is not None and name in (*OF_SERIES, "item"):
        raise KnownError(_STAYS.format(archive_number(was), "原值未改动"))
    if name == "item":
        raise KnownError("件号由“编号”统一编定，原值未改动。")
    return set_field(was, name, text)


def remove(desk: Desk, chosen: Sequence[ArchiveItem]) -> Change:
    """Remove pieces that have no 件号 yet."""
    change = plan_rows.remove(desk, chosen, WHAT)
    if fixed := next((each for each in change.before if each.item is not None), None):
        raise KnownError(_STAYS.format(archive_number(fixed), "没有删除"))
    return change


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New pieces from pasted spreadsheet rows; a 件号 is never pasted."""
    usual = _usual(desk, items(desk, project_id))
    change = plan_rows.paste(desk, ArchiveItem, project_id, WHAT, cells, [name for name in names if name != "item"], **usual)
    return replace(change, after=tuple(replace(each, item=None) for each in change.after))


def move(desk: Desk, item: ArchiveItem, by: int) -> Change:
    """Move a piece up or down; 件号 that were given stay with their pieces."""
    return plan_rows.move(items(desk, item.project_id), item, by, WHAT)


def number(desk: Desk, project_id: str) -> Change:
    """Give every piece that lacks nothing the next 件号 of its series, in order; late ones follow.

    KnownError when there is none to number.
    """
    seen, mine = desk.as_of(), items(desk, project_id)
    made = numbered(desk.store.load(ArchiveItem), mine)
    if not made:
        raise KnownError(_nothing([item for item in mine if item.item is None]))
    there = {item.id: item for item in mine}
    return Change(f"编{WHAT}件号 {len(made)} 件", before=tuple(there[item.id] for item in made), after=tuple(made), as_of=seen)


def _nothing(open_: Sequence[ArchiveItem]) -> str:
    if not open_:
        return "没有要编号的归档文件，件号没有改动。请先提出归档文件。"
    return f"还有 {len(open_)} 件没有编号，都缺{'、'.join(dict.fromkeys(label for each in open_ for label in lacking(each)))}。请补齐后再编号。"


def stamped(desk: Desk, item: ArchiveItem, pdf: bytes | Path) -> bytes:
    """The PDF of a piece with its 归档章 at the head of the first page; KnownError while it has no 件号."""
    from linkdesk.documents.archive_stamp import stamp
    if item.item is None:
        raise KnownError("这一件还没有编件号，没有加盖归档章。请先编号。")
    return stamp(pdf, item)


def write_stamped(desk: Desk, item: ArchiveItem, out: Path) -> None:
    """Write the first document of a piece with its 归档章 as a PDF; that it left the house stands in the journal."""
    content = stamped_letter(desk, plan_rows.newest(desk, item))
    with whole_file(out) as file:
        file.write(content)
        desk.do(Change(f"导出加盖归档章的文件：{item.title}", kind=ChangeKind.EXPORT))


def stamped_letter(desk: Desk, item: ArchiveItem) -> bytes:
    """The first document of a piece as PDF with its 归档章: its scan, else its print; KnownError where there is none."""
    letter = desk.store.get(Letter, item.letter_id) if item.letter_id else None
    if letter is None:
        raise KnownError("这一件不是从公文提出的，没有可以加盖归档章的 PDF。请打印归档章，贴在首页上端。")
    if letter.file_hash:
        content = desk.store.files.read(letter.file_hash)
        if not content.startswith(b"%PDF"):
            raise KnownError("盖章件的扫描件不是 PDF，没有加盖归档章。请打印归档章，贴在首页上端。")
        return stamped(desk, item, content)
    if letter.way is LetterWay.RECEIVED:
        raise KnownError("这份收文还没有附扫描件，没有加盖归档章。请先附上扫描件，或打印归档章贴在首页上端。")
    return stamped(desk, item, _print(desk, letters.paper(desk, letter)))


def _print(desk: Desk, document: Document) -> bytes:
    from linkdesk.documents.pdf import write_pdf
    out = io.BytesIO()
    write_pdf([document], out, pictures=desk.store.files.read)
    return out.getvalue()
