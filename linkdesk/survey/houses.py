"""Several houses of one household, each in a row of its own: which rows continue a household, and what they come to together."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Any

from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import House
from linkdesk.survey.columns import Column, Columns
from linkdesk.survey.grid import Cells, Numbers
from linkdesk.survey.plausible import LARGE_HOMESTEAD

NOT_SURVEYED = frozenset(("household_id", "position", "id"))
OF_HOUSE = tuple(name for name in fields_of(House) if name not in NOT_SURVEYED)
SUMMED = frozenset(("house_area", "outbuilding_area", "homestead_area", "reclaimable_area", "rooms"))
"""Of these the household has the sum; of the others it has what its first house has."""

_KEYS = "head_name", "id_number"
_PLACES = "village", "group", "hamlet"


class Continuations:
    """Tells rows that continue a household from rows that begin one."""

    def __init__(self, columns: Columns) -> None:
        own = {c.field.name: c.index for c in columns.household}
        self._keys = [own[name] for name in _KEYS if name in own]
        self._numbers = [index for index in (columns.sequence, own.get("code")) if index is not None]
        self._houses = [own[name] for name in OF_HOUSE if name in own]
        tied = {*self._keys, *self._numbers, *self._houses}
        self._places = [own[name] for name in _PLACES if name in own]
        self._others = [index for name, index in own.items() if index not in tied and name not in (*_PLACES, "note")]
        self._sized = own.get("homestead_area")

    def continues(self, row: Numbers, first: Numbers, covered: frozenset[int]) -> bool:
        """Whether a row tells of a further house of the household that began with `first`.

        Merged cells over both rows say so; else blank keys beside a house, or the same keys under the same running number.
        """
        if not self._keys or not first:
            return False
        if covered.issuperset(self._keys):
            return True
        if not any(row[index] for index in self._houses):
            return False
        if any(row[index] not in (0, first[index]) and index not in covered for index in (*self._keys, *self._numbers)):
            return False
        return self.is_tied(covered) or self._same_keys(row, first) or self._blank_keys(row, first)

    def is_tied(self, covered: frozenset[int]) -> bool:
        """Whether merged cells say that a row belongs to the household above."""
        return not covered.isdisjoint((*self._keys, *self._numbers))

    def _same_keys(self, row: Numbers, first: Numbers) -> bool:
        """The head written again beside another house, under a running number that is the same or left out."""
        is_other = any(row[index] not in (0, first[index]) for index in self._houses)
        return is_other and any(first[index] for index in self._numbers) and any(row[index] for index in self._keys)

    def _blank_keys(self, row: Numbers, first: Numbers) -> bool:
        """Nothing but a house, where the row above has more than one: a blank number, or other columns left out."""
        if any(row[index] for index in (*self._keys, *self._numbers, *self._others)):
            return False
        if any(first[index] for index in self._numbers):
            return all(row[index] in (0, first[index]) for index in self._places)
        return any(first[index] for index in self._others) and not any(row[index] for index in self._places)

    def is_total(self, row: Numbers, cells: Cells) -> bool:
        """Whether a homestead is too large for any household's second: a total that does not call itself so."""
        cell = "" if self._sized is None else cells.values[row[self._sized]]
        return cell.__class__ is float and cell > LARGE_HOMESTEAD


def joined(drafts: Iterable[Any], columns: tuple[Column, ...], ids: Iterator[str]) -> Iterator[House]:
    """The houses of every household that has several rows; each such draft then holds what they come to together."""
    for draft in drafts:
        if draft.further:
            rows = [draft, *draft.further]
            wrong = frozenset().union(*(row.unread for row in rows))
            values = [row.values for row in rows]
            yield from _houses(draft.id, values, columns, ids)
            draft.typed = _typed([(row.values, row.typed) for row in rows], columns, wrong)
            draft.values = _summed(values, columns, wrong)


def _summed(rows: Sequence[list[Any]], columns: tuple[Column, ...], wrong: Container[str]) -> list[Any]:
    """A household's values over the rows of its houses; a sum of which a part could not be read is none."""
    values = list(rows[0])
    for place, column in enumerate(columns):
        name = column.field.name
        parts = [row[place] for row in rows if row[place] is not None]
        if name in SUMMED and parts:
            values[place] = None if name in wrong else sum(parts[1:], parts[0])
        elif name in OF_HOUSE and parts:
            values[place] = parts[0]
    return values


def _typed(rows: Sequence[tuple[list[Any], tuple[tuple[str, str], ...]]], columns: tuple[Column, ...],
          wrong: Container[str]) -> tuple[tuple[str, str], ...]:
    """What was typed in other units than ㎡ in any of the rows, side by side: 0.3亩+0.2亩."""
    said = []
    for place, column in enumerate(columns):
        name = column.field.name
        texts = [dict(written).get(name, f"{values[place]}㎡") for values, written in rows if values[place] is not None]
        if any(name == of for _, written in rows for of, _ in written) and name not in wrong:
            said.append((name, "+".join(texts)))
    return tuple(said)


def _houses(household_id: str, rows: list[list[Any]], columns: tuple[Column, ...], ids: Iterator[str]) -> Iterator[House]:
    """The houses of a household, from the values of its rows."""
    at = {column.field.name: place for place, column in enumerate(columns)}
    for position, row in enumerate(rows):
        given = {name: row[at[name]] for name in OF_HOUSE if name in at}
        yield House(household_id=household_id, position=position, **given, id=next(ids))
