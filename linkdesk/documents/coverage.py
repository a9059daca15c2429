"""逐村逐户摸底情况表: how far the survey has come by village and natural village, and who is not taken in and why."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.documents.blocks import Align, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.figure_cells import figure_cell, known, partial_notes
from linkdesk.documents.roster import SIGNERS, filled_by
from linkdesk.domain.coverage import CoverageLevel, CoverageLine, coverage, is_complete, persons, villages
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure

Row = tuple[Cell, ...]
_COLUMNS = (
    Column("序号", width=Width.NARROW), Column("行政村"), Column("自然村"),
    Column("户数", (Column("名录", decimals=0), Column("已摸底", decimals=0), Column("已列入", decimals=0),
                    Column("未列入", decimals=0), Column("未摸底", decimals=0), Column("多于名录", decimals=0),
                    Column("暂缓", decimals=0))),
    Column("人口", (Column("名录", decimals=0), Column("已摸底", decimals=0), Column("已列入", decimals=0))),
    Column("整村搬迁", width=Width.NARROW), Column("意愿书齐全户数", decimals=0), Column("集体房屋（处）", decimals=0),
    Column("备注", width=Width.WIDE, align=Align.LEFT))
_LEFT_OUT_COLUMNS = (
    Column("序号", width=Width.NARROW), Column("行政村"), Column("村民小组"), Column("户主"),
    Column("家庭人口", width=Width.NARROW, decimals=0), Column("未列入原因"), Column("依据", width=Width.WIDE, align=Align.LEFT))
_FIGURES = ("known_count", "surveyed_count", "household_count", "left_out_count", "unsurveyed_count", "excess_count",
            "held_count")
_WHOLE = {None: "是", True: "是（完整）", False: "是（不完整）"}


def coverage_table(dossier: Dossier) -> Document:
    """The state of the survey by village, and behind it the households left out."""
    title = f"{dossier.project.name}逐村逐户摸底情况表"
    tables = (_by_village(dossier, title), *((_left_out(dossier),) if dossier.left_out else ()))
    return Document("coverage", title, tuple(Section((table,), PageKind.TABLE, landscape=True) for table in tables))


def _by_village(dossier: Dossier, title: str) -> Table:
    lines = coverage(dossier)
    rows: list[Row] = []
    subtotals: list[int] = []
    at = 0
    for village in villages(lines):
        parts = [line for line in lines if line.village == village.village and line.level is not CoverageLevel.VILLAGE]
        for line in parts or [village]:
            at += 1
            rows.append((at, line.village, line.hamlet, *_cells(line)))
        if parts:
            subtotals.append(len(rows))
            rows.append(("", f"{village.village}小计", "", *_cells(village)))
    return Table(_COLUMNS, tuple(rows), _totals(dossier, villages(lines)), title=title, filled_by=filled_by(dossier), signers=SIGNERS,
                 notes=_notes(dossier), name="逐村逐户摸底情况表", subtotal_rows=tuple(subtotals))


def _cells(line: CoverageLine) -> Row:
    return (known(line.known), line.surveyed, len(line.taken_in), len(line.left_out), known(line.unsurveyed), known(line.excess),
            len(line.held & _ids(line)),
            known(line.persons_known), line.persons_surveyed, persons(line.taken_in), _whole(line), line.documented,
            len(line.collective), "；".join(line.remarks))


def _ids(line: CoverageLine) -> frozenset[str]:
    return frozenset(h.id for h in line.taken_in)


def _whole(line: CoverageLine) -> str:
    return _WHOLE[is_complete(line)] if line.whole_move else "否" if line.whole_move is False else ""


def _totals(dossier: Dossier, lines: Iterable[CoverageLine]) -> Row:
    lines = tuple(lines)
    of_list = [line.persons_known for line in lines if line.persons_known is not None]
    in_ = sum(persons(line.taken_in) for line in lines)
    return ("", "合计", "", *(figure_cell(figure(name, dossier)) for name in _FIGURES),
            known(sum(of_list) if of_list else None), sum(line.persons_surveyed for line in lines), in_, "",
            sum(line.documented for line in lines), sum(len(line.collective) for line in lines), "")


def _notes(dossier: Dossier) -> tuple[str, ...]:
    figures = [figure(name, dossier) for name in _FIGURES]
    return ("已摸底＝已列入＋未列入；未摸底、多于名录按自然村对照，互不抵减。意愿书齐全，指拆旧、复垦、安置三项意愿都有答复、日期和签字件。",
            *partial_notes(figures))


def _left_out(dossier: Dossier) -> Table:
    lines = villages(coverage(dossier))
    out = [(line.village, h) for line in lines for h in line.left_out]
    rows = tuple((at, village, h.group or "", known(h.head_name), known(h.population), str(h.left_out), known(h.left_out_evidence))
                 for at, (village, h) in enumerate(out, 1))
    totals = ("", "合计", "", f"{len(rows)} 户", persons(h for _, h in out), "", "")
    return Table(_LEFT_OUT_COLUMNS, rows, totals, title=f"{dossier.project.name}摸底后未列入农户名单", filled_by=filled_by(dossier),
                 signers=SIGNERS, name="未列入农户")
