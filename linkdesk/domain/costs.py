"""What a project costs and who pays: the lines of the estimate, typed or reckoned from agreements and rates, and the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.agreement import AgreementLine
from linkdesk.domain.agreement_words import AgreementStage
from linkdesk.domain.amounts import lines_for, paid_by, rate_of
from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.figure import Figure
from linkdesk.domain.household import Household, consents
from linkdesk.domain.planning import EstimateItem, FundSource
from linkdesk.domain.planning_words import CostCategory
from linkdesk.domain.progress import lines_of
from linkdesk.domain.quantities import places, printed, rounded
from linkdesk.domain.subject import Subject
from linkdesk.domain.words import AgreementKind, Certainty

YUAN = Decimal(10000)  # of a 万元
_ENDED = AgreementStage.WITHDRAWN, AgreementStage.TERMINATED
Lines = dict[AgreementKind, list[AgreementLine]]


@dataclass(frozen=True, slots=True)
class CostLine:
    """A line of the estimate, its amount in 万元; `item` None when it is reckoned from agreements and rates.

    `rates` are the names of the rates a reckoned line rests on.
    """

    category: CostCategory
    name: str
    amount: Figure
    item: EstimateItem | None = None
    rates: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """The id of the row that was typed; of a reckoned line its name."""
        return self.item.id if self.item else self.name


@dataclass(frozen=True, slots=True)
class _Reckoned:
    """What is reckoned for a line: of which agreements, which of their lines count."""

    category: CostCategory
    name: str
    kinds: tuple[AgreementKind, ...]
    reward: bool


_RECKONED = (
    _Reckoned(CostCategory.COMPENSATION, "房屋及附属物补偿", tuple(AgreementKind), reward=False),
    _Reckoned(CostCategory.REWARD, "旧房拆除奖补", (AgreementKind.DEMOLISH,), reward=True),
    _Reckoned(CostCategory.REWARD, "宅基地复垦奖补", (AgreementKind.RECLAIM,), reward=True),
    _Reckoned(CostCategory.HOUSING, "搬迁安置补助", (AgreementKind.RESETTLE,), reward=True))


def in_ten_thousands(yuan: Decimal) -> Decimal:
    """An amount in yuan as the printed leaf in 万元."""
    return rounded(yuan / YUAN, 2)


def cost_lines(dossier: Dossier) -> tuple[CostLine, ...]:
    """The estimate in the official order of its categories, reckoned lines first in each; reckoned once for a dossier."""
    return dossier.once("cost_lines", lambda: _cost_lines(dossier))


def _cost_lines(dossier: Dossier) -> tuple[CostLine, ...]:
    typed = sorted(dossier.estimate, key=lambda item: item.position)
    lines = [*_reckoned(dossier), *(CostLine(i.category, i.name, item_amount(i), i) for i in typed)]
    return tuple(line for category in CostCategory for line in lines if line.category is category)


def reckoned_categories(dossier: Dossier) -> frozenset[CostCategory]:
    """The categories in which the program reckons a reward or subsidy itself: these are never typed beside it."""
    return frozenset(line.category for line in cost_lines(dossier) if line.item is None and line.category is not CostCategory.COMPENSATION)


def item_amount(item: EstimateItem) -> Figure:
    """What a typed row comes to in 万元: quantity × price rounded once, else its amount as it is."""
    if item.quantity is not None and item.unit_price is not None:
        inputs = (("数量", f"{printed(item.quantity, places(item.quantity, 0))} {item.unit}".strip()),
                  ("单价", f"{printed(item.unit_price, places(item.unit_price))} 元"))
        return _amount(item.name, in_ten_thousands(item.quantity * item.unit_price), "数量 × 单价 ÷ 10000", inputs)
    if item.amount is not None:
        return _amount(item.name, in_ten_thousands(item.amount), "填报金额")
    return _amount(item.name, None, "数量 × 单价 ÷ 10000", missing=f"{item.name or item.category}金额")


def source_amount(source: FundSource) -> Figure:
    """What a source gives, in 万元, as it was typed."""
    value = None if source.amount is None else in_ten_thousands(source.amount)
    return _amount(source.name, value, "填报金额", missing="" if value is not None else f"{source.name or source.kind}金额")


def _amount(name: str, value: Decimal | None, formula: str, inputs: tuple[tuple[str, str], ...] = (), missing: str = "") -> Figure:
    return Figure("cost_line", name, value, "万元", 2, formula, inputs, missing)


def _reckoned(dossier: Dossier) -> Iterator[CostLine]:
    owed = _owed(dossier)
    for what in _RECKONED:
        lines = [line for kind in what.kinds for line in owed[kind] if line.reward is what.reward]
        if lines and _stands(dossier, what, lines):
            yield CostLine(what.category, what.name, _sum(what.name, lines), rates=tuple(dict.fromkeys(n.rate for n in lines if n.rate)))


def _stands(dossier: Dossier, what: _Reckoned, lines: Iterable[AgreementLine]) -> bool:
    """Whether something is to be paid: an amount is known, or the pair of the county asks for one."""
    asked = not what.reward or AgreementKind.RESETTLE in what.kinds or any(str(kind) in dossier.pair for kind in what.kinds)
    return asked or any(line.amount is not None for line in lines)


def _sum(name: str, lines: list[AgreementLine]) -> Figure:
    """The sum of lines in yuan as one leaf in 万元; what is not known yet is told beside it."""
    known = [line.amount for line in lines if line.amount is not None]
    lacking = len(lines) - len(known)
    yuan = sum(known, Decimal(0))
    inputs = (("已算出", f"{len(known)} 项"), ("合计", f"{printed(yuan, 2)} 元"))
    missing = "" if not lacking else f"{lacking} 项未定" if known else f"{name}标准"
    return _amount(name, in_ten_thousands(yuan) if known else None, "Σ 各户协议金额，未拟订协议的按标准 × 人口 ÷ 10000", inputs, missing)


def _owed(dossier: Dossier) -> Lines:
    """The lines of every subject by agreement kind: of its agreement, else by today's rates unless it has refused."""
    agreed = dict(_agreed(dossier))
    planned: dict[object, Lines] = {}  # reckoned once for all households that are paid alike
    found: Lines = {kind: [] for kind in AgreementKind}
    for subject in (*dossier.households, *dossier.collective):
        by_rates = _planned(dossier, subject, planned)
        for kind in AgreementKind:
            found[kind] += agreed.get((subject.id, kind), by_rates[kind])
    return found


def _planned(dossier: Dossier, subject: Subject, known: dict[object, Lines]) -> Lines:
    alike = paid_by(dossier, subject)
    if alike not in known:
        refused = isinstance(subject, Household) and consents(subject) is False
        known[alike] = {kind: [] if refused else list(lines_for(dossier, subject, kind)) for kind in AgreementKind}
    return known[alike]


def _agreed(dossier: Dossier) -> Iterator[tuple[tuple[str, AgreementKind], tuple[AgreementLine, ...]]]:
    """Subject and kind → the lines of the agreement that counts; none of one that has ended."""
    for progress in dossier.progress.values():
        for main in progress.trace.mains:
            ended = progress.trace.stage(main) in _ENDED
            counted = progress.trace.priced_by(main)
            yield (main.subject_id, main.kind), () if ended else lines_of(counted, dossier.lines_by_agreement)


def unconfirmed(dossier: Dossier) -> tuple[Rate, ...]:
    """The rates 待核实 that reckoned lines rest on, each once."""
    names = dict.fromkeys(name for line in cost_lines(dossier) for name in line.rates)
    found = (_rate(dossier, name) for name in names)
    return tuple(rate for rate in found if rate is not None and rate.certainty is Certainty.UNVERIFIED)


def _rate(dossier: Dossier, name: str) -> Rate | None:
    county = dossier.county_rates.by_id.get(name)
    return dossier.rate(name) if county is None else rate_of(county)
