"""附表12 资金筹措与平衡表: sources at the left, what they are used for at the right, and the difference."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from linkdesk.documents.annexes.estimate import mark
from linkdesk.documents.annexes.sheet import order_column, sheet, whole
from linkdesk.documents.blocks import DRAFT, Align, Cell, Column, Document, Gap, Width
from linkdesk.documents.figure_cells import figure_cell, known, partial_notes
from linkdesk.domain.costs import cost_lines
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure
from linkdesk.domain.figures.cost import CATEGORY_FIGURES, fund_amount, sources
from linkdesk.domain.planning import FundSource
from linkdesk.domain.planning_words import FundKind
from linkdesk.domain.words import Certainty

_COLUMNS = (
    order_column(),
    Column("资金来源", (Column("来源类别"), Column("来源", width=Width.WIDE, align=Align.LEFT), Column("金额", decimals=2),
                    Column("依据", width=Width.WIDE, align=Align.LEFT))),
    Column("资金用途", (Column("费用类别", width=Width.WIDE, align=Align.LEFT), Column("金额", decimals=2))))
_BLANK_SOURCE, _BLANK_USE = ("", "", "", ""), ("", "")


def funds_sheet(dossier: Dossier) -> Document:
    """附表12; the sum of its uses is the total of 附表11 and 附表1."""
    pairs = list(zip_longest(_sources(dossier), _uses(dossier)))
    rows = [(at, *(left or _BLANK_SOURCE), *(right or _BLANK_USE)) for at, (left, right) in enumerate(pairs, 1)]
    total = whole(dossier, "investment_total") if dossier.estimate else Gap("")
    totals = ("", "合计", "", whole(dossier, "funds_total"), "", "", total) if rows else None
    doubtful = DRAFT if mark(dossier) or _on_doubtful_price(dossier) else ""
    return sheet("附表12", "资金筹措与平衡表", dossier, _COLUMNS, rows, totals, unit="金额单位：万元", notes=tuple(_notes(dossier)),
                 mark=doubtful)


def _sources(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for source in sources(dossier):
        yield str(source.kind), known(source.name), figure_cell(fund_amount(dossier, source)), source.basis


def _uses(dossier: Dossier) -> Iterator[tuple[Cell, ...]]:
    for category, name in CATEGORY_FIGURES.items():
        if any(line.category is category for line in cost_lines(dossier)):
            yield str(category), whole(dossier, name)


def _expected(source: FundSource) -> bool:
    return source.kind is FundKind.PROCEEDS and source.amount is None


def _on_doubtful_price(dossier: Dossier) -> bool:
    price = dossier.rate("guide_price")
    return price is not None and price.certainty is Certainty.UNVERIFIED and any(map(_expected, dossier.funds))


def _notes(dossier: Dossier) -> Iterator[str]:
    gap, total = figure("funds_gap", dossier), figure("investment_total", dossier)
    if gap.value is None:
        yield f"资金差额（来源合计减总投资）待补：{gap.missing}。"
    else:
        yield f"资金差额（来源合计减总投资）{gap.text} 万元{'，来源与用途平衡' if gap.value == 0 else ''}。"
    if not dossier.estimate and total.value is not None:
        yield f"投资估算尚未编制；项目资料填写的总投资为 {total.text} 万元。"
    if any(map(_expected, dossier.funds)):
        proceeds = figure("expected_proceeds", dossier)
        used = "；".join(f"{label} {value}" for label, value in proceeds.inputs)
        yield f"指标收益（预计）＝{proceeds.formula}" + (f"：{used}。" if used else f"，待补：{proceeds.missing}。")
    yield from partial_notes(line.amount for line in cost_lines(dossier))
