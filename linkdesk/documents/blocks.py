"""The vocabulary of documents: blocks, and the parts that stand in a paragraph. Writers know these, not projects."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from linkdesk.documents.letter_blocks import AttachmentNote as AttachmentNote
from linkdesk.documents.letter_blocks import Closing as Closing
from linkdesk.documents.letter_blocks import Imprint as Imprint
from linkdesk.documents.letter_blocks import LetterForm as LetterForm
from linkdesk.documents.letter_blocks import LetterHead as LetterHead
from linkdesk.documents.parts import Gap as Gap
from linkdesk.documents.parts import Part as Part
from linkdesk.documents.parts import Text as Text
from linkdesk.domain.figure import Figure

DRAFT = "草稿"  # the mark of what is not to be signed or sent


class Align(StrEnum):
    """Where text stands in its line."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    JUSTIFY = "justify"


class Style(StrEnum):
    """Paragraph styles of GB/T 9704: their faces and sizes are the writers' business."""

    TITLE = "title"          # 2号小标宋, centred
    BODY = "body"            # 3号仿宋, first line indented two characters
    PLAIN = "plain"          # as body without indent (主送机关, 编号行)
    SMALL = "small"          # 5号, notes under tables
    TABLE_TITLE = "table_title"  # 附表 title, 小三号黑体 centred


class PageKind(StrEnum):
    """Page layouts: a letter or plan page of 22 × 28, a denser agreement page, table pages, and pages filled by a map."""

    OFFICIAL = "official"
    AGREEMENT = "agreement"
    TABLE = "table"
    MAP = "map"


class Width(StrEnum):
    """How a table column takes its width."""

    NARROW = "narrow"    # 序号, 单位
    NORMAL = "normal"
    WIDE = "wide"        # names, remarks


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading; level 1 黑体 (一、), 2 楷体 (（一）), 3 and 4 仿宋. Becomes a bookmark."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of parts."""

    parts: tuple[Part, ...]
    style: Style = Style.BODY
    align: Align = Align.JUSTIFY


@dataclass(frozen=True, slots=True)
class Column:
    """A leaf or group of a table's header tree; a leaf that formulas name has a `key`."""

    label: str
    children: tuple[Column, ...] = ()
    width: Width = Width.NORMAL
    align: Align = Align.CENTRE
    decimals: int | None = None  # for figures: fixed decimals, right-aligned, number cell in Excel
    key: str = ""


@dataclass(frozen=True, slots=True)
class Computed:
    """A number with the formula it came from in words; `live` is that formula for a workbook, with cells named in braces.

    {column} is a cell of the same row, {row|column} one of the same table, {table|row|column} one of another sheet: a row
    is named by `Table.row_keys` (TOTALS for the totals), a column by its key, a table by its name. Where a cell it names is
    not in the workbook, the number stands alone.
    """

    value: Decimal
    formula: str = ""
    live: str = ""


TOTALS = "totals"  # the key of the totals row

# str is text (also IDs and accounts), Decimal and int are numbers, Figure prints with its own decimals, Gap is a named gap.
Cell = str | int | Decimal | Figure | Computed | Gap | None


@dataclass(frozen=True, slots=True)
class Table:
    """A table: header tree, rows of leaf cells, an optional totals row, a unit line and signers under the last row."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    totals: tuple[Cell, ...] | None = None
    title: str = ""
    unit: str = ""                  # 单位 line at the right above, e.g. "单位：公顷"
    filled_by: str = ""             # 填报单位 at the left above
    signers: tuple[str, ...] = ()   # e.g. ("制表", "审核", "负责人")
    column_numbers: bool = False    # 1栏 2栏 … row under the heading
    notes: tuple[str, ...] = ()
    name: str = ""                  # sheet name in Excel, e.g. "附表3"
    subtotal_rows: tuple[int, ...] = ()  # rows (from 0) that sum up rows above (小计): set off, not summed again
    band_starts: tuple[int, ...] = ()    # leaf columns (from 0) from which the printed table goes on below itself
    band_keys: int = 0                   # so many first columns come again in each band
    row_keys: tuple[str, ...] = ()       # by which formulas name the rows; "" for a row that none names


@dataclass(frozen=True, slots=True)
class FieldGrid:
    """Label-and-value pairs in a ruled grid of `pairs_per_row` pairs."""

    pairs: tuple[tuple[str, Cell], ...]
    pairs_per_row: int = 2


@dataclass(frozen=True, slots=True)
class Signatures:
    """Signature boxes side by side: each a heading and lines below it, with room for a hand and a seal."""

    boxes: tuple[tuple[str, tuple[str, ...]], ...]
    height_mm: int = 42


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored picture by hash, with the widest it may be."""

    hash: str
    width_mm: int
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PictureRow:
    """Stored pictures side by side in frames of one size, each with its caption below; one without a hash is an empty frame."""

    pictures: tuple[Picture, ...]
    height_mm: int = 48


class ShapeKind(StrEnum):
    """What a drawing is made of."""

    LINE = "line"
    POLYGON = "polygon"
    TEXT = "text"
    PICTURE = "picture"


class Hatch(StrEnum):
    """Lines over a fill, so that a print without colour tells areas apart too."""

    NONE = ""
    RISING = "rising"
    FALLING = "falling"
    LEVEL = "level"
    UPRIGHT = "upright"
    CROSSED = "crossed"
    SQUARED = "squared"
    DASHED = "dashed"


Places = tuple[tuple[Decimal, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape in mm from the drawing's lower left. Colours are #RRGGBB or ''.

    A text stands at its first point, on the side of it that `align` says. A polygon's `holes` are further rings: what
    lies in an even number of rings stays empty. A picture's points are its upper left, upper right and lower left
    corners, then lower left and upper right of the window it shows through; it lies, pale, under all else.
    """

    kind: ShapeKind
    points: Places
    text: str = ""
    stroke: str = "#000000"
    fill: str = ""
    size_mm: Decimal = Decimal("0.18")  # line width, or height of text
    holes: tuple[Places, ...] = ()
    hatch: Hatch = Hatch.NONE
    dashed: bool = False
    align: Align = Align.LEFT
    strong: bool = False    # a text in 黑体
    halo: bool = False      # a text with white around it, to stand out from what it lies on
    hash: str = ""          # of a stored picture


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing of so many mm, made by a pure function; `name` says what it shows and becomes its bookmark."""

    width_mm: Decimal
    height_mm: Decimal
    shapes: tuple[Shape, ...]
    caption: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of 22 mm with quiet zone, at the foot of the type area, `caption` beside it.

    Papers sealed before each page had a code of its own hold one; new ones have `Document.codes`.
    """

    token: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents: titles with the page they begin on, joined by leader dots."""

    entries: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page."""


Block = (Heading | Paragraph | Table | FieldGrid | Signatures | Picture | PictureRow | Drawing | Code | Contents | PageBreak
         | LetterHead | AttachmentNote | Closing | Imprint)


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks on one kind of page."""

    blocks: tuple[Block, ...]
    page: PageKind = PageKind.OFFICIAL
    landscape: bool = False
    paper: str = "A4"  # or A3


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document; `mark` is a large pale word across each page (草稿), `foot` a small line at the bottom.

    `codes` are tokens of 12 characters, one for each page of an agreement, printed as QR at the foot of the page.
    """

    kind: str
    title: str
    sections: tuple[Section, ...]
    mark: str = ""
    number: str = ""
    head: str = ""
    foot: str = ""
    subject_id: str = ""
    codes: tuple[str, ...] = ()
