"""Matters as state machines over the chains of the packs: how far each is, whose turn it is, what may happen next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from linkdesk.domain.approval import Matter, MatterEntry, ReturnComment
from linkdesk.domain.approval_words import EntryKind, MatterState
from linkdesk.domain.docket import Docket
from linkdesk.domain.grouping import grouped
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Chain, Step

SEND, HANDLE = "报送", "办理"
OPEN_STATES = frozenset({MatterState.COMPILING, MatterState.UNDER_WAY, MatterState.RETURNED})
_HANDLED = frozenset({EntryKind.SENT, EntryKind.RECEIVED})


@dataclass(frozen=True, slots=True)
class MatterStanding:
    """How far a matter is: the step whose turn it is (0 when nothing is to be done) and whether it waits to be sent or handled."""

    matter: Matter
    pack: Pack
    chain: Chain
    state: MatterState
    at: int = 0
    step: Step | None = None
    waits_for: str = ""
    since: date | None = None
    passed: tuple[int, ...] = ()
    skipped: tuple[int, ...] = ()
    concluded_on: date | None = None
    concluding: MatterEntry | None = None
    comments: tuple[ReturnComment, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody has something to do: also filing after the approval."""
        return self.at > 0


def standings(docket: Docket, packs: Iterable[Pack]) -> tuple[MatterStanding, ...]:
    """The standing of every matter of a project whose chain its packs know, in the order they were opened."""
    packs = tuple(packs)
    found = docket.once(("standings", *(pack.id for pack in packs)), lambda: [standing(docket, packs, m) for m in docket.matters])
    return tuple(s for s in found if s is not None)


def standing(docket: Docket, packs: Iterable[Pack], matter: Matter) -> MatterStanding | None:
    """How far a matter is; None when no pack of the project knows its chain any more."""
    known = chain_of(packs, matter)
    if known is None:
        return None
    return _walked(docket, *known, matter, in_order(entries_of(docket, matter.id)))


def entries_of(docket: Docket, matter_id: str) -> Sequence[MatterEntry]:
    """The entries of a matter that stand, as they were entered."""
    return docket.once("of matters", lambda: grouped(docket.standing_entries, lambda e: e.matter_id)).get(matter_id, ())


def chain_of(packs: Iterable[Pack], matter: Matter) -> tuple[Pack, Chain] | None:
    """The chain a matter goes, with its pack."""
    return next(((p, c) for p in packs if p.id == matter.pack_id for c in p.chains if c.id == matter.chain_id), None)


def in_order(entries: Iterable[MatterEntry]) -> list[MatterEntry]:
    """Entries by the days they tell of; of one day as they were entered."""
    return sorted(entries, key=lambda e: e.acted_on or date.min)


def last_return(docket: Docket, matter: Matter) -> MatterEntry | None:
    """The return whose comments are to be answered; None when there is none, or the matter went up again since."""
    last = next((e for e in reversed(in_order(entries_of(docket, matter.id))) if e.kind is not EntryKind.PASSED), None)
    return last if last and last.kind is EntryKind.RETURNED else None


def skipped_steps(chain: Chain, docket: Docket) -> tuple[int, ...]:
    """The places of the steps that a fact of the project skips."""
    return tuple(at for at, step in enumerate(chain.steps, 1)
                 if step.skip_when and all(getattr(docket.project, name) is value for name, value in step.skip_when))


def _walked(docket: Docket, pack: Pack, chain: Chain, matter: Matter, entries: Sequence[MatterEntry]) -> MatterStanding:
    skipped = skipped_steps(chain, docket)
    steps = [at for at in range(1, len(chain.steps) + 1) if at not in skipped]
    passed, at, waits, state = _walk(steps, entries)
    last = chain.concluding
    concluding = next((e for e in entries if e.kind is EntryKind.PASSED and e.step == last), None) if last in passed else None
    if state in OPEN_STATES and concluding:
        state = MatterState.CONCLUDED
    if state in (*OPEN_STATES, MatterState.CONCLUDED) and not at:
        state = MatterState.DONE
    return MatterStanding(
        matter, pack, chain, state, at, chain.steps[at - 1] if at else None, waits if at else "", entries[-1].acted_on if entries else
        matter.opened_on, passed, skipped, concluding.acted_on if concluding else None, concluding, _unanswered(docket, entries))


def _walk(steps: Sequence[int], entries: Sequence[MatterEntry]) -> tuple[tuple[int, ...], int, str, MatterState]:
    """The steps passed, the one whose turn it is, what it waits for, and the state but for conclusion."""
    passed: set[int] = set()
    state, waits = MatterState.COMPILING, HANDLE
    for entry in entries:
        if entry.kind is EntryKind.REFUSED:
            return tuple(sorted(passed)), 0, "", MatterState.REFUSED
        if entry.kind is EntryKind.WITHDRAWN:
            return tuple(sorted(passed)), 0, "", MatterState.WITHDRAWN
        if entry.kind is EntryKind.RETURNED:
            passed -= {at for at in steps if at >= (entry.back_to or steps[0])}
            state, waits = MatterState.RETURNED, HANDLE
        elif entry.kind is EntryKind.PASSED:
            passed.add(entry.step)
            state, waits = MatterState.UNDER_WAY, SEND
        else:
            passed |= {at for at in steps if at < entry.step}
            state, waits = MatterState.UNDER_WAY, HANDLE
    at = next((s for s in steps if s not in passed), 0)
    return tuple(sorted(passed)), at, HANDLE if at == steps[0] else waits, state


def _unanswered(docket: Docket, entries: Sequence[MatterEntry]) -> tuple[ReturnComment, ...]:
    """The comments of the last return that nobody has answered yet; none once the matter was sent again."""
    last = next((e for e in reversed(entries) if e.kind in (EntryKind.RETURNED, *_HANDLED)), None)
    if last is None or last.kind is not EntryKind.RETURNED:
        return ()
    answered = {answer.comment_id for answer in docket.answers}
    mine = (c for c in docket.comments if c.entry_id == last.id and c.id not in answered)
    return tuple(sorted(mine, key=lambda c: c.position))
