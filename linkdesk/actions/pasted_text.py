"""What is pasted into a section: cleaned of everything but headings, paragraphs, strong words and tables."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.actions.pasted_html import Reader
from linkdesk.actions.pasted_words import tidy
from linkdesk.domain.rich_text import RichBlock, RichParagraph, RichTable, Run

_HTML = ("<html", "<body", "<p", "<table", "<div", "<span", "<h", "<b", "<!--startfragment", "<ol", "<ul", "<meta", "<font")
_LONGEST = 40_000_000  # characters; a clipboard that is larger is taken as far as it goes


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was pasted, and how many pictures in it were passed over."""

    blocks: tuple[RichBlock, ...]
    pictures: int = 0


def pasted(text: str, is_html: bool) -> Pasted:
    """The blocks of clipboard text; nothing of it is run, fetched or refused."""
    if not is_html:
        return Pasted(_of_plain(text[:_LONGEST]))
    reader = Reader()
    return Pasted(reader.read(text[:_LONGEST]), reader.pictures)


def cleaned(html_or_text: str) -> tuple[RichBlock, ...]:
    """The blocks of text that may be HTML."""
    start = html_or_text[:4000].lower()
    return pasted(html_or_text, any(tag in start for tag in _HTML)).blocks


def _of_plain(text: str) -> tuple[RichBlock, ...]:
    """Lines are paragraphs; lines with tabs that follow each other are the rows of a table."""
    blocks: list[RichBlock] = []
    rows: list[list[str]] = []
    for line in (*text.splitlines(), ""):
        if "\t" in line.strip("\r\n "):
            rows.append(line.split("\t"))
            continue
        if rows:
            blocks += _table(rows)
            rows = []
        if parts := tidy([Run(line)]):
            blocks.append(RichParagraph(parts))
    return tuple(blocks)


def _table(rows: list[list[str]]) -> list[RichBlock]:
    widest = max(map(len, rows))
    cells = tuple(tuple(tidy([Run(cell)]) for cell in (*row, *[""] * (widest - len(row)))) for row in rows)
    return [RichTable(cells)] if any(any(row) for row in cells) else []
