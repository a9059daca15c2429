"""`linkdesk quota …`: balances and entries of a county's quota book, what waits to be posted, and what a person enters by hand."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any

from linkdesk.usage import a_count, a_day, a_year, group, of_project, out_of, verb

if TYPE_CHECKING:
    from linkdesk.desk import Desk

Opened = Callable[[argparse.Namespace], "Desk"]
_MEASURES = {"": "建设用地", "-agricultural": "农用地", "-farmland": "耕地", "-paddy": "其中水田"}
_UNITS = "ha", "mu", "m2"


def add(verbs: Any, opened: Opened) -> Any:
    """Put the verbs into the command line; returns what further verbs of the book are added to."""
    of = group(verbs, "quota", "指标台账", "指标台账：余额、分录、待过账，登记下达、用地、期初、冲销和年结")
    _reading(of, opened)
    _writing(of, opened)
    _years(of, opened)
    return of


def _verb(verbs: Any, name: str, help: str, opened: Opened) -> argparse.ArgumentParser:
    """A verb that `quota_answers` carries out, in the function of its name; loaded only when it is called."""
    made = verb(verbs, name, help, lambda wanted: getattr(import_module("linkdesk.quota_answers"), name)(wanted, opened(wanted)))
    made.add_argument("--county", default="", metavar="单位", help="台账单位的全称、简称或标识，只有一个时可不写")
    return made


def _reading(of: Any, opened: Opened) -> None:
    balance = _verb(of, "balance", "各科目余额", opened)
    entries = _verb(of, "entries", "分录，日期近的在前", opened)
    book = out_of(_verb(of, "book", "写出余额表和指标账（PDF、Excel）", opened))
    for each in (balance, entries, book):
        each.add_argument("--project", default="", metavar="项目", help="只看一个项目区（名称或标识）")
        each.add_argument("--on", type=a_day, metavar="日期", help="截至哪一天，不写为全部")
        each.add_argument("--unit", choices=_UNITS, default="ha", metavar="单位", help="ha 公顷、mu 亩、m2 平方米")
    entries.add_argument("--kind", default="", metavar="事项", help="只看一种事项，如 下达")
    entries.add_argument("--year", type=a_year, metavar="年度", help="只看一个年度的分录")
    entries.add_argument("--limit", type=a_count, default=200, metavar="条数", help="最多列出多少条，默认 200")
    entries.add_argument("--offset", type=a_count, default=0, metavar="条数", help="从第几条以后列起")
    pending = _verb(of, "pending", "待过账事项和原因", opened)
    for each in (balance, entries, pending):
        each.add_argument("--json", action="store_true", help="输出 JSON（含完整信息）")
    for each in (entries, book):
        each.add_argument("--account", default="", metavar="科目", help="只看一个科目，如 节余指标")


def _document(made: argparse.ArgumentParser, dated: bool = True) -> argparse.ArgumentParser:
    made.add_argument("--number", required=True, metavar="文号", help="文号")
    made.add_argument("--document", default="", metavar="文件", help="依据文件的名称")
    made.add_argument("--on", type=a_day, required=dated, metavar="日期", help="日期")
    return made


def _amounts(made: argparse.ArgumentParser, name: str, label: str, required: bool = False) -> None:
    for suffix, measure in _MEASURES.items():
        made.add_argument(f"--{name}{suffix}", default="", metavar="面积", required=required and not suffix,
                          help=f"{label}{measure}，公顷；是亩的在数后写“亩”")


def _confirmed(made: argparse.ArgumentParser) -> None:
    made.add_argument("--confirmed", action="store_true", help="面积偏大但单位核对无误")


def _writing(of: Any, opened: Opened) -> None:
    issue = _document(_verb(of, "issue", "登记下达文件：年度计划指标和周转指标一并登记", opened))
    issue.add_argument("--year", type=a_year, metavar="年度", help="指标年度，不写为日期所在的年度")
    for name, label in (("annual", "新增建设用地计划指标："), ("revolving", "周转指标："), ("scale", "建设用地规模：")):
        _amounts(issue, name, label)
    use = _document(of_project(_verb(of, "use", "登记用地：按地块登记安置和建新使用的指标", opened)))
    use.add_argument("--plots", required=True, metavar="地块", help="地块编号，用顿号或逗号隔开")
    use.add_argument("--from", dest="source", required=True, metavar="科目", help="使用哪个科目的指标，如 项目周转指标")
    use.add_argument("--purpose", default="", metavar="用途", help="用途，不写按地块的规划用途")
    opening = _document(_verb(of, "opening", "登记期初余额", opened))
    opening.add_argument("--project", default="", metavar="项目", help="项目区，全县的科目不写")
    opening.add_argument("--account", required=True, metavar="科目", help="科目")
    adjusted = _document(of_project(_verb(of, "adjust", "登记跨省域调剂", opened)))
    for each in (opening, adjusted):
        _amounts(each, "area", "", required=True)
    for each in (issue, opening, adjusted):
        _confirmed(each)
    post = _verb(of, "post", "把待过账事项过账；过不了的说明原因", opened)
    post.add_argument("--project", default="", metavar="项目", help="只过一个项目区的账")
    post.add_argument("--on", type=a_day, metavar="日期", help="过账日期，不写为事项的日期")
    reverse = _verb(of, "reverse", "冲销手工登记的分录或整张凭证", opened)
    reverse.add_argument("id", metavar="标识", help="分录或凭证的标识（见 quota entries --json）")
    reverse.add_argument("--why", required=True, metavar="原因", help="冲销的原因")
    reverse.add_argument("--on", type=a_day, metavar="日期", help="冲销日期，不写为今天")


def _years(of: Any, opened: Opened) -> None:
    for name, help, reasoned in (("close", "年结：该年度及以前的账不再变动", False), ("reopen", "重开已年结的年度", True)):
        made = _verb(of, name, help, opened)
        made.add_argument("year", type=a_year, metavar="年度")
        made.add_argument("--reason", default="", required=reasoned, metavar="理由", help="理由和批准人")
