"""The values of fee schedules, recipes and quality targets as rows of a table: as they stand, as shipped, whose they are."""

from __future__ import annotations

from dataclasses import dataclass, replace

from linkdesk import shipped
from linkdesk.actions import standard_values
from linkdesk.actions.households import answers
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.stated import Stated
from linkdesk.domain.words import Certainty, Severity
from linkdesk.ui.columns import Column, ordered, text_key
from linkdesk.ui.table import Marks

OWN, SHIPPED = "本县", "程序自带"
_DAY = fields_of(PolicyOverride)["from_on"]


@dataclass(frozen=True, slots=True)
class ValueLine:
    """A value of a standard; `own` when the county has one in its place, in force or not."""

    title: str
    stated: Stated
    shipped: Stated
    own: bool = False

    @property
    def id(self) -> str:
        """Standard and name: both stay, whatever the value."""
        return f"{self.stated.standard}/{self.stated.name}"

    @property
    def value(self) -> str:
        """The value as it is typed."""
        return typed(self.stated)

    @property
    def whose(self) -> str:
        """Whether it is the county's or came with the program."""
        return OWN if self.own else SHIPPED


def typed(stated: Stated) -> str:
    """A value as a person reads and types it; 待补 is empty."""
    return stated.text if stated.value is None else f"{stated.value:f}"


def lines(dossier: Dossier) -> list[ValueLine]:
    """All values of a dossier in the order of their standards; one that several places share stands once."""
    own = {(override.pack_id, override.name) for override in dossier.overrides}
    as_shipped = {(s.standard, s.name): s for _, s in standard_values.listed(_shipped(dossier))}
    found = {(s.standard, s.name): (title, s) for title, s in standard_values.listed(dossier)}
    return [ValueLine(title, s, as_shipped.get(key, s), key in own) for key, (title, s) in found.items()]


def _shipped(dossier: Dossier) -> Dossier:
    standards = shipped.standards()
    return replace(dossier, schedules=standards.schedules, recipes=standards.recipes, targets=standards.targets)


def marks(found: list[ValueLine]) -> Marks:
    """What is lacking, and what nobody has confirmed."""
    doubtful = {line.id: (Severity.WARNING, "待核实") for line in found if line.stated.certainty is Certainty.UNVERIFIED}
    return doubtful | {line.id: (Severity.ERROR, "待补：还没有取值") for line in found if not line.value}


def matches(line: ValueLine, wanted: str) -> bool:
    """Whether a line answers to what is typed: words of its name (or their initials), standard, source, value or state."""
    stated = line.stated
    return answers(wanted, stated.label, line.title, stated.source, line.value, str(stated.certainty), line.whose)


def _column(name: str, heading: str, width: int, text, right: bool = False, key=None) -> Column:
    return Column(name, heading, text, key or (lambda line: text_key(text(line))), width, right)


def columns() -> tuple[Column, ...]:
    """The columns; the value is typed in its cell."""
    value = _column("value", "取值", 76, lambda line: line.value or "（待补）", True, lambda line: ordered(line.stated.value))
    return (_column("label", "名称", 212, lambda line: line.stated.label), replace(value, field=fields_of(PolicyOverride)["value"]),
            _column("unit", "单位", 60, lambda line: line.stated.unit),
            _column("certainty", "核实状态", 72, lambda line: str(line.stated.certainty)),
            _column("whose", "取自", 82, lambda line: line.whose),
            _column("source", "依据", 150, lambda line: line.stated.source),
            _column("from_on", "起始日期", 88, lambda line: shown(_DAY, line.stated.from_on)),
            _column("until_on", "终止日期", 88, lambda line: shown(_DAY, line.stated.until_on)),
            _column("title", "标准", 160, lambda line: line.title))
