"""后续利用: who farms each reclaimed plot in a year, what is done for its soil, and the yearly check of its use (B §三(一))."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from linkdesk.desk import Desk
from linkdesk.domain.carrying import AfterUse, after_use_id
from linkdesk.domain.change import Change
from linkdesk.domain.entry import Unreadable, parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.spelling import brief
from linkdesk.domain.words import PlotUse

_FIELDS = fields_of(AfterUse)
_CODE = frozenset(("地块编号", "编号", "地块"))
_OF_ROW = frozenset(("plot_id", "year", "id"))  # which row it is: never typed
Values = Mapping[str, Any]  # field → value


def set_use_field(desk: Desk, plot_id: str, year: int, name: str, text: str) -> Change:
    """Put what was typed into the use of a plot in a year; it begins with its first value."""
    return _change(desk, {(plot_id, year): {name: parse(_FIELDS[name], text)}}, f"修改{_FIELDS[name].label}")


def set_many(desk: Desk, plot_ids: Iterable[str], year: int, name: str, text: str) -> Change:
    """The same value for many plots, in one change."""
    chosen, value = tuple(dict.fromkeys(plot_ids)), parse(_FIELDS[name], text)
    if not chosen:
        raise KnownError("还没有选中地块，没有改动。请先在表中选中。")
    return _change(desk, {(id_, year): {name: value} for id_ in chosen}, f"设定 {len(chosen)} 个地块的{_FIELDS[name].label}")


def take_over(desk: Desk, project_id: str, year: int) -> Change:
    """Who farms and what grows, from the year before, for plots of which nothing is told yet; checks are made anew."""
    told = {(u.plot_id, u.year): u for u in desk.dossier(project_id).carrying.after_uses}
    values = {(plot_id, year): {name: getattr(use, name) for name in ("farmer_kind", "farmer", "crop")}
              for (plot_id, of), use in told.items() if of == year - 1 and (plot_id, year) not in told}
    if not values:
        raise KnownError(f"{year - 1} 年没有可以沿用的后续利用资料，或者 {year} 年都已填写，没有改动。")
    return _change(desk, values, f"沿用 {year - 1} 年的后续利用")


def paste(desk: Desk, project_id: str, year: int, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """Rows that begin with a plot's code, also with headings over them; a code that is not there, or a cell that cannot be
    read, refuses the paste."""
    codes = {p.code: p.id for p in desk.dossier(project_id).plots_of(PlotUse.OLD)}
    if cells and cells[0] and cells[0][0].strip() in _CODE:
        cells, names = cells[1:], [_named(heading) for heading in cells[0][1:]]
    values: dict[tuple[str, int], Values] = {}
    for at, row in enumerate(cells, 1):
        if not any(cell.strip() for cell in row):
            continue
        if row[0].strip() not in codes:
            raise KnownError(f"粘贴的第 {at} 行：没有地块“{brief(row[0].strip())}”，没有粘贴。第一列应是地块编号。")
        key = codes[row[0].strip()], year
        if key in values:
            raise KnownError(f"粘贴的第 {at} 行：地块 {row[0].strip()} 有两行，没有粘贴。一个地块一年一行，请并为一行。")
        values[key] = _read(row[1:], names, at)
    if not values:
        raise KnownError("剪贴板里没有可以粘贴的行。请先在表格软件中复制。")
    return _change(desk, values, f"粘贴后续利用 {len(values)} 行")


def _named(heading: str) -> str:
    """The field a heading names; KnownError for one that names none."""
    plain = heading.partition("（")[0].strip()
    found = next((name for name, field in _FIELDS.items() if plain == field.label and name not in _OF_ROW), None)
    if found is None:
        raise KnownError(f"没有“{brief(plain)}”这一栏，没有粘贴。请核对表头，或去掉表头按页面各栏的顺序粘贴。")
    return found


def _read(cells: Sequence[str], names: Sequence[str], at: int) -> Values:
    try:
        return {name: parse(_FIELDS[name], text) for name, text in zip(names, cells, strict=False) if text.strip()}
    except Unreadable as wrong:
        raise Unreadable(f"粘贴的第 {at} 行：{wrong}") from None


def _change(desk: Desk, values: Mapping[tuple[str, int], Values], title: str) -> Change:
    ids = {after_use_id(*key): key for key in values}
    there = {use.id: use for use in desk.store.load(AfterUse, id=tuple(ids))}
    after = tuple(replace(there.get(id_, AfterUse(plot_id=key[0], year=key[1], id=id_)), **values[key]) for id_, key in ids.items())
    for use in after:
        _refuse_days(desk, use)
    kept = tuple(use for use in after if _says_something(use))
    return Change(title, before=tuple(there.values()), after=kept)


def _refuse_days(desk: Desk, use: AfterUse) -> None:
    if use.checked_on and use.checked_on > desk.clock().date():
        raise KnownError(f"检查日期 {use.checked_on} 在今天之后，没有改动。请核对日期。")
    if use.checked_on and use.rectified_on and use.rectified_on < use.checked_on:
        raise KnownError(f"整改完成日期 {use.rectified_on} 早于检查日期 {use.checked_on}，没有改动。请核对日期。")


def _says_something(use: AfterUse) -> bool:
    return use != AfterUse(plot_id=use.plot_id, year=use.year, id=use.id)
