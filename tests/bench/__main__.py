"""`make bench`: each stated speed beside a peer in the same run. Exit code 1 when a ratio is over what is allowed."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

NAMES = ("survey", "likeness", "plots", "store", "agreements", "packet", "joining", "design", "design_report", "scans", "map", "today",
         "quota", "start")


def main() -> int:
    """Run what is named on the command line, or all; each in a process of its own, where the others have left no memory."""
    names = sys.argv[1:] or NAMES
    if len(names) == 1:
        return _run(names[0])
    return max([subprocess.run([sys.executable, "-m", "tests.bench", name]).returncode for name in names])


def _run(name: str) -> int:
    over = 0
    for what, ours, peer, ratio, allowed in import_module(f"tests.bench.{name}").run():
        verdict = "达到" if ratio <= allowed else "未达到"
        over += ratio > allowed
        print(f"{what}：LinkDesk {ours:.2f}，对照 {peer:.2f}，比值 {ratio:.2f}，允许 {allowed:.2f}，{verdict}", flush=True)
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
