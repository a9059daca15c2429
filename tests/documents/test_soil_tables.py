"""附表7–10 and 14 of a design: each row can be reckoned again by hand, each total is the sum of its rows, every gap is one."""

from decimal import Decimal

import pytest

from linkdesk.documents.blocks import Computed, Figure, Gap
from linkdesk.documents.design.quality import quality_sheet
from linkdesk.documents.design.soil import (
    farmland_gain_sheet,
    land_change_sheet,
    moves_sheet,
    soil_sheet,
)
from linkdesk.documents.text import as_text
from tests.domain.test_earthwork import GIVES, NEEDS, design, dossier, move, plot
from tests.domain.test_quality import GOOD
from tests.domain.test_quality import dossier as measured


def table(document):
    return document.sections[0].blocks[0]


def value(cell):
    return cell.value if isinstance(cell, Computed | Figure) else cell


@pytest.fixture
def whole():
    planned = tuple(plot(code, at, new_farmland_area=Decimal(9000), new_agricultural_area=Decimal(9500), new_paddy_area=Decimal(0),
                         land_class="0702") for code, at in (("A", 0), ("B", 1000), ("C", 5000)))
    return dossier(design("A", **GIVES), design("B", **NEEDS), design("C", **NEEDS), plots=planned,
                   moves=(move(400, distance=Decimal("1.3"), id="m1"),))


@pytest.mark.parametrize(("make", "first"), [(soil_sheet, 2), (farmland_gain_sheet, 2), (land_change_sheet, 3)])
def test_totals_are_sums_of_rows(whole, make, first):
    shown = table(make(whole))
    rows = shown.rows if make is not land_change_sheet else [row for row in shown.rows[:-1] if row[2] == shown.totals[2]]
    for at in range(first, len(shown.totals)):
        cells = [value(row[at]) for row in rows]
        if (make is farmland_gain_sheet and at == 8) or not all(isinstance(cell, Decimal) for cell in cells):  # a rate is no sum
            continue
        assert value(shown.totals[at]) == sum(cells), at


def test_a_row_of_net_new_farmland_can_be_reckoned_again(whole):
    for row in table(farmland_gain_sheet(whole)).rows:
        _, _, scale, reclaimed, ridges, roads, ditches, net, rate, planned, difference, _ = map(value, row)
        assert net == reclaimed - ridges - roads - ditches
        assert (rate, difference) == (round(net * 100 / scale, 2), net - planned)
    assert farmland_gain_sheet(whole).mark  # its coefficients are not confirmed


def test_sides_of_a_plot_are_as_large(whole):
    before, after = table(land_change_sheet(whole)).rows[:2]
    assert before[3] == after[3] == 1
    assert sum(cell for cell in after[4:-1] if isinstance(cell, Decimal)) == 1


def test_there_is_no_mean_way_while_one_is_not_known(whole):
    two = dossier(design("A", **GIVES), design("B", **NEEDS), moves=(move(400, distance=Decimal("1.3"), id="m1"), move(50, id="m2")))
    assert "共调配 2 笔 450.00 m³，其中 1 笔没有运距，平均运距待补" in as_text(soil_sheet(two)).replace("\n", "")


def test_the_moves_and_the_mean_haul_stand_on_paper(whole):
    assert table(moves_sheet(whole)).rows[0][:6] == (1, "表土", "A", "B", Decimal(400), Decimal("1.3"))
    assert "平均运距 1.30 km" in as_text(soil_sheet(whole))


def test_what_is_not_known_is_a_gap():
    shown = table(soil_sheet(dossier(design("A", **GIVES))))
    assert list(shown.rows[1][2:10]) == [Gap("")] * 8
    assert isinstance(shown.totals[2], Gap)
    assert table(soil_sheet(dossier(design("A", **GIVES), plots=(plot("A", 0),)))).totals[2] == 800


def test_every_sample_stands_with_target_verdict_and_source():
    document = quality_sheet(measured([*GOOD.items(), ("pH", "8.2")]))
    rows = table(document).rows
    assert [(row[3], row[4], row[5], row[6]) for row in rows if row[3] == "pH"] == [
        ("pH", "5.5～8", "7", "合格"), ("pH", "5.5～8", "8.2", "不合格")]
    assert {row[-1] for row in rows} == {"依据1"}
    assert "依据1：TD/T 1036-2013" in as_text(document)
    assert (document.mark, "不合格 1 个" in as_text(document)) == ("草稿", True)
    assert "还没有选质量控制区" in as_text(quality_sheet(measured(region="")))
