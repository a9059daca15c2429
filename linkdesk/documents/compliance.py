"""逐条对照表: every sentence of the policies that binds, and how this project stands to it."""

from __future__ import annotations

from collections.abc import Iterable

from linkdesk.documents.blocks import Align, Cell, Column, Document, PageKind, Section, Table, Width
from linkdesk.documents.roster import SIGNERS
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.words import SEVERITY_LABEL, Severity
from linkdesk.policy.check import Finding
from linkdesk.policy.compliance import RowState
from linkdesk.policy.parts import Pack
from linkdesk.policy.terms import STATUS_LABEL, RowResult

Row = tuple[Cell, ...]
_COLUMNS = (
    Column("序号", width=Width.NARROW), Column("条款"), Column("要求", width=Width.WIDE, align=Align.LEFT), Column("责任主体"),
    Column("核对方式"), Column("结果"), Column("核对值与要求、判断依据", width=Width.WIDE, align=Align.LEFT))
_REMARKS = (
    Column("序号", width=Width.NARROW), Column("程度"), Column("条款"), Column("问题", width=Width.WIDE, align=Align.LEFT),
    Column("现值"), Column("要求"), Column("处理", width=Width.WIDE, align=Align.LEFT))
_COUNTED = (RowResult.MET, RowResult.JUDGED_MET, RowResult.NOT_MET, RowResult.JUDGED_NOT_MET, RowResult.DOUBTFUL,
            RowResult.UNDETERMINED, RowResult.TO_JUDGE)


def compliance(dossier: Dossier, states: Iterable[RowState], findings: Iterable[Finding] = (),
               packs: Iterable[Pack] = ()) -> Document:
    """One line for each row of the policies that apply, then what the checks found, in the order given.

    `packs` name the documents behind the clauses' letters in a note.
    """
    states, findings = tuple(states), tuple(findings)
    title = f"{dossier.project.name}政策条款逐条对照表"
    rows = tuple(_row(at, state) for at, state in enumerate(states, 1))
    notes = (_summary(states), *cited_documents("条款", packs))
    table = Table(_COLUMNS, rows, title=title, filled_by=dossier.officer_name and f"核对人：{dossier.officer_name}",
                  unit=f"核对日期：{dossier.on.isoformat()}", signers=SIGNERS, notes=notes, name="逐条对照表")
    blocks = (table,) if not findings else (table, _remarks(findings))
    return Document("compliance", title, (Section(blocks, PageKind.TABLE, landscape=True),))


def _row(at: int, state: RowState) -> Row:
    row = state.row
    says = row.says if row.says.endswith("。") else f"{row.says}。"
    return (at, state.clause, says, row.actor, STATUS_LABEL[row.status], str(state.state), state.result)


def _summary(states: tuple[RowState, ...]) -> str:
    counts = ((result, sum(state.state is result for state in states)) for result in _COUNTED)
    said = "，".join(f"{result} {count} 条" for result, count in counts if count)
    return f"共 {len(states)} 条：{said or '均为背景说明'}。要求为本程序对政策原文的概括，以原文为准。"


def cited_documents(column: str, packs: Iterable[Pack]) -> tuple[str, ...]:
    """A note that names the documents behind the letters of a column."""
    named = "；".join(f"“{pack.cite}”为{pack.number}《{pack.title}》" for pack in packs if pack.issued)
    return (f"{column}一栏中，{named}。",) if named else ()


def _remarks(findings: tuple[Finding, ...]) -> Table:
    rows = tuple((at, SEVERITY_LABEL[Severity(f.severity)], f.clause, f"{f.label}：{f.message}", f.measured, f.bound,
                  f.fix) for at, f in enumerate(findings, 1))
    return Table(_REMARKS, rows, title="核对发现的问题", name="核对发现")
