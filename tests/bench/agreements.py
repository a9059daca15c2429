"""1,000 pairs of agreements, four pages each with table, signature boxes and a QR on every page, beside typst with the same words.

Bound in one PDF by one process, by all processors, and as a file a pair. Each run is a process of its own, so that its
peak of memory is its own. Ours counts everything from the words to the file on disk; the peer's codes are drawn
beforehand and not counted, and its faces are loaded once for all files.
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

from linkdesk.actions import presses
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
from linkdesk.documents.imposing import Copies, Paper, impose
from linkdesk.documents.json import to_json
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.pressing import Job, press
from linkdesk.paths import FONTS
from tests.bench.agreement_texts import DATE, HEADS, TITLE, Words, words

AGREEMENTS = 2000    # two make a pair
SEPARATE = 400
ROUNDS = 3
SLOWEST = 1 / 0.9   # of the peer's time a page
SLOWEST_EACH = 1 / 0.6
MOST_MEMORY = 300.0  # MB

_COLUMNS = tuple(Column(head, width=width, decimals=2 if at > 3 else None) for at, (head, width) in enumerate(
    zip(HEADS, (Width.NARROW, *[Width.NORMAL] * 2, Width.NARROW, *[Width.NORMAL] * 3), strict=True)))


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, ours, the peer's, ratio and the most the ratio may be: seconds for 1,000 pages, then peak memory in MB."""
    runs = {side: [] for side in SIDES}
    for _ in range(ROUNDS):
        for side, made in runs.items():
            made.append(_measured(side))
    seconds = {side: median(seconds * 1000 / pages for seconds, pages, *_ in made) for side, made in runs.items()}
    own, children = ({side: median(run[at] for run in made) for side, made in runs.items()} for at in (2, 3))
    return [
        _line(f"{AGREEMENTS // 2} 户双签协议合订一个 PDF，单进程，每 1000 页秒数", seconds["ours"], seconds["peer"], SLOWEST),
        _line("同上，用全部处理器", seconds["ours_all"], seconds["peer"], 1.0),
        _line(f"{SEPARATE // 2} 户各一个文件，单进程，每 1000 页秒数", seconds["ours_each"], seconds["peer_each"], SLOWEST_EACH),
        (f"单进程内存峰值 MB（上限 {MOST_MEMORY:.0f}）", own["ours"], own["peer"], own["ours"] / MOST_MEMORY, 1.0),
        (f"全部处理器，主进程内存峰值 MB（上限 {MOST_MEMORY:.0f}）", own["ours_all"], own["peer"], own["ours_all"] / MOST_MEMORY, 1.0),
        (f"全部处理器，最大的子进程内存峰值 MB（上限 {MOST_MEMORY:.0f}）", children["ours_all"], own["peer"],
         children["ours_all"] / MOST_MEMORY, 1.0)]


def _line(name: str, ours: float, peer: float, bound: float) -> tuple[str, float, float, float, float]:
    return name, ours, peer, ours / peer, bound


def _measured(side: str) -> tuple[float, int, float, float]:
    count = SEPARATE if side.endswith("_each") else AGREEMENTS
    command = [sys.executable, "-m", "tests.bench.agreements", side, str(count)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    seconds, pages, own, children = json.loads(said)
    return seconds, pages, own, children


def print_ours(texts: list[Words], out: Path) -> float:
    """Print with LinkDesk in this process and return the seconds it took."""
    begun = time.perf_counter()
    write_pdf([document(each) for each in texts], out / "all.pdf")
    return time.perf_counter() - begun


def print_ours_all(texts: list[Words], out: Path) -> float:
    """Print with LinkDesk on all processors, bound with bookmarks, and return the seconds it took."""
    begun = time.perf_counter()
    parts = [(part, out.parent / f"{at}.pdf") for at, part in enumerate(presses.runs(len(texts)))]
    work = [(Job(len(part), str(file)), (to_json(document(texts[at])) for at in part)) for part, file in parts]
    pages = [count for pressed in presses.run(work, lambda done, total: None) for count in pressed.pages]
    sets = [[Paper(("村", f"{at:04d}", texts[at + n].number), pages[at + n]) for n in (0, 1)] for at in range(0, len(texts), 2)]
    with (out / "all.pdf").open("wb") as file:
        impose([file for _, file in parts], sets, Copies(), TITLE, file)
    return time.perf_counter() - begun


def print_ours_each(texts: list[Words], out: Path) -> float:
    """Print a file a pair with LinkDesk in this process and return the seconds it took."""
    begun = time.perf_counter()
    for at in range(0, len(texts), 2):
        press(Job(2, str(out / f"{at:04d}.pdf")), [to_json(document(each)) for each in texts[at:at + 2]], lambda: None)
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
    return _compiled([(texts, out / "all.pdf")])


def print_peer_each(texts: list[Words], out: Path) -> float:
    """Print a file a pair with typst, its faces loaded once, and return the seconds it took."""
    return _compiled([(texts[at:at + 2], out / f"{at:04d}.pdf") for at in range(0, len(texts), 2)])


def _compiled(files: list[tuple[list[Words], Path]]) -> float:
    import typst  # the peer is there in the environment of the benchmarks only

    template, wanted = str(Path(__file__).with_name("agreement.typ")), [(_inputs(texts), str(file)) for texts, file in files]
    begun = time.perf_counter()
    faces = typst.Fonts(font_paths=[str(FONTS)], include_system_fonts=False)
    for inputs, file in wanted:
        typst.compile(template, output=file, font_paths=faces, sys_inputs=inputs)
    return time.perf_counter() - begun


def _inputs(texts: list[Words]) -> dict[str, str]:
    data = {"title": TITLE, "heads": HEADS, "date": DATE, "agreements": [{**asdict(t), "qr": _svg(t.token)} for t in texts]}
    return {"data": json.dumps(data, ensure_ascii=False)}


def _svg(token: str) -> str:
    drawn = io.BytesIO()
    segno.make(token, version=1, error="q", boost_error=False).save(drawn, kind="svg", border=4)
    return drawn.getvalue().decode()


SIDES = {"ours": print_ours, "peer": print_peer, "ours_all": print_ours_all, "ours_each": print_ours_each, "peer_each": print_peer_each}


def main(side: str, count: int) -> None:
    """Print with one side and say seconds, pages and peak memory (of this process, of its largest child) in MB as JSON."""
    import resource  # not there on Windows, where only the words of this module are used

    texts = [words(at) for at in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        out.mkdir()
        seconds = SIDES[side](texts, out)
        memory = [resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
        print(json.dumps([seconds, sum(map(_pages, out.iterdir())), *memory]))


def _pages(file: Path) -> int:
    with pypdfium2.PdfDocument(file) as pdf:
        return len(pdf)


if __name__ == "__main__":
    if len(sys.argv) == 3:
        main(sys.argv[1], int(sys.argv[2]))
    else:
        for name, ours, peer, ratio, bound in run():
            print(f"{name}：LinkDesk {ours:.2f}，typst {peer:.2f}，比值 {ratio:.2f}（不超过 {bound:.2f}）")
