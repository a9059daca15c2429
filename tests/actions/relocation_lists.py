"""A poverty office's relocation list as a workbook, for the tests."""

from openpyxl import Workbook

HEADER = ("序号", "乡镇", "行政村", "村民小组", "户主姓名", "身份证号", "家庭人口", "是否建档立卡户", "搬迁类型", "安置方式", "安置点")


def line(household, **more):
    """The row of a household as the survey has it; `more` replaces what the list says otherwise."""
    said = {"village": household.village, "group": household.group, "head_name": household.head_name, "id_number": household.id_number,
            "population": household.population, "poor": "是" if household.registered_poor else "否",
            "type": household.relocation_type or "", "choice": household.resettlement_choice or "",
            "site": household.resettlement_site or ""} | more
    return ["青石镇", *said.values()]


def write(path, rows):
    """A list workbook of these rows."""
    book = Workbook()
    book.active.append(["2018年易地扶贫搬迁名单"])
    book.active.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(HEADER))
    book.active.append(list(HEADER))
    for at, row in enumerate(rows, 1):
        book.active.append([at, *map(str, row)])
    book.save(path)
    return path
