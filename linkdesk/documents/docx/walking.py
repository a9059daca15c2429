"""The walk through the body of a Word file: what is text now, what was tracked, what was commented on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from linkdesk.documents.docx.word_text import Revision, WordLine, WordTable

_GONE = frozenset(("del", "moveFrom"))
_CAME = frozenset(("ins", "moveTo"))
_KINDS = {"ins": "插入", "del": "删除", "moveFrom": "移走", "moveTo": "移入"}
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_PASSED = frozenset(("delText", "instrText", "pPr", "rPr", "Fallback", "txbxContent"))  # text boxes are told after their paragraph
_DEEPEST = 60


def local(name: Any) -> str:
    """A name without its namespace: transitional and strict files have different ones."""
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def said(element: Any, name: str) -> str:
    """An attribute by its local name; empty without one."""
    return next((value for key, value in element.attrib.items() if local(key) == name), "")


def child(element: Any, *path: str) -> Any:
    """The element at a path of local names, None when it is not there."""
    for name in path:
        element = next(element.iterchildren(f"{{*}}{name}"), None)
        if element is None:
            return None
    return element


class Walk:
    """One walk; gathers the tracked changes and what each comment is about on its way."""

    def __init__(self, styles: dict[str, tuple[str, int]]) -> None:
        self.styles = styles
        self.revisions: list[Revision] = []
        self.commented: dict[str, str] = {}
        self._joined = ""

    def blocks(self, body: Any, depth: int = 0) -> Iterator[WordLine | WordTable]:
        """The paragraphs and tables below an element, in order."""
        for each in body.iterchildren():
            kind = local(each.tag)
            if kind == "p":
                yield from self._lines(each, depth)
            elif kind == "tbl":
                yield self._table(each)
            elif kind not in _PASSED and kind not in _GONE and depth < _DEEPEST:
                yield from self.blocks(each, depth + 1)

    def _lines(self, paragraph: Any, depth: int) -> Iterator[WordLine]:
        text = self._joined + self.text(paragraph)
        self._note(paragraph, text)
        if child(paragraph, "pPr", "rPr", "del") is not None:  # its end was deleted: it goes on in the next
            self._joined = text
            return
        self._joined = ""
        style, level = self.styles.get(_style(paragraph), ("", 0))
        if text.strip():
            yield WordLine(text.strip(), level, style)
        for box in paragraph.iter("{*}txbxContent"):
            if not any(local(above.tag) == "Fallback" for above in box.iterancestors()) and depth < _DEEPEST:
                yield from self.blocks(box, depth + 1)

    def text(self, element: Any) -> str:
        """What stands in an element now; tracked insertions count, deletions do not."""
        return "".join(self._pieces(element, 0))

    def _pieces(self, element: Any, depth: int) -> Iterator[str]:
        for each in element.iterchildren():
            kind = local(each.tag)
            if kind == "t":
                yield each.text or ""
            elif kind in _SIGNS:
                yield _SIGNS[kind]
            elif kind not in _PASSED and kind not in _GONE and depth < _DEEPEST:
                yield from self._pieces(each, depth + 1)

    def _note(self, paragraph: Any, text: str) -> None:
        for each in paragraph.iter():
            kind = local(each.tag)
            if kind in _GONE | _CAME and local(each.getparent().tag) not in ("rPr", "trPr"):
                words = "".join(t.text or "" for t in each.iter("{*}t", "{*}delText"))
                if words:
                    self.revisions.append(Revision(_KINDS[kind], said(each, "author"), said(each, "date"), words))
            elif kind in ("commentRangeStart", "commentReference"):
                self.commented.setdefault(said(each, "id"), text)

    def _table(self, table: Any) -> WordTable:
        rows: list[tuple[str, ...]] = []
        headed = 0
        for row in table.iter("{*}tr"):
            if _table_of(row) is not table or child(row, "trPr", "del") is not None:
                continue
            rows.append(tuple(self._cells(row, rows[-1] if rows else ())))
            headed += child(row, "trPr", "tblHeader") is not None
        return WordTable(tuple(rows), headed)

    def _cells(self, row: Any, above: tuple[str, ...]) -> Iterator[str]:
        """The cells of a row; one merged with the one above says the same, a wide one in each of its places."""
        at = 0
        for cell in row.iter("{*}tc"):
            if _row_of(cell) is not row:
                continue
            merge, span = child(cell, "tcPr", "vMerge"), child(cell, "tcPr", "gridSpan")
            goes_on = merge is not None and said(merge, "val") in ("", "continue")
            text = above[at] if goes_on and at < len(above) else self._cell(cell)
            width = int(said(span, "val")) if span is not None and said(span, "val").isdecimal() else 1
            for _ in range(min(max(width, 1), 100)):
                yield text
                at += 1

    def _cell(self, cell: Any) -> str:
        lines = [block.text if isinstance(block, WordLine) else "；".join("，".join(row) for row in block.rows) for block in self.blocks(cell)]
        return "\n".join(lines)


def _style(paragraph: Any) -> str:
    style = child(paragraph, "pPr", "pStyle")
    return said(style, "val") if style is not None else ""


def _table_of(row: Any) -> Any:
    return next(row.iterancestors("{*}tbl"))


def _row_of(cell: Any) -> Any:
    return next(cell.iterancestors("{*}tr"))
