"""A press of the program's own: reads jobs and their documents from standard input, prints them, says how it went.

A job is a line of JSON, then as many lines as it has documents. Answers are lines too: {"set": 1} after each document,
{"pages": …, "sha256": …, "leaves": …} after each job, {"refused": sentence} when one cannot be done; then it ends.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import IO

from linkdesk.documents.pressing import Job, press
from linkdesk.domain.errors import KnownError
from linkdesk.domain.refusals import why

_CANNOT_WRITE = "打印文件写不进去（{}），没有写出文件，数据没有改动。请检查磁盘空间和文件夹权限后再试。"


def main() -> int:
    """Print until there is no more to print."""
    try:
        _print(sys.stdin.buffer, sys.stdout.buffer)
    except KnownError as known:
        _say(sys.stdout.buffer, {"refused": str(known)})
    except OSError as wrong:
        with suppress(OSError):  # whoever asked may have gone
            _say(sys.stdout.buffer, {"refused": _CANNOT_WRITE.format(why(wrong))})
    return 0


def _print(lines: IO[bytes], out: IO[bytes]) -> None:
    for line in lines:
        job = Job(**json.loads(line))
        texts = (next(lines).decode() for _ in range(job.documents))
        pressed = press(job, texts, lambda: _say(out, {"set": 1}))
        _say(out, asdict(pressed))


def _say(out: IO[bytes], said: dict[str, object]) -> None:
    out.write(json.dumps(said, ensure_ascii=False).encode() + b"\n")
    out.flush()
