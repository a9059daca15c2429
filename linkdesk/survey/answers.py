"""Questions whose answers have a column each, to be ticked (愿意 | 不愿意, 砖混 | 砖木 | 土木): read as one column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.survey.grid import Cell, Numbers, cell_text, plain
from linkdesk.survey.header import Header, Heading, begins_table, is_column_numbers
from linkdesk.survey.headings import cleaned, household_field, spellings, split_unit
from linkdesk.survey.process import RawSheet
from linkdesk.survey.values import SPECIAL, reader

Answers = tuple[tuple[int, str], ...]
"""The columns of one question, each with the answer it stands for."""

_NOT_TICKED = frozenset(("×", "✗", "✘", "x", "X", "否", "0", "无", "不是"))


def questions(headings: Iterable[Heading]) -> Iterator[tuple[str, list[Heading]]]:
    """Each field that a group of headings asks for, every one of which is one of its answers."""
    for group, members in groupby((h for h in headings if len(h.parts) > 1), key=lambda h: h.parts[:-1]):
        asked, name = list(members), _field_of(group)
        if name and len(asked) > 1 and len({_answer(name, h) for h in asked} - {None}) == len(asked):
            yield name, asked


def answers_of(headings: Sequence[Heading]) -> Answers:
    """What a tick in each of these columns says."""
    return tuple((h.index, split_unit(h.parts[-1])[0]) for h in headings)


def _field_of(group: tuple[str, ...]) -> str | None:
    name = next((found for text in spellings(group) if (found := household_field(text))), None)
    return name if name in fields_of(Household) and issubclass(fields_of(Household)[name].type, bool | StrEnum) else None


def _answer(name: str, heading: Heading) -> object:
    """What the last part of a heading says as a value of a field; None when it says nothing."""
    value = reader(fields_of(Household)[name], "")(split_unit(heading.parts[-1])[0])
    return None if value.__class__ in SPECIAL else value


def joined(sheet: RawSheet, chunks: Iterable[list[Numbers]], asked: Sequence[Answers], header: Header,
           raw: dict[int, Numbers]) -> list[list[Numbers]]:
    """The rows below a header, up to another table, with the answer of each question in its first column.

    `raw` gets those that stood otherwise, by row from 1.
    """
    whole = list(chunks)  # the child numbers its cells one after the other: others can only follow the last
    known: dict[tuple[int, str], int] = {}
    headings = {cleaned(text) for texts in header.texts for text in texts}
    places = ((rows, place) for rows in whole for place in range(len(rows)))
    for at, (rows, place) in enumerate(places, header.last + 2):
        row = rows[place]
        cells = sheet.cells.row(row)
        if begins_table(cells) and not headings.issuperset(cleaned(cell_text(cell)) for cell in cells if cell != ""):
            break
        if row and not is_column_numbers(cells):
            told = _told(sheet, row, asked, known)
            if told != list(row):
                raw.setdefault(at, row)
                rows[place] = told
    return whole


def _told(sheet: RawSheet, row: Numbers, asked: Sequence[Answers], known: dict[tuple[int, str], int]) -> Numbers:
    told = list(row)
    for answers in asked:
        ticked = [(sheet.cells.values[row[index]], answer) for index, answer in answers if index < len(row) and row[index]]
        text = _said(ticked)
        if text is not None:
            told[answers[0][0]] = _number(sheet, answers[0][0], text, known)
    return told


def _said(ticked: Sequence[tuple[Cell, str]]) -> str | None:
    """The answer, several where several are ticked; None where the cells say something else and stay as they are."""
    if any(len(cleaned(cell_text(cell))) > 1 and not _is_figure(cell) for cell, _ in ticked):
        return None
    return "、".join(answer for cell, answer in ticked if plain(cell) and plain(cell) not in _NOT_TICKED)


def _is_figure(cell: Cell) -> bool:
    return cell_text(cell).replace(".", "", 1).isdigit()


def _number(sheet: RawSheet, column: int, text: str, known: dict[tuple[int, str], int]) -> int:
    if not text:
        return 0
    if (column, text) not in known:
        sheet.cells.add(column, [text])
        known[column, text] = len(sheet.cells.values) - 1
    return known[column, text]
