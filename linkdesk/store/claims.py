"""Persons and homesteads of a project that have agreements in force in another project, of any year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementStage
from linkdesk.domain.duplicates import claims_of
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household, Member
from linkdesk.domain.project import Project
from linkdesk.domain.trace import traces
from linkdesk.store.workspace import Store

_OVER = AgreementStage.WITHDRAWN, AgreementStage.TERMINATED


def taken(store: Store, project_id: str, households: Iterable[Household]) -> tuple[tuple[str, str], ...]:
    """Households of a project whose persons or homestead are in agreements of another one: household id, and why in words."""
    if store.count(Agreement) == store.count(Agreement, project_id=project_id):
        return ()
    mine = {h.id: h for h in households}
    claims = _claims(mine.values(), _members(store, mine))
    written = {h.certificate_number for h in mine.values() if h.certificate_number}
    others = [h for h in _sharing(store, claims, written) if h.id not in mine]
    theirs = _claims(others, _members(store, [h.id for h in others]))
    in_force = _in_force(store, project_id, {*mine, *(h.id for h in others)}, claims)
    names = {p.id: p.name for p in store.load(Project)}
    return tuple(dict(_taken(mine, claims, theirs, in_force, names)).items())


def _taken(mine: dict[str, Household], claims: dict[tuple[str, str], str], theirs: dict[tuple[str, str], str],
           in_force: list[Agreement], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    shared = grouped((c for c in theirs if c in claims), lambda claim: theirs[claim])
    for agreement in in_force:
        where = f"已在项目“{names.get(agreement.project_id, '')}”的协议中"
        if agreement.household_id in mine:
            yield agreement.household_id, f"本户{where}"
            continue
        for what, number in (*shared.get(agreement.household_id or "", ()), ("身份证号", agreement.id_number or "")):
            if (what, number) in claims:
                yield claims[what, number], what + where


def _members(store: Store, household_ids: Iterable[str]) -> dict[str, list[Member]]:
    found = store.load(Member, household_id=list(household_ids))
    return grouped((m for m in found if m.present), lambda m: m.household_id)


def _claims(households: Iterable[Household], members: dict[str, list[Member]]) -> dict[tuple[str, str], str]:
    return {claim: h.id for h in households for claim in claims_of(h, members.get(h.id, ()))}


def _sharing(store: Store, claims: dict[tuple[str, str], str], written: set[str]) -> list[Household]:
    """Households anywhere that name one of these numbers as theirs; certificates also as they are `written` here."""
    persons = [number for what, number in claims if what == "身份证号"]
    homesteads = [number for what, number in claims if what != "身份证号"] + list(written)
    ids = {m.household_id for m in store.load(Member, id_number=persons)}
    found = (*store.load(Household, id_number=persons), *store.load(Household, certificate_number=homesteads),
             *store.load(Household, id=list(ids)))
    return list({h.id: h for h in found}.values())


def _in_force(store: Store, project_id: str, households: set[str], claims: dict[tuple[str, str], str]) -> list[Agreement]:
    persons = [number for what, number in claims if what == "身份证号"]
    found = (*store.load(Agreement, household_id=list(households)), *store.load(Agreement, id_number=persons))
    others = {a.id: a for a in found if a.project_id != project_id}
    events = store.load(AgreementEvent, agreement_id=list(others)) if others else []
    return [a for trace in traces((), others.values(), events).values() for a in trace.agreements if trace.stage(a) not in _OVER]
