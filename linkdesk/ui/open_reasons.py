"""Why an agreement is still a draft, each reason with the place where it is put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import PartyRole
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entities import entity_name
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import Project
from linkdesk.domain.subject import Subject

HERE = "agreement"
# Where the fields of an entity are edited that the editor itself does not show.
_ROOMS = {"household": "households", "collective_property": "collective", "project": "overview"}
_TABLES = {("认定数量", "单价"): "items", tuple(map(str, PartyRole)): "parties"}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason: room, entity and field where it is put right; without a room it only stands there."""

    sentence: str
    room: str = ""
    entity_id: str = ""
    field: str = ""

    @property
    def act(self) -> str:
        """What the link says."""
        return {"values": "去核实", "standards": "去核实"}.get(self.room, "去填写")


def reasons(said: Iterable[str], dossier: Dossier, subject: Subject, here: frozenset[str]) -> tuple[Reason, ...]:
    """Reasons in words with their places; `here` are the fields that the editor shows."""
    return tuple(_placed(sentence, dossier, subject, here) for sentence in said)


def _placed(sentence: str, dossier: Dossier, subject: Subject, here: frozenset[str]) -> Reason:
    if rate := next((r for r in dossier.rates if f"“{r.label}”" in sentence), None):
        return Reason(sentence, "values", "", rate.name)
    if "县级标准" in sentence or any(f"“{s.title}”" in sentence or (s.number and s.number in sentence) for s in dossier.standards):
        return Reason(sentence, "standards")
    for words, table in _TABLES.items():
        if any(word in sentence for word in words):
            return Reason(sentence, HERE, subject.id, table)
    for entity in (Agreement, type(subject), Project):
        if name := _field(entity, sentence):
            return _of_field(sentence, entity, name, dossier, subject, here)
    return Reason(sentence)


def _field(entity: type, sentence: str) -> str:
    """The field whose label stands in a sentence, the longest label first; empty when none does."""
    labels = sorted(((f.label, n) for n, f in fields_of(entity).items() if f.label not in ("标识", "状态", "项目区", "名称")),
                    key=lambda pair: -len(pair[0]))
    return next((name for label, name in labels if label in sentence), "")


def _of_field(sentence: str, entity: type, name: str, dossier: Dossier, subject: Subject, here: frozenset[str]) -> Reason:
    if name in here:
        return Reason(sentence, HERE, subject.id, name)
    kind = entity_name(entity)
    if kind not in _ROOMS:
        return Reason(sentence)
    return Reason(sentence, _ROOMS[kind], dossier.project.id if kind == "project" else subject.id, name)
