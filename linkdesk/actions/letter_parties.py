"""Who writes to whom: issuers, addressees, document code and way of a letter, by its kind and the step it belongs to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from linkdesk.documents.cells import gap_text
from linkdesk.documents.letters.forms import layout_of
from linkdesk.documents.letters.head import NO_ISSUER
from linkdesk.domain.approval_words import LetterKind, LetterWay
from linkdesk.domain.directory import Authority
from linkdesk.domain.docket import docket_of
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.letter import Letter
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import PlotUse
from linkdesk.policy.actors import body_of, county_of, government_name
from linkdesk.policy.matters import skipped_steps
from linkdesk.policy.procedure import Chain
from linkdesk.policy.terms import Act, Actor

WAYS = {LetterKind.REQUEST: LetterWay.UP, LetterKind.REPORT: LetterWay.UP, LetterKind.ACCEPTANCE_REQUEST: LetterWay.UP,
        LetterKind.LETTER: LetterWay.LEVEL, LetterKind.REVIEW: LetterWay.LEVEL, LetterKind.REPLY: LetterWay.DOWN,
        LetterKind.NOTICE: LetterWay.DOWN}
ANSWERS = frozenset({LetterKind.REPLY, LetterKind.REVIEW})


@dataclass(frozen=True, slots=True)
class Parties:
    """Who issues a letter and to whom it goes; empty where neither policy nor directories say."""

    issuer: str = ""
    recipient: str = ""


def way_of(kind: LetterKind) -> LetterWay:
    """Which way a kind of letter usually goes."""
    return WAYS.get(kind, LetterWay.PUBLIC)


def parties(dossier: Dossier, kind: LetterKind, chain: Chain | None, at: int, on: date) -> Parties:
    """Issuer and addressee of a letter by their names of a day; nobody is addressed by one for the public, and
    whom a 通知 or a 函 without a matter goes to only the officer knows."""
    if chain is None or not 0 < at <= len(chain.steps):
        asks, hears = _of_places(dossier, on)
    else:
        asks, hears = _of_step(dossier, chain, at, on)
    if kind in ANSWERS:
        return Parties(hears, asks)
    elsewhere = kind is LetterKind.NOTICE or (chain is None and way_of(kind) is LetterWay.LEVEL)
    return Parties(asks, "" if elsewhere or not layout_of(kind).addressed else hears)


def _of_places(dossier: Dossier, on: date) -> tuple[str, str]:
    county = county_of(dossier, PlotUse.OLD)
    above = next((a for a in dossier.authorities if county and a.id == county.parent_id), None)
    return _name(dossier, county, on), _name(dossier, above, on)


def _of_step(dossier: Dossier, chain: Chain, at: int, on: date) -> tuple[str, str]:
    """Who turns to whom at a step: what is filed or forwarded goes on from the step before, all else comes from who began."""
    step = chain.steps[at - 1]
    asks, hears = chain.steps[0].actor, step.actor
    if step.act is Act.FORWARD and at < len(chain.steps):
        asks, hears = step.actor, chain.steps[at].actor
    elif step.act is Act.FILE:
        asks = chain.steps[_before(dossier, chain, at) - 1].actor
    hears = Actor.BUYER if hears is Actor.BOTH_PARTIES else hears
    begun = _name(dossier, county_of(dossier, chain.side), on) if asks is Actor.UNSTATED else body_of(dossier, chain, asks, on)
    return begun, body_of(dossier, chain, hears, on)


def _before(dossier: Dossier, chain: Chain, at: int) -> int:
    skipped = skipped_steps(chain, docket_of(dossier))
    return max((n for n in range(1, at) if n not in skipped), default=1)


def _name(dossier: Dossier, place: Authority | None, on: date) -> str:
    return government_name(dossier, place, on) if place else ""


def retitled(title: str, was: tuple[str, ...], now: tuple[str, ...]) -> str:
    """A title that begins with who issues the letter, with others in their place; any other title as it is."""
    began = _in_title(was)
    return _in_title(now) + title.removeprefix(began) if title.startswith(began) else title


def _in_title(issuers: tuple[str, ...]) -> str:
    return ("、".join(issuers) or gap_text(NO_ISSUER)) + "关于"


def code_of(dossier: Dossier, issuer: str, on: date, letters: Iterable[Letter]) -> str:
    """The document code of an issuer on a day: by the directories, else that of its last letter here; empty when neither says."""
    borne = (n.document_code for n in dossier.agency_names if n.name == issuer and n.document_code and in_force(n, on))
    earlier = [x.document_code for x in letters if x.issuers[:1] == (issuer,) and x.document_code and x.way is not LetterWay.RECEIVED]
    return next(borne, earlier[-1] if earlier else "")

