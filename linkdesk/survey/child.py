"""The reader's own process: opens one untrusted workbook and writes its cells, as they stand, to standard output.

One JSON object a line: the file, then each sheet followed by its rows in chunks, then the end; or why it was refused.
JSON, because what a hostile workbook can make of this process must not be able to run anything in the parent.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from hashlib import sha256
from itertools import chain, islice
from pathlib import Path
from typing import Any

from linkdesk.survey import limits
from linkdesk.survey.chunks import Numbering
from linkdesk.survey.formats import sheets
from linkdesk.survey.formats.sheet import Refused, Sheet, apart

ROWS_A_CHUNK = 500
MOST_HIDDEN_ROWS = 1000


def main(arguments: list[str]) -> int:
    """Read the workbook at the path given; always ends with a line saying how it went, unless the process dies."""
    with open(1, "wb", closefd=False, buffering=limits.MEGABYTE) as out:  # sys.stdout is None in a windowed program
        for message in _messages(Path(arguments[0])):
            out.write(json.dumps(message).encode("ascii") + b"\n")
            out.flush()
    return 0


def _messages(path: Path) -> Iterator[Any]:
    try:
        data = _content(path)
        yield {"sha256": sha256(data).hexdigest()}
        yield from _bounded(chain.from_iterable(map(_described, sheets(data, path.stem))), limits.rows_allowed(len(data)))
        yield {"end": True}
    except Refused as refused:
        yield {"refused": str(refused)}
    except MemoryError:
        yield {"refused": "too_large"}
    except BaseException:  # the reader's panics are no Exceptions
        yield {"refused": "broken"}


def _content(path: Path) -> bytes:
    try:
        limits.apply(path.stat().st_size)
        return path.read_bytes()
    except OSError:
        raise Refused("unreadable") from None


def _bounded(messages: Iterable[Any], allowed: int) -> Iterator[Any]:
    """The same messages, as long as there are any, and no more rows with content than are allowed."""
    message = None
    for message in messages:
        allowed -= message.get("filled", 0)
        if allowed < 0:
            raise Refused("too_long")
        yield message
    if message is None:
        raise Refused("broken")


def _described(sheet: Sheet) -> Iterator[Any]:
    """A sheet and its rows; of a hidden one only if they are few, as of a template's own notes."""
    merges = apart(sheet.merges, sheet.height, sheet.first + sheet.width)
    yield {"sheet": sheet.name, "visible": sheet.visible, "height": sheet.height, "merges": merges}
    if sheet.height and (sheet.visible or sheet.height <= MOST_HIDDEN_ROWS):
        yield from _chunks(sheet)


def _chunks(sheet: Sheet) -> Iterator[dict[str, Any]]:
    numbering, rows = Numbering(sheet.first, sheet.width), iter(sheet.rows)
    while chunk := list(islice(rows, ROWS_A_CHUNK)):
        yield numbering.chunk(chunk)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
