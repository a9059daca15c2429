"""The attached tables of both samples, from the store to paper and Excel: each total is the sum of what is printed above it."""

from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from linkdesk import paths
from linkdesk.actions import estimates, plots, printing, projects, schedules, surveys
from linkdesk.actions.demo import SAMPLE
from linkdesk.desk import Desk
from linkdesk.documents.cells import leaves, number
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import CostCategory
from tests.actions.desks import NOON

SHUANGHE = projects.NewProject(name="双河镇挂钩项目区", county="渠江县人民政府", city="达市人民政府", township="双河镇", villages=("石桥村",),
                               packs=("B",))
SAMPLES = {"A": (SAMPLE, "survey_qingshi.xlsx", "plots_qingshi.txt"), "B": (SHUANGHE, "survey_shuanghe.xls", "plots_shuanghe.txt")}
ESTIMATE = [["复垦工程", "表土回覆", "1234.5", "m³", "12.34"], ["前期费用", "勘测费", "1", "项", "245000"],
            ["复垦工程", "拆除清运", "3", "处", "150"]]
AVERAGES = {"人均综合用地（㎡）", "同意率（%）"}


@pytest.fixture(scope="module", params=["A", "B"])
def sample(request, tmp_path_factory):
    wanted, survey, boundary = SAMPLES[request.param]
    desk = Desk.open(tmp_path_factory.mktemp("desk") / "工作区", lambda: NOON)
    desk.do(projects.new_project(desk, wanted))
    project_id = projects.find(desk, wanted.name).id
    if (paths.SAMPLES / boundary).exists():
        desk.do(plots.import_plots(desk, plots.understand(paths.SAMPLES / boundary), project_id))
    desk.do(surveys.import_survey(desk, surveys.understand(paths.SAMPLES / survey), project_id))
    desk.do(estimates.paste_items(desk, project_id, ESTIMATE, ["category", "name", "quantity", "unit", "unit_price"]))
    desk.do(estimates.paste_sources(desk, project_id, [["财政资金", "县财政", "300"], ["银行贷款", "贷款", "120.5"]], ["kind", "name", "amount"]))
    desk.do(schedules.default_schedule(desk, project_id))
    yield desk, project_id
    desk.close()


def tables(sample):
    return [d.sections[0].blocks[0] for d in printing.documents(*sample, "annexes")]


def test_every_total_is_the_sum_of_its_printed_leaves(sample):
    checked = 0
    for table in tables(sample):
        for at, column in enumerate(leaves(table.columns)):
            total = number(table.totals[at]) if table.totals else None
            if total is None or column.label in AVERAGES or "等别" in column.label:
                continue
            leaf = [number(row[at]) for place, row in enumerate(table.rows) if place not in table.subtotal_rows]
            assert total == sum((v for v in leaf if v is not None), Decimal(0)), (table.name, column.label)
            checked += 1
    assert checked > 10


def test_every_table_has_the_official_layout(sample):
    for table in tables(sample):
        assert table.title.startswith(table.name)
        assert "单位：" in table.unit
        assert table.filled_by == SAMPLES["A" if "岚川" in table.filled_by else "B"][0].county
        assert table.column_numbers
        assert table.signers == ("制表", "审核", "负责人", "日期")


def test_they_are_written_as_one_pdf_and_one_workbook(sample, tmp_path):
    written = printing.write(*sample, "annexes", tmp_path)
    book = openpyxl.load_workbook(next(p for p in written if p.suffix == ".xlsx"))
    assert [name for name in book.sheetnames if name in ("附表8", "附表11", "附表12", "附表13", "附表14")] == [
        "附表8", "附表11", "附表12", "附表13", "附表14"]
    assert len(book["附表14"]._images) == 1
    assert any(str(cell.value).startswith("=S") for row in book["附表12"].iter_rows() for cell in row)
    assert next(p for p in written if p.suffix == ".pdf").read_bytes().startswith(b"%PDF")


def test_sources_that_do_not_meet_the_estimate_are_a_finding(sample):
    desk, project_id = sample
    [found] = [f for f in desk.findings(project_id) if f.rule_id == "funds-balance"]
    assert (found.subject, found.field) == ("fund_source", "amount")


def test_the_schedule_begins_with_the_work_and_ends_within_the_limit_of_the_pack(sample):
    desk, project_id = sample
    tasks = schedules.tasks(desk, project_id)
    assert schedules.months(desk, project_id) == 36  # the year for quota used in advance (B §二(四)) limits nothing that was not advanced
    assert tasks[0].begins_on == NOON.date()
    assert tasks[-1].ends_on < date(NOON.year + schedules.months(desk, project_id) // 12, NOON.month, NOON.day)
    with pytest.raises(KnownError, match="已经有进度安排"):
        schedules.default_schedule(desk, project_id)


def test_a_pasted_amount_that_contradicts_its_price_is_refused(sample):
    desk, project_id = sample
    with pytest.raises(KnownError, match="不符"):
        estimates.paste_items(desk, project_id, [["其他", "监理", "2", "1000", "5"]], ["category", "name", "quantity", "unit_price", "amount"])


def test_an_item_is_priced_by_hand_or_by_quantity_never_by_both(sample):
    desk, project_id = sample
    item = estimates.items(desk, project_id)[0]
    with pytest.raises(KnownError, match="金额由程序计算"):
        estimates.set_item_field(desk, item, "amount", "9")
    desk.do(estimates.add_item(desk, project_id, CostCategory.OTHER))
    added = estimates.items(desk, project_id)[-1]
    for name, text in (("quantity", "2"), ("amount", "5"), ("unit_price", "1000")):
        desk.do(estimates.set_item_field(desk, estimates.items(desk, project_id)[-1], name, text))
    assert estimates.items(desk, project_id)[-1].amount is None
    desk.do(estimates.remove_items(desk, [added]))
