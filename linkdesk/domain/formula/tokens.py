"""A formula as words: numbers with their units, names, signs. Full-width and half-width forms are the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from linkdesk.domain.formula.faults import FormulaFault, brief
from linkdesk.domain.spelling import seen
from linkdesk.domain.units import measures

LONGEST = 2000
_FEW = 20
FUNCTIONS = {"最大": "最大", "最小": "最小", "取整": "取整", "向上取整": "向上取整", "max": "最大", "min": "最小", "int": "取整"}


class Sort:
    """What a word of a formula is."""

    NUMBER, NAME, FUNCTION, END = "number", "name", "function", "end"
    SIGN = "sign"   # + - × ÷ ( ) , % ‰


@dataclass(frozen=True, slots=True)
class Token:
    """One word: `text` as it is printed, for a number its value and its unit as written (empty for a bare one)."""

    sort: str
    text: str
    number: Decimal = Decimal(0)
    unit: str = ""


END = Token(Sort.END, "")
_FORMS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(a): ord(b) for a, b in zip(
    "\u3000\xa0［］【】｛｝〔〕[]{}−﹣–*＊✕✖╳⨯∗/／∕⁄", "  ()()()()()()---×××××××÷÷÷÷", strict=True)}
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d*)?")
_NUMBER = re.compile(r"\d+\.?\d*|\.\d+")
_MEASURE = re.compile(r"[\d.,]+\s*(.*)", re.DOTALL)  # what may read as a number with its unit
_WORD = re.compile(r"[^\W\d²³][\w]*")
_UNIT = re.compile(r"\s*((?:[^\W\d²³]|[㎡㎥㎝㎞㎏㎜°])[\w㎡㎥]*)")
_FURTHER_UNIT = re.compile(r"\s*([÷·])\s*((?:[^\W\d²³]|[㎡㎥㎝㎞㎏㎜])[\w㎡㎥]*)")
_TIMES = re.compile(r"(?<=[\u3400-\u9fff\d])[xX](?=[\u3400-\u9fff\d])")
_TIMES_ALONE = re.compile(r"[xX](?=[\s\d.(]|$)")
_SIGNS = frozenset("+-×÷(),%‰")
_POWERS = frozenset("^²³")


@lru_cache(maxsize=20_000)
def _written(text: str) -> str:
    return plain(text[:LONGEST])


def plain(text: str) -> str:
    """A text with the signs of a formula in one form and without what nobody sees; blanks stay."""
    return seen(text).translate(_FORMS)


class OddNames:
    """Names that a formula must know to find where they end: 有机肥用量（旱地）, M7.5浆砌石. Numbers are no names."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = {plain(name): name for name in names if _is_odd(name)}
        self._lengths = sorted({len(written) for written in self.names})

    def within(self, text: str) -> tuple[str, ...]:
        """Those that stand in a text; among thousands of names they are looked up by its parts."""
        if not self.names:
            return ()
        written = _written(text)
        if len(self.names) <= _FEW:
            return tuple([name for odd, name in self.names.items() if odd in written])
        parts = (written[at:at + length] for at in range(len(written)) for length in self._lengths)
        return tuple({part: self.names[part] for part in parts if part in self.names}.values())


@lru_cache(maxsize=20_000)
def _is_odd(name: str) -> bool:
    if _WORD.fullmatch(name) and plain(name) == name and not _TIMES.search(name) and not _POWERS & set(name):
        return False
    measure = _MEASURE.match(plain(name).strip())
    return any(sign.isalpha() for sign in name) and not (measure and measures(measure[1]))


def tokens(text: str, names: tuple[str, ...] = ()) -> list[Token]:
    """The words of a formula and an END; `names` are those that are no plain words (有机肥用量（旱地）). Raises FormulaFault."""
    if len(text) > LONGEST:
        raise FormulaFault(f"算式有 {len(text)} 个字，最多 {LONGEST} 个，请拆成几个项目。")
    written = plain(text).strip().removeprefix("=")
    known = {plain(name): name for name in sorted(names, key=len, reverse=True)}
    return [*_Reader(written, known).read(), END]


class _Reader:
    """Reads a text from the left; within the brackets of a function a comma separates, elsewhere it groups digits."""

    def __init__(self, text: str, known: Mapping[str, str]) -> None:
        self.text, self.known, self.at = text.replace("××", "^"), known, 0
        self.calls: list[bool] = []
        self.last = END

    def read(self) -> Iterator[Token]:
        while self.at < len(self.text):
            if self.text[self.at].isspace():
                self.at += 1
                continue
            self.last = self._next()
            yield self.last

    def _next(self) -> Token:
        sign = self.text[self.at]
        if (name := self._known()) is not None:
            return name
        if sign.isdecimal() or (sign == "." and self.text[self.at + 1:self.at + 2].isdecimal()):
            return self._number()
        return self._sign(sign) if sign in _SIGNS or sign in "、;" else self._name()

    def _known(self) -> Token | None:
        for written, name in self.known.items():
            if self.text.startswith(written, self.at) and not self._goes_on(self.at + len(written)):
                self.at += len(written)
                return Token(Sort.NAME, name)
        return None

    def _goes_on(self, at: int) -> bool:
        """Whether the word that ends here goes on: then it is another name."""
        return bool(_WORD.match(self.text[at - 1:at])) and bool(re.match(r"\w", self.text[at:at + 1]))

    def _sign(self, sign: str) -> Token:
        self.at += 1
        if sign == "(":
            self.calls.append(self.last.sort is Sort.FUNCTION)
        elif sign == ")" and self.calls:
            self.calls.pop()
        return Token(Sort.SIGN, "," if sign in "、;" else sign)

    def _number(self) -> Token:
        grouped = _GROUPED.match(self.text, self.at)
        if grouped and self.calls and self.calls[-1]:
            raise FormulaFault(f"“{brief(grouped[0])}”可能是一个数，也可能是几个数：括号里的数请不用千位分隔号，几个数之间的逗号后请空一格。")
        found = grouped or _NUMBER.match(self.text, self.at)
        self.at = found.end()
        return Token(Sort.NUMBER, found[0], Decimal(found[0].replace(",", "")), self._unit(found[0]))

    def _unit(self, number: str) -> str:
        """The unit behind a number, compound ones too; nothing where a sign follows."""
        found = _UNIT.match(self.text, self.at)
        if found is None or _TIMES_ALONE.match(self.text, found.start(1)):
            return ""
        if not measures(found[1]):
            word = brief(found[1])
            raise FormulaFault(f"“{brief(number)}”和“{word}”之间缺少运算符；如果“{word}”是单位，程序不认识这个单位，请改正。")
        self.at, unit = found.end(), found[1]
        while (more := _FURTHER_UNIT.match(self.text, self.at)) and measures(more[2]) and more[2] not in self.known:
            self.at, unit = more.end(), unit + more[1].replace("÷", "/") + more[2]
        return unit

    def _name(self) -> Token:
        if _TIMES_ALONE.match(self.text, self.at) and self.last.sort is not Sort.END and self.last.text not in "+-×÷(,":
            self.at += 1
            return Token(Sort.SIGN, "×")
        found = _WORD.match(self.text, self.at)
        if found is None or _POWERS & set(found[0]):
            raise FormulaFault(_not_understood(self.text[self.at:], found[0] if found else ""))
        times = _TIMES.search(found[0])
        word = found[0][:times.start()] if times else found[0]
        self.at += len(word)
        return Token(*self._meant(word))

    def _meant(self, word: str) -> tuple[str, str]:
        is_call = word.lower() in FUNCTIONS and self.text[self.at:].lstrip().startswith("(")
        return (Sort.FUNCTION, FUNCTIONS[word.lower()]) if is_call else (Sort.NAME, word)


def _not_understood(rest: str, word: str) -> str:
    if rest[0] in _POWERS or word:
        return "算式里不能写乘方，请写成连乘，如 3 × 3。"
    if rest[0] in "~～—…":
        return f"算式里有“{rest[0]}”，工程量应为确定的数，不能是范围，请改正。"
    return f"算式里的“{rest[0]}”无法识别，只能用 + − × ÷ ( ) %、数字、单位和数据名称，请改正。"
