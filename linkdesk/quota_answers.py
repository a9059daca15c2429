"""What the verbs of `linkdesk quota` do: each calls the same actions as the window and says what came of it."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from typing import Any

from linkdesk.actions import quota_book, quota_entries, quota_papers, quota_pending, quota_years
from linkdesk.actions.projects import find
from linkdesk.actions.quota_book import Wanted
from linkdesk.actions.quota_land import take_land
from linkdesk.desk import Desk
from linkdesk.domain.area_units import UNIT_CODES, AreaUnit
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority
from linkdesk.domain.errors import KnownError
from linkdesk.domain.privacy import without_numbers
from linkdesk.domain.quota import QuotaEntry
from linkdesk.posting import Pending
from linkdesk.quota_speech import (
    account_named,
    amounts_of,
    as_json,
    balance_line,
    entry_line,
    kind_named,
    purpose_named,
    said_balance,
    said_entry,
)
from linkdesk.speech import say

DONE, WITH_ERRORS = 0, 1


def _of(wanted: argparse.Namespace, desk: Desk) -> tuple[Authority, str | None]:
    """The county a command is about, and the project when one was named: then its county."""
    project = find(desk, wanted.project) if getattr(wanted, "project", "") else None
    if project and not project.responsible_id:
        raise KnownError(f"“{project.name}”还没有责任主体，没有指标账。请先填写责任主体。")
    if project and wanted.county and quota_book.county(desk, wanted.county).id != project.responsible_id:
        raise KnownError(f"“{project.name}”不在“{wanted.county}”的指标账里。请核对单位和项目。")
    return quota_book.county(desk, (project.responsible_id if project else "") or wanted.county), project.id if project else None


def _unit(wanted: argparse.Namespace) -> AreaUnit:
    return UNIT_CODES[wanted.unit]


def balance(wanted: argparse.Namespace, desk: Desk) -> int:
    """What stands on each account."""
    body, project_id = _of(wanted, desk)
    found = quota_book.balances(desk, body.id, wanted.on, project_id)
    if wanted.json:
        say(as_json({"county": body.name, "on": wanted.on, "unit": _unit(wanted), "accounts": [said_balance(b, _unit(wanted)) for b in found]}))
    else:
        say("\n".join(balance_line(b, _unit(wanted)) for b in found) or "指标账里还没有分录。先用 linkdesk quota issue 登记下达文件。")
    return DONE


def entries(wanted: argparse.Namespace, desk: Desk) -> int:
    """Entries of the book, the newest first."""
    body, project_id = _of(wanted, desk)
    asked = _wanted(wanted, project_id)
    if wanted.limit < 1:
        raise KnownError("条数要大于 0，没有列出。请改用正数。")
    found = quota_book.entries(desk, body.id, asked, wanted.limit, wanted.offset)
    names, codes = quota_book.project_names(desk, body.id), quota_book.plot_codes(desk, found)
    if wanted.json:
        say(as_json({"county": body.name, "unit": _unit(wanted), "count": quota_book.count(desk, body.id, asked),
                     "entries": [said_entry(e, names, codes, _unit(wanted)) for e in found]}))
    else:
        say(without_numbers("\n".join(entry_line(e, names, codes, _unit(wanted)) for e in found)) or "没有符合条件的分录。")
    return DONE


def _wanted(wanted: argparse.Namespace, project_id: str | None) -> Wanted:
    return Wanted(account_named(wanted.account) if wanted.account else None, project_id, wanted.year,
                  kind_named(wanted.kind) if wanted.kind else None, wanted.on)


def pending(wanted: argparse.Namespace, desk: Desk) -> int:
    """What waits to be posted, and why."""
    body, _ = _of(wanted, desk)
    found = [_said_pending(project.name if project else "", p) for project, p in quota_pending.of_county(desk, body.id)]
    if wanted.json:
        say(as_json({"county": body.name, "pending": found}))
    else:
        say(without_numbers("\n".join(f"{p['project'] or '全县'}　{p['title']}：{p['why'] or '可以过账'}" for p in found)) or "没有待过账事项。")
    return DONE


def _said_pending(project: str, waiting: Pending) -> dict[str, Any]:
    return {"project": project, "title": waiting.posting.title, "kind": waiting.posting.kind, "why": waiting.why,
            "entries": [said_entry(e, {}, {}) for e in waiting.posting.entries]}


def book(wanted: argparse.Namespace, desk: Desk) -> int:
    """The book on paper."""
    body, project_id = _of(wanted, desk)
    account = account_named(wanted.account) if wanted.account else None
    for path in quota_papers.write(desk, body.id, wanted.out, Wanted(account, project_id, until=wanted.on), _unit(wanted)):
        say(path)
    return DONE


def issue(wanted: argparse.Namespace, desk: Desk) -> int:
    """Enter an issuing document."""
    body, _ = _of(wanted, desk)
    annual, revolving, scale = (amounts_of(wanted, name) for name in ("annual", "revolving", "scale"))
    return _done(desk, quota_entries.issue(desk, body.id, wanted.on, wanted.number, wanted.document, wanted.year, annual, revolving, scale,
                                           wanted.confirmed))


def use(wanted: argparse.Namespace, desk: Desk) -> int:
    """Enter land taken plot by plot."""
    _, project_id = _of(wanted, desk)
    plots = [code for code in re.split("[、,，;；]+", wanted.plots) if code.strip()]
    return _done(desk, take_land(desk, project_id or "", plots, account_named(wanted.source), wanted.on, wanted.number, wanted.document,
                                 purpose_named(wanted.purpose) if wanted.purpose else None))


def opening(wanted: argparse.Namespace, desk: Desk) -> int:
    """Enter an opening balance."""
    body, project_id = _of(wanted, desk)
    return _done(desk, quota_entries.opening(desk, body.id, project_id, account_named(wanted.account), wanted.on, wanted.number, wanted.document,
                               amounts_of(wanted, "area"), confirmed=wanted.confirmed))


def adjust(wanted: argparse.Namespace, desk: Desk) -> int:
    """Enter surplus adjusted between provinces."""
    _, project_id = _of(wanted, desk)
    return _done(desk, quota_entries.inter_provincial(desk, project_id or "", wanted.on, wanted.number, wanted.document, amounts_of(wanted, "area"),
                                        confirmed=wanted.confirmed))


def post(wanted: argparse.Namespace, desk: Desk) -> int:
    """Post what waits, as far as it fits; the rest is said with its reason."""
    body, project_id = _of(wanted, desk)
    left: list[str] = []
    for project, waiting in quota_pending.of_county(desk, body.id):
        if project_id in (None, project.id if project else ""):
            left += _tried(desk, lambda waiting=waiting: quota_entries.post_pending(desk, waiting, wanted.on), waiting)
    say("\n".join(left) or "没有待过账事项了。")
    return WITH_ERRORS if left else DONE


def _tried(desk: Desk, make: Callable[[], Change], waiting: Pending) -> list[str]:
    try:
        _done(desk, make())
    except KnownError as known:
        return [f"{waiting.posting.title}没有过账：{known}"]
    return []


def reverse(wanted: argparse.Namespace, desk: Desk) -> int:
    """Take back an entry by hand, or a whole voucher."""
    entry = desk.store.get(QuotaEntry, wanted.id)
    chosen = (entry,) if entry else quota_entries.voucher(desk, wanted.id)
    if not chosen:
        raise KnownError("没有这个标识的分录或凭证，没有冲销。请用 linkdesk quota entries --json 查看标识。")
    return _done(desk, quota_entries.reverse(desk, chosen, wanted.why, wanted.on))


def close(wanted: argparse.Namespace, desk: Desk) -> int:
    """Close a year."""
    return _done(desk, quota_years.close_year(desk, _of(wanted, desk)[0].id, wanted.year, wanted.reason))


def reopen(wanted: argparse.Namespace, desk: Desk) -> int:
    """Open a closed year again."""
    return _done(desk, quota_years.reopen_year(desk, _of(wanted, desk)[0].id, wanted.year, wanted.reason))


def _done(desk: Desk, change: Change) -> int:
    desk.do(change)
    made = [e for e in change.after if isinstance(e, QuotaEntry)]
    say(f"{change.title}：已登记{f' {len(made)} 条分录，凭证 {made[0].posting_id}' if made else ''}。")
    return DONE
