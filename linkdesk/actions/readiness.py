"""Whether an agreement can be printed for signature, and if not why, in words short enough for a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from linkdesk.actions.cuts import Cuts
from linkdesk.documents.agreements import agreement as paper_of
from linkdesk.documents.agreements import draft_reasons
from linkdesk.documents.blocks import Document
from linkdesk.documents.json import to_json
from linkdesk.documents.pdf import missing_characters
from linkdesk.documents.pdf.faces import BUNDLED, known
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.eligibility import why_left_out
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of

GONE = "该户已不列入本项目区"


def reasons(cuts: Cuts, draft: Agreement) -> tuple[str, ...]:
    """Why a draft may not be finalised; empty when it may."""
    mine = cuts.of(draft)
    if why := _why_subject(mine):
        return (why,)
    try:
        return draft_reasons(mine, draft) or unprintable(mine, paper_of(mine, draft))
    except KnownError as wrong:  # the wording names what there is not, or cannot be read
        return (str(wrong).rstrip("。"),)


def together(pair: Collection[str], found: Mapping[Agreement, tuple[str, ...]]) -> dict[Agreement, tuple[str, ...]]:
    """Reasons by draft, also for a draft of a pair whose other half lacks something: a pair is numbered and signed together."""
    lacking = {a.subject_id: a.kind for a, why in found.items() if why and _in_pair(a, pair)}
    return {a: (f"同一户的{lacking[a.subject_id]}未补齐",) if not why and _in_pair(a, pair) and a.subject_id in lacking else why
            for a, why in found.items()}


def _in_pair(agreement: Agreement, pair: Collection[str]) -> bool:
    return agreement.kind in pair and not agreement.supplements_id


def _why_subject(mine: Dossier) -> str:
    subject = next(iter((*mine.households, *mine.collective)), None)
    return why_left_out(mine, subject) if subject else GONE


def unprintable(mine: Dossier, paper: Document) -> tuple[str, ...]:
    """The characters of a paper that no face has, each with the fields it stands in."""
    if all(known(BUNDLED, c) for c in set(to_json(paper)) if c > "~"):  # quick: nearly every paper is done with here
        return ()
    lacking = {character: text for text, character in missing_characters(paper)}
    return tuple(f"{_where(mine, character) or f'“{_around(text, character)}”'}中的“{character}”（U+{ord(character):04X}）没有字体可以打印"
                 for character, text in lacking.items())


def _where(mine: Dossier, character: str) -> str:
    entities = (*mine.households, *mine.collective, *mine.members, *mine.houses, *mine.parties, *mine.items, *mine.agreements)
    return "、".join(dict.fromkeys(_labels(entities, character)))


def _labels(entities: Iterable[object], character: str) -> Iterable[str]:
    for entity in entities:
        for name, field in fields_of(type(entity)).items():
            value = getattr(entity, name)
            if isinstance(value, str) and character in value:
                yield field.label


def _around(text: str, character: str) -> str:
    at = text.find(character)
    return text[max(at - 6, 0):at + 7].replace("\n", "")
