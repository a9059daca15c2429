"""What is looked at when the whole workbook has been read: each household in itself, then the households beside each other."""

from __future__ import annotations

from datetime import date

from linkdesk.survey import plausible
from linkdesk.survey.book import Book
from linkdesk.survey.table import FIELDS


def of_book(book: Book, on: date | None) -> None:
    """Report what is probably wrong; `on` is the day of reading, by which a birth can lie in the future."""
    for household in book.households:
        table, row = book.places[household.id]
        for name, reason in plausible.doubts(household):
            table.report("area_unlikely", household.id, row, table.columns.index_of(name), FIELDS[name],
                         f"{getattr(household, name)}", reason)
