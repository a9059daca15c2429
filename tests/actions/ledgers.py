"""Ledgers of agreements as townships keep them, for the tests: a title, a header in two rows with merges, numbers as text."""

from openpyxl import Workbook

TWO_ROWS = (("序号", ""), ("乡镇", ""), ("村", ""), ("组", ""), ("户主", ""), ("身份证", ""), ("人口", ""), ("搬迁类型", ""),
            ("旧房拆除协议", "协议号"), ("", "签订日期"), ("宅基地复垦协议", "协议号"), ("", "签订日期"),
            ("约定拆除期限", ""), ("约定复垦期限", ""), ("状态", ""), ("已付金额", ""))
ONE_ROW = ("序号", "乡镇", "行政村", "村民小组", "户主姓名", "身份证号", "家庭人口", "搬迁类型", "拆除协议号", "拆除协议日期", "复垦协议号",
           "复垦协议日期", "约定拆除期限", "约定复垦期限", "状态", "已付金额（元）")


def line(at, household, number, **more):
    """A row of the ledger for a household; `more` replaces cells by their place."""
    cells = [at, "青石镇", household.village, household.group, household.head_name, household.id_number, household.population,
             "易地扶贫搬迁", f"拆{number}", "2017.11.5", f"垦{number}", "2017年11月6日", "2018-6-30", "20181231", "已双签", 5000]
    for place, value in more.items():
        cells[int(place[1:])] = value
    return cells


def write(path, rows, two_rows=True, header=None):
    """A ledger workbook of these rows."""
    book = Workbook()
    sheet = book.active
    sheet.title = "台账"
    sheet.append(["双签协议台账"])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(TWO_ROWS))
    if two_rows:
        for each in zip(*TWO_ROWS, strict=True):
            sheet.append(list(each))
        for at, (_, below) in enumerate(TWO_ROWS, 1):
            if not below:
                sheet.merge_cells(start_row=2, start_column=at, end_row=3, end_column=at)
        for at in (9, 11):
            sheet.merge_cells(start_row=2, start_column=at, end_row=2, end_column=at + 1)
    else:
        sheet.append(list(header or ONE_ROW))
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path
