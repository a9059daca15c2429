"""What the room of the county's one page lists: its figures, and for a chosen figure the rows it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.documents.county_facts import CountyFacts, LeaderFigure, QuotaFigure
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.quantities import hectares, mu, printed
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.ui.columns import Column, text_key

Source = QuotaFigure | LeaderFigure


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A figure of the page as a row: `source` is the figure itself."""

    id: str
    label: str
    value: str
    farmland: str
    where: str
    source: Source


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry behind a figure of the ledger with what it brings to it."""

    entry: QuotaEntry
    amounts: Amounts
    project: str

    @property
    def id(self) -> str:
        """The entry's id."""
        return self.entry.id


def figure_lines(facts: CountyFacts) -> list[FigureLine]:
    """Every figure of the page, those of the ledger first."""
    ledger = (FigureLine(f.key, f.label, _area(f, "construction"), _area(f, "farmland"), f.reading.where, f) for f in facts.quota)
    others = (FigureLine(f.key, f.label, f"{printed(Decimal(f.value), f.decimals)} {f.unit}", "", f"{f.rows} 笔登记", f)
              for f in (*facts.states, *facts.trades, *facts.money))
    return [*ledger, *others]


def _area(figure: QuotaFigure, measure: str) -> str:
    return f"{printed(figure.total(AreaUnit.HECTARE, measure), 4)} 公顷"


def _words(name: str, heading: str, text, width: int) -> Column:
    return Column(name, heading, text, lambda line: text_key(text(line)), width)


FIGURES = (_words("label", "数字", lambda line: line.label, 130),
           Column("value", "数值（建设用地）", lambda line: line.value, lambda line: line.value, 130, True),
           Column("farmland", "耕地", lambda line: line.farmland, lambda line: line.farmland, 110, True),
           _words("where", "从哪里来", lambda line: line.where, 210))


def _moved(measure: str, name: str, heading: str, leaf) -> Column:
    def value(line: EntryLine) -> Decimal:
        return leaf(getattr(line.amounts, measure))
    return Column(name, heading, lambda line: printed(value(line), 4), value, 110, True, value, 4)


ENTRIES = (_words("day", "日期", lambda line: str(line.entry.posted_on or ""), 104), _words("kind", "事项", lambda line: str(line.entry.kind), 88),
           _words("number", "文号", lambda line: line.entry.number, 150), _words("project", "项目区", lambda line: line.project, 150),
           _moved("construction", "construction", "建设用地（公顷）", hectares), _moved("construction", "construction_mu", "建设用地（亩）", mu),
           _moved("farmland", "farmland", "耕地（公顷）", hectares))
