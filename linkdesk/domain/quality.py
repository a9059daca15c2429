"""Quality of reclaimed land: targets by region and land class, and what was measured against them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from linkdesk.domain.stated import Stated


class Comparison(StrEnum):
    """How a measured value is held against a target."""

    AT_LEAST = "≥"
    AT_MOST = "≤"
    BETWEEN = "介于"
    WITHIN = "±"
    SAID = "达到"


@dataclass(frozen=True, slots=True)
class QualityTarget:
    """What is wanted of land of one class in one region: one or two limits, or words for a person to judge."""

    region: str
    land_class: str          # name of the class: 旱地, 水浇地, 水田
    indicator: str           # e.g. 有效土层厚度
    comparison: Comparison
    limits: tuple[Stated, ...]
    unit: str = ""
