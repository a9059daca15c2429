"""A county under A that sells surplus before it is accepted: what it enters step by step, with figures of its own in hectares."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from linkdesk.actions import acceptances, plan_versions, trade_payments, trades
from linkdesk.domain.change import Change
from linkdesk.domain.docket import docket_of
from linkdesk.domain.household import Household
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.quota_words import CounterpartKind, TransferPoint
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import PlotUse, PovertyClass
from linkdesk.policy.actors import body_of
from tests.actions.quota_books import HECTARE, plot
from tests.actions.traded import CONTACT, NEEDS, filled, told
from tests.actions.walked_matters import SENT, do, now, opened, project_of, through
from tests.actions.walks import number

OLD = {code: tuple(map(Decimal, areas)) for code, areas in {
    "G1": ("3.2150", "3.1", "2.8500"), "G2": ("4.1075", "3.9", "3.6025"), "G3": ("2", "1.9", "1.7")}.items()}
"""What each old plot gives back by the plan: construction land, agricultural land, farmland."""
SETTLED, FARMED, RESERVE = Decimal("1.2"), Decimal("0.6"), Decimal("0.3")
SOLD, SOLD_FARMLAND = Decimal(5), Decimal("4.5")
PRICE, SHARES, DUE = Decimal("31.25"), (30, 50, 20), ("2018-07-01", "2018-10-01", "2019-08-01")
AMOUNT = SOLD * 15 * PRICE * 10000
PARTS = [AMOUNT * share / 100 for share in SHARES]
PLANNED = sum(a for a, _, _ in OLD.values()) - SETTLED - RESERVE, sum(f for _, _, f in OLD.values()) - FARMED
END_OF_2018, EARLY_2019, END_OF_2019 = datetime(2018, 12, 31, 9), datetime(2019, 2, 20, 9), datetime(2019, 12, 2, 9)


def county(folder, **facts):
    """A poor county with one project whose surplus is to be traded, with two poor households."""
    desk, project_id = project_of(folder, "A", lambda: END_OF_2018, surplus_trade=True, reserve_area=RESERVE * HECTARE, **facts)
    body = desk.dossier(project_id).responsible
    desk.do(Change("名录", before=(body,), after=(replace(body, poverty_class=PovertyClass.POOR),)))
    desk.do(Change("地块", after=(
        *(plot(project_id, code, PlotUse.OLD, stated_area=area, reclaimed_area=area, new_agricultural_area=agricultural,
               new_farmland_area=farmland, new_paddy_area=0) for code, (area, agricultural, farmland) in OLD.items()),
        plot(project_id, "A1", PlotUse.SETTLEMENT, stated_area=SETTLED, new_construction_area=SETTLED, agricultural_taken=1,
             farmland_taken=FARMED, paddy_taken=0))))
    desk.do(Change("农户", after=tuple(
        Household(project_id=project_id, village="上沟村", group="一组", head_name=name, id_number=number(at), population=3 + at, willing=True,
                  registered_poor=True, homestead_area=Decimal(200), house_area=Decimal(80)) for at, name in enumerate(("王秀英", "李秀英")))))
    return desk, project_id


def planned(desk, project_id, kind=PlanKind.OLD):
    """A side's plan fixed and taken up its chain to the province."""
    desk.do(plan_versions.fix(desk, project_id, kind))
    return through(desk, opened(desk, project_id, f"A-PLAN-{kind.name}"))


def designed(desk, project_id):
    """The design approved."""
    desk.do(plan_versions.fix(desk, project_id, PlanKind.DESIGN))
    return through(desk, opened(desk, project_id, "A-DESIGN"))


def drafted(desk, project_id):
    """A trade with a zone as complete as it must be to be signed: needs, contact, announcement, talks, payments planned."""
    told(desk, "30")
    made = filled(desk, trades.draft(
        desk, project_id, counterpart="岚阳市经济技术开发区管理委员会", counterpart_kind=CounterpartKind.ZONE, number="岚交〔2018〕1号", price=PRICE,
        construction=SOLD * HECTARE, agricultural=SOLD_FARMLAND * HECTARE, farmland=SOLD_FARMLAND * HECTARE, late_rate=Decimal("0.5"),
        transfer_point=TransferPoint.FIRST_PAYMENT, guarantee="两年内完成复垦并通过验收", **NEEDS, **CONTACT))
    made = filled(desk, trades.announce(desk, made, date(2018, 5, 2), "省级平台公告 12 号"))
    made = filled(desk, trades.negotiate(desk, made, date(2018, 5, 20), "会谈两次，议定单价"))
    for part, day in zip(PARTS, DUE, strict=True):
        row = filled(desk, trade_payments.add(desk, made))
        for name, text in (("amount", f"{part}元"), ("due_on", day)):
            row = filled(desk, trade_payments.set_instalment_field(desk, row, name, text))
    return desk.store.get(Trade, made.id)


def accepted(desk, project_id, on, document, **areas):
    """An acceptance by the city's land department of plots by their codes, each with construction land and farmland in hectares."""
    dossier = desk.dossier(project_id)
    work = next((m for m in dossier.approvals.matters if m.chain_id == "A-ACCEPTANCE"), None) or _begun(desk, project_id)
    step = now(desk, work).step
    ids = {p.code: p.id for p in dossier.plots}
    rows = {r.plot_id: r for r in acceptances.proposed(dossier)}
    found = [replace(rows[ids[code]], passed=True, grade=Decimal(9), accepted_area=area * HECTARE, agricultural_area=farmland * HECTARE,
                     farmland_area=farmland * HECTARE) for code, (area, farmland) in areas.items()]
    who = body_of(docket_of(dossier), now(desk, work).chain, step.actor, on)
    desk.do(acceptances.accept(desk, project_id, who, document, on, found))
    return work


def _begun(desk, project_id):
    work = opened(desk, project_id, "A-ACCEPTANCE")
    through(desk, work, until=1)
    do(desk, work, SENT)
    return work
