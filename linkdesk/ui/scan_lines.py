"""The rows of 扫描归档: pages that need a hand, and agreements with what of them is scanned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linkdesk.actions.households import answers
from linkdesk.actions.scan_states import ScanState
from linkdesk.domain.agreement import Agreement, ScannedPage
from linkdesk.domain.agreement_words import ScanResult
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.words import Severity
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.inner_columns import words
from linkdesk.ui.table import Marks

_GRAVE = {ScanResult.UNREADABLE: Severity.ERROR, ScanResult.FOREIGN: Severity.WARNING, ScanResult.VOID: Severity.WARNING}
_ORDER = (ScanResult.UNREADABLE, ScanResult.FOREIGN, ScanResult.VOID, ScanResult.DOUBLE)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A scanned page that is not filed, with the number of the agreement when that is known."""

    row: ScannedPage
    number: str

    @property
    def id(self) -> str:
        """The scanned page's."""
        return self.row.id


@dataclass(frozen=True, slots=True)
class PaperLine:
    """An agreement and its scan, with the village it belongs to."""

    state: ScanState
    village: str

    @property
    def id(self) -> str:
        """The agreement's."""
        return self.state.id

    @property
    def agreement(self) -> Agreement:
        """The agreement."""
        return self.state.agreement


def _count(name: str, heading: str, value, width: int) -> Column:
    return Column(name, heading, lambda line: str(value(line)), lambda line: ordered(value(line)), width, right=True)


PAGE_COLUMNS = (words("result", "结果", lambda line: line.row.result, 76),
                words("reason", "说明", lambda line: line.row.reason, 134),
                words("source", "扫描文件", lambda line: line.row.source_name, 104),
                _count("source_page", "第几页", lambda line: line.row.source_page, 54),
                words("number", "协议编号", lambda line: line.number, 150))
PAPER_COLUMNS = (words("state", "扫描情况", lambda line: str(line.state), 110),
                 words("village", "行政村", lambda line: line.village, 80),
                 words("head_name", "户主", lambda line: line.agreement.head_name or "", 70),
                 words("kind", "协议种类", lambda line: line.agreement.kind, 104),
                 words("number", "协议编号", lambda line: line.agreement.number, 160),
                 _count("pages", "页数", lambda line: line.state.pages, 48),
                 _count("scanned", "已扫描", lambda line: len(line.state.scanned), 56))


def page_lines(rows: Iterable[ScannedPage], dossier: Dossier) -> list[PageLine]:
    """The rows of pages, those nobody can place first."""
    numbers = {a.id: a.number for a in dossier.agreements}
    lines = [PageLine(row, numbers.get(row.agreement_id or "", "")) for row in rows]
    return sorted(lines, key=lambda line: _ORDER.index(line.row.result))


def paper_lines(states: Iterable[ScanState], dossier: Dossier) -> list[PaperLine]:
    """The rows of agreements, by village and number."""
    villages = {e.id: e.village or "" for e in (*dossier.households, *dossier.left_out, *dossier.collective)}
    lines = [PaperLine(state, villages.get(state.agreement.subject_id, "")) for state in states]
    return sorted(lines, key=lambda line: (text_key(line.village), line.agreement.number))


def marks(lines: Iterable[PageLine]) -> Marks:
    """How grave each page is, and why."""
    return {line.id: (_GRAVE.get(line.row.result, Severity.NOTE), line.row.reason) for line in lines}


def page_answers(line: PageLine, typed: str) -> bool:
    """Whether a page answers to what was typed."""
    return any(typed.lower() in each.text(line).lower() for each in PAGE_COLUMNS)


def paper_answers(line: PaperLine, typed: str) -> bool:
    """Whether an agreement answers to what was typed: name, village, number, kind or state."""
    agreement = line.agreement
    return answers(typed, agreement.head_name or "", line.village, agreement.number, agreement.kind, str(line.state))
