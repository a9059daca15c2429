"""What Word, WPS, Excel and web pages put on the clipboard: read for headings, paragraphs, strong words and tables only.

Nothing of it is run or fetched. Deleted text of tracked changes, comments, field codes, hidden text and styles go.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from linkdesk.actions.pasted_words import Grid, plain, tidy, without_comments
from linkdesk.domain.rich_text import Parts, RichBlock, RichHeading, RichParagraph, Run

Attributes = list[tuple[str, str | None]]
_DROPPED = frozenset("script style head title xml del object iframe svg select template noscript o:smarttagtype".split())
_BLOCKS = frozenset("p div h1 h2 h3 h4 h5 h6 li ul ol pre blockquote section article header footer dl dt dd center caption hr".split())
_VOID = frozenset("br hr img col meta link input wbr area base source embed param v:imagedata".split())
_STRONG = frozenset(("b", "strong", "th"))
_MARKS_OF_COMMENTS = ("msocommentreference", "msocomanchor", "msocomtxt", "msodel")
_COMMENT_ELEMENTS = ("mso-element:comment", "mso-element:comment-list", "mso-comment-reference")
_HIDDEN = ("display:none", "mso-hide:all")
_OUTLINE = re.compile(r"mso-outline-level:(\d)")
_WEIGHT = re.compile(r"(?:^|;)font-weight:(\w+)")
_LABEL = re.compile(r"[0-9０-９一二三四五六七八九十百①-⑳ⅰ-ⅻⅠ-Ⅻ]|^[（(]?[A-Za-z][.)）、．]")
_NUMBER = re.compile(r"^(?:第[一二三四五六七八九十百]+[章节]\s*|[一二三四五六七八九十]+、\s*|[（(][一二三四五六七八九十\d]+[）)]\s*"
                     r"|\d+(?:\.\d+)*(?:[.．、]\s*|\s+)|\d+(?:\.\d+)+)")
_DEEPEST = 100  # tables in tables: more is no document


@dataclass(frozen=True, slots=True)
class _State:
    """What an open tag means for the words in it."""

    tag: str
    strong: bool = False
    level: int = 0          # of a heading, as written: 1 to 9
    label: bool = False     # the number or bullet of a list
    item: str = ""          # what the items of a list are numbered by: "ol", "ul"


class Reader(HTMLParser):
    """Reads one clipboard; `blocks` are what stands there, `pictures` how many pictures were passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[RichBlock] = []
        self.pictures = 0
        self._runs: list[Run] = []
        self._open: list[_State] = []
        self._tags: Counter[str] = Counter()  # how many of each are open: a page may close thousands that are not
        self._grids: list[Grid] = []
        self._dropped, self._depth = "", 0
        self._code = False   # between the beginning of a field and its result
        self._numbers: list[int] = []
        self._number_due = ""  # stands before the first words of the item, however deep they are
        self._heading = 0

    def read(self, html: str) -> tuple[RichBlock, ...]:
        """The blocks of a page, its headings set one or two below the section's."""
        self.feed(without_comments(html[max(0, html.find("<")):]))
        self.close()
        while self._grids:
            self._end_table()
        self._flush()
        highest = min((b.level for b in self.blocks if isinstance(b, RichHeading)), default=0)
        return tuple(_below(b, 2 if b.level == highest else 3) if isinstance(b, RichHeading) else b for b in self.blocks)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if self._dropped:
            self._depth += tag == self._dropped and tag not in _VOID
            return
        names = {name: value or "" for name, value in attrs}
        style = re.sub(r"\s+", "", names.get("style", "")).lower()
        if _unwanted(tag, names, style):
            self._drop(tag)
        elif tag in ("img", "v:imagedata"):
            self.pictures += 1
        elif tag == "br":
            self._break()
        elif tag == "table":
            self._begin_table()
        elif tag in ("tr", "td", "th") and self._grids:
            self._begin_cell(tag, names)
        if tag not in _VOID and not self._dropped:
            self._enter(tag, style)

    def handle_startendtag(self, tag: str, attrs: Attributes) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._dropped:
            self._depth -= tag == self._dropped
            if not self._depth:
                self._dropped = ""
            return
        if tag in _BLOCKS:
            self._flush()
        if tag == "table" and self._grids:
            self._end_table()
        elif tag in ("td", "th") and self._grids:
            self._end_cell()
        self._leave(tag)

    def handle_data(self, data: str) -> None:
        if self._dropped or self._code:
            return
        if self._number_due and data.strip():
            self._runs.append(Run(self._number_due))
            self._number_due = ""
        if data:
            self._runs.append(Run(data, self._strong()))

    def _drop(self, tag: str) -> None:
        if tag not in _VOID:
            self._dropped, self._depth = tag, 1

    def _enter(self, tag: str, style: str) -> None:
        if "mso-element:field-begin" in style:
            self._code = True
        if "mso-element:field-separator" in style or "mso-element:field-end" in style:
            self._code = False
        if tag in _BLOCKS:
            self._flush()
            self._heading = _level(tag, style)
        label = "mso-list:ignore" in style
        self._tags[tag] += 1
        self._open.append(_State(tag, self._weight(tag, style), _level(tag, style), label, tag if tag in ("ol", "ul") else ""))
        if tag in ("ol", "ul"):
            self._numbers.append(0)
        elif tag == "li":
            self._number()
        elif label:
            self._runs.append(Run("\ufdd0"))  # where the label begins; no character of any text

    def _number(self) -> None:
        kind = next((s.item for s in reversed(self._open) if s.item), "")
        if kind == "ol" and self._numbers:
            self._numbers[-1] += 1
            self._number_due = f"{self._numbers[-1]}."

    def _leave(self, tag: str) -> None:
        if not self._tags[tag]:
            return
        at = next(at for at in range(len(self._open) - 1, -1, -1) if self._open[at].tag == tag)
        self._tags.subtract(state.tag for state in self._open[at:])
        for state in reversed(self._open[at:]):
            if state.label:
                self._take_label()
            if state.item and self._numbers:
                self._numbers.pop()
        del self._open[at:]
        if tag in _BLOCKS:
            self._heading = next((s.level for s in reversed(self._open) if s.level), 0)

    def _take_label(self) -> None:
        """The number of a list stays as it is printed; a bullet goes."""
        at = next((at for at, run in enumerate(self._runs) if run.text == "\ufdd0"), len(self._runs))
        label = plain("".join(run.text for run in self._runs[at + 1:])).strip()
        self._runs[at:] = [Run(label, self._strong())] if _LABEL.search(label) else []

    def _weight(self, tag: str, style: str) -> bool:
        if weight := _WEIGHT.search(style):
            return weight[1] in ("bold", "bolder") or (weight[1].isdigit() and int(weight[1]) >= 600)
        return tag in _STRONG or (tag not in _BLOCKS and tag not in ("table", "td") and self._strong())

    def _strong(self) -> bool:
        return bool(self._open) and self._open[-1].strong

    def _break(self) -> None:
        if self._grids:
            self._runs.append(Run(" ", self._strong()))
        else:
            self._flush()

    def _flush(self) -> None:
        """End the paragraph, or the line of a cell."""
        runs, self._runs = self._runs, []
        if self._grids:
            cell = self._grids[-1].cell
            if cell is not None:
                cell += [*runs, Run(" ")] if runs else []
            return
        if parts := tidy(runs):
            self.blocks.append(RichHeading(self._heading, _weak(parts)) if self._heading else RichParagraph(parts))

    def _begin_table(self) -> None:
        self._flush()
        if len(self._grids) < _DEEPEST:
            self._grids.append(Grid())

    def _begin_cell(self, tag: str, names: dict[str, str]) -> None:
        self._end_cell()
        grid = self._grids[-1]
        if tag == "tr":
            grid.begin()
        else:
            grid.cell, grid.span = [], (_reach(names.get("colspan", "")), _reach(names.get("rowspan", "")))

    def _end_cell(self) -> None:
        self._flush()
        self._grids[-1].put()

    def _end_table(self) -> None:
        """A table in a cell becomes words of the cell; one of a single cell is no table."""
        self._end_cell()
        table = self._grids.pop().table()
        if table is None:
            return
        if self._grids:
            cells = (cell for row in table.rows for cell in row)
            self._runs += [run for cell in cells for run in (*cell, Run(" ")) if isinstance(run, Run)]
        elif len(table.rows) == len(table.rows[0]) == 1:
            self.blocks.append(RichParagraph(table.rows[0][0]))
        else:
            self.blocks.append(table)


def _unwanted(tag: str, names: dict[str, str], style: str) -> bool:
    said = names.get("class", "").lower()
    return (tag in _DROPPED or any(mark in said for mark in _MARKS_OF_COMMENTS)
            or any(mark in style for mark in (*_HIDDEN, *_COMMENT_ELEMENTS)))


def _level(tag: str, style: str) -> int:
    if outline := _OUTLINE.search(style):
        return int(outline[1])
    return int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0


def _below(heading: RichHeading, level: int) -> RichHeading:
    """A heading one or two below the section's; its number goes, for the program numbers all headings."""
    first = heading.parts[0]
    rest = _NUMBER.sub("", first.text) if isinstance(first, Run) else ""
    return RichHeading(level, (Run(rest), *heading.parts[1:]) if rest else heading.parts)


def _weak(parts: Parts) -> Parts:
    """A heading is strong by itself."""
    return tidy(Run(part.text) for part in parts if isinstance(part, Run))


def _reach(number: str) -> int:
    return min(500, max(1, int(number))) if number.isascii() and number.isdigit() else 1
