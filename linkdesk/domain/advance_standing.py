"""Advances (预支): the surplus a plan expects, what of it is asked for before acceptance, and what of that is still to be returned."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.corrections import standing
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures.register import figure
from linkdesk.domain.quantities import HUNDRED, SQUARE_METRES_PER_HECTARE
from linkdesk.domain.quota import QuotaAdvance
from linkdesk.domain.quota_accounts import MEASURES, Amounts, amounts_of, standing_entries
from linkdesk.domain.quota_leaves import agreed
from linkdesk.domain.quota_words import PostingKind, QuotaAccount

NOTHING = Decimal(0)
_LEAF = SQUARE_METRES_PER_HECTARE.scaleb(-4)  # 0.0001 公顷, the least area on paper
_FIGURES = {"construction": "surplus_construction", "agricultural": "surplus_agricultural", "farmland": "surplus_farmland",
            "paddy": "surplus_paddy"}
_PLANNED = frozenset({PostingKind.PLAN, PostingKind.OPENING})
_TAKEN = frozenset({PostingKind.ADVANCE, PostingKind.OPENING})


@dataclass(frozen=True, slots=True)
class AdvanceMeasure:
    """One measure of land in m²: the surplus expected (None: not known, `missing` says why) and the advances that stand."""

    name: str
    label: str
    planned: Decimal | None
    asked: Decimal
    missing: str = ""

    @property
    def share(self) -> Decimal | None:
        """How much of the surplus is advanced, in % and exact; all of it where there is none; None where it is not known."""
        if self.planned is None:
            return None
        return self.asked * HUNDRED / self.planned if self.planned > 0 else HUNDRED if self.asked else NOTHING

    def at_most(self, percent: Decimal | None) -> Decimal | None:
        """The most that may be advanced by a share in %, in m²: the last area on paper that is not beyond it; None where it cannot be told."""
        return None if self.planned is None or percent is None else max(NOTHING, self.planned) * percent / HUNDRED // _LEAF * _LEAF


def standing_advances(dossier: Dossier) -> tuple[QuotaAdvance, ...]:
    """The advances asked for or granted, in their order: those whose matter was neither refused nor withdrawn."""
    over = {e.matter_id for e in standing(dossier.approvals.entries) if e.kind in (EntryKind.REFUSED, EntryKind.WITHDRAWN)}
    return tuple(sorted((a for a in dossier.quotas.advances if a.matter_id not in over), key=lambda a: a.position))


def asked(advances: Iterable[QuotaAdvance]) -> Amounts:
    """What some advances come to."""
    return Amounts.total(map(agreed, advances))


def measures(dossier: Dossier, advances: Iterable[QuotaAdvance] | None = None) -> tuple[AdvanceMeasure, ...]:
    """The four measures of the advances that stand, or of others: against what the ledger took over from the approved plan.

    While nothing was posted the surplus is the plan's as it stands.
    """
    whole, posted = asked(standing_advances(dossier) if advances is None else advances), _posted(dossier)
    return tuple(_measure(dossier, name, getattr(whole, name), posted and getattr(posted, name)) for name in MEASURES)


def _measure(dossier: Dossier, name: str, wanted: Decimal, posted: Decimal | None) -> AdvanceMeasure:
    label, made = fields_of(QuotaAdvance)[name].label.removeprefix("预支"), figure(_FIGURES[name], dossier)
    if posted is not None:
        return AdvanceMeasure(name, label, posted, wanted)
    planned = None if made.value is None else made.value * SQUARE_METRES_PER_HECTARE
    return AdvanceMeasure(name, label, planned, wanted, "" if planned is not None else made.missing or made.label)


def _posted(dossier: Dossier) -> Amounts | None:
    """The surplus expected as the ledger took it over; None while nothing was posted."""
    found = [amounts_of(e) for e in standing_entries(dossier.quotas.entries)
             if e.to_account is QuotaAccount.PLANNED_SURPLUS and e.kind in _PLANNED]
    return Amounts.total(found) if found else None


def left(dossier: Dossier, on: date) -> dict[str, Amounts]:
    """What is still to be returned of each posted advance on a day, by its id: what was returned is of the earliest."""
    entries = [e for e in standing_entries(dossier.quotas.entries) if e.posted_on and e.posted_on <= on]
    returned = Amounts.total(amounts_of(e) for e in entries if e.from_account is QuotaAccount.ADVANCED)
    found: dict[str, Amounts] = {}
    for entry in sorted((e for e in entries if e.to_account is QuotaAccount.ADVANCED and e.kind in _TAKEN), key=lambda e: e.posted_on):
        part = amounts_of(entry).at_most(returned)
        returned -= part
        found[entry.source_id] = found.get(entry.source_id, Amounts()) + amounts_of(entry) - part
    return found


def owed(dossier: Dossier, advances: Iterable[QuotaAdvance], on: date) -> Amounts:
    """What is to be returned of some granted advances on a day; one that is not in the ledger is owed whole."""
    found = left(dossier, on)
    return Amounts.total(found[a.id] if a.id in found else agreed(a) for a in advances)
