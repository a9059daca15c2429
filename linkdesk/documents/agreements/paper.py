"""One agreement as a document: its text filled, its mark while anything in it may not be signed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, partial

from linkdesk.documents.agreements.grids import GRIDS
from linkdesk.documents.blocks import (
    Align,
    Block,
    Code,
    Document,
    FieldGrid,
    Gap,
    PageKind,
    Paragraph,
    Section,
    Signatures,
    Style,
    Text,
)
from linkdesk.documents.templates import Context, Template, Vocabulary, fill, shipped
from linkdesk.documents.templates.vocabulary import named_text
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.capitals import capitals
from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figures import REWARD_RATES, figure, reward_rate, village_of
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.words import AgreementKind, Certainty

_FILES = {AgreementKind.DEMOLISH: "agreement_demolish.txt", AgreementKind.RECLAIM: "agreement_reclaim.txt",
          AgreementKind.RESETTLE: "agreement_resettle.txt"}
_SUBJECTS = {"project": Project, "household": Household, "agreement": Agreement}
VOCABULARY = Vocabulary(_SUBJECTS, frozenset(GRIDS))
_BOXES = (
    ("甲方（盖章）", ("代表人（签字）：", "　　　年　　月　　日")),
    ("乙方（签字）", ("户主：", "（手印）", "代签人：", "　　　年　　月　　日")),
    ("丙方（见证，盖章）", ("负责人（签字）：", "　　　年　　月　　日")),
)
_SIGNING_ROOM = 50  # mm, for hands, fingerprints and seals
DRAFT = "草稿"
UNNUMBERED = "（定稿时编号）"


@named_text("amount_in_capitals", "奖补金额大写", of=Agreement)
def _(dossier: Dossier, agreement: Agreement) -> str:
    amount = figure("agreement_amount", dossier, agreement).value
    return "" if amount is None else capitals(amount)


def agreement(dossier: Dossier, agreement: Agreement, template: Template | None = None) -> Document:
    """The paper of one agreement, with the shipped text or a county's own; marked 草稿 while it may not be signed."""
    household = household_of(dossier, agreement)
    blocks = _filled(dossier, agreement, household, template or _template(agreement.kind))
    reasons = (*rate_reasons(dossier, agreement), *_lacking(blocks))
    number = "" if reasons else agreement.number
    section = Section(_completed(blocks, agreement.token, number, reasons), PageKind.AGREEMENT)
    return Document(
        kind="agreement", title=str(agreement.kind), sections=(section,), mark=DRAFT if reasons else "", number=number,
        head=f"{village_of(dossier, household)}{household.head_name or ''}　{agreement.kind}", subject_id=agreement.id)


def draft_reasons(dossier: Dossier, agreement: Agreement) -> tuple[str, ...]:
    """Why an agreement is still a draft: its rate is not confirmed, something is missing; empty when it may be signed."""
    blocks = _filled(dossier, agreement, household_of(dossier, agreement), _template(agreement.kind))
    return (*rate_reasons(dossier, agreement), *_lacking(blocks))


def _lacking(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    return tuple(f"缺{what}" for what in gaps(blocks))


def household_of(dossier: Dossier, agreement: Agreement) -> Household:
    """The household an agreement is with; KnownError when it is not in the project any more."""
    found = next((h for h in dossier.households if h.id == agreement.household_id), None)
    if found is None:
        raise KnownError("有一份协议的农户已不在本项目中，协议没有生成。请先作废该协议，或把农户移回本项目。")
    return found


def rate_reasons(dossier: Dossier, agreement: Agreement) -> tuple[str, ...]:
    """What keeps an agreement from being signed: pair or rate 待核实, the rate unknown, or changed since it was made."""
    reasons = _unconfirmed(dossier.rate("agreement_pair"))
    if agreement.kind not in REWARD_RATES:
        return reasons
    rate = reward_rate(dossier, agreement.kind)
    if rate is None or rate.value is None:
        return (*reasons, "奖补标准未确定")
    reasons = (*reasons, *_unconfirmed(rate))
    return reasons if rate.value == agreement.rate else (*reasons, f"“{rate.label}”已调整，请重新生成协议")


def _unconfirmed(value: Rate | None) -> tuple[str, ...]:
    doubtful = value is not None and value.certainty is Certainty.UNVERIFIED
    return (f"“{value.label}”待核实（{value.document}）",) if doubtful else ()


def gaps(blocks: Iterable[Block]) -> tuple[str, ...]:
    """The named gaps of paragraphs and grids, each once."""
    return tuple(dict.fromkeys(part.what for block in blocks for part in _parts(block) if isinstance(part, Gap)))


def _parts(block: Block) -> Iterable[object]:
    if isinstance(block, Paragraph):
        return block.parts
    return (value for _, value in block.pairs) if isinstance(block, FieldGrid) else ()


@cache
def _template(kind: AgreementKind) -> Template:
    return shipped(_FILES[kind], VOCABULARY)


def _filled(dossier: Dossier, agreement: Agreement, household: Household, template: Template) -> tuple[Block, ...]:
    subjects = {"project": dossier.project, "household": household, "agreement": agreement}
    blocks = {name: partial(made, dossier, agreement, household) for name, made in GRIDS.items()}
    return fill(template, Context(dossier, subjects, _SUBJECTS, blocks))


def _completed(blocks: tuple[Block, ...], token: str, number: str, reasons: tuple[str, ...]) -> tuple[Block, ...]:
    """Number line and draft note under the title, signatures and code at the end: no text can leave them out."""
    number_line = Paragraph((Text(f"协议编号：{number or UNNUMBERED}"),), Style.PLAIN, Align.RIGHT)
    note = Paragraph((Text(f"草稿说明（定稿后不印）：{'；'.join(reasons)}。"),), Style.SMALL, Align.LEFT)
    code = (Code(token, number or DRAFT),) if token else ()
    return (*blocks[:1], number_line, *((note,) if reasons else ()), *blocks[1:], Signatures(_BOXES, _SIGNING_ROOM), *code)
