"""核对单: what each amount stands on, which values nobody has confirmed, the conditions of payment, who gets none and why, what is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from linkdesk.documents.agreements.case import Case
from linkdesk.documents.agreements.paper import draft_reasons
from linkdesk.documents.blocks import Align, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.templates import Context, Vocabulary, fill, shipped
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.amounts import subjects_by_id, unconfirmed_rates
from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.dues import Condition
from linkdesk.domain.eligibility import on_paper, why_left_out
from linkdesk.domain.figures import standing, village_of
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import printed
from linkdesk.domain.subject import Subject, name_of
from linkdesk.domain.words import AgreementState, Certainty

_SUBJECTS = {"project": Project}
VOCABULARY = Vocabulary(_SUBJECTS, frozenset(("unverified", "bases", "conditions", "left_out", "open", "changed")))
_LEFT_OUT = (Column("序号", width=Width.NARROW), Column("行政村"), Column("村民小组"), Column("户主或集体房屋"),
             Column("未出协议的原因", width=Width.WIDE, align=Align.LEFT))


def proof(dossier: Dossier) -> Document:
    """The proof sheet of a project's agreements."""
    makers = {"unverified": _unverified, "bases": _bases, "conditions": _conditions, "left_out": _left_out, "open": _open,
              "changed": _changed}
    blocks = {name: lambda make=make: (make(dossier),) for name, make in makers.items()}
    context = Context(dossier, {"project": dossier.project}, _SUBJECTS, blocks)
    text = fill(shipped("proof.txt", VOCABULARY), context)
    return Document("proof", f"{dossier.project.name}双签协议核对单", (Section(text, PageKind.TABLE),))


def left_out(dossier: Dossier) -> tuple[tuple[Subject, str], ...]:
    """The households and collective properties without the whole pair, each with the reason."""
    made = {(a.subject_id, str(a.kind)) for a in standing(dossier)}
    subjects = subjects_by_id(dossier).values()
    return tuple((s, why) for s in subjects if (why := _why(dossier, s, made)))


def _why(dossier: Dossier, subject: Subject, made: set[tuple[str, str]]) -> str:
    unmade = [kind for kind in dossier.pair if (subject.id, kind) not in made]
    if why := _barred(dossier, subject):
        return why
    return f"尚未生成{'、'.join(unmade)}" if unmade or not dossier.pair else ""


def _barred(dossier: Dossier, subject: Subject) -> str:
    return "" if isinstance(subject, Household) and on_paper(dossier, subject) else why_left_out(dossier, subject)


def _left_out(dossier: Dossier) -> Table:
    rows = tuple((at, village_of(dossier, s), s.group or "", name_of(s), why) for at, (s, why) in enumerate(left_out(dossier), 1))
    return Table(_LEFT_OUT, rows or _none(_LEFT_OUT), name="未出协议农户")


def _unverified(dossier: Dossier) -> Table:
    columns = (Column("参数", width=Width.WIDE), Column("取值"), Column("依据", width=Width.WIDE), Column("条款"),
               Column("状态"))
    pair = dossier.rate("agreement_pair")
    doubtful = {pair.name: pair} if pair and pair.certainty is Certainty.UNVERIFIED else {}
    doubtful |= {rate.name: rate for a in standing(dossier) for rate in unconfirmed_rates(dossier, a)}
    rows = tuple((r.label, _value(r), r.document, r.clause, str(r.certainty)) for r in doubtful.values())
    return Table(columns, rows or _none(columns), name="待核实参数")


def _value(rate: Rate) -> str:
    return rate.text if rate.value is None else f"{printed(rate.value, 2)} {rate.unit}"


def _bases(dossier: Dossier) -> Table:
    """Every kind of amount once: its price, the document and clause it stands on, how many agreements, what it comes to."""
    columns = (Column("名目", width=Width.WIDE, align=Align.LEFT), Column("单价"), Column("依据文件", width=Width.WIDE, align=Align.LEFT),
               Column("条款"), Column("涉及协议（份）", decimals=0), Column("金额合计（元）", decimals=2))
    counted: Counter[tuple[str, str, str, str]] = Counter()
    sums: dict[tuple[str, str, str, str], Decimal] = {}
    present = subjects_by_id(dossier)
    cases = (Case(dossier, a, present[a.subject_id]) for a in standing(dossier) if a.subject_id in present)
    for line in (line for case in cases for line in case.lines):
        price = "" if line.price is None else f"{printed(line.price, 2)} {line.unit}"
        key = line.label, price, line.document, line.clause
        counted[key] += 1
        sums[key] = sums.get(key, Decimal(0)) + (line.amount or 0)
    return Table(columns, tuple((*key, counted[key], sums[key]) for key in counted) or _none(columns), name="金额依据")


def _conditions(dossier: Dossier) -> Table:
    columns = (Column("协议"), Column("付款条件", width=Width.WIDE, align=Align.LEFT), Column("条款"),
               Column("依据文件", width=Width.WIDE, align=Align.LEFT), Column("未满足时"), Column("状态"))
    kinds = {a.kind for a in standing(dossier)}
    rows = tuple((str(c.kind), c.label, c.clause, c.document, _unmet(c), str(c.certainty)) for c in dossier.conditions if c.kind in kinds)
    return Table(columns, rows or _none(columns), name="付款条件")


def _unmet(condition: Condition) -> str:
    if condition.reduced is not None:
        return f"奖补按 {printed(condition.reduced, 2)} 元/人"
    return "不付奖补" if condition.rewards_only else "不付款"


def _open(dossier: Dossier) -> Table:
    columns = (Column("仍为草稿的原因", width=Width.WIDE, align=Align.LEFT), Column("涉及协议（份）", decimals=0))
    counted = Counter(reason for a in _printable(dossier) for reason in draft_reasons(dossier, a))
    return Table(columns, tuple(counted.most_common()) or _none(columns), name="草稿原因")


def _printable(dossier: Dossier) -> Iterable[Agreement]:
    present = subjects_by_id(dossier)
    return (a for a in standing(dossier) if a.subject_id in present and a.state is AgreementState.DRAFT)


def _changed(dossier: Dossier) -> Table:
    columns = (Column("行政村"), Column("户主"), Column("协议"), Column("协议计补人数", decimals=0),
               Column("现登记人口", decimals=0))
    households = {h.id: h for h in dossier.households}
    rows = tuple((village_of(dossier, h), h.head_name or "", str(a.kind), a.persons, h.population)
                 for a in standing(dossier) if (h := households.get(a.household_id)) and a.persons not in (None, h.population))
    return Table(columns, rows or _none(columns), name="人数变化")


def _none(columns: tuple[Column, ...]) -> tuple[tuple[Cell, ...], ...]:
    return (("无", *("" for _ in columns[1:])),)
