"""A small spreadsheet: reads a workbook's formulas with openpyxl and reckons them anew from its plain numbers, exactly."""

import re
from decimal import ROUND_FLOOR, ROUND_HALF_UP, ROUND_UP, Decimal

import openpyxl
from openpyxl.utils import column_index_from_string

TOKEN = re.compile(r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<text>"[^"]*")|(?P<ref>(?:'[^']+'!)?[A-Z]{1,3}\d+(?::[A-Z]{1,3}\d+)?)"""
                   r"""|(?P<name>[A-Z]+)\(|(?P<op><=|>=|<>|[-+*/(),<>=]))""")


class Workbook:
    """Cells by sheet and address; a formula's value follows from other cells, never from what was stored with it."""

    def __init__(self, path):
        self.book = openpyxl.load_workbook(path)
        self.stored = openpyxl.load_workbook(path, data_only=True)
        self.values = {}

    def formulas(self):
        return [(sheet.title, cell.coordinate) for sheet in self.book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]

    def value(self, sheet, address):
        key = sheet, address
        if key not in self.values:
            raw = self.book[sheet][address].value
            is_formula = isinstance(raw, str) and raw.startswith("=")
            self.values[key] = Formula(self, sheet, raw[1:]).value() if is_formula else plain(raw)
        return self.values[key]

    def area(self, sheet, start, end):
        """The cells of a range as sheet, address pairs, down and across."""
        (c1, r1), (c2, r2) = map(split, (start, end))
        return [(sheet, f"{openpyxl.utils.get_column_letter(c)}{r}") for r in range(r1, r2 + 1) for c in range(c1, c2 + 1)]

    def find(self, sheet, text, column):
        """The value in a column (from 1) of the last row that holds a text."""
        rows = [row for row in self.book[sheet].iter_rows() if any(cell.value == text for cell in row)]
        assert rows, f"{text} is not in {sheet}"
        return self.value(sheet, rows[-1][column - 1].coordinate)


def plain(raw):
    return Decimal(str(raw)) if isinstance(raw, int | float) else raw


def split(address):
    letters = re.match("[A-Z]+", address)[0]
    return column_index_from_string(letters), int(address[len(letters):])


class Formula:
    """Recursive descent over one formula."""

    def __init__(self, book, sheet, text):
        self.book, self.sheet, self.tokens, self.at = book, sheet, [], 0
        end = 0
        while end < len(text.rstrip()):
            found = TOKEN.match(text, end)
            assert found, text[end:]
            self.tokens.append((found.lastgroup, found[found.lastgroup]))
            end = found.end()

    def value(self):
        made = self.comparison()
        assert self.at == len(self.tokens)
        return made

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else ("", "")

    def take(self, *ops):
        if self.peek()[0] == "op" and self.peek()[1] in ops:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def comparison(self):
        left = self.sum()
        if op := self.take("<=", ">=", "<", ">", "="):
            right = self.sum()
            return {"<=": left <= right, ">=": left >= right, "<": left < right, ">": left > right, "=": left == right}[op]
        return left

    def sum(self):
        made = self.product()
        while op := self.take("+", "-"):
            right = self.product()
            made = number(made) + number(right) if op == "+" else number(made) - number(right)
        return made

    def product(self):
        made = self.unary()
        while op := self.take("*", "/"):
            right = self.unary()
            made = number(made) * number(right) if op == "*" else number(made) / number(right)
        return made

    def unary(self):
        return -number(self.unary()) if self.take("-") else self.atom()

    def atom(self):
        kind, text = self.peek()
        self.at += 1
        if kind == "number":
            return Decimal(text)
        if kind == "text":
            return text[1:-1]
        if kind == "ref":
            return self.reference(text)
        if kind == "name":
            return self.call(text)
        assert text == "(", text
        made = self.comparison()
        assert self.take(")")
        return made

    def reference(self, text):
        sheet, _, address = text.rpartition("!")
        sheet = sheet.strip("'") or self.sheet
        start, _, end = address.partition(":")
        return self.book.area(sheet, start, end) if end else self.book.value(sheet, start)

    def area(self):
        """A range as its cells, also where it is one cell only."""
        start, _, end = self.peek()[1].partition(":")
        self.at += 1
        return self.book.area(self.sheet, start, end or start)

    def call(self, name):
        arguments = []
        while not self.take(")"):
            arguments.append(self.area() if name == "SUBTOTAL" and self.peek()[0] == "ref" else self.comparison())
            self.take(",")
        return FUNCTIONS[name](self.book, *arguments)


def number(value):
    return value if isinstance(value, Decimal) else Decimal(0)


def flat(book, given):
    for each in given:
        if isinstance(each, list):
            yield from (number(book.value(*cell)) for cell in each)
        else:
            yield number(each)


def rounded(_, value, digits):
    return number(value).quantize(Decimal(1).scaleb(-int(digits)), rounding=ROUND_HALF_UP)


def subtotal(book, what, *areas):
    """SUBTOTAL(9, …) leaves out cells that are subtotals themselves."""
    assert what == 9
    kept = [cell for area in areas for cell in (area if isinstance(area, list) else ())
            if not str(book.book[cell[0]][cell[1]].value).startswith("=SUBTOTAL")]
    return sum((number(book.value(*cell)) for cell in kept), Decimal(0))


def sumifs(book, summed, *pairs):
    rows = range(len(summed))
    for area, wanted in zip(pairs[::2], pairs[1::2], strict=True):
        rows = [at for at in rows if book.value(*area[at]) == wanted]
    return sum((number(book.value(*summed[at])) for at in rows), Decimal(0))


FUNCTIONS = {"ROUND": rounded, "SUM": lambda book, *given: sum(flat(book, given), Decimal(0)), "SUBTOTAL": subtotal, "SUMIFS": sumifs,
             "INT": lambda _, value: number(value).to_integral_value(ROUND_FLOOR),
             "ROUNDUP": lambda _, value, digits: number(value).quantize(Decimal(1).scaleb(-int(digits)), rounding=ROUND_UP),
             "MIN": lambda book, *given: min(flat(book, given)), "MAX": lambda book, *given: max(flat(book, given)),
             "IF": lambda _, holds, then, other: then if holds else other, "NA": lambda _: None}
