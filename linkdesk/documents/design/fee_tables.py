"""表5 其他费用预算表, 表6 不可预见费预算表: each fee with base, rate or tier, formula and amount, live from works and equipment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from linkdesk.documents.blocks import Align, Column, Document, Width
from linkdesk.documents.design.sheet import WAN, Row, blank_or, live, shares, sheet
from linkdesk.documents.design.works_tables import EQUIPMENT as EQUIPMENT_TABLE
from linkdesk.documents.design.works_tables import WORKS as WORKS_TABLE
from linkdesk.documents.design.works_tables import total_cell
from linkdesk.documents.figure_cells import known
from linkdesk.domain.budget import Budget
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fee_schedule import EQUIPMENT, WORKS
from linkdesk.domain.fees import FeeLine, summed
from linkdesk.domain.grouping import grouped
from linkdesk.domain.words import Certainty

FEES, UNFORESEEN = "表5", "表6"
_COLUMNS = (Column("序号", width=Width.NARROW), Column("费用名称", width=Width.WIDE, align=Align.LEFT),
            Column("计费基数", decimals=6, key="base"), Column("费率或档次", align=Align.LEFT),
            Column("计算式", width=Width.WIDE, align=Align.LEFT), Column("计算值", decimals=6, key="exact"),
            Column("预算金额", decimals=2, key="amount"), Column("占比（%）", decimals=2),
            Column("依据", width=Width.WIDE, align=Align.LEFT))
_ROUNDED = "各项费用按未取整的计算值逐级计取，印出时保留两位小数；合计为所列金额之和。"


def fees_sheet(dossier: Dossier, found: Budget) -> Document:
    """表5: the other fees group by group; without works there is nothing to reckon them on."""
    rows: list[Row] = []
    keys: list[str] = []
    subtotals: list[int] = []
    whole = found.fees_printed if found.works else None
    portions = _portions(found.fees, found)
    for at, (group, lines) in enumerate(grouped(found.fees, lambda line: line.fee.group).items(), 1):
        for number, line in enumerate(lines, 1):
            keys.append(line.fee.name)
            rows.append(_fee(f"{at}.{number}", line, found, portions))
        keys.append(f"{at}")
        subtotals.append(len(rows))
        amount = summed(line.amount for line in lines) if found.works else None
        rows.append((f"{at}", f"{group}小计", "", "", "", "", known(amount),
                     blank_or(summed(portions[line.fee.name] for line in lines)), ""))
    totals: Row = ("", "合计", "", "", "", "", known(whole), Decimal(100) if whole else "", "")
    return sheet(FEES, "其他费用预算表", dossier, _COLUMNS, rows, totals if rows else None, unit=WAN, notes=tuple(_notes(found)),
                 row_keys=tuple(keys), subtotal_rows=tuple(subtotals), doubtful=_doubtful(found.fees), landscape=True)


def unforeseen_sheet(dossier: Dossier, found: Budget) -> Document:
    """表6: the unforeseen upon works, equipment and other fees."""
    whole = found.unforeseen_printed if found.works else None
    portions = _portions(found.unforeseen, found)
    rows = tuple(_fee(f"{at}", line, found, portions, FEES) for at, line in enumerate(found.unforeseen, 1))
    totals: Row = ("", "合计", "", "", "", "", known(whole), Decimal(100) if whole else "", "")
    return sheet(UNFORESEEN, "不可预见费预算表", dossier, _COLUMNS, rows, totals if rows else None, unit=WAN,
                 row_keys=tuple(line.fee.name for line in found.unforeseen), doubtful=_doubtful(found.unforeseen),
                 landscape=True)


def _fee(number: str, line: FeeLine, found: Budget, portions: dict[str, Decimal | None], table: str = "") -> Row:
    is_known = bool(found.works)
    exact, amount = (line.exact, line.amount) if is_known else (None, None)
    base = known(line.base) if line.fee.base else ""
    if line.fee.base and is_known and line.base is not None:
        base = live(line.base, base_formula(line, found, table))
    said = line.gap or line.formula or ("" if is_known else "工程施工费待补")
    return (number, line.fee.label, base, line.tier, said, live(exact, line.excel, line.formula), live(amount, "ROUND({exact},2)"),
            blank_or(portions[line.fee.name]), line.source)


def _portions(lines: Sequence[FeeLine], found: Budget) -> dict[str, Decimal | None]:
    """The share of each fee in %, by its name."""
    made = shares([line.amount if found.works else None for line in lines])
    return {line.fee.name: portion for line, portion in zip(lines, made, strict=True)}


def base_formula(line: FeeLine, found: Budget, table: str) -> str:
    """The base of a fee from the cells of works, equipment and the exact fees of the groups it names; `table` is where those stand."""
    prefix = f"{table}|" if table else ""
    cells: list[str] = []
    for name in line.fee.base:
        if name == WORKS:
            cells.append(f"{{{total_cell(WORKS_TABLE)}}}/10000")
        elif name == EQUIPMENT:
            cells += [f"{{{total_cell(EQUIPMENT_TABLE)}}}/10000"] if found.equipment else []
        else:
            cells += [f"{{{prefix}{each.fee.name}|exact}}" for each in found.fees if each.fee.group == name]
    return "+".join(cells) or "0"


def _doubtful(lines: Sequence[FeeLine]) -> bool:
    return any(line.certainty is Certainty.UNVERIFIED for line in lines)


def _notes(found: Budget) -> Iterator[str]:
    yield f"费率采用《{found.schedule.title}》（{found.schedule.number}）。"
    yield _ROUNDED
    if doubtful := [line.fee.label for line in found.fees if line.certainty is Certainty.UNVERIFIED]:
        yield f"{'、'.join(doubtful)}的费率待核实，核实前本表为草稿。"
