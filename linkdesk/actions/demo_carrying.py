"""The demo's carrying out: partners, payments, stages by plot and a variation, all made up."""

from __future__ import annotations

from datetime import timedelta

from linkdesk.actions import completion, county_measures, partners, plot_stages, variations, work_payments
from linkdesk.actions.work_payments import Typed
from linkdesk.desk import Desk
from linkdesk.domain.carrying_standing import standings
from linkdesk.domain.carrying_words import PartnerKind, PaymentPurpose, PlotStageKind
from linkdesk.domain.figures import figure

_PARTNERS = ((PartnerKind.CONTRACTOR, {"name": "岚川县宏远土地整理有限公司（虚构）", "amount": "53.20", "contract_number": "LC-2018-01"}),
             (PartnerKind.SUPERVISOR, {"name": "岚阳市正和工程监理有限公司（虚构）", "amount": "12.00", "contract_number": "LC-2018-02"}),
             (PartnerKind.CAPITAL, {"name": "岚川县富源农业开发有限公司（虚构）", "invested": "30", "return_terms": "按节余指标收益的 10% 回报"}))
_PAID = ((PaymentPurpose.ADVANCE, "15.96", 70, "记-0312"), (PaymentPurpose.PROGRESS, "12.00", 30, "记-0420"))
_BEGUN = (PlotStageKind.CLEARING, PlotStageKind.LEVELLING, PlotStageKind.COVERING)
_VARIED = {"work": "客土覆土", "unit": "m³", "quantity_before": "1018.39", "quantity_after": "1388.71", "cost_change": "1.15",
           "reason": "局部基岩出露，覆土加厚 10 厘米"}
_LASTS = 20  # days of a stage


def fill(desk: Desk, project_id: str) -> str:
    """Enter them as an officer would; returns what was entered, in words."""
    for kind, said in _PARTNERS:
        desk.do(partners.add(desk, project_id, kind))
        for name, text in said.items():
            desk.do(partners.set_partner_field(desk, partners.partners(desk, project_id)[-1], name, text))
    builder = partners.partners(desk, project_id)[0]
    for purpose, amount, ago, voucher in _PAID:
        desk.do(work_payments.pay(desk, builder, Typed(purpose, amount, _day(desk, ago), voucher)))
    desk.do(county_measures.add(desk, project_id, "岚川县拆旧区复垦实施办法（虚构）", "岚政办发〔2018〕3号（虚构）"))
    _work(desk, project_id, builder.id)
    _vary(desk, project_id)
    desk.do(completion.set_completion_field(desk, project_id, "began_on", _day(desk, 80)))
    return f"参与主体 {len(_PARTNERS)} 个，工程进度 {figure('works_progress', desk.dossier(project_id)).text}%"


def _day(desk: Desk, ago: int) -> str:
    return (desk.clock().date() - timedelta(days=ago)).isoformat()


def _work(desk: Desk, project_id: str, partner_id: str) -> None:
    """The first two thirds of the plots are further than the last."""
    plots = [standing.plot.id for standing in standings(desk.dossier(project_id))]
    for at, kind in enumerate(_BEGUN):
        mine = plots if not at else plots[:len(plots) * (3 - at) // 3]
        if not mine:
            return
        first = 80 - at * (_LASTS + 2)
        for name, text in (("began_on", _day(desk, first)), ("ended_on", _day(desk, first - _LASTS))):
            desk.do(plot_stages.set_many(desk, mine, kind, name, text))
        desk.do(plot_stages.set_partner(desk, mine, kind, partner_id))


def _vary(desk: Desk, project_id: str) -> None:
    plots = standings(desk.dossier(project_id))
    desk.do(variations.add(desk, project_id, plots[0].plot.id if plots else None))
    for name, text in _VARIED.items():
        desk.do(variations.set_variation_field(desk, variations.variations(desk, project_id)[-1], name, text))
