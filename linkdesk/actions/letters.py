"""Official letters: drafted from a text, issued with their number and sealed, made void, printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from linkdesk.actions import letter_checks, letter_texts
from linkdesk.actions.letter_parties import ANSWERS, code_of, parties, way_of
from linkdesk.actions.letter_scans import scanned
from linkdesk.actions.plan_versions import of_plan
from linkdesk.actions.sealing import sealed
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Document
from linkdesk.documents.json import from_json
from linkdesk.documents.letter_names import LetterCase
from linkdesk.documents.letters import letter_document, reference_number
from linkdesk.documents.letters.letter import VOID
from linkdesk.domain.agreement import Sealed
from linkdesk.domain.approval import Approvals, Matter
from linkdesk.domain.approval_words import LetterKind, LetterWay
from linkdesk.domain.change import Change
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.letter_numbers import is_issued, is_received, last_of_series, number_parts, same_number
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.spelling import brief
from linkdesk.domain.words import ChangeKind
from linkdesk.policy.matters import chain_of, standing, standings

SUBJECT = "letter"


def draft(desk: Desk, project_id: str, kind: LetterKind, matter: Matter | None = None, step: int | None = None) -> Change:
    """A new letter from the text of its kind and step, with issuer, addressee and code by the names of today; signers stay a gap."""
    dossier, today = desk.dossier(project_id), desk.clock().date()
    case = case_of(desk, Letter(project_id=project_id, matter_id=matter.id if matter else None, kind=kind, way=way_of(kind)))
    at = step or _usual_step(desk, case)
    who = parties(dossier, kind, case.chain, at, today)
    begun = replace(case.letter, issuers=(who.issuer,) if who.issuer else (), recipients=who.recipient,
                    document_code=code_of(dossier, who.issuer, today, desk.store.load(Letter)), **_contact(dossier),
                    officer_name=desk.officer_name, **_answered(dossier, case))
    title, body = letter_texts.drafted(dossier, replace(case, letter=begun, at=at))
    return Change(f"新拟{kind}", after=(replace(begun, title=title, body=body),))


def _contact(dossier: Dossier) -> dict[str, str]:
    """Who is asked about a letter: as in the last one of the project that names somebody, else the project's own contact."""
    known = next((x for x in reversed(dossier.approvals.letters) if x.contact and x.phone and not is_received(x)), None)
    return {"contact": known.contact, "phone": known.phone} if known else {"contact": dossier.project.contact}


def case_of(desk: Desk, letter: Letter) -> LetterCase:
    """A letter with the matter, chain and policy it speaks of; without a matter the first policy the project names."""
    dossier = desk.dossier(letter.project_id)
    packs = desk.project_packs(dossier.project)
    matter = next((m for m in dossier.approvals.matters if m.id == letter.matter_id), None)
    pack, chain = (chain_of(packs, matter) if matter else None) or (next((p for p in packs if not p.always), None), None)
    return LetterCase(letter, pack, matter, chain)


def _usual_step(desk: Desk, case: LetterCase) -> int:
    """The step a letter of a kind belongs to: the one whose turn it is where it fits, else the first that wants such a letter."""
    if case.chain is None or case.matter is None:
        return 0
    wants = [at for at, step in enumerate(case.chain.steps, 1) if case.letter.kind in (step.letter, step.reply)]
    dossier = desk.dossier(case.letter.project_id)
    now = standing(docket_of(dossier), desk.project_packs(dossier.project), case.matter)
    return now.at if now and now.at in wants else next(iter(wants), now.at if now else 0)


def _answered(dossier: Dossier, case: LetterCase) -> dict[str, str]:
    """What a reply answers: the last letter that was issued upward in its matter."""
    if case.matter is None or case.letter.kind not in ANSWERS:
        return {}
    asked = [x for x in dossier.approvals.letters if x.matter_id == case.matter.id and x.way is LetterWay.UP and x.number and not x.voided_on]
    return {"answers_title": asked[-1].title, "answers_number": asked[-1].number} if asked else {}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A letter that the step whose turn it is asks for: what goes to its actor, or what the actor answers with."""

    kind: LetterKind
    matter: Matter
    step: int
    label: str


def wanted(desk: Desk, project_id: str) -> tuple[Wanted, ...]:
    """The letters the project's open matters ask for now."""
    dossier = desk.dossier(project_id)
    under_way = (s for s in standings(docket_of(dossier), desk.project_packs(dossier.project)) if s.step)
    return tuple(Wanted(kind, s.matter, s.at, f"{kind}（{s.matter.title}，第 {s.at} 步{s.step.act}）")
                 for s in under_way for kind in (s.step.letter, s.step.reply) if kind)


def current(desk: Desk, letter_id: str) -> Letter:
    """A letter as it stands now; KnownError when it is gone."""
    found = desk.store.get(Letter, letter_id)
    if found is None:
        raise KnownError("找不到这份公文，它可能已被删除。请返回公文列表重新选择。")
    return found


def discard(letter: Letter) -> Change:
    """Remove a draft; what was issued or received stays."""
    if is_issued(letter) or is_received(letter):
        raise KnownError("已印发或已收到的公文不能删除，没有改动。有误的请作废并写明理由。")
    return Change(f"删除拟稿的{letter.kind}", before=(letter,))


def spoken(desk: Desk, letter: Letter) -> Letter:
    """A letter with everything named in its text filled in as of now; of an issued or received one nothing changes."""
    if is_issued(letter) or is_received(letter):
        return letter
    body = letter_texts.filled(letter.body, desk.dossier(letter.project_id), case_of(desk, letter))
    return replace(letter, body=body, year=letter.dated_on.year if letter.dated_on else None)


def lacking(desk: Desk, letter: Letter) -> tuple[str, ...]:
    """What stands against issuing a letter; empty when nothing does, or when it is issued or received."""
    if is_issued(letter) or is_received(letter):
        return ()
    return letter_checks.lacking(desk.dossier(letter.project_id), spoken(desk, letter), desk.clock().date())


def next_number(desk: Desk, letter: Letter) -> str:
    """The number a letter would be given now; empty for a kind that bears none, or while code or date is open."""
    code = letter.document_code.strip()
    if not code or letter.dated_on is None:
        return ""
    year = letter.dated_on.year
    return reference_number(code, year, last_of_series(code, year, desk.store.numbers_given()) + 1)


def issue(desk: Desk, letter_id: str) -> Change:
    """Issue a letter: the next number of its series, its text as of now, sealed; afterwards only its scan and making it void."""
    seen, letter = desk.as_of(), current(desk, letter_id)
    _refuse_again(letter)
    made = spoken(desk, letter)
    if why := lacking(desk, letter):
        raise KnownError(f"还不能印发：{'；'.join(why)}。请先补齐，再印发。")
    number = next_number(desk, made)
    made = replace(made, number=number, printed_on=made.printed_on or desk.clock().date(), issued_at=desk.clock(), **_taken_apart(number))
    copy = sealed(desk, SUBJECT, letter.id, _ground(desk.dossier(letter.project_id), made), letter_document(made), number=number)
    return Change(f"印发{letter.kind}", before=(letter,), after=(copy, replace(made, sealed_id=copy.id)), kind=ChangeKind.PRINT, as_of=seen)


def _refuse_again(letter: Letter) -> None:
    if is_issued(letter):
        raise KnownError(f"这份公文已经印发（{letter.number or letter.title}），没有再次编号。")
    if is_received(letter):
        raise KnownError("收文带有来文机关的字号，不在这里印发。")


def _taken_apart(number: str) -> dict[str, Any]:
    parts = number_parts(number)
    return {"document_code": parts.code, "year": parts.year, "sequence": parts.sequence} if parts else {}


def _ground(dossier: Dossier, letter: Letter) -> Dossier:
    """What a letter stands on: the plan and design of its project, without anything of the households."""
    return replace(of_plan(dossier, PlanKind.DESIGN), approvals=Approvals(letters=(letter,)))


def issue_on_paper(desk: Desk, letter_id: str, number: str, scan: Path) -> Change:
    """Enter a letter that was issued on paper with the number it bears there: the series goes on from it."""
    seen, letter = desk.as_of(), current(desk, letter_id)
    _refuse_again(letter)
    parts = number_parts(number)
    if parts is None:
        raise KnownError(f"“{brief(number.strip())}”不是发文字号，没有登记。应由机关代字、年份和序号组成，如“岚政〔2018〕37号”。")
    if letter.dated_on is None or not letter.title.strip():
        raise KnownError("请先填写标题和成文日期，再登记已印发的字号。")
    if letter.dated_on > desk.clock().date():
        raise KnownError(f"成文日期 {letter.dated_on} 在今天以后，没有登记。请核对日期。")
    written = reference_number(parts.code, parts.year, parts.sequence)
    if any(same_number(written, given) for given in desk.store.numbers_given()):
        raise KnownError(f"发文字号 {written} 已经用过，没有登记。请核对文号。")
    made = replace(spoken(desk, letter), number=written, issued_at=desk.clock(), **_taken_apart(written), **scanned(desk, scan))
    return Change(f"登记已印发的{letter.kind}", before=(letter,), after=(made,), kind=ChangeKind.PROGRESS, as_of=seen)


def void(desk: Desk, letter: Letter, reason: str) -> Change:
    """Make an issued or received letter void: it stays on file with the reason, and a number given here stays used."""
    if not reason.strip():
        raise KnownError("请写明作废理由，再作废公文。")
    if not (is_issued(letter) or is_received(letter)) or letter.voided_on:
        raise KnownError("这份公文没有印发或早已作废，没有改动。拟稿可以直接删除。")
    after = replace(letter, void_reason=reason.strip(), voided_on=desk.clock().date())
    return Change(f"作废{letter.kind}", before=(letter,), after=(after,), as_of=desk.as_of())


def paper(desk: Desk, letter: Letter) -> Document:
    """A letter as it was sealed when it was issued, marked when it is void; else as it stands."""
    copy = desk.store.get(Sealed, letter.sealed_id) if letter.sealed_id else None
    if copy is None:
        return letter_document(spoken(desk, letter))
    return replace(from_json(copy.document), mark=VOID) if letter.voided_on else from_json(copy.document)


def papers(desk: Desk, ids: Sequence[str]) -> list[Document]:
    """Some letters to print, one after the other; of those that came in there is only the scan."""
    found = [x for id_ in ids if not is_received(x := current(desk, id_))]
    if not found:
        raise KnownError("收文没有可以打印的文稿。请查看它的扫描件。")
    return [paper(desk, x) for x in found]


def all_papers(desk: Desk, dossier: Dossier) -> list[Document]:
    """Every letter written here that is not void, in order."""
    return [paper(desk, x) for x in dossier.approvals.letters if not is_received(x) and not x.voided_on]
