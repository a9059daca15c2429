"""With whom agreements are made, as ledgers name them: every household of the project and its village collectives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import Due
from linkdesk.domain.fields import Private
from linkdesk.domain.figures import village_of
from linkdesk.domain.household import Household
from linkdesk.domain.ledgers.lines import Ledger, LedgerColumn, LedgerKind, LedgerLine, Value
from linkdesk.domain.progress import Progress
from linkdesk.domain.subject import name_of
from linkdesk.domain.trace import Trace
from linkdesk.domain.words import AgreementKind

COLLECTIVE = "村集体"
"""What stands for the group of a collective property that names none."""


@dataclass(frozen=True)
class Listed:
    """One household or collective property as ledgers list it, with its progress (none when nothing has begun)."""

    dossier: Dossier
    of: Household | CollectiveProperty

    @property
    def id(self) -> str:
        """Its own id."""
        return self.of.id

    @property
    def village(self) -> str:
        """Its village as printed; empty when neither directory nor survey names it."""
        return village_of(self.dossier, self.of)

    @property
    def group(self) -> str:
        """Its group; a collective's without one stands apart from the households'."""
        return self.of.group or (COLLECTIVE if isinstance(self.of, CollectiveProperty) else "")

    @property
    def name(self) -> str:
        """The head's name, or what the collective calls its property."""
        return name_of(self.of)

    @property
    def household(self) -> Household | None:
        """The household; None for a collective property."""
        return self.of if isinstance(self.of, Household) else None

    @property
    def progress(self) -> Progress | None:
        """How far its pair has come; None when it has no agreement and no entry."""
        return self.dossier.progress.get(self.of.id)

    @property
    def trace(self) -> Trace:
        """What happened so far."""
        return self.progress.trace if self.progress else Trace(self.of.id, self.dossier.pair, (), ())

    def agreement(self, kind: str) -> Agreement | None:
        """Its agreement of a kind with the terms of signed supplements; None when there is none."""
        made = self.trace.of(kind)
        return self.trace.in_force(made) if made else None

    def due(self, kind: AgreementKind) -> Due | None:
        """What is due under its agreement of a kind."""
        return self.progress.due_of(kind) if self.progress else None

    @property
    def persons(self) -> int | None:
        """Persons paid for by its agreements, else those of the survey."""
        counted = [a.persons for a in self.trace.mains if a.persons is not None]
        return counted[0] if counted else self.household.population if self.household else None


Get = Callable[[Listed], Value]
Made = tuple[LedgerColumn, Get]


def subjects(dossier: Dossier) -> tuple[Listed, ...]:
    """Households taken in and agreeing collectives by village, group and roster; villages and groups as they first appear."""
    owned = (c for c in dossier.collective if c.left_out is None)
    found = [Listed(dossier, each) for each in (*dossier.households, *owned)]
    villages = {v: at for at, v in enumerate(dict.fromkeys(s.village for s in found))}
    groups = {g: at for at, g in enumerate(dict.fromkeys((s.village, s.group) for s in found))}
    return tuple(sorted(found, key=lambda s: (villages[s.village], groups[s.village, s.group])))


def with_papers(dossier: Dossier) -> tuple[Listed, ...]:
    """Those of `subjects`, then whoever was left out or moved away since and has agreements here: his money is not lost with him."""
    listed = subjects(dossier)
    here = {s.id for s in listed}
    known = {each.id: each for each in (*dossier.left_out, *dossier.collective)}
    return (*listed, *(Listed(dossier, known.get(id_) or _as_on_paper(progress.trace.mains[0])) for id_, progress in dossier.progress.items()
                       if id_ not in here and progress.trace.mains))


def _as_on_paper(agreement: Agreement) -> Household | CollectiveProperty:
    """Party B as its agreement names it."""
    if agreement.household_id:
        return Household(project_id=agreement.project_id, head_name=agreement.head_name, id=agreement.household_id)
    return CollectiveProperty(project_id=agreement.project_id, name=agreement.head_name, id=agreement.subject_id)


WHO: tuple[Made, ...] = (
    (LedgerColumn("village", "行政村"), lambda s: s.village),
    (LedgerColumn("group", "村民小组"), lambda s: s.group),
    (LedgerColumn("name", "户主", private=Private.NAME), lambda s: s.name),
)
PERSONS: Made = LedgerColumn("persons", "人口", 0, summed=True, unit="人"), lambda s: s.persons


def ledger_of(kind: LedgerKind, found: tuple[Listed, ...], made: tuple[Made, ...], notes: tuple[str, ...] = ()) -> Ledger:
    """A ledger with one line per subject."""
    lines = tuple(LedgerLine(s.id, s.id, s.village, s.group, tuple(get(s) for _, get in made)) for s in found)
    return Ledger(kind, tuple(column for column, _ in made), lines, notes)
