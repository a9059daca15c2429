"""The rows of the agreements page: one for each household and collective property, with its pair and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.actions import households
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import AgreementStage, PairStage, PairTrouble
from linkdesk.domain.book import NOTHING
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import Due
from linkdesk.domain.eligibility import HELD, ON_PAPER, why_left_out
from linkdesk.domain.figures import REWARD_RATES
from linkdesk.domain.household import Household
from linkdesk.domain.progress import Progress
from linkdesk.domain.subject import Subject, name_of

MADE, OPEN, LEFT_OUT = "已拟订", "未拟订", "不出协议"
# The terms in the order in which they fall due, in the words of a narrow column, and the stage that fulfils each.
TERMS = {"vacate_by": ("腾退", PairStage.VACATED), "demolish_by": ("拆除", PairStage.DEMOLITION_ACCEPTED),
         "reclaim_by": ("复垦", PairStage.RECLAMATION_ACCEPTED), "settle_by": ("交房", PairStage.CLOSED)}
_ORDER = {stage: at for at, stage in enumerate(PairStage)}


@dataclass(frozen=True, slots=True)
class Pair:
    """One household or collective property with its agreements in the pair's order; `why` says why it gets none."""

    id: str
    subject: Subject
    made: tuple[Agreement | None, ...]
    why: str
    progress: Progress | None = None

    @property
    def state(self) -> str:
        """Whether its pair is made, to be made, or not to be made."""
        if self.made and all(a and a.state in ON_PAPER for a in self.made):
            return MADE  # signed is signed, whatever has become of the household since
        return LEFT_OUT if self.why else MADE if all(self.made) else OPEN

    @property
    def stage(self) -> str:
        """How far it has come, in one word: a stage of its pair once that is made."""
        return str(self.progress.stage) if self.progress and self.state == MADE else self.state

    @property
    def party(self) -> str:
        """Whom the agreements name as 乙方."""
        return name_of(self.subject)

    @property
    def is_collective(self) -> bool:
        """Whether it is the property of a village collective."""
        return isinstance(self.subject, CollectiveProperty)

    @property
    def troubles(self) -> tuple[str, ...]:
        """What stands beside its stage and needs somebody."""
        held = (HELD,) if self.why.startswith(HELD) else ()
        return (*held, *map(str, self.progress.troubles if self.progress else ()))

    @property
    def remark(self) -> str:
        """Its troubles, and why it gets no agreement."""
        troubles = [t for t in self.troubles if t != HELD]
        return "；".join([*troubles, *([self.why] if self.why else [])])

    @property
    def amount(self) -> Decimal | None:
        """What its agreements that grant something come to; None while any of it is unknown."""
        amounts = [self._agreed(a) for a in self.made if a and (a.kind in REWARD_RATES or a.amount is not None)]
        return None if not amounts or None in amounts else sum(amounts, NOTHING)

    def _agreed(self, agreement: Agreement) -> Decimal | None:
        due = self.progress.due_of(agreement.kind) if self.progress else None
        return due.agreed if due else agreement.amount

    @property
    def dues(self) -> tuple[Due, ...]:
        """What is due under each of its agreements."""
        return self.progress.dues if self.progress else ()

    def owed(self, name: str) -> Decimal | None:
        """Payable, paid or on_the_way over its agreements; None while it has none."""
        return sum((getattr(due, name) for due in self.dues), NOTHING) if self.dues else None

    def stage_of(self, agreement: Agreement | None) -> AgreementStage | None:
        """How far one of its agreements has come."""
        return self.progress.trace.stage(agreement) if self.progress and agreement else None

    @property
    def term(self) -> tuple[str, date] | None:
        """The next agreed term that is not fulfilled, and its day."""
        stage = self.progress.stage if self.progress else PairStage.NONE
        open_ = ((words, day) for name, (words, fulfils) in TERMS.items() if _ORDER[stage] < _ORDER[fulfils]
                 and (day := self._agreed_term(name)))
        return min(open_, key=lambda term: term[1], default=None)

    def _agreed_term(self, name: str) -> date | None:
        in_force = (self.progress.trace.in_force(a) if self.progress else a for a in self.made if a)
        return next((day for a in in_force if (day := getattr(a, name))), None)


def pairs(dossier: Dossier) -> list[Pair]:
    """All households and collective properties taken in, with their pairs."""
    subjects: Iterable[Subject] = (*dossier.households, *(c for c in dossier.collective if c.left_out is None))
    return [_pair(dossier, subject) for subject in subjects]


def pair_of(dossier: Dossier, subject_id: str) -> Pair | None:
    """The pair of one household or collective property, left out or not; None when it is not in the project."""
    everybody = (*dossier.households, *dossier.left_out, *dossier.collective)
    return next((_pair(dossier, subject) for subject in everybody if subject.id == subject_id), None)


def _pair(dossier: Dossier, subject: Subject) -> Pair:
    progress = dossier.progress.get(subject.id)
    made = tuple(progress.trace.of(kind) if progress else None for kind in dossier.pair)
    return Pair(subject.id, subject, made, why_left_out(dossier, subject), progress)


def matches(pair: Pair, typed: str) -> bool:
    """Whether a pair answers to what was typed: characters, pinyin initials, digits of the ID, an agreement's number."""
    if any(typed in a.number for a in pair.made if a and a.number):
        return True
    if isinstance(pair.subject, Household):
        return households.matches(pair.subject, typed)
    named = Household(head_name=pair.subject.name, village=pair.subject.village, group=pair.subject.group)
    return households.matches(named, typed)


TROUBLES = (HELD, *map(str, PairTrouble))
