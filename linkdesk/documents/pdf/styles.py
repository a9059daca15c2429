"""How paper looks: type styles and pages, in points unless named otherwise. Source: GB/T 9704-2012."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache

from linkdesk.documents.blocks import Align, PageKind, Style
from linkdesk.documents.pdf.faces import Role

MM = 72 / 25.4

# 字号 in points.
SIZE_2, SIZE_3, SIZE_SMALL_3, SIZE_4, SIZE_SMALL_4, SIZE_5, SIZE_SMALL_5 = 22, 16, 15, 14, 12, 10.5, 9

RULE = 0.5  # width of table lines


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """A face at a size; `pitch` is the room of one full-width character along the line, 0 for its own width."""

    role: Role
    size: float
    pitch: float = 0

    @property
    def spacing(self) -> float:
        """What is added after each full-width character."""
        return self.pitch - self.size if self.pitch else 0.0


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph: its type, the height of a line, indent in characters, white below it in points."""

    type: TypeStyle
    leading: float
    indent: int = 0
    align: Align | None = None  # None: as the paragraph says
    after: float = 0
    keep: bool = False


@dataclass(frozen=True, slots=True)
class PageStyle:
    """A page: size, margins and what stands in them; `grid` keeps every line on the page's line pitch."""

    width: float
    height: float
    top: float
    bottom: float
    left: float
    right: float
    leading: float
    grid: bool
    table_size: float
    landscape: bool = False
    paragraphs: dict[Style, ParagraphStyle] = field(hash=False, default_factory=dict)
    headings: tuple[ParagraphStyle, ...] = ()

    @property
    def measure(self) -> float:
        """The width of the type area."""
        return self.width - self.left - self.right

    @property
    def depth(self) -> float:
        """The height of the type area."""
        return self.height - self.top - self.bottom

    def heading(self, level: int) -> ParagraphStyle:
        """The style of a heading; deeper than the last known level looks like the last."""
        return self.headings[min(level, len(self.headings)) - 1]


A4 = (210 * MM, 297 * MM)
SMALL = ParagraphStyle(TypeStyle(Role.SONG, SIZE_SMALL_5), 12.5)


@cache
def page_style(kind: PageKind, landscape: bool = False, paper: str = "A4") -> PageStyle:
    """The page of a kind; a landscape one is the portrait sheet with its binding edge turned up.

    A3 is bound among A4 by its short edge: the landscape sheet by the left, folded, the upright one turned.
    """
    page = {PageKind.OFFICIAL: _official, PageKind.AGREEMENT: _agreement, PageKind.TABLE: _table, PageKind.MAP: _map}[kind]()
    if paper == "A3":
        wide = replace(page, width=page.width * 2)
        return wide if landscape else _turned(wide)
    return _turned(page) if landscape else page


def _official() -> PageStyle:
    leading, pitch = 225 * MM / 22, 156 * MM / 28
    return PageStyle(
        *A4, top=37 * MM, bottom=35 * MM, left=28 * MM, right=26 * MM, leading=leading, grid=True, table_size=SIZE_5,
        paragraphs=_paragraphs(TypeStyle(Role.FANG, SIZE_3, pitch), leading, SIZE_2, leading),
        headings=_headings(SIZE_3, pitch, leading))


def _agreement() -> PageStyle:
    # 38 characters of 小四 on a line, 39 lines on a page: an ordinary household's agreement fits two pages. Below the type
    # area every page, a draft's too, keeps 28 mm for its code, so that codes never change the layout.
    leading, pitch = 18.0, 12.0
    left = 25 * MM
    return PageStyle(
        *A4, top=20 * MM, bottom=297 * MM - 20 * MM - 39 * leading, left=left, right=210 * MM - left - 38 * pitch,
        leading=leading, grid=False, table_size=10,
        paragraphs=_paragraphs(TypeStyle(Role.FANG, SIZE_SMALL_4, pitch), leading, 20, 30),
        headings=_headings(SIZE_SMALL_4, pitch, leading))


def _table() -> PageStyle:
    leading = 18.0
    return PageStyle(
        *A4, top=22 * MM, bottom=22 * MM, left=25 * MM, right=20 * MM, leading=leading, grid=False,
        table_size=SIZE_5, paragraphs=_paragraphs(TypeStyle(Role.SONG, SIZE_5), leading, 18, 28),
        headings=_headings(SIZE_SMALL_4, 0, 20))


def _map() -> PageStyle:
    # A map needs every millimetre; the foot keeps room for the two page numbers, the right for them on a turned sheet.
    return replace(_table(), top=14 * MM, bottom=23 * MM, left=25 * MM, right=16 * MM)


def _paragraphs(body: TypeStyle, leading: float, title: float, title_leading: float) -> dict[Style, ParagraphStyle]:
    # The title keeps one empty line of its own below it; on the grid that is a line of the page.
    return {
        Style.TITLE: ParagraphStyle(TypeStyle(Role.TITLE, title), title_leading, align=Align.CENTRE,
                                    after=leading if body.size == SIZE_3 else leading / 2, keep=True),
        Style.BODY: ParagraphStyle(body, leading, indent=2),
        Style.PLAIN: ParagraphStyle(body, leading),
        Style.SMALL: ParagraphStyle(TypeStyle(Role.SONG, SIZE_5), 15),
        Style.TABLE_TITLE: ParagraphStyle(TypeStyle(Role.HEI, SIZE_SMALL_3), 24, align=Align.CENTRE, keep=True),
    }


def _headings(size: float, pitch: float, leading: float) -> tuple[ParagraphStyle, ...]:
    return tuple(ParagraphStyle(TypeStyle(role, size, pitch), leading, indent=2, align=Align.LEFT, keep=True)
                 for role in (Role.HEI, Role.KAI, Role.FANG))


def _turned(page: PageStyle) -> PageStyle:
    # Bound with the others the sheet stands upright, head of the table to the left (GB/T 9704 横排表格).
    return replace(page, width=page.height, height=page.width, top=page.left, right=page.top, bottom=page.right,
                   left=page.bottom, landscape=True)
