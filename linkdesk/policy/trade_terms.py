"""What the policies say of one trade: whether it may be signed, what they warn of, and until when its reclamation must be accepted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from linkdesk.domain import days
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quota_words import TradeSide
from linkdesk.domain.trade import Trade
from linkdesk.domain.trade_rules import Lack
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import Severity
from linkdesk.policy.chains import chains
from linkdesk.policy.check import Outcome, finding, outcomes_of
from linkdesk.policy.clocks import EVERY_TIME
from linkdesk.policy.matter_rules import blocked
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Clock
from linkdesk.policy.terms import Event, RowResult, Subject
from linkdesk.policy.trade_measures import MEASURES
from linkdesk.policy.values import value_of

_ASKED = {"trade_price_margin": "请在“指导价”里登记价格和文件；省里没有公布的，登记一行不填价格、写明依据并核实。"}
"""What is said of a value that must be known before a trade is signed."""


def with_trade(dossier: Dossier, trade: Trade) -> Dossier:
    """The dossier with a trade as it is to become."""
    others = tuple(t for t in dossier.quotas.trades if t.id != trade.id)
    return replace(dossier, quotas=replace(dossier.quotas, trades=(*others, trade)))


def refusals(dossier: Dossier, packs: Iterable[Pack], trade: Trade) -> tuple[Lack, ...]:
    """Why the policies do not let a trade be signed: what breaks a rule of theirs, and what must be known to tell."""
    open_ = (RowResult.UNDETERMINED,)
    return tuple(_lack(o) for o in _of_trade(dossier, packs, trade)
                 if o.result in open_ or (o.result is RowResult.NOT_MET and o.rule.severity is Severity.ERROR))


def chain_refusals(dossier: Dossier, packs: Iterable[Pack], trade: Trade) -> tuple[Lack, ...]:
    """Why a project as it was approved cannot be traded: it was said not to be, or what a trade stands on is not approved yet."""
    packs, on, project = tuple(packs), trade.signed_on or dossier.on, dossier.project
    if not any(c.subject is Subject.TRADE for p in packs for c in p.chains):
        return ()
    possible = [c for p in packs for c in chains(p, project, on, Subject.TRADE)]
    if not possible:
        return (Lack("project_id", f"“{project.name}”填写的是不涉及节余指标交易，方案也按此报批，不能签订。"
                                   "确需交易的，按变更申报后在项目概况里改为涉及。"),)
    if trade.side is TradeSide.BUYER:
        return ()
    docket = docket_of(dossier)
    matter = next((m for m in docket.matters if m.id == trade.matter_id), None)
    return tuple(Lack("project_id", why) for c in possible if (why := blocked(docket, packs, c, matter)))


def warnings(dossier: Dossier, packs: Iterable[Pack], trade: Trade) -> tuple[Lack, ...]:
    """What the policies find doubtful about a trade that may be signed all the same."""
    return tuple(_lack(o) for o in _of_trade(dossier, packs, trade)
                 if o.result is RowResult.NOT_MET and o.rule.severity is not Severity.ERROR)


def _of_trade(dossier: Dossier, packs: Iterable[Pack], trade: Trade) -> list[Outcome]:
    candidate = with_trade(dossier, trade)
    return [o for pack in packs for o in outcomes_of(candidate, pack, MEASURES)
            if (o.measured.subject, o.measured.subject_id) == ("trade", trade.id)]


def _lack(outcome: Outcome) -> Lack:
    found = finding(outcome)
    fix = _ASKED.get(outcome.rule.measure, found.fix) if found.undetermined else found.fix
    return Lack(found.field, f"{found.message.rstrip('。')}（{found.clause}）。{fix}")


def accept_due(packs: Iterable[Pack], trade: Trade) -> date | None:
    """Until when the seller's project must be accepted: the day agreed or that of the policies, whichever comes first."""
    if trade.side is TradeSide.BUYER or trade.signed_on is None:
        return trade.accept_by
    limits = [days.after(trade.signed_on, clock.limit, clock.unit) for pack in packs for clock in pack.clocks
              if clock.start is Event.TRADED and clock.end is Event.ACCEPTED and in_force(clock, trade.signed_on)]
    return min(filter(None, (trade.accept_by, *limits)), default=None)


@dataclass(frozen=True, slots=True)
class Adjustment:
    """Within how long after a trade the planning space may be adjusted, and whether anew every such time."""

    clock: Clock
    begun: date
    every_time: bool
    clause: str

    def due_on(self, on: date) -> date:
        """The last day of the turn a day falls into; of the only one where it is once."""
        turns = 1
        while self.every_time and (due := self._end(turns)) < on and due < date.max:
            turns += 1
        return self._end(turns)

    def is_anew(self, last: date, on: date) -> bool:
        """Whether a day falls into a later turn than the last application."""
        return self.every_time and self.due_on(on) > self.due_on(last)

    def _end(self, turns: int) -> date:
        return days.after(self.begun, self.clock.limit * turns, self.clock.unit)


def adjustment(dossier: Dossier, packs: Iterable[Pack], trade: Trade) -> Adjustment | None:
    """The limit on adjusting planning space after a trade, with its county's reading; None where no policy sets one."""
    begun = trade.signed_on
    for pack in packs:
        clock = next((c for c in pack.clocks if c.end is Event.ADJUSTMENT_APPLIED and begun and in_force(c, begun)), None)
        if clock and begun:
            read = value_of(pack, clock.repeats, dossier.overrides, dossier.on) if clock.repeats else None
            return Adjustment(clock, begun, bool(read and read.text == EVERY_TIME), pack.label(clock.clause))
    return None
