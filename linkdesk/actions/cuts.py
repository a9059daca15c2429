"""What one agreement stands on, cut out of a dossier: nothing of its neighbours is sealed with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property
from typing import Any

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped

_OF_HOUSEHOLD = "members", "houses", "events", "problems"
_OF_SUBJECT = "parties", "items"
_EMPTY = dict.fromkeys(("households", "left_out", "collective", "members", "houses", "events", "problems", "parties", "items",
                        "agreements", "lines", "agreement_events", "batches", "payments", "payment_events", "notices",
                        "objections", "complaints", "rings", "sections", "judgements", "plots", "taken"), ())


class Cuts:
    """The dossier of a project, sorted by household and collective property once."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier

    @cached_property
    def _bare(self) -> Dossier:
        """What all agreements share: project, directories, rates, standards, wordings."""
        return replace(self.dossier, **_EMPTY)

    @cached_property
    def _parts(self) -> dict[str, dict[str, list[Any]]]:
        of_household = {name: self._by(name, _household) for name in _OF_HOUSEHOLD}
        own = {name: self._by(name, _subject) for name in (*_OF_SUBJECT, "agreements")}
        return of_household | own | {"lines": self._by("lines", lambda line: line.agreement_id),
                                     "households": self._by("households", _id), "collective": self._by("collective", _id),
                                     "plots": self._by("plots", _id)}

    def _by(self, name: str, key: Callable[[Any], str]) -> dict[str, list[Any]]:
        return grouped(getattr(self.dossier, name), key)

    def of(self, agreement: Agreement) -> Dossier:
        """The dossier of one agreement: its subject, itself, what it supplements, and the plot the subject lies in."""
        id_ = agreement.subject_id
        subject = (*self._found("households", [id_]), *self._found("collective", [id_]))
        papers = (*(a for a in self._found("agreements", [id_]) if a.id == agreement.supplements_id), agreement)
        own = {name: self._found(name, [id_]) for name in (*_OF_HOUSEHOLD, *_OF_SUBJECT, "households", "collective")}
        return replace(self._bare, agreements=papers, lines=self._found("lines", [a.id for a in papers]),
                       plots=self._found("plots", [s.plot_id for s in subject if s.plot_id]), **own)

    def _found(self, name: str, ids: Iterable[str]) -> tuple[Any, ...]:
        return tuple(entity for id_ in ids for entity in self._parts[name].get(id_, ()))


def _id(entity: Any) -> str:
    return entity.id


def _household(entity: Any) -> str:
    return entity.household_id or ""


def _subject(entity: Any) -> str:
    return entity.household_id or entity.collective_id or ""
