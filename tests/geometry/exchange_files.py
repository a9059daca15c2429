"""Boundary-point files to vary, and short ways to read them."""

from decimal import Decimal
from pathlib import Path

from linkdesk.geometry import PlotFile, Point, Ring, read_exchange

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"

HEADER = """[属性描述]
格式版本号=1.01版本
数据产生单位=某市自然资源局
数据产生日期=2018-3-15
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=36
精度=0.001
转换参数=0,0,0,0,0,0,0
[地块坐标]
"""
FIRST = """9,0.8802,CJ-001,某村1号地块,面,H48G053096,拆旧,0702,@
J1,1,3450512.345,36462345.678
J2,1,3450598.112,36462351.904
J3,1,3450604.870,36462433.265
J4,1,3450551.306,36462470.118
J5,1,3450508.420,36462419.553
J1,1,3450512.345,36462345.678
J6,2,3450545.000,36462380.000
J7,2,3450545.000,36462400.000
J8,2,3450565.000,36462400.000
J9,2,3450565.000,36462380.000
J6,2,3450545.000,36462380.000
"""
SECOND = """4,0.4530,CJ-002,某村2号地块,面,,拆旧,0702,@
J1,1,3450700.000,36462500.000
J2,1,3450760.000,36462500.000
J3,1,3450760.000,36462575.500
J4,1,3450700.000,36462575.500
"""
TEXT = HEADER + FIRST + SECOND


def read(text: str, encoding: str = "gbk") -> PlotFile:
    """The file whose text this is."""
    return read_exchange(text.encode(encoding), "界址点.txt")


def codes(plot_file: PlotFile) -> list[str]:
    """The codes of its problems, in order."""
    return [problem.code for problem in plot_file.problems]


def ring(*places: tuple[str, str]) -> Ring:
    """A ring of (X, Y) places named J1, J2, …"""
    return tuple(Point(f"J{i}", Decimal(x), Decimal(y)) for i, (x, y) in enumerate(places, 1))


def rectangle(south: str, north: str, west: str, east: str) -> Ring:
    """A ring round a rectangle, clockwise from the south-west corner."""
    return ring((south, west), (north, west), (north, east), (south, east))
