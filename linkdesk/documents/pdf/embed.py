"""A face in a PDF: a composite font that holds only the characters used.

ReportLab cuts a face into simple fonts of 255 characters, so text has to be split wherever the part changes, and a
code means another character in every file. Here a code is the character's own UTF-16 unit, so a line of text is
drawn with one operator; characters outside the BMP take the surrogates, which no text on a page uses otherwise.
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping
from hashlib import md5
from pathlib import Path
from sys import byteorder
from threading import Lock

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFObjectReference,
    PDFStream,
    PDFString,
)
from reportlab.pdfbase.ttfonts import TTFontFace

from linkdesk.documents.pdf.faces import advance, face
from linkdesk.documents.pdf.unicode_map import to_unicode

FIRST_SPARE, LAST_SPARE = 0xD800, 0xDFFF
_CUTTING = Lock()  # cutting a subset moves the face's reading position


def add_face(doc: PDFDocument, path: Path, codes: Mapping[str, int]) -> PDFObjectReference:
    """Embed the characters `codes` (character → two-byte code) of a face and return the font object."""
    with _CUTTING:
        descriptor, name, glyphs = _cut(doc, face(path), sorted(map(ord, codes)))
    system = PDFDictionary({"Registry": PDFString("Adobe"), "Ordering": PDFString("Identity"), "Supplement": 0})
    descendant = PDFDictionary({
        "Type": "/Font", "Subtype": "/CIDFontType2", "BaseFont": f"/{name}", "CIDSystemInfo": system,
        "FontDescriptor": descriptor, "DW": 1000, "W": _widths(path, codes),
        "CIDToGIDMap": doc.Reference(PDFStream(content=_places(codes, glyphs))),
    })
    return doc.Reference(PDFDictionary({
        "Type": "/Font", "Subtype": "/Type0", "BaseFont": f"/{name}", "Encoding": "/Identity-H",
        "DescendantFonts": PDFArray([doc.Reference(descendant)]),
        "ToUnicode": doc.Reference(PDFStream(content=to_unicode(codes, 2))),
    }))


def _cut(doc: PDFDocument, known: TTFontFace, points: list[int]) -> tuple[PDFObjectReference, str, dict[int, int]]:
    tag = md5(repr(points).encode(), usedforsecurity=False).digest()[:6]
    name = "".join(chr(65 + byte % 26) for byte in tag) + "+" + known.name.decode("latin-1")
    return known.addSubsetObjects(doc, name, points), name, _glyphs(known, points)


def _glyphs(known: TTFontFace, points: list[int]) -> dict[int, int]:
    # The subset numbers its glyphs in the order in which the characters are given, after glyph 0 (nothing).
    places = {0: 0}
    return {p: places.setdefault(known.charToGlyph[p], len(places)) for p in points}


def _places(codes: Mapping[str, int], glyphs: Mapping[int, int]) -> bytes:
    table = array("H", bytes(2 * (max(codes.values()) + 1)))
    for character, code in codes.items():
        table[code] = glyphs[ord(character)]
    if byteorder == "little":
        table.byteswap()
    return table.tobytes()


def _widths(path: Path, codes: Mapping[str, int]) -> PDFArray:
    other = sorted((code, advance(path, c)) for c, code in codes.items() if advance(path, c) != 1000)
    return PDFArray([part for code, width in other for part in (code, PDFArray([width]))])
