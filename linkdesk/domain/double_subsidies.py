"""Double subsidies (B §三(三)): one purpose paid from two sources to the same household or on the same plot."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.rewards import standing
from linkdesk.domain.planning import ProgrammeLink
from linkdesk.domain.planning_words import SubsidyPurpose
from linkdesk.domain.words import AgreementKind

_PURPOSES = {AgreementKind.RESETTLE: SubsidyPurpose.HOUSING, AgreementKind.DEMOLISH: SubsidyPurpose.DEMOLITION,
             AgreementKind.RECLAIM: SubsidyPurpose.RECLAMATION}


def double_subsidies(dossier: Dossier) -> dict[str, str]:
    """The links whose purpose is met by another source too, by id, and by which."""
    paid = _paid_by_agreement(dossier)
    first: dict[tuple[str, ...], ProgrammeLink] = {}
    found: dict[str, str] = {}
    for link in sorted(dossier.links, key=lambda each: each.position):
        if link.subsidy == 0 or not (link.household_id or link.plot_id):
            continue
        other = first.setdefault(_same(link), link)
        if _source(other) != _source(link):
            found[link.id] = f"{_called(other)}已补助{link.purpose}"
        elif (link.household_id or "", link.purpose) in paid:
            found[link.id] = f"{paid[link.household_id or '', link.purpose]}已约定{link.purpose}"
    return found


def _same(link: ProgrammeLink) -> tuple[str, ...]:
    """What makes two subsidies the same; of 其他 only the name of the project tells what it is for."""
    what = link.name.strip() or link.id if link.purpose is SubsidyPurpose.OTHER else ""
    return link.household_id or "", link.plot_id or "", link.purpose, what


def _source(link: ProgrammeLink) -> tuple[str, str]:
    return link.programme, link.name.strip()


def _called(link: ProgrammeLink) -> str:
    return f"{link.programme}（{link.name.strip()}）" if link.name.strip() else str(link.programme)


def _paid_by_agreement(dossier: Dossier) -> dict[tuple[str, SubsidyPurpose], str]:
    return {(a.household_id, _PURPOSES[a.kind]): str(a.kind) for a in standing(dossier) if a.household_id and any(_amounts(dossier, a))}


def _amounts(dossier: Dossier, agreement: Agreement) -> Iterator[bool]:
    lines = dossier.lines_by_agreement.get(agreement.id, ())
    yield from (bool(line.amount) for line in lines)
    if not lines:
        yield bool(agreement.amount)
