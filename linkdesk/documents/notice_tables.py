"""The lists that public notices put up: who and what by village, names and numbers masked by the notice's rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from linkdesk.documents.blocks import Align, Cell, Column, Gap, Table, Width
from linkdesk.documents.figure_cells import PARTIAL, known
from linkdesk.documents.roster import SIGNERS
from linkdesk.documents.wording import relocation_word
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import AgreementStage, NoticeKind, NumberMask
from linkdesk.domain.book import NOTHING
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import Due
from linkdesk.domain.eligibility import HELD
from linkdesk.domain.figures import REWARD_RATES, village_of
from linkdesk.domain.household import Household
from linkdesk.domain.notice import Notice
from linkdesk.domain.privacy import public_name, public_number
from linkdesk.domain.progress import Progress
from linkdesk.domain.quantities import printed, rounded
from linkdesk.domain.subject import Subject, name_of

Row = tuple[Cell, ...]
_ON_PAPER = AgreementStage.PRINTED, AgreementStage.PART_SIGNED, AgreementStage.SIGNED
_GAP = Gap("")


@dataclass(frozen=True, slots=True)
class Line:
    """One household or collective property of a notice; `cells` are those of the notice's kind."""

    subject: Subject
    village: str
    cells: tuple[Cell, ...]
    remark: str = ""

    @property
    def name(self) -> str:
        """The name in full."""
        return name_of(self.subject)

    @property
    def number(self) -> str | None:
        """The head's identity number in full; a village collective has none."""
        return self.subject.id_number if isinstance(self.subject, Household) else None


def table(dossier: Dossier, notice: Notice) -> Table:
    """The list of a notice as things stand in the dossier, without title: rows by village, sums that equal their rows."""
    columns = (*_who(notice), *_COLUMNS[notice.kind](dossier, notice), Column("备注", align=Align.LEFT))
    summed = [(at, leaf.decimals) for at, leaf in enumerate(_leaves(columns)) if leaf.decimals is not None]
    rows: list[Row] = []
    subtotals: list[int] = []
    found = lines(dossier, notice)
    villages = tuple(dict.fromkeys(line.village for line in found))
    for village in villages:
        mine = [line for line in found if line.village == village]
        own = [_row(notice, at, line) for at, line in enumerate(mine, len(rows) - len(subtotals) + 1)]
        rows += own
        if len(villages) > 1:
            subtotals.append(len(rows))
            rows.append(_sums(f"{village or '未填行政村'}小计", mine, own, summed, columns))
    leaves = [row for at, row in enumerate(rows) if at not in subtotals]
    totals = _sums("合计", found, leaves, summed, columns)
    return Table(columns, tuple(rows), totals, unit=_UNITS[notice.kind](notice), signers=SIGNERS, notes=_notes(rows, totals),
                 name=str(notice.kind), subtotal_rows=tuple(subtotals))


def lines(dossier: Dossier, notice: Notice) -> tuple[Line, ...]:
    """Whom a notice lists, village by village in the order of the survey, village collectives behind the households."""
    wanted = dossier.village_names.get(notice.village_id or "", "")
    found = [line for line in _LINES[notice.kind](dossier, notice) if not notice.village_id or line.village == wanted]
    order = {village: at for at, village in enumerate(dict.fromkeys(line.village for line in found))}
    return tuple(_told_apart(notice, sorted(found, key=lambda line: order[line.village])))


def _told_apart(notice: Notice, found: list[Line]) -> Iterable[Line]:
    """Where numbers are not listed, households of one name in one group are told apart by the last digits of theirs."""
    same = Counter((line.village, line.subject.group, line.name) for line in found)
    for line in found:
        twice = notice.number_mask is NumberMask.NONE and same[line.village, line.subject.group, line.name] > 1 and line.number
        told = f"证件号末四位 {line.number[-4:]}" if twice else ""
        yield replace(line, remark="；".join(filter(None, (line.remark, told))))


def _row(notice: Notice, at: int, line: Line) -> Row:
    person = isinstance(line.subject, Household)
    name = known(public_name(line.name, notice.name_mask) if person else line.name)
    number = "" if not person else known(public_number(line.number, notice.number_mask))
    numbers = () if notice.number_mask is NumberMask.NONE else (number,)
    return (at, known(line.village), line.subject.group or "", name, *numbers, *line.cells, line.remark)


def _who(notice: Notice) -> tuple[Column, ...]:
    first = "户主" if notice.kind is NoticeKind.HOUSEHOLDS else "户主或集体"
    numbers = () if notice.number_mask is NumberMask.NONE else (Column("证件号", width=Width.WIDE),)
    return (Column("序号", width=Width.NARROW), Column("行政村"), Column("村民小组"), Column(first), *numbers)


def _leaves(columns: Iterable[Column]) -> list[Column]:
    return [leaf for column in columns for leaf in (column.children or (column,))]


# -- sums

def _sums(label: str, counted: Sequence[Line], rows: Sequence[Row], summed: list[tuple[int, int]], columns: tuple[Column, ...]) -> Row:
    cells: list[Cell] = ["", label, "", _count(counted), *[""] * (len(_leaves(columns)) - 4)]
    for at, decimals in summed:
        cells[at] = _sum([row[at] for row in rows], decimals)
    return tuple(cells)


def _count(counted: Sequence[Line]) -> str:
    """How many households stand here, and how many properties of village collectives."""
    households = sum(isinstance(line.subject, Household) for line in counted)
    owned = len(counted) - households
    return f"{households} 户" + (f"、集体 {owned} 处" if owned else "")


def _sum(cells: Sequence[Cell], decimals: int) -> Cell:
    """What a column's cells add up to; marked text where one is not known yet."""
    total = sum((Decimal(c) for c in cells if isinstance(c, int | Decimal)), NOTHING)
    return f"{printed(total, decimals)}{PARTIAL}" if any(isinstance(c, Gap) for c in cells) else total


def _notes(rows: Sequence[Row], totals: Row) -> tuple[str, ...]:
    marked = any(isinstance(c, str) and c.endswith(PARTIAL) for row in (*rows, totals) for c in row)
    return (f"{PARTIAL} 为部分合计，未计入标为“待补”的各格。",) if marked else ()


# -- 搬迁对象公示

def _household_columns(dossier: Dossier, notice: Notice) -> tuple[Column, ...]:
    return (Column("家庭人口", width=Width.NARROW, decimals=0), Column("搬迁类型"), Column("房屋建筑面积", decimals=2),
            Column("宅基地面积", decimals=2), Column("安置方式"))


def _household_lines(dossier: Dossier, notice: Notice) -> Iterable[Line]:
    return (Line(h, village_of(dossier, h), _household_cells(dossier, h), HELD if h.id in dossier.held else "")
            for h in dossier.households)


def _household_cells(dossier: Dossier, household: Household) -> tuple[Cell, ...]:
    areas = (None if area is None else rounded(area, 2) for area in (household.house_area, household.homestead_area))
    house, homestead = map(known, areas)
    return (known(household.population), relocation_word(dossier, household.relocation_type), house, homestead,
            str(household.resettlement_choice or ""))


# -- 双签协议公示

def _agreement_columns(dossier: Dossier, notice: Notice) -> tuple[Column, ...]:
    kinds = tuple(Column(kind, decimals=2 if notice.with_amounts else None) for kind in _kinds(dossier))
    total = (Column("金额合计", decimals=2),) if notice.with_amounts else ()
    return (Column("计补人数", width=Width.NARROW, decimals=0), *kinds, *total, Column("进度"))


def _agreement_lines(dossier: Dossier, notice: Notice) -> Iterable[Line]:
    kinds = _kinds(dossier)
    for subject, village, progress in _subjects(dossier):
        made = {d.agreement.kind: d for d in progress.dues if _is_on_paper(progress, d)}
        if made:
            yield Line(subject, village, (_persons(progress, made.values()), *_agreed(made, kinds, notice), str(progress.stage)))


def _is_on_paper(progress: Progress, due: Due) -> bool:
    return progress.trace.stage(due.agreement) in _ON_PAPER


def _persons(progress: Progress, dues: Iterable[Due]) -> Cell:
    """For how many persons rewards are paid; nothing where no agreement counts them."""
    return next((p for d in dues if (p := progress.trace.in_force(d.agreement).persons) is not None), None)


def _agreed(made: dict[str, Due], kinds: tuple[str, ...], notice: Notice) -> tuple[Cell, ...]:
    """What was agreed under each kind and together; the numbers of the papers where amounts are not listed."""
    if not notice.with_amounts:
        return tuple(made[kind].agreement.number if kind in made else "" for kind in kinds)
    amounts = [_amount(made.get(kind)) for kind in kinds]
    return (*amounts, _sum_of_row(amounts))


def _amount(due: Due | None) -> Cell:
    """What was agreed; one that grants a reward and states no amount has a gap, one that grants none is empty."""
    if due is None or due.agreed is not None:
        return due and due.agreed
    return _GAP if due.agreement.kind in REWARD_RATES else None


def _sum_of_row(cells: list[Cell]) -> Cell:
    return _GAP if _GAP in cells else sum((c for c in cells if isinstance(c, Decimal)), NOTHING)


# -- 奖补兑付公示

def _payment_columns(dossier: Dossier, notice: Notice) -> tuple[Column, ...]:
    pair = (Column("应付", decimals=2), Column("已付", decimals=2))
    return (*(Column(kind, pair) for kind in _kinds(dossier)), Column("合计", (*pair, Column("待付", decimals=2))))


def _payment_lines(dossier: Dossier, notice: Notice) -> Iterable[Line]:
    kinds = _kinds(dossier)
    for subject, village, progress in _subjects(dossier):
        dues = {d.agreement.kind: d for d in progress.dues if d.payable or d.paid}
        if dues:
            each = [(d.payable, d.paid) if (d := dues.get(kind)) else (None, None) for kind in kinds]
            open_ = sum((max(NOTHING, d.payable - d.paid) for d in dues.values()), NOTHING)
            yield Line(subject, village, (*(cell for pair in each for cell in pair), _total(dues, "payable"), _total(dues, "paid"), open_))


def _total(dues: dict[str, Due], name: str) -> Decimal:
    return sum((getattr(d, name) for d in dues.values()), NOTHING)


# -- what the kinds share

def _subjects(dossier: Dossier) -> Iterable[tuple[Household | CollectiveProperty, str, Progress]]:
    """Everybody with an agreement or an entry, households first, each with village and progress."""
    for household in (*dossier.households, *dossier.left_out):
        if found := dossier.progress.get(household.id):
            yield household, village_of(dossier, household), found
    for owned in dossier.collective:
        if found := dossier.progress.get(owned.id):
            yield owned, dossier.village_names.get(owned.village_id or "") or owned.village or "", found


def _kinds(dossier: Dossier) -> tuple[str, ...]:
    """The kinds of agreements listed: the pair, then others that somebody has on paper."""
    standing: list[Agreement] = [d.agreement for p in dossier.progress.values() for d in p.dues if _is_on_paper(p, d)]
    return tuple(dict.fromkeys((*dossier.pair, *sorted(str(a.kind) for a in standing))))


Maker = Callable[[Dossier, Notice], Iterable[Line]]
_LINES: dict[NoticeKind, Maker] = {
    NoticeKind.HOUSEHOLDS: _household_lines, NoticeKind.AGREEMENTS: _agreement_lines, NoticeKind.PAYMENTS: _payment_lines}
_COLUMNS: dict[NoticeKind, Callable[[Dossier, Notice], tuple[Column, ...]]] = {
    NoticeKind.HOUSEHOLDS: _household_columns, NoticeKind.AGREEMENTS: _agreement_columns, NoticeKind.PAYMENTS: _payment_columns}
_UNITS: dict[NoticeKind, Callable[[Notice], str]] = {
    NoticeKind.HOUSEHOLDS: lambda notice: "面积单位：㎡", NoticeKind.PAYMENTS: lambda notice: "金额单位：元",
    NoticeKind.AGREEMENTS: lambda notice: "金额单位：元" if notice.with_amounts else ""}
