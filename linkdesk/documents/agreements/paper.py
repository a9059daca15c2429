"""One agreement as a document: its text filled, its mark while anything in it may not be signed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from linkdesk.documents.agreements.case import Case, case_of
from linkdesk.documents.agreements.parties import signatures
from linkdesk.documents.agreements.texts import TEXTS, key_of, template
from linkdesk.documents.blocks import (
    DRAFT,
    Align,
    Block,
    Document,
    FieldGrid,
    Gap,
    PageKind,
    Paragraph,
    Section,
    Style,
    Table,
    Text,
)
from linkdesk.documents.templates import Context, fill
from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.amounts import reward_rate, unconfirmed_rates
from linkdesk.domain.county_rates import REWARD_RATES
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.words import AgreementState, Certainty

_ADJUSTED = ("应付金额或标准已调整，请重新生成协议",)
UNNUMBERED = "（定稿时编号）"
# What an agreement took over from its household when it was made; a draft that says otherwise is made anew.
_TAKEN_OVER = ("head_name", "id_number", "account_holder", "bank_name", "bank_account")


def agreement(dossier: Dossier, agreement: Agreement, codes: tuple[str, ...] = ()) -> Document:
    """The paper of one agreement in the county's wording; 草稿 while it may not be signed, `codes` one for each page.

    KnownError when its household is gone, or when the county's text names something that does not exist.
    """
    case = case_of(dossier, agreement)
    blocks = _filled(case)
    reasons = _reasons(case, blocks)
    number = "" if reasons else agreement.number
    section = Section(_completed(case, blocks, number, reasons), PageKind.AGREEMENT)
    title = TEXTS[key_of(agreement)].label if agreement.supplements_id else str(agreement.kind)
    return Document(
        kind="agreement", title=title, sections=(section,), mark=DRAFT if reasons else "", number=number,
        head=f"{case.village}{_called(case)}　{title}", subject_id=agreement.id, codes=() if reasons else codes)


def lines_printed(dossier: Dossier, agreement: Agreement) -> tuple[AgreementLine, ...]:
    """The lines of an agreement as its paper has them: of a draft on the documents of today; nothing where it has none of its own."""
    case = case_of(dossier, agreement)
    return case.lines if case.has_lines else ()


def draft_reasons(dossier: Dossier, agreement: Agreement) -> tuple[str, ...]:
    """Why an agreement is still a draft: a rate not confirmed, something missing, a text that cannot be read; empty when it may be signed."""
    case = case_of(dossier, agreement)
    try:
        return _reasons(case, _filled(case))
    except KnownError as unreadable:
        return (str(unreadable),)


def _reasons(case: Case, blocks: tuple[Block, ...]) -> tuple[str, ...]:
    lacking = tuple(f"缺{what}" for what in gaps(blocks))
    return tuple(dict.fromkeys((*rate_reasons(case), *_changed(case), *lacking)))


def rate_reasons(case: Case) -> tuple[str, ...]:
    """What keeps an agreement from being signed: pair or rate 待核实, a rate unknown, or changed since it was made."""
    pair = case.dossier.rate("agreement_pair")
    doubtful = [pair] if pair is not None and pair.certainty is Certainty.UNVERIFIED else []
    if not (case.agreement.supplements_id and case.agreement.amount is None):
        doubtful += unconfirmed_rates(case.dossier, case.agreement, case.lines if case.has_lines else ())
    adjusted = _ADJUSTED if case.reckoned and not case.is_current else () if case.has_lines else _adjusted_rate(case)
    return (*(f"“{rate.label}”待核实（{rate.document}）" for rate in doubtful), *adjusted)


def _adjusted_rate(case: Case) -> tuple[str, ...]:
    """For an agreement that states persons and rate only: the rate unknown, or another today."""
    if case.agreement.kind not in REWARD_RATES or case.is_collective or case.agreement.supplements_id:
        return ()
    rate = reward_rate(case.dossier, case.agreement.kind)
    if rate is None or rate.value is None:
        return ("奖补标准未确定",)
    return () if rate.value == case.agreement.rate else (f"“{rate.label}”已调整，请重新生成协议",)


def _changed(case: Case) -> tuple[str, ...]:
    """What a draft took over from its household and is no longer so there."""
    if case.is_collective or case.agreement.supplements_id or case.agreement.state is not AgreementState.DRAFT:
        return ()
    said = ((name, getattr(case.agreement, name), getattr(case.subject, name)) for name in _TAKEN_OVER)
    return tuple(f"“{fields_of(Agreement)[name].label}”已变更，请重新生成协议" for name, mine, now in said
                 if mine and mine != (now or (case.party_b if name == "account_holder" else now)))


def gaps(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The named gaps of paragraphs, grids and tables, each once."""
    return tuple(dict.fromkeys(part.what for block in blocks for part in _parts(block) if isinstance(part, Gap)))


def _parts(block: Block) -> Iterable[object]:
    if isinstance(block, Paragraph):
        return block.parts
    if isinstance(block, Table):
        return (cell for row in block.rows for cell in row)
    return (value for _, value in block.pairs) if isinstance(block, FieldGrid) else ()


def _filled(case: Case) -> tuple[Block, ...]:
    text = TEXTS[key_of(case.agreement)]
    named = {"project": case.dossier.project, "agreement": case.agreement, "case": case, "household": case.subject,
             "collective": case.subject}
    blocks = {name: partial(made, case) for name, (_, made) in text.blocks.items()}
    subjects = {name: named[name] for name in text.subjects}
    return fill(template(case.dossier, case.agreement), Context(case.dossier, subjects, text.subjects, blocks))


def _called(case: Case) -> str:
    """Whom the agreement is with, after the name of the village."""
    return (case.subject.name or "").removeprefix(case.village) if case.is_collective else case.subject.head_name or ""


def _completed(case: Case, blocks: tuple[Block, ...], number: str, reasons: tuple[str, ...]) -> tuple[Block, ...]:
    """Number line and draft note under the title, signatures at the end: no text can leave them out."""
    number_line = Paragraph((Text(f"协议编号：{number or UNNUMBERED}"),), Style.PLAIN, Align.RIGHT)
    note = Paragraph((Text(f"草稿说明（定稿后不印）：{'；'.join(reasons)}。"),), Style.SMALL, Align.LEFT)
    return (*blocks[:1], number_line, *((note,) if reasons else ()), *blocks[1:], *signatures(case))
