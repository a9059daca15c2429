"""年结: closing a year of a county's quota book, and opening it again with a reason."""

from __future__ import annotations

from linkdesk.actions import quota_pending
from linkdesk.desk import Desk
from linkdesk.domain.book_years import closed_until, why_not_decided
from linkdesk.domain.change import Change
from linkdesk.domain.days import local_day
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota import BookClosing
from linkdesk.domain.quota_words import ClosingKind
from linkdesk.domain.words import ChangeKind


def closings(desk: Desk, authority_id: str) -> list[BookClosing]:
    """What was decided about the years of a county's book, in the order it was entered."""
    return desk.store.load(BookClosing, authority_id=authority_id)


def year_to_close(desk: Desk, authority_id: str) -> int:
    """The year that is to be closed next: the one after the last closed, else the one before this."""
    until = closed_until(closings(desk, authority_id))
    return until + 1 if until else local_day(desk.clock()).year - 1


def close_year(desk: Desk, authority_id: str, year: int, reason: str = "") -> Change:
    """Close a year: its days and all before are fixed; refused while it is not over or something of it is still to be posted."""
    return _decided(desk, authority_id, year, ClosingKind.CLOSED, reason, _waiting(desk, authority_id, year))


def reopen_year(desk: Desk, authority_id: str, year: int, reason: str) -> Change:
    """Open the last closed year again, with the reason and who agreed to it."""
    return _decided(desk, authority_id, year, ClosingKind.REOPENED, reason, ())


def _decided(desk: Desk, authority_id: str, year: int, kind: ClosingKind, reason: str, waiting: tuple[str, ...]) -> Change:
    seen = desk.as_of()
    made = BookClosing(authority_id=authority_id, year=year, kind=kind, decided_on=local_day(desk.clock()), reason=reason.strip(),
                       officer_name=desk.officer_name, entered_at=desk.clock())
    if why := why_not_decided(made, closings(desk, authority_id), local_day(desk.clock()), waiting):
        raise KnownError(why)
    return Change(f"{kind} {year} 年度指标账", after=(made,), kind=ChangeKind.PROGRESS, as_of=seen)


def _waiting(desk: Desk, authority_id: str, year: int) -> tuple[str, ...]:
    """What is still to be posted until the end of a year, each with its project; what cannot be reckoned yet waits too."""
    told = quota_pending.of_county(desk, authority_id)
    return tuple(f"{project.name if project else '全县'}：{waiting.posting.title}" for project, waiting in told
                 if any(e.posted_on is None or e.posted_on.year <= year for e in waiting.posting.entries) or not waiting.posting.entries)
