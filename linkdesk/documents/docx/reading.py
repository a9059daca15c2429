"""A Word file as text, read from its parts: no macro is run, no link followed, no picture unpacked. For the child alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree

from linkdesk.documents.docx import limits
from linkdesk.documents.docx.names import MARK
from linkdesk.documents.docx.walking import Walk, local
from linkdesk.documents.docx.word_text import Comment, WordText

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN, _STYLES, _COMMENTS, _TOLD = "word/document.xml", "word/styles.xml", "word/comments.xml", "docProps/core.xml"
_ID = re.compile(rf"{MARK}([0-9a-f-]{{32,36}})")


class Refused(Exception):
    """Why a file is not read: a key of REFUSALS."""


def read_word(path: Path) -> WordText:
    """What a Word file says; Refused says why it is not read."""
    size = _size(path)
    try:
        with ZipFile(path) as archive:
            return _told(archive, size)
    except (BadZipFile, NotImplementedError, OSError, etree.XMLSyntaxError) as wrong:
        raise Refused("broken") from wrong
    except RuntimeError as locked:  # an archive with a password
        raise Refused("encrypted") from locked


def _size(path: Path) -> int:
    with path.open("rb") as file:
        start, size = file.read(4), file.seek(0, 2)
        if start == _OLE:
            file.seek(0)
            raise Refused("encrypted" if _ENCRYPTED in file.read(limits.LARGEST_FILE) else "old")
    if not start.startswith(b"PK"):
        raise Refused("not_word")
    return size


def _told(archive: ZipFile, size: int) -> WordText:
    if limits.unpacks_too_large(archive, size):
        raise Refused("too_large")
    names = set(archive.namelist())
    if _MAIN not in names:
        raise Refused("not_word")
    walk = Walk(_levels(_part(archive, names, _STYLES)))
    main = _part(archive, names, _MAIN)
    blocks = tuple(walk.blocks(main)) if main is not None else ()
    if len(blocks) > limits.MOST_BLOCKS:
        raise Refused("too_large")
    comments = tuple(_comments(_part(archive, names, _COMMENTS), walk.commented))
    return WordText(blocks, _copy_id(_part(archive, names, _TOLD)), tuple(walk.revisions), comments)


def _part(archive: ZipFile, names: set[str], name: str) -> Any:
    """A part of the file as XML, None where there is none; entities are never resolved."""
    if name not in names:
        return None
    with archive.open(name) as stream:
        content = stream.read(limits.LARGEST_PART + 1)
    if len(content) > limits.LARGEST_PART:
        raise Refused("too_large")
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(content, parser)
    if root.getroottree().docinfo.doctype:  # no Word file has one
        raise Refused("broken")
    return root


def _levels(styles: Any) -> dict[str, tuple[str, int]]:
    """The name of each style and the level of those that are headings."""
    found: dict[str, tuple[str, int]] = {}
    for style in styles.iter("{*}style") if styles is not None else ():
        id_ = next((value for key, value in style.attrib.items() if local(key) == "styleId"), "")
        name = next((value for each in style.iterchildren("{*}name") for value in each.attrib.values()), id_)
        heading = re.fullmatch(r"heading (\d)", name.lower())
        found[id_] = name, int(heading[1]) if heading else 0
    return found


def _copy_id(told: Any) -> str:
    """The id of the copy that this file is, from wherever its program kept it."""
    texts = (each.text or "" for each in (told.iter("{*}identifier", "{*}keywords") if told is not None else ()))
    return next((found[1] for text in texts if (found := _ID.search(text))), "")


def _comments(part: Any, about: dict[str, str]) -> Iterator[Comment]:
    for each in part.iterchildren("{*}comment") if part is not None else ():
        said = {local(key): value for key, value in each.attrib.items()}
        text = "\n".join(Walk({}).text(line) for line in each.iter("{*}p"))
        yield Comment(said.get("author", ""), said.get("date", ""), text, about.get(said.get("id", ""), ""))
