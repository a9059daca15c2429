"""Names as letters state them: without what the layout itself adds, and a gap in place of one that is missing."""

from __future__ import annotations

import re

from linkdesk.documents.parts import Gap, Part, Text

_NUMBERED = re.compile(r"^(?:附件)?\s*\d{1,2}[.．、：:]\s*(?!\d)")


def stated(text: str, what: str) -> Part:
    """The text, or a gap that says what is missing."""
    return Text(text.strip()) if text.strip() else Gap(what)


def attachment_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names of attachments without a typed number before them and without marks after them."""
    cleaned = (_NUMBERED.sub("", name.strip()).rstrip("。；;，,、 ") for name in names)
    return tuple(name for name in cleaned if name)
