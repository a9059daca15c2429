"""The faces of GB/T 9704 and where each of their characters comes from."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from enum import StrEnum
from functools import cache
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFontFace

from linkdesk.documents.pdf.ticks import TICKS
from linkdesk.domain.errors import KnownError
from linkdesk.paths import FONTS, own_fonts

# These stand in a full square on paper; some faces carry only the narrow Latin ones.
_SQUARE = frozenset("“”‘’")


class Role(StrEnum):
    """What a face is for; the value is the field of `Fonts` that names its file."""

    FANG = "fang"    # 仿宋, the body
    KAI = "kai"      # 楷体, second headings and gaps
    HEI = "hei"      # 黑体, first headings
    TITLE = "title"  # 小标宋
    SONG = "song"    # 宋体, tables and page numbers

    __hash__ = str.__hash__  # looked up with every text: the one of Enum is ten times slower


@dataclass(frozen=True, slots=True)
class Fonts:
    """The TrueType files of the five faces; an office may name its own."""

    fang: Path = FONTS / "FandolFang-Regular.ttf"
    kai: Path = FONTS / "LinkDeskKai-Regular-8105.ttf"
    hei: Path = FONTS / "NotoSansSC-Regular-GBK.ttf"
    title: Path = FONTS / "NotoSerifSC-Bold-8105.ttf"
    song: Path = FONTS / "NotoSerifSC-Regular-GBK.ttf"

    def chain(self, role: Role) -> tuple[Path, ...]:
        """The files to look for a character in: the role's own, then 宋体, then the others, then the bundled ones."""
        others = (getattr(self, f.name) for f in fields(self))
        bundled = (f.default for f in fields(self))
        return tuple(dict.fromkeys((getattr(self, role), self.song, *others, *bundled)))


BUNDLED = Fonts()
_NAMES = {Role.FANG: "仿宋", Role.KAI: "楷体", Role.HEI: "黑体", Role.TITLE: "小标宋", Role.SONG: "宋体"}


def chosen(folder: Path) -> Fonts:
    """The faces of an office: 仿宋.ttf, 楷体.ttf, 黑体.ttf, 小标宋.ttf, 宋体.ttf where the folder has them, else the bundled ones."""
    own = {str(role): folder / f"{name}.ttf" for role, name in _NAMES.items()}
    return replace(BUNDLED, **{role: path for role, path in own.items() if path.is_file()})


CHOSEN = chosen(own_fonts())


@cache
def face(path: Path) -> TTFontFace:
    """The face of a TrueType file, read once; KnownError when it cannot be embedded."""
    try:
        return TTFontFace(str(path))
    except (OSError, TTFError, ValueError) as wrong:
        raise KnownError(f"字体文件“{path.name}”不能使用（只能用可嵌入的 TrueType 字体），没有打印。"
                         "请换一个字体文件，或把它移出字体文件夹、改用自带字体。") from wrong


def advance(path: Path, character: str) -> int:
    """The width of a character in thousandths of the type size; 0 when the face has no such glyph."""
    known, code = face(path), ord(character)
    return round(known.charWidths[code]) if known.charToGlyph.get(code) else 0


@cache
def source(fonts: Fonts, role: Role, character: str) -> Path | None:
    """The file a character is taken from, None when no face has it (drawn characters aside)."""
    having = (path for path in fonts.chain(role) if advance(path, character))
    if character not in _SQUARE:
        return next(having, None)
    found = list(having)
    return next((path for path in found if advance(path, character) == 1000), found[0] if found else None)


def known(fonts: Fonts, character: str) -> bool:
    """Whether a character can be printed at all."""
    return character in TICKS or source(fonts, Role.SONG, character) is not None
