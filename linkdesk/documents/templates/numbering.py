"""Numbers as Chinese documents set them: 一、 （一） 1. （1） before headings, 第一条 before articles."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """A number from 1 on in Chinese words: 12 → 十二, 20 → 二十, 112 → 一百一十二."""
    if number >= 100:
        hundreds, rest = divmod(number, 100)
        between = "零" if 0 < rest < 10 else "一" if 10 <= rest < 20 else ""
        return f"{numeral(hundreds)}百{between}{numeral(rest) if rest else ''}"
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")


class Counter:
    """Counts headings by level and articles while one document is filled."""

    def __init__(self) -> None:
        self._levels = [0, 0, 0, 0]
        self.level = 0  # of the heading counted last
        self._articles = 0

    def heading(self, level: int) -> str:
        """The number of the next heading of a level, at most 4; deeper levels begin anew."""
        self.level = level = min(level, 4)
        self._levels[level - 1] += 1
        self._levels[level:] = [0] * (4 - level)
        number = self._levels[level - 1]
        return (f"{numeral(number)}、", f"（{numeral(number)}）", f"{number}．", f"（{number}）")[level - 1]

    def article(self) -> str:
        """The next 第…条."""
        self._articles += 1
        return f"第{numeral(self._articles)}条"
