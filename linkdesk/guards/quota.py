"""The quota ledger stays sound whoever posts: allowed flows, nothing twice, nothing before its approval, no account below nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from linkdesk import ledger
from linkdesk.domain.book_years import why_closed
from linkdesk.domain.carrying import Acceptance, PlotAcceptance
from linkdesk.domain.change import Change
from linkdesk.domain.corrections import standing
from linkdesk.domain.errors import KnownError
from linkdesk.domain.grouping import grouped
from linkdesk.domain.plan_standing import OF_OLD_PLOTS
from linkdesk.domain.planning import PlanApproval, PlanVersion
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import hectares
from linkdesk.domain.quota import BookClosing, QuotaEntry
from linkdesk.domain.quota_accounts import amounts_of, is_given, standing_entries, why_not_entered
from linkdesk.domain.quota_words import PostingKind, QuotaAccount
from linkdesk.domain.trade import Trade
from linkdesk.store import Store

E = TypeVar("E")
_ONCE_A_PLOT = {PostingKind.USE: "已经登记用地", PostingKind.ACCEPTANCE: "已经登记归还"}
_AFTER_APPROVAL = frozenset({PostingKind.PLAN, PostingKind.USE, PostingKind.ACCEPTANCE, PostingKind.SETTLEMENT, PostingKind.ADVANCE,
                             PostingKind.SALE, PostingKind.SHARE})
_OF_TRADE = frozenset({PostingKind.SALE, PostingKind.PURCHASE})


def refuse_wrong_quota_entries(store: Store, change: Change) -> None:
    """Refuse entries that cannot stand, each with one sentence; the ledger is as it was."""
    entries = _of(change, QuotaEntry)
    if not entries:
        return
    for entry in entries:
        _refuse(why_not_entered(entry))
    _refuse_reversals(store, entries)
    _refuse_days(store, entries)
    for project_id, mine in grouped((e for e in entries if e.project_id), lambda e: e.project_id).items():
        _Court(store, change, project_id).judge([e for e in mine if not e.reverses_id])
    if why := ledger.shortfall(store, entries):
        raise KnownError(f"{why}，没有登记，账没有变。请核对面积、单位和日期，或先登记指标的来源。")


def _of(change: Change, kind: type[E]) -> list[E]:
    return [e for e in change.after if isinstance(e, kind)]


def _refuse(why: str) -> None:
    if why:
        raise KnownError(why)


def _refuse_reversals(store: Store, entries: Sequence[QuotaEntry]) -> None:
    """A reversal is the very entry it names the other way round, once, and never that of a reversal."""
    mine = [e for e in entries if e.reverses_id or e.kind is PostingKind.REVERSAL]
    known = {e.id: e for e in (*store.load(QuotaEntry, id=sorted({e.reverses_id for e in mine if e.reverses_id})), *entries)} if mine else {}
    times = Counter(e.reverses_id for e in (*store.load(QuotaEntry, reverses_id=sorted(known)), *mine)) if mine else Counter()
    for entry in mine:
        was = known.get(entry.reverses_id or "")
        if was is None:
            raise KnownError("要冲销的分录已不存在，没有冲销。请刷新后重新选择。")
        if was.reverses_id:
            raise KnownError("这笔是冲销分录，不能再冲销，账没有变。冲销错了的，请按原内容重新登记。")
        if times[was.id] > 1:
            raise KnownError("这笔分录已经冲销过，没有重复冲销，账没有变。")
        _refuse("" if _mirrors(entry, was) else "冲销分录与原分录不符，没有冲销，账没有变。请重新选择要冲销的分录。")


def _mirrors(entry: QuotaEntry, was: QuotaEntry) -> bool:
    def said(e: QuotaEntry) -> tuple[Any, ...]:
        return (e.authority_id, e.project_id, e.plot_id, e.trade_id, amounts_of(e), e.grade)

    return (entry.from_account, entry.to_account) == (was.to_account, was.from_account) and said(entry) == said(was) and (
        (entry.posted_on or date.min) >= (was.posted_on or date.max))


def _refuse_days(store: Store, entries: Sequence[QuotaEntry]) -> None:
    today = store.clock().date()
    for authority_id, mine in grouped(entries, lambda e: e.authority_id).items():
        closings = store.load(BookClosing, authority_id=authority_id)
        for on in sorted({e.posted_on for e in mine}):
            _refuse(why_closed(closings, on))
            if on > today:
                raise KnownError(f"指标分录的日期 {on} 在今天之后，没有登记，账没有变。请核对日期。")


class _Court:
    """The entries of one project, judged on what is stored and on what comes in the same change."""

    def __init__(self, store: Store, change: Change, project_id: str) -> None:
        self.store, self.change, self.project_id = store, change, project_id
        self.project = store.get(Project, project_id) or next((p for p in _of(change, Project) if p.id == project_id), None)
        if self.project is None:
            raise KnownError("指标分录所属的项目区已不存在，没有登记，账没有变。请刷新后重新选择。")

    def judge(self, entries: Sequence[QuotaEntry]) -> None:
        """Raise KnownError for the first entry that cannot stand."""
        for entry in entries:
            self._refuse_strange(entry)
        self._refuse_before_approval(entries)
        self._refuse_twice([e for e in entries if e.plot_id and e.kind in _ONCE_A_PLOT])
        self._refuse_beyond_acceptance([e for e in entries if e.kind is PostingKind.ACCEPTANCE])

    def _all(self, kind: type[E], /, **equals: Any) -> list[E]:
        """What is stored and what comes, without what goes."""
        gone = {e.id for e in self.change.before if isinstance(e, kind)}
        came = [e for e in _of(self.change, kind) if all(getattr(e, name) == value for name, value in equals.items())]
        return [*(e for e in self.store.load(kind, **equals) if e.id not in gone), *came]

    def _refuse_strange(self, entry: QuotaEntry) -> None:
        if entry.authority_id != self.project.responsible_id:
            raise KnownError(f"“{self.project.name}”的责任主体与台账单位不一致，没有登记，账没有变。请核对项目概况里的责任主体。")
        plot = self.store.get(Plot, entry.plot_id) if entry.plot_id else None
        if entry.plot_id and (plot is None or plot.project_id != self.project_id):
            raise KnownError("指标分录的地块不在本项目里，没有登记，账没有变。指标在项目区内封闭运行，只有交易可以转出。")
        trade = next((t for t in self._all(Trade, id=entry.trade_id)), None) if entry.trade_id else None
        if (entry.kind in _OF_TRADE or entry.trade_id) and (trade is None or trade.project_id != self.project_id or trade.signed_on is None):
            raise KnownError("转出、购入指标要有本项目已签订的交易，没有登记，账没有变。请先在“交易流转”里登记签订。")

    def _refuse_before_approval(self, entries: Sequence[QuotaEntry]) -> None:
        """Nothing of a project moves before its plan is approved; what an old book brought along is from before this desk."""
        judged = [e for e in entries if e.kind in _AFTER_APPROVAL and not is_given(e)]
        if not judged or self._has_opening():
            return
        first = self._approved_on()
        for entry in judged:
            if first is None or (entry.posted_on and entry.posted_on < first):
                how = "还没有批准" if first is None else f" {first} 才批准"
                raise KnownError(f"“{self.project.name}”的方案{how}，{entry.kind}没有登记，账没有变。请先登记方案的批复，或核对日期。")

    def _has_opening(self) -> bool:
        return any(e.kind is PostingKind.OPENING for e in self._standing())

    def _standing(self) -> tuple[QuotaEntry, ...]:
        return standing_entries(self._all(QuotaEntry, project_id=self.project_id))

    def _approved_on(self) -> date | None:
        versions = {v.id for v in self._all(PlanVersion, project_id=self.project_id) if v.kind in OF_OLD_PLOTS}
        approvals = standing((*(self.store.load(PlanApproval, version_id=sorted(versions)) if versions else ()), *_of(self.change, PlanApproval)))
        told = self.project.approved_on if self.project.approval_number.strip() else None
        return min((a.approved_on for a in approvals if a.version_id in versions and a.approved_on), default=told)

    def _refuse_twice(self, entries: Sequence[QuotaEntry]) -> None:
        """A square metre is used once and returned once: a plot has one standing entry of each."""
        if not entries:
            return
        times = Counter((e.plot_id, e.kind) for e in self._standing() if e.plot_id and _counts(e))
        for entry in entries:
            if times[entry.plot_id, entry.kind] > 1:
                raise KnownError(f"地块 {self.store.get(Plot, entry.plot_id).code} {_ONCE_A_PLOT[entry.kind]}，没有重复登记，账没有变。")

    def _refuse_beyond_acceptance(self, entries: Sequence[QuotaEntry]) -> None:
        """Land returns only by an acceptance that stands, and no more of it than was accepted."""
        if not entries:
            return
        stands = {a.id for a in standing(self._all(Acceptance, project_id=self.project_id))}
        for entry in entries:
            rows = [r for r in self._all(PlotAcceptance, acceptance_id=entry.source_id) if r.plot_id == entry.plot_id and r.passed]
            if entry.source_id not in stands or not rows:
                raise KnownError("归还指标以验收合格为准，没有找到这个地块的验收，没有登记，账没有变。请先在“竣工验收”里登记。")
            self._refuse_more(entry, rows)

    def _refuse_more(self, entry: QuotaEntry, rows: Iterable[PlotAcceptance]) -> None:
        row = next(iter(rows))
        for label, given, accepted in (("建设用地", entry.construction, row.accepted_area), ("耕地", entry.farmland, row.farmland_area)):
            most = hectares(accepted or Decimal(0))
            if hectares(given) > most:
                raise KnownError(f"归还{label} {hectares(given)} 公顷大于验收的 {most} 公顷，没有登记，账没有变。请核对。")


def _counts(entry: QuotaEntry) -> bool:
    """What the county's documents do not state of a plot's land stands beside the entry that draws on them."""
    return entry.kind is PostingKind.ACCEPTANCE or entry.from_account is not QuotaAccount.OUTSIDE
