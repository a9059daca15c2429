"""What rules measure of suspensions, of consultation and of consent; nothing is measured of what has not begun."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from linkdesk.domain.approval_words import MeetingKind, SanctionKind
from linkdesk.domain.consultation import Opinion, Resolution
from linkdesk.domain.consultation_standing import (
    OpinionState,
    favour_share,
    not_dealt_with,
    opinion_state,
    present_share,
    votes_fault,
)
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.zones import builds_only
from linkdesk.domain.oversight_standing import active, begins
from linkdesk.domain.quantities import rounded
from linkdesk.domain.words import PlotUse
from linkdesk.policy.consulted import departments
from linkdesk.policy.measured import Measured

Found = list[Measured]


def _suspensions(kind: SanctionKind) -> Callable[[Dossier], Found]:
    def made(dossier: Dossier) -> Found:
        found = [s for s in active(dossier.approvals.sanctions, dossier.on) if s.kind is kind]
        said = "；".join(f"{s.decided_by}{s.number}自 {begins(s)} 起{kind}" for s in found)
        return [_count(found, "sanction", f"执行中的“{kind}”", said)]
    return made


def _count(found: Iterable, subject: str, label: str, detail: str = "", unit: str = "项", field: str = "") -> Measured:
    rows = tuple(found)
    return Measured(Decimal(len(rows)), subject, rows[0].id if rows else "", field if rows else "", label, unit, 0, detail=detail)


land_suspensions = _suspensions(SanctionKind.LAND_SUSPENDED)
advance_suspensions = _suspensions(SanctionKind.ADVANCE_SUSPENDED)
quota_suspensions = _suspensions(SanctionKind.QUOTA_SUSPENDED)


def departments_unasked(dossier: Dossier) -> Found:
    """Departments that the policies name and nobody has asked, once one was."""
    of = dossier.approvals.opinions
    asked = {o.duty for o in of if o.asked_on or o.answered_on} | {o.department for o in of if o.asked_on or o.answered_on}
    missing = [d.name for d in departments(dossier) if d.duty not in asked and d.name not in asked]
    return [Measured(Decimal(len(missing)), "opinion", "", "asked_on", "还没有征求意见的部门", "个", 0, detail="、".join(missing))] if asked else []


def opinions_unanswered(dossier: Dossier) -> Found:
    """Departments asked whose time to answer is over."""
    late = [o for o in dossier.approvals.opinions if opinion_state(o, dossier.on) is OpinionState.OVERDUE]
    return [_count(late, "opinion", "逾期未答复的部门", "、".join(o.department for o in late), "个", "answered_on")] if _asked(dossier) else []


def opinions_not_dealt_with(dossier: Dossier) -> Found:
    """Answers that remark or disagree of which nothing is said, or which were not adopted without a reason."""
    said = [(o, words) for o in dossier.approvals.opinions if (words := not_dealt_with(o))]
    found, detail = [o for o, _ in said], "；".join(words for _, words in said)
    return [_count(found, "opinion", "没有处理完的部门意见", detail, "件", "adopted")] if _asked(dossier) else []


def _asked(dossier: Dossier) -> tuple[Opinion, ...]:
    return tuple(o for o in dossier.approvals.opinions if o.asked_on or o.answered_on)


def villages_without_resolution(dossier: Dossier) -> Found:
    """Villages with old plots of which no resolution is entered, once something goes up for approval or another village resolved."""
    of = dossier.approvals
    if builds_only(dossier) or not (of.matters or of.resolutions):
        return []
    wanted = dict.fromkeys(p.village_id for p in dossier.plots_of(PlotUse.OLD) if p.village_id)
    if not wanted or any(r.village_id is None and r.held_on for r in of.resolutions):  # one of the whole project
        return []
    names = {v.id: v.name for v in dossier.villages}
    missing = [names.get(id_, "") for id_ in wanted if id_ not in {r.village_id for r in of.resolutions}]
    return [Measured(Decimal(len(missing)), "resolution", "", "entitled", "没有村民决议的拆旧村", "个", 0, detail="、".join(filter(None, missing)))]


def resolutions_without_file(dossier: Dossier) -> Found:
    """Resolutions without the signed paper."""
    rows = dossier.approvals.resolutions
    return [_count((r for r in rows if not r.file_hash), "resolution", "没有附决议和签到表的村民决议", "", "件", "file_name")] if rows else []


def votes_astray(dossier: Dossier) -> Found:
    """Resolutions whose numbers cannot be."""
    faults = [(r, words) for r in dossier.approvals.resolutions if (words := votes_fault(r))]
    detail = "；".join(f"{_called(dossier, r)}{words}" for r, words in faults)
    return [_count((r for r, _ in faults), "resolution", "人数不符的村民决议", detail, "件", "in_favour")] if dossier.approvals.resolutions else []


def _present(kind: MeetingKind) -> Callable[[Dossier], Found]:
    def made(dossier: Dossier) -> Found:
        return [_shared(dossier, r, present_share(r), "到会比例", "present") for r in dossier.approvals.resolutions if r.kind is kind]
    return made


villagers_present = _present(MeetingKind.VILLAGERS)
representatives_present = _present(MeetingKind.REPRESENTATIVES)


def resolution_favour(dossier: Dossier) -> Found:
    """How many voted in favour, in % of those present or entitled as the pack's value says, resolution by resolution."""
    rate = dossier.rate("assembly_basis")
    basis = rate.text if rate else ""
    return [_shared(dossier, r, favour_share(r, basis), "同意比例", "in_favour") for r in dossier.approvals.resolutions]


def _shared(dossier: Dossier, resolution: Resolution, share: Decimal | None, label: str, field: str) -> Measured:
    called = f"{_called(dossier, resolution)}{label}"
    value = None if share is None else rounded(share, 2)
    return Measured(value, "resolution", resolution.id, field, called, "%", 2, "" if share is not None else f"{called}所需的人数", exact=share,
                    detail=called)


def _called(dossier: Dossier, resolution: Resolution) -> str:
    village = next((v.name for v in dossier.villages if v.id == resolution.village_id), "")
    return f"{village}{resolution.kind}"


def hearings_without_record(dossier: Dossier) -> Found:
    """Hearings without their day, their result or their record."""
    rows = dossier.approvals.hearings
    short = (h for h in rows if not (h.held_on and h.result.strip() and h.file_hash))
    return [_count(short, "hearing", "记录不齐的听证会", "", "次", "held_on")] if rows else []


_SUSPENSIONS = {"land_suspensions": land_suspensions, "advance_suspensions": advance_suspensions, "quota_suspensions": quota_suspensions}
_PRESENT = {"villagers_present": villagers_present, "representatives_present": representatives_present}
MEASURES = _SUSPENSIONS | _PRESENT | {f.__name__: f for f in (
    departments_unasked, opinions_unanswered, opinions_not_dealt_with, villages_without_resolution, resolutions_without_file, votes_astray,
    resolution_favour, hearings_without_record)}
