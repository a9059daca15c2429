"""Read plots as entities, and back."""

import hashlib
import json
from dataclasses import replace
from decimal import Decimal

from linkdesk.domain.words import PlotUse
from linkdesk.geometry import boundary_of, plot_rings, to_entities
from tests.geometry.exchange_files import HEADER, SECOND, TEXT, read


def test_entities():
    read_plot = read(TEXT.replace("0.8802", "0.88")).plots[0]
    rings, plot, source = to_entities(read_plot, "p1", 36)
    assert (plot.project_id, plot.code, plot.use, plot.rings_id) == ("p1", "CJ-001", PlotUse.OLD, rings.id)
    assert (plot.stated_area, plot.plane_area) == (Decimal("8800.0000"), Decimal("8802.0092"))
    assert plot.ellipsoid_area == read_plot.ellipsoid_m2
    assert (source.plot_id, source.file_name, source.line, source.remarks) == (plot.id, "界址点.txt", 13, ())
    assert boundary_of(rings) == (36, read_plot.rings)


def test_content_is_named_by_its_hash():
    plot = read(HEADER + SECOND).plots[0]
    rings = to_entities(plot, "p1", 36)[0]
    assert rings.id == to_entities(replace(plot, code="X"), "p2", None)[0].id
    content = {"rings": json.loads(rings.rings), "zone": 36}
    assert rings.id == hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).hexdigest()
    assert json.loads(rings.rings)[0][0] == ["J1", "3450700.000", "36462500.000"]
    assert plot_rings(boundary_of(rings)._replace(zone=37)).id != rings.id


def test_the_given_zone_serves_points_without_one():
    plot = read((HEADER + SECOND).replace("带号=36\n", "").replace(",36462", ",462")).plots[0]
    assert to_entities(plot, "p1", 35)[0].zone == 35


def test_remarks_go_along():
    plot = read(HEADER + SECOND.replace("拆旧", "复绿")).plots[0]
    _, entity, source = to_entities(plot, "p1", 36)
    assert entity.use is PlotUse.OLD
    assert source.remarks == ("地块用途“复绿”不是拆旧、安置或建新。",)
