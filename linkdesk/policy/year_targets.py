"""Targets of years (年度任务) as time limits: the counties' own rows, and what a policy wants where these say nothing (A §三(一))."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.approval import YearTarget
from linkdesk.domain.grouping import grouped
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.quantities import printed
from linkdesk.domain.sales import Sold, TargetDone, sold_in, target_done, target_years
from linkdesk.domain.words import Certainty
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Target
from linkdesk.policy.running_clock import RunningClock
from linkdesk.policy.values import value_of

EVERY_YEAR = "每年"  # the reading by which the area is wanted in every single year
_RULE = "到末年年底完成"
_NOT_POOR = "只对贫困县，名录里的责任主体都不是贫困县，没有起算"


@dataclass(frozen=True, slots=True)
class County:
    """What of the counties decides how shipped targets stand on a day; see `year_clocks.yearly`."""

    names: Mapping[str, str]
    poor: Collection[str] | None
    sold: Sold
    overrides: tuple[PolicyOverride, ...]
    on: date


def own(packs: Iterable[Pack], row: YearTarget, county: str, sold: Sold) -> RunningClock:
    """A county's own target; done by what was typed and what its ledger tells."""
    pack, target = next(((p, t) for p in packs for t in p.targets if t.subject == row.subject.strip()), (None, None))
    years, done = target_years(row), target_done(row, sold)
    return RunningClock(
        "year_target", f"{row.subject}任务", row.id, f"{county} {_words(row.area, years)}{done_words(done)}".strip(), _RULE,
        pack.label(target.clause) if pack else "", pack.id if pack else "", date(years[0], 1, 1) if years else None,
        date(years[-1], 12, 31) if years else None, consequence=target.consequence if target else "",
        certainty=Certainty.STATED if row.document.strip() else Certainty.UNVERIFIED,
        note="；".join(filter(None, (row.document.strip() or "还没有填写下达文件", row.note.strip()))),
        fulfilled=row.area is not None and done.total is not None and done.total >= row.area)


def shipped(pack: Pack, targets: Sequence[YearTarget], county: County) -> Iterator[RunningClock]:
    """The targets of a policy that the counties' rows leave owing: over all their years, or year by year as the county reads it."""
    for target in pack.targets:
        rows = [t for t in targets if t.subject.strip() == target.subject]
        yield from (_shipped(pack, target, years, county) for years in _spells(pack, target, county) if not _replaced(years, rows))


def _spells(pack: Pack, target: Target, county: County) -> list[range]:
    read = value_of(pack, target.reading, county.overrides, county.on) if target.reading else None
    years = range(target.from_year, target.to_year + 1)
    return [range(year, year + 1) for year in years] if read and read.text == EVERY_YEAR else [years]


def _shipped(pack: Pack, target: Target, years: range, county: County) -> RunningClock:
    binds = not target.of_poor or county.poor is None or bool(county.poor)
    first, last = (date(years[0], 1, 1), date(years[-1], 12, 31)) if binds else (None, None)
    done = {id_: sold_in(county.sold, id_, years) for id_ in county.poor or ()} if target.of_poor else {}
    said = "、".join(f"{county.names.get(id_, '') if len(done) > 1 else ''}已完成 {printed(area, 2)} 亩" for id_, area in done.items() if area)
    return RunningClock(
        target.id, target.label, str(years[0]) if len(years) < target.to_year - target.from_year + 1 else "",
        "，".join(filter(None, (_words(target.area, years), said))), _RULE, pack.label(target.clause), pack.id, first, last,
        consequence=target.consequence, certainty=target.certainty, note=target.note if binds else f"{_NOT_POOR}；{target.note}",
        fulfilled=bool(done) and all(area is not None and area >= target.area for area in done.values()))


def _replaced(years: range, own_rows: Sequence[YearTarget]) -> bool:
    """Whether each county that has rows of the subject has them for all of the years: what one year owes leaves the others owing."""
    told = grouped(own_rows, lambda row: row.authority_id).values()
    return bool(told) and all(set(years) <= {year for row in rows for year in target_years(row)} for rows in told)


def done_words(done: TargetDone) -> str:
    """How much of a target is done, and of what that is the sum."""
    if done.total is None:
        return ""
    parts = f"（启用前 {printed(done.before, 2)}＋台账 {printed(done.ledger, 2)}）" if done.before and done.ledger else ""
    return f"，已完成 {printed(done.total, 2)} 亩{parts}"


def _words(area: Decimal | None, years: range) -> str:
    said = "年度待补" if not years else f"{years[0]} 年" if len(years) == 1 else f"{years[0]}—{years[-1]} 年"
    return f"{said}，{'面积待补' if area is None else f'{printed(area, 2)} 亩'}"
