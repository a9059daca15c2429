"""What one agreement stands on, cut out of a dossier: nothing of its neighbours is sealed with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.spatial import Spatial

_OF_HOUSEHOLD = "members", "houses", "events", "problems"
_OF_SUBJECT = "parties", "items"
_EMPTY = dict.fromkeys(("households", "left_out", "collective", "members", "houses", "events", "problems", "parties", "items",
                        "agreements", "lines", "agreement_events", "batches", "payments", "payment_events", "notices",
                        "objections", "complaints", "rings", "sections", "judgements", "plots", "taken", "land_uses", "base_maps",
                        "links", "estimate", "funds", "tenure_changes", "schedule", "annexes", "plan_versions", "plan_approvals"), ())


class Cuts:
    """The dossier of a project, sorted by household and collective property once."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    @cached_property
    def _bare(self) -> Dossier:
        """What all agreements share: project, directories, rates, standards, wordings."""
        return replace(self.dossier, **_EMPTY, spatial=Spatial())

    @cached_property
    def _parts(self) -> dict[str, dict[str, list[Any]]]:
        of_household = {name: self._by(name, _household) for name in _OF_HOUSEHOLD}
        own = {name: self._by(name, _subject) for name in (*_OF_SUBJECT, "agreements", "agreement_events")}
        plain = {name: self._by(name, _id) for name in ("households", "collective", "plots")}
        return of_household | own | plain | {"lines": self._by("lines", lambda line: line.agreement_id)}

    def _by(self, name: str, key: Callable[[Any], str]) -> dict[str, list[Any]]:
        return grouped(getattr(self.dossier, name), key)

    def of(self, agreement: Agreement) -> Dossier:
        """The dossier of one agreement: its subject, itself, the plot the subject lies in, and what it supplements.

        Of what it supplements the entries too, and its other supplements: a supplement says what is in force before it.
        """
        id_ = agreement.subject_id
        subject = (*self._found("households", [id_]), *self._found("collective", [id_]))
        others = tuple(a for a in self._found("agreements", [id_]) if _is_before(a, agreement))
        own = {name: self._found(name, [id_]) for name in (*_OF_HOUSEHOLD, *_OF_SUBJECT, "households", "collective")}
        return replace(self._bare, agreements=(*others, agreement), lines=self._found("lines", [a.id for a in (*others, agreement)]),
                       agreement_events=self._events(id_, {a.id for a in others}),
                       plots=self._found("plots", [s.plot_id for s in subject if s.plot_id]), **own)

    def _events(self, subject_id: str, agreements: set[str]) -> tuple[AgreementEvent, ...]:
        """The entries about some agreements, with the corrections of those."""
        of_subject: tuple[AgreementEvent, ...] = self._found("agreement_events", [subject_id]) if agreements else ()
        mine = {e.id for e in of_subject if e.agreement_id in agreements}
        return tuple(e for e in of_subject if e.id in mine or e.revokes_id in mine)

    def _found(self, name: str, ids: Iterable[str]) -> tuple[Any, ...]:
        return tuple(entity for id_ in ids for entity in self._parts[name].get(id_, ()))


def _is_before(other: Agreement, supplement: Agreement) -> bool:
    main = supplement.supplements_id
    return bool(main) and other.id != supplement.id and main in (other.id, other.supplements_id)


def _id(entity: Any) -> str:
    return entity.id


def _household(entity: Any) -> str:
    return entity.household_id or ""


def _subject(entity: Any) -> str:
    return entity.subject_id
