"""How carrying out stands: how far each plot is, what is doubtful about its days, which photographs it lacks, which rules are in force."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import pairwise

from linkdesk.domain.carrying import CountyMeasure, PlotStage, SitePhoto, Variation
from linkdesk.domain.carrying_words import PhotoPhase, PlotStageKind
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.kept import Kept
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_area import printed_area
from linkdesk.domain.quantities import rounded
from linkdesk.domain.words import PlotUse

Stages = Mapping[PlotStageKind, PlotStage]
WORKED = tuple(kind for kind in PlotStageKind if kind is not PlotStageKind.DONE)
ALL, NONE = Decimal(100), Decimal(0)
_ONE_AFTER_THE_OTHER = (PlotStageKind.CLEARING, PlotStageKind.LEVELLING, PlotStageKind.COVERING)  # facilities and soil may run beside them


@dataclass(frozen=True, slots=True)
class PlotStanding:
    """How far one plot is: its stages and photographs, its progress in %, and what is doubtful, each with the stage it concerns."""

    plot: Plot
    area: Decimal | None                                        # m², as printed
    progress: Decimal = NONE
    stages: Stages = field(default_factory=dict)
    photos: Mapping[PhotoPhase, tuple[SitePhoto, ...]] = field(default_factory=dict)
    doubts: tuple[tuple[PlotStageKind, str], ...] = ()

    @property
    def done(self) -> bool:
        """Whether the plot was entered as finished."""
        stage = self.stages.get(PlotStageKind.DONE)
        return stage is not None and share(stage) == ALL

    @property
    def begun(self) -> bool:
        """Whether any work on the plot has begun."""
        return any(stage.began_on or stage.ended_on or stage.share for stage in self.stages.values())

    @property
    def lacking(self) -> tuple[PhotoPhase, ...]:
        """The phases of which there is no photograph."""
        return tuple(phase for phase in PhotoPhase if not self.photos.get(phase))


def share(stage: PlotStage | None) -> Decimal:
    """How much of a stage is done, in %: as entered, else all of it once it has ended."""
    if stage is None:
        return NONE
    if stage.share is not None:
        return stage.share
    return ALL if stage.ended_on else NONE


def progress(stages: Stages) -> Decimal:
    """How far a plot is, in whole %: all once it is finished, else the mean of its stages, each weighing the same."""
    if share(stages.get(PlotStageKind.DONE)) == ALL:
        return ALL
    return rounded(sum((share(stages.get(kind)) for kind in WORKED), NONE) / len(WORKED), 0)


_kept: Kept[tuple[PlotStanding, ...]] = Kept(most=10)  # projects


def standings(dossier: Dossier) -> tuple[PlotStanding, ...]:
    """Every demolition plot with how far it is, by code."""
    said = dossier.plots, dossier.area_basis, dossier.carrying.stages, dossier.carrying.photos, dossier.on
    return dossier.once("carrying_standings", lambda: _kept.of(dossier.project.id, said, lambda: tuple(_standings(dossier))))


def _standings(dossier: Dossier) -> Iterator[PlotStanding]:
    stages = grouped(dossier.carrying.stages, lambda stage: stage.plot_id)
    photos = grouped(sorted(dossier.carrying.photos, key=lambda photo: photo.position), lambda photo: photo.plot_id)
    for plot in dossier.plots_of(PlotUse.OLD):
        mine = {stage.stage: stage for stage in stages.get(plot.id, ())}
        taken = {phase: tuple(found) for phase, found in grouped(photos.get(plot.id, ()), lambda photo: photo.phase).items()}
        yield PlotStanding(plot, printed_area(plot, dossier.area_basis), progress(mine), mine, taken, tuple(_doubts(mine, dossier.on)))


def _doubts(stages: Stages, today: date) -> Iterator[tuple[PlotStageKind, str]]:
    for kind, stage in stages.items():
        yield from ((kind, f"{kind}{says}") for says in _doubts_of(stage, today))
    for earlier, later in pairwise(_ONE_AFTER_THE_OTHER):
        if stages.get(later) and not _precedes(stages.get(earlier), stages[later]):
            yield later, f"{later}完工时{earlier}还没有完工，请核对先后"
    yield from _doubts_of_the_end(stages)


def _doubts_of(stage: PlotStage, today: date) -> Iterator[str]:
    if stage.planned_from and stage.planned_to and stage.planned_to < stage.planned_from:
        yield "计划完工早于计划开工"
    if stage.began_on and stage.ended_on and stage.ended_on < stage.began_on:
        yield "实际完工早于实际开工"
    if any(day and day > today for day in (stage.began_on, stage.ended_on)):
        yield "的实际日期在今天以后"
    if stage.ended_on and share(stage) < ALL:
        yield "已填完工日期，完成比例却不足 100%"
    if not stage.ended_on and stage.share == ALL:
        yield "已完成 100%，实际完工日期待补"


def _precedes(earlier: PlotStage | None, later: PlotStage) -> bool:
    if later.ended_on is None:
        return True
    return earlier is not None and earlier.ended_on is not None and earlier.ended_on <= later.ended_on


def _doubts_of_the_end(stages: Stages) -> Iterator[tuple[PlotStageKind, str]]:
    end = stages.get(PlotStageKind.DONE)
    if end is None or share(end) < ALL:
        return
    behind = [kind for kind in WORKED if kind is not PlotStageKind.FERTILITY and share(stages.get(kind)) < ALL]
    if behind:
        yield PlotStageKind.DONE, f"已登记竣工，{'、'.join(behind)}却没有完成"
    late = [kind for kind in WORKED if kind in stages and end.ended_on and (day := stages[kind].ended_on) and day > end.ended_on]
    if late:
        yield PlotStageKind.DONE, f"竣工日期早于{'、'.join(late)}的完工日期"


def in_force(measures: Iterable[CountyMeasure], on: date) -> CountyMeasure | None:
    """The county's measures in force on a day: of several the one that began last; from the day of issue where none is named."""
    found = [m for m in measures if (begins := m.begins or m.issued_on) and begins <= on <= (m.until_on or date.max)]
    return max(found, key=lambda m: (m.begins or m.issued_on, m.issued_on or date.min), default=None)


def is_approved(variation: Variation) -> bool:
    """Whether a variation bears who approved it and when."""
    return bool(variation.approver.strip() and variation.approved_on)


def variations(dossier: Dossier) -> tuple[Variation, ...]:
    """The variations of a project in their order."""
    return tuple(sorted(dossier.carrying.variations, key=lambda variation: variation.position))
