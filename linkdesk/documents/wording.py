"""Texts and facts of a project that document texts may name: who is who, which villages, what the facts decide."""

from __future__ import annotations

from datetime import date

from linkdesk.documents.templates.vocabulary import fact, named_text
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure, villages_concerned
from linkdesk.domain.figures.comparison import township_of
from linkdesk.domain.figures.surplus import surplus_basis
from linkdesk.domain.words import AuthorityKind, PlotUse, RelocationType


def word(dossier: Dossier, name: str, default: str) -> str:
    """A word of the project's policy pack, or the usual one when no pack gives it."""
    return dict(dossier.words).get(name, default)


def relocation_word(dossier: Dossier, kind: RelocationType | None) -> str:
    """Why a household moves, geohazard relocation by the word of the project's policy; empty when not filled in."""
    if kind in (RelocationType.GEOHAZARD, RelocationType.GEOHAZARD_AVOIDANCE):
        return word(dossier, "geohazard_relocation", str(kind))
    return str(kind) if kind else ""


@named_text("plan_word", "规划文件名称")
def plan_word(dossier: Dossier) -> str:
    """What the plan is called here: 实施方案 or 实施规划."""
    return word(dossier, "implementation_plan", "实施方案")


@named_text("trade_word", "指标易地使用的名称")
def _(dossier: Dossier) -> str:
    return word(dossier, "off_site_trade", "易地交易")


@named_text("surplus_basis", "节余指标测算口径")
def _(dossier: Dossier) -> str:
    return surplus_basis(dossier)


@named_text("settlement_word", "安置区的名称")
def _(dossier: Dossier) -> str:
    return word(dossier, "settlement_zone", "安置区")


@named_text("place", "责任主体、乡镇")
def place(dossier: Dossier) -> str:
    """County and township in one breath, e.g. 岚川县青石镇; empty while the township is not known."""
    county = dossier.responsible.place if dossier.responsible else ""
    return f"{county}{dossier.township.name}" if dossier.township else ""


@named_text("old_place", "责任主体、拆旧区涉及乡镇")
def _(dossier: Dossier) -> str:
    county = dossier.responsible.place if dossier.responsible else ""
    return "" if not (names := old_townships(dossier)) else f"{county}{'、'.join(names)}"


def old_townships(dossier: Dossier) -> tuple[str, ...]:
    """The townships the old plots lie in, the project's own first; it stands alone while no plot tells its village."""
    found = {township_of(dossier, plot) for plot in dossier.plots_of(PlotUse.OLD)} or {None}
    own = dossier.township if None in found or dossier.project.township_id in found else None
    others = (t.name for t in dossier.townships if t.id in found and t is not own)
    return (*((own.name,) if own else ()), *others)


@named_text("party_a", "甲方（乡镇人民政府）")
def township_government(dossier: Dossier) -> str:
    """The government of the project's township, by its name in the directory; empty while the township is not known."""
    return _government(dossier, dossier.township.name) if dossier.township else ""


@named_text("old_governments", "拆旧区涉及乡镇的人民政府")
def _(dossier: Dossier) -> str:
    return "、".join(_government(dossier, name) for name in old_townships(dossier))


def _government(dossier: Dossier, township: str) -> str:
    """The government of a township, by its name in the directory."""
    county = dossier.responsible.place if dossier.responsible else ""
    own = (a.name for a in dossier.authorities if a.kind is AuthorityKind.TOWNSHIP and a.place == township)
    return next(own, f"{county}{township}人民政府")


@named_text("settled_basis", "集中安置人数的来源")
def _(dossier: Dossier) -> str:
    typed = [plot.settled_persons for plot in dossier.plots_of(PlotUse.SETTLEMENT)]
    return "按地块登记" if typed and None not in typed else "按同意拆旧复垦并选择集中安置的农户计"


@named_text("villages", "涉及行政村")
def _(dossier: Dossier) -> str:
    return "、".join(villages_concerned(dossier))


fact("surplus_trade")(lambda dossier: dossier.project.surplus_trade is True)
fact("no_surplus_trade")(lambda dossier: dossier.project.surplus_trade is False)
fact("surplus_trade_unknown")(lambda dossier: dossier.project.surplus_trade is None)
fact("extended_powers")(lambda dossier: dossier.project.extended_powers_county is True)
fact("households_held")(lambda dossier: bool(dossier.held))
fact("no_households_held")(lambda dossier: not dossier.held)
fact("pair_known")(lambda dossier: bool(dossier.pair))
fact("pair_unknown")(lambda dossier: not dossier.pair)
for _use, _name in ((PlotUse.OLD, "old"), (PlotUse.SETTLEMENT, "settlement"), (PlotUse.NEW, "new")):
    fact(f"has_{_name}_plots")(lambda dossier, use=_use: bool(dossier.plots_of(use)))
    fact(f"no_{_name}_plots")(lambda dossier, use=_use: not dossier.plots_of(use))

fact("outbuildings_surveyed")(lambda dossier: figure("outbuilding_total", dossier).value is not None)
fact("reclaimable_surveyed")(lambda dossier: figure("reclaimable_total", dossier).value is not None)
for _use, _zone in ((PlotUse.SETTLEMENT, "settlement"), (PlotUse.NEW, "urban")):
    fact(f"{_zone}_takes_farmland")(
        lambda dossier, use=_use, zone=_zone: bool(dossier.plots_of(use)) and figure(f"{zone}_farmland_taken", dossier).value != 0)


@named_text("schedule_begin", "实施开始时间（进度计划）")
def _(dossier: Dossier) -> str:
    return _month(min((t.begins_on for t in dossier.schedule if t.begins_on), default=None))


@named_text("schedule_end", "实施完成时间（进度计划）")
def _(dossier: Dossier) -> str:
    return _month(max((t.ends_on for t in dossier.schedule if t.ends_on), default=None))


def _month(day: date | None) -> str:
    return f"{day.year}年{day.month}月" if day else ""
