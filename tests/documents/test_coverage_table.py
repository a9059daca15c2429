"""逐村逐户摸底情况表: what it says of villages, that its totals are the sums of its rows, and who is left out."""

from dataclasses import replace
from datetime import date

import openpyxl

from linkdesk.documents.coverage import coverage_table
from linkdesk.documents.xlsx import write_xlsx
from linkdesk.domain.directory import Hamlet, Township, Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.words import LeftOutReason

HAMLETS = (Hamlet(village_id="v", name="阳坡", households_known=2, population_known=9, id="h1"),
           Hamlet(village_id="v", name="阴坡", households_known=1, population_known=3, whole_move=True, id="h2"))
OUT = Household(village="上沟村", group="阳坡", head_name="王敏", population=2, left_out=LeftOutReason.LIVED_IN, id="o")
DOSSIER = Dossier(
    Project(name="示例项目", township_id="t", id="p"), date(2018, 6, 4), townships=(Township(authority_id="a", name="青石镇", id="t"),),
    villages=(Village(township_id="t", name="上沟村", id="v"), Village(township_id="t", name="下沟村", households_known=4, id="w")),
    hamlets=HAMLETS, left_out=(OUT,),
    households=tuple(Household(village=v, group=g, population=3, id=f"{v}{g}{n}") for n in range(2)
                     for v, g in (("上沟村", "阴坡"), ("下沟村", "一组"))))


def plain(cell):
    return int(cell.value) if isinstance(cell, Figure) else cell


def test_each_natural_village_has_its_row_and_each_village_its_subtotal():
    table = coverage_table(DOSSIER).sections[0].blocks[0]
    assert [row[1:3] for row in table.rows] == [("上沟村", "阳坡"), ("上沟村", "阴坡"), ("上沟村小计", ""), ("下沟村", "")]
    assert table.subtotal_rows == (2,)
    assert table.rows[0][3:10] == (2, 1, 0, 1, 1, 0, 0)
    assert table.rows[1][13] == "是（完整）"
    assert table.rows[2][3:10] == (3, 3, 2, 1, 1, 1, 0)
    assert [plain(cell) for cell in table.totals[3:10]] == [7, 5, 4, 1, 3, 1, 0]


def test_totals_are_the_sums_of_the_rows():
    table = coverage_table(DOSSIER).sections[0].blocks[0]
    leaves = [row for at, row in enumerate(table.rows) if at not in table.subtotal_rows]
    for at in (3, 4, 5, 6, 7, 8, 9, 11, 12):
        assert plain(table.totals[at]) == sum(row[at] for row in leaves), at


def test_a_village_without_a_known_number_is_a_gap_and_the_sum_says_so():
    village = replace(DOSSIER.villages[1], households_known=None)
    table = coverage_table(replace(DOSSIER, villages=(DOSSIER.villages[0], village))).sections[0].blocks[0]
    assert table.totals[3] == "3＊"
    assert "下沟村没有名录户数" in table.notes[-1]


def test_who_is_left_out_is_listed_with_reason_and_evidence():
    table = coverage_table(DOSSIER).sections[1].blocks[0]
    assert table.rows[0][1:6] == ("上沟村", "阳坡", "王敏", 2, "仍需居住")
    assert len(coverage_table(replace(DOSSIER, left_out=())).sections) == 1


def test_it_becomes_a_workbook(tmp_path):
    write_xlsx(coverage_table(DOSSIER), tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames == ["逐村逐户摸底情况表", "未列入农户"]
