"""Figures of the survey's coverage: households known from the village list, surveyed, left out, still to be surveyed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from linkdesk.domain.coverage import CoverageLine, coverage, villages
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.register import Computed, Maker, named

_MISSING = "村名录户数"


def _sum(formula: str, count: Callable[[CoverageLine], int]) -> Maker:
    def made(dossier: Dossier) -> Computed:
        return Computed(Decimal(sum(map(count, villages(coverage(dossier))))), formula)
    return made


def _of_known(formula: str, count: Callable[[CoverageLine], int]) -> Maker:
    """A sum over the villages whose number of households the list tells; the others are named as missing."""
    def made(dossier: Dossier) -> Computed:
        lines = villages(coverage(dossier))
        told = [line for line in lines if line.known is not None]
        untold = "、".join(line.village for line in lines if line.known is None)
        missing = f"{untold}没有名录户数" if untold and told else "" if told else _MISSING
        value = Decimal(sum(map(count, told))) if told else None
        return Computed(value, formula, tuple((line.village, f"{count(line)} 户") for line in told), missing)
    return made


named("surveyed_count", "已摸底农户", "户", 0)(_sum("列入项目区与未列入的农户之和", lambda line: line.surveyed))
named("left_out_count", "未列入农户", "户", 0)(_sum("摸底后未列入项目区的农户数", lambda line: len(line.left_out)))
named("known_count", "名录户数", "户", 0)(_of_known("各行政村名录户数之和", lambda line: line.known))
named("unsurveyed_count", "未摸底农户", "户", 0)(
    _of_known("Σ（名录户数 − 已摸底户数），按自然村算，摸底多于名录的不抵减", lambda line: line.unsurveyed))
named("excess_count", "摸底多于名录农户", "户", 0)(
    _of_known("Σ（已摸底户数 − 名录户数），按自然村算，摸底少于名录的不抵减", lambda line: line.excess))
