"""Tick boxes: no face has them, so they are drawn, as a Type 3 font so that they also stand in the text layer."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFObjectReference, PDFStream

from linkdesk.documents.pdf.unicode_map import to_unicode

_BOX = "150 -10 700 700 re S"
_TICK = "270 350 m 440 150 l 740 620 l S"
_CROSS = "290 130 m 710 550 l 290 550 m 710 130 l S"

# Character → path in a square of 1000 units; its code is its place here, from 1.
TICKS = {
    "☐": _BOX,
    "☑": f"{_BOX} {_TICK}",
    "☒": f"{_BOX} {_CROSS}",
    "✓": _TICK,
}
CODES = {character: code for code, character in enumerate(TICKS, 1)}


def add_ticks(doc: PDFDocument) -> PDFObjectReference:
    """Put the font of tick boxes into a document."""
    names = {code: f"/t{code}" for code in CODES.values()}
    font = PDFDictionary({
        "Type": "/Font", "Subtype": "/Type3", "FontBBox": PDFArray([0, -120, 1000, 880]),
        "FontMatrix": "[.001 0 0 .001 0 0]", "FirstChar": 1, "LastChar": len(CODES),
        "Widths": PDFArray([1000] * len(CODES)), "Resources": PDFDictionary({}),
        "Encoding": PDFDictionary({"Differences": PDFArray([1, *names.values()])}),
        "CharProcs": PDFDictionary({names[CODES[c]][1:]: _procedure(doc, path) for c, path in TICKS.items()}),
        "ToUnicode": doc.Reference(PDFStream(content=to_unicode(CODES, 1))),
    })
    return doc.Reference(font)


def _procedure(doc: PDFDocument, path: str) -> PDFObjectReference:
    return doc.Reference(PDFStream(content=f"1000 0 0 -120 1000 880 d1 60 w {path}"))
