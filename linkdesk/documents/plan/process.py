"""What stands on policy: the plan's basis, rates, way of approval, time limits; and what goes with the plan."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.documents.annexes import TITLES
from linkdesk.documents.annexes.sheet import order_column
from linkdesk.documents.blocks import Align, Block, Cell, Column, Gap, Paragraph, Part, Table, Text, Width
from linkdesk.documents.procedure import plan_chains
from linkdesk.documents.templates.vocabulary import fact, named_text
from linkdesk.documents.wording import word
from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.fields import fields_of
from linkdesk.domain.figures import AGREEMENT_VALUES, REWARD_RATES
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import printed
from linkdesk.domain.words import Certainty
from linkdesk.policy.chains import clocks, steps
from linkdesk.policy.parts import Chain, Clock, Pack

Blocks = tuple[Block, ...]
_PLANS = ("land_plan", "consolidation_plan", "special_plan")
_MAPS = ("项目区位置图", "拆旧区现状图", "安置区、建新区现状图", "项目区规划布局图", "拆旧区复垦规划图", "勘测定界图")
_OTHER_TABLES = ("附表2", "附表6", "附表7", "附表8", "附表11", "附表12", "附表13", "附表14")
_PAPERS = ("土地权属证明", "村民会议或者村民代表会议决议", "农户意愿调查汇总", "听证材料", "公示材料", "双签协议台账", "安置选址审查意见",
           "资金筹措证明")

fact("under_a")(lambda dossier: "A" in dossier.project.packs)
fact("under_b")(lambda dossier: "B" in dossier.project.packs)
fact("no_known_pack")(lambda dossier: not {"A", "B"} & set(dossier.project.packs))


@named_text("pair_words", "双签协议的种类")
def _(dossier: Dossier) -> str:
    return "、".join(dossier.pair)


@named_text("body_word", "责任主体的名称")
def _(dossier: Dossier) -> str:
    return word(dossier, "responsible_body", "责任主体")


def _paragraphs(*texts: str) -> Blocks:
    return tuple(Paragraph((Text(text),)) for text in texts)


def _gap(what: str) -> Blocks:
    return (Paragraph((Gap(what),)),)


def basis(dossier: Dossier, packs: Sequence[Pack]) -> Blocks:
    """Policies and plans the plan stands on."""
    policies = tuple(f"《{p.title}》（{p.number}）" for p in packs if not p.always)
    lines: list[tuple[Part, ...]] = [(Text(text),) for text in policies] or [(Gap("政策依据"),)]
    lines += [_plan_part(dossier.project, name) for name in _PLANS if name != "special_plan" or dossier.project.special_plan]
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


def rates(dossier: Dossier, packs: Sequence[Pack]) -> Blocks:
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


def approval(dossier: Dossier, packs: Sequence[Pack]) -> Blocks:
    """The chain or chains this plan goes, a table each."""
    found = plan_chains(dossier, packs)
    said = _paragraphs("是否涉及节余指标易地使用尚未确定，两种程序并列如下。") if len({c.when for _, c in found}) > 1 else ()
    return (*said, *(_chain(dossier, pack, chain) for pack, chain in found)) or _gap("报批程序")


def _chain(dossier: Dossier, pack: Pack, chain: Chain) -> Table:
    columns = (order_column(), Column("办理机关", width=Width.WIDE), Column("办理事项"), Column("说明", width=Width.WIDE, align=Align.LEFT))
    rows = tuple((at, str(step.actor), str(step.act), step.note)
                 for at, step in enumerate(steps(chain, dossier.project), 1))
    return Table(columns, rows, title=chain.label, unit=f"依据：{_cited(pack, chain.clause)}", name="报批程序")


def deadlines(dossier: Dossier, packs: Sequence[Pack]) -> Blocks:
    """The time limits with their clause."""
    columns = (Column("事项", width=Width.WIDE), Column("期限"), Column("起算"), Column("截止"), Column("条款"),
               Column("逾期后果", width=Width.WIDE, align=Align.LEFT))
    found = [(pack, clock) for pack in packs for clock in clocks(pack, dossier.project, dossier.on)]
    notes = tuple(f"{clock.label}：{clock.note}。" for _, clock in found if clock.note)
    return (Table(columns, tuple(_clock(*one) for one in found), notes=notes, name="期限"),) if found else _gap("期限要求")


def _clock(pack: Pack, clock: Clock) -> tuple[str, ...]:
    return (clock.label, f"{clock.limit} {clock.unit}", str(clock.start), str(clock.end), _cited(pack, clock.clause),
            clock.consequence)


def attachments(dossier: Dossier, packs: Sequence[Pack]) -> Blocks:
    """What goes with the plan: tables that are made, tables, maps and papers still to come."""
    made = "、".join(f"{number} {title}" for number, title in TITLES.items())
    lacking = (("附表", _OTHER_TABLES), ("附图", _MAPS), ("附件", _PAPERS))
    lists = tuple(Paragraph((Text(f"{kind}："), Gap("、".join(names)))) for kind, names in lacking)
    return (*_paragraphs(f"随本{word(dossier, 'implementation_plan', '实施方案')}：{made}，农户清册，逐条对照表。"), *lists)


BLOCKS = {"basis": basis, "rates": rates, "chains": approval, "clocks": deadlines, "attachments": attachments}
