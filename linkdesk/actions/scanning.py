"""扫描归档: signed pages taken in from scans, and those sorted by hand that no code could place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from linkdesk import scans
from linkdesk.actions.filing import IN_PLACE, Codes, Filed, current, filed
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement, PageCode, ScannedPage
from linkdesk.domain.agreement_words import ScanResult
from linkdesk.domain.change import Change
from linkdesk.domain.errors import Cancelled, KnownError, Stale
from linkdesk.domain.token import typed_token
from linkdesk.domain.words import AgreementState, ChangeKind
from linkdesk.scans import Scanned

Report = Callable[[int, int], None]
AT_ONCE = 50   # pages that are filed in one step: what a broken-off work has filed so far stays
TRIES = 3      # when another program writes at the same time


@dataclass(slots=True)
class Outcome:
    """What became of the pages of some files."""

    results: Counter[ScanResult] = field(default_factory=Counter)
    blank: int = 0
    again: int = 0                                              # taken in before, and left at that
    refused: list[tuple[str, str]] = field(default_factory=list)  # file, why nothing of it was read
    cancelled: bool = False

    @property
    def pages(self) -> int:
        """All pages seen."""
        return sum(self.results.values()) + self.blank + self.again

    @property
    def by_hand(self) -> int:
        """Pages and files that somebody has to look at."""
        return sum(n for result, n in self.results.items() if result in TO_SORT) + len(self.refused)

    def said(self) -> str:
        """The counts in one sentence."""
        parts = [f"{result} {self.results[result]} 页" for result in ScanResult if self.results[result]]
        parts += [f"空白 {self.blank} 页"] * bool(self.blank) + [f"此前已取过 {self.again} 页（未重复归档）"] * bool(self.again)
        parts += [f"{name}：{why}" for name, why in self.refused]
        head = "已停止，停止前归档的都已保存，其余可以再取一次：" if self.cancelled else ""
        return f"{head}共 {self.pages} 页：{'，'.join(parts) or '没有页面'}。"


TO_SORT = frozenset({ScanResult.FOREIGN, ScanResult.UNREADABLE})


def inspect(paths: Iterable[Path], report: Report = quiet) -> Iterator[Scanned]:
    """What stands on each page of these files and folders; nothing is stored."""
    return scans.read(_there(paths), report, keep=False)


def take(desk: Desk, project_id: str, paths: Iterable[Path], report: Report = quiet) -> Outcome:
    """File every page of these files and folders to its agreement, in steps that stand; what was taken before is left at that.

    Stopping it (Cancelled from `report`) ends it with what was filed until then.
    """
    wanted, outcome = _there(paths), Outcome()
    known = Filed.of(desk, project_id)
    try:
        with closing(scans.read(wanted, report)) as pages:
            while batch := list(islice(_counted(pages, outcome), AT_ONCE)):
                known = _file(desk, project_id, batch, known, outcome)
    except Cancelled:
        outcome.cancelled = True
    return outcome


def _there(paths: Iterable[Path]) -> tuple[Path, ...]:
    paths = tuple(paths)
    for path in paths:
        if not path.exists():
            raise KnownError(f"找不到“{path.name}”，没有归档任何页面。请核对文件或文件夹是否已移动或改名。")
    from linkdesk.scans.sources import sources
    if not sources(paths):
        raise KnownError("所选文件夹里没有扫描文件（PDF、TIFF、PNG、JPEG），没有归档任何页面。请另选文件夹。")
    return paths


def _counted(pages: Iterator[Scanned], outcome: Outcome) -> Iterator[Scanned]:
    """The pages that have something to keep; the others are only counted."""
    for page in pages:
        if page.blank:
            outcome.blank += 1
        elif page.page == 0:
            outcome.refused.append((page.source, page.why))
        else:
            yield page


def _file(desk: Desk, project_id: str, batch: list[Scanned], known: Filed, outcome: Outcome) -> Filed:
    """File some pages in one change; thought out anew when another program has written meanwhile."""
    rows = [_row(desk, project_id, page) for page in batch]
    for attempt in range(TRIES):
        seen, trial = desk.as_of(), replace(known, in_place=set(known.in_place), now=Counter(known.now))
        codes = Codes.of(desk, {token for page in batch for token in page.tokens})
        after = tuple(new for row, page in zip(rows, batch, strict=True) for new in filed(row, page, codes, trial))
        try:
            if after:
                desk.do(Change(f"扫描归档 {len(after)} 页", after=after, kind=ChangeKind.SCAN, as_of=seen))
        except Stale:
            if attempt == TRIES - 1:
                raise
            known = replace(known, in_place=Filed.of(desk, project_id).in_place)
            continue
        outcome.results.update(row.result for row in after)
        outcome.again += len(rows) - len(after)
        return trial
    return known


def _row(desk: Desk, project_id: str, page: Scanned) -> ScannedPage:
    image = desk.store.files.put(page.sheet) if page.sheet else ""
    return ScannedPage(project_id=project_id, image=image, source_name=page.source, source_page=page.page, turned=page.turned,
                       officer_name=desk.officer_name, taken_at=desk.clock())


def sort_by_hand(desk: Desk, scanned_page: ScannedPage, agreement_id: str, page: int) -> Change:
    """File a page to a page of an agreement; where that has its scan already, this one takes its place."""
    seen, agreement = desk.as_of(), desk.store.get(Agreement, agreement_id)
    _refuse_answered(desk, scanned_page)
    if agreement is None or agreement.project_id != scanned_page.project_id:
        raise KnownError("所选协议不在本项目，没有归档。请重新选择。")
    if agreement.state is AgreementState.VOID:
        raise KnownError(f"协议 {agreement.number} 已作废，没有归档。请核对纸面编号。")
    codes = desk.store.load(PageCode, agreement_id=agreement_id)
    newest = max((code.version for code in codes), default=0)
    code = next((code for code in codes if code.version == newest and code.page == page), None)
    if code is None:
        pages = max((code.pages for code in codes if code.version == newest), default=0)
        raise KnownError(f"该协议共印制 {pages} 页，没有第 {page} 页，没有归档。请核对纸面页码。" if pages
                         else "该协议还没有定稿印制，没有归档。请核对所选协议。")
    row = _answer(desk, scanned_page, ScanResult.BY_HAND, "", page_code_id=code.id, agreement_id=agreement_id, page=page,
                  token=code.token)
    replaced = _replaced(desk, code, scanned_page)
    return Change("人工归档", after=(row, *replaced), kind=ChangeKind.SCAN, as_of=seen)


def _replaced(desk: Desk, code: PageCode, by: ScannedPage) -> Iterator[ScannedPage]:
    """The scan that stood in this place gives way, and is kept as a double."""
    for row in current(desk.store.load(ScannedPage, agreement_id=code.agreement_id)):
        if row.page_code_id == code.id and row.result in IN_PLACE and row.id != by.id:
            yield _answer(desk, row, ScanResult.DOUBLE, "已由另一扫描页替换")


def sort_by_token(desk: Desk, scanned_page: ScannedPage, typed: str) -> Change:
    """File a page by the code a person reads beside the QR."""
    token = typed_token(typed)
    if not token:
        raise KnownError("核对码不对，没有归档。核对码是二维码旁的 12 位字母和数字（没有 0、1、I、L、O），请对照纸面重新输入。")
    code = next(iter(desk.store.load(PageCode, token=token)), None)
    if code is None:
        raise KnownError("核对码在本工作区没有登记，没有归档。可能是在别的电脑上印制的，请核对。")
    newest = max(each.version for each in desk.store.load(PageCode, agreement_id=code.agreement_id))
    if code.version < newest:
        raise KnownError(f"这一页是第 {code.version} 版，该协议已重新印制，没有归档。请找新版的签字页。")
    return sort_by_hand(desk, scanned_page, code.agreement_id, code.page)


def discard(desk: Desk, scanned_page: ScannedPage, reason: str) -> Change:
    """Say that a page is not to be filed, and why; the page itself is kept."""
    if not reason.strip():
        raise KnownError("请写明不归档的原因，例如“封面”“身份证复印件另存”。")
    seen = desk.as_of()
    _refuse_answered(desk, scanned_page)
    row = _answer(desk, scanned_page, ScanResult.DISCARDED, reason.strip())
    return Change("扫描页不归档", after=(row,), kind=ChangeKind.SCAN, as_of=seen)


def _refuse_answered(desk: Desk, scanned_page: ScannedPage) -> None:
    if desk.store.load(ScannedPage, answers_id=scanned_page.id):
        raise KnownError("这一页刚才已经处理过，没有再次归档。请刷新后核对。")


def _answer(desk: Desk, row: ScannedPage, result: ScanResult, reason: str, **found: object) -> ScannedPage:
    return ScannedPage(**{name: getattr(row, name) for name in _KEPT} | {
        "result": result, "reason": reason, "answers_id": row.id, "officer_name": desk.officer_name, "taken_at": desk.clock(), **found})


_KEPT = ("project_id", "page_code_id", "agreement_id", "page", "image", "source_name", "source_page", "turned", "token")
