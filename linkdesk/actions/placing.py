"""Placing (落图): on which old plot each household's homestead lies, by the code it was surveyed with, by its point, or by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.spelling import compact
from linkdesk.domain.subject import Subject
from linkdesk.domain.words import PlotUse

_DASHES = str.maketrans(dict.fromkeys("－–—−‐‑‒―ー_", "-"))
_GONE = "所选的农户或地块已有改动，没有落图。请重新选择后再落图。"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A household that is on no plot yet, and the plot it is said to lie on."""

    household_id: str
    plot_id: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A household whose plot a person must decide, and why."""

    household_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Placing:
    """What is known of the plots of households: each that is not placed stands in exactly one of the four.

    `conflicts` also holds households that are placed on another plot than their code or point says, or on no old plot; where these
    say nothing that can be used, a person's placing settles it.
    """

    by_code: tuple[Proposal, ...] = ()
    by_point: tuple[Proposal, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    open: tuple[str, ...] = ()


def propose(dossier: Dossier) -> Placing:
    """Where the households taken in lie, by what was surveyed; nothing is placed."""
    survey = _Survey(dossier)
    by_code, by_point, conflicts, open_ = [], [], [], []
    for household in dossier.households:
        coded, pointed, why = survey.read(household)
        if why := (why if household.plot_id is None else "") or survey.against(household, coded, pointed):
            conflicts.append(Conflict(household.id, why))
        elif household.plot_id is None:
            if coded is not None:
                by_code.append(Proposal(household.id, coded.id))
            elif pointed is not None:
                by_point.append(Proposal(household.id, pointed.id))
            else:
                open_.append(household.id)
    return Placing(tuple(by_code), tuple(by_point), tuple(conflicts), tuple(open_))


def place(desk: Desk, project_id: str, pairs: Mapping[str, str | None]) -> Change:
    """Place households and collective properties on old plots of their project, by their ids; None takes them off."""
    dossier = desk.dossier(project_id)
    plots = {p.id: p for p in dossier.plots}
    subjects: dict[str, Subject] = {s.id: s for s in (*dossier.households, *dossier.collective)}
    if any(id_ not in subjects or (plot_id and plot_id not in plots) for id_, plot_id in pairs.items()):
        raise KnownError(_GONE)
    wrong = next((plots[p] for p in pairs.values() if p and plots[p].use is not PlotUse.OLD), None)
    if wrong:
        raise KnownError(f"地块 {wrong.code} 是{wrong.use}地块，不是拆旧地块，没有落图。请选择农户旧房所在的拆旧地块。")
    before = tuple(subjects[id_] for id_, plot_id in pairs.items() if subjects[id_].plot_id != plot_id)
    if not before:
        raise KnownError("没有要落图的农户，没有改动。请先在表中选中尚未落在这个地块的农户。")
    after = tuple(replace(s, plot_id=pairs[s.id]) for s in before)
    return Change(f"{'落图' if any(s.plot_id for s in after) else '取消落图'} {_counted(before)}", before=before, after=after)


def place_surveyed(desk: Desk, project_id: str, say: Callable[[str], None]) -> None:
    """Place the households whose plot the survey tells beyond doubt, by code or by point; say what is left to a person."""
    dossier = desk.dossier(project_id)
    placing = propose(dossier)
    pairs = {each.household_id: each.plot_id for each in (*placing.by_code, *placing.by_point)}
    if pairs:
        desk.do(place(desk, project_id, pairs))
        say(f"已按地块编号和坐标落图 {len(pairs)} 户。")
    if placing.conflicts and dossier.plots_of(PlotUse.OLD):  # a survey may come before the plots it names
        say(f"有 {len(placing.conflicts)} 户的地块编号、坐标与地块不符，没有落图。请在窗口“地块”的“落图”中逐户核对。")


def place_in_village(desk: Desk, project_id: str, village: str) -> Change:
    """Place everybody of a village who is on no plot on its only old plot; households with a conflict are left to a person."""
    dossier = desk.dossier(project_id)
    plot = only_plot(dossier, village)
    if plot is None:
        raise KnownError(f"“{village}”的拆旧地块不是恰好一个，没有落图。请选中农户和地块，再按“落到所选地块”。")
    doubtful = {c.household_id for c in propose(dossier).conflicts}
    free = [s for s in (*dossier.households, *_taken_in(dossier)) if s.plot_id is None and s.id not in doubtful]
    return place(desk, project_id, {s.id: plot.id for s in free if _village(dossier, s) == village})


def only_plot(dossier: Dossier, village: str) -> Plot | None:
    """The old plot of a village that has only one."""
    found = [p for p in dossier.plots_of(PlotUse.OLD) if dossier.village_names.get(p.village_id or "") == village]
    return found[0] if len(found) == 1 else None


def normalised(code: str) -> str:
    """A plot code as it is compared: half-width, capital letters, one kind of dash, no blanks."""
    return compact(code).upper().translate(_DASHES)


def _village(dossier: Dossier, subject: Subject) -> str:
    return dossier.village_names.get(subject.village_id or "") or subject.village or ""


def _taken_in(dossier: Dossier) -> Iterable[CollectiveProperty]:
    return (c for c in dossier.collective if c.left_out is None)


def _counted(subjects: tuple[Subject, ...]) -> str:
    kinds = Counter(isinstance(s, Household) for s in subjects)
    return "、".join(f"{kinds[kind]} {unit}" for kind, unit in ((True, "户"), (False, "处集体房屋")) if kinds[kind])


class _Survey:
    """The plots as a survey may name them."""

    def __init__(self, dossier: Dossier) -> None:
        self.plots = {p.id: p for p in dossier.plots}
        self._exact = grouped((p for p in dossier.plots if p.code), lambda p: p.code)
        self._alike = grouped((p for p in dossier.plots if p.code), lambda p: normalised(p.code))
        self._on = grouped(dossier.spatial.lying, lambda lying: lying[0])
        self._astray = frozenset(dossier.spatial.astray)

    def read(self, household: Household) -> tuple[Plot | None, Plot | None, str]:
        """The old plot its code names, the old plot its point lies on, and what is wrong with either."""
        coded, why = self._by_code((household.plot_code or "").strip())
        pointed, why_not = self._by_point(household)
        return coded, pointed, why or why_not

    def against(self, household: Household, coded: Plot | None, pointed: Plot | None) -> str:
        """Why code, point and the plot entered do not agree; empty when they do."""
        if coded and pointed and coded.id != pointed.id:
            return f"编号写的是 {coded.code}，坐标却在地块 {pointed.code}"
        here, said = self.plots.get(household.plot_id or ""), coded or pointed
        if here is not None and here.use is not PlotUse.OLD:
            return f"已落在{here.use}地块 {here.code}，应落在拆旧地块"
        if here is not None and said is not None and said.id != here.id:
            return f"已落在地块 {here.code}，{'编号写的是' if coded else '坐标却在地块'} {said.code}"
        return ""

    def _by_code(self, code: str) -> tuple[Plot | None, str]:
        found = (self._exact.get(code) or self._alike.get(normalised(code), [])) if code else []
        if not code or (len(found) == 1 and found[0].use is PlotUse.OLD):
            return (found[0] if found else None), ""
        if not found:
            return None, f"没有地块“{code}”"
        if len(found) > 1:
            return None, f"编号“{code}”对应 {len(found)} 个地块"
        return None, f"编号“{code}”是{found[0].use}地块，不是拆旧地块"

    def _by_point(self, household: Household) -> tuple[Plot | None, str]:
        if (household.homestead_x is None) != (household.homestead_y is None):
            return None, "宅基地坐标只填了一个"
        found = [self.plots[plot_id] for _, plot_id in self._on.get(household.id, ()) if plot_id in self.plots]
        old = [p for p in found if p.use is PlotUse.OLD]
        if len(old) > 1:
            return None, f"坐标同在地块 {'、'.join(p.code for p in old[:3])} 上"
        if found and not old:
            return None, f"坐标在{found[0].use}地块 {found[0].code} 上"
        if household.id in self._astray:
            return None, "坐标不在任何地块上"
        return (old[0] if old else None), ""
