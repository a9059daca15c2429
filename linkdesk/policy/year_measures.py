"""What rules measure of a county's year: revolving quota used first (R32), surplus kept for relocation and trade (R33), targets met."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quantities import hectares, mu, printed
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import Amounts, moved, standing_entries
from linkdesk.domain.quota_words import LandPurpose, PostingKind, QuotaAccount
from linkdesk.domain.sales import SUBJECT, by_year, sales, target_done, target_years
from linkdesk.domain.words import PovertyClass
from linkdesk.policy.measured import Measured

Found = list[Measured]
HIGH_POTENTIAL = "high_potential_county"
YES = "是"
_OWN_SURPLUS = frozenset({QuotaAccount.SURPLUS, QuotaAccount.COUNTY_SHARE})
_NOTHING = Decimal(0)


def annual_while_revolving(dossier: Dossier) -> Found:
    """How much annual quota each use took while revolving quota was left that day, of the county or of the project itself, in ha."""
    return [_annual(dossier, entry) for entry in _uses(dossier) if entry.from_account is QuotaAccount.ANNUAL_PLAN]


def _annual(dossier: Dossier, entry: QuotaEntry) -> Measured:
    county, project = (_left(rows, key, entry) for rows, key in (
        (dossier.quotas.revolving, (None, QuotaAccount.REVOLVING)), (dossier.quotas.entries, (entry.project_id, QuotaAccount.ISSUED))))
    early = min(entry.construction, county + project)
    said = (f"{entry.posted_on} 使用新增建设用地计划指标 {hectares(entry.construction)} 公顷（{entry.number}），"
            f"当日年度周转指标还有 {hectares(county)} 公顷、项目周转指标还有 {hectares(project)} 公顷")
    return _measured(early, entry, "周转指标用完以前使用的新增指标", said)


def _left(entries: Iterable[QuotaEntry], key: tuple[str | None, QuotaAccount], entry: QuotaEntry) -> Decimal:
    until = (e for e in entries if e.posted_on and entry.posted_on and e.posted_on <= entry.posted_on)
    return max(moved(until).get(key, Amounts()).construction, _NOTHING)


def surplus_used_otherwise(dossier: Dossier) -> Found:
    """How much surplus each use took for something else than local relocation, in ha; only where the county is one A §三(一) speaks of."""
    taken = [e for e in _uses(dossier) if e.from_account in _OWN_SURPLUS and e.to_account is QuotaAccount.USED_URBAN
             and e.purpose is not LandPurpose.RELOCATION]
    bound = _kept_for_trade(dossier)
    if not taken or bound is False:
        return []
    label = "搬迁和交易以外使用的节余指标"
    if bound is None:
        return [Measured(None, "quota_entry", taken[0].id, "purpose", label, "公顷", 4, "本县是不是复垦潜力大的贫困县")]
    return [_measured(e.construction, e, label, f"{e.posted_on} 节余指标 {hectares(e.construction)} 公顷用于"
                                                f"{e.purpose or '没有写明的用途'}（{e.number}）") for e in taken]


def _kept_for_trade(dossier: Dossier) -> bool | None:
    """Whether the county is deeply poor, or poor with much to reclaim; None while nobody has said the latter."""
    poverty = dossier.responsible.poverty_class if dossier.responsible else PovertyClass.NONE
    if poverty is not PovertyClass.POOR:
        return poverty is PovertyClass.DEEPLY_POOR
    told = dossier.rate(HIGH_POTENTIAL)
    return told.text == YES if told and told.text else None


def trade_target_short(dossier: Dossier) -> Found:
    """By how many mu the county fell short of each of its targets of trade whose years are over."""
    quotas = dossier.quotas
    sold = by_year(sales(quotas.county_sales, {t.id: t.signed_on for t in quotas.trades if t.signed_on}, dossier.on))
    over = [(t, years) for t in dossier.approvals.targets if t.subject.strip() == SUBJECT and t.area is not None and (years := target_years(t))
            and years[-1] < dossier.on.year]
    return [Measured(short := max(_NOTHING, t.area - (target_done(t, sold).total or _NOTHING)), "year_target", t.id, "done",
                     f"{_years(years)} 年{SUBJECT}任务差额", "亩", 2,
                     detail=f"{_years(years)} 年任务 {printed(t.area, 2)} 亩，差 {printed(short, 2)} 亩" if short else "") for t, years in over]


def _years(years: range) -> str:
    return str(years[0]) if len(years) == 1 else f"{years[0]}—{years[-1]}"


def _uses(dossier: Dossier) -> list[QuotaEntry]:
    return [e for e in standing_entries(dossier.quotas.entries) if e.kind is PostingKind.USE and e.posted_on and e.posted_on <= dossier.on]


def _measured(area: Decimal, entry: QuotaEntry, label: str, said: str) -> Measured:
    detail = f"{said}，合 {printed(mu(entry.construction, 2), 2)} 亩" if area else ""
    return Measured(hectares(area), "quota_entry", entry.id, "", label, "公顷", 4, detail=detail)


MEASURES = (annual_while_revolving, surplus_used_otherwise, trade_target_short)
