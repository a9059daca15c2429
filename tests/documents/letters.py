"""Letters to print, and what stands on their pages: lines of text with face and colour, ruled lines with thickness, in mm."""

import ctypes
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pypdfium2
from pypdfium2 import raw

from linkdesk.documents.letters import letter_document
from linkdesk.domain.approval_words import LetterKind, LetterWay
from linkdesk.domain.letter import Letter
from tests.documents.paper import printed

COUNTY, CITY = "岚山县人民政府", "晋原市人民政府"
SEVEN = ("达川市国土资源局", "达川市发展和改革委员会", "达川市财政局", "达川市住房和城乡规划建设局", "达川市农业局", "达川市林业局",
         "达川市扶贫和移民工作局")
TEXT = "为做好城乡建设用地增减挂钩工作，我县组织编制了青石镇项目区实施方案。"
PITCH = 225 / 22
TALL = 297.0


def request(**other):
    """A 请示 that is issued."""
    said = {"project_id": "p", "kind": LetterKind.REQUEST, "way": LetterWay.UP, "issuers": (COUNTY,), "number": "岚政〔2018〕3号",
            "title": f"{COUNTY}关于审批青石镇城乡建设用地增减挂钩项目区实施方案的请示", "recipients": CITY, "body": TEXT,
            "signers": ("李明",), "dated_on": date(2018, 3, 5), "contact": "王芳", "phone": "0350-1234567",
            "copies_to": "市国土资源局，市财政局", "print_office": f"{COUNTY}办公室", "printed_on": date(2018, 3, 6), "id": "l1"}
    return Letter(**(said | other))


def notice(**other):
    """A 通知 downward."""
    said = {"kind": LetterKind.NOTICE, "way": LetterWay.DOWN, "signers": (), "contact": "", "phone": ""}
    return request(**(said | other))


@dataclass(frozen=True)
class Sign:
    """A character: its ink and the start of its base line in mm from the upper left, type size in points."""

    text: str
    x: float
    base: float
    left: float
    top: float
    right: float
    low: float
    size: float
    font: str
    red: bool


@dataclass(frozen=True)
class Row:
    """Characters of one size on one base line."""

    signs: tuple[Sign, ...]

    @property
    def text(self):
        return "".join(sign.text for sign in self.signs)

    @property
    def x(self):
        return self.signs[0].x

    @property
    def base(self):
        return self.signs[0].base

    @property
    def size(self):
        return self.signs[0].size

    @property
    def top(self):
        """The upper edge of the square of its characters, which reaches 0.88 of the size above the base line."""
        return self.base - 0.88 * self.size / 72 * 25.4

    @property
    def low(self):
        """The lower edge of that square."""
        return self.base + 0.12 * self.size / 72 * 25.4

    @property
    def end(self):
        """The right edge of the last full-width character."""
        return self.signs[-1].x + self.size / 72 * 25.4

    @property
    def fonts(self):
        return {sign.font for sign in self.signs}


@dataclass(frozen=True)
class Bar:
    """A level line in mm from the upper left."""

    left: float
    right: float
    middle: float
    thickness: float
    red: bool


@dataclass(frozen=True)
class Sheet:
    """What stands on a page."""

    rows: tuple[Row, ...]
    bars: tuple[Bar, ...]

    def row(self, text):
        """The line that begins with the text."""
        return next(row for row in self.rows if row.text.startswith(text))

    @property
    def body(self):
        """The lines of the type area in black."""
        return [row for row in self.rows if row.base < TALL - 35 and not row.signs[0].red]


def sheets(letter, *enclosed):
    """The pages of a letter as printed."""
    with pypdfium2.PdfDocument(printed(letter_document(letter, enclosed))) as document:
        return [Sheet(_rows(page.get_textpage()), _bars(page)) for page in document]


def _rows(page):
    signs = sorted(_signs(page), key=lambda sign: (round(sign.base, 1), sign.x))
    return tuple(Row(tuple(row)) for _, row in groupby(signs, key=lambda sign: (round(sign.base, 1), sign.red)))


def _signs(page):
    x, y = ctypes.c_double(), ctypes.c_double()
    name, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    for at in range(page.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(page, at))
        if raw.FPDFText_IsGenerated(page, at) or character.isspace():
            continue
        raw.FPDFText_GetCharOrigin(page, at, x, y)
        raw.FPDFText_GetFontInfo(page, at, name, 100, flags)
        left, low, right, top = page.get_charbox(at)
        yield Sign(character, _mm(x.value), TALL - _mm(y.value), _mm(left), TALL - _mm(top), _mm(right), TALL - _mm(low),
                   raw.FPDFText_GetFontSize(page, at), name.value.decode(), _is_red(raw.FPDFText_GetFillColor, page, at))


def _bars(page):
    found = (_bar(shape) for shape in page.get_objects() if shape.type == raw.FPDF_PAGEOBJ_PATH)
    return tuple(sorted(found, key=lambda bar: bar.middle))


def _bar(shape):
    left, low, right, top = map(_mm, shape.get_bounds())
    return Bar(left, right, TALL - (low + top) / 2, top - low, _is_red(raw.FPDFPageObj_GetFillColor, shape))


def _is_red(ask, *what):
    colour = [ctypes.c_uint() for _ in range(4)]
    ask(*what, *colour)
    red, green, blue = (each.value for each in colour[:3])
    return red > 180 and green < 60 and blue < 60


def _mm(points):
    return points / 72 * 25.4
