"""Papers of consultation: 征求意见汇总表, and 村民决议和听证情况表 with the wills counted village by village (B §二(一)(七))."""

from __future__ import annotations

from linkdesk.documents.annexes.sheet import SIGNERS, order_column, responsible, wide_column
from linkdesk.documents.blocks import DRAFT, Cell, Column, Document, Gap, PageKind, Section, Table, Width
from linkdesk.documents.cells import dated
from linkdesk.documents.figure_cells import known
from linkdesk.domain.consultation import Hearing, Opinion, Resolution
from linkdesk.domain.consultation_standing import favour_share, opinion_state, present_share, votes_fault
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quantities import rounded
from linkdesk.domain.will_counts import VillageWills, village_wills, whole

Row = tuple[Cell, ...]
_OPINIONS = (order_column(), wide_column("部门"), Column("发出日期"), Column("征求意见函文号", width=Width.WIDE), Column("要求答复"),
             Column("答复日期"), Column("复函文号", width=Width.WIDE), Column("意见"), wide_column("意见内容"), Column("采纳情况"),
             wide_column("处理说明"), Column("进展"))
_RESOLUTIONS = (order_column(), Column("行政村"), Column("会议"), Column("会议日期"), wide_column("决议事项"), Column("应到人数", decimals=0),
                Column("实到人数", decimals=0), Column("到会比例（%）", decimals=2), Column("同意", decimals=0), Column("反对", decimals=0),
                Column("弃权", decimals=0), Column("同意比例（%）", decimals=2), Column("决议文件"))
_HEARINGS = (order_column(), Column("行政村"), wide_column("听证事项"), Column("公告日期"), Column("听证日期"), wide_column("地点"), Column("主持人"),
             Column("到会人数", decimals=0), wide_column("主要意见"), wide_column("处理结果"), Column("笔录"))
_WILLS = (Column("行政村"), Column("农户数", decimals=0), Column("同意", decimals=0), Column("不同意", decimals=0), Column("未填写", decimals=0),
          Column("同意比例（%）", decimals=2), Column("三项意愿书齐全（户）", decimals=0))
_ATTACHED, _LACKING = "已附", "未附"


def opinions_summary(dossier: Dossier) -> Document | None:
    """征求意见汇总表: what every department was asked and answered, and what became of it; None while nobody is listed."""
    found = sorted(dossier.approvals.opinions, key=lambda o: o.position)
    rows = tuple(_opinion(dossier, at, o) for at, o in enumerate(found, 1))
    answered = sum(o.answered_on is not None for o in found)
    title = f"{dossier.project.name}征求意见汇总表"
    table = Table(_OPINIONS, rows, title=title, filled_by=responsible(dossier), signers=SIGNERS, name="征求意见汇总表",
                  notes=(f"注：征求 {len(found)} 个部门意见，已答复 {answered} 个。",))
    return Document("opinions", title, (Section((table,), PageKind.TABLE, landscape=True),)) if rows else None


def _opinion(dossier: Dossier, at: int, o: Opinion) -> Row:
    return (at, known(o.department), dated(o.asked_on), o.asking_number, dated(o.due_on), dated(o.answered_on), o.answer_number,
            str(o.stance or ""), o.text, str(o.adopted or ""), o.reason, str(opinion_state(o, dossier.on)))


def meetings_paper(dossier: Dossier) -> Document | None:
    """村民决议和听证情况表 with the wills of the households; 草稿 while votes do not add up. None while there is no meeting."""
    of = dossier.approvals
    tables = [t for t in (_resolutions(dossier), _hearings(dossier)) if t]
    if not tables:
        return None
    mark = DRAFT if any(votes_fault(r) for r in of.resolutions) else ""
    title = f"{dossier.project.name}村民决议和听证情况表"
    return Document("resolutions", title, (Section((*tables, _wills(dossier)), PageKind.TABLE, landscape=True),), mark)


def _resolutions(dossier: Dossier) -> Table | None:
    found = sorted(dossier.approvals.resolutions, key=lambda r: r.position)
    basis = _basis(dossier)
    rows = tuple(_resolution(dossier, at, r, basis) for at, r in enumerate(found, 1))
    return Table(_RESOLUTIONS, rows, title=f"{dossier.project.name}村民决议情况表", filled_by=responsible(dossier), signers=SIGNERS, name="村民决议",
                 notes=(f"注：同意比例按{basis}计算。",)) if rows else None


def _basis(dossier: Dossier) -> str:
    rate = dossier.rate("assembly_basis")
    return rate.text if rate and rate.text else "到会人数"


def _resolution(dossier: Dossier, at: int, r: Resolution, basis: str) -> Row:
    shares = (present_share(r), favour_share(r, basis))
    present, favour = (Gap("") if share is None else rounded(share, 2) for share in shares)
    return (at, _village(dossier, r.village_id), str(r.kind), known(dated(r.held_on)), known(r.subject), known(r.entitled), known(r.present),
            present, known(r.in_favour), r.against, r.abstained, favour, _paper(r.file_hash))


def _hearings(dossier: Dossier) -> Table | None:
    found = sorted(dossier.approvals.hearings, key=lambda h: h.position)
    rows = tuple(_hearing(dossier, at, h) for at, h in enumerate(found, 1))
    return Table(_HEARINGS, rows, title=f"{dossier.project.name}听证情况表", filled_by=responsible(dossier), signers=SIGNERS,
                 name="听证情况") if rows else None


def _hearing(dossier: Dossier, at: int, h: Hearing) -> Row:
    return (at, _village(dossier, h.village_id), known(h.subject), dated(h.announced_on), known(dated(h.held_on)), h.place, h.chair, h.attended,
            h.opinions, h.result, _paper(h.file_hash))


def _village(dossier: Dossier, village_id: str | None) -> str:
    return next((v.name for v in dossier.villages if v.id == village_id), "项目区") if village_id else "项目区"


def _paper(digest: str) -> str:
    return _ATTACHED if digest else _LACKING


def _wills(dossier: Dossier) -> Table:
    found = village_wills(dossier)
    return Table(_WILLS, tuple(map(_counted, found)), _counted(whole(found)), title=f"{dossier.project.name}农户意愿统计表", name="农户意愿")


def _counted(wills: VillageWills) -> Row:
    share = Gap("") if wills.share is None else rounded(wills.share, 2)
    return (wills.village, wills.households, wills.agree, wills.against, wills.open, share, wills.documented)
