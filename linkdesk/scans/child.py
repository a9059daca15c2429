"""The reader's own process: opens untrusted scans page by page as it is asked, and answers on standard output.

A question is one line of JSON: {"path"} asks for the number of pages, {"path", "page", "keep"} for a page. An answer is
one line of JSON, followed by as many bytes as its "bytes" says: the page as a PDF we wrote ourselves.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from linkdesk import bounds
from linkdesk.scans import finding, limits
from linkdesk.scans.blank import is_blank
from linkdesk.scans.finding import Found
from linkdesk.scans.opening import Opened, Picture, Refused, open_file
from linkdesk.scans.sheets import sheet


def main() -> int:
    """Answer until standard input ends: whoever asked has gone."""
    bounds.bind(limits.MEMORY)
    with open(0, "rb", closefd=False) as questions, open(1, "wb", closefd=False) as out:
        for head, data in map(_Desk().answer, map(json.loads, questions)):
            out.write(json.dumps({**head, "bytes": len(data)}).encode("ascii") + b"\n")
            out.write(data)
            out.flush()
    return 0


class _Desk:
    """The file that lies open."""

    def __init__(self) -> None:
        self.path, self.opened = "", None

    def answer(self, question: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """What is answered, with the page when it was asked for."""
        try:
            opened = self._open(question["path"])
            if "page" not in question:
                return {"pages": opened.count}, b""
            return _page(opened.picture(question["page"]), question["keep"])
        except Refused as refused:
            return {"refused": str(refused)}, b""
        except MemoryError:
            return {"refused": "too_large"}, b""
        except Exception:  # a spoilt file makes libraries raise anything
            return {"refused": "broken"}, b""

    def _open(self, path: str) -> Opened:
        if self.path != path:
            self.path, self.opened = "", None  # a file that cannot be opened leaves nothing open
            self.opened, self.path = open_file(Path(path)), path
        return self.opened


def _page(picture: Picture, keep: bool) -> tuple[dict[str, Any], bytes]:
    small = finding.small(picture.grey(True))
    seen = finding.quick(small)
    found = finding.of_this_side(seen)
    if not found and is_blank(small):
        return {"blank": True}, b""
    through = not finding.ours(found) and found != seen
    if not finding.ours(found) and not through:  # where even the other side is read, this one has no code that pains would find
        found = finding.patient(picture.grey(False), found)
    turn = next(_turns(found), picture.turn)
    texts = list(dict.fromkeys(each.text for each in found))
    head = {"texts": texts, "turned": (turn - picture.turn) % 360, "through": through}
    return head, sheet(picture.ink(), turn) if keep else b""


def _turns(found: tuple[Found, ...]) -> Iterator[int]:
    """How the page is turned, by our own code first."""
    yield from (each.turn for each in found if finding.ours((each,)))
    yield from (each.turn for each in found)


if __name__ == "__main__":
    sys.exit(main())
