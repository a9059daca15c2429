"""The blocks only official letters have, as Word paragraphs: red head and rule, attachments, signature, foot of the last page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from linkdesk.documents.blocks import AttachmentNote, Closing, Imprint, LetterHead, Style
from linkdesk.documents.docx.faces import HEI, STYLES, TITLE, set_face
from linkdesk.documents.docx.lines import Lines, add_part
from linkdesk.documents.letter_blocks import LetterForm
from linkdesk.documents.letter_text import numbered_names, part_text
from linkdesk.documents.parts import Part

_RED = RGBColor(0xE6, 0, 0x12)
_PLAIN, _BODY = STYLES[Style.PLAIN].name, STYLES[Style.BODY].name
_SIZE, _SMALL = 16, 14
_LARGEST, _LEADING = 50, 1.15  # points of the name in the head; its line pitch in sizes
_OUTER, _INNER = 8, 6          # eighths of a point: the rules of 版记
_DATE_IN = 4                   # characters from the right


def add_head(lines: Lines, head: LetterHead) -> None:
    """The head with the number, 签发人 at its right when the letter goes upward, and the red rule below."""
    for text in head.above:
        _faced(lines.line(text, _PLAIN), HEI)
    for at, issuer in enumerate(head.issuers):
        last = at == len(head.issuers) - 1
        _named(lines, issuer + (head.word if last else ""), len(max(head.issuers, key=len)) + len(head.word))
    if head.form is not LetterForm.LETTER:
        lines.line("", _PLAIN)
    _rule(_reference(lines, head), "bottom", 12, "E60012")
    lines.line("", _PLAIN)


def _named(lines: Lines, text: str, longest: int) -> None:
    made = lines.line("", _PLAIN)
    made.alignment = WD_ALIGN_PARAGRAPH.CENTER
    size = min(_LARGEST, int(lines.measure_mm * 72 / 25.4 / max(longest, 1)))
    made.paragraph_format.line_spacing = Pt(size * _LEADING)
    run = made.add_run(text)
    run.font.size, run.font.color.rgb = Pt(size), _RED
    set_face(run._element.get_or_add_rPr(), TITLE)


def _reference(lines: Lines, head: LetterHead) -> Any:
    made = lines.line("", _PLAIN)
    if not head.signers:
        made.alignment = WD_ALIGN_PARAGRAPH.RIGHT if head.form is LetterForm.LETTER else WD_ALIGN_PARAGRAPH.CENTER
        _parts(made, head.reference)
        return made
    made.alignment = WD_ALIGN_PARAGRAPH.LEFT
    made.paragraph_format.left_indent = made.paragraph_format.right_indent = Pt(_SIZE)
    made.paragraph_format.tab_stops.add_tab_stop(Mm(lines.measure_mm) - Pt(_SIZE), WD_TAB_ALIGNMENT.RIGHT)
    _parts(made, head.reference)
    made.add_run("\t签发人：" + "　".join(map(part_text, head.signers)))
    return made


def _parts(made: Any, parts: Sequence[Part]) -> None:
    for part in parts:
        add_part(made, part)


def add_note(lines: Lines, note: AttachmentNote) -> None:
    """附件说明, one line below the text; several are numbered."""
    lines.line("", _PLAIN)
    for at, (number, name) in enumerate(numbered_names(note)):
        lines.line(("　　　" if at else "附件：") + number + name, _BODY)


def add_closing(lines: Lines, closing: Closing) -> None:
    """署名 and 成文日期 at the right, with room for a seal above."""
    for _ in range(2 + closing.sealed):
        lines.line("", _PLAIN)
    for issuer in filter(None, closing.issuers):
        made = lines.line(issuer, _PLAIN)
        made.alignment, made.paragraph_format.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, Pt(_SIZE * 2)
    dated = lines.line("", _PLAIN)
    dated.alignment, dated.paragraph_format.right_indent = WD_ALIGN_PARAGRAPH.RIGHT, Pt(_SIZE * _DATE_IN)
    add_part(dated, closing.dated)


def add_imprint(lines: Lines, imprint: Imprint) -> None:
    """版记 between its rules: whom it is copied to, who printed it and when."""
    rows = [f"抄送：{imprint.copies_to}。"] if imprint.copies_to else []
    rows += ["\t".join(filter(None, (imprint.office, imprint.printed)))] if imprint.office or imprint.printed else []
    for at, text in enumerate(rows):
        made = _small(lines, text)
        _rule(made, "top", _INNER if at else _OUTER)
        if at == len(rows) - 1:
            _rule(made, "bottom", _OUTER)
    if imprint.copies:
        _small(lines, imprint.copies).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _small(lines: Lines, text: str) -> Any:
    made = lines.line(text, _PLAIN)
    made.paragraph_format.left_indent = made.paragraph_format.right_indent = Pt(_SMALL)
    made.paragraph_format.tab_stops.add_tab_stop(Mm(lines.measure_mm) - Pt(_SMALL), WD_TAB_ALIGNMENT.RIGHT)
    for run in made.runs:
        run.font.size = Pt(_SMALL)
    return made


def _faced(made: Any, face: str) -> None:
    for run in made.runs:
        set_face(run._element.get_or_add_rPr(), face)


def _rule(made: Any, side: str, eighths: int, colour: str = "000000") -> None:
    """A rule above or below a paragraph; the sides stand in the order Word asks for."""
    properties = made._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        after = next((each for each in properties if each.tag in _BEHIND), None)
        properties.append(borders) if after is None else after.addprevious(borders)
    rule = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "4"), ("color", colour)):
        rule.set(qn(f"w:{name}"), value)
    borders.append(rule)


_BEHIND = frozenset(map(qn, ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")))
