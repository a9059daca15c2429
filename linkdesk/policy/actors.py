"""Who acts: the word a policy uses for an actor → the body of the project's places, by its name on the day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from linkdesk.domain.directory import Agency, AgencyName, Authority
from linkdesk.domain.project import Project
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import AuthorityKind, PlotUse
from linkdesk.policy.procedure import Chain
from linkdesk.policy.terms import Actor

LAND = "国土资源"
GOVERNMENT = "人民政府"  # the duty under which directories keep a government's own dated names and document code
_DUTIES = {Actor.COUNTY_LAND: LAND, Actor.CITY_LAND: LAND, Actor.PROVINCE_LAND: LAND, Actor.PLANNING: "规划", Actor.FORESTRY: "林业"}
_OF_CITY = frozenset({Actor.CITY, Actor.CITY_LAND})


class Directories(Protocol):
    """What knows places and their agencies: a dossier or a docket."""

    @property
    def project(self) -> Project: ...
    @property
    def authorities(self) -> tuple[Authority, ...]: ...
    @property
    def agencies(self) -> tuple[Agency, ...]: ...
    @property
    def agency_names(self) -> tuple[AgencyName, ...]: ...


def body_of(known: Directories, chain: Chain, actor: Actor, on: date) -> str:
    """The name on a day of the body an actor of a chain is; empty when the text names none or the directories know none."""
    if actor in (Actor.UNSTATED, Actor.DEPARTMENTS, Actor.BUYER, Actor.SELLER, Actor.BOTH_PARTIES):
        return _party(known, actor, on)
    place = _place(known, chain, actor)
    if place is None:
        return ""
    duty = _DUTIES.get(actor)
    return government_name(known, place, on) if duty is None else agency_name(known, place, duty, on)


def names_of(known: Directories, chain: Chain, actor: Actor, on: date) -> tuple[str, ...]:
    """All names that the body an actor is ever bore, that of the day first; none where the directories do not know it."""
    now, place = body_of(known, chain, actor, on), _place(known, chain, actor)
    named = agency_named(known, place, _DUTIES.get(actor, GOVERNMENT), on) if now and place else None
    others = (n.name for n in known.agency_names if named and n.agency_id == named.agency_id)
    return tuple(dict.fromkeys((now, *others))) if now else ()


def government_name(known: Directories, place: Authority, on: date) -> str:
    """What a government is called on a day: its name in the directories where no name of the day is kept."""
    return agency_name(known, place, GOVERNMENT, on) or place.name


def agency_name(known: Directories, place: Authority, duty: str, on: date) -> str:
    """What the agency of a place with a duty (国土资源, 林业 …) is called on a day; empty when the directories do not say."""
    named = agency_named(known, place, duty, on)
    return named.name if named else ""


def agency_named(known: Directories, place: Authority, duty: str, on: date) -> AgencyName | None:
    """The agency of a place with a duty by its name of a day, with its document code."""
    mine = {a.id for a in known.agencies if a.authority_id == place.id and a.duty.strip() == duty}
    names = (n for n in known.agency_names if n.agency_id in mine and in_force(n, on))
    return max(names, key=lambda n: n.from_on or date.min, default=None)


def county_of(known: Directories, side: PlotUse) -> Authority | None:
    """The county of a side of the project: the one the new plots lie in where the project names it, else the responsible body."""
    wanted = known.project.new_side_id if side is PlotUse.NEW and known.project.new_side_id else known.project.responsible_id
    return _by_id(known.authorities, wanted)


def _place(known: Directories, chain: Chain, actor: Actor) -> Authority | None:
    side = {Actor.OLD_COUNTY: PlotUse.OLD, Actor.NEW_COUNTY: PlotUse.NEW}.get(actor, chain.side)
    county = county_of(known, side)
    if actor is Actor.PROVINCE_LAND:
        return _above(known.authorities, county, AuthorityKind.PROVINCE)
    return _above(known.authorities, county, AuthorityKind.CITY) if actor in _OF_CITY else county


def _above(authorities: Iterable[Authority], place: Authority | None, kind: AuthorityKind) -> Authority | None:
    """The authority of a kind above a place, however many levels up."""
    seen: set[str] = set()
    while place is not None and place.id not in seen and place.kind is not kind:
        seen.add(place.id)
        place = _by_id(authorities, place.parent_id)
    return place if place is not None and place.kind is kind else None


def _party(known: Directories, actor: Actor, on: date) -> str:
    """The parties of a trade: the seller is the responsible body, the buyer the county of the new side."""
    seller, buyer = county_of(known, PlotUse.OLD), _by_id(known.authorities, known.project.new_side_id)
    parties = {Actor.SELLER: (seller,), Actor.BUYER: (buyer,), Actor.BOTH_PARTIES: (seller, buyer)}.get(actor, ())
    return "、".join(government_name(known, p, on) for p in parties) if parties and all(parties) else ""


def _by_id(authorities: Iterable[Authority], id_: str | None) -> Authority | None:
    return next((a for a in authorities if a.id == id_), None)
