"""The survey form as a workbook for townships: official layout, drop-down lists, text columns, and hidden keys that tell each
column whatever it is called later."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from linkdesk.documents.cells import column_number
from linkdesk.documents.survey_form import Form, FormColumn, FormSheet, asked, clauses, example
from linkdesk.documents.whole import whole_file

TEMPLATE_ID, VERSION = "linkdesk-survey", 1
ROWS = 300
"""How many lines are framed and ready; further ones can be written below."""

_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_MADE = datetime(2000, 1, 1)  # the same form gives the same file, whenever it is written
_A3, _A4 = 8, 9
_WIDTHS = {date: 11, bool: 6, int: 6, Decimal: 8}
_NAMED_WIDTHS = {"id_number": 20, "bank_account": 21, "phone": 13, "village": 9, "group": 8, "hamlet": 9, "head_name": 9, "name": 10,
                 "relocation_type": 11, "house_structure": 8, "bank_name": 12, "address": 11, "certificate_number": 12,
                 "resettlement_site": 11, "account_holder": 9, "left_out": 10, "left_out_evidence": 11, "note": 10, "owner": 14,
                 "use": 10}
_SIGNERS = "填表人：　　　　　　　　审核人：　　　　　　　　负责人：　　　　　　　　"
_INSTRUCTIONS = (("工作表", 14), ("项目", 18), ("必填", 6), ("单位", 6), ("怎么填", 58), ("示例", 24), ("依据", 20))
_RULES = ("每户填一行。有几处房屋的，第二处起另起一行，序号和户主各列留空，只填旧房和宅基地各列。",
          "家庭成员在“家庭成员”表中逐人填写，用户主身份证号与农户对应；户主本人也可列入。",
          "身份证号、银行账号、联系电话各列为文本格式，请直接填写，不要改成数字格式。", "面积一律以平方米（㎡）填写；只有亩数的，可写成“0.3亩”。",
          "可以改列标题、调整列的次序，但请不要删除隐藏的行和工作表，软件靠它们认列。")


@dataclass(frozen=True, slots=True)
class Marks:
    """How keys are written so that the reader knows them again."""

    field_key: Callable[[str], str]
    hidden_sheet: str
    not_a_survey: str


def write_template(form: Form, marks: Marks, path: Path) -> None:
    """Write the form as .xlsx, whole or not at all; KnownError when the file cannot be written."""
    made = io.BytesIO()
    with Workbook(made, _OPTIONS) as book:
        book.set_properties({"title": form.sheets[0].title, "created": _MADE})
        looks = _Looks(book)
        sheets = [(sheet, book.add_worksheet(sheet.name)) for sheet in form.sheets]
        _Instructions(book.add_worksheet("填表说明"), form, looks).write(marks.not_a_survey)
        hidden = _Hidden(book.add_worksheet(marks.hidden_sheet), form, marks)
        for sheet, worksheet in sheets:
            _Sheet(worksheet, sheet, form, looks, hidden).write(marks.field_key)
        sheets[0][1].activate()
    with whole_file(path) as file:
        file.write(made.getbuffer())


class _Looks:
    """The looks of cells, each made once."""

    def __init__(self, book: Workbook) -> None:
        self._book, self._made = book, {}

    def __call__(self, **wanted: object) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            plain = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
            self._made[key] = self._book.add_format({**plain, **wanted})
        return self._made[key]


class _Hidden:
    """The hidden sheet: what this workbook is, every column's key, and the drop-down lists."""

    def __init__(self, sheet: Worksheet, form: Form, marks: Marks) -> None:
        self.sheet, self.name, self.lists = sheet, marks.hidden_sheet, 0
        sheet.very_hidden()
        keys = [(s.name, xl_col_to_name(at), c.key, c.label) for s in form.sheets for at, c in enumerate(s.columns)]
        schema = sha256("\n".join(key for _, _, key, _ in keys).encode()).hexdigest()[:12]
        said = (("template", TEMPLATE_ID), ("version", VERSION), ("schema", schema), ("project", form.project_id), *keys)
        for row, values in enumerate(said):
            sheet.write_row(row, 0, values)

    def list_of(self, choices: tuple[str, ...]) -> str:
        """Put a list down; returns where it stands, for a drop-down."""
        column = 6 + self.lists
        self.lists += 1
        self.sheet.write_column(0, column, choices)
        return f"='{self.name}'!{xl_range_abs(0, column, len(choices) - 1, column)}"


class _Sheet:
    """One sheet to be filled in: row of keys (hidden), title, who fills it in, two rows of headings, numbers, lines."""

    def __init__(self, sheet: Worksheet, form_sheet: FormSheet, form: Form, looks: _Looks, hidden: _Hidden) -> None:
        self.sheet, self.form_sheet, self.form, self.looks, self.hidden = sheet, form_sheet, form, looks, hidden
        self.columns = form_sheet.columns
        self.last = len(self.columns) - 1

    def write(self, field_key: Callable[[str], str]) -> None:
        """Write everything and set up the print."""
        for at, column in enumerate(self.columns):
            self.sheet.set_column(at, at, width(column), self.looks(**_format(column)))
            self.sheet.write_string(0, at, field_key(column.key))
        self.sheet.set_default_row(21)  # and no height of its own for a line, so that it grows with a long name
        self.sheet.set_row(0, None, None, {"hidden": True})
        self._title()
        self._headings()
        for row in range(6, 6 + ROWS):
            for at, column in enumerate(self.columns):
                self.sheet.write_blank(row, at, None, self.looks(border=1, **_format(column)))
        self._choices()
        self._set_up()

    def _title(self) -> None:
        self.sheet.set_row(1, 32)
        self.sheet.merge_range(1, 0, 1, self.last, self.form_sheet.title, self.looks(bold=True, font_size=16, align="center"))
        third = max(self.last // 3, 1)
        parts = ((0, third, f"填报单位：{self.form.filled_by}", "left"), (third + 1, 2 * third, "填报日期：　　　年　　月　　日", "center"),
                 (2 * third + 1, self.last, self.form_sheet.unit, "right"))
        for first, last, text, side in parts:
            look = self.looks(align=side)
            if first == last:
                self.sheet.write_string(2, first, text, look)
            else:
                self.sheet.merge_range(2, first, 2, last, text, look)

    def _headings(self) -> None:
        look = self.looks(border=1, align="center", text_wrap=True, bold=True, bg_color="#E6F2ED")
        starred = self.looks(border=1, align="center", text_wrap=True, bold=True, bg_color="#E6F2ED", font_color="#B42318")
        self.sheet.set_row(4, 48)
        for group, run in groupby(enumerate(self.columns), key=lambda at: at[1].group):
            places = [at for at, _ in run]
            if len(places) > 1:
                self.sheet.merge_range(3, places[0], 3, places[-1], group, look)
            for at in places:
                of = starred if self.columns[at].label.startswith("*") else look
                if len(places) == 1:
                    self.sheet.merge_range(3, at, 4, at, self.columns[at].label, of)
                else:
                    self.sheet.write_string(4, at, self.columns[at].label, of)
        for at in range(len(self.columns)):
            self.sheet.write_string(5, at, column_number(at + 1), self.looks(border=1, align="center", font_size=8, font_color="#59636E"))

    def _choices(self) -> None:
        for at, column in enumerate(self.columns):
            wanted = _validation(column, self.hidden) | _message(column)
            if wanted:
                self.sheet.data_validation(6, at, 5 + ROWS, at, {"validate": "any", "ignore_blank": True} | wanted)

    def _set_up(self) -> None:
        self.sheet.freeze_panes(6, self.form_sheet.stands_still)
        self.sheet.repeat_rows(1, 5)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A3 if len(self.columns) > 20 else _A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.8)
        self.sheet.set_footer(f"&L{_SIGNERS}&R第 &P 页 共 &N 页")
        self.sheet.ignore_errors({"number_stored_as_text": xl_range_abs(6, 0, 5 + ROWS, self.last).replace("$", "")})


def _format(column: FormColumn) -> dict[str, object]:
    """How a column's cells look and keep what is written."""
    if column.is_text:
        return {"num_format": "@", "align": "left"}
    kind = column.about.type if column.about else int
    if kind is date:
        return {"num_format": "yyyy-mm-dd", "align": "center"}
    if kind is Decimal:
        return {"num_format": "0." + "0" * column.about.decimals, "align": "right"}
    return {"align": "center"} if kind in (int, bool) or (column.choices and not column.is_open) else {"align": "left", "text_wrap": True}


def width(column: FormColumn) -> float:
    """How wide a column is, in half-width characters: what it holds, and its heading in three lines, the unit in the last."""
    if column.about is None:
        return 6
    needed = _NAMED_WIDTHS.get(column.about.name) or _WIDTHS.get(column.about.type) or 10
    *words, unit = map(half_widths, column.label.split("\n"))
    heading = max(unit, *(-(-each // 2) for each in words)) if words else -(-unit // 3)
    return max(needed, heading + 1 + heading % 2)


def half_widths(text: str) -> int:
    """How many half-width characters a text is wide."""
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)


def _validation(column: FormColumn, hidden: _Hidden) -> dict[str, object]:
    about = column.about
    if column.choices:
        said = {"error_type": "warning"} if column.is_open else {}
        return {"validate": "list", "source": hidden.list_of(column.choices), "error_title": "请从下拉表中选",
                "error_message": asked(column)[:250], **said}
    if about is None or about.type not in (int, Decimal) or about.at_least is None:
        return {}
    most = about.at_most if about.at_most is not None else 10 ** 9
    kind = "integer" if about.type is int else "decimal"
    # a warning only: an area may be written as 0.3亩, and the reader says what is wrong
    return {"validate": kind, "criteria": "between", "minimum": int(about.at_least), "maximum": int(most),
            "error_type": "warning", "error_title": "请核对数值", "error_message": asked(column)[:250]}


def _message(column: FormColumn) -> dict[str, object]:
    if column.about is None:
        return {}
    return {"input_title": column.about.label[:32], "input_message": asked(column)[:250]}


class _Instructions:
    """The sheet that says how each field is filled in."""

    def __init__(self, sheet: Worksheet, form: Form, looks: _Looks) -> None:
        self.sheet, self.form, self.looks = sheet, form, looks

    def write(self, mark: str) -> None:
        """Write everything; the first cell says that this is no survey."""
        self.sheet.write_string(0, 0, mark)
        self.sheet.set_row(0, None, None, {"hidden": True})
        for at, (_, wide) in enumerate(_INSTRUCTIONS):
            self.sheet.set_column(at, at, wide)
        self._said(1, "填表说明", bold=True, font_size=16, align="center")
        for at, rule in enumerate(_RULES, 1):
            self._said(1 + at, f"{at}. {rule}", text_wrap=True)
        self._table(3 + len(_RULES))

    def _said(self, row: int, text: str, **look: object) -> None:
        self.sheet.merge_range(row, 0, row, len(_INSTRUCTIONS) - 1, text, self.looks(**look))
        self.sheet.set_row(row, 30 if row == 1 else 20)

    def _table(self, top: int) -> None:
        head = self.looks(border=1, bold=True, align="center", bg_color="#E6F2ED")
        self.sheet.write_row(top, 0, [heading for heading, _ in _INSTRUCTIONS], head)
        lines = list(self._lines())
        for row, line in enumerate(lines, top + 1):
            for at, text in enumerate(line):
                grey = {"font_color": "#59636E", "bg_color": "#F6F8FA"} if at == 5 else {}
                self.sheet.write_string(row, at, text, self.looks(border=1, text_wrap=True, num_format="@", **grey))
            lines_needed = max(-(-half_widths(text) * 12 // (10 * wide)) for text, (_, wide) in zip(line, _INSTRUCTIONS, strict=True))
            self.sheet.set_row(row, 6 + 14 * max(1, lines_needed))
        self.sheet.freeze_panes(top + 1, 0)
        self.sheet.repeat_rows(top)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&C第 &P 页 共 &N 页")
        self.sheet.ignore_errors({"number_stored_as_text": f"A{top + 2}:G{top + 1 + len(lines)}"})

    def _lines(self) -> Iterator[tuple[str, ...]]:
        for sheet in self.form.sheets:
            for column in sheet.columns:
                about = column.about
                yield (sheet.name, about.label if about else "序号", "是" if about and about.required else "",
                       about.unit if about else "", asked(column), example(column), clauses(about, self.form.packs))
