"""What of a project's agreements is scanned: complete or with pages missing, what needs a hand, and the joined file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from linkdesk import scans, store
from linkdesk.actions.filing import IN_PLACE, current
from linkdesk.desk import Desk
from linkdesk.documents.whole import whole_file
from linkdesk.domain.agreement import Agreement, PageCode, ScannedPage
from linkdesk.domain.agreement_words import ScanResult
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import AgreementState, ChangeKind

LISTED = frozenset({ScanResult.FOREIGN, ScanResult.UNREADABLE, ScanResult.VOID, ScanResult.DOUBLE})


@dataclass(frozen=True, slots=True)
class ScanState:
    """How far the signed paper of one agreement is scanned: pages printed, and the scan of each page that is there."""

    agreement: Agreement
    pages: int
    scanned: tuple[tuple[int, ScannedPage], ...] = ()

    @property
    def id(self) -> str:
        """The agreement's."""
        return self.agreement.id

    @property
    def missing(self) -> tuple[int, ...]:
        """The pages without a scan."""
        there = dict(self.scanned)
        return tuple(page for page in range(1, self.pages + 1) if page not in there)

    @property
    def complete(self) -> bool:
        """Whether every printed page has its scan."""
        return self.pages > 0 and not self.missing

    def __str__(self) -> str:
        if not self.pages:
            return "未印制"
        if not self.scanned:
            return "未扫描"
        return "扫描齐全" if self.complete else f"缺第 {'、'.join(map(str, self.missing))} 页"


def scan_states(desk: Desk, project_id: str) -> dict[str, ScanState]:
    """The state of every agreement of a project that was printed and is not void, by agreement id."""
    mine = store.ids(Agreement, project_id=project_id)
    agreements = [a for a in desk.store.load(Agreement, project_id=project_id) if a.state is AgreementState.PRINTED]
    return _states(agreements, desk.store.load(PageCode, agreement_id=mine), desk.store.load(ScannedPage, project_id=project_id))


def scan_state(desk: Desk, agreement: Agreement) -> ScanState:
    """The state of one agreement."""
    codes = desk.store.load(PageCode, agreement_id=agreement.id)
    return _states((agreement,), codes, desk.store.load(ScannedPage, agreement_id=agreement.id))[agreement.id]


def missing_pages(desk: Desk, project_id: str) -> tuple[ScanState, ...]:
    """The agreements of which some page has come back and another has not, or none at all; in order of their numbers."""
    return tuple(sorted((s for s in scan_states(desk, project_id).values() if s.missing), key=lambda s: s.agreement.number))


def _states(agreements: Iterable[Agreement], codes: Iterable[PageCode], rows: Iterable[ScannedPage]) -> dict[str, ScanState]:
    printed = _newest(codes)
    there = {row.page_code_id: row for row in current(rows) if row.result in IN_PLACE}
    return {a.id: ScanState(a, max((c.pages for c in printed[a.id]), default=0),
                            tuple(sorted(((c.page, there[c.id]) for c in printed[a.id] if c.id in there), key=lambda pair: pair[0])))
            for a in agreements}


def _newest(codes: Iterable[PageCode]) -> dict[str, list[PageCode]]:
    """The codes of the version printed last, by agreement id."""
    found: dict[str, list[PageCode]] = defaultdict(list)
    for code in sorted(codes, key=lambda c: c.version):
        if found[code.agreement_id] and found[code.agreement_id][0].version < code.version:
            found[code.agreement_id].clear()
        found[code.agreement_id].append(code)
    return found


def to_sort(desk: Desk, project_id: str) -> tuple[ScannedPage, ...]:
    """The pages that are not filed and not answered: unreadable, of others, of void versions, doubles; the newest first."""
    rows = current(desk.store.load(ScannedPage, project_id=project_id))
    return tuple(reversed([row for row in rows if row.result in LISTED and not _settled(row)]))


def _settled(row: ScannedPage) -> bool:
    """A double made by a person who put a better scan in its place."""
    return row.result is ScanResult.DOUBLE and row.answers_id is not None


def join_scan(desk: Desk, agreement: Agreement, out: Path) -> Path:
    """Write the scanned pages of one agreement into one PDF, in order of its pages; raises KnownError when there are none."""
    state = scan_state(desk, agreement)
    if not state.scanned:
        raise KnownError(f"协议 {agreement.number} 还没有归档的扫描页，没有写出文件。请先扫描归档。")
    with whole_file(out) as file:
        scans.join([desk.store.files.path(row.image) for _, row in state.scanned], file)
    desk.do(Change("导出签字扫描件", kind=ChangeKind.EXPORT))
    return out
