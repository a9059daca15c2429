"""Tables of carrying out: how far each plot is, who took part, what was paid, what was varied."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from linkdesk.documents.annexes.sheet import SIGNERS, order_column, responsible, whole, wide_column
from linkdesk.documents.blocks import Cell, Column, Document, Gap, PageKind, Section, Table, Width
from linkdesk.documents.cells import dated, is_gap, number
from linkdesk.documents.figure_cells import known
from linkdesk.domain.carrying import PlotStage, Variation
from linkdesk.domain.carrying_standing import PlotStanding, share, standings, variations
from linkdesk.domain.carrying_words import PlotStageKind
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.work_accounts import WorkAccount, accounts

Row = tuple[Cell, ...]
VARIED = "设计变更一览表"
_MONEY, _NOT_BEGUN = "单位：万元", "—"
_STAGES = (order_column(), Column("地块编号"), Column("面积（公顷）", decimals=4), *(Column(str(kind)) for kind in PlotStageKind),
           Column("进度（%）", decimals=0), wide_column("实施主体"))
_PARTNERS = (order_column(), wide_column("名称"), Column("主体类别"), Column("参与方式"), Column("合同编号"), Column("签订日期"),
             Column("合同金额", decimals=2), Column("投资金额", decimals=2), Column("已付", decimals=2), Column("未付", decimals=2),
             wide_column("回报约定"))
_PAYMENTS = (order_column(), Column("付款日期"), wide_column("收款单位"), Column("款项"), Column("凭证号"), Column("金额", decimals=2),
             wide_column("说明"))
_VARIATIONS = (order_column(), Column("变更编号"), Column("提出日期"), Column("地块编号"), wide_column("工程项目"),
               Column("单位", width=Width.NARROW), Column("工程量", (Column("变更前", decimals=2), Column("变更后", decimals=2))),
               Column("增减金额（万元）", decimals=2), wide_column("变更理由"), Column("批准单位"), Column("批准文号"), Column("批准日期"))


def stages_table(dossier: Dossier) -> Table:
    """Every plot with its stages: the day a stage ended, how much of it is done while it has not, or that it has not begun."""
    found, names = standings(dossier), {p.id: p.name for p in dossier.carrying.partners}
    rows = tuple(_stages_row(at, s, names) for at, s in enumerate(found, 1))
    totals = ("", "合计", _sum(row[2] for row in rows), *("" for _ in PlotStageKind), whole(dossier, "works_progress"), "")
    return Table(_STAGES, rows, totals, title="完成情况表", filled_by=responsible(dossier), signers=SIGNERS, name="完成情况表",
                 notes=("注：合计栏的进度按面积加权；有日期的为完工日期，百分数为完成比例。",))


def _stages_row(at: int, standing: PlotStanding, names: dict[str, str]) -> Row:
    mine = standing.stages
    who = dict.fromkeys(names[s.partner_id] for s in mine.values() if s.partner_id in names)
    area = Gap("") if standing.area is None else hectares(standing.area)
    return (at, standing.plot.code, area, *(_stage(mine.get(kind)) for kind in PlotStageKind), standing.progress, "、".join(who))


def _stage(stage: PlotStage | None) -> str:
    if stage is None:
        return _NOT_BEGUN
    if stage.ended_on:
        return str(stage.ended_on)
    return f"{printed(share(stage), 0)}%" if stage.share or stage.began_on else _NOT_BEGUN


def partners_table(dossier: Dossier) -> Table | None:
    """Who took part, with contract, investment, what was paid and is open, what is given in return; None while there is nobody."""
    rows = tuple(_partner(at, account) for at, account in enumerate(accounts(dossier), 1))
    totals = ("", "合计", "", "", "", "", *(_sum(row[at] for row in rows) for at in range(6, 10)), "")
    return Table(_PARTNERS, rows, totals, title="参与主体和合同", unit=_MONEY, filled_by=responsible(dossier), signers=SIGNERS,
                 name="参与主体") if rows else None


def _partner(at: int, account: WorkAccount) -> Row:
    partner = account.partner
    invested = None if partner.invested is None else in_ten_thousands(partner.invested)
    unknown = Gap("") if account.is_paid else None
    contract, still = (unknown, unknown) if account.contract is None else (account.contract, account.open)
    return (at, known(partner.name), str(partner.kind), str(partner.role), partner.contract_number, dated(partner.signed_on),
            contract, invested, account.paid, still, partner.return_terms)


def payments_table(dossier: Dossier) -> Table | None:
    """Every payment that stands, by day; None while there is none."""
    found = sorted(((p, a.partner) for a in accounts(dossier) for p in a.payments), key=lambda pair: str(pair[0].paid_on))
    rows = tuple((at, dated(p.paid_on), known(partner.name), str(p.purpose), p.voucher, in_ten_thousands(p.amount or Decimal(0)), p.note)
                 for at, (p, partner) in enumerate(found, 1))
    totals = ("", "合计", "", "", "", _sum(row[5] for row in rows), "")
    return Table(_PAYMENTS, rows, totals, title="工程款支付表", unit=_MONEY, filled_by=responsible(dossier), signers=SIGNERS,
                 name="付款表") if rows else None


def variations_table(dossier: Dossier) -> Table | None:
    """Every variation with reason, cost and approval; None while there is none."""
    codes = {plot.id: plot.code for plot in dossier.plots}
    rows = tuple(_variation(at, v, codes) for at, v in enumerate(variations(dossier), 1))
    totals = ("", "合计", *[""] * 6, _sum(row[8] for row in rows), *[""] * 4)
    return Table(_VARIATIONS, rows, totals, title=VARIED, filled_by=responsible(dossier), signers=SIGNERS, name=VARIED) if rows else None


def _variation(at: int, v: Variation, codes: dict[str, str]) -> Row:
    cost = Gap("") if v.cost_change is None else in_ten_thousands(v.cost_change)
    return (at, v.number, dated(v.varied_on), codes.get(v.plot_id or "", "项目区"), known(v.work), v.unit, v.quantity_before, v.quantity_after,
            cost, known(v.reason), known(v.approver), v.approval_number, known(dated(v.approved_on)))


def variations_paper(dossier: Dossier) -> Document | None:
    """The list of variations as a paper of its own; None while there is none."""
    table = variations_table(dossier)
    title = f"{dossier.project.name}{VARIED}"
    return Document("variations", title, (Section((table,), PageKind.TABLE, landscape=True),), subject_id=dossier.project.id) if table else None


def _sum(cells: Iterable[Cell]) -> Cell:
    """The sum of leaves; a gap as long as one of them is, nothing where none is given."""
    given = tuple(cells)
    values = [value for cell in given if (value := number(cell)) is not None]
    return Gap("") if any(map(is_gap, given)) else sum(values, Decimal(0)) if values else None
