"""`linkdesk year …`: a county's year in figures, its self-assessments, and the monthly progress table."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from linkdesk.domain.privacy import without_numbers
from linkdesk.domain.quota_words import AssessmentKind
from linkdesk.speech import say
from linkdesk.usage import a_year, group, out_of, verb

if TYPE_CHECKING:
    from linkdesk.desk import Desk
    from linkdesk.domain.special_plan import Assessment
    from linkdesk.domain.year_standing import YearStanding

DONE = 0
KINDS = {kind.name.lower(): kind for kind in AssessmentKind} | {str(kind): kind for kind in AssessmentKind}
Opened = Callable[[argparse.Namespace], "Desk"]


def add(verbs: Any, opened: Opened) -> None:
    """Put the verbs into the command line; `opened` opens the desk of a command."""
    of = group(verbs, "year", "年度", "年度：一年的任务、交易、资金、期限和奖惩，考核自评，月报")
    show = _of_county(verb(of, "show", "一年的汇总数据", lambda wanted: _show(wanted, opened)))
    show.add_argument("--year", type=a_year, required=True, metavar="年度", help="四位年度")
    show.add_argument("--json", action="store_true", help="输出 JSON（含完整信息）")
    assess = out_of(_of_county(verb(of, "assess", "写出考核自评（PDF、Word、Excel），还没有的先新增", lambda wanted: _assess(wanted, opened))))
    assess.add_argument("--year", type=a_year, metavar="年度", help="考核年度，不写为上一年")
    assess.add_argument("--kind", choices=KINDS, default="trade", metavar="种类", help="、".join(f"{k} {v}" for k, v in KINDS.items() if k != v))
    month = out_of(_of_county(verb(of, "month", "写出月报（PDF、Excel）", lambda wanted: _month(wanted, opened))))
    month.add_argument("--month", type=_a_month, required=True, metavar="年月", help="如 2018-12")


def _of_county(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    made.add_argument("--county", default="", metavar="单位", help="县的全称、简称或标识，只有一个时可不写")
    return made


def _a_month(text: str) -> tuple[int, int]:
    if not (found := re.fullmatch(r"(\d{4})-(\d{1,2})", text.strip())):
        raise argparse.ArgumentTypeError(f"“{text}”不是年月，应写成 2018-12")
    return int(found[1]), int(found[2])


def _county(desk: Desk, wanted: argparse.Namespace) -> str:
    from linkdesk.actions import assessments, quota_book
    return quota_book.county(desk, wanted.county or assessments.usual_county(desk)).id


def _show(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions import assessments
    desk = opened(wanted)
    found = assessments.year_of(desk, _county(desk, wanted), wanted.year)
    say(json.dumps(_said(found), ensure_ascii=False, indent=1, default=str) if wanted.json else without_numbers("\n".join(_lines(found))))
    return DONE


def _said(found: YearStanding) -> dict[str, Any]:
    trades = {side: [{"id": t.trade.id, "title": t.trade.title, "project": t.project, "signed_on": t.trade.signed_on, "area_mu": t.area,
                      "price": t.trade.price, "amount": t.amount, "paid": t.paid, "in_ledger": t.in_ledger} for t in lines]
              for side, lines in (("sold", found.sold), ("bought", found.bought))}
    targets = [{"subject": t.subject, "years": list(t.years), "area_mu": t.area, "before_mu": t.done.before, "ledger_mu": t.done.ledger,
                "done_mu": t.done.total, "left_mu": t.left, "document": t.document} for t in found.targets]
    limits = [{"project": c.project, "label": c.label, "due_on": c.due_on, "ended_on": c.ended_on, "met": c.met, "clause": c.clause}
              for c in found.limits]
    return {"county": found.authority.name, "year": found.year, "until": found.until, "targets": targets, **trades, "came": dict(found.came),
            "went": dict(found.went), "limits": limits, "sanctions": [s.number for s in found.sanctions],
            "rewards": [s.number for s in found.rewards], "missing": list(found.missing)}


def _lines(found: YearStanding) -> list[str]:
    from linkdesk.documents.assessment.lines import year_lines
    told = (f"{line.label}：{line.value}{f'（{line.said}）' if line.said else ''}" for line in year_lines(found))
    return [f"{found.authority.name} {found.year} 年度，截至 {found.until}", *told, *(f"尚待补充：{each}" for each in found.missing)]


def _assess(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions import assessments, year_papers
    from linkdesk.domain.year_standing import lacking
    desk = opened(wanted)
    made = _assessment(desk, _county(desk, wanted), KINDS[wanted.kind], wanted.year)
    for path in year_papers.write_assessment(desk, made, wanted.out):
        say(path)
    for each in (*lacking(made), *assessments.standing(desk, made).missing):
        say(f"尚待补充：{each}")
    return DONE


def _assessment(desk: Desk, county: str, kind: AssessmentKind, year: int | None) -> Assessment:
    """The assessment of a kind and year; begun when there is none."""
    from linkdesk.actions import assessments
    year = year or desk.clock().year - 1

    def there() -> Assessment | None:
        return next((a for a in assessments.register(desk) if (a.authority_id, a.kind, a.year) == (county, kind, year)), None)
    if there() is None:
        desk.do(assessments.begin(desk, county, kind, year))
    return there()


def _month(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions import year_papers
    desk = opened(wanted)
    for path in year_papers.write_progress(desk, _county(desk, wanted), *wanted.month, wanted.out):
        say(path)
    return DONE
