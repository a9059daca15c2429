"""Filing a scan of 1,000 signed pages, children and store included, beside a loop of pypdfium2 and zxing-cpp.

The loop draws each page at the dpi it was scanned with and reads it, in one process; it files nothing. What counts is
the rate: so many pages a second at 200 dpi and at 300 dpi on two cores.
"""

from __future__ import annotations

import gc
import tempfile
import time
from datetime import datetime
from pathlib import Path

import pypdfium2
import zxingcpp

from linkdesk.actions import projects, scanning
from linkdesk.actions.demo import PLOTS, SAMPLE, SURVEY, sample_desk
from linkdesk.desk import Desk
from linkdesk.domain.agreement_words import ScanResult
from linkdesk.paths import SAMPLES
from tests.scans import scanner
from tests.scans.printed import printed
from tests.scans.scanner import Settings

PAGES = 1000
DISTINCT = 40            # pages scanned anew; the file holds them again and again, no two alike to the byte
RATES = {200: 8.0, 300: 5.0}
NOON = datetime(2018, 7, 2, 12, 0)


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, our seconds a page, the loop's, ours beside the most that is allowed, and 1."""
    with tempfile.TemporaryDirectory() as folder:
        desk, project_id = _desk(Path(folder) / "工作区")
        pages = scanner.pages(printed(desk, project_id, households=DISTINCT // 4), 300)
        found = [_measured(desk, project_id, pages, dpi, Path(folder) / f"{dpi}.pdf") for dpi in RATES]
        desk.close()
    return found


def _desk(folder: Path) -> tuple[Desk, str]:
    from linkdesk.actions import plots, surveys
    desk = sample_desk(folder, lambda: NOON)
    desk.do(projects.new_project(desk, SAMPLE))
    project_id = projects.find(desk, SAMPLE.name).id
    desk.do(plots.import_plots(desk, plots.understand(SAMPLES / PLOTS), project_id))
    desk.do(surveys.import_survey(desk, surveys.understand(SAMPLES / SURVEY), project_id))
    return desk, project_id


def _measured(desk: Desk, project_id: str, pages: list, dpi: int, path: Path) -> tuple[str, float, float, float, float]:
    _write(pages, dpi, path)
    told: list[tuple[int, int]] = []
    gc.collect()
    begun = time.perf_counter()
    outcome = scanning.take(desk, project_id, [path], lambda done, total: told.append((done, total)))
    ours = (time.perf_counter() - begun) / PAGES
    assert outcome.pages == PAGES == told[-1][0]
    filed = outcome.results[ScanResult.FILED] + outcome.results[ScanResult.DOUBLE]
    peer, read = _peer(path)
    name = f"归档 {PAGES} 页扫描件，{dpi} dpi，每页秒数（{1 / ours:.0f} 页/秒，下限 {RATES[dpi]:.0f}；认出 {filed} 页，对照 {read} 页）"
    return name, ours, peer, ours * RATES[dpi], 1.0


def _write(pages: list, dpi: int, path: Path) -> None:
    """One PDF of so many scanned pages."""
    rng, settings = scanner.shuffled(), Settings(dpi=dpi)
    jpegs = [scanner.jpeg(scanner.scanned(page, rng, settings)[0], settings) for page in pages[:DISTINCT]]
    scanner.as_pdf((_marked(jpegs[at % len(jpegs)], at) for at in range(PAGES)), path)


def _marked(jpeg: bytes, at: int) -> bytes:
    """The same picture with a remark that makes it another file."""
    return jpeg[:2] + b"\xff\xfe\x00\x06" + at.to_bytes(4, "big") + jpeg[2:]


def _peer(path: Path) -> tuple[float, int]:
    """Seconds a page of the plain loop, on as many pages as are enough to know, and how many of all it would read."""
    read, begun, looked = 0, time.perf_counter(), DISTINCT
    with pypdfium2.PdfDocument(path) as pdf:
        for at in range(looked):
            picture = pdf[at].render(scale=_dpi(path) / 72, grayscale=True).to_numpy()
            read += bool(zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode))
    return (time.perf_counter() - begun) / looked, read * PAGES // looked


def _dpi(path: Path) -> int:
    return int(path.stem)
