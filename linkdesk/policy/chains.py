"""Which approval chains and clocks apply to a project on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from linkdesk.domain.project import Project
from linkdesk.domain.validity import in_force
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Chain, Clock, Step
from linkdesk.policy.terms import Facts, Subject

Timed = TypeVar("Timed", Chain, Clock)


def chains(pack: Pack, project: Project, on: date, *subjects: Subject) -> tuple[Chain, ...]:
    """The chains that can apply; while a fact is not filled in, both ways stay possible."""
    return tuple(c for c in _possible(pack.chains, project, on) if not subjects or c.subject in subjects)


def clocks(pack: Pack, project: Project, on: date) -> tuple[Clock, ...]:
    """The time limits that can apply; while a fact is not filled in, both ways stay possible."""
    return _possible(pack.clocks, project, on)


def steps(chain: Chain, project: Project) -> tuple[Step, ...]:
    """The steps of a chain, without those that a fact of the project skips."""
    return tuple(s for s in chain.steps if not s.skip_when or not _holds(s.skip_when, project))


def open_facts(items: Iterable[Chain | Clock], project: Project) -> tuple[str, ...]:
    """Facts that decide between these and are not filled in, as field names."""
    names = (name for item in items for name, _ in item.when)
    return tuple(dict.fromkeys(n for n in names if getattr(project, n) is None))


def _possible(items: Iterable[Timed], project: Project, on: date) -> tuple[Timed, ...]:
    return tuple(i for i in items if in_force(i, on) and not _contradicted(i.when, project))


def _contradicted(facts: Facts, project: Project) -> bool:
    return any(getattr(project, name) is (not value) for name, value in facts)


def _holds(facts: Facts, project: Project) -> bool:
    return all(getattr(project, name) is value for name, value in facts)
