"""The report's tables of the budget: its basis, total, works by category and fees; the same cells as in the attached tables."""

from __future__ import annotations

from linkdesk.documents.blocks import Align, Block, Column, Gap, Paragraph, Part, Table, Text, Width
from linkdesk.documents.design.budget_tables import categories_sheet, total_sheet
from linkdesk.documents.figure_cells import known
from linkdesk.domain.budget import budget
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fees import FeeLine
from linkdesk.domain.unit_prices import day_of_prices

Blocks = tuple[Block, ...]
_FEES = (Column("费用名称", width=Width.WIDE, align=Align.LEFT), Column("计费基数", decimals=6),
         Column("费率或档次", width=Width.WIDE, align=Align.LEFT), Column("金额", decimals=2))
_MONEY = "金额单位：万元"


def basis(dossier: Dossier) -> Blocks:
    """The schedule with its number, the day of prices and the terrain."""
    found = budget(dossier)
    if found is None:
        return (Paragraph((Gap("费用标准"),)),)
    schedule, terrain = found.schedule, dossier.design.basis.terrain if dossier.design.basis else None
    said: list[Part] = [Text(f"《{schedule.title}》（{schedule.number}，{schedule.issuer}）。"), _priced(dossier, schedule.tax_label)]
    said.append(Text(f"地形为{terrain}，勘测费和设计费按标准规定的地形系数计取。") if terrain else Gap("地形（决定勘测费、设计费系数）"))
    if found.unconfirmed:
        said.append(Text(f"费率和定额中待核实{len(found.unconfirmed)}项，逐项核实前本预算为草稿。"))
    return tuple(Paragraph((Text(f"{at}．"), part)) for at, part in enumerate(said, 1))


def _priced(dossier: Dossier, tax: str) -> Part:
    """The day of prices; while neither it nor the day of making is filled in, the budget is reckoned for the day of asking."""
    basis, day = dossier.design.basis, day_of_prices(dossier)
    if basis is None or not (basis.priced_on or basis.prepared_on):
        return Gap("价格基准日（决定税率和材料价格）")
    return Text(f"价格基准日为{day.year}年{day.month}月{day.day}日，{tax}按当日税率计取。")


def total(dossier: Dossier) -> Blocks:
    """The four parts of the total."""
    return (_table(total_sheet(dossier, budget(dossier)).sections[0].blocks[0], "预算总额", _MONEY),)


def categories(dossier: Dossier) -> Blocks:
    """Works by category."""
    found = budget(dossier)
    if found is None:
        return (Paragraph((Gap("费用标准"),)),)
    return (_table(categories_sheet(dossier, found).sections[0].blocks[0], "工程施工费", ""),)


def _table(whole: Block, name: str, unit: str) -> Table:
    """A table of the annex as it stands within the text: without title, signers and notes."""
    assert isinstance(whole, Table)
    return Table(whole.columns, whole.rows, whole.totals, unit=unit, name=name)


def fees(dossier: Dossier) -> Blocks:
    """Each fee with base, rate or tier and amount."""
    found = budget(dossier)
    if found is None:
        return (Paragraph((Gap("费用标准"),)),)
    is_known = bool(found.works)
    rows = tuple(_fee(line, is_known) for line in (*found.fees, *found.unforeseen))
    return (Table(_FEES, rows, unit=_MONEY, name="各项费用"),)


def _fee(line: FeeLine, is_known: bool) -> tuple[object, ...]:
    base = known(line.base) if line.fee.base else ""
    return line.fee.label, base, line.tier or line.gap, known(line.amount if is_known else None)


BLOCKS = {"design_budget_basis": basis, "design_budget_total": total, "design_budget_categories": categories, "design_budget_fees": fees}
