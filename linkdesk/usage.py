"""argparse in Chinese: usage, help, one sentence when a command is used wrongly; and what several verbs ask for alike."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from linkdesk.speech import complain, say

WRONG_USE = 2
_SAID = {  # what argparse says in English → how it is said here
    r"the following arguments are required: (.*)": "缺少 {}",
    r"one of the arguments (.*) is required": "{} 要写一个",
    r"argument (\S+): not allowed with argument .*": "{} 不能与前面的选项一起用",
    r"unrecognized arguments: (.*)": "不认识 {}",
    r"argument (\S+): expected .*": "{} 后面缺少内容",
    r"argument .*: invalid choice: '?(.*?)'? \(.*": "没有“{}”这一项",
    r"argument \S+: ([^A-Za-z]+)": "{}",  # what a type of our own says
}


class _Help(argparse.HelpFormatter):
    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """A parser that speaks Chinese; sub-parsers are made of this class too."""

    def __init__(self, **said: Any) -> None:
        super().__init__(**{"add_help": False, "formatter_class": _Help} | said)
        self._optionals.title, self._positionals.title = "选项", "参数"
        self.add_argument("-h", "--help", action="help", help="显示用法")

    def error(self, message: str) -> NoReturn:
        complain(f"用法不对：{in_chinese(message)}。输入 {self.prog} --help 查看用法。")
        sys.exit(WRONG_USE)

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            say(message.rstrip("\n"))


def in_chinese(message: str) -> str:
    """What argparse complains of, in Chinese."""
    for pattern, sentence in _SAID.items():
        if found := re.fullmatch(pattern, message):
            return sentence.format(found[1])
    return "参数不对"


def group(verbs: Any, name: str, help: str, description: str = "") -> Any:
    """A word that has verbs below it, e.g. `linkdesk survey …`; returns what they are added to."""
    made = verbs.add_parser(name, help=help, description=description or None)
    return made.add_subparsers(metavar="动作", required=True, parser_class=Parser)


def verb(verbs: Any, name: str, help: str, carry_out: Any) -> argparse.ArgumentParser:
    """A verb; `carry_out(arguments)` does it and returns the exit code."""
    made = verbs.add_parser(name, help=help, description=help)
    made.set_defaults(verb=carry_out)
    return made


def of_project(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """A verb that is about one project."""
    made.add_argument("--project", required=True, metavar="项目", help="项目名称或标识")
    return made


def out_of(made: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """A verb that writes into a folder."""
    made.add_argument("--out", type=a_path, required=True, metavar="文件夹", help="输出文件夹")
    return made


def a_path(text: str) -> Path:
    """A file or folder as typed."""
    if not text.strip():
        raise argparse.ArgumentTypeError("文件或文件夹的名称是空的")
    return Path(text)


def a_day(text: str) -> date:
    """A day as people write it."""
    from linkdesk.domain.notation.days import day
    found = day(text)
    if not isinstance(found, date):
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，应按“2018-03-05”填写")
    return found


def a_year(text: str) -> int:
    """A year of a book, a target or an assessment."""
    if not text.strip().isdecimal() or not 2000 <= int(text) <= 2100:
        raise argparse.ArgumentTypeError(f"“{text}”不是年度，应按“2018”填写")
    return int(text)


def a_count(text: str) -> int:
    """How many rows are asked for, or passed over."""
    if not text.strip().isdecimal() or int(text) > 10**9:
        raise argparse.ArgumentTypeError(f"“{text}”不是条数，应为 0 以上的整数")
    return int(text)
