"""Who is left out of the project area and why (A §三(二)), and refusals that a person has to judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from linkdesk.documents.annexes.sheet import order_column
from linkdesk.documents.blocks import Align, Block, Cell, Column, Gap, Table, Width
from linkdesk.documents.figure_cells import known
from linkdesk.documents.templates.vocabulary import fact, named_text
from linkdesk.documents.wording import relocation_word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import village_of
from linkdesk.domain.household import Household, consents
from linkdesk.domain.project import Judgement
from linkdesk.domain.words import THREE_KINDS, LeftOutReason, RelocationType
from linkdesk.policy.judging import latest_judgements
from linkdesk.policy.parts import Pack, PackPlan

_LEAVES = "relocation_refusals"  # the measure of rules that leave a refusal to a person
_WHO = (order_column(), Column("行政村"), Column("户主"), Column("搬迁类型"))
_LEFT_OUT = (*_WHO, Column("未列入原因"), Column("依据", width=Width.WIDE, align=Align.LEFT))
_REFUSALS = (*_WHO, Column("情况", width=Width.WIDE), Column("人工判断", width=Width.WIDE, align=Align.LEFT))

fact("has_left_out")(lambda dossier: bool(dossier.left_out))
fact("no_left_out")(lambda dossier: bool(dossier.households) and not dossier.left_out)
fact("nobody_surveyed")(lambda dossier: not dossier.households and not dossier.left_out)
fact("has_refusals")(lambda dossier: any(True for _ in refusals(dossier)))


@named_text("survey_roster", "摸底调查清册（尚未导入农户）")
def _(dossier: Dossier) -> str:
    return ""  # stands only where nobody was surveyed, and then as a gap


@named_text("refusing_kinds", "不同意农户的搬迁类型")
def _(dossier: Dossier) -> str:
    found = {relocation_word(dossier, h.relocation_type): None for kind in THREE_KINDS
             for h, _ in refusals(dossier) if h.relocation_type is kind}
    return "、".join(found)


def refusals(dossier: Dossier) -> Iterator[tuple[Household, str]]:
    """Households of the three kinds that refuse, or stay out because they do, with what they said."""
    for household in dossier.households:
        if household.relocation_type in THREE_KINDS and consents(household) is False:
            yield household, "不同意拆旧复垦"
    for household in dossier.left_out:
        if household.relocation_type in THREE_KINDS and household.left_out is LeftOutReason.UNWILLING:
            yield household, "不同意，未列入项目区"


def left_out_table(dossier: Dossier, packs: Sequence[Pack], plan: PackPlan) -> tuple[Block, ...]:
    """Everyone surveyed and not taken in, with reason and evidence."""
    rows = tuple((*_who(dossier, at, h), known(h.left_out and str(h.left_out)), known(h.left_out_evidence))
                 for at, h in enumerate(dossier.left_out, 1))
    return (Table(_LEFT_OUT, rows, name="未列入农户"),)


def refusal_table(dossier: Dossier, packs: Sequence[Pack], plan: PackPlan) -> tuple[Block, ...]:
    """Refusals of the three kinds, each with the judgement that stands for its kind, or 待人工判断."""
    rows = tuple((*_who(dossier, at, h), said, _judged(dossier, packs, h)) for at, (h, said) in enumerate(refusals(dossier), 1))
    return (Table(_REFUSALS, rows, name="由人判断"),)


def _who(dossier: Dossier, at: int, household: Household) -> tuple[Cell, ...]:
    return (at, known(village_of(dossier, household)), known(household.head_name),
            known(relocation_word(dossier, household.relocation_type)))


def _judged(dossier: Dossier, packs: Sequence[Pack], household: Household) -> Cell:
    """The latest judgement on a row that leaves refusals to a person, of those that name the household's kind where any does;
    同步搬迁 is judged with the poor."""
    kind = RelocationType.POVERTY if household.relocation_type is RelocationType.SYNCHRONOUS else household.relocation_type
    rows = [(pack, row) for pack in packs for row in pack.rows if any(r.id in row.rules and r.measure == _LEAVES for r in pack.rules)]
    found = [judged for pack, row in [each for each in rows if kind in each[1].condition] or rows
             if (judged := latest_judgements(dossier, pack).get(row.id)) and judged.satisfied is not None]
    return _said(found[-1]) if found else Gap("人工判断")


def _said(judged: Judgement) -> str:
    word = "符合" if judged.satisfied else "不符合"
    when = f" {judged.judged_on}" if judged.judged_on else ""
    return f"{word}，{judged.officer_name}{when}：{judged.basis}"


BLOCKS = {"left_out": left_out_table, "refusals": refusal_table}
