"""Opening data: agreements signed on paper before this desk began are taken over from their ledger, with their numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from linkdesk.actions.agreements import with_lines
from linkdesk.actions.household_changes import lacks
from linkdesk.actions.ledger_rows import Match, Paper, People, agreements_of, papers, people_of
from linkdesk.actions.numbers import number_key
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household, Member
from linkdesk.domain.lists import LedgerRow
from linkdesk.domain.project import Project
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import AgreementState, ChangeKind, Severity
from linkdesk.paths import shown_name
from linkdesk.survey.lists import Listing, read_list

Report = Callable[[int, int], None]
NOBODY = ""  # chosen for a row that is not to be taken over
_NOT_IN_FORCE = "作废", "解除", "撤销", "终止", "未签", "退出"


class Standing(StrEnum):
    """What becomes of a row of the ledger; the value is the word an officer sees."""

    READY = "可接收"
    ASK = "待确认"
    UNMATCHED = "找不到农户"
    HERE = "已有协议"
    CLASH = "编号冲突"
    WRONG = "读取有误"
    LEFT = "不接收"


@dataclass(frozen=True, slots=True)
class Opening:
    """One row of the ledger on its way: where it stands and why, what would be made, which drafts would give way."""

    id: str                # sheet!row
    sheet: str
    row: int
    ledger: LedgerRow
    standing: Standing
    why: str = ""
    household: Household | None = None
    candidates: tuple[Household, ...] = ()
    made: tuple[Agreement, ...] = ()
    drafts: tuple[Agreement, ...] = ()


@dataclass(frozen=True, slots=True)
class Openings:
    """A ledger weighed against a project."""

    project_id: str
    listing: Listing
    rows: tuple[Opening, ...] = ()
    as_of: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)


def understand(path: Path, report: Report = quiet) -> Listing:
    """What a ledger says; stores nothing. Raises KnownError when it cannot be read."""
    return replace(read_list(path, LedgerRow, report), file_name=shown_name(path))


def weigh(desk: Desk, listing: Listing, project_id: str, choices: Mapping[str, str] | None = None) -> Openings:
    """Where every row of a ledger stands; `choices` says by row whose it is (a household's id, or NOBODY)."""
    seen, weighing = desk.as_of(), _Weighing(desk, listing, project_id, choices or {})
    rows = tuple(weighing.row(at) for at in range(listing.rows_read))
    rows = tuple(_refuse_shared(rows))
    return Openings(project_id, listing, rows, seen, Counter(str(r.standing) for r in rows))


class _Weighing:
    def __init__(self, desk: Desk, listing: Listing, project_id: str, choices: Mapping[str, str]) -> None:
        self.listing, self.choices = listing, choices
        self.pair = desk.dossier(project_id).pair
        self.people: People = people_of(desk, project_id)
        self.households = {h.id: h for h in desk.store.load(Household, project_id=project_id)}
        self.standing: dict[str, list[Agreement]] = {}
        for agreement in desk.store.load(Agreement, project_id=project_id):
            if agreement.state is not AgreementState.VOID:
                self.standing.setdefault(agreement.household_id, []).append(agreement)
        self.numbers = {_series(a) for a in desk.store.load(Agreement) if a.number}
        self.wrong: dict[tuple[str, int], list[Problem]] = {}
        for problem in listing.problems:
            self.wrong.setdefault((problem.sheet, problem.row), []).append(problem)

    def row(self, at: int) -> Opening:
        """One row of the ledger, with all that can be said of it by itself."""
        (sheet, number), ledger = self.listing.places[at], self.listing.entities[at]
        plain = Opening(f"{sheet}!{number}", sheet, number, ledger, Standing.LEFT)
        if why := self._unreadable(sheet, number):
            return replace(plain, standing=Standing.WRONG, why=why)
        if any(word in (ledger.state or "") for word in _NOT_IN_FORCE):
            return replace(plain, why=f"台账状态为“{ledger.state}”")
        made = papers(ledger, self.pair)
        if not made:
            return replace(plain, why="台账上没有协议编号，也没有签订日期")
        return self._matched(plain, made)

    def _unreadable(self, sheet: str, row: int) -> str:
        """An identity number that cannot be read only makes the row asked about; anything else must be right in the ledger."""
        errors = (p for p in self.wrong.get((sheet, row), ()) if p.severity is Severity.ERROR and p.field != "id_number")
        return "；".join(f"{p.heading}：{p.message.rstrip('。')}" for p in errors)

    def _matched(self, row: Opening, made: tuple[Paper, ...]) -> Opening:
        match = self.people.match(row.ledger)
        chosen = self.choices.get(row.id)
        if chosen == NOBODY:
            return replace(row, why="经办人选择不接收", candidates=match.candidates)
        household = self.households.get(chosen or "") or match.household
        if household is None:
            standing = Standing.ASK if match.candidates else Standing.UNMATCHED
            return replace(row, standing=standing, why=match.why, candidates=match.candidates)
        return self._judged(replace(row, household=household, candidates=match.candidates), made, match)

    def _judged(self, row: Opening, made: tuple[Paper, ...], match: Match) -> Opening:
        kinds = {p.kind for p in made}
        mine = [a for a in self.standing.get(row.household.id, []) if a.kind in kinds]
        if paper := [a for a in mine if a.state is not AgreementState.DRAFT]:
            said = "、".join(f"{a.kind}{a.number}（{a.state}）" for a in paper)
            return replace(row, standing=Standing.HERE, why=f"本户已有{said}")
        if taken := [p.number for p in made if _series(p) in self.numbers]:
            return replace(row, standing=Standing.CLASH, why=f"编号 {taken[0]} 已用于另一份协议")
        source = f"{self.listing.file_name} {row.sheet} 第 {row.row} 行"
        return replace(row, standing=Standing.READY, made=agreements_of(row.ledger, made, row.household, source), drafts=tuple(mine),
                       why="；".join(self._remarks(row, made, match)))

    def _remarks(self, row: Opening, made: tuple[Paper, ...], match: Match) -> Iterator[str]:
        """What an officer should know of a row that can be taken over."""
        if match.household is None:
            yield "经办人已确认"
        yield from (f"{p.heading}：{p.message.rstrip('。')}" for p in self.wrong.get((row.sheet, row.row), ())
                    if p.severity is Severity.WARNING)
        told = row.ledger.demolish_paid, row.ledger.reclaim_paid
        if row.ledger.paid is not None and len(made) > 1 and told == (None, None):
            yield f"已付金额没有分开，记在{'、'.join(str(p.kind) for p in made if p.paid)}名下"


def _refuse_shared(rows: tuple[Opening, ...]) -> Iterable[Opening]:
    """Within one ledger: a number in two rows is nobody's until it is put right; a household is taken once."""
    used = Counter(_series(a) for r in rows for a in r.made if a.number)
    taken: dict[tuple[str, str], int] = {}
    for row in rows:
        twice = next((a.number for a in row.made if used[_series(a)] > 1), "")
        again = next((taken[k] for a in row.made if (k := (a.household_id, str(a.kind))) in taken), 0)
        if twice or again:
            row = replace(row, standing=Standing.CLASH, made=(), drafts=(),
                          why=f"编号 {twice} 在台账中出现不止一次" if twice else f"同一户的同种协议在第 {again} 行已有")
        taken |= {(a.household_id, str(a.kind)): row.row for a in row.made}
        yield row


def _series(paper: Agreement | Paper) -> tuple[str, str]:
    """What makes a number one of its own: each kind of agreement may have been numbered for itself."""
    return str(paper.kind), number_key(paper.number)


def change(desk: Desk, openings: Openings) -> Change:
    """Take the agreements over that can be; the rest stays in the ledger, listed with its reason. One change, undone as one."""
    ready = [r for r in openings.rows if r.standing is Standing.READY]
    if not ready:
        raise KnownError("台账里没有可以接收的协议，没有改动。请先处理“待确认”和“找不到农户”的各行。")
    made = tuple(a for r in ready for a in r.made)
    return Change(f"接收纸质协议 {len(made)} 份", kind=ChangeKind.IMPORT, as_of=openings.as_of,
                  before=with_lines(desk, [a for r in ready for a in r.drafts]), after=made)


def enter(desk: Desk, openings: Openings, ids: Iterable[str]) -> Change:
    """Make households of rows that nobody in the project answers to; they are held until the survey's fields are filled in."""
    wanted = set(ids)
    rows = [r for r in openings.rows if r.id in wanted and r.standing is Standing.UNMATCHED]
    if not rows:
        raise KnownError("请先选中“找不到农户”的行，再按台账新建农户。")
    project = desk.store.get(Project, openings.project_id)
    if project is None:
        raise KnownError("找不到这个项目，请先选择项目。")
    _refuse_known(desk, [r.ledger.id_number for r in rows if r.ledger.id_number])
    made = tuple(_household(r.ledger, project.id) for r in rows)
    return Change(f"按台账新建农户 {len(made)} 户", after=(*made, *(p for h in made for p in lacks(h))), as_of=openings.as_of)


def _refuse_known(desk: Desk, numbers: list[str]) -> None:
    """One person stands in one household, whichever the project."""
    known = len(desk.store.load(Household, id_number=numbers)) + len(desk.store.load(Member, id_number=numbers))
    if known or len(set(numbers)) < len(numbers):
        raise KnownError("所选行的身份证号有的已登记在别的户或其他项目，有的在台账中重复，没有新建农户。请逐行核对后再选。")


def _household(ledger: LedgerRow, project_id: str) -> Household:
    return Household(project_id=project_id, village=ledger.village, group=ledger.group, head_name=ledger.head_name,
                     id_number=ledger.id_number, population=ledger.population, relocation_type=ledger.relocation_type)
