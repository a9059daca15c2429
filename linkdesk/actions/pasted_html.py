"""What Word, WPS, Excel and web pages put on the clipboard: read for headings, paragraphs, strong words and tables only.

Nothing of it is run or fetched. Deleted text of tracked changes, comments, field codes, hidden text and styles go.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from linkdesk.domain.rich_text import Parts, RichBlock, RichHeading, RichParagraph, RichTable, Run

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
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
_BROKEN_LINE = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")
_BLANKS = re.compile(r"[ \t\r\n\f\v\x1c-\x1e\x85\xa0\u2002-\u200a\u2028\u2029]+")
_NOTHING = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufffc-\uffff]")
_LABEL = re.compile(r"[0-9０-９一二三四五六七八九十百①-⑳ⅰ-ⅻⅠ-Ⅻ]|^[（(]?[A-Za-z][.)）、．]")
_NUMBER = re.compile(r"^(?:第[一二三四五六七八九十百]+[章节]\s*|[一二三四五六七八九十]+、\s*|[（(][一二三四五六七八九十\d]+[）)]\s*"
                     r"|\d+(?:\.\d+)*(?:[.．、]\s*|\s+)|\d+(?:\.\d+)+)")
_DEEPEST = 100  # tables in tables: more is no document


def tidy(runs: Iterable[Run]) -> Parts:
    """Runs as a paragraph has them: no layout characters, one blank at most, none at the ends, neighbours of one kind joined."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].strong == run.strong:
            joined[-1] = Run(joined[-1].text + run.text, run.strong)
        elif run.text:
            joined.append(run)
    return _stripped([Run(_plain(run.text), run.strong) for run in joined])


def _plain(text: str) -> str:
    return _NOTHING.sub("", _BLANKS.sub(" ", _BROKEN_LINE.sub("", text)))


def _stripped(runs: list[Run]) -> Parts:
    while runs and not runs[0].text.strip():
        del runs[0]
    while runs and not runs[-1].text.strip():
        runs.pop()
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip())
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
    return tuple(run for run in runs if run.text)


@dataclass(frozen=True, slots=True)
class _State:
    """What an open tag means for the words in it."""

    tag: str
    strong: bool = False
    level: int = 0          # of a heading, as written: 1 to 9
    label: bool = False     # the number or bullet of a list
    item: str = ""          # what the items of a list are numbered by: "ol", "ul"


@dataclass
class _Grid:
    """A table being read: cells that reach over others leave them empty."""

    rows: list[list[Parts]] = field(default_factory=list)
    cell: list[Run] | None = None
    span: tuple[int, int] = (1, 1)
    reaching: dict[int, int] = field(default_factory=dict)  # column → rows it still covers

    def begin(self) -> None:
        self.reaching = {at: left - 1 for at, left in self.reaching.items() if left > 1}
        self.rows.append([])

    def put(self) -> None:
        """End the open cell."""
        if self.cell is None:
            return
        if not self.rows:
            self.rows.append([])
        row, (across, down) = self.rows[-1], self.span
        while self.reaching.get(len(row)):
            row.append(())
        for at in range(len(row), len(row) + across):
            self.reaching[at] = down
        row += [tidy(self.cell), *((),) * (across - 1)]
        self.cell = None

    def table(self) -> RichTable | None:
        """The table without rows and columns at its end that hold nothing."""
        widest = max(map(len, self.rows), default=0)
        rows = [(*row, *((),) * (widest - len(row))) for row in self.rows if any(row)]
        while widest and not any(row[widest - 1] for row in rows):
            widest -= 1
        return RichTable(tuple(row[:widest] for row in rows)) if rows and widest else None


class Reader(HTMLParser):
    """Reads one clipboard; `blocks` are what stands there, `pictures` how many pictures were passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[RichBlock] = []
        self.pictures = 0
        self._runs: list[Run] = []
        self._open: list[_State] = []
        self._grids: list[_Grid] = []
        self._dropped, self._depth = "", 0
        self._code = False   # between the beginning of a field and its result
        self._numbers: list[int] = []
        self._number_due = ""  # stands before the first words of the item, however deep they are
        self._heading = 0

    def read(self, html: str) -> tuple[RichBlock, ...]:
        """The blocks of a page, its headings set one or two below the section's."""
        self.feed(html[max(0, html.find("<")):])
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
        at = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at].tag == tag), None)
        if at is None:
            return
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
        label = _plain("".join(run.text for run in self._runs[at + 1:])).strip()
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
            self._grids.append(_Grid())

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
