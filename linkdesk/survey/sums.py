"""The total rows of one table as they are met: each is compared with the rows it sums up, above it or below it."""

from __future__ import annotations

from collections.abc import Callable

from linkdesk.survey.grid import Row
from linkdesk.survey.totals import Disagreement, Tally, is_grand

Disagree = Callable[[int, list[Disagreement]], None]


class Sums:
    """Totals of parts and of the whole; those of a kind stand before their rows if the first of them does."""

    def __init__(self, tally: Tally, disagree: Disagree) -> None:
        self._tally, self._disagree = tally, disagree
        self._leads: dict[bool, bool] = {}
        self._part: tuple[int, Row] | None = None
        self._whole: tuple[int, Row] | None = None

    def met(self, at: int, row: Row, names_village: bool, is_first: bool) -> bool:
        """Compare a total row, or keep it till its rows have come; whether it stands before them; `is_first` if no row came yet."""
        is_part = names_village or not is_grand(row)
        leads = self._leads.setdefault(is_part, is_first)
        if leads and is_part:
            self._close_part()
            self._part = at, row
        elif leads:
            self._whole = self._whole or (at, row)
        elif is_part or not self._leads.get(True):
            self._disagree(at, self._tally.close(row))
        return leads

    def _close_part(self) -> None:
        if self._part is not None:
            self._disagree(self._part[0], self._tally.close(self._part[1]))

    def close(self) -> None:
        """Compare what is left when all rows have come."""
        self._close_part()
        if self._whole is not None:
            self._disagree(self._whole[0], self._tally.close_sheet(self._whole[1]))
