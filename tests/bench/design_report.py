"""The full report of a design of 500 plots and 10,000 works, beside typst with the same words and tables: the limit is 20 seconds.

Ours is everything that is bound: report, budget and attached tables, drawings, and the workbook with its live formulas.
The peer sets the words and tables into one PDF, no more.
"""

from __future__ import annotations

import tempfile
import time
from contextlib import closing
from pathlib import Path

from linkdesk.actions import printing
from tests.bench.design import made
from tests.bench.packet import blocks_of, typeset

LIMIT = 20.0    # seconds
SLOWEST = 3.0   # of the time of the peer, which makes no workbook, drawings, bookmarks or journal
KINDS = "design", "design_tables", "design_drawings"


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, ours, the peer's or the limit, ratio and the most the ratio may be."""
    with tempfile.TemporaryDirectory() as folder:
        desk, project_id = made(Path(folder) / "工作区")
        with closing(desk):
            begun = time.perf_counter()
            for kind in KINDS:
                printing.write(desk, project_id, kind, Path(folder) / "文件")
            ours = time.perf_counter() - begun
            words = [list(blocks_of(d)) for kind in KINDS[:2] for d in printing.documents(desk, project_id, kind)]
        peer, pages = typeset(words, Path(folder) / "peer.pdf")
    name = "复垦设计 500 个地块、10,000 项工程：报告、预算、附表、图册和 Excel"
    return [(f"{name}，秒数，上限 {LIMIT:.0f} 秒", ours, LIMIT, ours / LIMIT, 1.0),
            (f"{name}，秒数；对照 typst 只排同样的文字和表格（{pages} 页）", ours, peer, ours / peer, SLOWEST)]
