"""Tables with one row for each household."""

from __future__ import annotations

from linkdesk.survey.book import Book
from linkdesk.survey.columns import Columns
from linkdesk.survey.grid import Cells, Numbers, cell_text
from linkdesk.survey.table import FIELDS, Table


class Flat(Table):
    """A table whose every row is a household; a row that merged cells tie to the one above belongs to that household."""

    def __init__(self, book: Book, sheet: str, columns: Columns, cells: Cells) -> None:
        super().__init__(book, sheet, columns, cells)
        self._id_place = self.place.get("id_number")
        self._keys = {columns.index_of("head_name"), columns.index_of("id_number")} - {None}

    def take(self, at: int, row: Numbers, filled: Numbers, covered: frozenset[int]) -> None:
        """Take in one household, or a further row of the last."""
        if covered and self.drafts and self._keys <= covered:
            self._continue(at, row)
            return
        draft = self.drafted(at, filled)
        self.keep(at, row, draft.id)
        place = self._id_place
        if place is not None:
            draft.values[place] = self.identified(
                draft.values[place], draft.id, at, self._indexes[place], FIELDS["id_number"])

    def _continue(self, at: int, row: Numbers) -> None:
        draft = self.drafts[-1]
        self.keep(at, row, draft.id)
        for column in self.columns.household:
            if row[column.index]:
                cell = self.cell(row, column.index)
                self.report("not_placed", draft.id, at, column.index, column.field, cell_text(cell))
