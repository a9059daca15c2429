"""A fact that decides which chain a matter goes, or which of its steps, stays while the matter is under way: its change is an amendment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linkdesk import shipped
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.change import Change
from linkdesk.domain.docket import Docket
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import Project
from linkdesk.policy.matters import OPEN_STATES, MatterStanding, entries_of, skipped_steps, standings
from linkdesk.store import Store


def refuse_switching_chains(store: Store, change: Change) -> None:
    """Refuse changing a fact of a project that a matter sent up and not decided stands on."""
    now = {e.id: e for e in change.after if isinstance(e, Project)}
    for was in (e for e in change.before if isinstance(e, Project) and e.id in now):
        changed = {name for name in fields_of(Project) if getattr(was, name) != getattr(now[was.id], name)}
        if changed & _facts():
            _refuse(store, was, now[was.id], changed)


def _facts() -> set[str]:
    chains = [chain for pack in shipped.packs().values() for chain in pack.chains]
    return {name for chain in chains for facts in (chain.when, *(s.skip_when for s in chain.steps)) for name, _ in facts}


def _refuse(store: Store, was: Project, now: Project, changed: set[str]) -> None:
    for sent in _sent(store, was):
        facts = {name for facts in (sent.chain.when, *(s.skip_when for s in sent.chain.steps)) for name, _ in facts} & changed
        if facts and _switches(sent, was, now):
            labels = "、".join(fields_of(Project)[name].label for name in sorted(facts))
            raise KnownError(f"“{sent.matter.title}”已按原来的情况报送，正在办理，“{labels}”没有改动。"
                             "确需改变的，先在“审批”里登记撤回再改；批准以后改变的，按变更申报。")


def _sent(store: Store, project: Project) -> Iterator[MatterStanding]:
    """The matters of a project that were sent up and not decided yet."""
    matters = store.load(Matter, project_id=project.id)
    entries = store.load(MatterEntry, matter_id=[m.id for m in matters]) if matters else []
    docket = Docket(project, store.clock().date(), matters=tuple(matters), entries=tuple(entries))
    for each in standings(docket, shipped.packs().values()):
        if each.state in OPEN_STATES and any(e.kind is EntryKind.SENT for e in entries_of(docket, each.matter.id)):
            yield each


def _switches(sent: MatterStanding, was: Project, now: Project) -> bool:
    """Whether the chain does not fit the facts any more, or other steps of it are skipped."""
    before = Docket(was, sent.since)
    contradicted = any(getattr(now, name) is (not value) and getattr(was, name) is not (not value) for name, value in sent.chain.when)
    return contradicted or skipped_steps(sent.chain, before) != skipped_steps(sent.chain, replace(before, project=now))
