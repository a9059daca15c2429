"""How far signing has come, as a picture: one bar per village, cut into stages, with the numbers in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from linkdesk.documents.blocks import Block, Column, Drawing, Shape, ShapeKind, Table, Width
from linkdesk.domain.agreement_words import PairStage
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.ledgers import Listed, subjects

D = Decimal
# What the bars are cut into, from done to not begun: words, colour, the stages that count for it.
PARTS: tuple[tuple[str, str, frozenset[PairStage]], ...] = (
    ("已双签", "#0F6B4F", frozenset((
        PairStage.DUAL_SIGNED, PairStage.VACATED, PairStage.DEMOLISHED, PairStage.DEMOLITION_ACCEPTED, PairStage.DEMOLITION_PAID,
        PairStage.RECLAIMED, PairStage.RECLAMATION_ACCEPTED, PairStage.RECLAMATION_PAID, PairStage.CLOSED))),
    ("部分签字", "#6FB79A", frozenset((PairStage.PART_SIGNED,))),
    ("已印制", "#B9D9CC", frozenset((PairStage.PRINTED,))),
    ("已拟订", "#E6E9EC", frozenset((PairStage.DRAFT,))),
    ("未拟订", "#FFFFFF", frozenset((PairStage.NONE,))),
    ("撤回或解除", "#D9A19B", frozenset((PairStage.WITHDRAWN, PairStage.TERMINATED))))
_WIDTH, _BAR, _ROW, _TOP = D(165), D(110), D(8), D(14)
_NAME, _HEIGHT, _TYPE = D(30), D(5), D("3.2")
_ON_A_PICTURE = 26  # villages on one page
_INK = "#333333"


def progress_by_village(dossier: Dossier) -> dict[str, Counter[str]]:
    """Households and collectives by village and by the words of PARTS, villages as they first appear."""
    word = {stage: name for name, _, stages in PARTS for stage in stages}
    found: dict[str, Counter[str]] = {}
    for subject in subjects(dossier):
        found.setdefault(subject.village, Counter())[word[_stage(subject)]] += 1
    return found


def _stage(subject: Listed) -> PairStage:
    return subject.progress.stage if subject.progress else PairStage.NONE


def progress_chart(dossier: Dossier) -> Iterator[Block]:
    """The numbers as a table, then the chart, a picture for each page of villages; nothing while there is nobody."""
    villages = list(progress_by_village(dossier).items())
    if villages:
        yield progress_table(dossier, villages)
    for start in range(0, len(villages), _ON_A_PICTURE):
        yield chart(villages[start:start + _ON_A_PICTURE], f"双签进度图（截至 {dossier.on.isoformat()}，单位：户、处）")


def progress_table(dossier: Dossier, villages: list[tuple[str, Counter[str]]]) -> Table:
    """Households and collectives of each village by how far they have come; each row adds up to its last column."""
    columns = (Column("序号", width=Width.NARROW), Column("行政村"), *(Column(name, decimals=0) for name, _, _ in PARTS),
               Column("合计", decimals=0))
    rows = tuple((at, village or "未填行政村", *(counted[name] for name, _, _ in PARTS), counted.total())
                 for at, (village, counted) in enumerate(villages, 1))
    totals = ("", "合计", *(sum(counted[name] for _, counted in villages) for name, _, _ in PARTS),
              sum(counted.total() for _, counted in villages))
    return Table(columns, rows, totals, title=f"{dossier.project.name}双签进度", unit="单位：户、处", name="双签进度")


def chart(villages: list[tuple[str, Counter[str]]], caption: str) -> Drawing:
    """A bar for each village, its length the share of each part; the numbers stand in the bar and behind it."""
    height = _TOP + _ROW * len(villages)
    shapes = [*_legend(height)]
    for at, (village, counted) in enumerate(villages):
        shapes += _bar(village, counted, height - _TOP - _ROW * (at + 1))
    return Drawing(_WIDTH, height, tuple(shapes), caption)


def _legend(height: Decimal) -> Iterator[Shape]:
    x = _NAME
    for name, colour, _ in PARTS:
        yield _box(x, height - D(6), D(4), D(3), colour)
        yield _text(x + D(5), height - D(6) + D("0.2"), name)
        x += D(7) + _TYPE * len(name)


def _bar(village: str, counted: Counter[str], y: Decimal) -> Iterator[Shape]:
    total, x = counted.total(), _NAME
    yield _text(D(0), y + D(1), _short(village or "未填行政村"))
    for name, colour, _ in PARTS:
        if not counted[name]:
            continue
        width = _BAR * counted[name] / total
        yield _box(x, y, width, _HEIGHT, colour)
        if width > _TYPE * len(str(counted[name])) / 2 + D(1):
            yield _text(x + width / 2 - _TYPE * len(str(counted[name])) / 4, y + D(1), str(counted[name]),
                        "#FFFFFF" if name == PARTS[0][0] else _INK)
        x += width
    signed = counted[PARTS[0][0]]
    yield _text(_NAME + _BAR + D(2), y + D(1), f"{signed}/{total}　{signed * 100 // total}%")


def _short(name: str) -> str:
    return name if len(name) <= 8 else name[:7] + "…"


def _box(x: Decimal, y: Decimal, width: Decimal, height: Decimal, colour: str) -> Shape:
    corners = ((x, y), (x + width, y), (x + width, y + height), (x, y + height))
    return Shape(ShapeKind.POLYGON, corners, stroke="#8A939C", fill=colour, size_mm=D("0.15"))


def _text(x: Decimal, y: Decimal, text: str, colour: str = _INK) -> Shape:
    return Shape(ShapeKind.TEXT, ((x, y),), text, stroke=colour, size_mm=_TYPE)
