"""What a policy pack holds: rows (sentences), rules, values and papers, each with its clause and its dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.planning_words import AnnexStep, PlanKind
from linkdesk.domain.plot_area import BASES
from linkdesk.domain.project import Project
from linkdesk.domain.subsidies import Subsidy
from linkdesk.domain.words import AgreementKind, Certainty, PlotUse, Severity
from linkdesk.policy.procedure import Chain, Clock, Target, Yearly
from linkdesk.policy.terms import Comparison, Facts, RowScope, RowStatus

AREA_BASIS = {word: basis for basis, word in BASES.items()}  # as the value area_basis stands in packs → Dossier.area_basis
WORDS = ("implementation_plan", "geohazard_relocation", "off_site_trade", "settlement_zone", "responsible_body")


@dataclass(frozen=True, slots=True)
class Row:
    """One binding sentence, or the part of one that binds one actor, in our own words."""

    id: str
    clause: str
    actor: str
    act: str
    says: str
    status: RowStatus
    scope: RowScope = RowScope.PROJECT
    number: str = ""
    condition: str = ""
    consequence: str = ""
    rules: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound of a rule: a number, a value of the pack by name, or a figure of the dossier by name."""

    comparison: Comparison
    number: Decimal | None = None
    value: str = ""
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """Measure + bounds + severity + clause; `until_on` is the last day in force, as everywhere in packs."""

    id: str
    measure: str
    bounds: tuple[Bound, ...]
    severity: Severity
    clause: str
    says: str
    fix: str
    certainty: Certainty = Certainty.STATED
    from_on: date | None = None
    until_on: date | None = None
    clock: str = ""  # the time limit its measure is about


@dataclass(frozen=True, slots=True)
class PackValue:
    """A rate, share or choice of a policy; neither `value` nor `text` means that the county must fill it in (待补)."""

    name: str
    label: str
    clause: str
    certainty: Certainty
    value: Decimal | None = None
    text: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    document: str = ""
    note: str = ""
    from_on: date | None = None
    until_on: date | None = None

    @property
    def is_number(self) -> bool:
        """Whether it is a number (numbers have a unit, texts have none)."""
        return bool(self.unit)


@dataclass(frozen=True, slots=True)
class PackCondition:
    """A condition of payment: a fact (domain.trace.FACTS) that must hold for lines of one agreement kind.

    `rewards_only` leaves compensation out; `reduced` names the value paid a person when it is not met.
    """

    id: str
    agreement: AgreementKind
    fact: str
    label: str
    clause: str
    certainty: Certainty
    document: str = ""
    rewards_only: bool = True
    reduced: str = ""
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class PackSubsidy:
    """A rule by which a value of the pack is paid to households of some kind, and its period."""

    subsidy: Subsidy
    clause: str
    from_on: date | None = None
    until_on: date | None = None

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.subsidy.id


@dataclass(frozen=True, slots=True)
class PackPlan:
    """A plan that goes up as a paper of its own: which zones it covers, its document text and the chains it goes."""

    id: str
    kind: PlanKind
    label: str
    zones: tuple[PlotUse, ...]
    template: str
    clause: str
    chains: tuple[str, ...] = ()
    when: Facts = ()
    from_on: date | None = None
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class PackAnnex:
    """A paper of the list of a packet: for projects that name one of `packs` (all without any) and have these facts.

    `cites` names the clause it stands on, or says that none is known; `kinds` is what the program prints or writes for it, and `made`
    that nothing else is wanted. `letter` is the kind of official letter that is this paper; `later` marks what only comes afterwards.
    """

    id: str
    label: str
    cites: str
    packs: tuple[str, ...] = ()
    zones: tuple[PlotUse, ...] = ()  # whose plan it goes with; none: with every plan
    when: Facts = ()
    made: bool = False
    note: str = ""
    step: AnnexStep = AnnexStep.PLAN
    kinds: tuple[str, ...] = ()
    letter: LetterKind | None = None
    later: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """One policy document as data; `always` packs apply to every project without being named."""

    id: str
    cite: str
    title: str
    number: str
    issuer: str
    issued: date | None
    from_on: date | None
    until_on: date | None
    always: bool
    clauses: tuple[str, ...]
    words: Mapping[str, str]
    rows: tuple[Row, ...]
    rules: tuple[Rule, ...]
    values: tuple[PackValue, ...]
    chains: tuple[Chain, ...]
    clocks: tuple[Clock, ...]
    conditions: tuple[PackCondition, ...]
    subsidies: tuple[PackSubsidy, ...]
    source: str
    annexes: tuple[PackAnnex, ...] = ()
    plans: tuple[PackPlan, ...] = ()
    yearlies: tuple[Yearly, ...] = ()
    targets: tuple[Target, ...] = ()

    def label(self, clause: str) -> str:
        """A clause as cited everywhere: 二(一) → A §二(一)."""
        return self.cite + clause

    @property
    def pair(self) -> tuple[str, ...]:
        """The shipped dual-signature pair; empty when the county must name it."""
        return split_terms(self._text("agreement_pair"))

    @property
    def area_basis(self) -> str:
        """The shipped area basis, plane or ellipsoid; empty when this document says nothing of it."""
        return AREA_BASIS.get(self._text("area_basis"), "")

    def _text(self, name: str) -> str:
        return next((v.text for v in self.values if v.name == name), "")


def applying(packs: Mapping[str, Pack], project: Project) -> tuple[Pack, ...]:
    """The packs that apply to a project: those it names, then those that apply everywhere."""
    named = [packs[id_] for id_ in project.packs if id_ in packs]
    return (*named, *(pack for pack in packs.values() if pack.always and pack not in named))


def split_terms(text: str) -> tuple[str, ...]:
    """The terms of a list written with 、."""
    return tuple(t.strip() for t in text.split("、") if t.strip())
