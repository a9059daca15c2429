"""What the events of a project call for in the quota ledger: an approved plan, land taken, an acceptance, an advance, a trade."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from linkdesk.domain.acceptance_standing import accepted_plots, accepted_whole
from linkdesk.domain.carrying import Acceptance
from linkdesk.domain.docket import Docket, docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import id_of
from linkdesk.domain.figures.zones import builds_only, new_side_elsewhere
from linkdesk.domain.plan_standing import approval_of, approved_plan, told_approval
from linkdesk.domain.planning import PlanApproval
from linkdesk.domain.plot import Plot
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import Amounts, amounts_of, moved, standing_entries
from linkdesk.domain.quota_leaves import agreed, leaf, returned_by, taken_by
from linkdesk.domain.quota_words import PostingKind, TradeSide
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.trade import QuotaUse, Trade
from linkdesk.domain.words import PlotUse
from linkdesk.policy.accepting import counting
from linkdesk.policy.land_purposes import purpose_of
from linkdesk.policy.matters import MatterStanding, standings
from linkdesk.policy.parts import Pack
from linkdesk.policy.planned_quota import planned_surplus, planned_takes
from linkdesk.policy.quota_settlement import Flow, covered_in_vain, settlement_flows
from linkdesk.policy.terms import Subject

Sealed = Callable[[str], Dossier | None]


@dataclass(frozen=True, slots=True)
class Posting:
    """What one event calls for: its entries, or in `lacking` what is not known yet so that they cannot be reckoned."""

    source_id: str
    kind: PostingKind
    title: str
    entries: tuple[QuotaEntry, ...]
    lacking: str = ""


def postings(dossier: Dossier, packs: Iterable[Pack], sealed: Sealed) -> tuple[Posting, ...]:
    """What the events that stand call for, in the order they are posted; nothing where the project has no responsible body.

    `sealed` gives the dossier a version was fixed with; what settles a project stands on the entries that are posted.
    """
    if dossier.project.responsible_id is None:
        return ()
    made = _Made(dossier, tuple(packs), sealed)
    return tuple(p for p in (*made.plan(), *made.advances(), *made.sales(before=True), *made.land(), *made.acceptances(), *made.settlement(),
                             *made.given_up(), *made.sales(before=False), *made.purchases()) if p.entries or p.lacking)


class _Made:
    """The postings of one project, event by event."""

    def __init__(self, dossier: Dossier, packs: tuple[Pack, ...], sealed: Sealed) -> None:
        self.dossier, self.packs, self.sealed = dossier, packs, sealed
        self.docket: Docket = docket_of(dossier)
        self.posted = standing_entries(dossier.quotas.entries)
        self.version = approved_plan(dossier)

    def _entry(self, source_id: str, kind: PostingKind, flow: Flow, amounts: Amounts, **more: object) -> QuotaEntry:
        project = self.dossier.project
        said = "|".join((source_id, kind, *flow, str(more.get("plot_id") or ""), str(more.get("trade_id") or "")))
        turn = sum(e.source_id == source_id and e.kind is kind for e in self.dossier.quotas.entries)  # posted again after a reversal
        return QuotaEntry(id=id_of("quota_entry", project.id, said, str(turn)), posting_id=id_of("posting", project.id, source_id, kind, str(turn)),
                          authority_id=project.responsible_id or "", project_id=project.id, kind=kind, from_account=flow[0], to_account=flow[1],
                          construction=amounts.construction, agricultural=amounts.agricultural, farmland=amounts.farmland,
                          paddy=amounts.paddy, source_id=source_id, **more)

    def _entries(self, source_id: str, kind: PostingKind, flows: Iterable[tuple[Account, Account, Amounts]], **more: object,
                 ) -> tuple[QuotaEntry, ...]:
        """The entries of some flows, without those that would move nothing."""
        return tuple(self._entry(source_id, kind, (a, b), amounts, **more) for a, b, amounts in flows if amounts)

    @property
    def planned(self) -> Dossier:
        """The project as its plan was approved; as it stands where no version was."""
        return (self.version and self.sealed(self.version.sealed_id)) or self.dossier

    def plan(self) -> Iterable[Posting]:
        """The approved plan: its revolving quota is issued, its surplus expected."""
        approval = self._approval()
        if approval is None or builds_only(self.dossier):
            return
        takes, surplus = planned_takes(self.planned), planned_surplus(self.planned)
        lacking = takes[1] or surplus[1]
        applied = self.planned.project.quota_applied
        issued = takes[0] if applied is None else replace(takes[0], construction=leaf(applied))
        flows = () if lacking else ((Account.REVOLVING, Account.ISSUED, issued),
                                    (Account.OUTSIDE, Account.PLANNED_SURPLUS, surplus[0].at_least_nothing()))
        which = f"{self.version.kind}第 {self.version.version} 版批准" if self.version else "方案批准（项目概况登记）"
        yield Posting(approval.id, PostingKind.PLAN, which, self._entries(
            approval.id, PostingKind.PLAN, flows, posted_on=approval.approved_on, number=approval.number, document=f"{approval.approver}批复",
            year=self.planned.project.quota_year or approval.approved_on.year), lacking)

    def _approval(self) -> PlanApproval | None:
        """The approval of the plan, else what the project tells of one."""
        return approval_of(self.dossier, self.version) if self.version else told_approval(self.dossier.project)

    def advances(self) -> Iterable[Posting]:
        """Advances whose matter was concluded: usable surplus, and as much still to be returned."""
        concluded = {s.matter.id: s for s in standings(self.docket, self.packs) if s.concluded_on and s.concluding}
        for advance in self.dossier.quotas.advances:
            if (told := concluded.get(advance.matter_id or "")) and told.concluding:
                amounts = agreed(advance)
                yield Posting(advance.id, PostingKind.ADVANCE, "预支批准", self._entries(
                    advance.id, PostingKind.ADVANCE,
                    ((Account.PLANNED_SURPLUS, Account.ADVANCED, amounts), (Account.OUTSIDE, Account.SURPLUS, amounts)),
                    posted_on=told.concluded_on, number=told.concluding.number, document=told.matter.title, purpose=advance.purpose))

    def land(self) -> Iterable[Posting]:
        """New land approved: every settlement and urban plot of the county's own that was not posted by hand before."""
        if builds_only(self.dossier):
            return
        taken = {e.plot_id for e in self.posted if e.kind is PostingKind.USE and e.plot_id}
        for told in _concluded(self.docket, self.packs, Subject.NEW_LAND):
            mine = {e.plot_id for e in self.posted if e.source_id == told.concluding.id}
            plots = [p for p in self._new_plots() if p.id not in taken - mine]
            yield Posting(told.concluding.id, PostingKind.USE, "建新区用地批准",
                          tuple(e for p in plots for e in self._taken(told, p)), _lacking_takes(plots))
            taken |= {p.id for p in plots}

    def _new_plots(self) -> list[Plot]:
        elsewhere = new_side_elsewhere(self.dossier)
        uses = (PlotUse.SETTLEMENT,) if elsewhere else (PlotUse.SETTLEMENT, PlotUse.NEW)
        return sorted((p for p in self.planned.plots if p.use in uses), key=lambda p: p.code)

    def _taken(self, told: MatterStanding, plot: Plot) -> tuple[QuotaEntry, ...]:
        used = Account.USED_RESETTLE if plot.use is PlotUse.SETTLEMENT else Account.USED_URBAN
        return self._entries(told.concluding.id, PostingKind.USE, ((Account.ISSUED, used, taken_by(plot)),), plot_id=plot.id,
                             grade=plot.quality_grade, posted_on=told.concluded_on, number=told.concluding.number,
                             document=told.matter.title, purpose=purpose_of(plot))

    def acceptances(self) -> Iterable[Posting]:
        """Plots that passed the acceptance of the body the policy names: their land returns."""
        counts = {a.id for a in counting(self.docket, self.packs)}
        passed: dict[str, list[QuotaEntry]] = {}
        by_id: dict[str, Acceptance] = {}
        for plot_id, (acceptance, row) in accepted_plots(self.dossier.carrying).items():
            if acceptance.id in counts:
                by_id[acceptance.id] = acceptance
                passed.setdefault(acceptance.id, []).extend(self._entries(
                    acceptance.id, PostingKind.ACCEPTANCE, ((Account.OUTSIDE, Account.RETURNED, returned_by(row)),), plot_id=plot_id,
                    grade=row.grade, posted_on=acceptance.accepted_on, number=acceptance.number, document=f"{acceptance.authority}验收"))
        for id_, entries in sorted(passed.items(), key=lambda item: (by_id[item[0]].accepted_on, item[0])):
            yield Posting(id_, PostingKind.ACCEPTANCE, f"竣工验收（{by_id[id_].number}）", tuple(entries))

    def settlement(self) -> Iterable[Posting]:
        """The project has passed whole: what is surplus is told from what covers the quota used."""
        whole = accepted_whole(counting(self.docket, self.packs))
        if whole is None:
            return
        takes, lacking = planned_takes(self.planned)
        reserve = Amounts(construction=leaf(self.planned.project.reserve_area))
        returned = Amounts.total(amounts_of(e) for p in self.acceptances() for e in p.entries)
        flows = () if lacking else settlement_flows(self.dossier, whole.id, returned - takes, reserve)
        yield Posting(whole.id, PostingKind.SETTLEMENT, f"核定节余指标（{whole.number}）", tuple(
            e for (a, b), amounts, trade_id in flows
            for e in self._entries(whole.id, PostingKind.SETTLEMENT, ((a, b, amounts),), trade_id=trade_id, posted_on=whole.accepted_on,
                                   number=whole.number, document=f"{whole.authority}验收")), lacking)

    def given_up(self) -> Iterable[Posting]:
        """Trades that ended after the acceptance had covered them: what was delivered is surplus again, and nothing is planned any more.

        In two steps, the sale itself being taken back between them.
        """
        for trade, covered in covered_in_vain(self.dossier):
            said = {"trade_id": trade.id, "posted_on": trade.terminated_on, "number": trade.number, "document": trade.title}
            for source, flows in ((trade.id, ((Account.SOLD, Account.SURPLUS, covered), (Account.OUTSIDE, Account.SOLD_TO_DELIVER, covered))),
                                  (id_of("planned", trade.id), ((Account.PLANNED_SURPLUS, Account.OUTSIDE, agreed(trade)),))):
                yield Posting(source, PostingKind.SETTLEMENT, f"交易终止转回节余：{trade.title}", self._entries(
                    source, PostingKind.SETTLEMENT, flows, **said))

    def sales(self, *, before: bool) -> Iterable[Posting]:
        """Trades signed and not ended, of those that go before what settles the project or of those after it.

        Once the project is settled a sale draws on its surplus, on the day of the settlement at the earliest; before that on the
        planned surplus where the policy lets it be sold, else on what was advanced.
        """
        settled = min((e.posted_on for e in self.posted if e.kind is PostingKind.SETTLEMENT), default=None)
        for trade in _signed(self.dossier.quotas.trades, TradeSide.SELLER):
            if before is (settled is None):
                yield Posting(trade.id, PostingKind.SALE, f"转让：{trade.title}", self._entries(
                    trade.id, PostingKind.SALE, ((*self._sold_from(settled), agreed(trade)),), trade_id=trade.id, grade=trade.grade,
                    posted_on=max(filter(None, (trade.signed_on, settled))), number=trade.number, document=trade.title))

    def _sold_from(self, settled: date | None) -> Flow:
        if moved(self.posted).get((self.dossier.project.id, Account.COUNTY_SHARE)):
            return Account.COUNTY_SHARE, Account.SOLD
        rate = self.dossier.rate("planned_sale")
        if settled is None and rate is not None and rate.text == PLANNED_CAN_BE_SOLD:
            return Account.PLANNED_SURPLUS, Account.SOLD_TO_DELIVER
        return Account.SURPLUS, Account.SOLD

    def purchases(self) -> Iterable[Posting]:
        """What was bought and has been transferred, and what it was used for."""
        trades = {t.id: t for t in _signed(self.dossier.quotas.trades, TradeSide.BUYER) if t.transferred_on}
        for trade in trades.values():
            amounts = agreed(trade)
            yield Posting(trade.id, PostingKind.PURCHASE, f"受让：{trade.title}", self._entries(
                trade.id, PostingKind.PURCHASE, ((Account.OUTSIDE, Account.BOUGHT, amounts),
                                                 (Account.OUTSIDE, Account.PLAN_SCALE, Amounts(construction=amounts.construction))),
                trade_id=trade.id, grade=trade.grade, posted_on=trade.transferred_on, number=trade.transfer_document or trade.number,
                document=trade.title))
        for use in (u for u in self.dossier.quotas.uses if u.trade_id in trades and u.used_on):
            yield self._used(use)

    def _used(self, use: QuotaUse) -> Posting:
        rights = Amounts(construction=leaf(use.construction), farmland=leaf(use.farmland))
        entries = self._entries(
            use.id, PostingKind.USE, ((Account.BOUGHT, Account.USED_URBAN, rights),
                                      (Account.PLAN_SCALE, Account.OUTSIDE, Amounts(construction=leaf(use.plan_scale)))),
            trade_id=use.trade_id, posted_on=use.used_on, number=use.document, document=use.place, purpose=use.purpose)
        lacking = "使用记录还没有填写“依据文件”" if entries and not use.document.strip() else ""
        return Posting(use.id, PostingKind.USE, f"使用购入指标：{use.place}", entries, lacking)


PLANNED_CAN_BE_SOLD = "可以"
"""The text of the value planned_sale by which surplus may be sold before acceptance (A §二(二))."""


def _lacking_takes(plots: Iterable[Plot]) -> str:
    open_ = [p.code for p in plots if p.new_construction_area is None]
    return f"地块{'、'.join(open_[:3])}没有填写新增建设用地" if open_ else ""


def _concluded(docket: Docket, packs: tuple[Pack, ...], subject: Subject) -> list[MatterStanding]:
    found = [s for s in standings(docket, packs) if s.chain.subject is subject and s.concluded_on and s.concluding]
    return sorted(found, key=lambda s: (s.concluded_on, s.matter.id))


def _signed(trades: Iterable[Trade], side: TradeSide) -> list[Trade]:
    found = [t for t in trades if t.side is side and t.signed_on and t.terminated_on is None]
    return sorted(found, key=lambda t: (t.signed_on, t.id))
