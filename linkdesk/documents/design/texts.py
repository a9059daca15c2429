"""Facts and texts of a design that its document text may name."""

from __future__ import annotations

from linkdesk.documents.templates.vocabulary import fact, named_text
from linkdesk.domain.carrying_standing import standings
from linkdesk.domain.design_words import Doer, WorkCategory
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.own_work import own_work
from linkdesk.domain.plot import Plot
from linkdesk.domain.plot_numbers import grounds
from linkdesk.domain.quality_verdicts import targets_of
from linkdesk.domain.words import PlotUse
from linkdesk.domain.work_quantities import WorkLine, work_lines


def own_works(dossier: Dossier) -> tuple[WorkLine, ...]:
    """The works that households do themselves."""
    return tuple(line for line in work_lines(dossier) if line.item.doer is Doer.HOUSEHOLD)


def plots_with_own(dossier: Dossier) -> tuple[Plot, ...]:
    """The demolition plots on which households or collectives take down or reclaim something themselves."""
    own = own_work(dossier)
    if not own.demolishing and not own.reclaiming:
        return ()
    of = grounds(dossier)
    return tuple(plot for plot in dossier.plots_of(PlotUse.OLD) if of(plot).own.demolishing or of(plot).own.reclaiming)


def has_targets(dossier: Dossier) -> bool:
    """Whether there are quality targets for any plot."""
    return any(targets_of(dossier, plot) for plot in dossier.plots_of(PlotUse.OLD))


@named_text("design_work_count", "工程项数")
def _(dossier: Dossier) -> str:
    return str(len(dossier.design.items)) if dossier.design.items else ""


@named_text("section_kinds", "典型断面的种类")
def _(dossier: Dossier) -> str:
    return "、".join(dict.fromkeys(str(each.kind) for each in sorted(dossier.design.sections, key=lambda each: each.position)))


fact("design_has_works")(lambda dossier: bool(dossier.design.items))
fact("design_no_works")(lambda dossier: not dossier.design.items)
fact("works_finished")(lambda dossier: _finished(dossier))
fact("works_unfinished")(lambda dossier: not _finished(dossier))
fact("design_has_facts")(lambda dossier: bool(dossier.design.plots))
fact("design_has_layouts")(lambda dossier: any(each.layout.strip() for each in dossier.design.plots))
fact("design_has_targets")(has_targets)
fact("design_no_targets")(lambda dossier: not has_targets(dossier))
fact("design_has_sections")(lambda dossier: bool(dossier.design.sections))
fact("design_no_sections")(lambda dossier: not dossier.design.sections)
fact("design_has_own_works")(lambda dossier: bool(own_works(dossier)))
fact("design_has_own_ground")(lambda dossier: bool(plots_with_own(dossier)))
fact("design_nothing_own")(lambda dossier: not own_works(dossier) and not plots_with_own(dossier))
fact("design_not_under_a")(lambda dossier: "A" not in dossier.project.packs)
for _category in WorkCategory:
    fact(f"design_has_{_category.name.lower()}")(lambda dossier, category=_category: any(
        item.category is category for item in dossier.design.items))


def _finished(dossier: Dossier) -> bool:
    """Whether every demolition plot is entered as finished."""
    found = standings(dossier)
    return bool(found) and all(standing.done for standing in found)
