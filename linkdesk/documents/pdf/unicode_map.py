"""The way back from codes on the page to characters: what a reader finds, copies and reads aloud."""

from __future__ import annotations

from collections.abc import Mapping

_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<{first}> <{last}>
endcodespacerange
"""
_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""
_MOST = 100  # entries a block may hold


def to_unicode(codes: Mapping[str, int], width: int) -> str:
    """A ToUnicode map of characters to codes of `width` bytes.

    ReportLab's own writes the code point of a character outside the BMP; the map wants its UTF-16 pair.
    """
    lines = [f"<{code:0{2 * width}X}> <{character.encode('utf-16-be').hex().upper()}>"
             for character, code in sorted(codes.items(), key=lambda known: known[1])]
    blocks = (lines[at:at + _MOST] for at in range(0, len(lines), _MOST))
    body = "".join(f"{len(b)} beginbfchar\n" + "\n".join(b) + "\nendbfchar\n" for b in blocks)
    return _HEAD.format(first="00" * width, last="FF" * width) + body + _FOOT
