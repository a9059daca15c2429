"""What was done at this desk, and taking any of it back, also days later: what would become of each row, named for a person."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from linkdesk.actions.row_names import Key, RowNames
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import ChangeKind
from linkdesk.store import CONTENT, GONE, Outcome, Past, RowOutcome, called, term

Report = Callable[[int, int], None]

KINDS = (ChangeKind.IMPORT, *(kind for kind in ChangeKind if kind is not ChangeKind.IMPORT))
_AT_ONCE = 1000  # acts looked through at a time
_NAMED = 3       # rows named as a reason before the rest is only counted
_UNITS = {"household": "户", "member": "人", "agreement": "份"}


class ActState(StrEnum):
    """How something that was done stands now."""

    OPEN = "可撤销"
    PARTLY = "部分已撤销"
    TAKEN_BACK = "已撤销"
    FIXED = "不能撤销"


@dataclass(frozen=True, slots=True)
class PastAct:
    """One thing done: who, when, what, how many rows; how it stands, by whom it was taken back, and why it cannot be."""

    seq: int
    at: datetime
    officer: str
    kind: str
    title: str
    entries: int
    state: ActState
    by: str = ""
    taken_back_at: datetime | None = None
    why_not: str = ""

    @property
    def can(self) -> bool:
        """Whether it may be taken back as far as can be told without looking at its rows."""
        return not self.why_not


@dataclass(frozen=True, slots=True)
class RowFate:
    """What becomes of one row, by its name for a person; `parts` counts what stays or stood with it and is not named apart."""

    entity: str
    id: str
    name: str
    outcome: Outcome
    reason: str = ""
    part_of: Key | None = None
    parts: str = ""

    @property
    def gone(self) -> bool:
        """Whether nothing is left of the row to be taken back: somebody deleted it since."""
        return self.reason == GONE.reason


@dataclass(frozen=True, slots=True)
class TakingBack:
    """What taking an act back would do, or did: the fate of every row in the order of the journal."""

    act: PastAct
    rows: tuple[RowFate, ...] = ()

    def tally(self, outcome: Outcome, gone: bool = False) -> str:
        """How many rows of each kind come to an end, e.g. 农户 183 户、家庭成员 641 人; `gone` counts what was deleted since."""
        return tallied(Counter(row.entity for row in self.rows if row.outcome is outcome and row.gone is gone))

    @property
    def does_something(self) -> bool:
        """Whether any row is taken back."""
        return any(row.outcome is Outcome.REVERSED for row in self.rows)

    @property
    def staying(self) -> tuple[RowFate, ...]:
        """The rows that stay, without those that only stay with the row they are a part of."""
        stays = {(row.entity, row.id) for row in self.rows if row.outcome is not Outcome.REVERSED}
        return tuple(row for row in self.rows
                     if row.outcome is not Outcome.REVERSED and (row.part_of is None or row.part_of not in stays))


def acts(desk: Desk, project_id: str | None = None, limit: int = 200, offset: int = 0, kind: str = "") -> list[PastAct]:
    """What was done, the newest first; with `project_id` without sign-ins and without what was done in other projects."""
    found = _all(desk, kind) if project_id is None else _of_project(desk, project_id, kind)
    return [_told(past) for past in islice(found, offset, offset + limit)]


def look(desk: Desk, seq: int, report: Report = quiet) -> TakingBack:
    """What would become of each row if an act were taken back now; changes nothing."""
    act = _act(desk, seq)
    return TakingBack(act) if act.why_not else _fates(desk, act, desk.store.reverse(seq, report).outcomes)


def take_back(desk: Desk, seq: int, report: Report = quiet) -> TakingBack:
    """Take an act back, whenever it was done, and say what became of each row; raises KnownError when nothing of it can be."""
    act = _act(desk, seq)
    if act.why_not:
        raise KnownError(f"“{act.title}”没有撤销，数据没有改动：{act.why_not}。")
    return _fates(desk, act, desk.take_back(seq, report).outcomes)


def summary(done: TakingBack) -> str:
    """One sentence about what was taken back and what was not."""
    told = [("", Outcome.REVERSED, False), ("保留", Outcome.KEPT, False), ("不能撤销", Outcome.NOT_REVERSIBLE, False),
            ("之后已删除", Outcome.KEPT, True)]
    parts = [word + tally for word, outcome, gone in told if (tally := done.tally(outcome, gone))]
    return f"已撤销“{done.act.title}”：{'；'.join(parts)}。"


def tallied(counts: Counter[str]) -> str:
    """Counts of entities in words, in the order they were met."""
    return "、".join(f"{term(entity)} {count:,} {_UNITS.get(entity, '条')}" for entity, count in counts.items())


def _act(desk: Desk, seq: int) -> PastAct:
    found = [past for past in desk.store.past(1, seq + 1) if past.act.seq == seq]
    if not found:
        raise KnownError("找不到这一步操作，数据没有改动。请刷新操作记录后再选。")
    return _told(found[0])


def _told(past: Past) -> PastAct:
    act, last = past.act, past.reversed_by[0] if past.reversed_by else None
    state = (ActState.TAKEN_BACK if last and not past.left else ActState.FIXED if past.closed
             else ActState.PARTLY if last else ActState.OPEN)
    why_not = f"已由{last.officer or '未署名'}于 {last.at:%Y-%m-%d %H:%M} 撤销" if state is ActState.TAKEN_BACK else past.closed
    return PastAct(act.seq, act.at, act.officer, act.kind, act.title, act.entries, state, last.officer if last else "",
                   last.at if last else None, why_not)


def _all(desk: Desk, kind: str) -> Iterator[Past]:
    before = None
    while some := desk.store.past(_AT_ONCE, before, kind):
        yield from some
        before = some[-1].act.seq


def _of_project(desk: Desk, project_id: str, kind: str) -> Iterator[Past]:
    """Acts of a project, and those that cannot be told to be of another: nothing that may be wanted back is hidden."""
    before, known = None, {}
    while some := desk.store.past(_AT_ONCE, before):
        known = desk.store.projects_of([past.act for past in some]) | known
        yield from (p for p in some if kind in ("", p.act.kind) and p.act.kind != ChangeKind.SIGN_IN
                    and known.get(p.act.seq, project_id) == project_id)
        before = some[-1].act.seq


def _fates(desk: Desk, act: PastAct, outcomes: Sequence[RowOutcome]) -> TakingBack:
    outcomes = [o for o in outcomes if o.entity != CONTENT]
    names = RowNames(desk, {(o.entity, o.id): o.row for o in outcomes if o.row is not None})
    names.need(key for o in outcomes for key in o.because[:_NAMED])
    parts = _parts(outcomes)
    return TakingBack(act, tuple(
        RowFate(o.entity, o.id, names.name((o.entity, o.id)), o.outcome, _reason(o, names), o.owner,
                tallied(parts[o.entity, o.id]) if (o.entity, o.id) in parts else "") for o in outcomes))


def _parts(outcomes: Sequence[RowOutcome]) -> dict[Key, Counter[str]]:
    """What stays with each row that stays."""
    found: defaultdict[Key, Counter[str]] = defaultdict(Counter)
    for outcome in outcomes:
        if outcome.owner and outcome.outcome is not Outcome.REVERSED:
            found[outcome.owner][outcome.entity] += 1
    return found


def _reason(outcome: RowOutcome, names: RowNames) -> str:
    """Why a row stays, the papers and parts it stays for by name."""
    if not outcome.because or outcome.because == (outcome.owner,):
        return outcome.reason
    named = "、".join(names.own_name(key) for key in outcome.because[:_NAMED])
    named += f"等 {len(outcome.because)} 条" if len(outcome.because) > _NAMED else ""
    kind = outcome.because[0][0]
    return f"已有{named}" if kind == "agreement" else outcome.reason.replace(called(kind), f"“{named}”")
