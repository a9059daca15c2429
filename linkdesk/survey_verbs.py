"""`linkdesk survey …`: what a workbook says, and taking it into a project."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkdesk.domain.errors import KnownError
from linkdesk.domain.privacy import without_numbers
from linkdesk.speech import say

if TYPE_CHECKING:
    from linkdesk.desk import Desk


def inspect(file: Path, as_json: bool) -> bool:
    """Say what a workbook holds and what is wrong with it today; returns whether nothing grave is."""
    from linkdesk import survey
    from linkdesk.actions.surveys import understand
    reading = understand(file, on=date.today())
    said = survey.inspect_json(reading)
    say(json.dumps(said, ensure_ascii=False, indent=1) if as_json else _plain(reading, said))
    return bool(reading.households) and not any(p["severity"] == "error" for p in said["problems"])


def _plain(reading: Any, said: dict[str, Any]) -> str:
    held = sum(h["held"] for h in said["households"])
    lines = [f"读取 {said['rows_read']} 行，识别农户 {len(said['households'])} 户，其中暂缓 {held} 户；跳过 {len(said['skipped'])} 行。"]
    lines += [f"工作表“{s.name}”没有读取：{s.skipped}。" for s in reading.sheets if s.skipped]
    lines += [f"工作表“{p.sheet}”第 {p.row} 行 {p.column} 列（{p.heading}）：{p.message}{p.fix}" for p in reading.problems]
    return without_numbers("\n".join(lines))


def take(opened: Callable[[], Desk], file: Path, project: str, changed: str | None) -> bool:
    """Take a workbook into a project, of changed households what `changed` says; returns whether nothing is held there."""
    from linkdesk.actions import intake
    from linkdesk.actions.placing import place_surveyed
    from linkdesk.actions.projects import find
    from linkdesk.actions.surveys import understand
    reading = understand(file, on=date.today())
    desk = opened()
    project_id = find(desk, project).id
    weighed = intake.weigh(desk, reading, project_id)
    _refuse_undecided(weighed, changed)
    desk.store.files.put(file)
    desk.do(intake.change(desk, weighed, {t.key: changed for t in weighed.taken if changed}))
    held, counts = len(desk.dossier(project_id).held), weighed.counts
    say(f"已导入，读取 {reading.rows_read} 行：新增 {counts.new} 户，有变化 {counts.changed} 户，无变化 {counts.same} 户；"
        f"项目现有 {held} 户资料有误暂缓。")
    place_surveyed(desk, project_id, say)
    return not held


def _refuse_undecided(weighed: Any, changed: str | None) -> None:
    undecided = len(weighed.undecided({}))
    if undecided and not changed:
        raise KnownError(f"有 {undecided} 户与项目里现有的资料不同，没有导入任何内容。"
                         "加 --changed new 一律取新表，或 --changed old 一律留现有；要逐户选择，请在窗口里导入。")
