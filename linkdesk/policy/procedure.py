"""The procedure a policy pack lays down: chains and their steps, time limits, what is due every year or in some years."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.quota_words import ObligationKind
from linkdesk.domain.words import Certainty, PlotUse
from linkdesk.policy.terms import Act, Actor, Event, Facts, Subject


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain; skipped when a fact of the project says so.

    `concludes` marks the step by which the matter stands (later ones, like filing, gate nothing); `event` what passing it starts or
    ends; `packet` and `letter` what goes to its actor, `reply` what the actor answers with. `requires` names chains that must all
    have concluded before this step, as far as they apply; an `optional` step may be left out with a reason.
    """

    actor: Actor
    act: Act
    skip_when: Facts = ()
    clause: str = ""
    note: str = ""
    concludes: bool = False
    event: Event | None = None
    packet: str = ""
    letter: LetterKind | None = None
    reply: LetterKind | None = None
    requires: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """Who does what, in order, until something is approved; `requires` names chains one of which must have concluded.

    `side` says whose city and county act (of the new plots, else of the old ones); `joins` names chains a matter of this one may go
    up together with.
    """

    id: str
    label: str
    subject: Subject
    clause: str
    steps: tuple[Step, ...]
    certainty: Certainty = Certainty.STATED
    when: Facts = ()
    requires: tuple[str, ...] = ()
    side: PlotUse = PlotUse.OLD
    joins: tuple[str, ...] = ()
    note: str = ""
    from_on: date | None = None
    until_on: date | None = None

    @property
    def concluding(self) -> int:
        """The place (from 1) of the step by which a matter stands: the marked one, else the last."""
        return next((at for at, step in enumerate(self.steps, 1) if step.concludes), len(self.steps))


@dataclass(frozen=True, slots=True)
class Clock:
    """A time limit: from one event to another; `start_certainty` tells whether the policy itself says when it starts.

    It runs only where `needs` has happened; `repeats` names the value of the pack by which it may begin anew every time it is over;
    `obligations` are what the clause imposes when it was missed.
    """

    id: str
    label: str
    limit: Decimal
    unit: str
    start: Event
    end: Event
    clause: str
    certainty: Certainty = Certainty.STATED
    start_certainty: Certainty = Certainty.STATED
    extendable: bool | None = None
    consequence: str = ""
    when: Facts = ()
    note: str = ""
    from_on: date | None = None
    until_on: date | None = None
    needs: Event | None = None
    repeats: str = ""
    obligations: tuple[ObligationKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Yearly:
    """Something due on the same day of every year, written month-day: an assessment, a report."""

    id: str
    label: str
    due: str
    clause: str
    certainty: Certainty = Certainty.STATED
    actor: str = ""
    consequence: str = ""
    when: Facts = ()
    note: str = ""
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """What a county is to achieve in some years, in mu; later years are the county's own `YearTarget` rows.

    `of_poor` binds poor counties only. `reading` names the value of the pack by which the area is wanted in every single year.
    """

    id: str
    label: str
    subject: str
    area: Decimal
    from_year: int
    to_year: int
    clause: str
    certainty: Certainty = Certainty.STATED
    of_poor: bool = False
    consequence: str = ""
    note: str = ""
    from_on: date | None = None
    until_on: date | None = None
    reading: str = ""
