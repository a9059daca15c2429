"""Figures of earthwork, soil and net new farmland."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.earthwork import SoilLine, soil_balance
from linkdesk.domain.farmland_gain import FarmlandGain, gains
from linkdesk.domain.figures.register import Computed, Maker, figure, named
from linkdesk.domain.quantities import printed, rounded

Leaves = list[tuple[str, Decimal | None, str]]  # plot code, leaf, what is missing


def _summed(formula: str, leaves: Leaves, unit: str, decimals: int) -> Computed:
    lacking = [f"{missing}（{code}）" for code, value, missing in leaves if value is None]
    if lacking or not leaves:
        more = f"等 {len(lacking)} 个地块" if len(lacking) > 1 else ""
        return Computed(None, formula, (), f"{lacking[0]}{more}" if lacking else "拆旧地块")
    inputs = tuple((code, f"{printed(value, decimals)} {unit}") for code, value, _ in leaves if value)
    return Computed(sum((value for _, value, _ in leaves), Decimal(0)), formula, inputs)


def _of_soil(material: SoilMaterial, word: str, of: Callable[[SoilLine], tuple[Decimal | None, str]]) -> Maker:
    def made(dossier: Dossier) -> Computed:
        return _summed(f"Σ 地块{word}", [(line.plot.code, *of(line)) for line in soil_balance(dossier).of(material)], "m³", 2)
    return made


_EARTH, _TOPSOIL, _RUBBLE = SoilMaterial.EARTH, SoilMaterial.TOPSOIL, SoilMaterial.RUBBLE
for _name, _label, _material, _of in (
        ("cut_total", "挖方", _EARTH, lambda line: (line.found.value, line.found.missing)),
        ("fill_total", "填方", _EARTH, lambda line: (line.needed.value, line.needed.missing)),
        ("topsoil_found", "可剥离表土", _TOPSOIL, lambda line: (line.found.value, line.found.missing)),
        ("topsoil_needed", "覆土需要量", _TOPSOIL, lambda line: (line.needed.value, line.needed.missing)),
        ("rubble_total", "建筑垃圾量", _RUBBLE, lambda line: (line.found.value, line.found.missing)),
        ("soil_short", "调配后尚缺表土", _TOPSOIL, lambda line: (line.short, line.missing)),
        ("earth_short", "调配后尚缺土方", _EARTH, lambda line: (line.short, line.missing))):
    named(_name, f"{_label}合计" if _name.endswith("total") else _label, "m³", 2)(_of_soil(_material, _label, _of))


@named("moved_total", "调配土方和垃圾合计", "m³", 2)
def _(dossier: Dossier) -> Computed:
    moves = [move for move in dossier.design.soil_moves if move.volume is not None]
    return Computed(sum((rounded(move.volume, 2) for move in moves), Decimal(0)), "Σ 调配方量", ((("调配", f"{len(moves)} 笔"),)))


@named("mean_haul", "平均运距", "km", 2)
def _(dossier: Dossier) -> Computed:
    """Weighted by volume; of moves whose distance is not known there is no mean."""
    formula = "Σ（调配方量 × 运距） ÷ Σ 调配方量"
    moves = [move for move in dossier.design.soil_moves if move.volume]
    lacking = sum(move.distance is None for move in moves)
    if lacking or not moves:
        return Computed(None, formula, (), f"{lacking} 笔调配的运距" if lacking else "土方调配")
    whole = sum((move.volume for move in moves), Decimal(0))
    work = sum((move.volume * move.distance for move in moves), Decimal(0))
    return Computed(work / whole, formula, (("Σ 方量 × 运距", f"{printed(work, 2)} m³·km"), ("Σ 方量", f"{printed(whole, 2)} m³")))


def _of_gains(word: str, of: Callable[[FarmlandGain], Decimal | None]) -> Maker:
    return lambda dossier: _summed(f"Σ 地块{word}", list(_leaves(gains(dossier), of)), "公顷", 4)


def _leaves(found: Iterable[FarmlandGain], of: Callable[[FarmlandGain], Decimal | None]) -> Iterable[tuple[str, Decimal | None, str]]:
    for gain in found:
        yield gain.plot.code, None if gain.missing else of(gain), gain.missing


named("net_new_farmland", "净增耕地面积", "公顷", 4)(_of_gains("（复垦面积 − 田埂田坎 − 道路 − 沟渠）", lambda gain: gain.net))
for _at, (_name, _label) in enumerate((("ridges_taken", "田埂田坎占地"), ("roads_taken", "道路占地"), ("ditches_taken", "沟渠占地"))):
    named(_name, _label, "公顷", 4)(_of_gains(_label, lambda gain, at=_at: gain.deductions[at].area))


@named("net_farmland_rate", "净增耕地率", "%", 2)
def _(dossier: Dossier) -> Computed:
    net, scale = figure("net_new_farmland", dossier), figure("old_area", dossier)
    formula = "净增耕地面积 ÷ 建设规模（拆旧区总面积）"
    if net.value is None or not scale.value:
        return Computed(None, formula, (), net.missing or scale.missing or "拆旧区总面积")
    return Computed(net.value * 100 / scale.value, formula, ((net.label, f"{net.text} 公顷"), ("建设规模", f"{scale.text} 公顷")))


@named("net_farmland_difference", "净增耕地与方案新增耕地之差", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    net, planned = figure("net_new_farmland", dossier), figure("new_farmland_area", dossier)
    if net.value is None or planned.value is None:
        return Computed(None, "净增耕地面积 − 方案新增耕地面积", (), net.missing or planned.missing)
    return Computed(net.value - planned.value, "净增耕地面积 − 方案新增耕地面积", tuple((f.label, f"{f.text} 公顷") for f in (net, planned)))
