"""Plots out: those of a project as boundary-point exchange text, GeoJSON or Shapefile, one file for each zone."""

from __future__ import annotations

from collections.abc import Callable, Collection
from itertools import groupby
from pathlib import Path

from linkdesk import geometry
from linkdesk.actions.folders import ready_folder, safe
from linkdesk.desk import Desk
from linkdesk.domain.directory import Authority
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plot import Plot, PlotRings
from linkdesk.domain.project import Project
from linkdesk.domain.refusals import why
from linkdesk.domain.words import PlotUse
from linkdesk.geometry import WrittenPlot
from linkdesk.store.whole import whole

FORMS = {"txt": "界址点坐标交换格式（TXT）", "geojson": "GeoJSON", "shapefile": "Shapefile（SHP）"}
_SUFFIXES = {"txt": (".txt",), "geojson": (".geojson", ".json"), "shapefile": (".shp",)}


def export(desk: Desk, project_id: str, form: str, out: Path, uses: Collection[PlotUse] = tuple(PlotUse)) -> list[Path]:
    """Write the plots of a project of these uses in a form (a key of FORMS); returns the files written.

    `out` is a file with the form's suffix, which is written anew, or a folder, in which nothing is overwritten. KnownError
    where there is no plot with a boundary, the form cannot hold what a plot says, or the system refuses.
    """
    project = desk.store.get(Project, project_id)
    if project is None or form not in FORMS:
        raise KnownError("找不到要导出的项目，请先选择项目。" if project is None else f"没有“{form}”这种格式，没有写出任何文件。")
    named = out.suffix.lower() in _SUFFIXES[form]
    folder, stem = (out.parent, out.stem) if named else (out, safe(f"{project.name}地块"))
    suffix = out.suffix if named else _SUFFIXES[form][0]
    groups = _by_zone(_written(desk, project_id, uses))
    made: dict[Path, bytes] = {}
    for plots in groups:
        zone = "" if len(groups) == 1 else _zone_name(plots[0])
        files = _files(desk, project, plots, form, suffix)
        made |= {folder / f"{stem}{zone}{ending}": data for ending, data in files.items()}
    ready_folder(folder)
    _refuse_existing(made, named)
    return [_write(path, data) for path, data in made.items()]


def without_boundary(desk: Desk, project_id: str) -> list[Plot]:
    """The plots of a project that no file can hold, because they have no boundary points yet."""
    return [plot for plot in desk.store.load(Plot, project_id=project_id) if not plot.rings_id]


def _written(desk: Desk, project_id: str, uses: Collection[PlotUse]) -> list[WrittenPlot]:
    order = list(PlotUse)
    plots = sorted(desk.store.load(Plot, project_id=project_id), key=lambda p: (order.index(p.use), p.code))
    rings = {r.id: r for r in desk.store.load(PlotRings, id=[p.rings_id for p in plots if p.rings_id])}
    found = [geometry.written(p, rings[p.rings_id]) for p in plots if p.rings_id in rings and p.use in uses]
    if not found:
        raise KnownError("项目里还没有带界址点的地块，没有写出任何文件。请先导入地块。")
    return found


def _by_zone(plots: list[WrittenPlot]) -> list[list[WrittenPlot]]:
    def system(plot: WrittenPlot) -> tuple[int, bool]:
        return plot.zone or 0, plot.prefixed
    return [list(group) for _, group in groupby(sorted(plots, key=system), system)]


def _zone_name(plot: WrittenPlot) -> str:
    return f"_{plot.zone if plot.zone is not None else '未知'}带" + ("" if plot.prefixed else "_无带号")


def _files(desk: Desk, project: Project, plots: list[WrittenPlot], form: str, suffix: str) -> dict[str, bytes]:
    """What is written of plots of one zone, by the ending of the file."""
    body = desk.store.get(Authority, project.responsible_id) if project.responsible_id else None
    makers: dict[str, Callable[[], dict[str, bytes]]] = {
        "txt": lambda: {suffix: geometry.exchange_bytes(plots, body.name if body else "", desk.clock().date())},
        "geojson": lambda: {suffix: geometry.geojson_text(plots).encode("utf-8")},
        "shapefile": lambda: {f".{part}": data for part, data in geometry.shapefile_parts(plots).items()},
    }
    return makers[form]()


def _refuse_existing(made: dict[Path, bytes], named: bool) -> None:
    there = next((path for path in made if not named and path.exists()), None)
    if there:
        raise KnownError(f"“{there.name}”已经在那个文件夹里，没有写出任何文件。请换一个文件夹，或先移走它。")


def _write(path: Path, data: bytes) -> Path:
    try:
        with whole(path) as part:
            part.write_bytes(data)
    except OSError as wrong:
        raise KnownError(f"不能写入“{path}”（{why(wrong)}），没有留下半成品。请检查磁盘空间和文件夹权限后再试。") from None
    return path
