"""How Word paper looks: named paragraph styles with the faces, sizes and line pitch of GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor, Twips

from linkdesk.documents.blocks import Align, Style
from linkdesk.documents.docx.names import TABLE_TITLE

FANG, HEI, KAI, SONG, TITLE = "仿宋", "黑体", "楷体", "宋体", "方正小标宋简体"
LEADING = 579          # twips: 22 lines stand in 225 mm
_TIGHTER = -5          # twentieths of a point: 28 characters of 3号 stand in 156 mm
_BLACK = RGBColor(0, 0, 0)
ALIGNED = {Align.LEFT: WD_ALIGN_PARAGRAPH.LEFT, Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
           Align.RIGHT: WD_ALIGN_PARAGRAPH.RIGHT, Align.JUSTIFY: WD_ALIGN_PARAGRAPH.JUSTIFY}


@dataclass(frozen=True, slots=True)
class Face:
    """A paragraph style: face, size in points, line pitch in twips (0: single), indent of the first line in characters."""

    name: str
    face: str
    size: float
    leading: int = LEADING
    indent: int = 0
    align: Align = Align.JUSTIFY
    after: float = 0
    keep: bool = False
    level: int = 0  # of a heading


STYLES = {
    Style.TITLE: Face("公文标题", TITLE, 22, LEADING, align=Align.CENTRE, after=LEADING / 20, keep=True),
    Style.BODY: Face("公文正文", FANG, 16, indent=2),
    Style.PLAIN: Face("公文顶格", FANG, 16),
    Style.SMALL: Face("小字", SONG, 10.5, 300),
    Style.TABLE_TITLE: Face(TABLE_TITLE, HEI, 15, 480, align=Align.CENTRE, keep=True),
}
CELL = Face("表格文字", SONG, 10.5, 0, align=Align.CENTRE)
HEADINGS = tuple(Face(f"Heading {level}", face, 16, indent=2, align=Align.LEFT, keep=True, level=level)
                 for level, face in enumerate((HEI, KAI, FANG, FANG), 1))


def heading_face(level: int) -> Face:
    """The style of a heading; deeper than the last known level looks like the last."""
    return HEADINGS[min(level, len(HEADINGS)) - 1]


def dress(document: Any) -> None:
    """Give a document its styles."""
    set_face(document.styles["Normal"].element.get_or_add_rPr(), FANG)
    for face in (*STYLES.values(), CELL, *HEADINGS):
        _dress(document.styles, face)


def _dress(styles: Any, face: Face) -> None:
    style = styles[face.name] if face.level else styles.add_style(face.name, WD_STYLE_TYPE.PARAGRAPH)
    style.font.size, style.font.bold, style.font.italic = Pt(face.size), False, False
    style.font.color.rgb = _BLACK
    properties = style.element.get_or_add_rPr()
    set_face(properties, face.face)
    if face.size == STYLES[Style.BODY].size:
        _tighten(properties)
    paragraph = style.paragraph_format
    paragraph.alignment, paragraph.keep_with_next = ALIGNED[face.align], face.keep
    paragraph.space_before, paragraph.space_after = Pt(0), Pt(face.after)
    paragraph.line_spacing_rule = WD_LINE_SPACING.EXACTLY if face.leading else WD_LINE_SPACING.SINGLE
    if face.leading:
        paragraph.line_spacing = Twips(face.leading)
    if face.indent:
        _indent(style.element.get_or_add_pPr(), face)


def set_face(properties: Any, name: str) -> None:
    """Set the face of a run or style by its properties."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for attribute in tuple(fonts.attrib):  # a theme's face would win over ours
        del fonts.attrib[attribute]
    for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{kind}"), name)


def _tighten(properties: Any) -> None:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(_TIGHTER))
    size = properties.find(qn("w:sz"))
    size.addprevious(spacing)


def _indent(properties: Any, face: Face) -> None:
    """Two characters, whatever the size: Word counts them in hundredths, older readers in twips."""
    indent = properties.get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(face.indent * 100))
    indent.set(qn("w:firstLine"), str(round(face.indent * face.size * 20)))


def strong(run: Any) -> None:
    """Print a run in 黑体."""
    set_face(run._element.get_or_add_rPr(), HEI)
