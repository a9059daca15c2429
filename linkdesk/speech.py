"""What the command line says: results on standard output, one sentence on standard error; a listener who goes stops no work."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TextIO

from linkdesk.domain.errors import KnownError
from linkdesk.domain.refusals import why

# Names of files and cells of workbooks are said too: what they hold must not steer the terminal or break the line.
_HARMLESS = {code: " " for code in (*range(32), 127) if code != ord("\n")}
_ONE_LINE = _HARMLESS | {ord("\n"): " "}


def say(said: object) -> None:
    """Print a part of the result; raises KnownError when it cannot be written for another reason than nobody reading it."""
    try:
        print(_shown(said, _HARMLESS), flush=True)
    except BrokenPipeError:
        _drop(sys.stdout)
    except OSError as refused:
        _drop(sys.stdout)
        raise KnownError(f"结果写不到输出里（{why(refused)}），显示不完整，数据不受影响。请换一个输出位置后再试。") from None


def complain(sentence: object) -> None:
    """Say on standard error why something was not done; where that cannot be written either, the exit code must do."""
    try:
        print(_shown(sentence, _ONE_LINE), file=sys.stderr, flush=True)
    except OSError:
        _drop(sys.stderr)


def _shown(said: object, table: dict[int, str]) -> str:
    return str(said).translate(table).encode("utf-8", "replace").decode()  # a name in GBK holds halves of surrogates


def _drop(stream: TextIO) -> None:
    """Let what is still waiting go nowhere, or the end of the program would stumble over it again."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
