"""Words of a formula → its tree, by recursive descent; brackets may nest so deep and no deeper."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.formula.faults import FormulaFault, brief
from linkdesk.domain.formula.tokens import END, Sort, Token
from linkdesk.domain.formula.tree import ONE_ARGUMENT, Call, Name, Node, Number, Product, Sum
from linkdesk.domain.units import RATIO, Unit, unit_of

DEEPEST = 40
_SHARES = {"%": Decimal("0.01"), "‰": Decimal("0.001")}
_SHARE = Unit("", RATIO)


def parse(words: list[Token]) -> tuple[Node, tuple[str, ...]]:
    """The tree of a formula and the names in it, each once, in order; raises FormulaFault."""
    parser = _Parser(words)
    node = parser.sum()
    parser.expect_end()
    return node, tuple(parser.names)


class _Parser:
    def __init__(self, words: list[Token]) -> None:
        self.words, self.at, self.depth = words, 0, 0
        self.names: dict[str, int] = {}

    @property
    def word(self) -> Token:
        return self.words[self.at]

    def take(self) -> Token:
        self.at += 1
        return self.words[self.at - 1]

    def took(self, signs: str) -> str:
        """The sign taken, when the next word is one of these."""
        return self.take().text if self.word.sort is Sort.SIGN and self.word.text in signs else ""

    def sum(self) -> Node:
        terms = [(1, self.product())]
        while sign := self.took("+-"):
            terms.append((-1 if sign == "-" else 1, self.product()))
        return Sum(tuple(terms)) if len(terms) > 1 else terms[0][1]

    def product(self) -> Node:
        factors = [(1, self.signed())]
        while sign := self.took("×÷"):
            factors.append((-1 if sign == "÷" else 1, self.signed()))
        return Product(tuple(factors)) if len(factors) > 1 else factors[0][1]

    def signed(self) -> Node:
        sign = 1
        while taken := self.took("+-"):
            sign = -sign if taken == "-" else sign
        node = self.shared()
        return node if sign > 0 else Sum(((-1, node),))

    def shared(self) -> Node:
        """A value, with percent signs behind it."""
        node = self.value()
        while sign := self.took("%‰"):
            share = Number(_SHARES[sign], _SHARE)
            node = Number(node.value * share.value, _SHARE) if _is_bare(node) else Product(((1, node), (1, share)))
        return node

    def value(self) -> Node:
        word = self.take()
        if word.sort is Sort.NUMBER:
            return _number(word)
        if word.sort is Sort.NAME:
            return Name(self.names.setdefault(word.text, len(self.names)))
        if word.sort is Sort.FUNCTION:
            return self.call(word.text)
        if word.text == "(":
            return self.bracket()
        raise FormulaFault(self._lacking(word))

    def bracket(self) -> Node:
        self._deeper()
        node = self.sum()
        self._close()
        return node

    def call(self, function: str) -> Node:
        self.take()
        self._deeper()
        arguments = [self.sum()]
        while self.took(","):
            arguments.append(self.sum())
        self._close()
        if function in ONE_ARGUMENT and len(arguments) > 1:
            raise FormulaFault(f"{function}(…) 的括号里只能有一个数，请改正。")
        return Call(function, tuple(arguments))

    def _deeper(self) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise FormulaFault(f"括号套得太深（超过 {DEEPEST} 层），请拆成几个项目。")

    def _close(self) -> None:
        self.depth -= 1
        if not self.took(")"):
            raise FormulaFault("算式缺少右括号“）”，请补上。" if self.word is END else self._between())

    def expect_end(self) -> None:
        if self.word is not END:
            raise FormulaFault("算式多了一个右括号“）”，请删去。" if self.word.text == ")" else self._between())

    def _between(self) -> str:
        word, before, after = self.words[self.at - 1], brief(self.words[self.at - 1].text), brief(self.word.text)
        if after == ",":
            return "算式里的逗号用错了：千位分隔号后面应有三位数字，几个数之间的逗号只用在 最大(…)、最小(…) 里，请改正。"
        if word.sort is Sort.NAME and after == "(":
            return f"“{before}”和括号之间缺少运算符；如果“{before}（…）”是一个名称，本地块没有这个名称，请改正。"
        return f"“{before}”和“{after}”之间缺少运算符，请补上 + − × ÷。"

    def _lacking(self, word: Token) -> str:
        if word is END:
            return "算式没有写完，最后缺少一个数或名称，请补上。" if self.at > 1 else "还没有填写工程量计算式。"
        return f"“{word.text}”前面缺少一个数或名称，请补上。"


def _is_bare(node: Node) -> bool:
    return isinstance(node, Number) and node.unit is None


def _number(word: Token) -> Number:
    if not word.unit:
        return Number(word.number)
    unit = unit_of(word.unit)
    if unit is None:
        raise FormulaFault(f"程序不认识单位“{word.unit}”，请改用 m、㎡、m³、亩、kg 等单位。")
    return Number(unit.to_base(word.number), unit)
