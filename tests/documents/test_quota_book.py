"""The quota book on paper: what stands on each account, the running balance behind each entry, the voucher."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.documents.blocks import Table
from linkdesk.documents.quota_book import Heading, account_sheet, balance_sheet, voucher
from linkdesk.documents.text import as_text
from linkdesk.domain.area_units import AreaUnit
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_accounts import Amounts, moved
from linkdesk.domain.quota_words import LandPurpose, PostingKind, QuotaAccount

A = QuotaAccount
HEADING = Heading("岚川县人民政府", date(2018, 12, 31), projects={"p": "青石镇项目区"}, plots={"j": "CR-01"})


def entry(kind, source, target, construction, farmland, on, **more):
    return QuotaEntry(authority_id="a", project_id="p", kind=kind, from_account=source, to_account=target, construction=Decimal(construction),
                      agricultural=Decimal(farmland), farmland=Decimal(farmland), posted_on=on, number="岚政复〔2018〕12号", document="批复",
                      officer_name="王敏", id=f"{on}", **more)


ISSUED = entry(PostingKind.PLAN, A.REVOLVING, A.ISSUED, 41000, 40000, date(2018, 5, 7), year=2018)
USED = entry(PostingKind.USE, A.ISSUED, A.USED_URBAN, "26800.5", 26800, date(2018, 6, 1), plot_id="j", purpose=LandPurpose.INDUSTRY,
             grade=Decimal(12))


def table(paper):
    return next(b for s in paper.sections for b in s.blocks if isinstance(b, Table))


@pytest.mark.parametrize("unit", list(AreaUnit))
def test_the_last_running_balance_is_what_stands(unit):
    sheet = table(account_sheet(replace(HEADING, unit=unit), "青石镇项目区", A.ISSUED, [ISSUED, USED]))
    stands = moved([ISSUED, USED])["p", A.ISSUED]
    assert sheet.rows[-1][-4:] == tuple(unit.of(value) for value in stands.values)
    assert [row[3] for row in sheet.rows] == ["转入", "转出"]
    assert sheet.unit == f"面积单位：{unit}"


def test_papers_read_as_they_should(golden):
    papers = (balance_sheet(HEADING, [("全县", A.REVOLVING, Amounts(Decimal(39000))), ("青石镇项目区", A.ISSUED, Amounts(Decimal("14199.5")))]),
              account_sheet(HEADING, "青石镇项目区", A.ISSUED, [ISSUED, USED]), voucher(HEADING, [USED]))
    golden("quota_book", "\n".join(map(as_text, papers)))


def test_a_hostile_number_is_text(tmp_path):
    from openpyxl import load_workbook

    from linkdesk.documents.pdf import write_pdf
    from linkdesk.documents.xlsx import write_xlsx
    paper = account_sheet(HEADING, "<b>=1+1", A.ISSUED, [replace(ISSUED, number="=HYPERLINK(\"x\")", note="\u202e")])
    write_xlsx(paper, tmp_path / "a.xlsx")
    write_pdf([paper], tmp_path / "a.pdf")
    cells = [cell for row in load_workbook(tmp_path / "a.xlsx").worksheets[0] for cell in row if cell.value == "=HYPERLINK(\"x\")"]
    assert [cell.data_type for cell in cells] == ["s"]
