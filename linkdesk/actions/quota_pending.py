"""What the events of projects call for and the quota ledger does not say yet, with the reason; nothing of it is lost."""

from __future__ import annotations

from linkdesk import posting
from linkdesk.desk import Desk
from linkdesk.domain.acceptance_standing import accepted_whole
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.corrections import standing
from linkdesk.domain.docket import Docket
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.plan_standing import OF_OLD_PLOTS, told_approval
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaAdvance, QuotaEntry
from linkdesk.domain.quota_words import PostingKind, TradeSide
from linkdesk.domain.trade import QuotaUse, Trade
from linkdesk.policy.accepting import counting
from linkdesk.policy.matters import standings
from linkdesk.policy.terms import Subject
from linkdesk.posting import Pending
from linkdesk.sanction_postings import of_sanctions

Sources = set[str]
AT_ONCE = 30  # projects that are looked into while somebody waits: each is gathered whole
LATER = "待过账的项目很多，先处理排在前面的，再逐项列出这个项目的事项和原因。"


def of_project(desk: Desk, project_id: str) -> tuple[Pending, ...]:
    """What waits in one project, what is to be taken back first."""
    dossier = desk.dossier(project_id)
    return posting.Book(desk.store, dossier, desk.project_packs(dossier.project), desk.officer_name, desk.clock()).pending()


def of_county(desk: Desk, authority_id: str, most: int | None = None) -> list[tuple[Project | None, Pending]]:
    """What waits in a county's book: of its projects by name, and of decisions about the county itself.

    Only projects whose events and entries do not match are looked into, `most` of them where somebody waits for the answer; the others
    are named, and looked into once those before them are posted.
    """
    sanctions = desk.store.load(Sanction, kind=[SanctionKind.QUOTA_CUT, SanctionKind.QUOTA_AWARDED])
    own = of_sanctions(desk.store, sanctions, desk.officer_name, desk.clock()) if sanctions else []
    found: list[tuple[Project | None, Pending]] = [(None, p) for p in own if p.posting.entries[0].authority_id == authority_id]
    doubtful = _doubtful(desk, authority_id)
    for docket in doubtful[:most]:
        found += [(docket.project, p) for p in of_project(desk, docket.project.id)]
    later = doubtful[most:] if most is not None else []
    return [*found, *((docket.project, Pending(_unseen(docket.project), LATER)) for docket in later)]


def _unseen(project: Project) -> posting.Posting:
    return posting.Posting(project.id, PostingKind.PLAN, "有事项待过账", ())


def still(desk: Desk, waiting: Pending) -> Pending | None:
    """The same thing as it waits now; None when it does so no more."""
    entry = next(iter(waiting.posting.entries), None)
    if entry is None:
        return waiting
    now = of_project(desk, entry.project_id) if entry.project_id else [p for _, p in of_county(desk, entry.authority_id)]
    return next((p for p in now if _same(p, waiting)), None)


def _same(one: Pending, other: Pending) -> bool:
    return (one.posting.source_id, one.posting.kind) == (other.posting.source_id, other.posting.kind)


def _doubtful(desk: Desk, authority_id: str) -> list[Docket]:
    """The projects of a county with an event that has no entry, or an entry whose event stands no more."""
    posted, called = _posted(desk, authority_id), _called(desk)
    every = (d for d in desk.dockets() if d.project.responsible_id == authority_id)
    return [d for d in every if (_events(desk, d) | called.get(d.project.id, set())) != posted.get(d.project.id, set())]


def _posted(desk: Desk, authority_id: str) -> dict[str, Sources]:
    """The events whose entries stand in the book, by project; an acceptance that settles its project counts once more."""
    left: dict[tuple[str, str], int] = {}
    for project_id, source, kind in desk.store.sums(QuotaEntry, ("project_id", "source_id", "kind"), (), authority_id=authority_id):
        if source and project_id:
            left[project_id, source] = left.get((project_id, source), 0) + (-1 if kind is PostingKind.REVERSAL else 1)
    found: dict[str, Sources] = {}
    for (project_id, source), times in left.items():
        if times > 0:
            found.setdefault(project_id, set()).update({source} if times == 1 else {source, f"{source}+"})
    return found


def _events(desk: Desk, docket: Docket) -> Sources:
    """What a project's docket tells of that moves land; the acceptance by which all has passed tells of two things."""
    packs = desk.project_packs(docket.project)
    plans = {v.id for v in docket.versions if v.kind in OF_OLD_PLOTS}
    approvals = [a for a in docket.approvals if a.version_id in plans] or [told_approval(docket.project)]
    whole = accepted_whole(counting(docket, packs))
    land = [s.concluding.id for s in standings(docket, packs) if s.chain.subject is Subject.NEW_LAND and s.concluded_on and s.concluding]
    return {*(a.id for a in approvals if a), *(a.id for a in standing(docket.acceptances)), *land,
            *((f"{whole.id}+",) if whole else ())}


def _called(desk: Desk) -> dict[str, Sources]:
    """Trades signed and not ended, what bought quota was used for, and advances, by project."""
    found: dict[str, Sources] = {}
    trades = {t.id: t for t in desk.store.load(Trade) if _moves_land(t)}
    for trade in trades.values():
        found.setdefault(trade.project_id, set()).add(trade.id)
    for use in (u for u in desk.store.load(QuotaUse) if u.trade_id in trades):
        found.setdefault(trades[use.trade_id].project_id, set()).add(use.id)
    for advance_id, project_id in desk.store.columns(QuotaAdvance, ("id", "project_id")):
        found.setdefault(project_id, set()).add(advance_id)
    return found


def _moves_land(trade: Trade) -> bool:
    return trade.terminated_on is None and bool(trade.transferred_on if trade.side is TradeSide.BUYER else trade.signed_on)
