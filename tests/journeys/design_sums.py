"""A design reckoned once more: from survey, typed facts and the shipped files alone, in fractions, with nothing of the program's own."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from fractions import Fraction

from linkdesk import paths

MU = Fraction(2000, 3)
KINDS = "人工", "材料", "施工机械"
FACTS = {"硬化地面面积": "hard_area", "硬化地面厚度": "hard_thickness", "基础体积": "foundation_volume", "围墙及其他砌体体积": "wall_volume",
         "可剥离表土面积": "topsoil_area", "可剥离表土厚度": "topsoil_thickness", "挖方": "cut_volume", "填方": "fill_volume",
         "覆土厚度": "cover_thickness", "田埂长度": "ridge_length", "排水沟长度": "ditch_length", "生产路长度": "road_length",
         "垃圾运距": "rubble_distance", "客土运距": "soil_distance"}
MOVED = {"表土": "表土", "土方": "土方", "建筑垃圾": "垃圾"}


def shipped(name):
    return tomllib.loads((paths.STANDARDS / name).read_text("utf-8"), parse_float=Fraction)


def half_up(value, decimals=2):
    scale = 10 ** decimals
    return Fraction((2 * value * scale + 1) // 2, scale)


def coefficients():
    """Each coefficient by its label, those an 亩 for one ㎡."""
    return {c["label"]: Fraction(c["value"]) / (MU if c["unit"].endswith("/亩") else 1) for c in shipped("recipes.toml")["coefficient"]}


def numbers(plot, homes, own, facts, moves=()):
    """What stands on a plot and what it is, by the names of formulas; `own` ㎡ of it are reclaimed by those who live there.

    Moves are those of the soil balance, between demolition plots or from and to places outside.
    """
    found = defaultdict(Fraction, {label: Fraction(facts[name]) for label, name in FACTS.items()})
    shares = coefficients()
    structures = {label.removesuffix("房屋垃圾系数") for label in shares if label.endswith("房屋垃圾系数")}
    found |= {f"{structure}房屋面积": Fraction(0) for structure in structures}
    for home in homes:
        found[f"{home.house_structure}房屋面积"] += Fraction(home.house_area or 0)
        found["附属房面积"] += Fraction(home.outbuilding_area or 0)
    found["复垦面积"] = half_up(Fraction(plot.reclaimed_area)) - own
    found["硬化地面体积"] = half_up(found["硬化地面面积"] * found["硬化地面厚度"])
    found["表土剥离量"] = half_up(found["可剥离表土面积"] * found["可剥离表土厚度"])
    found |= moved(plot, moves, found)
    topsoil, needed = found["表土剥离量"] + found["调入表土"], half_up(found["复垦面积"] * found["覆土厚度"])
    found["表土回覆量"] = topsoil - found["调出表土"]
    found["客土量"] = max(needed - found["表土回覆量"], found["外借表土"])
    level = found["挖方"] + found["调入土方"] - found["填方"] - found["调出土方"]
    found["借方"], found["弃方"] = max(-level + found["外运土方"], found["外借土方"]), max(level + found["外借土方"], found["外运土方"])
    rubble = half_up(sum(found[f"{s}房屋面积"] * shares[f"{s}房屋垃圾系数"] for s in structures))
    found["建筑垃圾量"] = rubble + found["硬化地面体积"] + found["基础体积"] + found["围墙及其他砌体体积"]
    return found | shares


def moved(plot, moves, typed):
    """What moves bring to a plot and take from it, and how far on the mean; where none does, as far as was typed."""
    found = {}
    for material, word in MOVED.items():
        mine = [m for m in moves if m.material == material]
        for way, rows, typed_way in (
                ("调入", [m for m in mine if m.to_plot_id == plot.id and m.from_plot_id], Fraction(0)),
                ("调出", [m for m in mine if m.from_plot_id == plot.id and m.to_plot_id], Fraction(0)),
                ("外借", [m for m in mine if m.to_plot_id == plot.id and not m.from_plot_id], typed["客土运距"]),
                ("外运", [m for m in mine if m.from_plot_id == plot.id and not m.to_plot_id], typed["垃圾运距"])):
            volume = sum(Fraction(m.volume) for m in rows)
            work = sum(Fraction(m.volume) * Fraction(m.distance) for m in rows)
            found |= {f"{way}{word}": volume + Fraction(0), f"{way}{word}运距": half_up(work / volume) if rows else typed_way}
    return found


def quantity(formula, unit, known):
    """What a formula comes to: names are numbers, everything in m, ㎡, m³, kg, pieces and m³·km; 亩 where the work is in 亩."""
    plain = formula.replace("×", "*").replace("÷", "/").replace("−", "-").replace("0m³", "0")
    for name in sorted(known, key=len, reverse=True):
        plain = plain.replace(name, f"known[{name.encode().hex()!r}]")
    named = {name.encode().hex(): value for name, value in known.items()}
    assert not re.search(r"[\u4e00-\u9fff]", plain), plain
    return half_up(eval(plain, {"__builtins__": {}}, {"known": named}) / (MU if unit == "亩" else 1))


def unit_prices(region, tax):
    """The price of every reference work by its code, under the schedule of 2017."""
    library, schedule = shipped("prices.toml"), shipped("fees_2017.toml")
    resources = {r["code"]: r for r in library["resource"]}
    return {p["code"]: _price(p, resources, schedule, region, tax) for p in library["price"]}


def _price(price, resources, schedule, region, tax):
    kind, rows = price["work_kind"], {kind: [] for kind in KINDS}
    for part in (p for p in price["components"] if "resource" in p):
        resource = resources[part["resource"]]
        rows[resource["kind"]].append(half_up(Fraction(part["quantity"]) * Fraction(resource["price"])))
    for part in (p for p in price["components"] if "share" in p):
        rows[part["kind"]].append(half_up(sum(rows[part["kind"]]) * Fraction(part["share"]) / 100))
    direct = sum(map(sum, rows.values()))
    measures = {m["label"]: m["rates"][kind] for m in schedule["measure"] if region in m.get("regions", [region])}  # a region's own stands last
    whole = direct + sum(half_up(direct * Fraction(rate) / 100) for rate in measures.values())
    on = sum(rows["人工"]) if kind in schedule["indirect"]["on_labour"] else whole
    whole += half_up(on * Fraction(schedule["indirect"]["rates"][kind]) / 100)
    whole += half_up(whole * Fraction(schedule["profit"]) / 100)
    return half_up((whole + half_up(whole * tax / 100)) / Fraction(price["base"]))


def total(amounts, of_kind):
    """The printed total in 万元 of works by category, in the mountains, below 500 万元: leaves rounded, fees on exact bases."""
    works = sum(amounts) / 10000
    assert works < 490
    early = works * Fraction("0.005"), Fraction(5), works * Fraction("0.015") * Fraction("1.1"), 14 * Fraction("1.1"), works * Fraction("0.005")
    late = [works * Fraction(rate) / 100 for rate in ("0.70", "1.4", "1.0", "0.65", "0.11")]
    before = works + sum(early) + 12 + sum(late)
    management = before * Fraction("0.028")
    spare = (before + management) * Fraction("0.03")
    leaves = [half_up(fee) for fee in (*early, Fraction(12), *late, management, spare)]
    return sum(half_up(sum(mine) / 10000) for mine in of_kind.values()) + sum(leaves), before + management + spare
