"""`linkdesk word` and `linkdesk archive`: Word copies out and compared when they come back; pieces to file proposed and numbered."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.privacy import without_numbers
from linkdesk.speech import say
from linkdesk.usage import a_path, group, of_project, verb

if TYPE_CHECKING:
    from linkdesk.actions.word_copies import ReadBack, Source
    from linkdesk.desk import Desk

DONE = 0
Opened = Callable[[argparse.Namespace], "Desk"]


def add(verbs: Any, opened: Opened) -> None:
    """Put the verbs into the command line; `opened` opens the desk of a command."""
    of_word = group(verbs, "word", "Word 副本")
    out = _of_source(of_project(verb(of_word, "export", "把公文或方案导出为 Word 文件", lambda wanted: _export(wanted, opened))), True)
    out.add_argument("file", type=a_path, metavar="文件")
    back = of_project(verb(of_word, "compare", "读回改后的 Word 文件，列出与导出时的差异，不保存", lambda wanted: _compare(wanted, opened)))
    _of_source(back, False).add_argument("file", type=a_path, metavar="文件")
    back.add_argument("--json", action="store_true", help="输出 JSON（含完整信息）")
    of_archive = group(verbs, "archive", "归档")
    of_project(verb(of_archive, "collect", "提出还没有归档的文件", lambda wanted: _file(wanted, opened, "collect")))
    of_project(verb(of_archive, "number", "给资料齐全的归档文件编件号", lambda wanted: _file(wanted, opened, "number")))


def _of_source(made: argparse.ArgumentParser, required: bool) -> argparse.ArgumentParser:
    which = made.add_mutually_exclusive_group(required=required)
    which.add_argument("--letter", metavar="标识", help="公文的标识")
    which.add_argument("--plan", choices=tuple(map(str, PlanKind)), metavar="方案", help="、".join(PlanKind))
    return made


def _found(wanted: argparse.Namespace, opened: Opened) -> tuple[Desk, str]:
    from linkdesk.actions.projects import find
    desk = opened(wanted)
    return desk, find(desk, wanted.project).id


def _source(wanted: argparse.Namespace, desk: Desk, project_id: str) -> Source | None:
    from linkdesk.actions.word_copies import sources
    if not wanted.letter and not wanted.plan:
        return None
    offered = sources(desk, project_id).values()
    found = next((of for of in offered if (of == PlanKind(wanted.plan) if wanted.plan else getattr(of, "id", "") == wanted.letter)), None)
    if found is None:
        raise KnownError(f"项目里没有可以导出的“{wanted.plan or wanted.letter}”，没有导出或比较。请核对公文的标识，或方案的种类。")
    return found


def _export(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions.word_copies import export
    desk, project_id = _found(wanted, opened)
    of = _source(wanted, desk, project_id)
    assert of is not None  # the parser asks for one
    say(f"已导出“{export(desk, project_id, of, wanted.file).title}”的 Word 副本")
    return DONE


def _compare(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions.word_copies import read_back
    desk, project_id = _found(wanted, opened)
    back = read_back(desk, project_id, wanted.file, _source(wanted, desk, project_id))
    say(json.dumps(_plain(back), ensure_ascii=False, indent=1) if wanted.json else "\n".join(map(without_numbers, _lines(back))))
    return DONE


def _plain(back: ReadBack) -> dict[str, Any]:
    found = back.changes
    return {"file": back.name, "title": back.title, "copy": back.copy.id if back.copy else None,
            "paragraphs": [{"kind": c.kind, "heading": c.heading, "before": c.before, "after": c.after} for c in found.lines],
            "cells": [{"table": c.table, "row": c.row, "column": c.column, "before": c.before, "after": c.after} for c in found.cells],
            "revisions": [{"kind": r.kind, "author": r.author, "at": r.at, "text": r.text} for r in found.revisions],
            "comments": [{"author": c.author, "at": c.at, "text": c.text, "about": c.about} for c in found.comments]}


def _lines(back: ReadBack) -> Iterator[str]:
    found = back.changes
    yield back.said
    yield from (f"{c.kind}　{c.heading}：{c.before or '（无）'} → {c.after or '（删去）'}" for c in found.lines)
    yield from (f"表格　{c.table}·{c.row}·{c.column or '整行'}：{c.before or '（无）'} → {c.after or '（删去）'}" for c in found.cells)
    yield from (f"修订　{r.kind}（{r.author}）：{r.text}" for r in found.revisions)
    yield from (f"批注　{c.author}：{c.text}" for c in found.comments)
    if not found:
        yield "文字和表格没有改动。"


def _file(wanted: argparse.Namespace, opened: Opened, what: str) -> int:
    from linkdesk.actions import archive
    desk, project_id = _found(wanted, opened)
    change = getattr(archive, what)(desk, project_id)
    desk.do(change)
    say(change.title)
    return DONE
