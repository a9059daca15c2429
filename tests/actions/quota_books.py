"""A county's quota book on a real desk: one project with plots of round figures, its annual quota issued, events entered by their own actions."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from linkdesk import ledger
from linkdesk.actions import acceptances, plan_versions
from linkdesk.domain.change import Change
from linkdesk.domain.docket import docket_of
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.words import PlotUse
from linkdesk.policy.actors import body_of
from linkdesk.policy.chains import chains
from linkdesk.policy.terms import Subject
from tests.actions.walked_matters import project_of

HECTARE = Decimal(10000)
ISSUED_ON, APPROVED_ON, ACCEPTED_ON = date(2018, 1, 10), date(2018, 3, 5), date(2019, 6, 1)


def plot(project_id, code, use, **areas):
    """A plot whose areas are given in hectares."""
    return Plot(project_id=project_id, code=code, name=code, use=use, **{name: Decimal(str(area)) * HECTARE for name, area in areas.items()})


def book(folder, pack="A", **facts):
    """A desk whose project gives 10 ha back (8 of them farmland), settles on 1 ha and builds on 2 ha of its own."""
    desk, project_id = project_of(folder, pack, **facts)
    new = () if facts.get("surplus_trade") else (
        plot(project_id, "X1", PlotUse.NEW, stated_area=2, new_construction_area=2, agricultural_taken=1.5, farmland_taken=1, paddy_taken=0),)
    desk.do(Change("地块", after=(
        *(plot(project_id, f"G{n}", PlotUse.OLD, stated_area=5, reclaimed_area=5, new_agricultural_area=4.5, new_farmland_area=4,
               new_paddy_area=0) for n in (1, 2)),
        plot(project_id, "A1", PlotUse.SETTLEMENT, stated_area=1, new_construction_area=1, agricultural_taken=1, farmland_taken=0.5,
             paddy_taken=0), *new)))
    project = desk.store.get(Project, project_id)
    desk.do(Change("填写", before=(project,), after=(replace(project, reserve_area=Decimal("0.5") * HECTARE),)))
    return desk, project_id


def county_of(desk, project_id):
    return desk.store.get(Project, project_id).responsible_id


def issued(desk, project_id, construction=20, farmland=20, on=ISSUED_ON, number="省自然资函〔2018〕1号"):
    """The annual issuing document: as much new construction quota as revolving quota, in hectares."""
    areas = {"construction": Decimal(str(construction)) * HECTARE, "farmland": Decimal(str(farmland)) * HECTARE}
    desk.do(Change("下达", after=tuple(
        QuotaEntry(authority_id=county_of(desk, project_id), kind=PostingKind.ISSUE, to_account=account, posted_on=on, number=number,
                   posting_id=number, year=on.year, **areas) for account in (Account.ANNUAL_PLAN, Account.REVOLVING))))


def approved(desk, project_id, on=APPROVED_ON, number="岚阳政函〔2018〕5号", kind=None, reason=""):
    """The plan fixed and its approval entered."""
    kind = kind or (PlanKind.OLD if desk.store.get(Project, project_id).surplus_trade else PlanKind.WHOLE)
    desk.do(plan_versions.fix(desk, project_id, kind, reason))
    version = plan_versions.versions(desk.dossier(project_id), kind)[-1]
    desk.do(plan_versions.approve(desk, version, "岚阳市人民政府", number, on))


def accepted(desk, project_id, *codes, on=ACCEPTED_ON, number="岚市国土验〔2019〕1号", share=1):
    """An acceptance by the city's land department of the plots named (all without names), of so much of what was planned."""
    body = acceptances.accepting_body(desk, desk.dossier(project_id))
    dossier = desk.dossier(project_id)
    chain = next(c for p in desk.project_packs(dossier.project) for c in chains(p, dossier.project, dossier.on, Subject.ACCEPTANCE))
    who = body_of(docket_of(dossier), chain, chain.steps[chain.concluding - 1].actor, on) or body.actor
    by_id = {p.id: p.code for p in dossier.plots}
    share = Decimal(str(share))
    rows = [replace(r, passed=True, grade=Decimal("8.5"), accepted_area=r.accepted_area * share, agricultural_area=r.agricultural_area * share,
                    farmland_area=r.farmland_area * share) for r in acceptances.proposed(dossier) if not codes or by_id[r.plot_id] in codes]
    desk.do(acceptances.accept(desk, project_id, who, number, on, rows))


def balances(desk, project_id, until=None):
    """What stands on each account, in hectares: account → (construction, farmland), without accounts that are empty."""
    found = ledger.by_account(ledger.balances(desk.store, county_of(desk, project_id), until))
    return {str(account): (amounts.construction / HECTARE, amounts.farmland / HECTARE) for account, amounts in found.items() if amounts}
