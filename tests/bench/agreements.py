"""1,000 two-page agreements with table, signature boxes and QR into one PDF, beside typst with the same words.

Each run is a process of its own, so that its peak of memory is its own. Ours counts everything from the words to
the file on disk; the peer's codes are drawn beforehand and not counted.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from statistics import median

import pypdfium2
import segno

from linkdesk.documents.blocks import (
    Align,
    Cell,
    Column,
    Document,
    Heading,
    PageKind,
    Paragraph,
    Section,
    Signatures,
    Style,
    Table,
    Text,
    Width,
)
from linkdesk.documents.pdf import write_pdf
from linkdesk.paths import FONTS
from tests.bench.agreement_texts import DATE, HEADS, TITLE, Words, words

AGREEMENTS = 1000
ROUNDS = 3
SLOWEST = 1 / 0.9   # of the peer's time a page
MOST_MEMORY = 300.0  # MB

_COLUMNS = tuple(Column(head, width=width, decimals=2 if at > 3 else None) for at, (head, width) in enumerate(
    zip(HEADS, (Width.NARROW, *[Width.NORMAL] * 2, Width.NARROW, *[Width.NORMAL] * 3), strict=True)))


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, ours, the peer's, ratio and the most the ratio may be: seconds for 1,000 pages, then peak memory in MB."""
    ours, peer = [], []
    for _ in range(ROUNDS):
        ours.append(_measured("ours"))
        peer.append(_measured("peer"))
    time_ours, time_peer = (median(seconds * 1000 / pages for seconds, pages, _ in runs) for runs in (ours, peer))
    memory_ours, memory_peer = (median(memory for _, _, memory in runs) for runs in (ours, peer))
    return [(f"{AGREEMENTS} 份协议印成一个 PDF，每 1000 页秒数", time_ours, time_peer, time_ours / time_peer, SLOWEST),
            (f"同上，内存峰值 MB（上限 {MOST_MEMORY:.0f}）", memory_ours, memory_peer, memory_ours / MOST_MEMORY, 1.0)]


def _measured(side: str) -> tuple[float, int, float]:
    command = [sys.executable, "-m", "tests.bench.agreements", side, str(AGREEMENTS)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, pages, memory = json.loads(said)
    return seconds, pages, memory


def print_ours(texts: list[Words], out: Path) -> float:
    """Print with LinkDesk and return the seconds it took."""
    begun = time.perf_counter()
    write_pdf([document(each) for each in texts], out)
    return time.perf_counter() - begun


def document(of: Words) -> Document:
    """The agreement as LinkDesk's own document."""
    rows = tuple(tuple(map(_cell, row, _COLUMNS)) for row in of.rows)
    blocks = (
        Paragraph((Text(TITLE),), Style.TITLE), Paragraph((Text(f"协议编号：{of.number}"),), Style.PLAIN, Align.RIGHT),
        *map(_clause, of.before), Table(_COLUMNS, rows[:-1], rows[-1]), *map(_clause, of.after),
        Signatures(tuple((s[0], (s[1], s[2], DATE)) for s in of.signers)))
    return Document("agreement", TITLE, (Section(blocks, PageKind.AGREEMENT),), number=of.number, codes=(of.token,) * 2)


def _clause(said: tuple[bool, str]) -> Heading | Paragraph:
    is_heading, text = said
    return Heading(1, text) if is_heading else Paragraph((Text(text),))


def _cell(text: str, column: Column) -> Cell:
    return Decimal(text) if text and column.decimals is not None else text


def print_peer(texts: list[Words], out: Path) -> float:
    """Print with typst and return the seconds it took."""
    import typst  # the peer is there in the environment of the benchmarks only

    data = {"title": TITLE, "heads": HEADS, "date": DATE, "agreements": [{**asdict(t), "qr": _svg(t.token)} for t in texts]}
    inputs = {"data": json.dumps(data, ensure_ascii=False)}
    begun = time.perf_counter()
    typst.compile(str(Path(__file__).with_name("agreement.typ")), output=str(out), font_paths=[str(FONTS)],
                  ignore_system_fonts=True, sys_inputs=inputs)
    return time.perf_counter() - begun


def _svg(token: str) -> str:
    drawn = io.BytesIO()
    segno.make(token, version=1, error="q", boost_error=False).save(drawn, kind="svg", border=4)
    return drawn.getvalue().decode()


def main(side: str, count: int) -> None:
    """Print with one side and say seconds, pages and peak memory in MB as JSON."""
    import resource  # not there on Windows, where only the words of this module are used

    texts = [words(at) for at in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "agreements.pdf"
        seconds = {"ours": print_ours, "peer": print_peer}[side](texts, out)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        with pypdfium2.PdfDocument(out) as pdf:
            print(json.dumps([seconds, len(pdf), memory]))


if __name__ == "__main__":
    if len(sys.argv) == 3:
        main(sys.argv[1], int(sys.argv[2]))
    else:
        for name, ours, peer, ratio, bound in run():
            print(f"{name}：LinkDesk {ours:.2f}，typst {peer:.2f}，比值 {ratio:.2f}（不超过 {bound:.2f}）")
