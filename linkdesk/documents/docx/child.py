"""The reader's own process: opens one untrusted Word file and writes what it says to standard output as one JSON value.

JSON, because what a hostile file can make of this process must not be able to run anything in the parent.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from linkdesk import bounds
from linkdesk.documents.docx import limits


def main(arguments: list[str]) -> int:
    """Read the file at the path given; always answers, unless the process dies."""
    bounds.bind(limits.MEMORY, limits.SECONDS)
    answer = json.dumps(answered(Path(arguments[0]))).encode("ascii")
    with open(1, "wb", closefd=False) as out:  # sys.stdout is None in a windowed program
        out.write(answer)
    return 0


def answered(path: Path) -> dict[str, Any]:
    """What a file says (word_text.to_plain), or {"refused": why}."""
    from linkdesk.documents.docx.reading import Refused, read_word
    from linkdesk.documents.docx.word_text import to_plain
    try:
        return to_plain(read_word(path))
    except Refused as refused:
        return {"refused": str(refused)}
    except (MemoryError, RecursionError):
        return {"refused": "too_large"}
    except Exception:  # a spoilt file makes libraries raise anything
        return {"refused": "broken"}
