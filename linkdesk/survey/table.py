"""What the two kinds of tables share: cells read, remarks turned into problems, drafts turned into households."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import repeat
from operator import itemgetter
from typing import Any

from linkdesk.domain.fields import Field, fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.survey import SourceRow
from linkdesk.survey import houses, unit_doubts
from linkdesk.survey.book import Book, Spot
from linkdesk.survey.columns import Column, Columns
from linkdesk.survey.grid import Cell, Cells, Numbers, Row, cell_text, column_letter
from linkdesk.survey.houses import OF_HOUSE
from linkdesk.survey.problems import Remark
from linkdesk.survey.sums import Sums
from linkdesk.survey.totals import HOUSEHOLDS, Disagreement, Tally
from linkdesk.survey.values import DITTO_ABOVE, SPECIAL, TICKS, Typed

FIELDS = fields_of(Household)
TICKED = "registered_poor"
"""Where this flag is ticked (√), an empty cell is a no. Consent is never inferred so."""

Place = tuple[str | None, str | None]
"""Village and group."""

NOWHERE: Place = None, None
KEYS = "id_number", "code"
"""What a list of members can name a household by."""

_PLACES = "village", "group"
_WILLS = frozenset(("demolition_will", "reclamation_will"))
_BEHIND = (*_PLACES, "as_typed", "head_name", "id_number", "population", "willing", "id")
"""What follows a draft's values and a None, in this order."""

_WANTED = ({f.name: "missing" for f in FIELDS.values() if f.required} | dict.fromkeys(("willing", *sorted(_WILLS)), "consent_empty"))
_ALL_READ: frozenset[int] = frozenset()


class _Letters(dict[int, str]):
    """Column letters by index, found out once each."""

    def __missing__(self, index: int) -> str:
        letter = self[index] = column_letter(index)
        return letter


def _picker(indexes: list[int]) -> Callable[[Numbers], tuple[int, ...]]:
    """itemgetter, which gives no tuple for fewer than two."""
    return itemgetter(*indexes) if len(indexes) > 1 else lambda row: tuple(row[index] for index in indexes)


@dataclass(slots=True)
class Draft:
    """A household while its table is being read: values in the order of its columns, and what its members tell of it.

    `further` are the rows of its other houses; `keys` the cells its members name it by; `unread` fields of which a cell gave
    nothing.
    """

    id: str
    row: int
    values: list[Any]
    keys: tuple[int, ...] = ()
    typed: tuple[tuple[str, str], ...] = ()
    head_name: str | None = None
    id_number: str | None = None
    population: int | None = None
    place: Place = NOWHERE
    further: list[Draft] = field(default_factory=list)
    unread: frozenset[str] = frozenset()


class Table:
    """One sheet's rows on their way to households; rows are counted from 1, as on the sheet."""

    def __init__(self, book: Book, sheet: str, columns: Columns, cells: Cells) -> None:
        self.book, self.sheet, self.columns, self.cells = book, sheet, columns, cells
        self.drafts: list[Draft] = []
        self.tally = Tally(columns.household)
        self.sums = Sums(self.tally, self._disagree)
        self.place = {c.field.name: at for at, c in enumerate(columns.household)}
        self.read: list[Any] = []
        self._learnt = 0
        self._written: list[tuple[str, str]] = []
        self._letters = _Letters()
        self._readers = {c.index: c.reader() for c in columns.all}
        self._headings = {c.index: c.heading for c in columns.all}
        self._indexes = [c.index for c in columns.household]
        self._pick = _picker(self._indexes)
        self.keys = [name for name in KEYS if name in self.place]
        self._pick_keys = _picker([self._indexes[self.place[name]] for name in self.keys])
        self.first: Numbers = ()
        self._wanted = [(FIELDS[name], self.place[name]) for name in _WANTED if name in self.place]
        self._absent = [FIELDS[name] for name, code in _WANTED.items()
                        if code == "missing" and columns.index_of(name) is None]
        self._summed = 0
        self.has_sections, self.place_now, self.sheet_place = False, NOWHERE, NOWHERE
        self._wills = [] if "willing" in self.place or not self.place.keys() >= _WILLS else [self.place[name] for name in _WILLS]
        self.is_open = False
        self.raw: dict[int, Numbers] = {}
        self.columns_of: dict[str, tuple[Column, ...]] = {}
        """Of members by id, where they do not stand in the columns of all members."""
        self.row_keys: dict[int, str] = {}

    def learn(self) -> None:
        """Read the cells that were added: each different cell of a column is read and written out once."""
        for index, cells in self.cells.of_columns[self._learnt:]:
            reader, letter = self._readers.get(index), self._letters[index]
            self.read += repeat(None, len(cells)) if reader is None else map(reader, cells)
            self._written += [(letter, cell if cell.__class__ is str else cell_text(cell)) for cell in cells]
        self._learnt = len(self.cells.of_columns)

    def take(self, at: int, row: Numbers, filled: Numbers, covered: frozenset[int]) -> None:
        """Take in a data row: as it stood, with merged content filled in, and the columns a merge covers from above."""
        raise NotImplementedError

    def keep(self, at: int, row: Numbers, household_id: str | None) -> None:
        """Keep a data row as it stood before anything was corrected, with its household."""
        if self.raw:
            row = self.raw.get(at, row)
        if household_id and at in self.row_keys:
            self.book.keys.append((household_id, self.row_keys[at]))
        cells = tuple(map(self._written.__getitem__, filter(None, row)))
        self.book.source_rows.append(SourceRow(None, household_id, self.sheet, at, cells, next(self.book.ids)))

    def cell(self, row: Numbers, index: int) -> Cell:
        """What stands in a column of a row."""
        return self.cells.values[row[index]]

    def drafted(self, at: int, row: Numbers) -> Draft:
        """A new household from the row it begins at; what is missing or cannot be read is reported."""
        values = list(map(self.read.__getitem__, self._pick(row)))
        draft = Draft(next(self.book.ids), at, values, self._pick_keys(row), place=self.place_now)
        self.first = row
        unread = _ALL_READ if SPECIAL.isdisjoint(map(type, values)) else self._settle(draft, row, self.drafts[-1:])
        for wanted, place in self._wanted:
            if values[place] is None and place not in unread:
                self.report(_WANTED[wanted.name], draft.id, at, self._indexes[place], wanted)
        for wanted in self._absent:
            self.report("missing", draft.id, at, None, wanted)
        self.drafts.append(draft)
        self.tally.add(values)
        return draft

    def continued(self, draft: Draft, at: int, row: Numbers) -> None:
        """A further house of a household, from a row without what is merged over it; what is no house's is reported."""
        for column in self.columns.household:
            is_house = column.field.name in OF_HOUSE
            if not is_house and row[column.index] not in (0, self.first[column.index]):
                cell = self.cell(row, column.index)
                self.report("not_placed", draft.id, at, column.index, column.field, cell_text(cell))
        if not any(row[column.index] for column in self.columns.household if column.field.name in OF_HOUSE):
            return
        read = zip(self.columns.household, map(self.read.__getitem__, self._pick(row)), strict=True)
        house = Draft(draft.id, at, [value if column.field.name in OF_HOUSE else None for column, value in read])
        if not SPECIAL.isdisjoint(map(type, house.values)):
            self._settle(house, row, [draft, *draft.further][-1:])
        if not any(value is not None for value in house.values) and not house.unread:
            return
        draft.further.append(house)
        self.tally.add_further(house.values)
        for wanted, place in self._wanted:
            if draft.values[place] is None and house.values[place] is not None:
                self.book.withdraw(_WANTED[wanted.name], draft.id, wanted.name)

    def _settle(self, draft: Draft, row: Numbers, above: list[Draft]) -> set[int]:
        """Put plain values in the place of special ones; returns the places where something stands that gives no value."""
        special = [place for place, value in enumerate(draft.values) if value.__class__ in SPECIAL]
        empty: set[int] = set()
        for place in special:
            column = self.columns.household[place]
            value = draft.values[place]
            if value is DITTO_ABOVE and (value := _above(above, place, column.field)) is None:
                empty.add(place)
            if value.__class__ is Typed:
                draft.typed += ((column.field.name, value.text),)
                value = value.value
            if value.__class__ is Remark:
                value = self.remarked(value, draft.id, draft.row, column.index, column.field, row)
            draft.values[place] = value
        unread = {place for place in special if draft.values[place] is None} - empty
        draft.unread = frozenset(self.columns.household[place].field.name for place in unread)
        return unread

    def remarked(self, remark: Remark, household_id: str, at: int, index: int, about: Field, row: Numbers) -> Any:
        """Report what a reader remarked on a cell; returns the value it found all the same."""
        self.report(remark.code, household_id, at, index, about, cell_text(self.cell(row, index)), remark.detail)
        if remark.value is None:
            self.tally.unsure.add(about.name)
        return remark.value

    def identified(self, number: str | None, household_id: str, at: int, index: int, about: Field) -> str | None:
        """An identity number if it is the first of its kind in the workbook, else None with both places reported."""
        if not number:
            return None
        place = self.spot, household_id, at, index, about
        first = self.book.identities.setdefault(number, place)
        if first is place:
            return number
        spot, *where, first_about = first
        twice = self.book.repeated(number, spot(*where), first_about, self.spot(household_id, at, index), about)
        return None if twice else number

    def spot(self, household_id: str | None, at: int, index: int | None) -> Spot:
        """A place on this sheet; `index` is None where a field has no column."""
        column, heading = ("", "") if index is None else (self._letters[index], self._headings.get(index, ""))
        return Spot(self.sheet, at, column, heading, household_id)

    def report(self, code: str, household_id: str | None, at: int, index: int | None, about: Field | None,
               value: str = "", detail: str = "", label: str = "") -> None:
        """Report a problem on this sheet."""
        self.book.report(code, self.spot(household_id, at, index), about, value, detail, label)

    def total(self, at: int, row: Row, village: str | None) -> None:
        """Compare a total row with the rows it sums up; a village it names is theirs, where no column says so."""
        self.is_open = False
        leads = self.sums.met(at, row, village is not None, not self.drafts)
        if village and "village" not in self.place:
            self.has_sections = True
            self.place_now = (village, None) if leads else self.place_now
            for draft in () if leads else self.drafts[self._summed:]:
                draft.place = draft.place if draft.place[0] else (village, draft.place[1])
        self._summed = len(self.drafts)

    def _disagree(self, at: int, wrong: list[Disagreement]) -> None:
        for total in wrong:
            self.report("total_mismatch", None, at, total.index, FIELDS.get(total.name), total.said, total.found,
                        "户数" if total.name == HOUSEHOLDS else "")

    def close(self) -> None:
        """There are no more rows."""

    def finish(self, header_row: int) -> None:
        """Turn the drafts into households and look at them as a whole."""
        self.sums.close()
        self._fill_ticks()
        self.book.houses += houses.joined(self.drafts, self.columns.household, self.book.ids)
        build = itemgetter(*self._sources())
        households = [Household(*build([*d.values, None, *self._placed(d), d.typed, d.head_name, d.id_number, d.population,
                                        self._consent(d), d.id])) for d in self.drafts]
        beyond = [p.value for p in self.book.problems
                  if (p.sheet, p.field, p.code) == (self.sheet, "homestead_area", "out_of_range")]
        for column, found in unit_doubts.doubts(self.columns.household, households, beyond):
            self.report("unit_doubtful", None, header_row, column.index, column.field, column.unit, found)
        self.book.households += households
        self.book.places.update((d.id, (self, d.row)) for d in self.drafts)

    def _sources(self) -> list[int]:
        """For each field of a household, in order, where its value stands behind a draft's values and what follows them."""
        end = len(self._indexes)
        behind = {name: end + at for at, name in enumerate(_BEHIND, 1)}
        own = {name: at for name, at in self.place.items() if name not in _PLACES or not self.has_sections}
        return [own.get(name, behind.get(name, end)) for name in FIELDS]

    def _placed(self, draft: Draft) -> Place:
        """Village and group of a household: of its own cells, else of the line above it, else of the whole sheet."""
        if not self.has_sections:
            return self.sheet_place
        own = (draft.values[self.place[name]] if name in self.place else None for name in _PLACES)
        whole = (None if name in self.place else place for name, place in zip(_PLACES, self.sheet_place, strict=True))
        return tuple(o or line or w for o, line, w in zip(own, draft.place, whole, strict=True))

    def _consent(self, draft: Draft) -> bool | None:
        """Where demolition and reclamation are asked apart: a yes to both, a no to either."""
        if not self._wills:
            return None
        answers = [draft.values[place] for place in self._wills]
        return False if False in answers else None if None in answers else True

    def _fill_ticks(self) -> None:
        place = self.place.get(TICKED)
        if place is None or not self._is_ticked(self._indexes[place]):
            return
        wrong = {p.household_id for p in self.book.problems if p.field == TICKED}
        for draft in self.drafts:
            if draft.values[place] is None and draft.id not in wrong:
                draft.values[place] = False

    def _is_ticked(self, index: int) -> bool:
        return any(column == index and not TICKS.isdisjoint(cells) for column, cells in self.cells.of_columns)


def _above(rows: list[Draft], place: int, about: Field) -> Any:
    """What the row above has in this place: what nobody can read there, or where there is no row, is missing here too."""
    if not rows or about.name in rows[0].unread:
        return Remark(None, "missing")
    if rows[0].values[place] is None:
        return None
    written = dict(rows[0].typed).get(about.name)
    return Typed(rows[0].values[place], written) if written else rows[0].values[place]
