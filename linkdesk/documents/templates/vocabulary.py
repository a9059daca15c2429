"""The names a document text may use: figures, named texts, facts, fields of declared subjects; and reading against them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from linkdesk import paths
from linkdesk.documents.templates.grammar import Clause, Line, LineKind, Template, parse, refuse
from linkdesk.domain import figures
from linkdesk.domain.entities import ENTITIES
from linkdesk.domain.fields import Field, fields_of
from linkdesk.domain.rich_text import Named


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text made from the data: what a gap is called when it is empty, the class of its subject, its function."""

    label: str
    of: type | None
    maker: Callable[..., str]


@dataclass(frozen=True, slots=True)
class Fact:
    """What decides whether a clause stands: what it means, the class of its subject, its test."""

    label: str
    of: type | None
    holds: Callable[..., bool]


# After the name of a figure in hectares: its number alone, its number in mu, or both with their units.
IN_HA, IN_MU, WITH_MU = "_ha", "_mu", "_with_mu"

TEXTS: dict[str, NamedText] = {}
FACTS: dict[str, Fact] = {}


def named_text(name: str, label: str, of: type | None = None) -> Callable[[Callable[..., str]], Callable[..., str]]:
    """Register a text under the name document texts use; an empty result becomes a gap called `label`."""
    def register(maker: Callable[..., str]) -> Callable[..., str]:
        assert name not in (*TEXTS, *figures.names()), name
        TEXTS[name] = NamedText(label, of, maker)
        return maker
    return register


def fact(name: str, label: str = "", of: type | None = None) -> Callable[[Callable[..., bool]], Callable[..., bool]]:
    """Register a fact for `when =`, of the whole dossier or of one subject."""
    def register(test: Callable[..., bool]) -> Callable[..., bool]:
        assert name not in FACTS, name
        FACTS[name] = Fact(label, of, test)
        return test
    return register


def plain(name: str) -> str:
    """The name of the figure itself, without the unit that may be asked for behind it."""
    if name in figures.names():
        return name
    return next((name.removesuffix(unit) for unit in (WITH_MU, IN_MU, IN_HA) if name.endswith(unit)), name)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What one kind of document offers its text: subjects by name with their class, and the names of its blocks."""

    subjects: Mapping[str, type] = field(default_factory=dict)
    blocks: frozenset[str] = frozenset()

    def knows(self, name: str) -> bool:
        """Whether `{name}` can be filled in this kind of document."""
        subject, _, attribute = name.partition(".")
        if attribute:
            return subject in self.subjects and attribute in self.fields(subject)
        if name in TEXTS:
            return self._has(TEXTS[name].of)
        figure = plain(name)
        if figure not in figures.names() or (figure != name and figures.measure(figure).unit != "公顷"):
            return False
        return self._has(figures.measure(figure).of)

    def knows_fact(self, name: str) -> bool:
        """Whether `when =` may ask for it in this kind of document."""
        return name in FACTS and self._has(FACTS[name].of)

    def fields(self, subject: str) -> dict[str, Field]:
        """The fields of a subject that a text may name; none when it is no entity."""
        kind = self.subjects[subject]
        return fields_of(kind) if kind in ENTITIES.values() else {}

    def _has(self, of: type | None) -> bool:
        return of is None or of in self.subjects.values()


def read(text: str, source: str, vocabulary: Vocabulary) -> Template:
    """Parse a document text and refuse, with file and line, any name that its document does not offer."""
    template = parse(text, source)
    for clause in template.clauses:
        _check(clause, source, vocabulary)
    return template


def _check(clause: Clause, source: str, vocabulary: Vocabulary) -> None:
    if clause.when and not vocabulary.knows_fact(clause.when):
        refuse(source, clause.number, f"没有名为“{clause.when}”的条件")
    for line, name in _names(clause):
        if line.kind is LineKind.OTHER_TEXT:
            refuse(source, line.number, "只有随程序提供的文本能引用另一份文本")
        if line.kind is LineKind.BLOCK and name not in vocabulary.blocks:
            refuse(source, line.number, f"这种文件没有名为“{name}”的表格或区块")
        if line.kind is not LineKind.BLOCK and not vocabulary.knows(name):
            refuse(source, line.number, f"没有名为“{name}”的数据项")


def _names(clause: Clause) -> Iterator[tuple[Line, str]]:
    return ((line, part.name) for line in clause.lines for part in line.parts if isinstance(part, Named))


@cache
def _shipped_text(file_name: str) -> str:
    return paths.own_text(paths.TEMPLATES / file_name)


def shipped(file_name: str, vocabulary: Vocabulary) -> Template:
    """A text that comes with the program, with the texts it names in their places."""
    template = parse(_shipped_text(file_name), file_name)
    clauses: list[Clause] = []
    for clause in template.clauses:
        if clause.lines and clause.lines[0].kind is LineKind.OTHER_TEXT:
            clauses += shipped(f"{clause.lines[0].parts[0].name}.txt", vocabulary).clauses
        else:
            _check(clause, file_name, vocabulary)
            clauses.append(clause)
    return Template(file_name, tuple(clauses))
