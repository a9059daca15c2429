"""Finalising agreements: terms, numbers that are never used twice, and the sealed record of what is printed for signature."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from linkdesk.actions import presses
from linkdesk.actions.agreements import new_token
from linkdesk.actions.cuts import Cuts
from linkdesk.actions.numbers import last_under, prefix_of
from linkdesk.actions.readiness import reasons, together
from linkdesk.actions.surveys import quiet
from linkdesk.actions.terms import agree
from linkdesk.desk import Desk
from linkdesk.documents.agreements import agreement as paper_of
from linkdesk.documents.agreements import lines_printed, wording_of
from linkdesk.documents.blocks import Document
from linkdesk.documents.json import from_json, to_json
from linkdesk.documents.pressing import Job, Pressed
from linkdesk.domain.agreement import Agreement, AgreementLine, PageCode, Sealed
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.frozen import dossier_json
from linkdesk.domain.words import AgreementState, ChangeKind

Report = Callable[[int, int], None]
SUBJECT = "agreement"
_FEWEST_CODES = 8         # made before it is known how many pages there are, and more for a longer text:
_CHARACTERS_A_PAGE = 400  # of JSON; signatures take the most room for the fewest
_LINES_A_PAGE = 20


def set_terms(desk: Desk, project_id: str, demolish_by: date, reclaim_by: date) -> Change:
    """Put the deadlines of the pair into every draft of the project."""
    return agree(desk.dossier(project_id).agreements, {"demolish_by": demolish_by, "reclaim_by": reclaim_by})


def ready(dossier: Dossier, subjects: Collection[str] | None = None) -> tuple[list[Agreement], dict[str, tuple[str, ...]]]:
    """The drafts (of some households and collective properties) that may be finalised, and why the others may not, by agreement id."""
    cuts = Cuts(dossier)
    drafts = [a for a in _drafts(dossier) if subjects is None or a.subject_id in subjects]
    why = together(dossier.pair, {a: reasons(cuts, a) for a in drafts})
    return [a for a in drafts if not why[a]], {a.id: said for a, said in why.items() if said}


def finalise(desk: Desk, project_id: str, report: Report = quiet, subjects: Collection[str] | None = None) -> Change:
    """Number and seal every draft that lacks nothing; what is printed for signature is kept as it is and never taken back."""
    seen, dossier = desk.as_of(), desk.dossier(project_id)
    able, why = ready(dossier, subjects)
    if not able:
        raise KnownError(f"没有可以定稿的协议：{next(iter(why.values()), ('还没有生成协议',))[0]}。请先补齐，再定稿。")
    prefix = prefix_of(dossier, "双签")
    first = last_under(prefix, desk.store.numbers_given()) + 1
    final = [replace(a, number=f"{prefix}{at:05d}", state=AgreementState.PRINTED) for at, a in enumerate(able, first)]
    were, now = _sourced(dossier, able)
    made = seal(desk, replace(dossier, lines=tuple(now.get(line.id, line) for line in dossier.lines)), final, report)
    return Change("双签协议定稿编号", before=(*able, *were), after=(*final, *now.values(), *made), kind=ChangeKind.PRINT, as_of=seen)


def _sourced(dossier: Dossier, drafts: Iterable[Agreement]) -> tuple[list[AgreementLine], dict[str, AgreementLine]]:
    """The lines whose rate was confirmed on another document since they were drafted: as they stand, and as they are printed, by id."""
    cuts, standing = Cuts(dossier), {line.id: line for line in dossier.lines}
    printed = {line.id: line for a in drafts for line in lines_printed(cuts.of(a), a) if line != standing[line.id]}
    return [standing[id_] for id_ in printed], printed


def numbers(change: Change) -> list[str]:
    """The numbers that a change of `finalise` gives, in their order."""
    return [a.number for a in change.after if isinstance(a, Agreement)]


def sealed_papers(desk: Desk, agreements: Iterable[Agreement]) -> dict[str, Document]:
    """The document of every finalised agreement as it was printed, by agreement id."""
    ids = [a.id for a in agreements if a.state is AgreementState.PRINTED]
    return {id_: from_json(text) for id_, text in sealed_texts(desk, ids)} if ids else {}


def sealed_texts(desk: Desk, ids: Sequence[str]) -> list[tuple[str, str]]:
    """Agreement id and document as JSON of finalised agreements."""
    return desk.store.columns(Sealed, ("subject_id", "document"), subject=SUBJECT, subject_id=ids)


def seal(desk: Desk, dossier: Dossier, final: Sequence[Agreement], report: Report = quiet) -> list[Entity]:
    """The sealed papers of numbered agreements and the code of each of their pages."""
    cuts, papers = Cuts(dossier), []

    def texts(agreement: Agreement) -> Iterator[str]:
        papers.append(_Paper.of(cuts, agreement))
        yield papers[-1].document

    pressed = presses.run([(Job(1), texts(a)) for a in final], report)
    by_id = {p.agreement.id: p for p in papers}
    papers.clear()
    packs = desk.packs_of_paper(dossier.project)
    # each text is let go of when its sealed paper holds it
    return [e for a, done in zip(final, pressed, strict=True) for e in by_id.pop(a.id).sealed(desk, packs, done)]


@dataclass(frozen=True, slots=True)
class _Paper:
    """An agreement about to be sealed: what it stands on, and its document with more codes than it has pages.

    Both as text: the documents of a thousand households would fill the memory.
    """

    agreement: Agreement
    dossier: str
    wording: str
    document: str

    @classmethod
    def of(cls, cuts: Cuts, agreement: Agreement) -> _Paper:
        mine = cuts.of(agreement)
        document = paper_of(mine, agreement)
        codes = tuple(new_token() for _ in range(_codes_for(to_json(document))))
        return cls(agreement, dossier_json(mine), wording_of(mine, agreement), to_json(replace(document, codes=codes)))

    def sealed(self, desk: Desk, packs: tuple[str, ...], pressed: Pressed) -> list[Entity]:
        """The sealed paper with the codes it needed, and what each of them means."""
        pages = pressed.pages[0]
        document = from_json(self.document)
        codes = document.codes[:pages]
        sealed = Sealed(
            subject=SUBJECT, subject_id=self.agreement.id, number=self.agreement.number, dossier=self.dossier,
            document=to_json(replace(document, codes=codes)), packs=(*packs, self.wording), sealed_at=desk.clock(),
            pdf_hash=pressed.sha256, officer_name=desk.officer_name)
        return [sealed, *(PageCode(agreement_id=self.agreement.id, sealed_id=sealed.id, token=code, page=at, pages=pages)
                          for at, code in enumerate(codes, 1))]


def _codes_for(text: str) -> int:
    """Codes enough for a document as JSON, however it falls into pages."""
    return _FEWEST_CODES + len(text) // _CHARACTERS_A_PAGE + text.count("\\n") // _LINES_A_PAGE


def _drafts(dossier: Dossier) -> tuple[Agreement, ...]:
    return tuple(a for a in dossier.agreements if a.state is AgreementState.DRAFT)
