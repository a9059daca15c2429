"""What stands in a paragraph: text, computed figures, and what the data do not say yet."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.domain.figure import Figure


@dataclass(frozen=True, slots=True)
class Text:
    """A run of plain text; never markup. `strong` prints in 黑体."""

    text: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A named gap: something the data do not say yet, printed so that nobody overlooks it.

    An empty name is for a table cell whose column says what is missing.
    """

    what: str


Part = Text | Figure | Gap
