"""How much a Word file may ask for, shared by the child that reads it and the parent that waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zipfile import ZipFile

MEGABYTE = 1024 * 1024
LARGEST_FILE = 100 * MEGABYTE
LARGEST_UNPACKED = 200 * MEGABYTE
LARGEST_PART = 30 * MEGABYTE    # of text: pictures are never unpacked
LARGEST_RATIO = 100
SMALLEST_DOUBTED = 10 * MEGABYTE  # text packs well: below this no ratio is held against a file
MOST_ENTRIES = 1000
MOST_BLOCKS = 100_000
MEMORY = 700 * MEGABYTE
SECONDS = 30


def unpacks_too_large(archive: ZipFile, size: int) -> bool:
    """Whether a zip archive of so many bytes claims more entries, bytes or compression than an honest document has."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    packed_too_well = unpacked > LARGEST_RATIO * size and unpacked > SMALLEST_DOUBTED
    return len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED or packed_too_well
