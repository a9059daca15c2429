"""Dossiers with plots on the ground, for the maps: the bundled boundary files, and townships made up of as many plots as asked for."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import cycle
from math import cos, pi, sin
from random import Random

from linkdesk import geometry, paths
from linkdesk.domain.directory import Authority, Township, Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import PlotUse
from linkdesk.geometry.plot_file import Boundary, Point

PROJECT = Project(name="岚川县青石镇增减挂钩项目区", responsible_id="county", township_id="t", compiler="岚川县国土勘测规划队", id="p")
COUNTY = Authority(name="岚川县人民政府", place="岚川县", id="county")
DIRECTIONS = "0103", "0102", "0101", "0201", "0301", ""


def of(plots, rings, villages=(), **more):
    """A dossier of these plots."""
    return Dossier(PROJECT, date(2018, 6, 20), (COUNTY,), townships=(Township(name="青石镇", id="t"),), plots=tuple(plots),
                   rings=tuple({r.id: r for r in rings}.values()), villages=tuple(villages), **more)


def sample(name):
    """The plots of a bundled boundary file."""
    read = geometry.read_file(paths.SAMPLES / name)
    made = [geometry.to_entities(plot, "p", read.zone) for plot in read.plots]
    names = dict.fromkeys(filter(None, (_village(plot) for _, plot, _ in made)))
    villages = [Village(township_id="t", name=name, id=name) for name in names]
    plots = [replace(plot, village_id=_village(plot), reclaim_class=code if plot.use is PlotUse.OLD else "")
             for (_, plot, _), code in zip(made, cycle(DIRECTIONS), strict=False)]
    return of(plots, (rings for rings, _, _ in made), villages)


def _village(plot):
    return plot.name.partition("村")[0] + "村" if plot.use is PlotUse.OLD else None


def plot(code, places, use=PlotUse.OLD, zone=37, **more):
    """A plot of one ring of (east, north) and its rings row."""
    points = tuple(Point(f"J{at}", Decimal(str(north)), Decimal(str(east))) for at, (east, north) in enumerate(places, 1))
    rings = geometry.plot_rings(Boundary(zone, (points,)))
    return Plot(project_id="p", code=code, use=use, rings_id=rings.id, id=code, **more), rings


def square(code, east, north, side, **more):
    """A square plot with its lower left corner there."""
    corners = ((east, north), (east, north + side), (east + side, north + side), (east + side, north))
    return plot(code, corners, plane_area=Decimal(str(side)) ** 2, **more)


def township(count, kilometres=20, villages=30, seed=7):
    """So many irregular plots around the villages of a township of that width."""
    chance = Random(seed)
    known = [Village(township_id="t", name=f"{name}村", id=f"v{at}") for at, name in enumerate(_names(villages))]
    middles = [(37400000 + chance.random() * kilometres * 1000, 4200000 + chance.random() * kilometres * 1000) for _ in known]
    made = [_irregular(at, chance, known[at % villages], middles[at % villages]) for at in range(count)]
    return of((plot for plot, _ in made), (rings for _, rings in made), known)


def _names(count):
    return [a + b for a in "上下东西南北前后" for b in "沟坡塬湾坪"][:count]


def _irregular(at, chance, village, middle):
    east, north = (side + chance.gauss(0, 260) for side in middle)
    size, corners = 12 + chance.random() * 45, chance.randint(6, 24)
    places = [(round(east + size * (0.7 + chance.random() / 2) * cos(2 * pi * i / corners), 3),
               round(north + size * (0.7 + chance.random() / 2) * sin(2 * pi * i / corners), 3)) for i in range(corners)]
    use = PlotUse.OLD if at % 25 else PlotUse.SETTLEMENT if at % 50 else PlotUse.NEW
    return plot(f"CJ-{at + 1:03d}", places, use, village_id=village.id, name=village.name,
                reclaim_class=DIRECTIONS[at % 6] if use is PlotUse.OLD else "", plane_area=Decimal(round(size * size * 3)))
