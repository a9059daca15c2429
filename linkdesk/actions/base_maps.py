"""Base maps: a scanned map or satellite picture that lies pale under the plots, on the screen and on paper."""

from __future__ import annotations

import io
from math import ceil
from pathlib import Path

from PIL import Image

from linkdesk.actions.world_files import World, beside
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import id_of
from linkdesk.domain.gauss_zone import zone_at
from linkdesk.domain.outlines import outline
from linkdesk.domain.plot import BaseMap, Plot, PlotRings
from linkdesk.domain.project import Project
from linkdesk.paths import shown_name

LARGEST_FILE = 500 * 1024 * 1024
MOST_PIXELS = 120_000_000   # that are decoded at once
LONGEST_SIDE = 6000         # px of the copy that is kept: 0.13 mm on a sheet of A3 for a township of 20 km
_QUALITY = 88
_KINDS = ("JPEG", "PNG", "TIFF")

Image.MAX_IMAGE_PIXELS = None  # our own limit is checked before anything is decoded


def add(desk: Desk, project_id: str, picture: Path) -> Change:
    """Put a picture under the plots of a project; its world file lies beside it.

    Kept is a copy as JPEG, no larger than 6000 px, with the world file's numbers made to fit. KnownError when picture
    or world file is missing, unreadable or too large, or lies in a zone in which the project has no plots.
    """
    if desk.store.get(Project, project_id) is None:
        raise KnownError("找不到项目，底图没有添加。请先选择项目。")
    world, name = beside(picture), shown_name(picture)
    zone = _zone(desk, project_id, world, name)
    content, size, factor = _copy(picture, name)
    digest, placed = desk.store.files.put(content), world.in_zone(zone).of_larger_pixels(factor).written()
    base = BaseMap(project_id, name, digest, *size, placed, zone, id_of(project_id, digest, *placed))
    if any(same.picture_hash == base.picture_hash and same.world == base.world for same in
           desk.store.load(BaseMap, project_id=project_id)):
        raise KnownError(f"底图“{name}”已经添加过，没有重复添加。")
    return Change(f"添加底图{name}", after=(base,))


def remove(desk: Desk, base_map_id: str) -> Change:
    """Take a base map away; the plots stay as they are."""
    base = desk.store.get(BaseMap, base_map_id)
    if base is None:
        raise KnownError("这张底图已经移除，没有再改动。")
    return Change(f"移除底图{base.name}", before=(base,))


def _zone(desk: Desk, project_id: str, world: World, name: str) -> int:
    """The zone of the picture: as its easting says, else the one zone of the project's plots."""
    zones = _zones(desk, project_id)
    if world.zone is None:
        if len(zones) != 1:
            raise KnownError(f"“{name}”的东坐标没有带号，项目区地块也不能说明是哪一带，底图没有添加。"
                             "请先导入地块，或在坐标文件的东坐标前加上两位带号。")
        return zones.pop()
    if zones and world.zone not in zones:
        here = "、".join(f"第{zone}带" for zone in sorted(zones))
        raise KnownError(f"“{name}”在第{world.zone}带，项目区地块在{here}，叠不到一起，底图没有添加。请换用同一带的影像。")
    return world.zone


def _zones(desk: Desk, project_id: str) -> set[int]:
    plots = desk.store.load(Plot, project_id=project_id)
    lines = map(outline, desk.store.load(PlotRings, id=[p.rings_id for p in plots if p.rings_id]))
    zones = (zone_at(line[0][0][0]) for line in lines if line and line[0])
    return {zone for zone in zones if zone is not None}


def _copy(path: Path, name: str) -> tuple[bytes, tuple[int, int], int]:
    """The picture as it is kept, its size, and how many pixels of the file each of its pixels stands for."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnownError(f"“{name}”超过 500 MB，底图没有添加。请裁剪到项目区范围，或降低分辨率后再试。")
        with Image.open(path, formats=_KINDS) as opened:
            return _reduced(opened, name)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise KnownError(f"“{name}”读不出来，底图没有添加。请使用没有损坏的 JPG、PNG 或 TIF 影像。") from None


def _reduced(opened: Image.Image, name: str) -> tuple[bytes, tuple[int, int], int]:
    wide = opened.width
    opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read coarser at once: 2, 4 or 8 pixels as one
    if opened.width * opened.height > MOST_PIXELS:
        raise KnownError(f"“{name}”有 {opened.width} × {opened.height} 个像素，太大，底图没有添加。请裁剪到项目区范围，或降低分辨率后再试。")
    coarser, factor = round(wide / opened.width), ceil(max(opened.size) / LONGEST_SIDE)
    picture = _in_colour(opened)
    picture = picture.reduce(factor) if factor > 1 else picture
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=_QUALITY)
    return out.getvalue(), picture.size, coarser * factor


def _in_colour(picture: Image.Image) -> Image.Image:
    """The picture in red, green and blue, white where it is transparent."""
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        white = Image.new("RGBA", clear.size, "white")
        return Image.alpha_composite(white, clear).convert("RGB")
    if picture.mode.startswith("I") or picture.mode == "F":
        return _stretched(picture)
    return picture.convert("RGB")


def _stretched(picture: Image.Image) -> Image.Image:
    """A picture of 16 bits or of measurements from its darkest to its brightest."""
    plain = picture.convert("F")
    low, high = plain.getextrema()
    scale = 255 / (high - low) if high > low else 0
    return plain.point(lambda value: value * scale - low * scale).convert("L").convert("RGB")
