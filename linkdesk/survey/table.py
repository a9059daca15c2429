"""What the two kinds of tables share: cells read, remarks turned into problems, drafts turned into households."""

from __future__ import annotations

import re
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from linkdesk.domain.fields import Field, fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.survey import SourceRow
from linkdesk.survey import plausible
from linkdesk.survey.book import Book, Spot
from linkdesk.survey.columns import Columns
from linkdesk.survey.grid import Row, cell_text, column_letter
from linkdesk.survey.problems import Remark
from linkdesk.survey.totals import HOUSEHOLDS, Disagreement, Tally
from linkdesk.survey.values import DITTO_ABOVE, SPECIAL, Memo, Typed, met_tick

FIELDS = fields_of(Household)
TICKED = "registered_poor"
"""Where this flag is ticked (√), an empty cell is a no. Consent is never inferred so."""

_WANTED = {f.name: "missing" for f in FIELDS.values() if f.required} | {"willing": "consent_empty"}
_VILLAGE_SHEET = re.compile(r"\S+(村|社区|居委会)$")


@dataclass(slots=True)
class Draft:
    """A household while its table is being read: values in the order of its columns, and what its members tell of it."""

    id: str
    row: int
    values: list[Any]
    typed: tuple[tuple[str, str], ...] = ()
    head_name: str | None = None
    id_number: str | None = None
    population: int | None = None


class Table:
    """One sheet's rows on their way to households; rows are counted from 1, as on the sheet."""

    def __init__(self, book: Book, sheet: str, columns: Columns) -> None:
        self.book, self.sheet, self.columns = book, sheet, columns
        self.drafts: list[Draft] = []
        self.tally = Tally(columns.household)
        self.place = {c.field.name: at for at, c in enumerate(columns.household)}
        self.letters = {c.index: c.letter for c in columns.all}
        self.headings = {c.index: c.heading for c in columns.all}
        self._plan = [(c.index, c.reader()) for c in columns.household]
        self._wanted = [(FIELDS[name], self.place[name]) for name in _WANTED if name in self.place]
        self._absent = [FIELDS[name] for name, code in _WANTED.items()
                        if code == "missing" and columns.index_of(name) is None]
        self._all_letters: list[str] = []
        self._text = Memo(cell_text)
        self._leading: tuple[int, Row] | None = None

    def take(self, at: int, row: Row, filled: Row, covered: frozenset[int]) -> None:
        """Read a data row: as it stood, with merged content filled in, and the columns that a merge covers from above."""
        raise NotImplementedError

    def keep(self, at: int, row: Row, household_id: str) -> None:
        """Keep a data row as it stood, with its household."""
        if len(self._all_letters) < len(row):
            self._all_letters = [column_letter(index) for index in range(len(row))]
        text = self._text
        texts = [cell if cell.__class__ is str else text[cell] for cell in row]
        cells = tuple([pair for pair in zip(self._all_letters, texts, strict=False) if pair[1]])
        self.book.source_rows.append(SourceRow(None, household_id, self.sheet, at, cells, next(self.book.ids)))

    def drafted(self, at: int, row: Row) -> Draft:
        """A new household from the row it begins at; what is missing or cannot be read is reported."""
        values = [read(row[index]) for index, read in self._plan]
        draft = Draft(next(self.book.ids), at, values)
        for wanted, place in self._wanted:
            if values[place] is None:
                self.report(_WANTED[wanted.name], draft.id, at, self._plan[place][0], wanted)
        for wanted in self._absent:
            self.report("missing", draft.id, at, None, wanted)
        if not SPECIAL.isdisjoint(map(type, values)):
            self._settle(draft, row)
        self.drafts.append(draft)
        self.tally.add(values)
        return draft

    def _settle(self, draft: Draft, row: Row) -> None:
        for place, value in enumerate(draft.values):
            about = self.columns.household[place].field
            if value is DITTO_ABOVE:
                draft.values[place] = self.drafts[-1].values[place] if self.drafts else None
            elif value.__class__ is Typed:
                draft.values[place] = value.value
                draft.typed += ((about.name, value.text),)
            elif value.__class__ is Remark:
                draft.values[place] = self.remarked(value, draft.id, draft.row, self._plan[place][0], about, row)

    def remarked(self, remark: Remark, household_id: str, at: int, index: int, about: Field, row: Row) -> Any:
        """Report what a reader remarked on a cell; returns the value it found all the same."""
        self.report(remark.code, household_id, at, index, about, cell_text(row[index]), remark.detail)
        if remark.value is None:
            self.tally.unsure.add(about.name)
        return remark.value

    def identified(self, number: str | None, household_id: str, at: int, index: int, about: Field) -> str | None:
        """An identity number if it is the first of its kind in the workbook, else None with both places reported."""
        place = (self.sheet, at, self.letters[index], self.headings[index], household_id)
        return number if number and self.book.identify(number, place, about) else None

    def report(self, code: str, household_id: str | None, at: int, index: int | None, about: Field | None,
               value: str = "", detail: str = "", label: str = "") -> None:
        """Report a problem on this sheet; `index` is None where the field has no column."""
        column, heading = ("", "") if index is None else (column_letter(index), self.headings.get(index, ""))
        self.book.report(code, Spot(self.sheet, at, column, heading, household_id), about, value, detail, label)

    def total(self, at: int, row: Row) -> None:
        """Compare a total row with the rows above it; where totals stand before their rows, only the first, at the end."""
        if not self.drafts and self._leading is None:
            self._leading = at, row
        if self._leading is None:
            self._disagree(at, self.tally.close(row))

    def _disagree(self, at: int, wrong: list[Disagreement]) -> None:
        for total in wrong:
            self.report("total_mismatch", None, at, total.index, FIELDS.get(total.name), total.said, total.found,
                        "户数" if total.name == HOUSEHOLDS else "")

    def finish(self, header_row: int) -> None:
        """Turn the drafts into households and look at them as a whole."""
        if self._leading is not None:
            self._disagree(self._leading[0], self.tally.close_sheet(self._leading[1]))
        self._fill_ticks()
        build = itemgetter(*self._sources())
        rest = (None, self.sheet if _VILLAGE_SHEET.match(self.sheet) else None)
        households = [Household(*build([*d.values, *rest, d.typed, d.head_name, d.id_number, d.population, d.id]))
                      for d in self.drafts]
        self._doubt(households, header_row)
        self.book.households += households

    def _sources(self) -> list[int]:
        """For each field of a household, in order, where its value stands behind a draft's values and what follows them."""
        end = len(self._plan)
        behind = {"village": end + 1, "as_typed": end + 2, "head_name": end + 3, "id_number": end + 4, "population": end + 5,
                  "id": end + 6}
        return [self.place.get(name, behind.get(name, end)) for name in FIELDS]

    def _fill_ticks(self) -> None:
        place = self.place.get(TICKED)
        if place is None or not met_tick(self._plan[place][1]):
            return
        wrong = {p.household_id for p in self.book.problems if p.field == TICKED}
        for draft in self.drafts:
            if draft.values[place] is None and draft.id not in wrong:
                draft.values[place] = False

    def _doubt(self, households: list[Household], header_row: int) -> None:
        for draft, household in zip(self.drafts, households, strict=True):
            for name, reason in plausible.doubts(household):
                self.report("area_unlikely", draft.id, draft.row, self.columns.index_of(name), FIELDS[name],
                            f"{getattr(household, name)}", reason)
        middle = plausible.unlikely_median(households)
        if middle is not None:
            column = next(c for c in self.columns.household if c.field.name == "homestead_area")
            self.report("unit_doubtful", None, header_row, column.index, column.field, column.unit, f"{middle}")
