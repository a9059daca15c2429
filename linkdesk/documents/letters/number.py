"""发文字号: agency code, year in 〔〕, sequence."""

from __future__ import annotations

from linkdesk.documents.parts import Gap, Part, Text
from linkdesk.domain.letter import Letter


def reference_number(code: str, year: int, sequence: int) -> str:
    """岚政〔2018〕3号: hexagonal brackets, no leading zeros, no 第."""
    return f"{code}〔{year}〕{sequence}号"


def reference_parts(letter: Letter, expected: bool) -> tuple[Part, ...]:
    """The number of a letter; before it is issued, what of it is known, with gaps; nothing where none is `expected`."""
    if letter.number:
        return (Text(letter.number),)
    if not (expected or letter.document_code):
        return ()
    code: Part = Text(letter.document_code) if letter.document_code else Gap("机关代字")
    year = (Text(f"〔{letter.year}〕"),) if letter.year else (Text("〔"), Gap("年份"), Text("〕"))
    sequence: Part = Text(str(letter.sequence)) if letter.sequence else Gap("序号")
    return (code, *year, sequence, Text("号"))
