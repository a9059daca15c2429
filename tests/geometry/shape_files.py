"""Files of shapes to vary: the two plots of the exchange text as Shapefile, GeoJSON, DXF and table."""

import json
from decimal import Decimal

import ezdxf
import shapefile

from linkdesk.geometry import form_of
from linkdesk.geometry.child import answered
from linkdesk.geometry.crs import wkt_of
from linkdesk.geometry.judging import understood
from linkdesk.geometry.process import taken
from tests.geometry.exchange_files import TEXT, read

PLOTS = read(TEXT).plots
RECORDS = [(p.code, p.name, str(p.use), p.land_class, float(p.stated_ha)) for p in PLOTS]
FIELDS = ("DKBH", "DKMC", "DKYT", "DLBM", "MJ")


def read_here(path):
    """A file of shapes read as read_file does, but without a process of its own: that takes half a second each."""
    said = json.loads(json.dumps(answered(form_of(path), path)))
    return understood(taken(said, path.name), path.name)


def closed(ring):
    """A ring as pairs (east, north) with its first point again at the end."""
    return [(float(p.y), float(p.x)) for p in (*ring, ring[0])]


def shape_file(folder, name="地块", fields=FIELDS, records=RECORDS, prj=None, encoding="gbk", shapes=None):
    """A Shapefile of the two plots; `shapes` gives other rings, `prj` another text than that of zone 36."""
    with shapefile.Writer(folder / name, shapeType=shapefile.POLYGON, encoding=encoding) as writer:
        for field in fields:
            writer.field(field, *(("N", 18, 4) if "MJ" in field else ("C", 60)))
        for record, rings in zip(records, shapes or [[closed(r) for r in p.rings] for p in PLOTS], strict=True):
            writer.poly(rings) if rings else writer.null()
            writer.record(*record)
    (folder / f"{name}.prj").write_text(wkt_of(36, True) if prj is None else prj)
    return folder / f"{name}.shp"


def geojson(rings_of=lambda p: [closed(r) for r in p.rings], crs="urn:ogc:def:crs:EPSG::4524"):
    """The two plots as a FeatureCollection; change it and write it with `saved`."""
    features = [{"type": "Feature", "properties": dict(zip(FIELDS, record, strict=True)),
                 "geometry": {"type": "Polygon", "coordinates": rings_of(p)}} for p, record in zip(PLOTS, RECORDS, strict=True)]
    named = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return {"type": "FeatureCollection", **named, "features": features}


def saved(folder, value, name="地块.geojson"):
    """A JSON value as a file."""
    path = folder / name
    path.write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    return path


def drawing(folder, layer="拆旧区", texts=True):
    """The two plots as closed polylines with their codes and names as texts inside."""
    document = ezdxf.new("R2010")
    for plot in PLOTS:
        for ring in plot.rings:
            document.modelspace().add_lwpolyline(closed(ring)[:-1], close=True, dxfattribs={"layer": layer})
        east, north = closed(plot.rings[0])[0]
        for i, text in enumerate((plot.code, plot.name, plot.land_class) if texts else ()):
            document.modelspace().add_text(text, dxfattribs={"insert": (east + 12, north + 12 - i * 0.5)})
    document.saveas(folder / "图.dxf")
    return folder / "图.dxf"


def table(headings=("地块编号", "地块名称", "用途", "地类", "面积（公顷）", "圈号", "点号", "X坐标", "Y坐标")):
    """The two plots as rows of a table of points, the words of a plot in its first row only."""
    rows = [list(headings)]
    for plot, record in zip(PLOTS, RECORDS, strict=True):
        words = list(record)
        for number, ring in enumerate(plot.rings, 1):
            for point in ring:
                rows.append([*words, number, point.label, float(point.x), float(point.y)])
                words = [""] * len(record)
    return rows


def seen(plot_file):
    """What must be the same however the plots came."""
    return [(p.code, p.name, str(p.use), p.land_class, p.plane_m2, p.ellipsoid_m2, p.valid, len(p.rings)) for p in plot_file.plots]


EXPECTED = seen(read(TEXT))
AREAS = [Decimal("8802.0092"), Decimal("4530.0000")]
