"""Figures a city weighs when it takes projects into its pool: poor villages, villages of relocation, households that are relocated."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.directory import Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.households import villages_concerned
from linkdesk.domain.figures.register import Computed, named
from linkdesk.domain.household import Household
from linkdesk.domain.words import PlotUse, RelocationType


def villages_of(dossier: Dossier) -> tuple[Village, ...]:
    """The villages of the directory that households or old plots of the project lie in."""
    wanted = {h.village_id for h in dossier.households} | {p.village_id for p in dossier.plots_of(PlotUse.OLD)}
    return tuple(v for v in dossier.villages if v.id in wanted)


def relocated(dossier: Dossier) -> tuple[Household, ...]:
    """The households that are relocated out of poverty."""
    return tuple(h for h in dossier.households if h.relocation_type is RelocationType.POVERTY)


@named("poor_village_count", "涉及贫困村", "个", 0)
def _(dossier: Dossier) -> Computed:
    return _villages(dossier, "is_poor", "贫困村")


@named("relocation_village_count", "涉及实施易地扶贫搬迁的村", "个", 0)
def _(dossier: Dossier) -> Computed:
    return _villages(dossier, "has_relocation", "实施易地扶贫搬迁")


def _villages(dossier: Dossier, field: str, word: str) -> Computed:
    """How many villages bear a mark; unknown while one of them has not been asked."""
    known = villages_of(dossier)
    marked = tuple(v.name for v in known if getattr(v, field) is True)
    silent = [v.name for v in known if getattr(v, field) is None]
    beyond = len(villages_concerned(dossier)) - len(known)
    missing = f"{len(silent) + beyond} 个村在名录里没有填写是否{word}" if silent or beyond > 0 else ""
    value = Decimal(len(marked)) if known and (marked or not missing) else None
    return Computed(value, f"名录里标明{word}的涉及村个数", tuple((name, "") for name in marked), missing or ("" if known else "涉及行政村"))


@named("relocation_count", "易地扶贫搬迁户", "户", 0)
def _(dossier: Dossier) -> Computed:
    return Computed(Decimal(len(relocated(dossier))), "搬迁类型为易地扶贫搬迁的农户数")


@named("relocation_on_old_count", "已落到拆旧地块的易地扶贫搬迁户", "户", 0)
def _(dossier: Dossier) -> Computed:
    old = {p.id for p in dossier.plots_of(PlotUse.OLD)}
    return Computed(Decimal(sum(h.plot_id in old for h in relocated(dossier))), "落图在拆旧地块上的易地扶贫搬迁户数")


@named("relocation_share", "易地扶贫搬迁户占比", "%", 2)
def _(dossier: Dossier) -> Computed:
    every, mine = len(dossier.households), len(relocated(dossier))
    return Computed(Decimal(mine) * 100 / every if every else None, "易地扶贫搬迁户数 ÷ 总户数 × 100%",
                    (("易地扶贫搬迁户", f"{mine} 户"), ("总户数", f"{every} 户")), "" if every else "农户摸底调查")
