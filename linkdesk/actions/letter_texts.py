"""The texts of letters: shipped by kind, a county's own in their place; names stay in a draft and are filled in when it is shown or issued."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from linkdesk.actions import plans
from linkdesk.actions.plans import Insertable
from linkdesk.desk import Desk
from linkdesk.documents.cells import gap_text
from linkdesk.documents.letter_names import SUBJECTS, VOCABULARY, LetterCase
from linkdesk.documents.parts import Gap, Part, Text
from linkdesk.documents.plan import text_context
from linkdesk.documents.templates import Context, shipped
from linkdesk.documents.templates.grammar import Clause, LineKind
from linkdesk.documents.templates.own import nameless
from linkdesk.documents.templates.values import remarks_moved, value_parts
from linkdesk.documents.templates.vocabulary import FACTS, TEXTS
from linkdesk.domain import rich_text
from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.project import WordingCopy
from linkdesk.domain.rich_text import Named, Parts, RichBlock, RichHeading, RichParagraph, RichTable, Run
from linkdesk.domain.words import ChangeKind
from linkdesk.policy.terms import Subject

_TITLE = "= "
_OPEN = gap_text("?").partition("?")[0]
_LEFT_OUT = "（未计入"
_LONGEST = 8  # characters of a gap in the editor
_AT_ONCE = frozenset({"letter_review", "letter_basis", "letter_subject", "project.name"})  # words of its matter, filled in when drafted
_OWN_FIELDS = ("contact", "phone", "answers_title", "answers_number")


def key_of(kind: LetterKind, subject: Subject | None) -> str:
    """Under which a county keeps its own text of a kind of letter about a subject."""
    return f"letter_{kind.name.lower()}/{subject or ''}"


def drafted(dossier: Dossier, case: LetterCase) -> tuple[str, str]:
    """Title and text of a new letter: the county's own, else the clauses of the shipped text that stand; names stay in the text."""
    own = _own(dossier, case)
    lines = own.splitlines() if own else list(_shipped_lines(dossier, case))
    title = next((line.removeprefix(_TITLE) for line in lines if line.startswith(_TITLE)), "")
    body = "\n".join(line for line in lines if not line.startswith(_TITLE)).strip()
    return filled_line(title, dossier, case), body


def _own(dossier: Dossier, case: LetterCase) -> str:
    key = key_of(case.letter.kind, case.subject)
    return next((w.text for w in dossier.wordings if w.key == key), "").strip()


def _shipped_lines(dossier: Dossier, case: LetterCase) -> Iterator[str]:
    context = _context(dossier, case)
    for clause in shipped(f"letter_{case.letter.kind.name.lower()}.txt", VOCABULARY).clauses:
        if _stands(clause, context):
            yield from _lines(clause, context)


def _stands(clause: Clause, context: Context) -> bool:
    if not clause.when:
        return True
    fact = FACTS[clause.when]
    return fact.holds(context.dossier, *([context.of(fact.of)] if fact.of else ()))


def _lines(clause: Clause, context: Context) -> Iterator[str]:
    for line in clause.lines:
        parts = tuple(run for part in line.parts for run in (_runs((part,), context) if part in map(Named, _AT_ONCE) else (part,)))
        words = rich_text.spelled((RichHeading(2, parts) if line.kind is LineKind.HEADING else RichParagraph(parts),))
        yield _TITLE + words if line.kind is LineKind.TITLE else words


def filled(text: str, dossier: Dossier, case: LetterCase) -> str:
    """A text with everything named in it filled in as it is now; what is not known stands as a named gap."""
    context = _context(dossier, case)
    return rich_text.spelled(_filled(block, context) for block in rich_text.parse(text))


def filled_line(text: str, dossier: Dossier, case: LetterCase) -> str:
    """One line, a title, filled in as plain text."""
    context = _context(dossier, case)
    return "".join(run.text for block in rich_text.parse(text) if isinstance(block, RichParagraph) for run in _runs(block.parts, context))


def _filled(block: RichBlock, context: Context) -> RichBlock:
    if isinstance(block, RichTable):
        return replace(block, rows=tuple(tuple(_runs(cell, context) for cell in row) for row in block.rows))
    return replace(block, parts=_runs(block.parts, context)) if isinstance(block, RichHeading | RichParagraph) else block


def _runs(parts: Parts, context: Context) -> tuple[Run, ...]:
    made = remarks_moved(tuple(each for part in parts for each in _said(part, context)))
    return tuple(Run(gap_text(part.what) if isinstance(part, Gap) else part.text, getattr(part, "strong", False)) for part in made)


def _said(part: Run | Named, context: Context) -> tuple[Part, ...]:
    if isinstance(part, Run):
        return (Text(part.text, part.strong),)
    return value_parts(part.name, context) if context.knows(part.name) else nameless(part.name)


def _context(dossier: Dossier, case: LetterCase) -> Context:
    return Context(dossier, {**text_context(dossier).subjects, "letter": case.letter, "case": case}, SUBJECTS)


def names(dossier: Dossier, case: LetterCase) -> tuple[Insertable, ...]:
    """What may be inserted into a letter's text, with what each says now: the letter's own first, then what a plan may name."""
    mine = [(name, each.label) for name, each in TEXTS.items() if each.of is LetterCase and name != "letter_review"]
    mine += [(f"letter.{name}", VOCABULARY.fields("letter")[name].label) for name in _OWN_FIELDS]
    offered = (*(Insertable(name, label, filled_line(f"{{{name}}}", dossier, case)) for name, label in mine), *plans.names(dossier))
    return tuple(replace(each, shown=_short(each)) for each in offered)


def _short(each: Insertable) -> str:
    """A value as a letter's narrow editor shows it: what a gap or a remark says in full stands on paper."""
    if _OPEN in each.shown:
        return gap_text(each.label if len(each.label) <= _LONGEST else f"{each.label[:_LONGEST]}…")
    value, remark, _ = each.shown.partition(_LEFT_OUT)
    return f"{value}{remark}…）" if remark else value


def keep(desk: Desk, letter: Letter, subject: Subject | None) -> Change:
    """Keep a letter's title and text as the county's own for its kind and subject: later ones of these begin with it."""
    seen, dossier = desk.as_of(), desk.dossier(letter.project_id)
    if not letter.body.strip():
        raise KnownError("正文是空的，没有存为本县文本。请先写好正文。")
    if _OPEN in letter.body:
        raise KnownError("正文里有写明“待补”的文字，没有存为本县文本。请先补齐，或改为插入数据。")
    named = (("、".join(letter.issuers), "{letter_issuers}"), (dossier.project.name, "{project.name}"))
    text = f"{_TITLE}{letter.title}\n{letter.body}"
    for words, name in named:
        text = text.replace(words, name) if words else text
    return _kept(desk, key_of(letter.kind, subject), text, f"由《{letter.title}》存为本县文本", seen)


def restore(desk: Desk, letter: Letter, subject: Subject | None) -> Change:
    """Go back to the shipped text of a kind and subject; the county's versions stay on file."""
    seen, key = desk.as_of(), key_of(letter.kind, subject)
    if not any(w.text.strip() for w in desk.store.load(WordingCopy, key=key)[-1:]):
        raise KnownError("正在使用的就是程序原文本，没有改动。")
    return _kept(desk, key, "", "恢复程序原文本", seen)


def _kept(desk: Desk, key: str, text: str, basis: str, seen: int) -> Change:
    last = max((w.version for w in desk.store.load(WordingCopy, key=key)), default=0)
    made = WordingCopy(key=key, version=last + 1, text=text, basis=basis, officer_name=desk.officer_name, made_at=desk.clock())
    return Change("存为本县公文文本" if text else "恢复公文原文本", after=(made,), kind=ChangeKind.WORDING, as_of=seen)
