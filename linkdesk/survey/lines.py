"""Which rows below a header are data, and why the others are not: totals, repeated headers, signatures, notes, blanks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from linkdesk.survey.columns import Columns
from linkdesk.survey.grid import BLANK, Cells, Numbers, Row, cell_text
from linkdesk.survey.header import Header, is_column_numbers
from linkdesk.survey.headings import cleaned
from linkdesk.survey.keys import field_keys
from linkdesk.survey.totals import is_total

EMPTY = "空行"
EMPTY_RUN = "空行，至第 {last} 行"
TITLE = "标题"
BLOCK = "表头上方的说明"
COLUMN_NUMBERS = "栏号行"
REPEATED_HEADER = "重复的表头"
REPEATED_TITLE = "重复的标题"
OTHER_TABLE = "另一张表的内容，不是农户"
SECTION = "分村、分组的标题"
KEYS = "字段标识行"
TOTAL = "合计行"
SIGNATURE = "签字行"
NOTE = "说明文字"
NO_HOUSEHOLD = "只有序号或村组，没有农户内容"
WORDLESS = "只有数字"  # a total that does not call itself so, if it is the sum of the rows above it, else data
EXAMPLE = "填写示例"
NOTHING_KNOWN = "所填内容都不在已识别的列中"

_DIGITS = frozenset("0123456789")
_SIGNERS = re.compile(r"(填表|制表|审核|复核|调查|经办|负责|登记|填报|统计|校核|测量|丈量)(人|员)?(签字|签名|签章)?(\(.*?\))?:"
                      r"|(主任|书记|组长|领导|负责人|代表)(签字|签名|签章)?(\(.*?\))?:|\((签字|签章|盖章|公章)\)|(签字|签章|盖章):|(村|组|乡|镇|局|府|所|审核|审查|审批)[^:]{0,6}意见:")
_NOTES = re.compile(r"以下空白|以下无正文|(注|备注|说明|注意|填表说明|填写说明|填报说明)\d*[:.、]|注\d")
_LABELLED = re.compile(r"(填报|填表|报送|调查|登记|制表)?(单位|日期|时间|村名|行政村|乡镇|面积单位)(\([^()]*\))?:")
_SIGNER = re.compile(r"(填表|制表|审核|复核|调查|经办|登记|填报|统计|校核|测量|丈量)(人|员)(签字|签名|签章)?$")
_DAY = re.compile(r"(日期:?)?(\d{4}|20)?年(\d{1,2})?月(\d{1,2})?日$")
_CONTINUED = re.compile(r"续表|\(续\)|第\d+页")
_CONTEXT = frozenset(("code", "village", "group", "hamlet"))
_ENDS = frozenset((NOTE, SIGNATURE))
_FIGURE = re.compile(r"[^:]*\d[^:]*$")
_ITEM = re.compile(r"\(?\d{1,2}[、.)]\D")
_CARRIED = re.compile("(承|接|过|转)(前|上|次|下)页$")
_EXAMPLE = re.compile(r"\(?(填写|填表|填报)?(示例|样例|范例|举例|例)(行|\d*)\)?:?$")
_EXAMPLES = frozenset(("例", "示例", "样例", "范例", "举例", "例：", "例:", "填写示例", "填表示例"))
_ZERO = frozenset(("0", "0.0", "0.00"))
_WORDY = 5  # below signatures and notes, what is no name, relation or choice
_LONG = 12  # a lone text longer than this is a sentence, not a name

Judge = Callable[[Row], str]


def above(rows: Sequence[Row]) -> list[str]:
    """Why each row above a header is skipped."""
    return [EMPTY if not row else TITLE if _filled(row) == 1 and at == 0 else BLOCK for at, row in enumerate(rows)]


def judge(header: Header, block: Iterable[Row], columns: Columns) -> Judge:
    """A function that says why a row is skipped, or "" when it is data; it is asked about the rows in order."""
    return _Judge(header, block, columns)


class _Judge:
    """What the rows of one table are compared with; after notes or signatures a lone text is one more of them."""

    def __init__(self, header: Header, block: Iterable[Row], columns: Columns) -> None:
        self._titles = {cleaned(cell_text(cell)) for row in block for cell in row if cell != ""}
        self._headings = [{cleaned(text) for text in column if text} for column in zip(*header.texts, strict=True)]
        self._figures = [c.index for c in columns.all if c.field.quantity]
        self._content = [c.index for c in columns.all if c.of_member or c.field.name not in _CONTEXT]
        self._known = [c.index for c in columns.all] + ([] if columns.sequence is None else [columns.sequence])
        self._head = {columns.index_of("head_name"), columns.index_of("id_number")}
        self._ended = False

    def __call__(self, row: Row) -> str:
        """Why this row is skipped."""
        texts = {at: text for at, cell in enumerate(row) if cell != "" and (text := cleaned(cell_text(cell))) not in BLANK}
        if not texts:
            return EMPTY
        wordless = not any(cell and cell.__class__ is str for cell in row)
        why = (_by_words(row, texts, self._titles, self._headings) or self._by_sentence(texts)
               or _by_place(texts, self._content, self._known, wordless))
        self._ended = why in _ENDS or (self._ended and why not in ("", REPEATED_HEADER))
        return why

    def _by_sentence(self, texts: dict[int, str]) -> str:
        """A row with a figure in its place, or with a name and a number, is no sentence, whatever it says."""
        said = list(texts.values())
        if all(map(_DAY.match, said)) or (len(said) == 1 and self._ended and _ITEM.match(said[0])):
            return NOTE if self._ended else SIGNATURE
        if any(_FIGURE.match(texts.get(at, "")) for at in self._figures) or self._head <= texts.keys():
            return ""
        wordy = not any(map(str.isdigit, said)) and (len(said) == 1 or max(map(len, said)) >= _WORDY)
        return NOTE if self._ended and wordy else _by_sentence(said)


def plainly_data(columns: Columns, cells: Cells) -> Callable[[Numbers], bool]:
    """A quick look that tells most data rows: a name, and an identity number or what is meant for one."""
    name_at, id_at, values = columns.index_of("head_name"), columns.index_of("id_number"), cells.values
    first = 0 if columns.sequence is None else columns.sequence
    if name_at is None or id_at is None:
        return lambda row: False

    def is_plain(row: Numbers) -> bool:
        identity = values[row[id_at]]
        return row[name_at] != 0 and identity.__class__ is str and len(identity) > 14 and identity[0] in _DIGITS \
            and values[row[first]] not in _EXAMPLES
    return is_plain


def _by_words(row: Row, texts: dict[int, str], titles: set[str], headings: list[set[str]]) -> str:
    if is_column_numbers(row):
        return COLUMN_NUMBERS
    if field_keys(row):
        return KEYS
    if is_total(row):
        return TOTAL
    if _EXAMPLE.match(next(iter(texts.values()))):
        return EXAMPLE
    if all(at < len(headings) and text in headings[at] for at, text in texts.items()):
        return REPEATED_HEADER
    if titles.issuperset(texts.values()) or any(map(_CARRIED.match, texts.values())):
        return REPEATED_TITLE
    return ""


def _by_sentence(texts: list[str]) -> str:
    if any(map(_SIGNERS.search, texts)) or _SIGNER.match(texts[0]):
        return SIGNATURE
    if (len(texts) == 1 and _CONTINUED.search(texts[0])) or _LABELLED.match(texts[0]):
        return REPEATED_TITLE
    lone = len(texts) == 1 and len(texts[0]) > _LONG and not texts[0].isalnum()
    return NOTE if lone or _NOTES.match(texts[0]) else ""


def _by_place(texts: dict[int, str], content: list[int], known: list[int], wordless: bool) -> str:
    if any(at in texts and texts[at] not in _ZERO for at in content):
        return WORDLESS if wordless else ""
    return NO_HOUSEHOLD if any(at in texts for at in (*known, *content)) else NOTHING_KNOWN


def _filled(row: Row) -> int:
    return sum(cell != "" for cell in row)
