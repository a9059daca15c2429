"""One trade with everything its papers speak of: the two sides, the project, the plan of payments, what the guide price leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from linkdesk.domain.acceptance_standing import accepted_whole
from linkdesk.domain.directory import Authority
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quantities import places, printed
from linkdesk.domain.quota import GuidePrice
from linkdesk.domain.quota_words import TradeSide
from linkdesk.domain.trade import Trade, TradeInstalment, TradePayment
from linkdesk.domain.trade_rules import lacks
from linkdesk.domain.trade_standing import TradeStanding, is_signed, trade_standing
from linkdesk.domain.words import Certainty
from linkdesk.policy.accepting import counting
from linkdesk.policy.parts import Pack
from linkdesk.policy.terms import Subject
from linkdesk.policy.trade_measures import guide_of
from linkdesk.policy.trade_terms import accept_due, refusals


@dataclass(frozen=True)
class TradeCase:
    """A trade in its dossier; `packs` are those the project (or, without one, the county) goes by."""

    dossier: Dossier
    trade: Trade
    packs: tuple[Pack, ...] = ()

    @cached_property
    def own(self) -> Authority | None:
        """The body whose trade it is."""
        return next((a for a in self.dossier.authorities if a.id == self.trade.authority_id), None)

    @property
    def sells(self) -> bool:
        """Whether the own side sells."""
        return self.trade.side is TradeSide.SELLER

    @property
    def seller(self) -> str:
        """Who sells; empty while not known."""
        return self._name if self.sells else self.trade.counterpart

    @property
    def buyer(self) -> str:
        """Who buys; empty while not known."""
        return self.trade.counterpart if self.sells else self._name

    @property
    def _name(self) -> str:
        return self.own.name or "" if self.own else ""

    @property
    def has_project(self) -> bool:
        """Whether the project of the trade is the dossier's."""
        return bool(self.trade.project_id) and self.trade.project_id == self.dossier.project.id

    @property
    def accepted(self) -> bool | None:
        """Whether the whole project that gives the quota has been accepted; None where that is not known here."""
        return self.standing.accepted_on is not None if self.sells and self.has_project else None

    @property
    def basis(self) -> Pack | None:
        """The policy the trade stands on: the first that has a chain for trades."""
        return next((p for p in self.packs if any(c.subject is Subject.TRADE for c in p.chains)), None)

    @property
    def instalments(self) -> tuple[TradeInstalment, ...]:
        """The payments the agreement plans, in order."""
        return self.standing.instalments

    @cached_property
    def payments(self) -> tuple[TradePayment, ...]:
        """Every entry of a payment, corrections too, by day and then as entered."""
        return tuple(sorted(self.standing.payments, key=lambda p: (str(p.paid_on), str(p.entered_at))))

    @cached_property
    def standing(self) -> TradeStanding:
        """How it stands on the dossier's day."""
        whole = accepted_whole(counting(docket_of(self.dossier), self.packs)) if self.sells and self.has_project else None
        accepted = whole.accepted_on if whole and whole.accepted_on and whole.accepted_on <= self.dossier.on else None
        return trade_standing(self.dossier.quotas, self.trade, self.dossier.on, accepted, accept_due(self.packs, self.trade))

    @cached_property
    def guide(self) -> GuidePrice | None:
        """The guide price that holds for it; None where none is entered, without a price where none was published."""
        return guide_of(self.dossier, self.trade)

    @property
    def guide_holds(self) -> bool:
        """Whether a price of it is sure enough to stand on a paper that is signed."""
        return self.guide is not None and self.guide.price is not None and self.guide.certainty is not Certainty.UNVERIFIED

    @property
    def guide_words(self) -> str:
        """The guide price in words, with how sure it is."""
        if self.guide is None:
            return "待补（没有登记）"
        said = "未公布" if self.guide.price is None else f"{printed(self.guide.price, places(self.guide.price))} 万元/亩"
        return f"{said}（{self.guide.document or '依据待补'}，{self.guide.certainty}）"

    @property
    def doubts(self) -> tuple[str, ...]:
        """What keeps the paper from being signed beside the gaps of its text; nothing of a trade that is signed."""
        if is_signed(self.trade):
            return ()
        found = *lacks(self.trade, self.instalments, None), *refusals(self.dossier, self.packs, self.trade)
        lacking = dict.fromkeys(_label(each.field) for each in found)
        open_ = (f"待补或者不符：{'、'.join(lacking)}",) if lacking else ()
        return (*open_, *self._of_guide())

    def _of_guide(self) -> tuple[str, ...]:
        if self.guide is None:
            return ("当日当地的省级指导价没有登记",)
        return ("省级指导价待核实",) if self.guide.certainty is Certainty.UNVERIFIED else ()


def _label(field: str) -> str:
    return fields_of(Trade)[field].label if field in fields_of(Trade) else "付款计划"
