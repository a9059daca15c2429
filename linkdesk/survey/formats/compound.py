"""Workbooks in an OLE container, or as bare records: .xls of any age, .et."""

from __future__ import annotations

import os
from collections.abc import Iterator

from xlrd.compdoc import CompDoc

from linkdesk.survey.formats import biff, calamine, old
from linkdesk.survey.formats.sheet import Refused, Sheet

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage"


def sheets(data: bytes, stem: str) -> Iterator[Sheet]:
    """The worksheets of a container, or of records that stand without one, as before Excel 5."""
    if not data.startswith(SIGNATURE):
        _refuse_encrypted(data)
        return old.sheets(data, stem)
    stream = _stream(data)
    _refuse_encrypted(stream)
    if not biff.is_biff8(stream):
        return old.sheets(data, stem)
    return calamine.sheets(biff.in_unicode(data, stream), biff.errors(stream))


def _refuse_encrypted(stream: bytes) -> None:
    if biff.is_encrypted(stream):
        raise Refused("encrypted")


def _stream(data: bytes) -> bytes:
    """The container's stream of records."""
    if _ENCRYPTED.encode("utf-16-le") in data:
        raise Refused("encrypted")
    with open(os.devnull, "w") as nowhere:
        container = CompDoc(data, logfile=nowhere, ignore_workbook_corruption=True)
        stream = container.get_named_stream("Workbook") or container.get_named_stream("Book")
    if not stream:
        raise Refused("not_a_workbook")
    return stream
