"""The texts of agreements: which there are, what each may name, and which version is printed, shipped or the county's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256

from linkdesk import paths
from linkdesk.documents.agreements import names  # noqa: F401  registers what the texts may name
from linkdesk.documents.agreements.case import Case
from linkdesk.documents.agreements.grids import OF_COLLECTIVE, OF_HOUSEHOLD, OF_SUPPLEMENT
from linkdesk.documents.blocks import Block
from linkdesk.documents.templates import Template, Vocabulary, read
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project, WordingCopy
from linkdesk.domain.words import AgreementKind

Blocks = dict[str, tuple[str, Callable[[Case], tuple[Block, ...]]]]


@dataclass(frozen=True, slots=True)
class TextKind:
    """One text: what it is called, the subjects it may name, the blocks it may ask for."""

    label: str
    subjects: dict[str, type]
    blocks: Blocks

    @property
    def vocabulary(self) -> Vocabulary:
        """What the text may name."""
        return Vocabulary(self.subjects, frozenset(self.blocks))


_COMMON = {"project": Project, "agreement": Agreement, "case": Case}
_WITH_HOUSEHOLD = {**_COMMON, "household": Household}
_WITH_COLLECTIVE = {**_COMMON, "collective": CollectiveProperty}
SUPPLEMENT = "agreement_supplement"
_KEYS = {AgreementKind.DEMOLISH: "agreement_demolish", AgreementKind.RECLAIM: "agreement_reclaim",
         AgreementKind.RESETTLE: "agreement_resettle"}
_COLLECTIVE = "_collective"
TEXTS = {
    "agreement_demolish": TextKind("旧房拆除协议", _WITH_HOUSEHOLD, OF_HOUSEHOLD),
    "agreement_reclaim": TextKind("宅基地复垦协议", _WITH_HOUSEHOLD, OF_HOUSEHOLD),
    "agreement_resettle": TextKind("搬迁安置协议", _WITH_HOUSEHOLD, OF_HOUSEHOLD),
    "agreement_demolish_collective": TextKind("旧房拆除协议（集体）", _WITH_COLLECTIVE, OF_COLLECTIVE),
    "agreement_reclaim_collective": TextKind("宅基地复垦协议（集体）", _WITH_COLLECTIVE, OF_COLLECTIVE),
    SUPPLEMENT: TextKind("补充协议", _COMMON, OF_SUPPLEMENT),
}
"""Every text an agreement is printed from, by its key: the shipped file is called so, and the county's versions are kept under it."""


def key_of(agreement: Agreement) -> str:
    """The text an agreement is printed from."""
    if agreement.supplements_id:
        return SUPPLEMENT
    key = _KEYS[agreement.kind] + (_COLLECTIVE if agreement.collective_id else "")
    if key not in TEXTS:
        raise KnownError(f"{agreement.kind}只与农户签订，这份与集体的协议没有生成。请作废它，改签旧房拆除协议或宅基地复垦协议。")
    return key


def current(dossier: Dossier, key: str) -> tuple[str, int]:
    """The text in force and its version: the county's newest, or the shipped one under version 0."""
    own = own_text(dossier.wordings, key)
    return (own.text, own.version) if own else (shipped_text(key), 0)


def own_text(wordings: tuple[WordingCopy, ...], key: str) -> WordingCopy | None:
    """The county's newest version of a text; None when there is none, or when it went back to the shipped one."""
    newest = max((w for w in wordings if w.key == key), key=lambda w: w.version, default=None)
    return newest if newest and newest.text.strip() else None


def wording_of(dossier: Dossier, agreement: Agreement) -> str:
    """Which text an agreement is printed from, for the sealed record: key, version (0 is the shipped one) and SHA-256."""
    key = key_of(agreement)
    text, version = current(dossier, key)
    return f"{key}:{version}:{sha256(text.encode()).hexdigest()}"


def template(dossier: Dossier, agreement: Agreement) -> Template:
    """The text an agreement is printed from, read; KnownError names the line when the county's version does not fit any more."""
    key = key_of(agreement)
    text, version = current(dossier, key)
    return parsed(key, text, version)


@lru_cache(maxsize=16)
def parsed(key: str, text: str, version: int) -> Template:
    """A version of a text, read once; KnownError names text and line of what does not fit."""
    return read_text(key, text, f"{TEXTS[key].label}·本县第{version}版" if version else f"{key}.txt")


def read_text(key: str, text: str, source: str) -> Template:
    """A text read against what the papers of its key offer; KnownError names `source` and the line of what does not fit."""
    return read(text, source, TEXTS[key].vocabulary)


@lru_cache(maxsize=16)
def shipped_text(key: str) -> str:
    """The text that comes with the program."""
    return paths.own_text(paths.TEMPLATES / f"{key}.txt")
