"""`linkdesk quota export` and `quota report`: the county's tables as workbooks, and its one page with what stands behind it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from linkdesk.speech import say
from linkdesk.usage import out_of, verb

if TYPE_CHECKING:
    from linkdesk.desk import Desk

DONE = 0
TABLES = "T1", "T2", "T3", "T4", "T5", "lists"
UNITS = {"ha": "公顷", "mu": "亩", "公顷": "公顷", "亩": "亩"}
Opened = Callable[[argparse.Namespace], "Desk"]


def add(verbs: Any, opened: Opened) -> None:
    """Put the verbs into the group `quota`; `opened` opens the desk of a command."""
    export = out_of(verb(verbs, "export", "导出指标表 T1—T5 和项目、地块清单（Excel）", lambda wanted: _export(wanted, opened)))
    export.add_argument("--table", action="append", choices=TABLES, default=[], metavar="表",
                        help=f"{'、'.join(TABLES)}；可以写多次，不写时全部导出")
    export.add_argument("--unit", choices=UNITS, metavar="单位", help="ha 公顷、mu 亩，不写时两种单位各一张")
    out_of(verb(verbs, "report", "每个县的一页报告、数字依据和图表", lambda wanted: _report(wanted, opened)))


def _export(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions.quota_exports import export
    from linkdesk.domain.area_units import OF_TABLES, AreaUnit
    units = [AreaUnit(UNITS[wanted.unit])] if wanted.unit else OF_TABLES
    for path in export(opened(wanted), wanted.out, wanted.table, units):
        say(path)
    return DONE


def _report(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions.quota_exports import report
    for path in report(opened(wanted), wanted.out):
        say(path)
    return DONE
