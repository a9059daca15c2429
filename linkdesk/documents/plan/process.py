"""What stands on policy: the plan's basis, rates, way of approval, time limits; and what goes with the plan."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from linkdesk.documents import maps
from linkdesk.documents.annexes import TITLES
from linkdesk.documents.annexes.sheet import order_column
from linkdesk.documents.blocks import Align, Block, Cell, Column, Gap, Paragraph, Part, Table, Text, Width
from linkdesk.documents.procedure import plan_chains
from linkdesk.documents.templates.vocabulary import fact, named_text
from linkdesk.documents.wording import plan_word, word
from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import AGREEMENT_VALUES, REWARD_RATES
from linkdesk.domain.planning_words import AnnexState, PlanKind
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import printed
from linkdesk.domain.special_plan_standing import told_plan_of
from linkdesk.domain.words import Certainty, PlotUse
from linkdesk.policy.annexes import AnnexLine, annex_lines
from linkdesk.policy.chains import clocks, steps
from linkdesk.policy.parts import Pack, PackPlan
from linkdesk.policy.plans import undecided
from linkdesk.policy.procedure import Chain, Clock

Blocks = tuple[Block, ...]
_PLANS = ("land_plan", "consolidation_plan")
_FILED = {"tenure_paper": "F08", "assembly_paper": "F09", "hearing_paper": "F11"}  # papers of the list of annexes
for _name, _code in _FILED.items():
    fact(f"has_{_name}")(lambda dossier, code=_code: _filed(dossier, code))
    fact(f"no_{_name}")(lambda dossier, code=_code: not _filed(dossier, code))
fact("under_a")(lambda dossier: "A" in dossier.project.packs)
fact("under_b")(lambda dossier: "B" in dossier.project.packs)
fact("transfer_under_b")(lambda dossier: "B" in dossier.project.packs and dossier.project.surplus_trade is True)
fact("settlement_under_b")(lambda dossier: "B" in dossier.project.packs and bool(dossier.plots_of(PlotUse.SETTLEMENT)))
fact("special_plan_named")(lambda dossier: bool(told_plan_of(dossier).title))
fact("quota_named")(lambda dossier: dossier.project.quota_assigned is not None)
fact("quota_unnamed")(lambda dossier: dossier.project.quota_assigned is None)


def _filed(dossier: Dossier, code: str) -> bool:
    return any(annex.code == code and annex.file_hash for annex in dossier.annexes)


@named_text("pair_words", "双签协议的种类")
def _(dossier: Dossier) -> str:
    return "、".join(dossier.pair)


@named_text("special_plan_words", "增减挂钩专项规划")
def _(dossier: Dossier) -> str:
    return told_plan_of(dossier).title


@named_text("body_word", "责任主体的名称")
def _(dossier: Dossier) -> str:
    return word(dossier, "responsible_body", "责任主体")


def _paragraphs(*texts: str) -> Blocks:
    return tuple(Paragraph((Text(text),)) for text in texts)


def _gap(what: str) -> Blocks:
    return (Paragraph((Gap(what),)),)


def basis(dossier: Dossier, packs: Sequence[Pack], plan: PackPlan) -> Blocks:
    """Policies and plans the plan stands on."""
    policies = tuple(f"《{p.title}》（{p.number}）" for p in packs if not p.always)
    lines: list[tuple[Part, ...]] = [(Text(text),) for text in policies] or [(Gap("政策依据"),)]
    if plan.kind is PlanKind.NEW:  # the plans named in the project are those of the old side's county
        lines += [(Text("建新区所在地的土地利用总体规划、城乡规划（见“规划符合情况”）"),), (Text("建新地块界址点测量成果"),)]
    else:
        lines += [_plan_part(dossier.project, name) for name in _PLANS]
        lines += [(Text(title),)] if (title := told_plan_of(dossier).title) else []
        lines.append((Text("逐村逐户摸底调查成果、地块界址点测量成果"),))
    return tuple(Paragraph((Text(f"{at}．"), *parts)) for at, parts in enumerate(lines, 1))


def _plan_part(project: Project, name: str) -> tuple[Part, ...]:
    value = getattr(project, name)
    return (Text(value) if value else Gap(f"{fields_of(Project)[name].label}（名称及批复文号）"),)


def used_rates(dossier: Dossier) -> tuple[Rate, ...]:
    """The rates the plan prints."""
    return tuple(r for r in dossier.rates if r.name in REWARD_RATES.values())


def unverified(dossier: Dossier) -> tuple[Rate, ...]:
    """The values of agreements, which the plan rests on too, that nobody has confirmed."""
    return tuple(r for r in dossier.rates if r.name in AGREEMENT_VALUES and r.certainty is Certainty.UNVERIFIED)


def rates(dossier: Dossier, packs: Sequence[Pack], plan: PackPlan) -> Blocks:
    """The rewards and what they stand on."""
    columns = (Column("项目"), Column("标准"), Column("依据", width=Width.WIDE), Column("核实状态"))
    rows = tuple((r.label, _rate(r), r.document, str(r.certainty)) for r in used_rates(dossier))
    return (Table(columns, rows, name="奖补标准"),) if rows else _gap("奖补标准")


def _rate(rate: Rate) -> Cell:
    return Gap("") if rate.value is None else f"{printed(rate.value, 2)} {rate.unit}"


def _cited(pack: Pack, clause: str) -> str:
    """A clause as a plan cites it: by the document's number, 二(一) as 第二条第（一）项."""
    article, _, item = clause.rstrip(")").partition("(")
    return f"{pack.number}第{article}条" + (f"第（{item}）项" if item else "")


def approval(dossier: Dossier, packs: Sequence[Pack], plan: PackPlan) -> Blocks:
    """The chain or chains this plan goes, a table each; all that are possible while it is open which plans are due."""
    open_facts = undecided(dossier, packs)
    found = plan_chains(dossier, packs, () if open_facts else plan.chains)
    labels = "、".join(f"“{fields_of(Project)[name].label}”" for name in open_facts)
    said = _paragraphs(f"{labels}尚未确定，可能适用的程序并列如下，确定后只保留适用的一种。") if open_facts else ()
    return (*said, *(_chain(dossier, pack, chain) for pack, chain in found)) or _gap("报批程序")


def _chain(dossier: Dossier, pack: Pack, chain: Chain) -> Table:
    columns = (order_column(), Column("办理机关", width=Width.WIDE), Column("办理事项"), Column("说明", width=Width.WIDE, align=Align.LEFT))
    rows = tuple((at, str(step.actor), str(step.act), step.note)
                 for at, step in enumerate(steps(chain, dossier.project), 1))
    return Table(columns, rows, title=chain.label, unit=f"依据：{_cited(pack, chain.clause)}", name="报批程序")


def deadlines(dossier: Dossier, packs: Sequence[Pack], plan: PackPlan) -> Blocks:
    """The time limits with their clause."""
    columns = (Column("事项", width=Width.WIDE), Column("期限"), Column("起算"), Column("截止"), Column("条款"),
               Column("逾期后果", width=Width.WIDE, align=Align.LEFT))
    found = [(pack, clock) for pack in packs for clock in clocks(pack, dossier.project, dossier.on)]
    notes = tuple(f"{clock.label}：{clock.note}。" for _, clock in found if clock.note)
    return (Table(columns, tuple(_clock(*one) for one in found), notes=notes, name="期限"),) if found else _gap("期限要求")


def _clock(pack: Pack, clock: Clock) -> tuple[str, ...]:
    return (clock.label, f"{clock.limit} {clock.unit}", str(clock.start), str(clock.end), _cited(pack, clock.clause),
            clock.consequence)


def attachments(dossier: Dossier, packs: Sequence[Pack], plan: PackPlan) -> Blocks:
    """What goes with the plan: tables, maps, and the papers of the list of annexes, those that are missing as gaps."""
    tables = "；".join(f"{number} {title}" for number, title in tables_of(plan).items())
    drawn = "；".join(maps.titles(within(dossier, plan.zones)))
    return (*_paragraphs(f"附表：{tables}。", f"附图：{drawn}。"), *_papers(_of_plan(annex_lines(dossier, packs), plan), plan_word(dossier)))


def _of_plan(lines: Sequence[AnnexLine], plan: PackPlan) -> tuple[AnnexLine, ...]:
    """The papers that go with a plan: those of its zones, and those of every plan."""
    return tuple(line for line in lines if not line.annex.zones or set(line.annex.zones) & set(plan.zones))


def tables_of(plan: PackPlan) -> dict[str, str]:
    """The attached tables that belong to a plan, by the zones it covers."""
    if plan.kind is PlanKind.NEW:
        return {number: title for number, title in TITLES.items() if number in ("附表4", "附表6")}
    return {number: title for number, title in TITLES.items() if number != "附表4" or PlotUse.NEW in plan.zones}


def within(dossier: Dossier, zones: Collection[PlotUse]) -> Dossier:
    """A dossier with the plots of some zones only, for the maps and land tables of one side."""
    plots = tuple(plot for plot in dossier.plots if plot.use in zones)
    here = {plot.id for plot in plots} | {None}
    return replace(dossier, plots=plots, tenure_changes=tuple(c for c in dossier.tenure_changes if c.plot_id in here))


def _papers(lines: Sequence[AnnexLine], called: str) -> Blocks:
    missing, there = ("；".join(line.annex.label.replace("实施方案", called) for line in lines if line.state in states)
                      for states in ((AnnexState.MISSING,), (AnnexState.THERE, AnnexState.MADE)))
    return (*(_paragraphs(f"附件：{there}。") if there else ()),
            *((Paragraph((Text("附件："), Gap(missing))),) if missing else ()))


BLOCKS = {"basis": basis, "rates": rates, "chains": approval, "clocks": deadlines, "attachments": attachments}
