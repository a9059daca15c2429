"""A plan packet of 200 pages and more, beside typst with the same words and tables: the stated limit is 15 seconds.

Ours is the whole packet: plan, maps, attached tables, roster, compliance and list set, joined and numbered through, the
workbooks and the coordinates beside it, journal and manifest. The peer sets the words and tables into one PDF, no more.
"""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from linkdesk.actions import demo, demo_plans, envelopes, packets, plots, projects, surveys
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Block, Column, Document, Heading, Paragraph, Table
from linkdesk.documents.cells import leaves, shown
from linkdesk.documents.text import part_text
from linkdesk.domain.change import Change
from linkdesk.domain.household import Household
from linkdesk.paths import FONTS, SAMPLES

PAGES = 200
LIMIT = 15.0    # seconds for PAGES pages
SLOWEST = 1.5   # of the time of the peer, which makes no maps, workbooks, journal or manifest
TIMES_AS_MANY = 13  # households of the sample


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, ours, the peer's or the limit, ratio and the most the ratio may be."""
    with tempfile.TemporaryDirectory() as folder, closing(demo.sample_desk(Path(folder) / "工作区")) as desk:
        project_id = _filled(desk)
        begun = time.perf_counter()
        packet = packets.write_packet(desk, project_id, "plan", Path(folder) / "材料")
        ours = time.perf_counter() - begun
        assert packet.pages >= PAGES, packet.pages
        peer, pages = typeset(_words(desk, project_id), Path(folder) / "peer.pdf")
    name = f"方案申报材料 {packet.pages} 页，含附图、Excel、清单"
    for_pages = ours * PAGES / packet.pages
    return [(f"{name}，每 {PAGES} 页秒数，上限 {LIMIT:.0f} 秒", for_pages, LIMIT, for_pages / LIMIT, 1.0),
            (f"{name}，秒数；对照 typst 只排同样的文字和表格（{pages} 页）", ours, peer, ours / peer, SLOWEST)]


def _filled(desk: Desk) -> str:
    """The sample township with several times its households and what a plan needs; the id of its project."""
    desk.do(projects.new_project(desk, demo.SAMPLE))
    project_id = projects.find(desk, demo.SAMPLE.name).id
    desk.do(plots.import_plots(desk, plots.understand(SAMPLES / demo.PLOTS), project_id))
    desk.do(surveys.import_survey(desk, surveys.understand(SAMPLES / demo.SURVEY), project_id))
    first = desk.store.load(Household)
    more = tuple(replace(h, id=f"{h.id}-{at}", id_number=None) for at in range(1, TIMES_AS_MANY) for h in first)
    desk.do(Change("更多农户", after=more))
    demo_plans.fill(desk, project_id)
    return project_id


def _words(desk: Desk, project_id: str) -> list[list[dict[str, object]]]:
    dossier = desk.dossier(project_id)
    made = [d for envelope in envelopes.envelopes(desk, dossier, "plan")
            for kind, documents in envelopes.parts(desk, dossier, "plan", envelope) if kind != "maps" for d in documents]
    return [list(blocks_of(document)) for document in made]


def blocks_of(document: Document) -> Iterator[dict[str, object]]:
    """What a document says, block by block, for the peer."""
    for section in document.sections:
        yield from (said for block in section.blocks if (said := _said(block)))


def _said(block: Block) -> dict[str, object] | None:
    if isinstance(block, Heading):
        return {"kind": "heading", "text": block.text}
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": "".join(map(part_text, block.parts))}
    if not isinstance(block, Table):
        return None
    columns: tuple[Column, ...] = tuple(leaves(block.columns))
    rows = [*block.rows, *([block.totals] if block.totals else ())]
    return {"kind": "table", "heads": [c.label for c in columns],
            "rows": [[shown(cell, column) for cell, column in zip(row, columns, strict=True)] for row in rows]}


def typeset(words: list[list[dict[str, object]]], out: Path) -> tuple[float, int]:
    """Seconds and pages of typst."""
    import pypdfium2
    import typst  # the peer is there in the environment of the benchmarks only

    data = {"data": json.dumps(words, ensure_ascii=False)}
    begun = time.perf_counter()
    faces = typst.Fonts(font_paths=[str(FONTS)], include_system_fonts=False)
    typst.compile(str(Path(__file__).with_name("packet.typ")), output=out, font_paths=faces, sys_inputs=data)
    seconds = time.perf_counter() - begun
    with pypdfium2.PdfDocument(out) as pdf:
        return seconds, len(pdf)
