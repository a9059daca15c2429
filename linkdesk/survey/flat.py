"""Tables with one row for each household."""

from __future__ import annotations

from linkdesk.survey.book import Book
from linkdesk.survey.columns import Columns
from linkdesk.survey.grid import Cells, Numbers
from linkdesk.survey.houses import Continuations
from linkdesk.survey.table import FIELDS, Table


class Flat(Table):
    """A table whose every row is a household, or a further house of the household above."""

    def __init__(self, book: Book, sheet: str, columns: Columns, cells: Cells) -> None:
        super().__init__(book, sheet, columns, cells)
        self._id_place = self.place.get("id_number")
        self._number_at = columns.index_of("id_number")
        self._continuations = Continuations(columns)

    def take(self, at: int, row: Numbers, filled: Numbers, covered: frozenset[int]) -> None:
        """Take in one household, or a further row of the last."""
        if self._is_further(row, covered):
            self.keep(at, row, self.drafts[-1].id)
            self.continued(self.drafts[-1], at, row)
            return
        draft = self.drafted(at, filled)
        self.keep(at, row, draft.id)
        self.is_open = True
        place = self._id_place
        if place is not None:
            draft.values[place] = self.identified(
                draft.values[place], draft.id, at, self._indexes[place], FIELDS["id_number"])

    def _is_further(self, row: Numbers, covered: frozenset[int]) -> bool:
        if not self.is_open:
            return False
        continuations, first = self._continuations, self.first
        if self._number_at is not None and row[self._number_at] not in (0, first[self._number_at]):
            return False
        further = continuations.continues(row, first, covered)
        return further and (continuations.is_tied(covered) or not continuations.is_total(row, self.cells))
