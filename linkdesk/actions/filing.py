"""Which paper a scanned page belongs to: by the code read on it and what the store knows of that code, and by nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement, PageCode, ScannedPage
from linkdesk.domain.agreement_words import ScanResult
from linkdesk.domain.project import Project
from linkdesk.domain.words import AgreementState
from linkdesk.scans import Scanned

IN_PLACE = frozenset({ScanResult.FILED, ScanResult.BY_HAND})
NO_CODE = "没有读到二维码"
OTHER_SIDE = "只有背面透过来的二维码，可能是纸张的背面"
STRANGE = "页上的二维码不是本系统印制的"
TWO_CODES = "一页上有两个核对码，请按页重新扫描"
UNKNOWN = "核对码在本工作区没有登记，可能是在别的电脑上印制的"
OF_DRAFT = "只读到协议的核对码，没有页码"


def current(rows: Iterable[ScannedPage]) -> list[ScannedPage]:
    """The rows that stand: those that no later row answers."""
    rows = list(rows)
    answered = {row.answers_id for row in rows}
    return [row for row in rows if row.id not in answered]


@dataclass(slots=True)
class Filed:
    """What of a project's scans is in the store, kept up while pages come in."""

    in_place: set[str]                                        # ids of the page codes that have their scan
    before: Counter[tuple[str, int]]                          # sheet and page of its file, of all that was taken before
    now: Counter[tuple[str, int]] = field(default_factory=Counter)

    @classmethod
    def of(cls, desk: Desk, project_id: str) -> Filed:
        """What is in the store now."""
        rows = desk.store.load(ScannedPage, project_id=project_id)
        in_place = {row.page_code_id for row in current(rows) if row.result in IN_PLACE and row.page_code_id}
        return cls(in_place, Counter(_place(row) for row in rows if row.answers_id is None))

    def again(self, row: ScannedPage) -> bool:
        """Whether this very page of a file was taken before; the same sheet twice in one file is not that."""
        place = _place(row)
        self.now[place] += 1
        return self.now[place] <= self.before[place]


def _place(row: ScannedPage) -> tuple[str, int]:
    return row.image or row.source_name, row.source_page


@dataclass(frozen=True, slots=True)
class Codes:
    """What the store knows of some codes."""

    by_token: dict[str, PageCode]
    agreements: dict[str, Agreement]
    drafts: dict[str, Agreement]     # by the agreement's own token
    newest: dict[str, int]           # agreement id → its last printed version
    projects: dict[str, str]

    @classmethod
    def of(cls, desk: Desk, tokens: Collection[str]) -> Codes:
        """What is known of these tokens, whatever project they belong to."""
        load = desk.store.load
        codes = load(PageCode, token=sorted(tokens)) if tokens else []
        owners = sorted({code.agreement_id for code in codes})
        named = load(Agreement, token=sorted(tokens)) if tokens else []
        newest: dict[str, int] = {}
        for code in load(PageCode, agreement_id=owners) if owners else []:
            newest[code.agreement_id] = max(newest.get(code.agreement_id, 0), code.version)
        return cls({c.token: c for c in codes}, {a.id: a for a in load(Agreement, id=owners)} if owners else {},
                   {a.token: a for a in named}, newest, {p.id: p.name for p in load(Project)})


def filed(row: ScannedPage, page: Scanned, codes: Codes, known: Filed) -> tuple[ScannedPage, ...]:
    """The row with what becomes of its page; nothing when this very page was taken before."""
    if known.again(row):
        return ()
    result = _judged(row, page, codes, known)
    if result.result is ScanResult.FILED:
        known.in_place.add(result.page_code_id)
    return (result,)


def _judged(row: ScannedPage, page: Scanned, codes: Codes, known: Filed) -> ScannedPage:
    tokens = sorted(set(page.tokens))
    if len(tokens) > 1:
        return _with(row, ScanResult.UNREADABLE, TWO_CODES, token=" ".join(tokens))
    if not tokens and page.texts:
        return _with(row, ScanResult.FOREIGN, STRANGE)
    if not tokens:
        return _with(row, ScanResult.UNREADABLE, page.why or (OTHER_SIDE if page.through else NO_CODE))
    row = _with(row, ScanResult.FOREIGN, UNKNOWN, token=tokens[0])
    code = codes.by_token.get(tokens[0])
    return _of_code(row, code, codes, known) if code else _of_draft(row, codes.drafts.get(tokens[0]))


def _of_draft(row: ScannedPage, agreement: Agreement | None) -> ScannedPage:
    if agreement is None or agreement.project_id != row.project_id:
        return row
    return _with(row, ScanResult.UNREADABLE, OF_DRAFT, agreement_id=agreement.id)


def _of_code(row: ScannedPage, code: PageCode, codes: Codes, known: Filed) -> ScannedPage:
    agreement = codes.agreements[code.agreement_id]
    if agreement.project_id != row.project_id:
        return _with(row, ScanResult.FOREIGN, f"属于另一个项目“{codes.projects.get(agreement.project_id, '')}”，请到该项目归档")
    row = _with(row, ScanResult.FILED, "", agreement_id=agreement.id, page_code_id=code.id, page=code.page)
    if agreement.state is AgreementState.VOID:
        return _with(row, ScanResult.VOID, "该协议已作废")
    if code.version < codes.newest[agreement.id]:
        return _with(row, ScanResult.VOID, f"是第 {code.version} 版，该协议已重新印制")
    if code.id in known.in_place:
        return _with(row, ScanResult.DOUBLE, "该页已有扫描件")
    return row


def _with(row: ScannedPage, result: ScanResult, reason: str, **found: object) -> ScannedPage:
    return replace(row, result=result, reason=reason, **found)
