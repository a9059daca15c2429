"""The order agreements are signed and printed in: village, group, roster; the papers of one household together, the pair first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import village_of
from linkdesk.domain.grouping import grouped
from linkdesk.domain.subject import Subject, name_of
from linkdesk.domain.words import AgreementKind, AgreementState

NO_VILLAGE, NO_NAME = "未填行政村", "未填户主"


@dataclass(frozen=True, slots=True)
class Signer:
    """A household or collective property an agreement can be with, and all its agreements that are not void, in signing order."""

    id: str
    village: str
    group: str
    name: str
    papers: tuple[Agreement, ...]
    subject: Subject | None = None  # None when it is not (any more) taken into the project


def signers(dossier: Dossier) -> list[Signer]:
    """Households and collective properties taken in, then those with agreements that are not (any more)."""
    made = grouped((a for a in dossier.agreements if a.state is not AgreementState.VOID), lambda a: a.subject_id)
    here = [_signer(dossier, s, made) for s in (*dossier.households, *(c for c in dossier.collective if c.left_out is None))]
    known = {s.id for s in here}
    gone = [Signer(id_, NO_VILLAGE, "", papers[0].head_name or NO_NAME, _in_order(dossier, papers))
            for id_, papers in made.items() if id_ not in known]
    return [*_by_place(here), *gone]


def _signer(dossier: Dossier, subject: Subject, made: dict[str, list[Agreement]]) -> Signer:
    village, name = village_of(dossier, subject) or NO_VILLAGE, name_of(subject) or NO_NAME
    return Signer(subject.id, village, subject.group or "", name, _in_order(dossier, made.get(subject.id, ())), subject)


def _by_place(found: Iterable[Signer]) -> Iterable[Signer]:
    """Villages and the groups in them in the order they first appear in the roster."""
    for village in grouped(found, lambda s: s.village).values():
        for group in grouped(village, lambda s: s.group).values():
            yield from group


def _in_order(dossier: Dossier, papers: Iterable[Agreement]) -> tuple[Agreement, ...]:
    kinds = (*dossier.pair, *AgreementKind)  # the pair first; it may have been named anew since they were made
    return tuple(sorted(papers, key=lambda a: (bool(a.supplements_id), kinds.index(a.kind))))
