"""Amounts of money in Chinese financial capitals (中文大写金额), as 会计基础工作规范 第五十二条 asks."""

from __future__ import annotations

from decimal import Decimal

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
MYRIAD, HUNDRED_MILLION = 10**4, 10**8
LIMIT = 10**16  # above 9999 万亿 the language has no settled reading


def capitals(amount: Decimal) -> str:
    """An amount in yuan with at most two decimals, e.g. 1409.50 → 壹仟肆佰零玖元伍角整; 人民币 is not prefixed.

    整 follows 元 and 角, never 分. A run of zeros is read as one 零, and as none where a unit (元, 万, 亿) closes it
    and the next place is filled. ValueError for a negative amount, for parts of a fen, from 10¹⁶ yuan on.
    """
    fen = _whole_fen(amount)
    yuan, dimes, cents = fen // 100, fen // 10 % 10, fen % 10
    if not fen:
        return "零元整"
    head = f"{_integer(yuan)}元" if yuan else ""
    if not cents:
        return head + (f"{DIGITS[dimes]}角" if dimes else "") + "整"
    tenths = f"{DIGITS[dimes]}角" if dimes else "零" if yuan else ""
    return f"{head}{tenths}{DIGITS[cents]}分"


def _whole_fen(amount: Decimal) -> int:
    if not amount.is_finite() or amount < 0 or amount >= LIMIT:
        raise ValueError("an amount in capitals is at least 0 and below 10^16 yuan")
    numerator, denominator = amount.as_integer_ratio()  # exact whatever the decimal context
    if numerator * 100 % denominator:
        raise ValueError("an amount in capitals has whole fen")
    return numerator * 100 // denominator


def _integer(value: int) -> str:
    """A positive integer in words; 亿 and 万 split it, so 10¹² reads 壹万亿."""
    for unit, name in ((HUNDRED_MILLION, "亿"), (MYRIAD, "万")):
        if value >= unit:
            high, low = divmod(value, unit)
            gap = "零" if 0 < low < unit // 10 else ""
            return _integer(high) + name + gap + (_integer(low) if low else "")
    return _below_myriad(value)


def _below_myriad(value: int) -> str:
    words, gap = "", False
    for place in (3, 2, 1, 0):
        digit = value // 10**place % 10
        if digit:
            words += ("零" if gap and words else "") + DIGITS[digit] + PLACES[place]
        gap = not digit
    return words
