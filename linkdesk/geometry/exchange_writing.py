"""The boundary-point exchange text as submission systems want it: CRLF, GBK, closing points repeated (DOMAIN §7.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from linkdesk.domain.errors import KnownError
from linkdesk.domain.gauss_zone import degrees_wide
from linkdesk.geometry.attributes import hectares_text
from linkdesk.geometry.datum import CGCS2000
from linkdesk.geometry.written import WrittenPlot, decimals


def exchange_bytes(plots: Sequence[WrittenPlot], made_by: str, made_on: date) -> bytes:
    """The text of plots of one zone; in GBK, in GB18030 where a name needs it. KnownError where neither can hold a name."""
    places = decimals(plots)
    lines = [*_header(plots[0].zone, made_by, made_on, places), *(line for plot in plots for line in _plot(plot, places))]
    text = "\r\n".join([*lines, ""])
    try:
        return text.encode("gbk")
    except UnicodeEncodeError:
        return _in_gb18030(text, plots)


def _in_gb18030(text: str, plots: Sequence[WrittenPlot]) -> bytes:
    try:
        return text.encode("gb18030")
    except UnicodeEncodeError as wrong:
        unfit = text[wrong.start]
        code = next((p.code for p in plots if unfit in p.name + p.code + p.map_sheet), "").encode("utf-8", "replace").decode()
        raise KnownError(f"地块“{code}”的名称中有无法写出的字符，没有写出任何文件；请改正名称后再导出。") from None


def _header(zone: int | None, made_by: str, made_on: date, places: int) -> Iterator[str]:
    yield "[属性描述]"
    yield "格式版本号=1.01版本"
    yield f"数据产生单位={_word(made_by)}"
    yield f"数据产生日期={made_on.year}-{made_on.month}-{made_on.day}"
    yield f"坐标系={CGCS2000}"
    yield f"几度分带={degrees_wide(zone)}"
    yield "投影类型=高斯克吕格"
    yield "计量单位=米"
    yield f"带号={'' if zone is None else zone}"
    yield f"精度={Decimal(1).scaleb(-places):f}"
    yield "转换参数=0,0,0,0,0,0,0"
    yield "[地块坐标]"


def _plot(plot: WrittenPlot, places: int) -> Iterator[str]:
    points = list(_points(plot, places))
    area = "" if plot.stated_ha is None else hectares_text(plot.stated_ha)
    yield ",".join((str(len(points)), area, _word(plot.code), _word(plot.name), "面", _word(plot.map_sheet), plot.use,
                    _word(plot.land_class), "@"))
    yield from points


def _points(plot: WrittenPlot, places: int) -> Iterator[str]:
    """The rings one after the other, their points named J1, J2, … throughout the plot, each closed by its first point."""
    before = 0
    for number, ring in enumerate(plot.rings, 1):
        for i, point in enumerate((*ring, ring[0])):
            yield f"J{before + 1 + i % len(ring)},{number},{point.x:.{places}f},{point.y:.{places}f}"
        before += len(ring)


def _word(text: str) -> str:
    """A text that does not break the line: the comma that parts its words becomes a full-width one."""
    return " ".join(text.split()).replace(",", "，")
