"""One table of a pack or standards file, read key by key; a key nobody asked for is refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from linkdesk.domain.errors import KnownError
from linkdesk.policy.terms import FACTS, Facts

Choice = TypeVar("Choice", bound=StrEnum)
_LINE = re.compile(r"at line (\d+)")
_CLAUSE = re.compile(r'^clause = "(.*)"', re.MULTILINE)


def refuse(source: str, place: str, why: str) -> NoReturn:
    """Raise the one kind of KnownError of a file of a pack or standard, naming file and place."""
    raise KnownError(f"文件“{source}”的{place}有误：{why}；这个文件没有载入，已有数据未受影响，请改正文件后重新打开。")


def parsed(text: str, source: str) -> dict[str, Any]:
    """TOML text as tables, numbers with a point as Decimal; KnownError with line and clause when it is no TOML."""
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as wrong:
        refuse(source, _place_of(text, str(wrong)), "写法不合 TOML 格式（如引号不成对、日期不存在、项重复）")


def _place_of(text: str, message: str) -> str:
    """Where TOML is wrong: the line, and in a pack the clause that stands above it."""
    found, lines = _LINE.search(message), text.splitlines()
    line = int(found[1]) if found else len(lines)
    clauses = _CLAUSE.findall("\n".join(lines[:line]))
    return f"第 {line} 行" + (f"（条款 {clauses[-1]} 附近）" if clauses else "")


class Table:
    """A TOML table with the place it stands at; every getter takes its key away, `done` refuses what is left."""

    def __init__(self, data: Mapping[str, Any], source: str, place: str) -> None:
        self._left = dict(data)
        self.source = source
        self.place = place

    def refuse(self, why: str) -> NoReturn:
        """Refuse the file because of this table."""
        refuse(self.source, self.place, why)

    def done(self) -> None:
        """Refuse keys that nobody asked for."""
        if self._left:
            self.refuse(f"不认识的项“{'、'.join(self._left)}”")

    def _take(self, key: str, kinds: type | tuple[type, ...], kind_name: str) -> Any:
        value = self._left.pop(key, None)
        if value is not None and (not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool)):
            self.refuse(f"“{key}”应是{kind_name}")
        return value

    def has(self, key: str) -> bool:
        """Whether the key stands in the table and has not been taken."""
        return key in self._left

    def text(self, key: str, default: str | None = None) -> str:
        """A text that is not empty; `default` when absent, refused when absent without default."""
        value = self._take(key, str, "文字")
        if value is None and default is not None:
            return default
        if not value or not value.strip():
            self.refuse(f"缺少“{key}”")
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when absent."""
        values = self._take(key, list, "文字列表") or []
        if not all(isinstance(v, str) and v for v in values):
            self.refuse(f"“{key}”应是文字列表")
        return tuple(values)

    def number(self, key: str) -> Decimal | None:
        """A number as Decimal, or None when absent."""
        value = self._take(key, (int, Decimal), "数字")
        return None if value is None else Decimal(value)

    def number_or_table(self, key: str) -> Decimal | Table:
        """A number, or an inline table at the same place; the key must be there."""
        if isinstance(self._left[key], dict):
            return Table(self._left.pop(key), self.source, self.place)
        return Decimal(self._take(key, (int, Decimal), "数字"))

    def flag(self, key: str) -> bool | None:
        """true or false, or None when absent."""
        return self._take(key, bool, "true 或 false")

    def day(self, key: str, default: date | None = None) -> date | None:
        """A date without time, or the default when absent."""
        value = self._take(key, date, "日期（如 2018-02-23）")
        if isinstance(value, datetime):
            self.refuse(f"“{key}”应是日期（如 2018-02-23）")
        return default if value is None else value

    def choice(self, key: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """A member of a closed list by its value."""
        text = self.text(key, None if default is None else default.value)
        if text not in tuple(choices):
            self.refuse(f"“{key}”没有“{text}”这一项，可用：{'、'.join(choices)}")
        return choices(text)

    def choices(self, key: str, choices: type[Choice]) -> tuple[Choice, ...]:
        """Members of a closed list by their values; none when absent."""
        texts = self.texts(key)
        unknown = [text for text in texts if text not in tuple(choices)]
        if unknown:
            self.refuse(f"“{key}”中没有“{'、'.join(unknown)}”这一项")
        return tuple(map(choices, texts))

    def facts(self, key: str) -> Facts:
        """Facts of the project and how they must stand; empty when absent."""
        facts = self._take(key, dict, "项目事实") or {}
        for name, value in facts.items():
            if name not in FACTS or not isinstance(value, bool):
                self.refuse(f"“{key}”只能用 {'、'.join(FACTS)}，取 true 或 false")
        return tuple(facts.items())

    def words(self, key: str, known: tuple[str, ...]) -> dict[str, str]:
        """A table of texts: all of the known keys and no other, or nothing at all."""
        found = self._take(key, dict, "用语表") or {}
        if found and (set(found) != set(known) or not all(isinstance(v, str) and v for v in found.values())):
            self.refuse(f"“{key}”应恰好包含 {'、'.join(known)}")
        return found

    def mapping(self, key: str) -> Mapping[str, Any]:
        """A table inside this one; empty when absent."""
        return self._take(key, dict, "表") or {}

    def pairs(self, key: str) -> tuple[tuple[Decimal, Decimal], ...]:
        """A list of pairs of numbers; empty when absent."""
        found = self._take(key, list, "数对的列表") or []
        for pair in found:
            if not isinstance(pair, list) or len(pair) != 2 or any(type(number) not in (int, Decimal) for number in pair):
                self.refuse(f"“{key}”应是数对的列表，如 [[500, 14], [1000, 27]]")
        return tuple((Decimal(first), Decimal(second)) for first, second in found)

    def tables(self, key: str) -> list[Mapping[str, Any]]:
        """A list of tables; empty when absent."""
        found = self._take(key, list, "表的列表") or []
        if not all(isinstance(t, dict) for t in found):
            self.refuse(f"“{key}”应是表的列表")
        return found
