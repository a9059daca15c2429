"""The attribute table (.dbf) of a Shapefile: texts decoded, numbers with the digits they were written with."""

from __future__ import annotations

import struct
from decimal import Decimal
from typing import NamedTuple

from linkdesk.geometry.answers import Refused
from linkdesk.geometry.text import number

_HEADER, _FIELD, _END, _DELETED = 32, 32, 0x0D, b"*"
_CODEPAGE = 29  # the byte of the header that names the encoding
_KNOWN_PAGES = {0x4D: "gb18030", 0x4F: "big5"}

Record = dict[str, object]


class _Field(NamedTuple):
    name: str
    kind: bytes
    start: int
    end: int


def records(dbf: bytes, encoding: str) -> list[Record | None]:
    """The attributes of each record, None for one that is marked as deleted; Refused where the file ends too early."""
    if len(dbf) <= _HEADER:
        raise Refused("broken")
    count, header, length = struct.unpack_from("<LHH", dbf, 4)
    if length < 1 or header + count * length > len(dbf):
        raise Refused("broken")
    fields = _fields(dbf[:header], encoding)
    return [_record(dbf[at:at + length], fields, encoding) for at in range(header, header + count * length, length)]


def encoding_of(dbf: bytes, cpg: bytes) -> str:
    """The encoding of a table: UTF-8 or not as its texts are, since .cpg is often wrong; else what .cpg or the header names."""
    texts = _texts(dbf)
    named = _named(cpg) or _KNOWN_PAGES.get(dbf[_CODEPAGE] if len(dbf) > _CODEPAGE else 0)
    if texts.isascii():
        return named or "utf-8"
    if _looks_utf8(texts):
        return "utf-8"
    return named if named and named != "utf-8" else "gb18030"


def _texts(dbf: bytes) -> bytes:
    """The names of fields and the records; what else stands in the header are no texts."""
    header = struct.unpack_from("<H", dbf, 8)[0] if len(dbf) > _HEADER else 0
    names = (dbf[at:at + 11].partition(b"\0")[0] for at in range(_HEADER, header - _FIELD + 1, _FIELD))
    return b" ".join((*names, dbf[header:]))


def _looks_utf8(texts: bytes) -> bool:
    """Whether more Chinese characters than faults come out: a text cut in the middle of a character has a fault or two."""
    said = texts.decode("utf-8", "replace")
    return sum("\u2e80" <= c != "\ufffd" for c in said) > said.count("\ufffd")


def _named(cpg: bytes) -> str | None:
    said = cpg.decode("ascii", "ignore").strip().lower().replace("-", "").replace("_", "")
    if said in ("utf8", "65001"):
        return "utf-8"
    return "gb18030" if any(word in said for word in ("gb", "936")) else None


def _fields(header: bytes, encoding: str) -> list[_Field]:
    fields: list[_Field] = []
    start = 1  # after the mark of deletion
    for at in range(_HEADER, len(header) - _FIELD + 1, _FIELD):
        if header[at] == _END:
            break
        name = _text(header[at:at + 11].partition(b"\0")[0], encoding)
        end = start + header[at + 16]
        fields.append(_Field(name, header[at + 11:at + 12], start, end))
        start = end
    return fields


def _record(data: bytes, fields: list[_Field], encoding: str) -> Record | None:
    if data.startswith(_DELETED):
        return None
    return {field.name: _value(data[field.start:field.end], field.kind, encoding) for field in fields}


def _value(data: bytes, kind: bytes, encoding: str) -> str | Decimal:
    said = _text(data, encoding)
    if kind not in b"NF":
        return said
    value = number(said)
    return (said.strip("*") if value is None else value)  # stars stand for nothing


def _text(data: bytes, encoding: str) -> str:
    return data.partition(b"\0")[0].decode(encoding, "replace").strip()
