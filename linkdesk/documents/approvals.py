"""Papers of approvals: 报批办理登记表 with every entry of every matter, and 退回意见答复表 that goes up with the papers sent again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from linkdesk.documents.annexes.sheet import SIGNERS, order_column, responsible, wide_column
from linkdesk.documents.blocks import DRAFT, Cell, Column, Document, Gap, PageKind, Section, Table, Width
from linkdesk.documents.cells import dated
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.corrections import standing
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.policy.matters import chain_of, in_order, last_return
from linkdesk.policy.parts import Pack

Row = tuple[Cell, ...]
_REGISTER = (order_column(), wide_column("事项"), Column("步骤"), Column("日期"), Column("办理情况"), wide_column("办理机关"),
             Column("文号", width=Width.WIDE), Column("来文文号", width=Width.WIDE), Column("负责人"), Column("经办人"), wide_column("意见和理由"),
             Column("更正"))
_ANSWERS = (order_column(), wide_column("事项"), Column("退回机关", width=Width.WIDE), Column("退回日期"), Column("所在材料"),
            wide_column("退回意见"), wide_column("答复和修改情况"))
CORRECTED, CORRECTS = "已更正", "更正"


def register_paper(dossier: Dossier, packs: Iterable[Pack]) -> Document | None:
    """Every entry of every matter, those answered by a correction too, matter by matter; None while nothing was entered."""
    packs, of = tuple(packs), dossier.approvals
    stands = {e.id for e in standing(of.entries)}
    found = [(matter, entry) for matter in of.matters for entry in in_order(e for e in of.entries if e.matter_id == matter.id)]
    rows = tuple(_entry(at, packs, matter, entry, stands) for at, (matter, entry) in enumerate(found, 1))
    return _paper("approvals", f"{dossier.project.name}报批办理登记表", dossier, _REGISTER, rows) if rows else None


def _entry(at: int, packs: tuple[Pack, ...], matter: Matter, e: MatterEntry, stands: set[str]) -> Row:
    known = chain_of(packs, matter)
    act = str(known[1].steps[e.step - 1].act) if known and 0 < e.step <= len(known[1].steps) else f"第 {e.step} 步"
    corrected = "" if e.id in stands else CORRECTS if e.revokes_id else CORRECTED
    return (at, matter.title, act, dated(e.acted_on), str(e.kind), e.actor, e.number, e.incoming_number, e.person, e.handler,
            "；".join(filter(None, (e.opinion, e.reason))), corrected)


def answers_paper(dossier: Dossier, packs: Iterable[Pack], packets: Iterable[str] = ()) -> Document | None:
    """The comments of the returns that are being worked on, each with its answer, of all matters or of those some packets go up for.

    草稿 while a comment has no answer; None when nothing was returned, or the papers have gone up again since.
    """
    packs, packets = tuple(packs), frozenset(packets)
    mine = (m for m in dossier.approvals.matters if not packets or packets & _packets(packs, m))
    rows = tuple((at, *row) for at, row in enumerate((row for m in mine for row in _answers(dossier, m)), 1))
    mark = DRAFT if any(isinstance(row[-1], Gap) for row in rows) else ""
    return _paper("return_answers", f"{dossier.project.name}退回意见答复表", dossier, _ANSWERS, rows, mark) if rows else None


def _packets(packs: tuple[Pack, ...], matter: Matter) -> set[str]:
    known = chain_of(packs, matter)
    return {step.packet for step in known[1].steps if step.packet} if known else set()


def _answers(dossier: Dossier, matter: Matter) -> Iterator[Row]:
    returned = last_return(docket_of(dossier), matter)
    if returned is None:
        return
    newest = {answer.comment_id: answer.text for answer in dossier.approvals.answers}
    for comment in sorted((c for c in dossier.approvals.comments if c.entry_id == returned.id), key=lambda c: c.position):
        yield (matter.title, returned.actor, dated(returned.acted_on), comment.place, comment.text, newest.get(comment.id) or Gap("答复"))


def _paper(kind: str, title: str, dossier: Dossier, columns: tuple[Column, ...], rows: tuple[Row, ...], mark: str = "") -> Document:
    table = Table(columns, rows, title=title, filled_by=responsible(dossier), signers=SIGNERS, name=title.removeprefix(dossier.project.name))
    return Document(kind, title, (Section((table,), PageKind.TABLE, landscape=True),), mark)
