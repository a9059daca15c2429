"""The sums of a plan worked out once more by plain arithmetic from what was entered, and how the papers say them."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.words import RelocationType, ResettlementChoice
from tests.journeys.plan_inputs import BUILT_ON, COUNTY_MONEY, NO_FARMLAND, RESERVE, ROAD, SETTLED

NOTHING = Decimal(0)


def tenth(value, places="0.01"):
    return value.quantize(Decimal(places), "ROUND_HALF_UP")


def land(grounds, own=("安置", "建新")):
    """Hectares of the balance by what they are called here; `own` are the zones that lie in the county itself."""
    area = {use: sum((g.area for g in grounds if g.use == use), NOTHING) for use in ("拆旧", "安置", "建新")}
    gained = sum((g.area - ROAD for g in grounds if g.use == "拆旧"), NOTHING)
    taken = {use: area[use] - NO_FARMLAND[use] for use in ("安置", "建新") if area[use]}
    built = {use: area[use] - BUILT_ON[use] for use in taken}
    here = [use for use in own if use in taken]
    return {"old": area["拆旧"], "settlement": area["安置"], "new": area["建新"], "built": area["安置"] + area["建新"],
            "margin": area["拆旧"] - area["安置"] - area["建新"], "gained": gained, "taken": sum(taken.values()),
            "net": gained - sum(taken.values()), "reserve": RESERVE, "per_person": tenth(area["安置"] * 10000 / SETTLED),
            "surplus": area["拆旧"] - sum(built[use] for use in here) - RESERVE, "surplus_farmland": gained - sum(taken[use] for use in here)}


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
