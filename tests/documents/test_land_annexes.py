"""附表2, 6 and 7: land by class, before and after, in quantity and quality; sides that are equal and totals that add up."""

from dataclasses import replace
from decimal import Decimal

import pytest

from linkdesk.documents.annexes.farmland import farmland_sheet
from linkdesk.documents.annexes.present import present_sheet
from linkdesk.documents.annexes.structure import structure_sheet
from linkdesk.documents.cells import is_gap, leaves, number
from linkdesk.documents.sums import live_sums
from linkdesk.domain.land_class import LandScheme
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import LandUse
from tests.documents.dossiers import PLOTS, sample

BEFORE, AFTER = LandSide
SIDES = slice(2, 6), slice(6, 10)


def table(made):
    return made.sections[0].blocks[0]


def column(of, label, occurrence=0):
    at = [i for i, c in enumerate(leaves(of.columns)) if c.label == label][occurrence]
    return [number(row[at]) for row in (*of.rows, of.totals)] if of.totals else [number(row[at]) for row in of.rows]


def line(of, *words):
    return next([number(c) for c in row] for row in (*of.rows, of.totals or ()) if set(words) <= set(map(str, row)))


def use(plot, side, code, hectares, grade=None):
    return LandUse(plot, 0, side, code, Decimal(hectares) * 10000, grade and Decimal(grade))


def test_before_and_after_are_equal_in_every_zone():
    totals = [number(cell) for cell in table(structure_sheet(sample())).totals]
    assert totals[SIDES[0]] == totals[SIDES[1]]
    assert totals[5] == sum(totals[2:5])
    assert totals[10] == 0


def test_each_class_adds_up_to_its_subtotal_and_they_to_the_whole():
    made = table(structure_sheet(sample()))
    for at in range(2, 11):
        values = [number(row[at]) for row in made.rows]
        whole, first = Decimal(0), 0
        for row in made.subtotal_rows:
            assert values[row] == sum(values[first:row])
            whole, first = whole + values[row], row + 1
        assert number(made.totals[at]) == whole
    assert len(live_sums(made, 5)) == len(made.subtotal_rows) + 1  # so that Excel sums them again


def test_the_present_table_adds_up_across_and_down():
    rows = use("old1", BEFORE, "0702", "0.5"), use("old1", BEFORE, "1004", "0.1"), use("old1", BEFORE, "0103", "0.0751")
    made = table(present_sheet(sample(land_uses=rows)))
    assert line(made, "上沟村")[3:] == [Decimal(n) for n in ("0.6751 0.0751 0 0 0.0751 0 0 0 0 0.6 0.5 0 0 0 0.1 0".split())]
    for at in range(3, len(made.totals)):
        assert number(made.totals[at]) == sum(number(row[at]) for row in made.rows)


def test_plots_of_one_village_and_owner_stand_on_one_line():
    plots = tuple(replace(p, village_id="sg", owner_unit="上沟村集体") for p in PLOTS[:2]) + PLOTS[2:]
    made = table(present_sheet(sample(plots=plots)))
    assert len(made.rows) == 2
    assert line(made, "上沟村")[3] == Decimal("1.3190")


def test_a_gap_in_one_plot_leaves_its_line_and_the_whole_open():
    made = table(present_sheet(sample(plots=(replace(PLOTS[0], land_class=""), *PLOTS[1:]))))
    assert [is_gap(row[3]) for row in made.rows].count(True) == 1
    assert is_gap(made.totals[3])
    assert any("待补" in note for note in made.notes)


@pytest.mark.parametrize(("scheme", "code", "heading", "inside"), [
    (LandScheme.SURVEY2, "203", "村庄 203", True), (LandScheme.SURVEY3, "0702", "农村宅基地 0702", True),
    (LandScheme.GBT21010_2017, "0702", "农村宅基地 0702", True)])
def test_the_columns_are_those_of_the_projects_scheme(scheme, code, heading, inside):
    plots = tuple(replace(p, land_class=code, land_scheme=scheme) for p in PLOTS[:3])
    made = table(present_sheet(sample(plots=plots)))
    assert column(made, heading)[-1] == Decimal("2.0202")
    assert scheme in made.notes[0]


def test_a_class_that_can_be_several_in_the_projects_scheme_stands_undivided():
    plots = (replace(PLOTS[0], land_class="203"), *PLOTS[1:3])
    made = table(present_sheet(sample(plots=plots)))
    assert column(made, "未细分建设用地")[-1] == Decimal("0.6751")
    assert column(made, "小计", 1)[-1] == Decimal("2.0202")


def test_farmland_by_class_and_grade_adds_up_to_what_is_gained():
    rows = use("old1", AFTER, "0102", "0.2", "11"), use("old1", AFTER, "0103", "0.3", "12"), use("old1", AFTER, "1006", "0.1751")
    made = table(farmland_sheet(sample(land_uses=rows)))
    reclaimed, settled, urban, net = ([number(c) for c in row] for row in made.rows)
    assert reclaimed[2:10] == [Decimal(n) for n in "1.67 0 0.2 1.47 0.2 0 1.47 0".split()]
    assert all(r - s - u == n for r, s, u, n in zip(reclaimed[2:10], settled[2:10], urban[2:10], net[2:10], strict=True))
    assert [c.label for c in leaves(made.columns)][6:10] == ["11 等", "11.8 等", "12 等", "12.5 等"]


def test_farmland_without_a_grade_has_a_column_of_its_own():
    made = table(farmland_sheet(sample(plots=(*PLOTS[:3], replace(PLOTS[3], quality_grade=None), PLOTS[4]))))
    assert column(made, "等别待补") == [0, Decimal("0.3100"), 0, Decimal("-0.3100")]
    assert is_gap(made.rows[1][-2])


def test_where_no_farmland_is_taken_no_grade_stands():
    none = replace(PLOTS[3], farmland_taken=Decimal(0), dry_taken=Decimal(0))
    assert table(farmland_sheet(sample(plots=(*PLOTS[:3], none, PLOTS[4])))).rows[1][-2] == "—"
