"""表1 预算总表, 表2 工程分项汇总表, 表7 分期用款计划表: the budget as a whole."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from linkdesk.documents.blocks import Align, Column, Document, Gap, Width
from linkdesk.documents.cells import number
from linkdesk.documents.design.fee_tables import FEES, UNFORESEEN
from linkdesk.documents.design.nameless import nameless
from linkdesk.documents.design.periods import Period, periods, split
from linkdesk.documents.design.sheet import WAN, Row, blank_or, live, shares, sheet
from linkdesk.documents.design.works_tables import EQUIPMENT, WORKS, by_category, category_key, total_cell
from linkdesk.documents.figure_cells import known
from linkdesk.documents.templates.numbering import numeral
from linkdesk.domain.budget import Budget
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fees import summed

TOTAL, CATEGORIES, PERIODS = "表1", "表2", "表7"
_TOTAL = (Column("序号", width=Width.NARROW), Column("工程或费用名称", width=Width.WIDE, align=Align.LEFT),
          Column("预算金额", decimals=2, key="amount"), Column("各项费用占总费用的比例（%）", decimals=2))
_CATEGORIES = (Column("序号", width=Width.NARROW), Column("工程名称", width=Width.WIDE, align=Align.LEFT),
               Column("预算金额（元）", decimals=2, key="yuan"), Column("预算金额（万元）", decimals=2, key="amount"),
               Column("占工程施工费的比例（%）", decimals=2))
_PERIODS_HEAD = (Column("序号", width=Width.NARROW), Column("工程或费用名称", width=Width.WIDE, align=Align.LEFT))


def total_parts(found: Budget) -> tuple[tuple[str, str, Decimal | None, str], ...]:
    """The four parts of the total: key, name, amount in 万元 (None without works), and its formula in a workbook."""
    is_known = bool(found.works)
    equipment = f"ROUND({{{total_cell(EQUIPMENT)}}}/10000,2)" if found.equipment else ""
    parts = (("works", "工程施工费", found.works_printed, f"{{{CATEGORIES}|totals|amount}}"),
             ("equipment", "设备购置费", found.equipment_printed, equipment),
             ("fees", "其他费用", found.fees_printed, f"{{{FEES}|totals|amount}}"),
             ("unforeseen", "不可预见费", found.unforeseen_printed, f"{{{UNFORESEEN}|totals|amount}}"))
    return tuple((key, name, amount if is_known else None, formula) for key, name, amount, formula in parts)


def total_sheet(dossier: Dossier, found: Budget | None) -> Document:
    """表1: works, equipment, other fees and unforeseen; the total is the sum of what is printed."""
    parts = total_parts(found) if found else ()
    whole = summed(amount for _, _, amount, _ in parts) if parts else None
    portions = shares([amount for _, _, amount, _ in parts])
    rows: tuple[Row, ...] = tuple((numeral(at), name, live(amount, formula), blank_or(portion)) for at, ((_, name, amount, formula), portion)
                                  in enumerate(zip(parts, portions, strict=True), 1))
    if not rows:
        rows = (("", "没有可用的费用标准", Gap("费用标准"), ""),)
    totals: Row = ("", "总计", known(whole), Decimal(100) if whole else "")
    return sheet(TOTAL, "预算总表", dossier, _TOTAL, rows, totals, unit=WAN, notes=tuple(_notes(dossier, found)),
                 row_keys=tuple(key for key, *_ in parts), doubtful=bool(found is None or found.gaps or found.unconfirmed))


def _notes(dossier: Dossier, found: Budget | None) -> Iterator[str]:
    if found is None:
        yield "还没有选定费用标准，请在复垦预算中选择。"
        return
    yield f"费用标准：《{found.schedule.title}》（{found.schedule.number}）。总计为各项印出金额之和。"
    shown = found.gaps[:5]
    if shown:
        more = f"等 {len(found.gaps)} 处" if len(found.gaps) > len(shown) else ""
        yield f"待补：{nameless(dossier, '；'.join(shown))}{more}。"
    if found.unconfirmed:
        names = "、".join(found.unconfirmed[:8])
        yield f"{names}{f'等 {len(found.unconfirmed)} 项' if len(found.unconfirmed) > 8 else ''}待核实，核实前为草稿。"


def categories_sheet(dossier: Dossier, found: Budget) -> Document:
    """表2: works by category in yuan and 万元."""
    whole = found.works_printed if found.works else None
    rows: list[Row] = []
    keys: list[str] = []
    portions = shares([found.categories[category] for category, _ in by_category(found)])
    for at, (category, works) in enumerate(by_category(found), 1):
        yuan, amount = summed(work.amount for work in works), found.categories[category]
        keys.append(category_key(category))
        rows.append((numeral(at), str(category), live(yuan, f"{{{WORKS}|{keys[-1]}|amount}}"), live(amount, "ROUND({yuan}/10000,2)"),
                     blank_or(portions[at - 1])))
    totals: Row = ("", "合计", known(found.works_cost if found.works else None), known(whole), Decimal(100) if whole else "")
    notes = () if rows else ("还没有由施工单位实施的工程。",)
    return sheet(CATEGORIES, "工程分项预算汇总表", dossier, _CATEGORIES, rows, totals, notes=notes, row_keys=tuple(keys),
                 doubtful=bool(found.unconfirmed))


def periods_sheet(dossier: Dossier, found: Budget) -> Document | None:
    """表7: the parts of the total spread over the days of the works in the schedule; None while these have no days."""
    spans = periods(dossier)
    if not spans:
        return None
    columns = (*_PERIODS_HEAD, Column("合计", decimals=2, key="whole"), *(Column(span.label, decimals=2) for span in spans))
    rows = tuple(_spread(at, name, amount, formula, spans) for at, (_, name, amount, formula) in enumerate(
        ((key, name, amount, f"{{{TOTAL}|{key}|amount}}") for key, name, amount, _ in total_parts(found)), 1))
    totals = ("", "合计", *(known(summed(number(row[at]) for row in rows)) for at in range(2, len(columns))))
    return sheet(PERIODS, "分期用款计划表", dossier, columns, rows, totals, unit=WAN, doubtful=bool(found.unconfirmed),
                 notes=("各期用款按实施进度中拆除、复垦各项工作的日历天数分摊，合同另有约定的按合同调整。",))


def _spread(at: int, name: str, amount: Decimal | None, formula: str, spans: tuple[Period, ...]) -> Row:
    shares = split(amount, [span.days for span in spans]) if amount is not None else [None] * len(spans)
    return numeral(at), name, live(amount, formula), *(known(value) for value in shares)
