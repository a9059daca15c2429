"""`linkdesk scans …`: what stands on scanned pages, and filing them to their agreements."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkdesk.speech import say

if TYPE_CHECKING:
    from linkdesk.desk import Desk
    from linkdesk.scans import Scanned


def inspect(path: Path, as_json: bool) -> bool:
    """Say page by page what code stands there; returns whether every page with anything on it has one of ours."""
    from linkdesk.actions.scanning import inspect as look
    pages = [_described(page) for page in look([path])]
    say(json.dumps({"pages": pages}, ensure_ascii=False, indent=1) if as_json else "\n".join(_lines(pages)))
    return all(page["result"] in (BLANK, TOKEN) for page in pages)


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


def file(desk: Desk, path: Path, project: str) -> bool:
    """File the pages; returns whether nothing is left for sorting by hand."""
    from linkdesk.actions.projects import find
    from linkdesk.actions.scan_states import missing_pages, to_sort
    from linkdesk.actions.scanning import take
    project_id = find(desk, project).id
    outcome = take(desk, project_id, [path])
    say(outcome.said())
    left = to_sort(desk, project_id)
    say_all(f"“{row.source_name}”第 {row.source_page} 页：{row.result}，{row.reason}。" for row in reversed(left))
    short = [state for state in missing_pages(desk, project_id) if state.scanned]
    say_all(f"协议 {state.agreement.number} {state}。" for state in short)
    return not left and not outcome.refused


def say_all(lines: Iterable[str]) -> None:
    """Say each line."""
    for line in lines:
        say(line)
