"""Tables with one row for each member: a household is a block of rows, its own cells merged over them or in the first."""

from __future__ import annotations

from linkdesk.survey.assignment import ID_NUMBER, NAME, RELATION
from linkdesk.survey.book import Book
from linkdesk.survey.columns import Columns
from linkdesk.survey.grid import DITTO, Cells, Merge, Numbers, cell_text, plain
from linkdesk.survey.houses import OF_HOUSE
from linkdesk.survey.member_rows import HEADS, OF_HEAD, Line, MemberRows
from linkdesk.survey.table import FIELDS, Draft, Table


class Blocks(Table):
    """A table of members; the rows of a household follow each other."""

    def __init__(self, book: Book, sheet: str, columns: Columns, cells: Cells, merges: tuple[Merge, ...]) -> None:
        super().__init__(book, sheet, columns, cells)
        self._people = MemberRows(self)
        self._key = _key(columns, merges)
        self._own = [c.index for c in columns.household if c.field.name in OF_HEAD.values()]
        self._further = [MemberRows(self, columns) for columns in self.columns.further]
        self._lines: list[Line] = []

    def take(self, at: int, row: Numbers, filled: Numbers, covered: frozenset[int]) -> None:
        """Read one member; with the first of a block the household's own cells."""
        if self._begins(filled):
            self._close()
            self.drafted(at, filled)
        else:
            self._compare(self.drafts[-1], at, row)
        self.keep(at, row, self.drafts[-1].id)
        self._lines.append(self._people.line(self.drafts[-1].id, at, row, len(self._lines)))
        for people in self._further:
            line = people.line(self.drafts[-1].id, at, row, len(self._lines))
            if _says_something(line):
                self.columns_of[line.member.id] = tuple(people.columns.values())
                self._lines.append(line)

    def close(self) -> None:
        """Close the last block."""
        self._close()

    def _begins(self, row: Numbers) -> bool:
        """Whether a row begins another household: another key, or, where there is no key, another head."""
        if not self.drafts:
            return True
        relation = self._people.cell(RELATION, row)
        if self._further and any(row[index] for index in self._own):
            return True
        if self._key is None:
            return relation in HEADS or (not relation and bool(self._people.cell(NAME, row)))
        other = not self._repeats(row, self._key)
        return other or (relation in HEADS and any(line.member.relation in HEADS for line in self._lines))

    def _repeats(self, row: Numbers, index: int) -> bool:
        """Whether a cell is empty, the same as in the first row of the block, or says so (同上)."""
        return row[index] in (0, self.first[index]) or plain(self.cell(row, index)) in DITTO

    def _compare(self, draft: Draft, at: int, row: Numbers) -> None:
        """Take what stands in the household's own columns of a later row, and is not what its first row says, for another house.

        A lone cell is no house: it is reported.
        """
        others = [column for column in self.columns.household if not self._repeats(row, column.index)]
        if sum(column.field.name in OF_HOUSE for column in others) > 1:
            self.continued(draft, at, row)
            return
        for column in others:
            self.report("not_placed", draft.id, at, column.index, column.field, cell_text(self.cell(row, column.index)))

    def _close(self) -> None:
        if not self._lines:
            return
        draft = self.drafts[-1]
        if self.columns.names_head:
            self._lines = [line for line in self._lines if _says_something(line)]
        self.book.members += (line.member for line in self._lines)
        self.book.places.update((line.member.id, (self, line.row)) for line in self._lines)
        head = next((line for line in self._lines if line.member.relation in HEADS), next(iter(self._lines), None))
        if head is not None:
            draft.head_name, draft.id_number = head.member.name, head.member.id_number
            self._report_missing(draft, head)
        self._count(draft)
        self._lines = []

    def _report_missing(self, draft: Draft, head: Line) -> None:
        for name, of_head in OF_HEAD.items():
            given = of_head in self.place or name not in self._people.columns
            if not given and getattr(head.member, name) is None and name not in head.unread:
                self.report("missing", draft.id, head.row, self._people.columns[name].index, FIELDS[of_head])

    def _count(self, draft: Draft) -> None:
        """The number of people is the population where no column gives it, else it is compared with what is given."""
        draft.population = len(self._lines) + (not self._lists_head(draft))
        place = self.place.get("population")
        given = None if place is None else draft.values[place]
        if given is not None and given != draft.population:
            self.report("population_mismatch", draft.id, draft.row, self.columns.index_of("population"),
                        FIELDS["population"], str(given), str(draft.population))


    def _lists_head(self, draft: Draft) -> bool:
        """Whether the head is among the members; who has columns of his own need not be."""
        if not self.columns.names_head:
            return True
        name, number = (draft.values[self.place[of]] if of in self.place else None for of in OF_HEAD.values())
        return any(_may_be_head(line, name, number) for line in self._lines)


def _says_something(line: Line) -> bool:
    return bool(line.unread) or any((line.member.name, line.member.relation, line.member.id_number))


def _may_be_head(line: Line, name: str | None, number: str | None) -> bool:
    """Whether a member is called head, has the head's number, or, without a relation, the name or a number nobody can read."""
    member = line.member
    if member.relation in HEADS or (number is not None and member.id_number == number):
        return True
    return member.relation is None and (member.name in (name, None) or ID_NUMBER in line.unread)


def _key(columns: Columns, merges: tuple[Merge, ...]) -> int | None:
    """The column whose cell changes with the household: its code, a merged running number, or the head's own column."""
    merged = {left for top, left, bottom, _ in merges if bottom > top}
    own = {c.field.name: c.index for c in columns.household}
    sequence = columns.sequence if columns.sequence in merged else None
    return next((index for index in (own.get("code"), sequence, own.get("head_name")) if index is not None), None)
