"""Text files a bank gives back, as a table: columns parted by tab, |, comma or semicolon."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from linkdesk.domain.errors import KnownError
from linkdesk.domain.refusals import why

_PARTED_BY = "\t|,;^，；"
_LARGEST = 20_000_000  # bytes: some hundred thousand payments
_SEARCHED = 20         # lines


@contextmanager
def as_workbook(path: Path) -> Iterator[Path]:
    """The file itself, or for a text file (.txt) a table of the same name made of it; raises KnownError."""
    path = Path(path)
    if path.suffix.lower() != ".txt":
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / f"{path.stem}.csv"
        with made.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(_rows(_text(path)))
        yield made


def _text(path: Path) -> str:
    try:
        data = path.read_bytes() if path.stat().st_size <= _LARGEST else b""
    except OSError as refused:
        raise KnownError(f"“{path.name}”读不出来（{why(refused)}），没有登记任何结果。请核对文件后再试。") from None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise KnownError(f"“{path.name}”不是文字文件，没有登记任何结果。请向银行要 Excel 或文本格式的结果。")


def _rows(text: str) -> Iterator[list[str]]:
    lines = text.splitlines()
    by = max(_PARTED_BY, key=lambda mark: sum(line.count(mark) for line in lines[:_SEARCHED]))
    for cells in csv.reader(lines, delimiter=by):
        yield [cell.strip() for cell in cells]
