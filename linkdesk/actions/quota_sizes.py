"""亩 typed as 公顷: an amount of the quota ledger is caught by its size beside the land of the projects and earlier documents."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from linkdesk.desk import Desk
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import MU_PER_HECTARE, hectares, printed
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.words import PlotUse

_TIMES = 5  # of the projects' land, or of the largest document before: 亩 for 公顷 is fifteen times too much
_OF_ALL_COUNTY = (Account.ANNUAL_PLAN, Account.PLAN_SCALE, Account.AWARDED, Account.DEDUCTED)  # not bound to the projects' own land


class UnitDoubt(KnownError):
    """An amount so large that its unit is doubtful; it is taken once a person has confirmed it."""


def refuse_doubtful_unit(desk: Desk, authority_id: str, amounts: Mapping[Account, Amounts], confirmed: bool,
                         project_id: str | None = None) -> None:
    """Ask about the unit of an amount far beyond the land of the project, or of all projects of the county, and what was issued before."""
    if confirmed:
        return
    land = land_of(desk, authority_id, project_id)
    for account, wanted in amounts.items():
        largest = max(wanted.values, default=Decimal(0))
        usual = max(land * (MU_PER_HECTARE if account in _OF_ALL_COUNTY else 1), _issued_before(desk, authority_id, account))
        if usual and largest > usual * _TIMES:
            raise UnitDoubt(_question(account, largest, land))


def _question(account: Account, area: Decimal, land: Decimal) -> str:
    beside = f"现有项目区拆旧面积共 {printed(hectares(land), 4)} 公顷" if land else "以前下达的指标小得多"
    typed = f"{printed(hectares(area), 4)} 公顷（{printed(hectares(area) * MU_PER_HECTARE, 2)} 亩）"
    return (f"“{account}”{typed}明显偏大：{beside}，像是把亩当成了公顷，没有登记。"
            "请核对单位，是亩的在数后写“亩”；确属无误的，选“单位核对无误”再登记。")


def land_of(desk: Desk, authority_id: str, project_id: str | None) -> Decimal:
    """The land to be demolished, in m², of a project, else of all projects of a county; at least what they applied for."""
    of = {"id": project_id} if project_id else {"responsible_id": authority_id}
    projects = desk.store.columns(Project, ("id", "quota_applied"), **of)
    applied = sum((a for _, a in projects if a is not None), Decimal(0))
    areas = desk.store.columns(Plot, ("stated_area", "plane_area", "ellipsoid_area"), project_id=tuple(id_ for id_, _ in projects), use=PlotUse.OLD)
    return max(applied, sum((max((a for a in each if a is not None), default=Decimal(0)) for each in areas), Decimal(0)))


def _issued_before(desk: Desk, authority_id: str, account: Account) -> Decimal:
    before = desk.store.columns(QuotaEntry, ("construction",), authority_id=authority_id, kind=PostingKind.ISSUE, to_account=account)
    return max((area for area, in before), default=Decimal(0))
