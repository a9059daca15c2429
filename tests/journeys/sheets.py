"""Printed sheets on their way back: which page of a bound file is what, and the pile a township's scanner makes of some of them."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
import segno
from PIL import Image

from linkdesk.actions import batch_printing
from linkdesk.domain.agreement import PageCode
from tests.scans import scanner

DPI = 150
SETTINGS = scanner.Settings(dpi=DPI)


@dataclass(frozen=True)
class Sheet:
    """One printed page: its place (from 0) in its file, whose it is, its agreement's id and its page number."""

    file: Path
    at: int
    subject_id: str
    agreement_id: str
    page: int


def printed(office, batch, folder):
    """Print a batch; the sheets of its first copies, blank backs passed over."""
    written = batch_printing.write(office.desk, office.project_id, batch, folder)
    pages = {c.agreement_id: c.pages for c in office.desk.store.load(PageCode)}
    place, found, file = 0, [], written.folder / "双签协议.pdf"
    for line in batch_printing.checked(office.desk, office.project_id, batch.subjects).ready:
        for copy in range(batch.copies):
            for paper in line.printable:
                count = pages[paper.id]
                if copy == 0:
                    found += [Sheet(file, place + at, line.id, paper.id, at + 1) for at in range(count)]
                place += count + (count % 2 if batch.duplex else 0)
    return written, found


def image(sheet):
    """A sheet as a clean picture."""
    with closing(pypdfium2.PdfDocument(sheet.file)) as pdf:
        return pdf[sheet.at].render(scale=DPI / 72, grayscale=True).to_pil().convert("L")


def pile(sheets, blanks, path, rng):
    """Scan sheets, one of them twice, with blank backs and a sheet of another program, in any order, into one PDF."""
    clean = [*map(image, (*sheets, sheets[0])), foreign(), *(Image.new("L", (1240, 1754), 255) for _ in range(blanks))]
    rng.shuffle(clean)
    scanner.as_pdf([scanner.jpeg(scanner.scanned(each, rng, SETTINGS)[0], SETTINGS) for each in clean], path)
    return path


def foreign():
    """A page with a code of some other program."""
    page = Image.new("L", (1240, 1754), 255)
    code = segno.make("https://example.invalid/bill?id=20180711", error="q", micro=False)
    cells = Image.new("L", code.symbol_size(border=4), 255)
    for y, row in enumerate(code.matrix_iter(border=4)):
        for x, dark in enumerate(row):
            cells.putpixel((x, y), 0 if dark else 255)
    page.paste(cells.resize((250, 250), Image.Resampling.NEAREST), (800, 1400))
    return page
