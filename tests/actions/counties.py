"""A county of many projects with plots and a quota book of all kinds of entries, reversals among them, made by chance but always the same."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from linkdesk.domain.change import Change
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import FLOWS, OF_COUNTY, reversal
from linkdesk.domain.quota_words import QuotaAccount
from linkdesk.domain.words import PlotUse
from tests.actions.desks import NOON

LONG = "岚川县白水乡东坡村西坡村南坡村北坡村城乡建设用地增减挂钩（易地扶贫搬迁整村搬迁）拆旧复垦项目区"
BEGUN = date(2016, 1, 4)


def filled(desk, project_id, projects=3, plots=4, entries=90, seed=8):
    """More projects like the first, each with so many plots; so many entries for each project and for the county."""
    chance, first = random.Random(seed), desk.store.get(Project, project_id)
    more = [replace(first, id=f"{at:032x}", name=f"{LONG}第{at}期", number=f"1409262018{at:04}") for at in range(projects)]
    ground = [plot for project in more for plot in _plots(project, plots, chance)]
    posted = [e for owner in (None, *(p.id for p in more)) for e in _entries(first.responsible_id, owner, entries, chance)]
    desk.store.apply(Change("登记", after=(*more, *ground, *posted)), officer="", at=NOON)  # the guards have their own tests
    return first.responsible_id


def _area(chance, most=20000):
    return Decimal(chance.randint(1, most * 12)) * 8 / 100  # an eighth of it can be stored too


def _plots(project, count, chance):
    uses = (PlotUse.OLD, PlotUse.OLD, PlotUse.SETTLEMENT, PlotUse.NEW)
    for at in range(count):
        area = _area(chance)
        yield Plot(project_id=project.id, code=f"P-{at:03}", use=uses[at % 4], plane_area=area, stated_area=area, reclaimed_area=area,
                   new_agricultural_area=area, new_farmland_area=area / 2, new_construction_area=area, agricultural_taken=area / 2,
                   farmland_taken=area / 4, unused_taken=area / 8)


def _entries(authority_id, project_id, count, chance):
    kinds = [(kind, pair) for kind, pairs in FLOWS.items() for pair in sorted(pairs) if _belongs(pair, project_id)]
    made = []
    for _ in range(count):
        kind, (source, target) = chance.choice(kinds)
        whole = _area(chance)
        made.append(QuotaEntry(authority_id=authority_id, project_id=project_id, kind=kind, from_account=source, to_account=target,
                               posted_on=BEGUN + timedelta(chance.randint(0, 900)), construction=whole, agricultural=whole / 2,
                               farmland=whole / 4, paddy=whole / 8, number="岚国土资发〔2018〕1号"))
    back = chance.sample(made, count // 5)
    return [*made, *(reversal(e, e.posted_on + timedelta(chance.randint(0, 300)), "登记有误", "", None) for e in back)]


def _belongs(pair, project_id):
    """Entries between accounts of the county alone stand without a project, all others with one."""
    return all(account in OF_COUNTY or account is QuotaAccount.OUTSIDE for account in pair) is (project_id is None)
