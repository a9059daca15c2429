"""Tables with one row for each household."""

from __future__ import annotations

from linkdesk.survey.book import Book
from linkdesk.survey.columns import Columns
from linkdesk.survey.grid import DITTO, Cells, Numbers, plain
from linkdesk.survey.houses import Continuations
from linkdesk.survey.table import FIELDS, Table

_LONGEST_MARK = 5


class Flat(Table):
    """A table whose every row is a household, or a further house of the household above."""

    def __init__(self, book: Book, sheet: str, columns: Columns, cells: Cells) -> None:
        super().__init__(book, sheet, columns, cells)
        self._id_place = self.place.get("id_number")
        self._number_at = columns.index_of("id_number")
        self._continuations = Continuations(columns)

    def take(self, at: int, row: Numbers, filled: Numbers, covered: frozenset[int]) -> None:
        """Take in one household, or a further row of the last."""
        further = self._further(row, covered)
        if further:
            self.keep(at, row, self.drafts[-1].id)
            self.continued(self.drafts[-1], at, further)
            return
        draft = self.drafted(at, filled)
        self.keep(at, row, draft.id)
        self.is_open = True
        place = self._id_place
        if place is not None:
            draft.values[place] = self.identified(
                draft.values[place], draft.id, at, self._indexes[place], FIELDS["id_number"])

    def _further(self, row: Numbers, covered: frozenset[int]) -> Numbers:
        """The row without marks, if it continues the household above; else nothing."""
        if not self.is_open or (not covered and self._has_own_number(row)):
            return ()
        continuations, bare = self._continuations, self._bare(row)
        further = continuations.continues(bare, self.first, covered)
        return bare if further and (continuations.is_tied(covered) or not continuations.is_total(bare, self.cells)) else ()

    def _has_own_number(self, row: Numbers) -> bool:
        """Whether a row has an identity number that is right and not the one above: most rows do."""
        at = self._number_at
        return at is not None and row[at] != self.first[at] and self.read[row[at]].__class__ is str

    def _bare(self, row: Numbers) -> Numbers:
        """A row without strokes that stand for nothing, and with what it repeats from the household's first row."""
        bare = list(row)
        for index, number in enumerate(row):
            cell = self.cells.values[number]
            if cell.__class__ is str and number and len(cell) < _LONGEST_MARK:
                text = plain(cell)
                bare[index] = 0 if not text else self.first[index] if text in DITTO else number
        return bare
