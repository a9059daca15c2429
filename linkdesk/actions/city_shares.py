"""City and county share the surplus of a project the city invested in (市县分成, B §二(六)), by the ratio agreed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from linkdesk import ledger
from linkdesk.actions.quota_entries import body_of, change_of, entry_of
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.city_share import agreed_share, shared
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quantities import HUNDRED
from linkdesk.domain.quota_accounts import Amounts
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account


def sharable(desk: Desk, project_id: str, on: date | None = None) -> Amounts:
    """The surplus of a project that is not shared, sold or used, on a day and still today."""
    body, key = body_of(desk, project_id), (project_id, Account.SURPLUS)
    found = [ledger.balances(desk.store, body, until, project_id=project_id).get(key, Amounts()) for until in (on, None)]
    return found[0].at_most(found[1]).at_least_nothing()


def share_surplus(desk: Desk, project_id: str, on: date | None, number: str, document: str = "") -> Change:
    """Enter that what stands as surplus is shared; KnownError while the ratio is not known, or the city did not invest."""
    seen, dossier = desk.as_of(), desk.dossier(project_id)
    percent = _percent(dossier)
    said = document.strip() or (dossier.project.city_share_document or "").strip()
    if not said:
        raise KnownError("请填写分成协议的名称和编号，再登记分成。")
    whole = sharable(desk, project_id, on)
    if not whole:
        raise KnownError(f"{on or '今天'} 没有可分成的节余指标，没有登记。请先登记验收或预支，或核对日期。")
    body, parts = body_of(desk, project_id), zip((Account.CITY_SHARE, Account.COUNTY_SHARE), shared(whole, percent), strict=True)
    made = [entry_of(desk, body, project_id, PostingKind.SHARE, (Account.SURPLUS, account), amounts, posted_on=on, number=number, document=said)
            for account, amounts in parts if amounts]
    return change_of("登记市县分成", made, seen)


def _percent(dossier: Dossier) -> Decimal:
    if dossier.project.city_invested is not True:
        raise KnownError("本项目不是市级投资项目，节余指标不分成，没有登记。确属市级投资的，请先在项目概况里填写。")
    percent = agreed_share(dossier)
    if percent is None:
        raise KnownError("市级分成比例还不知道，没有登记分成：原文没有写明比例（B §二(六)）。请按分成协议在项目概况里填写。")
    if not 0 <= percent <= HUNDRED:
        raise KnownError(f"市级分成比例 {percent}% 不在 0 到 100 之间，没有登记。请核对。")
    return percent
