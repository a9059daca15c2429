"""`linkdesk scans …`: what stands on scanned pages, and filing them to their agreements."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from linkdesk.speech import say
from linkdesk.usage import a_path, group, of_project, verb

if TYPE_CHECKING:
    from linkdesk.desk import Desk
    from linkdesk.scans import Scanned


DONE, WITH_ERRORS = 0, 1
Opened = Callable[[argparse.Namespace], "Desk"]


def add(verbs: Any, opened: Opened) -> None:
    """Put the verbs into the command line; `opened` opens the desk of a command."""
    of = group(verbs, "scans", "签字页扫描归档")
    look = verb(of, "inspect", "查看扫描页上有什么核对码，不保存", _inspect)
    look.add_argument("--json", action="store_true", help="输出 JSON")
    for made in (look, of_project(verb(of, "file", "把扫描页归档到协议", lambda wanted: _file(wanted, opened(wanted))))):
        made.add_argument("file", type=a_path, metavar="文件或文件夹")


def _inspect(wanted: argparse.Namespace) -> int:
    """Say page by page what code stands there; with errors when a page with anything on it has none of ours."""
    from linkdesk.actions.scanning import inspect
    pages = [_described(page) for page in inspect([wanted.file])]
    say(json.dumps({"pages": pages}, ensure_ascii=False, indent=1) if wanted.json else "\n".join(_lines(pages)))
    return DONE if all(page["result"] in (BLANK, TOKEN) for page in pages) else WITH_ERRORS


BLANK, TOKEN, TWO, STRANGE, NOTHING = "空白", "有核对码", "有两个核对码", "不是本系统的二维码", "没有读到二维码"


def _described(page: Scanned) -> dict[str, Any]:
    return {"file": page.source, "page": page.page, "token": " ".join(page.tokens), "turned": page.turned, "result": _result(page)}


def _result(page: Scanned) -> str:
    if page.blank or page.refused:
        return BLANK if page.blank else page.why
    if page.tokens:
        return TOKEN if len(page.tokens) == 1 else TWO
    return STRANGE if page.texts else NOTHING


def _lines(pages: list[dict[str, Any]]) -> Iterator[str]:
    for page in pages:
        where = f"“{page['file']}”" + (f"第 {page['page']} 页" if page["page"] else "")
        turned = f"，顺时针转 {page['turned']} 度为正" if page["turned"] else ""
        yield f"{where}：{page['result']}{' ' + page['token'] if page['token'] else ''}{turned}。"
    yield f"共 {len(pages)} 页，{sum(page['result'] == TOKEN for page in pages)} 页有核对码。"


def _file(wanted: argparse.Namespace, desk: Desk) -> int:
    """File the pages; with errors when something is left for sorting by hand."""
    from linkdesk.actions.projects import find
    from linkdesk.actions.scan_states import missing_pages, to_sort
    from linkdesk.actions.scanning import take
    project_id = find(desk, wanted.project).id
    outcome = take(desk, project_id, [wanted.file])
    say(outcome.said())
    left = to_sort(desk, project_id)
    _say_all(f"“{row.source_name}”第 {row.source_page} 页：{row.result}，{row.reason}。" for row in reversed(left))
    short = [state for state in missing_pages(desk, project_id) if state.scanned]
    _say_all(f"协议 {state.agreement.number} {state}。" for state in short)
    return WITH_ERRORS if left or outcome.refused else DONE


def _say_all(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)
