"""The reader's own process: opens one untrusted file of shapes and writes what it holds to standard output.

One JSON value: the answer (answers.py), or why it was refused. JSON, because what a hostile file can make of this process
must not be able to run anything in the parent.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from linkdesk import bounds
from linkdesk.geometry import limits
from linkdesk.geometry.answers import Refused


def main(arguments: list[str]) -> int:
    """Read the file at the path given as the form given; always answers, unless the process dies."""
    bounds.bind(limits.MEMORY, limits.SECONDS)
    form, path = arguments
    said = json.dumps(answered(form, Path(path))).encode("ascii")
    with open(1, "wb", closefd=False) as out:  # sys.stdout is None in a windowed program
        out.write(said)
    return 0


def answered(form: str, path: Path) -> dict[str, Any]:
    """What a file of a form holds (answers.answer), or {"refused": why}."""
    try:
        return _reader(form)(path)
    except Refused as refused:
        return {"refused": str(refused)}
    except MemoryError:
        return {"refused": "too_large"}
    except RecursionError:
        return {"refused": "too_deep"}
    except Exception:  # a spoilt file makes libraries raise anything
        return {"refused": "broken"}


def _reader(form: str) -> Any:
    """The function that reads a form; each is imported only when it is needed."""
    if form == "geojson":
        from linkdesk.geometry.geojson import read_geojson
        return read_geojson
    if form == "dxf":
        from linkdesk.geometry.fontless import fontless
        with fontless():
            from linkdesk.geometry.drawings import read_drawing
        return read_drawing
    from linkdesk.geometry import shapefiles
    return shapefiles.read_archive if form == "archive" else shapefiles.read_shapefile
