"""Files of plots in and out, areas on the plane and on the ellipsoid, soundness and overlaps of plots."""

from linkdesk.geometry.ellipsoid import ellipsoid_area
from linkdesk.geometry.entities import boundary_of, plot_rings, to_entities
from linkdesk.geometry.exchange import read_exchange
from linkdesk.geometry.exchange_writing import exchange_bytes
from linkdesk.geometry.files import WORKBOOK, form_of, read_file
from linkdesk.geometry.geojson_writing import geojson_text
from linkdesk.geometry.inspection import has_errors, inspect_json
from linkdesk.geometry.overlapping import Overlap, overlaps
from linkdesk.geometry.places import Place, lying
from linkdesk.geometry.plane import plane_area
from linkdesk.geometry.plot_file import Boundary, PlotFile, PlotProblem, Point, ReadPlot, Ring, Rings
from linkdesk.geometry.relations import OtherPlot, OwnPlot, relations
from linkdesk.geometry.shapefile_writing import shapefile_parts
from linkdesk.geometry.sheets import read_rows, read_sheets
from linkdesk.geometry.survey_area import survey_area
from linkdesk.geometry.written import WrittenPlot, written

__all__ = [
    "WORKBOOK", "Boundary", "OtherPlot", "Overlap", "OwnPlot", "Place", "PlotFile", "PlotProblem", "Point",
    "ReadPlot", "Ring", "Rings", "WrittenPlot", "boundary_of", "ellipsoid_area", "exchange_bytes", "form_of",
    "geojson_text", "has_errors", "inspect_json", "lying", "overlaps", "plane_area", "plot_rings",
    "read_exchange", "read_file", "read_rows", "read_sheets", "relations", "shapefile_parts", "survey_area",
    "to_entities", "written",
]
