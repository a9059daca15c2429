"""公示 and 公示结果证明: what is put up in a village, and what the village and the township certify when its days are over."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.documents import notice_tables
from linkdesk.documents.blocks import (
    DRAFT,
    Align,
    Column,
    Document,
    Gap,
    PageKind,
    Paragraph,
    Part,
    Section,
    Signatures,
    Style,
    Table,
    Text,
    Width,
)
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.documents.roster import filled_by
from linkdesk.documents.templates.fill import long_date
from linkdesk.documents.wording import place
from linkdesk.domain.agreement_words import NoticeKind
from linkdesk.domain.directory import committee
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import Private
from linkdesk.domain.notice import Notice, Objection, days_up, of_notice
from linkdesk.domain.privacy import masked, without_numbers

UNNUMBERED = "张贴登记时编号"
_WHAT = {
    NoticeKind.HOUSEHOLDS: "搬迁对象及其人口、房屋、宅基地面积和安置方式",
    NoticeKind.AGREEMENTS: "旧房拆除、宅基地复垦等协议的签订情况",
    NoticeKind.PAYMENTS: "奖补资金的应付、已付情况",
}
_OBJECTION_COLUMNS = (
    Column("序号", width=Width.NARROW), Column("提出日期"), Column("异议人"), Column("异议内容", width=Width.WIDE, align=Align.LEFT),
    Column("处理结果", width=Width.WIDE, align=Align.LEFT), Column("处理日期"))


def title(dossier: Dossier, notice: Notice) -> str:
    """What a notice is called: its village, or the whole project, and its kind."""
    village = dossier.village_names.get(notice.village_id or "", "")
    return f"{place(dossier)}{village}{notice.kind}" if village else f"{dossier.project.name}{notice.kind}"


def notice(dossier: Dossier, notice: Notice) -> Document:
    """A notice as things stand in the dossier; a draft while it has no number."""
    called = title(dossier, notice)
    intro = (Paragraph((Text(called),), Style.TITLE, Align.CENTRE), _what(dossier, notice), _where(dossier, notice))
    return Document("notice", called, (Section((*intro, _table(dossier, notice)), PageKind.TABLE, landscape=True),),
                    mark="" if notice.number else DRAFT, number=notice.number, subject_id=notice.id)


def _table(dossier: Dossier, notice: Notice) -> Table:
    return replace(notice_tables.table(dossier, notice), filled_by=f"公示编号：{notice.number or UNNUMBERED}")


def _what(dossier: Dossier, notice: Notice) -> Paragraph:
    scope = dossier.village_names.get(notice.village_id or "") or dossier.project.name
    begun = f"为保障农户的知情权、参与权和收益权，现将{scope}{_WHAT[notice.kind]}予以公示，接受群众监督。公示期自"
    return Paragraph((Text(begun), *_period(notice), Text("。")))


def _period(notice: Notice) -> tuple[Part, ...]:
    days = days_up(notice)
    if days is None or notice.from_on is None or notice.until_on is None:
        return (Gap("公示起止日期"),)
    return (Text(f"{long_date(notice.from_on)}至{long_date(notice.until_on)}（满 {days} 天，起算当日不计）"),)


def _where(dossier: Dossier, notice: Notice) -> Paragraph:
    return Paragraph((
        Text("对公示内容有异议的，请在公示期内向公示单位反映，反映人的身份予以保密。公示单位："), _said(filled_by(dossier), "公示单位"),
        Text("；张贴地点："), _said(notice.place, "张贴地点"), Text("；异议受理电话："), _said(notice.contact, "异议受理电话"), Text("。")))


def _said(text: str, what: str) -> Part:
    return Text(text) if text else Gap(what)


def certificate(dossier: Dossier, notice: Notice) -> Document:
    """The certificate of a notice's result: its days, its place, the objections and how they were settled, and who signs."""
    raised = of_notice(notice, dossier.objections)
    called = title(dossier, notice)
    parts = (Text("兹证明："), _said(filled_by(dossier), "公示单位"), Text("自"), *_period(notice), Text("在"),
             _said(notice.place, "张贴地点"), Text(f"张贴了《{called}》（编号：{notice.number or UNNUMBERED}）。"))
    blocks = (Paragraph((Text("公示结果证明"),), Style.TITLE, Align.CENTRE), Paragraph(parts),
              Paragraph((Text(objections_said(raised)), Text(f"公示结果：{notice.result or default_result(raised)}。"))))
    shown = (_objections(raised),) if raised else ()
    return Document("notice_result", f"{called}结果证明", (Section((*blocks, *shown, _signatures(dossier, notice))),),
                    mark="" if notice.closed_on else DRAFT, number=notice.number, subject_id=notice.id)


def default_result(raised: tuple[Objection, ...]) -> str:
    """The result of a notice in words when the officer writes none."""
    return "异议均已处理完毕，公示内容以处理结果为准" if raised else "公示内容无异议"


def objections_said(raised: tuple[Objection, ...]) -> str:
    """How many objections there were and how many are settled."""
    settled = sum(o.settled_on is not None for o in raised)
    return f"公示期间收到异议 {len(raised)} 件，已处理 {settled} 件。" if raised else "公示期间未收到异议。"


def _objections(raised: tuple[Objection, ...]) -> Table:
    rows = tuple((at, dated(o.raised_on), masked(o.raised_by, Private.NAME) or "未署名", without_numbers(o.content),
                  known(without_numbers(o.settlement or "")), known(dated(o.settled_on))) for at, o in enumerate(raised, 1))
    return Table(_OBJECTION_COLUMNS, rows, name="异议及处理")


def _signatures(dossier: Dossier, notice: Notice) -> Signatures:
    village = dossier.village_names.get(notice.village_id or "", "")
    signers = (committee(village) if village else "各村民委员会", filled_by(dossier) or "乡（镇）人民政府")
    lines = ("负责人（签字）：", "　　　年　　月　　日")
    return Signatures(tuple((f"{signer}（盖章）", lines) for signer in signers), 45)
