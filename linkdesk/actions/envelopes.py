"""What lies in a packet: one envelope, or one for each side where each side's plan goes up apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from linkdesk.actions import annexes, design_files, plan_versions, plot_export, printing, work_scans
from linkdesk.desk import Desk
from linkdesk.documents import maps
from linkdesk.documents.blocks import Block, Document
from linkdesk.documents.design import design_cover
from linkdesk.documents.join import Part
from linkdesk.documents.plan import compiler_of, plan_cover, plan_title
from linkdesk.documents.plan.process import within
from linkdesk.documents.plan.tables import plan_tables
from linkdesk.documents.wording import plan_word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.plan_standing import approved, awaiting
from linkdesk.domain.planning_words import AnnexStep, PlanKind, TravelsWith
from linkdesk.domain.printed import KINDS
from linkdesk.domain.words import PlotUse
from linkdesk.policy.parts import PackPlan
from linkdesk.policy.plans import plans_due

# The parts of each step's packet, in order; keys of domain.printed.KINDS.
STEPS = {"plan": ("plan", "annexes", "maps", "roster", "compliance", "annex_list"), "agreements": ("agreements", "roster"),
         "design": ("plan_changes", "design", "design_tables", "design_drawings", "quality", "design_papers"), "works": ("completion",),
         "amendment": ("plan_changes", "plan", "annexes", "maps", "compliance", "annex_list")}
OF_PLANS = frozenset({"plan", "amendment"})  # steps whose packet is of a plan: its coordinates and papers go with it
WITH_COORDINATES = OF_PLANS | {"design"}
_PAPERS_OF = {"plan": AnnexStep.PLAN, "amendment": AnnexStep.PLAN, "design": AnnexStep.DESIGN}  # whose attached papers go with a step
_SIDES = {PlanKind.WHOLE: "", PlanKind.OLD: "（拆旧区）", PlanKind.NEW: "（建新区）"}
# What tells of households stays with the side they live on.
_OF_HOUSEHOLDS = ("roster", "compliance", "annex_list")


@dataclass(frozen=True, slots=True)
class Envelope:
    """One joined PDF with what lies beside it; `side` tells its files from those of the other side, `zones` its plots."""

    title: str
    side: str = ""
    zones: tuple[PlotUse, ...] = tuple(PlotUse)
    plan: PackPlan | None = None
    design: bool = False

    @property
    def has_households(self) -> bool:
        """Whether households are its business."""
        return PlotUse.OLD in self.zones


def step_names(dossier: Dossier) -> dict[str, str]:
    """The steps and what their packets are of, in the words of the project's province."""
    word = plan_word(dossier)
    return {"plan": word, "agreements": KINDS["agreements"], "design": "复垦设计", "works": "实施竣工", "amendment": f"{word}变更"}


def envelopes(desk: Desk, dossier: Dossier, step: str) -> tuple[Envelope, ...]:
    """The envelopes of a step: of plans one for each plan due, of amendments one for each of these that was approved."""
    if step == "design":
        made = Envelope(f"{dossier.project.name}拆旧区复垦设计申报材料", zones=(PlotUse.OLD,), design=True)
        return (_amended(dossier, made, PlanKind.DESIGN) if design_changes(desk, dossier) else made,)
    if step == "works":
        return (Envelope(f"{dossier.project.name}实施竣工申报材料", zones=(PlotUse.OLD,)),)
    if step not in OF_PLANS:
        return (Envelope(f"{dossier.project.name}双签协议申报材料"),)
    due = plans_due(dossier, desk.project_packs(dossier.project))
    if len(due) < 2:
        made = (Envelope(f"{dossier.project.name}{plan_word(dossier)}申报材料", plan=due[0] if due else None),)
    else:
        made = tuple(Envelope(f"{dossier.project.name}{plan.label}申报材料", _SIDES[plan.kind], plan.zones, plan) for plan in due)
    if step == "plan":
        return made
    return tuple(_amended(dossier, each, each.plan.kind) for each in made if each.plan and approved(dossier, each.plan.kind))


def design_changes(desk: Desk, dossier: Dossier) -> list[Document]:
    """变更对照表 of a design that was approved and has changed since; none of one that goes up for the first time, or as it was."""
    def make() -> list[Document]:
        changed = approved(dossier, PlanKind.DESIGN) and plan_versions.differences(desk, dossier.project.id, PlanKind.DESIGN)
        return [plan_versions.changes_of(desk, dossier, PlanKind.DESIGN)] if changed else []
    return dossier.once("design_changes", make)


def _amended(dossier: Dossier, envelope: Envelope, kind: PlanKind) -> Envelope:
    """The envelope of an amendment; its title says what it goes up together with (B §二(七))."""
    waiting = awaiting(dossier, kind)
    way = f"（{waiting.travels_with}）" if waiting and waiting.travels_with is not TravelsWith.ALONE else ""
    return replace(envelope, title=f"{envelope.title.removesuffix('申报材料')}变更申报材料{way}")


def parts(desk: Desk, dossier: Dossier, step: str, envelope: Envelope) -> Iterator[tuple[str, list[Document]]]:
    """The documents of an envelope by their kind, in order; kinds of which there is nothing are left out."""
    mark = ""
    for kind in STEPS[step]:
        if kind in _OF_HOUSEHOLDS and not envelope.has_households:
            continue
        made = _MADE[kind](desk, dossier, envelope, mark) if kind in _MADE else printing.made(desk, dossier, kind)
        mark = mark or next((d.mark for d in made if d.mark), "")
        if made:
            yield kind, made


def _changes(desk: Desk, dossier: Dossier, envelope: Envelope, mark: str) -> list[Document]:
    return design_changes(desk, dossier) if envelope.design else [plan_versions.changes_of(desk, dossier, envelope.plan.kind)]


def _plans(desk: Desk, dossier: Dossier, envelope: Envelope, mark: str) -> list[Document]:
    made = printing.made(desk, dossier, "plan")
    return made if envelope.plan is None else [d for d in made if d.title == plan_title(dossier, envelope.plan)]


def _tables(desk: Desk, dossier: Dossier, envelope: Envelope, mark: str) -> list[Document]:
    if envelope.plan is None:
        return printing.made(desk, dossier, "annexes")
    return list(plan_tables(dossier, desk.project_packs(dossier.project), envelope.plan, envelope.side))


def _maps(desk: Desk, dossier: Dossier, envelope: Envelope, mark: str) -> list[Document]:
    """The maps of a side's plots, under the mark of its plan and the name of who compiled it."""
    compiler = compiler_of(dossier, envelope.plan) if envelope.plan else dossier.project.compiler
    named = replace(dossier, project=replace(dossier.project, compiler=compiler))
    return list(maps.plan_maps(within(named, envelope.zones), mark))


def _households(desk: Desk, dossier: Dossier, envelope: Envelope, mark: str) -> list[Document]:
    """The roster; accounts serve payment only and do not go up with a plan."""
    made = printing.made(desk, dossier, "roster")
    return [replace(d, sections=d.sections[:1]) for d in made] if envelope.plan else made


_MADE = {"plan_changes": _changes, "plan": _plans, "annexes": _tables, "maps": _maps, "roster": _households}


def cover_of(dossier: Dossier, envelope: Envelope) -> tuple[Block, ...]:
    """The cover of an envelope in the name of the body that sends it."""
    if envelope.design:
        return design_cover(dossier, envelope.title)
    return plan_cover(dossier, envelope.plan, envelope.title) if envelope.plan else ()


def attached(desk: Desk, dossier: Dossier, step: str, envelope: Envelope) -> tuple[Part, ...]:
    """The papers officers attached to the plan or design, the contracts of the works, as parts of their own."""
    if step == "works":
        return work_scans.scan_parts(desk, dossier)
    if step not in _PAPERS_OF or not envelope.has_households:
        return ()
    own = design_files.drawing_parts(desk, dossier) if envelope.design else ()
    return (*own, *annexes.annex_parts(desk, dossier, _PAPERS_OF[step]))


def write_attached(desk: Desk, dossier: Dossier, step: str, folder: Path) -> None:
    """The attached papers that cannot be printed, in a folder of their own."""
    if step in _PAPERS_OF:
        annexes.annex_files(desk, dossier, folder, _PAPERS_OF[step])
    if step == "design":
        design_files.drawing_files(desk, dossier, folder)


def write_coordinates(desk: Desk, dossier: Dossier, envelope: Envelope, folder: Path) -> None:
    """The boundary points of an envelope's plots as exchange text and GeoJSON; nothing while no plot has any."""
    if any(plot.rings_id and plot.use in envelope.zones for plot in dossier.plots):
        for ending in ("txt", "geojson"):
            plot_export.export(desk, dossier.project.id, ending, folder / f"坐标文件{envelope.side}.{ending}", envelope.zones)
