"""The ledgers on paper and in Excel: sums that stand there are those of the lines, and the chart counts everybody once."""

from decimal import Decimal

import openpyxl
import pytest

from linkdesk.documents.blocks import Drawing, ShapeKind, Table
from linkdesk.documents.ledgers import ledger, ledgers
from linkdesk.documents.picture import png
from linkdesk.documents.progress_chart import progress_by_village, progress_chart
from linkdesk.documents.xlsx import write_xlsx
from linkdesk.domain.ledgers import LEDGERS, LedgerKind
from tests.domain.ledger_dossier import dossier


@pytest.fixture(scope="module")
def papers():
    return ledgers(dossier())


def tables(document):
    return [b for s in document.sections for b in s.blocks if isinstance(b, Table)]


def test_each_ledger_with_lines_is_a_document(papers):
    assert [p.head for p in papers] == ["L1", "L2", "L3", "L4", "L5", "L6", "L7"]
    assert ledgers(dossier(), [LedgerKind.CHANGES])[0].title == "甲乙项目区变更、解除和作废台账"


def test_subtotals_and_totals_are_the_sums_of_the_printed_rows(papers):
    for table in (t for p in papers for t in tables(p) if t.totals and t.subtotal_rows):
        for column, total in enumerate(table.totals):
            if isinstance(total, Decimal):
                rows = [r[column] for at, r in enumerate(table.rows) if at not in table.subtotal_rows and isinstance(r[column], Decimal)]
                subtotals = [table.rows[at][column] for at in table.subtotal_rows]
                assert sum(rows) == sum(subtotals) == total, (table.title, column)


def test_lines_and_sums_by_group_print_the_same_totals(papers):
    for paper in papers:
        found = {t.name.split()[-1]: t for t in tables(paper)}
        if by_group := found.get("按村组合计"):
            whole = [c for c in tables(paper)[0].totals if isinstance(c, Decimal)]
            assert [c for c in by_group.totals if isinstance(c, Decimal)] == whole


def test_excel_recomputes_the_same_totals(papers, tmp_path):
    paid = next(p for p in papers if p.head == "L4")
    write_xlsx(paid, tmp_path / "a.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["L4 奖补兑付台账"]
    last = next(row for row in sheet.iter_rows() if row[1].value == "合计")
    assert sum(str(c.value).startswith("=SUBTOTAL(9,") for c in last) == 9


def test_a_filtered_ledger_prints_only_its_lines():
    of = LEDGERS[LedgerKind.SIGNING](dossier())
    table = tables(ledger(dossier(), of.only(x for x in of.lines if x.village == "柳村")))[0]
    assert [row[3] for row in table.rows] == ["丁", "己", "戊", "3 户"]


def test_the_chart_counts_everybody_once():
    counted = progress_by_village(dossier())
    assert {village: c.total() for village, c in counted.items()} == {"上沟村": 4, "柳村": 3}
    assert counted["上沟村"] == {"已双签": 2, "部分签字": 1, "已印制": 1}


def test_the_chart_says_its_numbers_and_is_a_picture():
    drawing = next(b for b in progress_chart(dossier()) if isinstance(b, Drawing))
    said = [s.text for s in drawing.shapes if s.kind is ShapeKind.TEXT]
    assert "2/4　50%" in said
    assert "0/3　0%" in said
    assert png(drawing)[:4] == b"\x89PNG"


def test_the_picture_stands_in_the_workbook(papers, tmp_path):
    write_xlsx(papers[0], tmp_path / "a.xlsx")
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["双签进度"]._images
