"""Everything an agreement text may name, with what it means in words: for the officer who changes one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from linkdesk.documents.agreements.texts import TEXTS, TextKind
from linkdesk.documents.templates.vocabulary import FACTS
from linkdesk.documents.templates.vocabulary import TEXTS as NAMED
from linkdesk.domain import figures
from linkdesk.domain.entities import ENTITIES

_SIDES, _OWN, _FACTS = "双方和约定", "本份协议的数", "条件（写在一段的第一行）"
_TABLES, _TEXTS, _FIGURES = "表格", "项目文字", "项目的数"
_SUBJECTS = {"project": "项目区", "agreement": "本份协议", "household": "乙方（农户）", "collective": "乙方（集体房屋和用地）"}
_GROUPS = (_SIDES, _OWN, _TABLES, *reversed(_SUBJECTS.values()), _FACTS, _TEXTS, _FIGURES)
_UNTOLD = {"id", "project_id", "household_id", "collective_id", "supplements_id", "token", "as_typed", "void_reason", "paid_before",
           "source", "packs", "village_id", "plot_id", "responsible_id", "township_id"}  # nothing that belongs on paper


@dataclass(frozen=True, slots=True)
class Offer:
    """A name for a text: what it belongs to, what is written, what it means."""

    group: str
    written: str
    label: str


def offers(key: str) -> tuple[Offer, ...]:
    """What the text of a key may name, by group."""
    text = TEXTS[key]
    found = (*_named(text), *_figures(text), *_fields(text), *_blocks(text), *_facts(text))
    return tuple(sorted(found, key=lambda offer: _GROUPS.index(offer.group)))


def _named(text: TextKind) -> Iterator[Offer]:
    for name, each in NAMED.items():
        if text.vocabulary.knows(name):
            yield Offer(_SIDES if each.of else _TEXTS, f"{{{name}}}", each.label)


def _figures(text: TextKind) -> Iterator[Offer]:
    for name in figures.names():
        if text.vocabulary.knows(name):
            measure = figures.measure(name)
            unit = f"（{measure.unit}）" if measure.unit else ""
            yield Offer(_OWN if measure.of else _FIGURES, f"{{{name}}}", f"{measure.label}{unit}")


def _fields(text: TextKind) -> Iterator[Offer]:
    for subject, kind in text.subjects.items():
        if kind in ENTITIES.values():
            for field in text.vocabulary.fields(subject).values():
                if field.name not in _UNTOLD and not field.refers_to:
                    yield Offer(_SUBJECTS[subject], f"{{{subject}.{field.name}}}", field.label)


def _blocks(text: TextKind) -> Iterator[Offer]:
    for name, (label, _) in text.blocks.items():
        yield Offer(_TABLES, f"[[{name}]]", label)


def _facts(text: TextKind) -> Iterator[Offer]:
    for name, each in FACTS.items():
        if each.label and text.vocabulary.knows_fact(name):
            yield Offer(_FACTS, f"when = {name}", each.label)
