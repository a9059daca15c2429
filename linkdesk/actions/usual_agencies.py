"""Agencies that a project's county, city and province usually have, proposed for the directories with the days of their names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linkdesk import shipped
from linkdesk.desk import Desk
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.directory import Agency, AgencyName, Authority
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.domain.words import AuthorityKind, Certainty
from linkdesk.policy.agencies import NAME, PLACE, Province, UsualAgency


def propose(desk: Desk, authority_id: str) -> Change:
    """Enter the usual agencies of an authority and of those above it that the directories lack, each name 待核实.

    The province its projects' policy is of is entered above the highest of them. KnownError when nothing is lacking.
    """
    seen = desk.as_of()
    bodies, before, new = _with_province(desk, _upwards(desk, authority_id))
    after = [*new, *(row for body in bodies for row in _lacking(desk, body))]
    if not after:
        raise KnownError("名录里已有这些机关，没有需要补上的。名称或起止日期不对的，请直接改正。")
    return Change("补上常用机关", before=before, after=tuple(after), as_of=seen)


def _upwards(desk: Desk, authority_id: str) -> list[Authority]:
    found: list[Authority] = []
    while authority_id and (body := desk.store.get(Authority, authority_id)) and body not in found:
        found.append(body)
        authority_id = body.parent_id or ""
    if not found:
        raise KnownError("请先选择责任主体，再补上机关。")
    return found


def _with_province(desk: Desk, bodies: list[Authority]) -> tuple[list[Authority], tuple[Authority, ...], list[Entity]]:
    """The bodies with the province above them, and what enters it: the highest body gets it as its superior."""
    top = bodies[-1]
    known = _province_of(desk, bodies[0])
    if known is None or top.kind is AuthorityKind.PROVINCE:
        return bodies, (), []
    there = next((a for a in desk.store.load(Authority, name=known.name)), None)
    province = there or Authority(name=known.name, kind=AuthorityKind.PROVINCE, place=known.place)
    raised = replace(top, parent_id=province.id)
    return [*bodies[:-1], raised, province], (top,), [*(() if there else (province,)), raised]


def _province_of(desk: Desk, county: Authority) -> Province | None:
    packs = {pack for project in desk.store.load(Project, responsible_id=county.id) for pack in project.packs}
    return next((p for p in shipped.agencies().provinces if p.pack in packs), None)


def _lacking(desk: Desk, body: Authority) -> Iterator[Entity]:
    duties = {agency.duty.strip() for agency in desk.store.load(Agency, authority_id=body.id)}
    for usual in shipped.agencies().agencies:
        if body.kind in usual.levels and usual.duty not in duties:
            yield from _rows(body, usual)


def _rows(body: Authority, usual: UsualAgency) -> Iterator[Entity]:
    agency = Agency(authority_id=body.id, duty=usual.duty)
    place = body.place or body.name.removesuffix("人民政府")
    yield agency
    for name in usual.names:
        called = name.name.replace(PLACE, place).replace(NAME, body.name)
        yield AgencyName(agency_id=agency.id, name=called, from_on=name.from_on, until_on=name.until_on, certainty=Certainty.UNVERIFIED)
