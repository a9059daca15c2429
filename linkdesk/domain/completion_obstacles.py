"""What stands against the completion report of a project: each in words, with the room it is put right in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from linkdesk.domain.carrying import Completion, completion_id
from linkdesk.domain.carrying_standing import PlotStanding, is_approved, standings, variations
from linkdesk.domain.carrying_words import PhotoPhase
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quantities import printed
from linkdesk.domain.work_accounts import WorkAccount, accounts

NEEDED = ("began_on", "completed_on", "final_cost", "summary", "quality")
_NAMED = 4  # plots named in a sentence; more are counted


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Something that stands against the completion report: in words, and where it is put right."""

    says: str
    room: str = "carrying"
    entity_id: str = ""
    field: str = ""


def completion(dossier: Dossier) -> Completion:
    """The completion report of a project; an empty one while nothing was entered."""
    id_ = dossier.project.id
    return dossier.carrying.completion or Completion(project_id=id_, id=completion_id(id_))


def obstacles(dossier: Dossier) -> tuple[Obstacle, ...]:
    """Everything that stands against the report, the works first."""
    found = standings(dossier)
    if not found:
        return (Obstacle("还没有拆旧地块，请先导入地块。", "plots"),)
    return (*_of_plots(found), *_of_payments(accounts(dossier)), *_of_variations(dossier), *_of_report(dossier, found))


def _of_plots(found: Sequence[PlotStanding]) -> Iterator[Obstacle]:
    if behind := [s for s in found if not s.done]:
        yield Obstacle(f"{_called(behind)}还没有登记竣工。", entity_id=behind[0].plot.id)
    if doubtful := [s for s in found if s.doubts]:
        first = doubtful[0].doubts[0][1]
        yield Obstacle(f"{_called(doubtful)}的阶段日期有疑问（{doubtful[0].plot.code}：{first}）。", entity_id=doubtful[0].plot.id)
    for phase in PhotoPhase:
        if lacking := [s for s in found if phase in s.lacking]:
            yield Obstacle(f"{_called(lacking)}没有{phase}照片。", entity_id=lacking[0].plot.id)
    if undated := [s for s in found if any(not p.taken_on for photos in s.photos.values() for p in photos)]:
        yield Obstacle(f"{_called(undated)}有照片没有拍摄日期。", entity_id=undated[0].plot.id)


def _of_payments(found: Sequence[WorkAccount]) -> Iterator[Obstacle]:
    for account in found:
        if account.owed:
            said = f"还有 {printed(account.owed, 2)} 元未付" if account.owed > 0 else f"多付 {printed(-account.owed, 2)} 元"
            yield Obstacle(f"“{account.partner.name}”{said}。", "partners", account.partner.id)


def _of_variations(dossier: Dossier) -> Iterator[Obstacle]:
    for variation in variations(dossier):
        if not is_approved(variation):
            yield Obstacle(f"设计变更“{variation.number or variation.work or '未编号'}”没有登记批准单位和日期。", "variations", variation.id)


def _of_report(dossier: Dossier, found: Sequence[PlotStanding]) -> Iterator[Obstacle]:
    report, fields = completion(dossier), fields_of(Completion)
    if lacking := [name for name in NEEDED if getattr(report, name) in (None, "")]:
        yield Obstacle(f"竣工报告缺{'、'.join(fields[name].label for name in lacking)}。", "carrying", report.id, lacking[0])
    ended = [stage.ended_on for s in found for stage in s.stages.values() if stage.ended_on]
    if report.completed_on and ended and max(ended) > report.completed_on:
        yield Obstacle(f"竣工日期 {report.completed_on} 早于地块最后的完工日期 {max(ended)}。", "carrying", report.id, "completed_on")


def _called(found: Sequence[PlotStanding]) -> str:
    codes = "、".join(s.plot.code for s in found[:_NAMED])
    return f"地块 {codes} " if len(found) <= _NAMED else f"地块 {codes} 等 {len(found)} 个"
