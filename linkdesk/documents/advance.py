"""Papers of advances: 预支申请表 with its reckoning, 预支承诺书, and the register of obligations that follow from missed limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linkdesk.documents.annexes.sheet import (
    NONE,
    SIGNERS,
    area,
    order_column,
    remarks_column,
    responsible,
    summed,
    wide_column,
)
from linkdesk.documents.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Document,
    FieldGrid,
    PageKind,
    Paragraph,
    Section,
    Signatures,
    Style,
    Table,
    Text,
)
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import figure_cell, known
from linkdesk.documents.parts import Part
from linkdesk.documents.templates.values import long_date
from linkdesk.domain.advance_standing import standing_advances
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure, in_mu
from linkdesk.domain.obligation_standing import state
from linkdesk.domain.quantities import hectares, places, printed
from linkdesk.domain.quota import Obligation, QuotaAdvance
from linkdesk.domain.quota_words import ObligationKind
from linkdesk.policy.running_clock import RunningClock

Row = tuple[Cell, ...]
_ASKED = (order_column(), Column("建设用地", decimals=4), Column("农用地", decimals=4), Column("耕地", decimals=4), Column("其中水田", decimals=4),
          Column("用途"), wide_column("用地项目"), wide_column("符合的条件"), wide_column("条件的依据文件"), Column("申请日期"), remarks_column())
_OWED = (order_column(), wide_column("义务"), Column("条款"), Column("建设用地", decimals=4), Column("耕地", decimals=4),
         Column("金额（万元）", decimals=2), Column("产生日期"), Column("履行期限"), Column("履行日期"), wide_column("履行凭据"), Column("状态"),
         remarks_column())
_AREAS = "construction", "agricultural", "farmland", "paddy"
_FIGURES = ("surplus_construction", "advance_bound", "advance_asked", "surplus_farmland", "advance_bound_farmland", "advance_asked_farmland")


def application(dossier: Dossier) -> Document | None:
    """预支申请表: what is asked for, line by line, against what may be advanced; None while nobody has applied."""
    rows = tuple(_asked(at, a) for at, a in enumerate(standing_advances(dossier), 1))
    if not rows:
        return None
    totals = ("合计", *(_total(rows, at) for at in range(1, 5)), *[""] * 6)
    title = f"{dossier.project.name}节余指标预支申请表"
    table = Table(_ASKED, rows, totals, unit="面积单位：公顷", filled_by=responsible(dossier), signers=SIGNERS, name="预支申请",
                  notes=_reckoned(dossier))
    head = Paragraph((Text(title),), Style.TABLE_TITLE, Align.CENTRE)
    return Document("advance", title, (Section((head, *_grids(dossier), table), PageKind.TABLE, landscape=True),), subject_id=dossier.project.id)


def _total(rows: Iterable[Row], at: int) -> Cell:
    """The sum of a column; nothing where nobody asked for any of it."""
    told = [row[at] for row in rows if not isinstance(row[at], str)]
    return summed(told) if told else NONE


def _grids(dossier: Dossier) -> tuple[FieldGrid, FieldGrid]:
    """Which project it is; then the surplus, what may be advanced of it and what was asked for, a line for each kind of land."""
    told = ("项目区", dossier.project.name), ("立项批复", known(_approval(dossier)))
    made = (figure(name, dossier) for name in _FIGURES)
    return FieldGrid(told), FieldGrid(tuple((f"{each.label}（{each.unit}）", figure_cell(each)) for each in made), pairs_per_row=3)


def _approval(dossier: Dossier) -> str:
    """By which document the project was established: of the newest approval, else as the project tells."""
    found = max((a for a in dossier.plan_approvals if a.approved_on and not a.revokes_id), key=lambda a: a.approved_on, default=None)
    number, on = (found.number, found.approved_on) if found else (dossier.project.approval_number, dossier.project.approved_on)
    return f"{number}（{dated(on)}）" if number.strip() and on else ""


def _asked(at: int, advance: QuotaAdvance) -> Row:
    areas = (NONE if (value := getattr(advance, name)) is None else area(value) for name in _AREAS)
    return (at, *areas, known(str(advance.purpose or "")), known(advance.place), known(advance.conditions), known(advance.conditions_document),
            known(dated(advance.applied_on)), advance.note)


def _reckoned(dossier: Dossier) -> tuple[str, ...]:
    bound, asked = figure("advance_bound", dossier), figure("advance_asked", dossier)
    said = f"{bound.label} = {bound.formula}（{'；'.join(f'{name} {value}' for name, value in bound.inputs)}）"
    return (f"注1：{said}。", f"注2：申请预支建设用地 {asked.text} 公顷，合 {in_mu(asked)} 亩。")


def pledge(dossier: Dossier, limits: Sequence[RunningClock]) -> Document | None:
    """预支承诺书: to return in time and to finish in time; `limits` are those that bind advances. None while nobody has applied."""
    if not standing_advances(dossier):
        return None
    title = f"{dossier.project.name}预支节余指标承诺书"
    body: list[Block] = [Paragraph((Text(title),), Style.TITLE, Align.CENTRE), *_promised(dossier), *_limits(limits)]
    owed = next((c.consequence for c in limits if c.consequence), "")
    body.append(_said("未按期归还的，自愿接受下列处理：", owed, "。") if owed else _said("未按期归还的，按政策规定接受处理。"))
    who = responsible(dossier) or "责任主体"
    body.append(Signatures(((f"{who}（盖章）", ("负责人（签字）：", "　　　年　　月　　日")),), 45))
    return Document("advance_pledge", title, (Section(tuple(body), PageKind.OFFICIAL),), subject_id=dossier.project.id)


def _promised(dossier: Dossier) -> Iterable[Block]:
    asked, farmland, bound = (figure(name, dossier) for name in ("advance_asked", "advance_asked_farmland", "advance_bound"))
    rate = dossier.rate("advance_share_max")
    known_share = rate is not None and rate.value is not None
    share = f"，不超过预计节余指标的 {printed(rate.value, places(rate.value, 0))}%（" if known_share else "（可预支 "
    basis = f"{dossier.project.name}已经立项审批，按照{rate.document if rate else '政策'}的规定，现申请预支节余指标建设用地 "
    yield _said(basis, asked, f" 公顷（合 {in_mu(asked)} 亩）、耕地 ", farmland, f" 公顷{share}", bound, " 公顷）。我们承诺：")
    places_ = "、".join(dict.fromkeys(a.place for a in standing_advances(dossier) if a.place.strip()))
    yield _said(f"预支的指标只用于申请的用途{f'（{places_}）' if places_ else ''}，不改作他用。")


def _limits(limits: Iterable[RunningClock]) -> Iterable[Block]:
    """Each limit once, however many advances it runs for."""
    return (_limit(c) for c in {c.id: c for c in limits}.values())


def _limit(clock: RunningClock) -> Block:
    due = f"（不晚于{long_date(clock.due_on)}）" if clock.due_on else ""
    fixed = "，不申请延期" if clock.extendable is False else ""
    return _said(f"自{clock.start_event}之日起 {clock.length}内{due}做到{clock.end_event}{fixed}。")


def _said(*parts: Part | str) -> Paragraph:
    return Paragraph(tuple(Text(p) if isinstance(p, str) else p for p in parts))


def obligations_register(dossier: Dossier) -> Document | None:
    """义务履行台账: every obligation with its clause, what it comes to, when it is due and how it was proved; None while there is none."""
    found = sorted(dossier.quotas.obligations, key=lambda o: o.position)
    if not found:
        return None
    title = f"{dossier.project.name}义务履行台账"
    rows = tuple(_owed(dossier, at, o) for at, o in enumerate(found, 1))
    table = Table(_OWED, rows, title=title, unit="面积单位：公顷", filled_by=responsible(dossier), signers=SIGNERS, name="义务履行")
    return Document("obligations", title, (Section((table,), PageKind.TABLE, landscape=True),), subject_id=dossier.project.id)


def _owed(dossier: Dossier, at: int, o: Obligation) -> Row:
    areas = (NONE if value is None else hectares(value) for value in (o.construction, o.farmland))
    asked = o.kind is ObligationKind.TAXES  # of the others some come to no money at all
    money = in_ten_thousands(o.amount) if o.amount is not None else known(None) if asked else NONE
    return (at, str(o.kind), o.clause or NONE, *areas, money, dated(o.arisen_on), known(dated(o.due_on)), dated(o.settled_on), o.proof,
            str(state(o, dossier.on)), o.note)
