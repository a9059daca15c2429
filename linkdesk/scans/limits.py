"""How much a scanned file may ask for, shared by the child that reads it and the parent that waits."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
MEMORY = 1500 * MEGABYTE   # of addresses; a page of the largest size allowed takes 600 MB for a moment
SECONDS_A_PAGE = 30.0
MOST_PIXELS = 100_000_000  # of a page: A3 at 600 dpi has 70 million
LARGEST_SHEET = 200 * MEGABYTE
MOST_TEXTS, LONGEST_TEXT = 8, 200
