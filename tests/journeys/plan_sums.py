"""The sums of a plan worked out once more by plain arithmetic from what was entered, and how the papers say them."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.words import RelocationType, ResettlementChoice
from tests.journeys.plan_inputs import COUNTY_MONEY, RESERVE, ROAD, ha

NOTHING = Decimal(0)
TAKEN = {"安置": Decimal("1.30"), "建新": Decimal("2.60")}
BUILT = {"安置": Decimal("1.41"), "建新": Decimal("2.68")}


def tenth(value, places="0.01"):
    return value.quantize(Decimal(places), "ROUND_HALF_UP")


def land(grounds):
    """Hectares of the balance by what they are called in the plan."""
    area = {use: sum((g.area for g in grounds if g.use == use), NOTHING) for use in ("拆旧", "安置", "建新")}
    gained = sum((g.area - ROAD for g in grounds if g.use == "拆旧"), NOTHING)
    uses = [use for use in ("安置", "建新") if area[use]]
    taken, built = sum((TAKEN[use] for use in uses), NOTHING), sum((BUILT[use] for use in uses), NOTHING)
    return {"old": area["拆旧"], "built": area["安置"] + area["建新"], "margin": area["拆旧"] - area["安置"] - area["建新"],
            "gained": gained, "taken": taken, "net": gained - taken, "reserve": RESERVE,
            "surplus": area["拆旧"] - built - RESERVE, "surplus_farmland": gained - taken}


def money(households, grounds):
    """Ten thousands of yuan of the estimate: rewards by persons who agree, subsidies by kind and choice, and what was typed."""
    agreed = [h for h in households if h.willing]
    persons = sum(h.population for h in agreed)
    moved = [h for h in agreed if h.registered_poor and h.relocation_type is RelocationType.POVERTY]
    subsidies = sum(h.population * (25000 if h.resettlement_choice is ResettlementChoice.CONCENTRATED else 20000)
                    for h in moved if h.resettlement_choice)
    lines = {"demolition": persons * Decimal(10000) / 10000, "reclamation": persons * Decimal(5000) / 10000,
             "housing": Decimal(subsidies) / 10000, "works": tenth(Decimal("1234.5") * Decimal("12.34") / 10000),
             "facilities": Decimal("120.5"), "preparation": Decimal("24.5"), "unforeseen": Decimal(10)}
    total = sum(lines.values(), NOTHING)
    old = sum((g.area for g in grounds if g.use == "拆旧"), NOTHING)
    return lines | {"total": total, "loan": total - COUNTY_MONEY, "a_mu": tenth(total / tenth(old * 15))}


def people(households):
    """Heads counted: everybody surveyed, those who agree, the areas of their houses and homesteads in m²."""
    return {"households": len(households), "persons": sum(h.population for h in households),
            "agree": sum(h.willing is True for h in households), "houses": sum((h.house_area or NOTHING for h in households), NOTHING),
            "homesteads": sum((tenth(h.homestead_area) for h in households), NOTHING)}


def grade(grounds):
    """The quality grade of the reclaimed farmland weighted by area: all of grade 11 but 0.05 ha of grade 10."""
    gained = sum((g.area - ROAD for g in grounds if g.use == "拆旧"), NOTHING)
    return tenth(((gained - Decimal("0.05")) * 11 + Decimal("0.05") * 10) / gained, "0.1")


__all__ = ["grade", "ha", "land", "money", "people", "tenth"]
