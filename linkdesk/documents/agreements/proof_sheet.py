"""核对单: which values of the agreements nobody has confirmed, who gets none and why, what is still open in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from linkdesk.documents.agreements.paper import draft_reasons
from linkdesk.documents.blocks import Align, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.templates import Context, Vocabulary, fill, shipped
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.eligibility import on_paper, why_left_out
from linkdesk.domain.figures import REWARD_RATES, standing, village_of
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import AgreementState, Certainty

_SUBJECTS = {"project": Project}
VOCABULARY = Vocabulary(_SUBJECTS, frozenset(("unverified", "left_out", "open", "changed")))
_LEFT_OUT = (Column("序号", width=Width.NARROW), Column("行政村"), Column("村民小组"), Column("户主"),
             Column("未出协议的原因", width=Width.WIDE, align=Align.LEFT))


def proof(dossier: Dossier) -> Document:
    """The proof sheet of a project's agreements."""
    blocks = {"unverified": lambda: (_unverified(dossier),), "left_out": lambda: (_left_out(dossier),),
              "open": lambda: (_open(dossier),), "changed": lambda: (_changed(dossier),)}
    context = Context(dossier, {"project": dossier.project}, _SUBJECTS, blocks)
    text = fill(shipped("proof.txt", VOCABULARY), context)
    return Document("proof", f"{dossier.project.name}双签协议核对单", (Section(text, PageKind.TABLE),))


def left_out(dossier: Dossier) -> tuple[tuple[Household, str], ...]:
    """The households without the whole pair, each with the reason."""
    made = {(a.household_id, str(a.kind)) for a in standing(dossier)}
    return tuple((h, why) for h in dossier.households if (why := _why(dossier, h, made)))


def _why(dossier: Dossier, household: Household, made: set[tuple[str, str]]) -> str:
    unmade = [kind for kind in dossier.pair if (household.id, kind) not in made]
    if (why := why_left_out(dossier, household)) and not on_paper(dossier, household):
        return why
    return f"尚未生成{'、'.join(unmade)}" if unmade or not dossier.pair else ""


def _left_out(dossier: Dossier) -> Table:
    rows = tuple((at, village_of(dossier, h), h.group or "", h.head_name or "", why)
                 for at, (h, why) in enumerate(left_out(dossier), 1))
    return Table(_LEFT_OUT, rows or _none(_LEFT_OUT), name="未出协议农户")


def _unverified(dossier: Dossier) -> Table:
    columns = (Column("参数", width=Width.WIDE), Column("取值"), Column("依据", width=Width.WIDE), Column("条款"),
               Column("状态"))
    made = {a.kind for a in standing(dossier)}
    used = {"agreement_pair", *(rate for kind, rate in REWARD_RATES.items() if kind in made)}
    doubtful = (r for r in dossier.rates if r.name in used and r.certainty is Certainty.UNVERIFIED)
    rows = tuple((r.label, _value(r), r.document, r.clause, str(r.certainty)) for r in doubtful)
    return Table(columns, rows or _none(columns), name="待核实参数")


def _value(rate: Rate) -> str:
    return rate.text if rate.value is None else f"{printed(rate.value, 2)} {rate.unit}"


def _open(dossier: Dossier) -> Table:
    columns = (Column("仍为草稿的原因", width=Width.WIDE, align=Align.LEFT), Column("涉及协议（份）", decimals=0))
    counted = Counter(reason for a in _printable(dossier) for reason in draft_reasons(dossier, a))
    return Table(columns, tuple(counted.most_common()) or _none(columns), name="草稿原因")


def _printable(dossier: Dossier) -> Iterable[Agreement]:
    present = {h.id for h in dossier.households}
    return (a for a in standing(dossier) if a.household_id in present and a.state is AgreementState.DRAFT)


def _changed(dossier: Dossier) -> Table:
    columns = (Column("行政村"), Column("户主"), Column("协议"), Column("协议计补人数", decimals=0),
               Column("现登记人口", decimals=0))
    households = {h.id: h for h in dossier.households}
    rows = tuple((village_of(dossier, h), h.head_name or "", str(a.kind), a.persons, h.population)
                 for a in standing(dossier) if (h := households.get(a.household_id)) and a.persons not in (None, h.population))
    return Table(columns, rows or _none(columns), name="人数变化")


def _none(columns: tuple[Column, ...]) -> tuple[tuple[Cell, ...], ...]:
    return (("无", *("" for _ in columns[1:])),)
