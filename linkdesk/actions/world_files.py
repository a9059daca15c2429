"""World files (.jgw, .tfw, .wld): where the pixels of a picture lie on the ground."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from linkdesk.domain.errors import KnownError
from linkdesk.domain.gauss_zone import is_easting, is_northing, zone_at, zoned
from linkdesk.paths import shown_name

_SUFFIXES = {".jpg": (".jgw", ".jpgw"), ".jpeg": (".jgw", ".jpegw", ".jpgw"), ".png": (".pgw", ".pngw"),
             ".tif": (".tfw", ".tifw"), ".tiff": (".tfw", ".tiffw", ".tifw")}
_FINEST, _COARSEST = Decimal("0.001"), Decimal(1000)  # metres a pixel
_DIGITS = 20     # before or behind the point: more is no place on earth
_LARGEST = 4096  # bytes: six numbers need a hundred


@dataclass(frozen=True, slots=True)
class World:
    """The six numbers in the order of the file: metres a pixel east, turn, turn, metres a pixel north (negative), east, north."""

    numbers: tuple[Decimal, ...]

    @property
    def zone(self) -> int | None:
        """The zone in front of the easting; None where it has none."""
        return zone_at(self.numbers[4])

    def in_zone(self, zone: int) -> World:
        """The same with the zone in front of the easting."""
        return World((*self.numbers[:4], zoned(self.numbers[4], zone), self.numbers[5]))

    def of_larger_pixels(self, factor: int) -> World:
        """What holds when each pixel stands for `factor` × `factor` of the old ones."""
        a, d, b, e, c, f = self.numbers
        half = Decimal(factor - 1) / 2
        return World((a * factor, d * factor, b * factor, e * factor, c + half * (a + b), f + half * (d + e)))

    def written(self) -> tuple[str, ...]:
        """The numbers as text."""
        return tuple(f"{number:f}" for number in self.numbers)


def beside(picture: Path) -> World:
    """The world file that lies beside a picture; KnownError when there is none, or it cannot hold for China."""
    wanted = [*_SUFFIXES.get(picture.suffix.lower(), ()), ".wld"]
    try:
        there = {path.name.lower(): path for path in picture.parent.iterdir()}
    except OSError:
        raise KnownError(f"读不了“{shown_name(picture)}”所在的文件夹，底图没有添加。请核对文件夹是否存在。") from None
    found = next((there[name] for suffix in wanted if (name := f"{picture.stem}{suffix}".lower()) in there), None)
    if found is None:
        raise KnownError(f"“{shown_name(picture)}”旁边没有坐标文件，底图没有添加。请把同名的 {'、'.join(wanted)} 文件放在同一文件夹，再添加。")
    return _read(found)


def _read(path: Path) -> World:
    name = shown_name(path)
    try:
        with path.open("rb") as file:
            words = file.read(_LARGEST).decode("ascii", "replace").split()
        numbers = tuple(map(Decimal, words[:6]))
    except (OSError, InvalidOperation):
        numbers = ()
    if len(numbers) < 6 or not all(n.is_finite() and abs(n.adjusted()) < _DIGITS for n in numbers):
        raise KnownError(f"坐标文件“{name}”读不出六个数，底图没有添加。请向提供影像的单位索取正确的坐标文件。")
    return _fit(World(numbers), name)


def _fit(world: World, name: str) -> World:
    a, d, b, e, east, north = world.numbers
    if abs(east) <= 180 and abs(north) <= 90:
        raise KnownError(f"坐标文件“{name}”是经纬度，底图没有添加。请先投影到 2000 国家大地坐标系高斯平面坐标（米）。")
    if not (is_northing(north) and is_easting(east)):
        raise KnownError(f"坐标文件“{name}”的位置（东 {east}，北 {north}）不在我国高斯平面坐标范围内，底图没有添加。请核对坐标文件。")
    if a * e == b * d or not _FINEST <= max(map(abs, (a, b, d, e))) <= _COARSEST:
        raise KnownError(f"坐标文件“{name}”的像素大小不合理，底图没有添加。请核对坐标文件。")
    return world
