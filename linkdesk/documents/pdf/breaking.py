"""Where a Chinese line may break (避头尾): text → clusters that stay whole → lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

_OPENING = r"（《“‘［【〈「『〔｛(\[{¥￥＄$§№±+-"
_CLOSING = r"，。；：！？、）》”’］】〉」』〕｝·～％‰℃°㎡＊.,;:!?)\]}%"
_WORD_CHARACTER = r"A-Za-z0-9²³À-ÖØ-öø-ɏ"
_WORD = rf"[{_WORD_CHARACTER}]+(?:[.,:/\\\-_@#&'+*=~][{_WORD_CHARACTER}]+)*"
_UNIT = r"(?<=[0-9])(?:公顷|[年月日元亩户人个份项])"

# A cluster is what no line may part: a word or number (with its unit), a dash or ellipsis of two characters, or one character,
# with the brackets and quotes that open before it and the marks that close after it.
_CLUSTER = re.compile(rf" +|[{_OPENING}]*(?:{_WORD}(?:{_UNIT})?|—+|…+|.)[{_CLOSING}]*", re.DOTALL)

# Narrow text keeps its own spacing; everything else stands on the grid and is spread to fill the line.
_NARROW_RANGE = "!-~²³À-ÖØ-öø-ɏ"
SEGMENT = re.compile(rf"[{_NARROW_RANGE}]+|[^{_NARROW_RANGE}]+")
_NARROW = frozenset(re.findall(f"[{_NARROW_RANGE}]", "".join(map(chr, range(0x250)))))

_CLEAN = dict.fromkeys([*range(0x20), 0x7F, 0xFEFF, 0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F),
                        *range(0x2060, 0x2065), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
_CLEAN |= {0x09: " ", 0x0A: "\n", 0x0B: "\n", 0x0C: "\n", 0x85: "\n", 0xA0: " ", 0x2028: "\n", 0x2029: "\n"}


def clean(text: str) -> str:
    """Text without what never shows: control and zero-width characters and marks of direction; tabs become spaces."""
    return text.translate(_CLEAN)


def clusters(text: str) -> list[str]:
    """The clusters of a text without line ends, in order; joined they are the text."""
    return _CLUSTER.findall(text)


def is_narrow(character: str) -> bool:
    """Whether a character keeps its own width and is not spread: Latin letters, digits and ASCII marks."""
    return character in _NARROW


def fill(parts: Sequence[str], widths: Sequence[float], first: float, measure: float) -> list[tuple[int, int]]:
    """Fill lines of `measure` (the first of `first`) greedily; returns [from, to) places in `parts`.

    A space at the end of a line hangs out of it, one at the start of the next is left out.
    """
    ends = list(accumulate(widths))
    lines, at, start, room = [], 0, 0.0, first
    while at < len(parts):
        to = max(bisect_right(ends, start + room + 0.01), at + 1)
        lines.append((at, _before_spaces(parts, at, to)))
        at = _past_spaces(parts, to)
        start, room = ends[at - 1], measure
    return lines or [(0, 0)]


def _before_spaces(parts: Sequence[str], at: int, to: int) -> int:
    while at + 1 < to < len(parts) and parts[to - 1][0] == " ":
        to -= 1
    return to


def _past_spaces(parts: Sequence[str], at: int) -> int:
    while at < len(parts) and parts[at][0] == " ":
        at += 1
    return at


def divided(parts: Sequence[str], widths: Sequence[float], measure: float) -> list[str]:
    """Clusters, those wider than a whole line cut into characters."""
    return [piece for part, width in zip(parts, widths, strict=True)
            for piece in ((part,) if width <= measure else part)]
