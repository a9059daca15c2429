"""发文机关标志: the names of the issuers in red, as large as the page lets them be."""

from __future__ import annotations

from typing import NamedTuple

from linkdesk.documents.blocks import Align
from linkdesk.documents.pdf.compose import Line
from linkdesk.documents.pdf.faces import Role
from linkdesk.documents.pdf.flow import Draw
from linkdesk.documents.pdf.letter_ink import red
from linkdesk.documents.pdf.styles import TypeStyle
from linkdesk.documents.pdf.title_breaks import title_broken
from linkdesk.documents.pdf.typesetter import Span, Typesetter

_LARGEST, _LEAST = 46.0, 22.0  # points; a name that would be smaller on one line takes two
_TOP, _BELOW = 0.85, 0.10      # how far the face reaches above and below its base line, in sizes
_PITCH, _CLOSE = 1.3, 1.08     # from name to name, in sizes; where there is little room
_BETWEEN = 0.5                 # from the names to 文件, in sizes


class Names(NamedTuple):
    """Names as drawn, and the height they take."""

    draws: tuple[Draw, ...]
    height: float


def one_name(setter: Typesetter, text: str, measure: float) -> Names:
    """The name of a single issuer with its word, centred; one longer than a line is set in lines of like length."""
    spans = (Span(text, Role.TITLE),)
    ems = setter.ems(spans)[0] or 1.0
    size = min(_LARGEST, measure / ems)
    if size < _LEAST:
        size = min(_LARGEST, max(_LEAST, measure / (ems / 2 + 1)))
    style = TypeStyle(Role.TITLE, size)
    spans = (Span(title_broken(setter, text, style, measure), Role.TITLE),)
    narrow = setter.balanced(spans, style, measure + 0.01)
    lines = setter.lines(spans, style, narrow, 0, Align.CENTRE)
    draws = tuple(red(line, (measure - narrow) / 2, (_TOP + at * _PITCH) * size) for at, line in enumerate(lines))
    return Names(draws, ((len(lines) - 1) * _PITCH + _TOP + _BELOW) * size)


def joint_names(setter: Typesetter, names: tuple[str, ...], word: str, measure: float, room: float) -> Names:
    """Names one below the other, spread to one width, the word at their right in the middle of their height."""
    ems = [setter.ems((Span(name, Role.TITLE),))[0] or 1.0 for name in names]
    aside = setter.ems((Span(word, Role.TITLE),))[0] + _BETWEEN if word else 0.0
    widest = min(_LARGEST, measure / (max(ems) + aside))
    pitch = min(_PITCH, max(_CLOSE, room / (len(names) * widest)))
    size = min(widest, room / (len(names) * pitch))
    width, left = max(ems) * size, (measure - (max(ems) + aside) * size) / 2
    draws = [red(_spread(setter, name, size, width - own * size), left, (_TOP + at * pitch) * size)
             for at, (name, own) in enumerate(zip(names, ems, strict=True))]
    if word:
        line = setter.once(word, TypeStyle(Role.TITLE, size))
        draws.append(red(line, left + width + _BETWEEN * size, (_TOP + (len(names) - 1) * pitch / 2) * size))
    return Names(tuple(draws), ((len(names) - 1) * pitch + _TOP + _BELOW) * size)


def _spread(setter: Typesetter, name: str, size: float, spare: float) -> Line:
    """A name with the spare room between its characters."""
    return setter.once(name, TypeStyle(Role.TITLE, size, size + spare / max(len(name) - 1, 1)))
