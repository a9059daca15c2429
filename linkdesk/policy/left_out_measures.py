"""What rules measure of what a survey left out: relocated households, idle homesteads and buildings, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.zones import builds_only
from linkdesk.domain.household import Household, consents
from linkdesk.domain.words import THREE_KINDS, LeftOutReason, RelocationType
from linkdesk.policy.measured import Measured

_TAKEN_IN_ELSEWHERE = frozenset((LeftOutReason.MERGED, LeftOutReason.ELSEWHERE))
_FOR_A_PERSON = frozenset((LeftOutReason.UNWILLING, LeftOutReason.ELSEWHERE))
Entity = Household | CollectiveProperty


def relocation_left_out(dossier: Dossier) -> list[Measured]:
    """Each household of the three kinds of relocation that was left out, but for a refusal, which a person judges."""
    breaches = [h for h in dossier.left_out if h.relocation_type in THREE_KINDS
                and h.left_out not in (LeftOutReason.UNWILLING, *_TAKEN_IN_ELSEWHERE)]
    return _households(dossier, breaches, "left_out", "三类搬迁户未列入", _reason)


def relocation_refusals(dossier: Dossier) -> list[Measured]:
    """Each household of the three kinds that refuses, or is said to be in another project: for a person to judge."""
    out = [h for h in dossier.left_out if h.relocation_type in THREE_KINDS and h.left_out in _FOR_A_PERSON]
    refusing = [h for h in dossier.households if h.relocation_type in THREE_KINDS and consents(h) is False]
    return [*(_one(h, "left_out", _reason(h)) for h in out), *(_one(h, "willing", "不同意拆旧复垦") for h in refusing)] or (
        _nobody(dossier, "不同意或列入其他项目的三类搬迁户"))


def poverty_relocation_left_out(dossier: Dossier) -> list[Measured]:
    """Each household relocated for poverty relief that was left out, whatever the reason."""
    breaches = [h for h in dossier.left_out if h.relocation_type is RelocationType.POVERTY and h.left_out not in _TAKEN_IN_ELSEWHERE]
    return _households(dossier, breaches, "left_out", "易地扶贫搬迁户未列入", _reason)


def idle_left_out(dossier: Dossier) -> list[Measured]:
    """Each idle homestead or collective building left out for another reason than industry, or without evidence."""
    idle: list[Entity] = [h for h in dossier.left_out if h.relocation_type not in (*THREE_KINDS, None)]
    idle += [c for c in dossier.collective if c.left_out is not None]
    kept = [e for e in idle if e.left_out not in _TAKEN_IN_ELSEWHERE]
    return [_one(e, "left_out_evidence" if e.left_out is LeftOutReason.INDUSTRY else "left_out", _why_not(e)) for e in kept if _why_not(e)] or (
        _nobody(dossier, "未列入的闲置宅基地和集体房屋中理由不符的"))


def _why_not(entity: Entity) -> str:
    if entity.left_out is not LeftOutReason.INDUSTRY:
        return f"未列入：{_reason(entity)}"
    return "" if entity.left_out_evidence else "未列入：发展产业，没有写明依据"


def _households(dossier: Dossier, breaches: Iterable[Household], field: str, label: str, why: Callable[[Household], str]) -> list[Measured]:
    """A value of one for each breach; those whose kind is not filled in are one open question."""
    unknown = [h for h in dossier.left_out if h.relocation_type is None and h.left_out not in _TAKEN_IN_ELSEWHERE]
    found = [_one(h, field, f"未列入：{why(h)}") for h in breaches]
    if unknown:
        found.append(Measured(None, "household", unknown[0].id, "relocation_type", label, "户", 0, f"{len(unknown)} 户未列入农户没有填写搬迁类型"))
    return found or _nobody(dossier, label)


def _one(entity: Entity, field: str, why: str) -> Measured:
    who, subject = (entity.head_name or "该户", "household") if isinstance(entity, Household) else (entity.name or "集体房屋", "collective_property")
    return Measured(Decimal(1), subject, entity.id, field, f"{who} {why}", "户" if subject == "household" else "处", 0)


def _nobody(dossier: Dossier, label: str) -> list[Measured]:
    if dossier.households or dossier.left_out:
        return [Measured(Decimal(0), "household", "", "", label, "户", 0)]
    return [] if builds_only(dossier) else [Measured(None, "household", "", "", label, "户", 0, "尚未导入农户")]


def _reason(entity: Entity) -> str:
    return str(entity.left_out or "未写明原因")


MEASURES = (relocation_left_out, relocation_refusals, poverty_relocation_left_out, idle_left_out)
