"""A design of 500 plots, 10,000 works and 1,000 moves: reckoned anew after one edit, and from nothing, beside a plain loop over the same.

After an edit everything counts that stands between the officer's key and the new total: the change in the store, the dossier,
the quantities, the budget with its fees. The peer holds its numbers in dicts, compiles each formula once with Python's own
compile, and knows no units, no store, no fees and no words: quantity, amount and sums by category, all works anew.
"""

from __future__ import annotations

import re
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from statistics import median
from types import CodeType
from typing import Any

from linkdesk.actions import cross_sections, plot_designs, price_library, projects, soil_moves, work_items
from linkdesk.actions.demo import SAMPLE, sample_desk
from linkdesk.desk import Desk
from linkdesk.domain.budget import budget
from linkdesk.domain.change import Change
from linkdesk.domain.design import (
    DesignBasis,
    PlotDesign,
    SoilMove,
    UnitPrice,
    WorkItem,
    basis_id,
    plot_design_id,
)
from linkdesk.domain.design_words import SoilMaterial, Terrain, WorkCategory
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.quantities import rounded
from linkdesk.domain.words import HouseStructure
from linkdesk.domain.work_quantities import WorkLine, work_lines
from linkdesk.geometry.entities import plot_rings
from tests.bench.plots import country

PLOTS, HOUSEHOLDS, EDITS, ROUNDS = 500, 5, 9, 5
MOST_AFTER_EDIT = 100.0   # ms
SLOWEST = 8.0             # times the peer, who has neither units nor words nor the sums of the surveyed houses
_WORKS = (  # formula, unit; the last as the peer writes it
    ("复垦面积 × 覆土厚度", "m³"), ("复垦面积", "亩"), ("硬化地面面积 × 硬化地面厚度", "m³"), ("第2项 × 1.3", "m³"), ("田埂长度 × 0.3m × 0.3m", "m³"),
    ("复垦面积 × 500kg/亩", "kg"), ("基础体积 + 围墙及其他砌体体积", "m³"), ("可剥离表土面积 × 可剥离表土厚度", "m³"), ("砖混房屋面积", "㎡"),
    ("生产路长度", "m"), ("123.45", "m³"), ("最大(复垦面积 × 覆土厚度 − 可剥离表土面积 × 可剥离表土厚度, 0)", "m³"), ("第0项 + 第2项", "m³"),
    ("排水沟长度 × 0.16㎡", "m³"), ("户数 × 1座/户", "座"), ("复垦面积 × 1株/10㎡", "株"), ("复垦面积 × 5%", "㎡"),
    ("(田埂长度 + 生产路长度) × 0.5m", "㎡"), ("挖方", "m³"), ("填方 ÷ 2", "m³"))
_FACTORS = {"亩": Decimal(3) / 2000, "500kg/亩": Decimal("0.75"), "1株/10㎡": Decimal("0.1"), "5%": Decimal("0.05")}
_NUMBER = re.compile(r"\d+株/\d+㎡|\d+座/户|\d+kg/亩|\d+%|\d+(?:\.\d+)?[m㎡]?")


def made(folder: Path) -> tuple[Desk, str]:
    """A workspace with the design of one project."""
    desk = sample_desk(folder)
    desk.do(projects.new_project(desk, SAMPLE))
    project_id = projects.find(desk, SAMPLE.name).id
    desk.do(price_library.take_over(desk, project_id))
    prices = desk.store.load(UnitPrice, project_id=project_id)
    rings = [plot_rings(boundary) for boundary in country(PLOTS)]
    plots = tuple(Plot(project_id, f"CJ-{at:03d}", reclaimed_area=Decimal(1000 + at), plane_area=Decimal(1200 + at), rings_id=ring.id)
                  for at, ring in enumerate(rings))
    basis = DesignBasis(project_id, "fees_2017", terrain=Terrain.MOUNTAINS, id=basis_id(project_id))
    rows = [row for at, plot in enumerate(plots) for row in _on(plot, at, prices)]
    moves = [move for at, plot in enumerate(plots) for move in _moves(plot, plots[at - 1], at)]
    desk.do(Change("导入复垦设计", after=(basis, *rings, *plots, *rows, *moves)))
    desk.do(cross_sections.defaults(desk, project_id))
    return desk, project_id


def _on(plot: Plot, at: int, prices: list[UnitPrice]) -> list[Any]:
    """What belongs to a plot: its design, its households, its works with their prices."""
    measures = dict(zip(("hard_area", "foundation_volume", "wall_volume", "topsoil_area", "cut_volume", "fill_volume", "ridge_length",
                         "ditch_length", "road_length"), map(Decimal, (100, 12, 3, 300, 90, 80, 120, 44, 33)), strict=True))
    thick = {"hard_thickness": Decimal("0.15"), "topsoil_thickness": Decimal("0.2"), "cover_thickness": Decimal("0.5")}
    homes = [Household(plot.project_id, plot_id=plot.id, head_name=f"户{at}-{n}", house_structure=HouseStructure.BRICK_CONCRETE,
                       house_area=Decimal(120), homestead_area=Decimal(150), population=4) for n in range(HOUSEHOLDS)]
    categories = tuple(WorkCategory)
    works = [WorkItem(plot.id, n, categories[n * len(categories) // len(_WORKS)], f"第{n}项", unit, formula,
                      price=Decimal("12.34") + n) for n, (formula, unit) in enumerate(_WORKS)]
    matching = [replace(work, unit_price_id=price.id, price=None) if (price := _price(prices, work, n)) else work
                for n, work in enumerate(works)]
    return [PlotDesign(plot.id, id=plot_design_id(plot.id), **measures, **thick), *homes, *matching]


def _moves(plot: Plot, neighbour: Plot, at: int) -> list[SoilMove]:
    """A little earth from the plot before, and rubble to the dump."""
    ways = ((SoilMaterial.EARTH, {"from_plot_id": neighbour.id, "to_plot_id": plot.id, "volume": Decimal(5 + at % 7)}),
            (SoilMaterial.RUBBLE, {"from_plot_id": plot.id, "to_place": "弃置场", "volume": Decimal(30), "distance": Decimal(4)}))
    return [SoilMove(plot.project_id, 2 * at + n, material, **ends) for n, (material, ends) in enumerate(ways)]


def _price(prices: list[UnitPrice], work: WorkItem, at: int) -> UnitPrice | None:
    """A unit price for every second work, in its unit."""
    fitting = [price for price in prices if price.unit == work.unit]
    return fitting[at % len(fitting)] if fitting and at % 2 == 0 else None


def after_edit(desk: Desk, project_id: str, at: int) -> float:
    """Milliseconds from one edit to the new total: a measure of a plot, the formula of a work, a move of soil, in turn."""
    dossier = desk.dossier(project_id)
    plot, item, move = dossier.plots[at * 7 % PLOTS], dossier.design.items[at * 13], dossier.design.soil_moves[at * 4]
    change = (work_items.set_field(desk, item, "formula", f"{item.formula} × 1.{at + 1}") if at % 3 == 0 else
              plot_designs.set_field(desk, plot.id, "cover_thickness", f"0.{60 + at}") if at % 3 == 1 else
              soil_moves.set_field(desk, move.id, "volume", f"{20 + at}"))
    begun = time.perf_counter()
    desk.do(change)
    renewed = desk.dossier(project_id)
    lines, costs = work_lines(renewed), budget(renewed)
    spent = (time.perf_counter() - begun) * 1000
    assert costs is not None
    assert len(lines) == PLOTS * len(_WORKS)
    return spent


def from_nothing(dossier: Dossier) -> float:
    """Milliseconds for all quantities of plots that were never reckoned before."""
    ids = {plot.id: f"{plot.id}{time.perf_counter_ns()}" for plot in dossier.plots}
    design = dossier.design
    fresh = replace(dossier, plots=tuple(replace(p, id=ids[p.id]) for p in dossier.plots),
                    households=tuple(replace(h, plot_id=ids[h.plot_id]) for h in dossier.households),
                    design=replace(design, plots=tuple(replace(p, plot_id=ids[p.plot_id]) for p in design.plots),
                                   items=tuple(replace(i, plot_id=ids[i.plot_id]) for i in design.items),
                                   soil_moves=tuple(replace(m, from_plot_id=ids[m.from_plot_id], to_plot_id=ids.get(m.to_plot_id))
                                                    for m in design.soil_moves)))
    return _milliseconds(lambda: work_lines(fresh))


class Peer:
    """The same products in a plain loop."""

    def __init__(self, lines: tuple[WorkLine, ...], numbers: dict[str, dict[str, Decimal]]) -> None:
        self.numbers = numbers
        codes: dict[str, CodeType] = {}
        self.rows = [(line.plot.id, line.item.name, line.item.category, codes.setdefault(line.item.formula, _code(line.item)),
                      Decimal("12.34")) for line in lines]

    def sums(self) -> dict[WorkCategory, Decimal]:
        """All works anew."""
        sums = dict.fromkeys(WorkCategory, Decimal(0))
        known = {plot: dict(values) for plot, values in self.numbers.items()}
        for plot, name, category, code, price in self.rows:
            values = known[plot]
            values[name] = quantity = rounded(eval(code, {"最大": max, "D": Decimal, "__builtins__": {}}, values), 2)
            sums[category] += rounded(quantity * price, 2)
        return sums


def _code(item: WorkItem) -> CodeType:
    """A formula as Python, its numbers Decimals in base units."""
    def literal(found: re.Match[str]) -> str:
        return f'D("{_FACTORS.get(found[0]) or re.match(r"[0-9.]+", found[0])[0]}")'
    text = re.sub(r"(第\d项)|" + _NUMBER.pattern, lambda found: found[1] or literal(found), item.formula)
    text = text.translate(str.maketrans("×÷−", "*/-"))
    return compile(f"({text}) * D('{_FACTORS['亩']}')" if item.unit == "亩" else text, item.name, "eval")


def _milliseconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def run() -> list[tuple[str, float, float, float, float]]:
    """Name, ours, the peer's, ratio and the most it may be."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        desk, project_id = made(Path(folder))
        dossier = desk.dossier(project_id)
        lines = work_lines(dossier)
        peer = Peer(lines, {line.plot.id: {} for line in lines} | _known(lines))
        _same(lines, peer)
        budget(dossier)
        plain = median(_milliseconds(peer.sums) for _ in range(ROUNDS))
        whole = median(from_nothing(dossier) for _ in range(ROUNDS))
        edits = median(after_edit(desk, project_id, at) for at in range(EDITS))
        desk.close()
    works = f"{PLOTS} 个地块、{len(lines)} 项工程"
    return [(f"{works}，改一处后重算工程量和预算（毫秒，上限 {MOST_AFTER_EDIT:.0f}）", edits, plain, edits / MOST_AFTER_EDIT, 1.0),
            (f"{works}，从头计算工程量（毫秒）", whole, plain, whole / plain, SLOWEST)]


def _known(lines: tuple[WorkLine, ...]) -> dict[str, dict[str, Decimal]]:
    """The numbers the formulas name, by plot, as the peer is handed them."""
    known: dict[str, dict[str, Decimal]] = {}
    for line in lines:
        names = {number.name: number.value for number in line.used if number.value is not None and not number.name.startswith("第")}
        known.setdefault(line.plot.id, {}).update(names)
    return known


def _same(lines: tuple[WorkLine, ...], peer: Peer) -> None:
    """Both reckon the same quantities, or the comparison means nothing."""
    sums = dict.fromkeys(WorkCategory, Decimal(0))
    for line in lines:
        assert line.quantity is not None, line.fault
        sums[line.item.category] += rounded(line.quantity * Decimal("12.34"), 2)
    assert sums == peer.sums()


if __name__ == "__main__":
    print(run())
