"""`linkdesk budget`: the fees upon a works cost by a fee schedule, or the budget of a project's design, line by line."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from linkdesk.speech import say
from linkdesk.usage import a_day, verb

if TYPE_CHECKING:
    from linkdesk.desk import Desk
    from linkdesk.domain.design_words import Terrain

DONE, WITH_GAPS = 0, 1
Opened = Callable[[argparse.Namespace], "Desk"]
_MOST = 10**9  # 万元; nothing costs as much


def add(verbs: Any, opened: Opened) -> None:
    """Put the verb into the command line; `opened` opens the desk of a command."""
    made = verb(verbs, "budget", "复垦预算：逐项计算费用，或列出项目的预算", lambda wanted: _budget(wanted, opened))
    whose = made.add_mutually_exclusive_group(required=True)
    whose.add_argument("--works", type=_amount, metavar="万元", help="工程施工费，只按费用标准计算各项费用")
    whose.add_argument("--project", metavar="项目", help="项目名称或标识")
    made.add_argument("--equipment", type=_amount, metavar="万元", help="设备购置费，与 --works 一起用，不写为 0")
    made.add_argument("--terrain", type=_terrain, metavar="地形", help="平原、丘陵或山区，与 --works 一起用")
    made.add_argument("--schedule", default="", metavar="标准", help="费用标准，如 fees_2011；不写时项目按设计选定的，其他按日期")
    made.add_argument("--compare", default="", metavar="标准", help="并排比较的另一个费用标准")
    made.add_argument("--on", type=a_day, metavar="日期", help="日期，如 2018-03-05，决定按哪个费用标准；设计写明价格基准日的以设计为准")
    made.add_argument("--json", action="store_true", help="输出 JSON（含完整信息）")


def _budget(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.domain.errors import KnownError
    if wanted.project is not None and (wanted.equipment is not None or wanted.terrain):
        raise KnownError("--equipment、--terrain 只与 --works 一起用，项目的以设计中填写的为准，没有计算。请去掉后再试。")
    found = _of_project(opened(wanted), wanted) if wanted.project is not None else _of_works(wanted, opened)
    if wanted.json:
        said = found[0] | ({"compared": found[1]} if len(found) > 1 else {})
        say(json.dumps(said, ensure_ascii=False, indent=1, default=str))
    else:
        say("\n".join(line for budget in found for line in _lines(budget)))
        if len(found) > 1:
            say("\n".join(_beside(*found)))
    return WITH_GAPS if any(budget["gaps"] for budget in found) else DONE


def _of_works(wanted: argparse.Namespace, opened: Opened) -> list[dict[str, Any]]:
    from linkdesk.actions import budgets
    day = wanted.on or date.today()
    schedules = budgets.schedules(opened(wanted) if wanted.data else None, day)
    return [budgets.of_works(schedules, day, name, wanted.works, wanted.equipment or Decimal(0), wanted.terrain)
            for name in (wanted.schedule, *filter(None, (wanted.compare,)))]


def _of_project(desk: Desk, wanted: argparse.Namespace) -> list[dict[str, Any]]:
    from linkdesk.actions import budgets
    from linkdesk.actions.projects import find
    dossier = desk.dossier(find(desk, wanted.project).id, wanted.on)
    return [budgets.of_project(dossier, name) for name in (wanted.schedule, *filter(None, (wanted.compare,)))]


def _lines(said: dict[str, Any]) -> Iterator[str]:
    """A budget in plain lines: what is reckoned on what, how, exact and as printed."""
    yield f"{said['schedule']['title']}（{said['schedule']['number']}，{said['schedule']['certainty']}） 单位：万元"
    yield from (f"{category} {amount or '待补'}" for category, amount in said.get("categories", {}).items())
    if own := said.get("by_households"):
        yield f"农户自行实施的 {len(own)} 项不计入"
    yield f"工程施工费 {said['works'] or '待补'}（{said['works_exact'] or '—'}）"
    yield f"设备购置费 {said['equipment'] or '待补'}（{said['equipment_exact'] or '—'}）"
    yield from map(_fee_line, said["fees"])
    yield f"其他费用 {said['other_fees'] or '待补'}　不可预见费 {said['unforeseen'] or '待补'}"
    yield f"合计 {said['total'] or '待补'}（{said['exact_total'] or '—'}）"
    yield from (f"缺：{gap}。" for gap in said["gaps"])
    yield from (f"请核对：{doubt}。" for doubt in said["doubts"])


def _fee_line(fee: dict[str, Any]) -> str:
    if fee["exact"] is None:
        return f"{fee['label']} 待补：{fee['gap']}"
    base = f"基数 {fee['base']}，" if fee["base_names"] else ""
    return f"{fee['label']} {fee['amount']}（{fee['exact']}）：{base}{fee['formula']}，{fee['tier']}（{fee['source']}，{fee['certainty']}）"


def _beside(one: dict[str, Any], other: dict[str, Any]) -> Iterator[str]:
    """Two budgets side by side: works, equipment, fee by fee, total."""
    sums = {"works": "工程施工费", "equipment": "设备购置费", "other_fees": "其他费用", "total": "合计"}
    amounts = {fee["label"]: fee["amount"] for fee in other["fees"]}
    yield f"对比：{one['schedule']['title']} ／ {other['schedule']['title']}"
    yield from (_pair(sums[key], one[key], other[key]) for key in ("works", "equipment"))
    yield from (_pair(fee["label"], fee["amount"], amounts.get(fee["label"])) for fee in one["fees"])
    yield from (_pair(sums[key], one[key], other[key]) for key in ("other_fees", "total"))


def _pair(label: str, one: str | None, other: str | None) -> str:
    return f"{label} {one or '待补'} ／ {other or '待补'}"


def _amount(text: str) -> Decimal:
    try:
        amount = Decimal(text.replace(",", "").replace("，", "").removesuffix("万元").strip())
    except InvalidOperation:
        raise argparse.ArgumentTypeError("应填万元数，如 800") from None
    if not amount.is_finite() or not 0 <= amount < _MOST:
        raise argparse.ArgumentTypeError("金额应是不小于零、不过大的万元数")
    return amount


def _terrain(text: str) -> Terrain:
    from linkdesk.domain.design_words import Terrain
    if text.strip() not in tuple(Terrain):
        raise argparse.ArgumentTypeError(f"没有“{text}”这种地形，可写{'、'.join(Terrain)}")
    return Terrain(text.strip())
