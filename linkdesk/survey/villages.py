"""Which village a sheet is about when no column says so: its own name, the lines above the table, a line between the rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from linkdesk.survey.book import Book, Opened
from linkdesk.survey.grid import Row, cell_text
from linkdesk.survey.headings import cleaned
from linkdesk.survey.table import NOWHERE, Place, Table

BY_SHEET = "工作表名“{text}”"
BY_BLOCK = "表头上方写明“{text}”"
BY_FIRST = "只写在每村第一户，其下各户照此填写"

FEWEST_CARRIED = 3
"""In a table of fewer households nothing tells that a village is written once for all of them."""

_NAME = "[\u4e00-\u9fff]"
_VILLAGE = rf"{_NAME}{{1,8}}?(?:村(?!民小组|民组|小组)|社区|居委会)"
_UP_TO_TOWNSHIP = rf"(?:{_NAME}{{1,8}}?(?:县|乡|镇|街道|办事处)){{0,3}}"
_NAMED = re.compile(rf"{_UP_TO_TOWNSHIP}({_VILLAGE})$")
_NO_VILLAGE = re.compile(r"(农|行政|自然|贫困|各|全|本|逐|每|分|空心|整|示范|中心|涉及|帮扶|所在|乡)村$"
                         r"|填报|调查|挂钩|项目|建设|搬迁|复垦|用地|扶贫|增减")
_COMMITTEE = re.compile(r"村?(村委会|村民委员会|村委)$")
_LABELLED = re.compile(r"(?:单位|行政村|村名|村|村委会|社区)(?:名称|全称)?(?:\([^()]*\))?:(.*)$")
_REST = re.compile(r"填报|填表|审核|制表|调查|日期|时间|负责|联系|\d|\(|单位|面积")
_TITLE = re.compile(rf"(?:\d{{4}}年度?)?{_UP_TO_TOWNSHIP}({_VILLAGE})(?:委会|民委员会)?"
                    r"(?=.*(?:调查|摸底|登记|统计|花名|清册|台账|明细|情况|汇总).{0,6}$)")
_SERIAL = re.compile(r"^(?:\(?[一二三四五六七八九十\d]+\)?[.、\-_:]+|\(\d+\)|\d+(?!\d*(?:组|社|队|屯)))|^[.、\-_]+|\([^()]*\)$|\(?\d+\)?$")
_TABLE_WORDS = re.compile(r"(农户|各户|住户)?(摸底|调查|登记|统计|明细|基础|信息|情况|花名|数据)*(表|册|台账)$")
_NO_NAME = re.compile(r"表|页|汇总|合计|统计|说明|样|模板|数据|名单|清册|台账|附件|备份|副本|修改|最终|新建"
                      r"|农户|成员|户主|家庭|调查|摸底|年|月")
_BARE_NAME = re.compile(rf"{_NAME}{{2,8}}$")
_GROUP = re.compile(r"(组|社|队|屯)$")
_COUNTING = r"[一二三四五六七八九十\d]"
_NUMBERED_GROUP = re.compile(rf"(?:{_UP_TO_TOWNSHIP}({_VILLAGE}))?(第?{_COUNTING}{{1,3}}(?:村民)?(?:小组|组|社|队))$")
_BOTH = re.compile(rf"{_UP_TO_TOWNSHIP}({_VILLAGE})((?:第?{_COUNTING}{{1,3}}|{_NAME}{{1,4}})(?:村民)?(?:小组|组|社))$")
_TOTAL = re.compile(r"(.+?)(?:小计|合计|总计|共计)")
_SECTION = re.compile(rf"(?:{_COUNTING}+[、.])?(?:{_UP_TO_TOWNSHIP}({_VILLAGE}))?"
                      rf"((?:第?{_COUNTING}{{1,3}}|{_NAME}{{1,4}})(?:村民)?(?:小组|组|社))?(?:\(.*\)|:)?$")


def of_name(text: str) -> str | None:
    """The village a text names and nothing else, without county and township: 青石镇上沟村村委会 → 上沟村."""
    name = cleaned(text).rstrip("。:")
    if _COMMITTEE.search(name):
        name = _COMMITTEE.sub("村", name)
    found = _NAMED.match(name)
    return found[1] if found and not _NO_VILLAGE.search(found[1]) else None


def of_block(rows: Iterable[Row]) -> tuple[str, str] | None:
    """The one village that the rows above a table name, after a label or in the title, and the text that names it."""
    found: dict[str, str] = {}
    titles: dict[str, str] = {}
    for row in rows:
        cells = [cleaned(cell_text(cell)) for cell in row if cell != ""]
        for at, text in enumerate(cells):
            label = _LABELLED.search(text)
            value = (label[1] or "".join(cells[at + 1:at + 2])) if label else ""
            if village := of_name(_REST.split(value)[0]) if value else None:
                found.setdefault(village, text if label[1] else text + value)
            elif (title := _TITLE.match(text)) and not _NO_VILLAGE.search(title[1]):
                titles.setdefault(title[1], text)
    named = found or titles
    return next(iter(named.items())) if len(named) == 1 else None


def of_section(row: Row) -> Place:
    """Village and group of the rows that follow, where a row holds nothing but their names; NOWHERE for any other row."""
    texts = list(dict.fromkeys(cleaned(cell_text(cell)) for cell in row if cell != ""))
    labelled = of_block([row]) if any(":" in text for text in texts) else None
    if labelled:
        return labelled[0], None
    found = _SECTION.match(texts[0]) if len(texts) == 1 and texts[0] else None
    if not found or not any(found.groups()) or (found[1] and _NO_VILLAGE.search(found[1])):
        return NOWHERE
    return found[1], found[2]


def of_total(row: Row) -> str | None:
    """The village whose rows a total row sums up: 上沟村小计."""
    texts = [cleaned(cell_text(cell)) for cell in row if cell != ""]
    found = _TOTAL.match(texts[0]) if texts else None
    return of_name(found[1]) if found else None


def parted(text: str) -> Place:
    """Village and group of a text that names both (青石镇上沟村一组); NOWHERE for any other."""
    found = _BOTH.match(cleaned(text))
    return (found[1], found[2]) if found and not _NO_VILLAGE.search(found[1]) else NOWHERE


def of_sheet(name: str, alone: bool) -> Place:
    """What a sheet's name says: a village or group by its ending; another word only where sheets alike stand beside it."""
    bare = cleaned(name)
    for pattern in (_SERIAL, _TABLE_WORDS, _SERIAL):
        bare = pattern.sub("", bare) or bare
    if village := of_name(bare):
        return village, None
    if numbered := _NUMBERED_GROUP.match(bare):
        return numbered[1], numbered[2]
    if alone or _NO_NAME.search(bare) or not _BARE_NAME.match(bare):
        return NOWHERE
    return (None, bare) if _GROUP.search(bare) else (bare, None)


def settle(book: Book) -> None:
    """Give each table without a column of villages the village of its sheet, and say where it is named."""
    for opened in book.tables:
        if "village" not in opened.table.place and "group" in opened.table.place:
            _part(opened.table)
        elif _carry_down(opened.table):
            book.sheets[opened.sheet] = replace(book.sheets[opened.sheet], village_from=BY_FIRST)
    alike = Counter(opened.header.fingerprint for opened in book.tables)
    for opened in book.tables:
        if "village" not in opened.table.place:
            _settle(book, opened, alike[opened.header.fingerprint] == 1)


def _part(table: Table) -> None:
    """Where one column names village and group together, give each its own."""
    at = table.place["group"]
    for draft in table.drafts:
        village, group = parted(draft.values[at] or "")
        if village:
            draft.values[at], draft.place = group, (village, None)
            table.has_sections = True


def _carry_down(table: Table) -> bool:
    """Where a village, or a group, stands beside its first household only, those below belong to it too; whether villages did so."""
    villages = [draft.values[table.place["village"]] for draft in table.drafts] if "village" in table.place else []
    is_sparse = _is_sparse(villages, villages)
    if is_sparse:
        villages = list(accumulate(villages, lambda above, own: own or above))
        _put(table, "village", villages)
    groups = [draft.values[table.place["group"]] for draft in table.drafts] if "group" in table.place and villages else []
    if _is_sparse(groups, list(zip(villages, groups, strict=False))):
        for at in range(1, len(groups)):
            groups[at] = groups[at] or (groups[at - 1] if villages[at] == villages[at - 1] else None)
        _put(table, "group", groups)
    return is_sparse


def _is_sparse(values: Sequence[str | None], told: Sequence[object]) -> bool:
    """Whether half of the values are left out, the first is not, and none is written twice in a row."""
    given = [what for value, what in zip(values, told, strict=True) if value]
    if len(values) < FEWEST_CARRIED or not values[0] or len(given) * 2 > len(values):
        return False
    return all(above != below for above, below in pairwise(given))


def _put(table: Table, name: str, values: Iterable[str | None]) -> None:
    for draft, value in zip(table.drafts, values, strict=True):
        draft.values[table.place[name]] = value


def _settle(book: Book, opened: Opened, alone: bool) -> None:
    name, block = opened.table.sheet, of_block(opened.block)
    (village, group), sure = of_sheet(name, alone), of_sheet(name, True)
    reason = BY_SHEET.format(text=name)
    if block and not sure[0]:
        village, reason = block[0], BY_BLOCK.format(text=block[1])
    if village or group:
        opened.table.sheet_place = village, None if "group" in opened.table.place else group
        book.sheets[opened.sheet] = replace(book.sheets[opened.sheet], village_from=reason)
