"""How much a file of plots may ask for, shared by the child that reads it and the parent that waits."""

from __future__ import annotations

MEGABYTE = 1024 * 1024
LARGEST_FILE = 50 * MEGABYTE     # also of each part of a Shapefile, and of all that is unpacked from an archive
MOST_POINTS = 500_000            # an honest project has some ten thousand; each costs the program half a kilobyte
MEMORY = 1500 * MEGABYTE         # of addresses; a drawing of 50 MB takes 1 GB of them while it is read
SECONDS = 60
