"""Finalising agreements: terms, numbers that are never used twice, and the sealed record of what is printed for signature."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from linkdesk.actions.agreements import eligible
from linkdesk.actions.ledgers import number_key
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents.agreements import agreement as paper_of
from linkdesk.documents.agreements import draft_reasons
from linkdesk.documents.json import from_json, to_json
from linkdesk.documents.pdf import write_pdf
from linkdesk.domain.agreement import Agreement, Sealed
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.frozen import dossier_json
from linkdesk.domain.words import AgreementState, ChangeKind

Report = Callable[[int, int], None]
SUBJECT = "agreement"
GONE = ("该户已不列入本项目区",)


def set_terms(desk: Desk, project_id: str, demolish_by: date, reclaim_by: date) -> Change:
    """Put the agreed terms into every draft of the project."""
    if reclaim_by < demolish_by:
        raise KnownError("约定的复垦期限早于拆除期限，没有改动。请核对两个日期。")
    drafts = _drafts(desk.dossier(project_id))
    return Change("约定拆除和复垦期限", before=drafts,
                  after=tuple(replace(a, demolish_by=demolish_by, reclaim_by=reclaim_by) for a in drafts))


def ready(dossier: Dossier) -> tuple[list[Agreement], dict[str, tuple[str, ...]]]:
    """The drafts that may be finalised, and why the others may not, by agreement id."""
    left_out = {out.household.id: out.why for out in eligible(dossier)[1]}
    here = {h.id for h in dossier.households}
    reasons = {a.id: (*filter(None, (left_out.get(a.household_id),)), *draft_reasons(dossier, a)) if a.household_id in here else GONE
               for a in _drafts(dossier)}
    return [a for a in _drafts(dossier) if not reasons[a.id]], {id_: why for id_, why in reasons.items() if why}


def finalise(desk: Desk, project_id: str, report: Report = quiet) -> Change:
    """Number and seal every draft that lacks nothing; what is printed for signature is kept as it is and never taken back."""
    seen, dossier = desk.as_of(), desk.dossier(project_id)
    able, reasons = ready(dossier)
    if not able:
        why = next(iter(reasons.values()), ("还没有生成协议",))[0]
        raise KnownError(f"没有可以定稿的协议：{why}。请先补齐，再定稿。")
    prefix = _prefix(dossier)
    first = _last_number(desk, prefix) + 1
    done = [_finalised(desk, dossier, a, f"{prefix}{first + at:05d}", report, at, len(able)) for at, a in enumerate(able)]
    return Change("双签协议定稿编号", before=tuple(able), after=tuple(e for pair in done for e in pair), kind=ChangeKind.PRINT,
                  as_of=seen)


def sealed_papers(desk: Desk, agreements: Iterable[Agreement]) -> dict[str, object]:
    """The document of every finalised agreement as it was printed, by agreement id."""
    ids = [a.id for a in agreements if a.state is AgreementState.PRINTED]
    return {s.subject_id: from_json(s.document) for s in desk.store.load(Sealed, subject=SUBJECT, subject_id=ids)} if ids else {}


def _drafts(dossier: Dossier) -> tuple[Agreement, ...]:
    return tuple(a for a in dossier.agreements if a.state is AgreementState.DRAFT)


def _prefix(dossier: Dossier) -> str:
    return f"{dossier.township.name if dossier.township else '项目'}双签-{dossier.on.year}-"


def _last_number(desk: Desk, prefix: str) -> int:
    """The last number under a prefix, given here or taken over with a paper; sealed papers are never removed: none comes back."""
    given = (number_key(paper.number) for paper in (*desk.store.load(Sealed, subject=SUBJECT), *desk.store.load(Agreement)))
    ours = re.compile(re.escape(number_key(prefix)) + r"(\d+)")
    return max((int(found[1]) for number in given if (found := ours.fullmatch(number))), default=0)


def _finalised(desk: Desk, dossier: Dossier, draft: Agreement, number: str, report: Report, at: int,
               total: int) -> tuple[Agreement, Sealed]:
    report(at, total)
    final = replace(draft, number=number, state=AgreementState.PRINTED)
    mine = _cut(dossier, final)
    document = paper_of(mine, final)
    pdf = io.BytesIO()
    write_pdf([document], pdf)
    sealed = Sealed(
        subject=SUBJECT, subject_id=final.id, number=number, dossier=dossier_json(mine), document=to_json(document),
        packs=tuple(f"{p.id}:{desk.pack_hashes[p.id]}" for p in desk.project_packs(dossier.project)), sealed_at=desk.clock(),
        pdf_hash=hashlib.sha256(pdf.getvalue()).hexdigest(), officer_name=desk.officer_name)
    return final, sealed


def _cut(dossier: Dossier, agreement: Agreement) -> Dossier:
    """What an agreement stands on and nothing of its neighbours."""
    household = next(h for h in dossier.households if h.id == agreement.household_id)
    own = {name: tuple(e for e in getattr(dossier, name) if e.household_id == household.id)
           for name in ("members", "houses", "events", "problems")}
    return replace(dossier, households=(household,), left_out=(), collective=(), agreements=(agreement,), rings=(), sections=(),
                   judgements=(), plots=tuple(p for p in dossier.plots if p.id == household.plot_id), **own)
