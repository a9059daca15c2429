"""How much a workbook may ask for, shared by the child that reads it and the parent that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linkdesk import bounds

if TYPE_CHECKING:
    from zipfile import ZipFile

MEGABYTE = 1024 * 1024
LARGEST_FILE = 200 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
LARGEST_RATIO = 100
MOST_ENTRIES = 1000
MEMORY = 500 * MEGABYTE
STEP = 20 * MEGABYTE
SECONDS_PER_STEP = 9  # of the ten a file may take; one is left for the start and for the parent
ROWS_PER_STEP = 200_000


def seconds_allowed(size: int) -> int:
    """Seconds a file of so many bytes may take to be opened: nine for each begun 20 MB."""
    return SECONDS_PER_STEP * (1 + size // STEP)


def rows_allowed(size: int) -> int:
    """Rows with content a file of so many bytes may have; honest ones have half as many, and each costs the parent memory."""
    return ROWS_PER_STEP * (1 + size // STEP)


def apply(size: int, patience: int = 1) -> None:
    """Bind this process to the limits for a file of so many bytes.

    `patience` multiplies the seconds, for whoever does more than read.
    """
    bounds.bind(MEMORY, patience * seconds_allowed(size))


def unpacks_too_large(archive: ZipFile, size: int) -> bool:
    """Whether a zip archive of so many bytes claims more entries, bytes or compression than an honest workbook has."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    return len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED or unpacked > LARGEST_RATIO * size
