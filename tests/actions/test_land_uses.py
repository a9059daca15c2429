"""Land of a plot by class, entered row by row: the plot's own sums follow in the same change and are not typed beside it."""

from decimal import Decimal

import pytest

from linkdesk.actions import edits, land_uses
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.land_class import LandScheme
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import LandUse, Plot
from linkdesk.domain.words import PlotUse

BEFORE, AFTER = LandSide
NAMES = ("land_class", "area", "grade")


@pytest.fixture
def old(sample):
    desk, project_id = sample
    return next(p for p in desk.store.load(Plot, project_id=project_id, order="code") if p.use is PlotUse.OLD)


@pytest.fixture
def desk(sample):
    return sample[0]


def now(desk, plot):
    return desk.store.get(Plot, plot.id)


def put(desk, plot, side, *rows):
    desk.do(land_uses.paste(desk, plot, side, rows, NAMES))
    return [row for row in land_uses.rows(desk, plot.id) if row.side is side]


def test_the_sums_of_a_plot_follow_its_rows_and_one_undo_takes_both_back(desk, old):
    put(desk, old, AFTER, ("0103 旱地", "0.2", "12"), ("水田", "0.1", "10"), ("1006", "0.05", ""))
    plot = now(desk, old)
    assert (plot.new_farmland_area, plot.new_paddy_area, plot.new_agricultural_area) == (3000, 1000, 3500)
    assert plot.quality_grade == Decimal("11.3")
    assert [row.land_class for row in land_uses.rows(desk, old.id)] == ["0103", "0101", "1006"]
    desk.undo()
    assert (now(desk, old), land_uses.rows(desk, old.id)) == (old, [])


def test_a_changed_or_removed_row_changes_the_sums(desk, old):
    first, second = put(desk, old, AFTER, ("0103", "0.2", "12"), ("0101", "0.1", "10"))
    desk.do(land_uses.set_row_field(desk, first, "area", "3 亩"))
    assert now(desk, old).new_farmland_area == 3000
    desk.do(land_uses.remove(desk, [second]))
    assert (now(desk, old).new_farmland_area, now(desk, old).new_paddy_area, now(desk, old).quality_grade) == (2000, 0, 12)


def test_a_sum_is_not_typed_beside_its_rows(desk, old):
    desk.do(land_uses.set_plot_field(desk, old, "new_farmland_area", "0.1"))
    put(desk, old, AFTER, ("0103", "0.2", "12"))
    plot = now(desk, old)
    for change in (lambda: land_uses.set_plot_field(desk, plot, "new_farmland_area", "0.3"),
                   lambda: desk.do(edits.set_field(plot, "new_farmland_area", "0.3")),
                   lambda: desk.do(Change("改", after=(LandUse(old.id, 9, AFTER, "0103", Decimal(100)),)))):
        with pytest.raises(KnownError, match="地类面积"):
            change()
    assert now(desk, old) == plot
    desk.do(land_uses.set_plot_field(desk, plot, "note", "其余字段照常"))


def test_without_rows_the_fields_are_the_plots_own_again(desk, old):
    rows = put(desk, old, AFTER, ("0103", "0.2", "12"))
    desk.do(land_uses.remove(desk, rows))
    desk.do(land_uses.set_plot_field(desk, now(desk, old), "new_farmland_area", "0.3"))
    assert now(desk, old).new_farmland_area == 3000


def test_an_open_row_takes_nothing_away(desk, old):
    for name, text in (("new_agricultural_area", "0.2"), ("new_farmland_area", "0.2"), ("new_paddy_area", "0"), ("reclaim_class", "0103")):
        desk.do(land_uses.set_plot_field(desk, now(desk, old), name, text))
    desk.do(land_uses.add(desk, now(desk, old), AFTER))
    assert [row.land_class for row in land_uses.rows(desk, old.id)] == ["0103", "0702", ""]
    assert now(desk, old).new_farmland_area == 2000
    assert "地类面积" in desk.dossier(old.project_id).land[old.id, AFTER].missing


def test_rows_begin_with_what_the_fields_tell(desk, sample):
    plot = next(p for p in desk.store.load(Plot, project_id=sample[1]) if p.use is PlotUse.SETTLEMENT)
    with pytest.raises(KnownError, match="占用农用地"):
        land_uses.from_fields(desk, plot, BEFORE) and desk.do(land_uses.from_fields(desk, plot, BEFORE))
    for name, text in (("agricultural_taken", "0.3"), ("farmland_taken", "0.2"), ("dry_taken", "0.2"), ("unused_taken", "0")):
        desk.do(land_uses.set_plot_field(desk, now(desk, plot), name, text))
    desk.do(land_uses.from_fields(desk, now(desk, plot), BEFORE))
    assert [r.land_class for r in land_uses.rows(desk, plot.id)][:2] == ["0103", "耕地以外农用地"]
    after = now(desk, plot)
    assert (after.agricultural_taken, after.farmland_taken, after.dry_taken, after.paddy_taken) == (3000, 2000, 2000, 0)
    with pytest.raises(KnownError, match="已有"):
        land_uses.from_fields(desk, after, BEFORE)


def test_a_class_that_no_scheme_knows_is_refused(desk, old):
    (row,) = put(desk, old, AFTER, ("0103", "0.2", "12"))
    with pytest.raises(KnownError, match="没有“9999”这个地类"):
        land_uses.set_row_field(desk, row, "land_class", "9999")
    assert land_uses.rows(desk, old.id) == [row]


@pytest.mark.parametrize(("code", "to", "words"), [
    ("0103", LandScheme.SURVEY2, "013 旱地。"), ("127", LandScheme.GBT21010_2017, "可能是 1206 裸土地、1207 裸岩石砾地，请按实地选定"),
    ("9999", LandScheme.SURVEY2, "没有对应")])
def test_a_class_in_another_scheme_is_said(code, to, words):
    assert words in land_uses.conversions(code, to)
