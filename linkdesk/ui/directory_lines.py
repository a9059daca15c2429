"""What the tables of the directories page show: places in their order, agencies with the names they bear, bodies."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from linkdesk.desk import Desk
from linkdesk.domain.coverage import total
from linkdesk.domain.directory import Agency, AgencyName, Authority, Hamlet, Township, Village
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.ui.columns import Column, of_fields, ordered, text_key


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A township, village or natural village beside the names of those above it; counts as known, or summed from below."""

    id: str
    entity: Any
    township: str
    village: str = ""
    hamlet: str = ""
    households: int | None = None
    population: int | None = None

    @property
    def summed(self) -> bool:
        """Whether totals count this line: villages only, their parts stand below them."""
        return isinstance(self.entity, Village)


def places(desk: Desk, authority_id: str) -> list[PlaceLine]:
    """The places of an authority, each followed by what stands under it."""
    lines: list[PlaceLine] = []
    villages, hamlets = _grouped(desk.store.load(Village), "township_id"), _grouped(desk.store.load(Hamlet), "village_id")
    for township in desk.store.load(Township, authority_id=authority_id):
        lines.append(PlaceLine(township.id, township, township.name))
        for village in villages.get(township.id, ()):
            parts = hamlets.get(village.id, [])
            counts = (total(getattr(village, name), parts, name) for name in ("households_known", "population_known"))
            lines.append(PlaceLine(village.id, village, township.name, village.name, "", *counts))
            lines += (PlaceLine(h.id, h, township.name, village.name, h.name, h.households_known, h.population_known) for h in parts)
    return lines


def _grouped(entities: Iterable[Any], by: str) -> dict[str, list[Any]]:
    groups: dict[str, list[Any]] = {}
    for entity in entities:
        groups.setdefault(getattr(entity, by), []).append(entity)
    return groups


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency under one of the names it bears or bore."""

    id: str
    entity: AgencyName
    agency: Agency

    @property
    def duty(self) -> str:
        """What the agency does."""
        return self.agency.duty


def agencies(desk: Desk, authority_id: str) -> list[AgencyLine]:
    """The agencies of an authority, each name from one day until another on a line of its own."""
    names = _grouped(desk.store.load(AgencyName, order="from_on"), "agency_id")
    return [AgencyLine(name.id, name, agency) for agency in desk.store.load(Agency, authority_id=authority_id)
            for name in names.get(agency.id, ())]


def _words(name: str, heading: str, width: int, text: Callable[[Any], str] | None = None) -> Column:
    text = text or (lambda line: getattr(line, name))
    return Column(name, heading, text, lambda line: text_key(text(line)), width)


def _of_entity(entity: type, name: str, width: int) -> Column:
    field = fields_of(entity)[name]
    return _words(name, field.label, width, lambda line: shown(field, getattr(line.entity, name, None)))


def _count(name: str, heading: str) -> Column:
    def figure(line: PlaceLine) -> Decimal | None:
        value = getattr(line, name)
        return Decimal(value) if line.summed and value is not None else None
    return Column(name, heading, lambda line: "" if getattr(line, name) is None else f"{getattr(line, name):,}",
                  lambda line: ordered(getattr(line, name)), 70, right=True, figure=figure)


PLACES = (_words("township", "乡镇", 100), _words("village", "行政村", 110), _words("hamlet", "自然村", 110), _count("households", "户数"),
          _count("population", "人口"), _of_entity(Village, "whole_move", 80), _of_entity(Village, "is_poor", 70),
          _of_entity(Village, "code", 120))
AGENCIES = (_words("duty", "职能", 110), _of_entity(AgencyName, "name", 190), _of_entity(AgencyName, "document_code", 110),
            _of_entity(AgencyName, "from_on", 100), _of_entity(AgencyName, "until_on", 100), _of_entity(AgencyName, "certainty", 90))
BODIES = of_fields(Authority, {"name": 220, "kind": 170, "place": 110, "code": 100, "poverty_class": 110})
DIFFERENCES = (_words("kind", "", 60), _words("level", "级别", 80), _words("township", "乡镇", 100), _words("village", "行政村", 110),
               _words("hamlet", "自然村", 110), _words("what", "内容", 360))


def matches(line: Any, typed: str) -> bool:
    """Whether a line names what was typed."""
    names = ("township", "village", "hamlet", "duty")
    texts = [getattr(line, name, "") for name in names] + [getattr(getattr(line, "entity", line), "name", "")]
    return any(typed in text for text in texts)
