"""Texts freed of what carries no meaning: full-width forms, blanks, marks nobody sees."""

from __future__ import annotations

import unicodedata

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u00ad"))
_LONGEST = 24  # characters of a text in a sentence
NONE = frozenset(("无", "没有", "暂无"))
"""Words for there being nothing of the kind."""


def halfwidth(text: str) -> str:
    """Full-width digits, letters and signs as half-width ones; ㎡ becomes m2 on the way."""
    return text if text.isascii() else unicodedata.normalize("NFKC", text).translate(_UNSEEN)


def seen(text: str) -> str:
    """A text without the characters that nobody sees and that come along when it is copied."""
    return text if text.isascii() else text.translate(_UNSEEN)


def compact(text: str) -> str:
    """A text without blanks, full-width forms and characters that come along unseen when it is copied."""
    return "".join(halfwidth(text).split())


def brief(text: str) -> str:
    """A text as it stands in a sentence: a very long one is cut."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
