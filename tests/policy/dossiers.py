"""Small dossiers for the checks: plots by hectares, households by will, the shipped packs."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from linkdesk import paths
from linkdesk.domain.directory import Township, Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import PlotUse
from linkdesk.policy import values
from linkdesk.policy.pack import Pack, read_pack

DAY = date(2018, 6, 20)
TOWNSHIPS = Township(authority_id="county", name="青石镇", id="t1"), Township(authority_id="county", name="双河乡", id="t2")
VILLAGES = Village(township_id="t1", name="上沟村", id="v1"), Village(township_id="t2", name="大垭村", id="v2")


@cache
def shipped() -> dict[str, Pack]:
    read = (read_pack(p.read_text("utf-8"), p.name) for p in sorted(paths.POLICIES.glob("*.toml")))
    return {pack.id: pack for pack in read}


def plot(use, hectares, village="v1", **more):
    area = None if hectares is None else Decimal(hectares) * 10000
    return Plot(project_id="p", code=more.pop("code", f"{use.name}-{hectares}-{village}"), use=use, plane_area=area,
                village_id=village, **more)


def old(hectares, village="v1", **more):
    return plot(PlotUse.OLD, hectares, village, **more)


def settlement(hectares, **more):
    return plot(PlotUse.SETTLEMENT, hectares, **more)


def new(hectares, **more):
    return plot(PlotUse.NEW, hectares, **more)


def household(**fields):
    return Household(project_id="p", **fields)


def dossier(*plots, packs=("B",), households=(), on=DAY, overrides=(), **project):
    made = Dossier(project=Project(name="青石项目区", packs=packs, id="p", **project), on=on, plots=plots,
                   households=tuple(households), townships=TOWNSHIPS, villages=VILLAGES, overrides=tuple(overrides))
    mine = [p for p in shipped().values() if p.id in packs or p.always]
    return replace(made, rates=values.resolve(mine, overrides, on))
