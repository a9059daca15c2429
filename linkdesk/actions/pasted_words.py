"""Words and tables from a clipboard, without what only layout needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from linkdesk.domain.rich_text import Parts, RichTable, Run

_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]"
BROADEST = 200  # columns that cells reaching over others may make; no page holds as many
_DECLARED = re.compile(r"<!--|<!|<\?")
_OPEN_ONLY = re.compile(r"<(?=[^<>]*(?:<|$))")
_BROKEN_LINE = re.compile(rf"(?<={_WIDE})[ \t]*[\r\n]\s*(?={_WIDE})")
_BLANKS = re.compile(r"[ \t\r\n\f\v\x1c-\x1e\x85\xa0\u2002-\u200a\u2028\u2029]+")
_NOTHING = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufffc-\uffff]")


def tidy(runs: Iterable[Run]) -> Parts:
    """Runs as a paragraph has them: no layout characters, one blank at most, none at the ends, neighbours of one kind joined."""
    joined: list[Run] = []
    for run in runs:
        if joined and joined[-1].strong == run.strong:
            joined[-1] = Run(joined[-1].text + run.text, run.strong)
        elif run.text:
            joined.append(run)
    return _stripped([Run(plain(run.text), run.strong) for run in joined])


def plain(text: str) -> str:
    """A text with single blanks, without control characters, and without line ends between Chinese characters."""
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


def without_comments(html: str) -> str:
    """A page without comments and declarations, in one pass: the library's reader needs hours for many that do not end."""
    parts: list[str] = []
    at, ends = 0, {"-->": True, ">": True}
    while (start := _DECLARED.search(html, at)) is not None:
        parts.append(html[at:start.start()])
        end = "-->" if start[0] == "<!--" else ">"
        to = html.find(end, start.end()) if ends[end] else -1
        ends[end] = to >= 0  # where none follows here, none follows later
        at = to + len(end) if to >= 0 else start.end()
    return _closed("".join((*parts, html[at:])))


def _closed(html: str) -> str:
    """What begins like a tag and never ends is text; looked for only where there are very many, for the reader takes its time."""
    return _OPEN_ONLY.sub("&lt;", html) if html.count("<") > 2 * html.count(">") + 1000 else html


@dataclass
class Grid:
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
        while self.reaching.get(len(row)) and len(row) < BROADEST:
            row.append(())
        across = max(1, min(across, BROADEST - len(row)))
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
