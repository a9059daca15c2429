"""Which pieces (件) a project has to file: letters with their replies, decisions, submissions, agreements, acceptances, payments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from linkdesk.domain.acceptance_standing import standing_acceptances
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind, LetterKind, LetterWay, Retention
from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.book import PaymentState
from linkdesk.domain.corrections import standing
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.letter import Letter
from linkdesk.domain.words import AgreementState

Pages = Callable[[Letter], int | None]
Act = Callable[[MatterEntry], str]  # what the step of an entry does, e.g. 审查; empty when it is not known
_TEN = frozenset((LetterKind.LETTER, LetterKind.NOTICE, LetterKind.PUBLICITY, LetterKind.ANNOUNCEMENT))  # correspondence; else permanent
_DECISIONS = frozenset((EntryKind.PASSED, EntryKind.REFUSED, EntryKind.RETURNED))
_CALLED = {EntryKind.REFUSED: "不予通过意见", EntryKind.RETURNED: "退回意见"}
_ZONE, _OF_COUNTY = "项目区", "专项规划"  # what names of projects end in; what no single project is the subject of
_OF_ACTS = {"审批": "批复", "批准": "批复", "编制": "报送文件"}  # others are called after their act: 审查意见, 备案意见


@dataclass(frozen=True, slots=True)
class Proposal:
    """A piece to file; `instead_of` is the letter whose own piece it takes the place of while that has no 件号."""

    item: ArchiveItem
    instead_of: str = ""


def proposals(dossier: Dossier, pages: Pages, act: Act) -> Iterator[Proposal]:
    """Every piece a project has to file now, in the order of their days; `pages` tells how long a letter is."""
    made = (*_letters(dossier, pages), *_decisions(dossier, act), *_submissions(dossier), *_agreements(dossier), *_acceptances(dossier),
            *_payments(dossier))
    yield from sorted(made, key=lambda each: each.item.dated_on or date.max)


def _piece(dossier: Dossier, title: str, on: date | None, retention: Retention = Retention.PERMANENT, **more: object) -> ArchiveItem:
    return ArchiveItem(project_id=dossier.project.id, title=title, dated_on=on, year=on.year if on else None, retention=retention, **more)


def _own(dossier: Dossier) -> str:
    return dossier.responsible.name or "" if dossier.responsible else ""


def _letters(dossier: Dossier, pages: Pages) -> Iterator[Proposal]:
    """Issued and received letters; a 请示 and the reply to it are one piece, the reply in front."""
    there = [each for each in dossier.approvals.letters if _stands(each)]
    asked = {each.number.strip(): each for each in there if each.number.strip()}
    pairs = {reply.id: asked[number] for reply in there if (number := reply.answers_number.strip()) in asked and asked[number] is not reply}
    answered = {letter.id for letter in pairs.values()}
    for letter in there:
        if letter.id not in answered:
            yield _of_letter(dossier, letter, pairs.get(letter.id), pages)


def _stands(letter: Letter) -> bool:
    out = letter.number.strip() or letter.issued_at
    return not letter.voided_on and bool(letter.received_on or letter.way is LetterWay.RECEIVED or out)


def _of_letter(dossier: Dossier, letter: Letter, asked: Letter | None, pages: Pages) -> Proposal:
    retention = Retention.TEN if letter.kind in _TEN and asked is None else Retention.PERMANENT
    counts = [pages(each) for each in (letter, asked) if each]
    item = _piece(dossier, letter.title, letter.dated_on or letter.received_on, retention, number=letter.number,
                  author="、".join(letter.issuers), secrecy=letter.secrecy, letter_id=letter.id,
                  pages=None if None in counts else sum(counts), note=f"附{asked.kind}：{asked.number}《{asked.title}》" if asked else "")
    return Proposal(item, asked.id if asked else "")


def _decisions(dossier: Dossier, act: Act) -> Iterator[Proposal]:
    """Decisions whose letter is not registered itself."""
    known = {each.number.strip() for each in dossier.approvals.letters}
    matters = {each.id: each for each in dossier.approvals.matters}
    for entry in standing(dossier.approvals.entries):
        if entry.kind in _DECISIONS and entry.letter_id is None and entry.number.strip() and entry.number.strip() not in known:
            called = _CALLED.get(entry.kind) or _OF_ACTS.get(act(entry), f"{act(entry).removesuffix('同意')}意见")
            yield Proposal(_of_entry(dossier, entry, matters.get(entry.matter_id), called))


def _about(project: str, matter: str) -> str:
    """A matter as a title in an archive of many projects says it: with the project's name, without the variant in brackets."""
    what = matter.partition("（")[0]
    if project in what or _OF_COUNTY in what:
        return what
    return project + (what.removeprefix(_ZONE) if project.endswith(_ZONE) else what)


def _of_entry(dossier: Dossier, entry: MatterEntry, matter: Matter | None, called: str) -> ArchiveItem:
    title = f"{entry.actor}关于{_about(dossier.project.name, matter.title if matter else '')}的{called}"
    return _piece(dossier, title, entry.acted_on, number=entry.number, author=entry.actor, entry_id=entry.id)


def _submissions(dossier: Dossier) -> Iterator[Proposal]:
    matters = {each.id: each for each in dossier.approvals.matters}
    for each in dossier.approvals.submissions:
        matter = matters.get(each.matter_id)
        title = each.title or f"{matter.title if matter else dossier.project.name}报送材料"
        again = f"（第 {each.version} 次报送）" if each.version > 1 else ""
        on = each.made_at.date() if each.made_at else None
        yield Proposal(_piece(dossier, title + again, on, author=_own(dossier), pages=each.pages, submission_id=each.id))


def _agreements(dossier: Dossier) -> Iterator[Proposal]:
    """One piece for the signed agreements of each kind, of the day the last was signed."""
    signed = {e.agreement_id: e.happened_on for e in standing(dossier.agreement_events) if e.kind is AgreementEventKind.PARTY_B_SIGNED}
    bound = [(a, on) for a in dossier.agreements if a.state is not AgreementState.VOID and (on := signed.get(a.id) or a.signed_on)]
    for kind in dict.fromkeys(a.kind for a, _ in bound):
        days = [on for a, on in bound if a.kind is kind]
        yield Proposal(_piece(dossier, f"{dossier.project.name}{kind}（{len(days)} 份）", max(days), author=_own(dossier)))


def _acceptances(dossier: Dossier) -> Iterator[Proposal]:
    for each in standing_acceptances(dossier.carrying):
        yield Proposal(_piece(dossier, f"{each.authority}关于{dossier.project.name}竣工验收的意见", each.accepted_on, number=each.number,
                              author=each.authority))


def _payments(dossier: Dossier) -> Iterator[Proposal]:
    states = dossier.book.states_of_batches()
    for batch in (b for b in dossier.batches if states[b.id] is not PaymentState.CANCELLED):
        yield Proposal(_piece(dossier, f"{dossier.project.name}{batch.kind}奖补资金兑付表（{batch.number}）", batch.made_on, Retention.THIRTY,
                              number=batch.number, author=_own(dossier)))


def new_ones(found: Sequence[Proposal], there: Sequence[ArchiveItem]) -> list[Proposal]:
    """The proposals that are not filed yet; a piece is known by what it was made from, else by its number or its title."""
    known = {key for item in there for key in _keys(item)}
    kept = [each for each in found if not known.intersection(_keys(each.item))]
    numbered = {item.letter_id for item in there if item.item is not None}
    return [replace(each, instead_of="") if each.instead_of in numbered else each for each in kept]


def _keys(item: ArchiveItem) -> set[str]:
    made_from = {id_ for id_ in (item.letter_id, item.submission_id, item.entry_id) if id_}
    return made_from or {f"{item.number.strip()}|{item.dated_on}" if item.number.strip() else item.title.partition("（")[0].strip()}
