"""The formats of workbooks, told by content and never by name; these modules run in the reader's child process only."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from linkdesk.survey.formats.sheet import Sheet

_BARE_RECORDS = b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00"


def sheets(data: bytes, stem: str) -> Iterator[Sheet]:
    """The sheets of a workbook in order; one without a name is named `stem`. Raises Refused.

    A format's modules are imported when it is met, because the child must start fast.
    """
    if data.startswith(b"PK"):
        return import_module(f"{__name__}.zipped").sheets(data)
    if data.startswith((b"\xd0\xcf\x11\xe0", *_BARE_RECORDS)):
        return import_module(f"{__name__}.compound").sheets(data, stem)
    return import_module(f"{__name__}.text").sheets(data, stem)
