"""The reader's child without its start: a small process that forks one child for each workbook, limits and all."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

ROOT = Path(__file__).resolve().parents[2]


def serve() -> None:
    """Read each workbook whose path stands on a line; an empty line ends what is said of it."""
    from linkdesk.survey import child
    from linkdesk.survey.formats import compound, text, zipped  # noqa: F401  # so that no child has to
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            os._exit(child.main([line.rstrip("\n")]))
        os.waitpid(pid, 0)
        os.write(1, b"\n")


class Forking:
    """Stands in for process._child; `said` is what the last child said, line by line."""

    def __init__(self) -> None:
        self._server = subprocess.Popen([sys.executable, "-m", "tests.survey.forking"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT)
        self.said: list[bytes] = []

    def close(self) -> None:
        """End the process."""
        with self._server as server:
            server.kill()

    @contextmanager
    def child(self, path: Path) -> Iterator[queue.Queue[bytes]]:
        """The lines a child writes about a workbook; an empty one at the end, or where it died."""
        lines: queue.Queue[bytes] = queue.Queue()
        self.said = []
        self._server.stdin.write(f"{path}\n".encode())
        self._server.stdin.flush()
        pump = Thread(target=self._pump, args=(lines,), daemon=True)
        pump.start()
        try:
            yield lines
        finally:
            pump.join()

    def _pump(self, lines: queue.Queue[bytes]) -> None:
        while (line := self._server.stdout.readline()) not in (b"\n", b""):
            self.said.append(line)
            lines.put(line)
        lines.put(b"")


if __name__ == "__main__":
    serve()
