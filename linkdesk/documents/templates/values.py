"""What stands in the place of a name in a document text: a figure, a named text, a field, or a gap that says what is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from linkdesk.documents.blocks import Block, Gap, Part, Text
from linkdesk.documents.templates.vocabulary import IN_HA, IN_MU, TEXTS, WITH_MU, Vocabulary, plain
from linkdesk.domain import figures
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of

Blocks = tuple[Block, ...]
_REMARK = "（未计入：{}）"
_PUNCTUATION = re.compile("[，。；、（]")
# Fields called 名称 say nothing in a gap without whose they are.
_OWNERS = {"responsible": "责任主体", "superior": "上级政府", "new_side": "建新区责任主体"}


@dataclass(frozen=True)
class Context:
    """What a text is filled from; a subject may be None when the data do not hold it."""

    dossier: Dossier
    subjects: Mapping[str, Any] = field(default_factory=dict)
    classes: Mapping[str, type] = field(default_factory=dict)
    blocks: Mapping[str, Callable[[], Blocks]] = field(default_factory=dict)

    def of(self, kind: type) -> Any:
        """The one subject of a class."""
        return next(s for name, s in self.subjects.items() if self.classes[name] is kind)

    def knows(self, name: str) -> bool:
        """Whether `{name}` can be filled in here."""
        return Vocabulary(self.classes).knows(name)


def value_parts(name: str, context: Context) -> tuple[Part, ...]:
    """What stands in the place of `{name}`: a figure (with what it leaves out), a text, or a gap."""
    if "." in name:
        return (_field(*name.split("."), context),)
    if name in TEXTS:
        named = TEXTS[name]
        text = named.maker(context.dossier, *([context.of(named.of)] if named.of else ()))
        return (Text(text) if text else Gap(named.label),)
    of = figures.measure(plain(name)).of
    figure = figures.figure(plain(name), context.dossier, context.of(of) if of else None)
    return _IN_UNITS[name.removeprefix(plain(name))](figure)


def _with_mu(figure: figures.Figure) -> tuple[Part, ...]:
    if figure.value is None:
        return figure_parts(figure)
    return (figure, Text("公顷（"), figures.as_mu(figure), Text("亩）"))


def figure_parts(figure: figures.Figure) -> tuple[Part, ...]:
    """A figure in a sentence: a gap when it cannot be computed, and a remark when it is the sum of a part only."""
    if figure.value is None:
        return (Gap(_closed(figure.missing or figure.label)),)
    return (figure, Text(_REMARK.format(_closed(figure.missing)))) if figure.missing else (figure,)


_IN_UNITS = {"": figure_parts, IN_HA: figure_parts, IN_MU: lambda figure: figure_parts(figures.as_mu(figure)), WITH_MU: _with_mu}


def _closed(words: str) -> str:
    """Words as a sentence has them: no space beside a number."""
    return words.replace(" ", "")


def _field(owner: str, name: str, context: Context) -> Part:
    declared = fields_of(context.classes[owner])[name]
    subject = context.subjects[owner]
    value = None if subject is None else getattr(subject, name)
    if value is None or value in ("", ()):
        return Gap(_OWNERS.get(owner, "") + declared.label)
    return Text(long_date(value) if isinstance(value, date) else shown(declared, value))


def long_date(day: date) -> str:
    """A day as documents write it: 2018年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def remarks_moved(parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """A remark on a figure stands behind the figure's unit: before the next mark of punctuation."""
    moved: list[Part] = []
    remark = ""
    for part in parts:
        if isinstance(part, Text) and part.text.startswith(_REMARK[:5]):
            remark = part.text
        elif remark and isinstance(part, Text):
            at = next((m.start() for m in _PUNCTUATION.finditer(part.text)), len(part.text))
            moved.append(Text(part.text[:at] + remark + part.text[at:], part.strong))
            remark = ""
        else:
            moved.append(part)
    return (*moved, Text(remark)) if remark else tuple(moved)


def plain_text(part: Part) -> str:
    """A part as characters only, a gap by its name."""
    return part.what if isinstance(part, Gap) else part.text
