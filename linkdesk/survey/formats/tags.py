"""Tags of an XML text found without a parser: fast, and nothing in the text can make it expand or fetch anything."""

from __future__ import annotations

import re
from collections.abc import Iterator


def tag(name: str) -> re.Pattern[bytes]:
    """A pattern for the start tag of this local name; its one group holds the attributes."""
    # no value holds a "<", so an unclosed quotation mark ends the search at the next tag and not at the end of the file
    return re.compile(rb"<(?:[\w.-]+:)?" + name.encode() + rb"(?=[\s/>])((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*)>")


def attribute(name: str) -> re.Pattern[bytes]:
    """A pattern for an attribute of this local name; its one group holds the value."""
    return re.compile(rb"(?:^|[\s:])" + name.encode() + rb"\s*=\s*[\"']([^\"'<]*)")


def value(pattern: re.Pattern[bytes], attributes: bytes) -> bytes:
    """The value of an attribute, empty where it is not given."""
    found = pattern.search(attributes)
    return found[1] if found else b""


def pieces(pattern: re.Pattern[bytes], text: bytes) -> Iterator[tuple[bytes, bytes]]:
    """For each tag its attributes and the text from there to the next one."""
    found = None
    for following in pattern.finditer(text):
        if found:
            yield found[1], text[found.end():following.start()]
        found = following
    if found:
        yield found[1], text[found.end():]
