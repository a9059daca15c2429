"""The words around a map: title, coordinate system, who made it and when."""

from __future__ import annotations

from collections.abc import Sequence

from linkdesk.documents.maps.frame import Words
from linkdesk.documents.maps.ground import Lying
from linkdesk.documents.maps.view import View
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.land import plot_area
from linkdesk.domain.gauss_zone import central_meridian, degrees_wide, zone_at
from linkdesk.domain.plot_area import BASES
from linkdesk.domain.quantities import hectares

_AREA = "项目区"


def heading(dossier: Dossier, title: str) -> str:
    """The title with the project's name before it, 项目区 said once."""
    name = dossier.project.name
    return f"{name.removesuffix(_AREA) if title.startswith(_AREA) else name}{title}"


def words(dossier: Dossier, view: View, title: str, above: str = "", *, notes: tuple[str, ...], says: str = "") -> Words:
    """What stands around a sheet; `says` tells what the labels in it are."""
    basis = BASES[dossier.area_basis]
    system = (*_system(zone_at(view.east)), says or f"注记：地块编号／面积（公顷，{basis}）")
    day = dossier.on
    makers = (f"编制单位：{dossier.project.compiler or '　　　　　　'}", f"制图日期：{day.year}年{day.month}月{day.day}日",
              "制图：　　　　　审核：")
    return Words(title, above, system, makers, notes)


def _system(zone: int | None) -> tuple[str, str]:
    first = "坐标系：2000国家大地坐标系"
    if zone is None:
        return first, "高斯－克吕格投影，带号未注明；坐标单位：公里"
    return first, f"高斯－克吕格投影{degrees_wide(zone)}度带第{zone}带，中央经线{central_meridian(zone)}°"


def summed(dossier: Dossier, plots: Sequence[Lying]) -> str:
    """ 8.8020 公顷, the sum of the printed areas; empty while one of them is not known."""
    areas = [plot_area(dossier, each.plot) for each in plots]
    return "" if None in areas else f" {sum(map(hectares, areas)):.4f} 公顷"
