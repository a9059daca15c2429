"""What lies in a packet: one envelope, or one for each side where each side's plan goes up apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from linkdesk.actions import plan_versions, plot_export, printing, trade_papers
from linkdesk.desk import Desk
from linkdesk.documents import annex_list, approvals, maps
from linkdesk.documents.blocks import Block, Document
from linkdesk.documents.design import design_cover
from linkdesk.documents.plan import compiler_of, plan_cover, plan_title
from linkdesk.documents.plan.process import within
from linkdesk.documents.plan.tables import plan_tables
from linkdesk.documents.wording import plan_word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.packet_steps import JOINED, list_of
from linkdesk.domain.packet_steps import STEPS as LISTS
from linkdesk.domain.plan_standing import PLANS, approved, awaiting
from linkdesk.domain.planning_words import AnnexStep, PlanKind, TravelsWith
from linkdesk.domain.printed import KINDS
from linkdesk.domain.words import PlotUse
from linkdesk.policy.parts import PackPlan
from linkdesk.policy.plans import plans_due

# What is printed for each step, keys of domain.printed.KINDS: what the lines of its list name comes with them, the rest behind.
STEPS = {"plan": ("plan", "annexes", "maps", "roster", "resolutions", "compliance", "annex_list"),
         "agreements": ("agreements", "roster", "annex_list"),
         "design": ("plan_changes", "design", "design_tables", "design_drawings", "quality", "design_papers"),
         "works": ("completion", "annex_list"),  # the report holds the table of variations and the photographs
         "amendment": ("plan_changes", "plan", "annexes", "maps", "compliance", "annex_list"),
         "acceptance": ("completion", "quality", "acceptance", "annex_list"),
         "assessment": ("trade_register", "trade_payments", "acceptance", "money", "duties", "annex_list"),
         "trade": (*trade_papers.MAKERS, "annex_list"),
         **dict.fromkeys(("new_land", "filing"), ("annex_list",)), "advance": ("advance", "advance_pledge", "annex_list"),
         "special_plan": ("special_plan", "special_plan_tables", "opinions", "annex_list")}
OF_PLANS = frozenset({"plan", "amendment"})  # steps whose packet is of a plan
_TOGETHER = {TravelsWith.ACCEPTANCE: "acceptance", TravelsWith.NEW_LAND: "new_land"}
_SIDES = {PlanKind.WHOLE: "", PlanKind.OLD: "（拆旧区）", PlanKind.NEW: "（建新区）"}
# What tells of households stays with the side they live on.
_OF_HOUSEHOLDS = ("roster", "resolutions", "compliance", "annex_list")


@dataclass(frozen=True, slots=True)
class Envelope:
    """One joined PDF with what lies beside it; `side` tells its files from those of the other side, `zones` its plots."""

    title: str
    side: str = ""
    zones: tuple[PlotUse, ...] = tuple(PlotUse)
    plan: PackPlan | None = None
    design: bool = False
    steps: tuple[str, ...] = ()

    @property
    def has_households(self) -> bool:
        """Whether households are its business."""
        return self.plan is None or PlotUse.OLD in self.zones

    @property
    def lists(self) -> tuple[AnnexStep, ...]:
        """Whose lists of papers it follows: two when it goes up for two decisions."""
        return tuple(LISTS[step] for step in self.steps)


def step_names(dossier: Dossier) -> dict[str, str]:
    """The steps and what their packets are of, in the words of the project's province."""
    word = plan_word(dossier)
    return {"special_plan": "专项规划", "plan": word, "filing": f"{word}备案", "agreements": KINDS["agreements"], "trade": "节余指标交易",
            "advance": "节余指标预支", "design": "复垦设计", "new_land": "建新区用地", "works": "实施竣工", "amendment": f"{word}变更",
            "acceptance": "竣工验收", "assessment": "考核评估"}


def envelopes(desk: Desk, dossier: Dossier, step: str, together: str = "", plan: PlanKind | None = None) -> tuple[Envelope, ...]:
    """The envelopes of a step: of plans one for each plan due, of amendments one for each of these that was approved.

    `together` is the step an amendment goes up with (without it as its version says), `plan` which of two plans alone. KnownError
    when nothing is left.
    """
    found = _of_plans(desk, dossier, step, together) if step in OF_PLANS else (_of_step(desk, dossier, step),)
    kept = tuple(each for each in found if plan is None or (each.plan and each.plan.kind is plan))
    if found and not kept:
        raise KnownError(f"这一步没有{plan}的材料，没有生成。要编制的方案见项目概况。")
    return kept


def _of_step(desk: Desk, dossier: Dossier, step: str) -> Envelope:
    if step == "design":
        made = Envelope(f"{dossier.project.name}拆旧区复垦设计申报材料", zones=(PlotUse.OLD,), design=True, steps=("design",))
        return _joined(dossier, _amended(dossier, made, PlanKind.DESIGN), PlanKind.DESIGN) if design_changes(desk, dossier) else made
    zones = {"works": (PlotUse.OLD,), "acceptance": (PlotUse.OLD,), "new_land": (PlotUse.NEW,)}.get(step, tuple(PlotUse))
    return Envelope(f"{dossier.project.name}{step_names(dossier)[step]}申报材料", zones=zones, steps=(step,))


def _of_plans(desk: Desk, dossier: Dossier, step: str, together: str) -> tuple[Envelope, ...]:
    due = plans_due(dossier, desk.project_packs(dossier.project))
    if len(due) < 2:
        made = (Envelope(f"{dossier.project.name}{plan_word(dossier)}申报材料", plan=due[0] if due else None, steps=(step,)),)
    else:
        made = tuple(Envelope(f"{dossier.project.name}{plan.label}申报材料", _SIDES[plan.kind], plan.zones, plan, steps=(step,)) for plan in due)
    if step == "plan":
        return made
    return tuple(_joined(dossier, _amended(dossier, each, each.plan.kind, together), each.plan.kind, together)
                 for each in made if each.plan and approved(dossier, each.plan.kind))


def _joined(dossier: Dossier, envelope: Envelope, kind: PlanKind, together: str = "") -> Envelope:
    waiting = awaiting(dossier, kind)
    other = together or (_TOGETHER.get(waiting.travels_with, "") if waiting else "")
    return replace(envelope, steps=(*envelope.steps, other)) if other else envelope


def way_of(dossier: Dossier, step: str) -> TravelsWith:
    """How the version that waits to be approved says it goes up; alone where none does."""
    kinds = {"amendment": PLANS, "design": (PlanKind.DESIGN,)}.get(step, ())
    waiting = (awaiting(dossier, kind) for kind in kinds if approved(dossier, kind))
    return next((version.travels_with for version in waiting if version), TravelsWith.ALONE)


def steps_of(dossier: Dossier, step: str, together: str = "") -> tuple[str, ...]:
    """The steps whose lists a packet follows: its own, and the one it goes up together with."""
    other = together or _TOGETHER.get(way_of(dossier, step), "")
    return (step, other) if other else (step,)


def refuse_apart(step: str, together: str) -> None:
    """Raise KnownError unless two steps may go up in one packet."""
    if together:
        list_of(together)
        if together not in JOINED.get(step, ()):
            raise KnownError(f"{list_of(step)}不能与{list_of(together)}同步申报，没有生成。方案变更可以与竣工验收或建新区用地报批同步申报。")


def design_changes(desk: Desk, dossier: Dossier) -> list[Document]:
    """变更对照表 of a design that was approved and has changed since; none of one that goes up for the first time, or as it was."""
    def make() -> list[Document]:
        changed = approved(dossier, PlanKind.DESIGN) and plan_versions.differences(desk, dossier.project.id, PlanKind.DESIGN)
        return [plan_versions.changes_of(desk, dossier, PlanKind.DESIGN)] if changed else []
    return dossier.once("design_changes", make)


def _amended(dossier: Dossier, envelope: Envelope, kind: PlanKind, together: str = "") -> Envelope:
    """The envelope of an amendment; its title says what it goes up together with (B §二(七))."""
    waiting = awaiting(dossier, kind)
    how = next((way for way, step in _TOGETHER.items() if step == together), waiting.travels_with if waiting else TravelsWith.ALONE)
    way = f"（{how}）" if how is not TravelsWith.ALONE else ""
    return replace(envelope, title=f"{envelope.title.removesuffix('申报材料')}变更申报材料{way}")


def kinds_of(steps: Iterable[str]) -> tuple[str, ...]:
    """What is printed for some steps, each once: answers to what was returned with every step, the lists of papers last."""
    found = dict.fromkeys(kind for step in steps for kind in (*STEPS[step], "return_answers"))
    return tuple(sorted(found, key=lambda kind: kind == "annex_list"))


def parts(desk: Desk, dossier: Dossier, step: str, envelope: Envelope) -> Iterator[tuple[str, list[Document]]]:
    """The documents of an envelope by their kind, in order; kinds of which there is nothing are left out."""
    mark = ""
    for kind in kinds_of(envelope.steps or (step,)):
        if kind in _OF_HOUSEHOLDS and not envelope.has_households:
            continue
        made = _MADE[kind](desk, dossier, envelope, mark) if kind in _MADE else printing.made(desk, dossier, kind)
        mark = mark or next((d.mark for d in made if d.mark), "")
        if made:
            yield kind, made


def _answers(desk: Desk, dossier: Dossier, envelope: Envelope, mark: str) -> list[Document]:
    made = approvals.answers_paper(dossier, desk.project_packs(dossier.project), envelope.steps)
    return [made] if made else []


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


def _lists(desk: Desk, dossier: Dossier, envelope: Envelope, mark: str) -> list[Document]:
    return [annex_list.annex_list(dossier, desk.project_packs(dossier.project), each) for each in envelope.lists]


_MADE = {"annex_list": _lists, "plan_changes": _changes, "plan": _plans, "annexes": _tables, "maps": _maps, "roster": _households,
         "return_answers": _answers}


def cover_of(dossier: Dossier, envelope: Envelope) -> tuple[Block, ...]:
    """The cover of an envelope in the name of the body that sends it."""
    if envelope.design:
        return design_cover(dossier, envelope.title)
    return plan_cover(dossier, envelope.plan, envelope.title) if envelope.plan else ()


def write_coordinates(desk: Desk, dossier: Dossier, envelope: Envelope, folder: Path) -> None:
    """The boundary points of an envelope's plots as exchange text and GeoJSON; nothing while no plot has any."""
    if any(plot.rings_id and plot.use in envelope.zones for plot in dossier.plots):
        for ending in ("txt", "geojson"):
            plot_export.export(desk, dossier.project.id, ending, folder / f"坐标文件{envelope.side}.{ending}", envelope.zones)
