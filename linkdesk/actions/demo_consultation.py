"""Made-up consultation and oversight of the bundled sample: a resolution of each village, opinions, an inspection, persons, a sanction."""

from __future__ import annotations

from linkdesk.actions import sanctions
from linkdesk.desk import Desk
from linkdesk.domain.approval_words import DutyRole, InspectionLink, OpinionStance, SanctionKind
from linkdesk.domain.change import Change, Entity
from linkdesk.domain.consultation import Opinion, Resolution
from linkdesk.domain.oversight import DutyPerson, Inspection
from linkdesk.domain.words import PlotUse

_PERSONS = (DutyRole.FIRST, "高建国", "岚川县人民政府", "县长"), (DutyRole.IN_CHARGE, "李志强", "岚川县人民政府", "副县长"), (
    DutyRole.HANDLER, "王小明", "岚川县国土资源局", "科员")


def fill(desk: Desk, project_id: str) -> None:
    """Enter what the rooms of consultation and oversight show, as of the desk's day."""
    dossier = desk.dossier(project_id)
    villages = dict.fromkeys(p.village_id for p in dossier.plots_of(PlotUse.OLD) if p.village_id)
    rows: list[Entity] = [_resolution(desk, project_id, at, village) for at, village in enumerate(villages)]
    rows += [_person(dossier.project.responsible_id, at, *told) for at, told in enumerate(_PERSONS)]
    rows += [_opinion(desk, project_id, at, name) for at, name in enumerate(("岚川县林业局", "岚川县水务局", "岚川县农业局"))]
    rows.append(Inspection(project_id=project_id, link=InspectionLink.FUNDS, inspector="岚川县审计局", inspected_on=desk.clock().date(),
                           finding="工程款未设专账核算"))
    desk.do(Change("填入征求意见和督查示例", after=tuple(rows)))
    desk.do(sanctions.enter(desk, dossier.project.responsible_id, None, sanctions.Typed(
        SanctionKind.PRAISED, "岚州市人民政府", "岚政函〔2018〕7号（虚构）", str(desk.clock().date()), reason="摸底调查进度快")))


def _resolution(desk: Desk, project_id: str, at: int, village_id: str | None) -> Resolution:
    return Resolution(project_id=project_id, position=at, village_id=village_id, subject="同意实施增减挂钩项目", held_on=desk.clock().date(),
                      entitled=30, present=26, in_favour=24 - at, against=2 + at, abstained=0)


def _person(body_id: str | None, at: int, role: DutyRole, name: str, unit: str, post: str) -> DutyPerson:
    return DutyPerson(authority_id=body_id, position=at, role=role, name=name, unit=unit, post=post)


def _opinion(desk: Desk, project_id: str, at: int, name: str) -> Opinion:
    today = desk.clock().date()
    answered = {"answered_on": today, "stance": OpinionStance.AGREES} if at == 0 else {}
    return Opinion(project_id=project_id, position=at, department=name, subject="项目区实施方案", asked_on=today, **answered)
