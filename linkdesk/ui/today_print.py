"""The one-page report of 今日 to a printer."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrintDialog, QPrinter

from linkdesk.actions.today_papers import one_page, printed
from linkdesk.documents.preview import page_sizes
from linkdesk.domain.days import local_day
from linkdesk.ui.page import Page
from linkdesk.ui.preview import PRINT_DPI
from linkdesk.ui.printer import print_pages


def asked(page: Page) -> bool:
    """Ask for a printer and print; False when the officer does not want to."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(PRINT_DPI)
    printer.setFullPage(True)
    if not QPrintDialog(printer, page).exec():
        return False
    print_to(page, printer)
    return True


def print_to(page: Page, printer: QPrinter) -> None:
    """Print the report, and note it in the journal."""
    pdf = one_page(local_day(page.desk.clock()), page.found, page.county)
    print_pages(pdf, page_sizes(pdf), printer)
    page.desk.do(printed())
