"""A block of works from a spreadsheet: its headings are looked for, works of several plots may stand in it, sums are passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from linkdesk.domain.design import WorkItem
from linkdesk.domain.design_words import Doer, WorkCategory
from linkdesk.domain.entry import Unreadable, parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.spelling import brief, compact, seen

_HEADINGS = {
    "plot": "地块编号 地块 地块号 所在地块 拆旧地块 拆旧地块编号",
    "category": "工程类别 类别 工程类型 工程分类 分类 一级项目",
    "name": "项目 项目名称 单项名称 工程名称 工程项目 工程项目名称 分项工程 分项名称 工程或费用名称 名称",
    "unit": "单位 计量单位",
    "formula": "工程量计算式 计算式 计算公式 公式",
    "quantity": "工程量 数量 工程数量",
    "unit_price_id": "定额编号 定额号 单价编号 单价分析",
    "price": "综合单价 单价",
    "doer": "实施者 实施主体 实施单位",
    "note": "说明 备注",
    "": "序号 编号 合计 合价 金额 小计 复价 配方 顺序",
}
_NAMED = {compact(word): name for name, words in _HEADINGS.items() for word in words.split()}
_FIELDS = {"plot_id": "plot", "plot": "plot"} | {name: name for name in _HEADINGS if name}
_NEEDED = {"name": "项目", "unit": "单位", "formula": "工程量（或计算式）"}
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")
_ORDINAL = re.compile(r"^(第?[一二三四五六七八九十]+[、.．章节]?|[(（][一二三四五六七八九十\d]+[)）]|\d+(?:\.\d+)*[、.．]?)")
_SUMS = re.compile(r"(?:本页|本表|以上|全部|工程)?(?:小计|合计|总计|共计)[:：]?")
_SUM_OF = re.compile(r".*(?:小计|合计|总计)[:：]?")  # 土地平整工程合计; with a unit it may be a work
_NOTHING = frozenset(("-", "—", "－", "/", "\\", "——"))
_CATEGORIES = {word: category for category in WorkCategory for word in (category, category.removesuffix("工程"))} | {
    "农田防护与生态环境保持工程": WorkCategory.PROTECTION, "土壤改良工程": WorkCategory.SOIL, "拆除工程": WorkCategory.CLEARING}


@dataclass(frozen=True, slots=True)
class PastedWork:
    """A work as pasted; `plot` and `code` are codes, empty where the block has none."""

    at: int
    plot: str
    category: WorkCategory | None
    name: str
    unit: str
    formula: str
    code: str = ""
    price: Decimal | None = None
    doer: Doer = Doer.CONTRACTOR
    note: str = ""


def read(cells: Sequence[Sequence[str]], names: Sequence[str]) -> list[PastedWork]:
    """The works of a block; `names` are the columns where it has no headings. KnownError when columns are missing or nothing is there."""
    at, columns = _headed(cells) or (0, [_FIELDS.get(name, "") for name in names])
    rows = [(number, row) for number, row in enumerate(cells[at:], at + 1) if any(map(_cell, row)) and not _columns(row)]
    if not rows:
        raise KnownError("剪贴板里没有可以粘贴的行。请先在表格软件中复制。")
    _refuse_missing(columns[:max(len(row) for _, row in rows)])
    _refuse_two(columns, rows)
    if not (works := list(_works(rows, columns))):
        raise KnownError("粘贴的内容里没有工程项目，没有粘贴。请核对所选的行。")
    return works


def _headed(cells: Sequence[Sequence[str]]) -> tuple[int, list[str]] | None:
    """Where the rows below the headings begin, and what their columns are; None where there is no heading row near the top."""
    for at, row in enumerate(cells[:5]):
        if columns := _columns(row):
            if any(name == "price" and "万元" in cell for name, cell in zip(columns, row, strict=True)):
                raise KnownError("粘贴的综合单价以万元为单位，没有粘贴。请在表格中换算成元，并把表头改为“综合单价（元）”。")
            return at + 1, columns
    return None


def _columns(row: Sequence[str]) -> list[str] | None:
    """What the columns below a row of headings are; None for a row that is none."""
    found = [_NAMED.get(compact(_BRACKETS.sub("", cell))) for cell in row]
    return [name or "" for name in found] if "name" in found and sum(name is not None for name in found) >= 2 else None


def _refuse_two(columns: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> None:
    """KnownError where two columns of one meaning say different things: nobody could tell which of them counts."""
    for name in {name for name in columns if name and columns.count(name) > 1}:
        for at, row in rows:
            if len(said := {_cell(cell) for column, cell in zip(columns, row, strict=False) if column == name} - {""}) > 1:
                raise KnownError(f"粘贴的第 {at} 行：有几列都是“{_HEADINGS[name].split()[0]}”，内容不同（{'、'.join(sorted(map(brief, said)))}），"
                                 "没有粘贴。请只留一列。")


def _refuse_missing(columns: Sequence[str]) -> None:
    there = {"formula" if name == "quantity" else name for name in columns}
    if missing := [label for name, label in _NEEDED.items() if name not in there]:
        raise KnownError(f"粘贴的内容缺少“{'”“'.join(missing)}”列，没有粘贴。请连同表头一起复制，表头用"
                         "“项目、单位、工程量（或计算式）”，可以另有“工程类别、定额编号、综合单价、地块编号、说明”。")


def _works(rows: Sequence[tuple[int, Sequence[str]]], columns: Sequence[str]) -> Iterator[PastedWork]:
    """The works of rows; a row that only names a category tells that of those below it, and so do merged cells of plot and category."""
    above: dict[str, str] = {}
    for at, row in rows:
        said = {name: text for name, cell in zip(columns, row, strict=False) if name and (text := _cell(cell))}
        if headed := _category_row(said):
            above["category"] = headed
        elif not _is_sum(said, row):
            above |= {name: said[name] for name in ("plot", "category") if name in said}
            yield _work(above | said, at)


def _is_sum(said: Mapping[str, str], row: Sequence[str]) -> bool:
    text = _ORDINAL.sub("", compact(said.get("name", "") or "".join(row[:2])))
    return bool(_SUMS.fullmatch(text) or ("unit" not in said and _SUM_OF.fullmatch(text)))


def _category_row(said: Mapping[str, str]) -> WorkCategory | None:
    if any(name in said for name in ("unit", "formula", "quantity", "unit_price_id")):
        return None
    return _category(said.get("name", "") or said.get("category", ""))


def _category(text: str) -> WorkCategory | None:
    plain = compact(text)
    return _CATEGORIES.get(plain) or _CATEGORIES.get(_ORDINAL.sub("", plain))


def _work(said: Mapping[str, str], at: int) -> PastedWork:
    if not said.get("name"):
        raise Unreadable(f"粘贴的第 {at} 行没有项目名称，没有粘贴。请补上后再粘贴。")
    own = said.get("category", "")
    category = _category(own)
    if own and category is None:
        raise Unreadable(f"粘贴的第 {at} 行：没有“{brief(own)}”这一工程类别，没有粘贴。可用：{'、'.join(WorkCategory)}。")
    return PastedWork(
        at, said.get("plot", ""), category, said["name"], said.get("unit", ""),
        (said.get("formula") or said.get("quantity", "")).removeprefix("="), said.get("unit_price_id", ""),
        _value("price", said, at), _value("doer", said, at) or Doer.CONTRACTOR, said.get("note", ""))


def _value(name: str, said: Mapping[str, str], at: int) -> Any:
    try:
        return parse(fields_of(WorkItem)[name], said[name]) if name in said else None
    except Unreadable as wrong:
        raise Unreadable(f"粘贴的第 {at} 行：{wrong}") from None


def _cell(text: str) -> str:
    plain = seen(text).strip()
    return "" if plain in _NOTHING else plain
