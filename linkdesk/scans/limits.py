"""How much a scanned file may ask for, shared by the child that reads it and the parent that waits."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
MEMORY = 1500 * MEGABYTE   # of addresses; a page of the largest size allowed takes 600 MB for a moment
SECONDS_A_PAGE = 30.0
MOST_PIXELS = 100_000_000  # of a page: A3 at 600 dpi has 70 million
LARGEST_SHEET = 200 * MEGABYTE
MOST_TEXTS, LONGEST_TEXT = 8, 200


def apply() -> None:
    """Bind this process to the memory allowed (POSIX; on Windows the parent's job object does it)."""
    try:
        import resource
    except ImportError:
        return
    for limit, value in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
