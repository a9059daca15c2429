"""Word copies: letters and plans leave as .docx, because leaders change wording; what comes back is compared, never taken over unseen."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from linkdesk.actions import letters, plan_versions
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Document
from linkdesk.documents.docx.process import read_apart
from linkdesk.documents.docx.word_text import WordText
from linkdesk.documents.json import to_json
from linkdesk.documents.whole import whole_file
from linkdesk.documents.word_changes import WordChanges, word_changes
from linkdesk.domain.approval_words import LetterWay
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter, WordCopy
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.words import ChangeKind
from linkdesk.paths import shown_name

Source = Letter | PlanKind
Tick = Callable[[], None]
SUFFIX = ".docx"


@dataclass(frozen=True, slots=True)
class ReadBack:
    """A Word file that came back, what it was compared with, and everything in which it differs.

    `copy` is None for a file that is no copy of ours: then it was compared with the letter or plan `of` as it stands.
    """

    project_id: str
    name: str
    of: Source
    title: str
    changes: WordChanges
    copy: WordCopy | None = None

    @property
    def said(self) -> str:
        """In a sentence what it was compared with."""
        if self.copy is None:
            return f"“{self.name}”不是本程序导出的副本，已与“{self.title}”的现稿对照。"
        return f"“{self.name}”是 {self.copy.made_at:%Y-%m-%d %H:%M} 导出的“{self.title}”，已与导出时的文稿对照。"


def copies(desk: Desk, project_id: str) -> list[WordCopy]:
    """The copies that left the house, the newest first."""
    return sorted(desk.store.load(WordCopy, project_id=project_id), key=lambda copy: (copy.made_at, copy.id), reverse=True)


def sources(desk: Desk, project_id: str) -> dict[str, Source]:
    """What can be exported, by what it is called: our own letters that are not void, the plans due, the design."""
    letters = [each for each in desk.store.load(Letter, project_id=project_id) if each.way is not LetterWay.RECEIVED and not each.voided_on]
    named = {_letter_name(each): each for each in letters}
    return named | {str(kind): kind for kind in plan_versions.kinds(desk, project_id)}


def _letter_name(letter: Letter) -> str:
    return f"{letter.kind}　{letter.title or '（未写标题）'}" + (f"　{letter.number}" if letter.number else f"　（草稿 {letter.id[:4]}）")


def paper(desk: Desk, project_id: str, of: Source) -> Document:
    """The letter or plan as it stands now."""
    return letters.paper(desk, of) if isinstance(of, Letter) else plan_versions.paper(desk, desk.dossier(project_id), of)


def export(desk: Desk, project_id: str, of: Source, out: Path) -> WordCopy:
    """Write a letter or plan as a Word file and keep what was in it; that it left the house stands in the journal.

    KnownError when the letter is not there any more or the file cannot be written.
    """
    if isinstance(of, Letter):
        of = letters.current(desk, of.id)
    document = paper(desk, project_id, of)
    letter, plan = (of.id, None) if isinstance(of, Letter) else (None, of)
    copy = WordCopy(project_id=project_id, letter_id=letter, plan=plan, title=document.title, officer_name=desk.officer_name,
                    made_at=desk.clock())
    content = _written(desk, document, copy.id)
    kept = replace(copy, document_hash=desk.store.files.put(to_json(document).encode()), file_hash=desk.store.files.put(content))
    with whole_file(out.with_suffix(SUFFIX)) as file:
        file.write(content)
        # before the file has its name: what leaves the house stands in the journal, or it does not leave
        desk.do(Change(f"导出 Word 副本：{document.title}", after=(kept,), kind=ChangeKind.EXPORT))
    return kept


def _written(desk: Desk, document: Document, copy_id: str = "") -> bytes:
    from linkdesk.documents.docx.writer import write_docx
    return write_docx(document, copy_id, desk.store.files.read)


def read_back(desk: Desk, project_id: str, path: Path, chosen: Source | None = None, tick: Tick = lambda: None) -> ReadBack:
    """Read a Word file that came back and compare it with what was sent; a renamed one is known by the mark inside.

    One that is no copy of ours is compared with the letter or plan chosen, as it stands. KnownError when nothing is
    chosen for it, it belongs to another project, or it cannot be read.
    """
    back, name = read_apart(path, tick), shown_name(path)
    copy = desk.store.get(WordCopy, back.copy_id) if back.copy_id else None
    if copy is None:
        return _foreign(desk, project_id, back, name, chosen)
    if copy.project_id != project_id:
        raise KnownError(f"“{name}”是另一个项目的“{copy.title}”的副本，没有比较。请先打开那个项目。")
    return ReadBack(project_id, name, _source(desk, copy), copy.title, word_changes(_sent(desk, copy, tick), back), copy)


def _source(desk: Desk, copy: WordCopy) -> Source:
    if copy.plan is not None:
        return copy.plan
    letter = desk.store.get(Letter, copy.letter_id)
    if letter is None:
        raise KnownError(f"“{copy.title}”这份公文已被删除，没有比较。可以撤销删除后再试。")
    return letter


def _sent(desk: Desk, copy: WordCopy, tick: Tick) -> WordText:
    if not desk.store.files.is_sound(copy.file_hash):
        raise KnownError(f"导出时留存的“{copy.title}”已丢失或损坏，没有比较。请从备份恢复后再试。")
    return read_apart(desk.store.files.path(copy.file_hash), tick)


def _foreign(desk: Desk, project_id: str, back: WordText, name: str, chosen: Source | None) -> ReadBack:
    if chosen is None:
        raise KnownError(f"“{name}”不是本程序导出的副本，没有比较。请先选中要对照的公文或方案，再读取这个文件。")
    if isinstance(chosen, Letter):
        chosen = letters.current(desk, chosen.id)
    document = paper(desk, project_id, chosen)
    with tempfile.TemporaryDirectory() as folder:
        ours = Path(folder) / f"现稿{SUFFIX}"
        ours.write_bytes(_written(desk, document))
        return ReadBack(project_id, name, chosen, document.title, word_changes(read_apart(ours), back))
