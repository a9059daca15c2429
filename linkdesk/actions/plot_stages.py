"""Stages of the work by plot: one cell typed, one value for many plots, or a block pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from linkdesk.desk import Desk
from linkdesk.domain.carrying import PlotStage, stage_id
from linkdesk.domain.carrying_words import PlotStageKind
from linkdesk.domain.change import Change
from linkdesk.domain.entry import Unreadable, parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.plot import Plot
from linkdesk.domain.spelling import compact
from linkdesk.domain.words import PlotUse

SET = ("share", "began_on", "ended_on", "planned_from", "planned_to")  # what the matrix shows and a block can be pasted into
_CODE = frozenset(("地块编号", "编号", "地块"))
_FIELDS = fields_of(PlotStage)
Values = Mapping[tuple[str, PlotStageKind], Any]  # by plot id and stage


def set_stage_field(desk: Desk, plot_id: str, stage: PlotStageKind, name: str, text: str) -> Change:
    """Put what was typed into a field of a stage; the stage begins with its first value and goes with its last."""
    return _change(desk, name, {(plot_id, stage): _parsed(name, text)}, f"修改{stage}的{_FIELDS[name].label}")


def set_partner(desk: Desk, plot_ids: Iterable[str], stage: PlotStageKind, partner_id: str | None) -> Change:
    """Say who carries a stage out on some plots."""
    return _change(desk, "partner_id", dict.fromkeys(((id_, stage) for id_ in _chosen(plot_ids)), partner_id), f"设定{stage}的实施主体")


def set_many(desk: Desk, plot_ids: Iterable[str], stage: PlotStageKind, name: str, text: str) -> Change:
    """The same value for a stage of many plots, in one change."""
    chosen, value = _chosen(plot_ids), _parsed(name, text)
    return _change(desk, name, {(id_, stage): value for id_ in chosen}, f"设定 {len(chosen)} 个地块{stage}的{_FIELDS[name].label}")


def _parsed(name: str, text: str) -> Any:
    return parse(_FIELDS[name], text.strip().rstrip("%％") if name == "share" else text)


def _chosen(plot_ids: Iterable[str]) -> tuple[str, ...]:
    chosen = tuple(dict.fromkeys(plot_ids))
    if not chosen:
        raise KnownError("还没有选中地块，没有改动。请先在表中选中（Ctrl 或 Shift 多选，Ctrl+A 全选）。")
    return chosen


def paste(desk: Desk, project_id: str, name: str, rows: Sequence[Sequence[str]], at: tuple[str, PlotStageKind] | None = None) -> Change:
    """A block of one field over plots and stages: by plot codes and stage names where the block bears them, else from the cell `at`.

    A cell that is empty leaves what is there; one that cannot be read, or has no place, refuses the whole block, naming it.
    """
    block = _Block([list(row) for row in rows if any(cell.strip() for cell in row)])
    plots = desk.dossier(project_id).plots_of(PlotUse.OLD)
    values = dict(_read(name, block, plots, at))
    if not values:
        raise KnownError("剪贴板里没有可以粘贴的内容。请先在表格软件中复制。")
    return _change(desk, name, values, f"粘贴{_FIELDS[name].label} {len(values)} 格")


class _Block:
    """A pasted block, its heading row and its column of codes taken off where it has them."""

    def __init__(self, rows: list[list[str]]) -> None:
        named = {compact(kind): kind for kind in PlotStageKind}
        heads = [compact(cell) for cell in rows[0]] if rows else []
        self.coded = bool(heads) and heads[0] in _CODE
        headed = self.coded or any(head in named for head in heads)
        self.stages = [named.get(head) for head in heads] if headed else None
        self.unknown = [head for head in heads if headed and head and head not in named and head not in _CODE]
        self.rows = rows[1:] if headed else rows


def _read(name: str, block: _Block, plots: Sequence[Plot], at: tuple[str, PlotStageKind] | None) -> Iterator[tuple[Any, Any]]:
    if block.unknown:
        raise KnownError(f"粘贴的表头“{block.unknown[0]}”不是施工阶段，没有粘贴。表头应为地块编号和阶段名称。")
    codes = {compact(plot.code): plot for plot in plots}
    seen: set[str] = set()
    coded = block.coded or (bool(block.rows) and all(compact(row[0]) in codes for row in block.rows))
    for line, row in enumerate(block.rows, 1):
        plot = _by_code(codes, row[0], line) if coded else _below(plots, at, line)
        if plot.id in seen:
            raise KnownError(f"粘贴的第 {line} 行：地块 {plot.code} 出现了两次，没有粘贴。请删去重复的一行。")
        seen.add(plot.id)
        for place, cell in enumerate(row[1:] if coded else row):
            if cell.strip():
                yield (plot.id, _stage(block, place, coded, at)), _value(name, cell, plot, line)


def _by_code(codes: Mapping[str, Plot], code: str, line: int) -> Plot:
    if compact(code) not in codes:
        raise KnownError(f"粘贴的第 {line} 行：没有编号为“{code.strip()}”的拆旧地块，没有粘贴。请核对编号。")
    return codes[compact(code)]


def _below(plots: Sequence[Plot], at: tuple[str, PlotStageKind] | None, line: int) -> Plot:
    first = next((n for n, plot in enumerate(plots) if at and plot.id == at[0]), None)
    if first is None:
        raise KnownError("没有选中从哪一格粘贴，没有粘贴。请先选中左上角的一格，或者连同地块编号一起复制。")
    if first + line > len(plots):
        raise KnownError(f"粘贴的行数超出了最后一个地块（第 {line} 行没有对应的地块），没有粘贴。请核对起始位置。")
    return plots[first + line - 1]


def _stage(block: _Block, place: int, coded: bool, at: tuple[str, PlotStageKind] | None) -> PlotStageKind:
    if block.stages is not None:
        named = block.stages[1:] if coded else block.stages
        found = named[place] if place < len(named) else None
    else:
        kinds = list(PlotStageKind)
        first = kinds.index(at[1]) if at and not coded else 0
        found = kinds[first + place] if first + place < len(kinds) else None
    if found is None:
        raise KnownError("粘贴的列数超出了施工阶段，没有粘贴。请核对起始位置，或者连同表头一起复制。")
    return found


def _value(name: str, cell: str, plot: Plot, line: int) -> Any:
    try:
        return _parsed(name, cell)
    except Unreadable as wrong:
        raise Unreadable(f"粘贴的第 {line} 行（{plot.code}）：{wrong}") from None


def _change(desk: Desk, name: str, values: Values, title: str) -> Change:
    """The change that puts values into one field of stages; a stage without any value left goes."""
    there = {stage.id: stage for stage in desk.store.load(PlotStage, plot_id=list({plot_id for plot_id, _ in values}))}
    before, after = [], []
    for (plot_id, kind), value in values.items():
        was = there.get(stage_id(plot_id, kind))
        now = replace(was or PlotStage(plot_id=plot_id, stage=kind, id=stage_id(plot_id, kind)), **{name: value})
        before += [was] if was else []
        after += [] if _is_bare(now) else [now]
    return Change(title, before=tuple(before), after=tuple(after))


def _is_bare(stage: PlotStage) -> bool:
    return stage == PlotStage(plot_id=stage.plot_id, stage=stage.stage, id=stage.id)
