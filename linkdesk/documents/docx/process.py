"""The parent's side of the child that reads a Word file: asks it, and says why it refused or gave no answer."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

from linkdesk import children
from linkdesk.documents.docx import limits
from linkdesk.documents.docx.word_text import WordText, from_plain
from linkdesk.domain.errors import KnownError
from linkdesk.paths import shown_name

NOTHING = "没有比较，原有数据没有改动"
REFUSALS = {
    "missing": f"找不到文件“{{name}}”，{NOTHING}。请核对文件是否已移动或改名。",
    "directory": f"“{{name}}”是文件夹，不是 Word 文件，{NOTHING}。请选择其中的一个文件。",
    "unreadable": f"无法读取“{{name}}”，{NOTHING}。请确认有权限打开该文件，且它没有被其他程序占用。",
    "empty": f"“{{name}}”是空文件，{NOTHING}。请向返回文件的人重新索取。",
    "too_large": f"“{{name}}”展开后过大，不像一份公文或方案，{NOTHING}。请删去不需要的内容、另存后再试。",
    "encrypted": f"“{{name}}”设有打开密码，{NOTHING}。请在 Word 或 WPS 里取消密码、另存后再试。",
    "old": f"“{{name}}”是旧格式的 Word 文件（.doc），{NOTHING}。请在 Word 或 WPS 里打开，另存为 .docx 后再试。",
    "not_word": f"“{{name}}”不是 Word 文件（.docx），{NOTHING}。请核对选择的文件。",
    "broken": f"“{{name}}”已损坏或不完整，{NOTHING}。请用 Word 或 WPS 打开并另存，或重新索取。",
    "died": f"读取“{{name}}”时超出了允许的内存或中途停止，{NOTHING}。请删去图片等不需要的内容、另存后再试。",
    "late": f"读取“{{name}}”用时过长，已停止，{NOTHING}。请删去不需要的内容、另存后再试。",
}


def read_apart(path: Path, tick: Callable[[], None] = lambda: None) -> WordText:
    """What a child of the program read from a Word file; `tick` is called while waiting and may raise Cancelled.

    KnownError when the file cannot be read, for whatever reason.
    """
    name = shown_name(path)
    _refuse_unfit(path, name)
    try:
        answer = children.answer("read-word", str(path.resolve()), memory=limits.MEMORY, seconds=limits.SECONDS, tick=tick)
    except children.Silent as silent:
        raise _refusal(silent.why, name) from None
    said = json.loads(answer)
    if "refused" in said:
        raise _refusal(said["refused"], name)
    return from_plain(said)


def _refuse_unfit(path: Path, name: str) -> None:
    try:
        if path.is_dir():
            raise _refusal("directory", name)
        if path.exists() and not path.is_file():  # a pipe or a device may never end
            raise _refusal("not_word", name)
        with path.open("rb") as file:
            size = file.seek(0, os.SEEK_END)
    except OSError as error:
        raise _refusal("missing" if isinstance(error, FileNotFoundError) else "unreadable", name) from None
    if not size or size > limits.LARGEST_FILE:
        raise _refusal("too_large" if size else "empty", name)


def _refusal(why: str, name: str) -> KnownError:
    return KnownError(REFUSALS[why].format(name=name))
