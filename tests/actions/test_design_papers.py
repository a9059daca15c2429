"""The sample's reclamation design on paper and in Excel: the budget reckoned again from the workbook alone, equal to the fen."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pikepdf
import pytest
from PIL import Image

from linkdesk.actions import (
    annexes,
    demo_design,
    demo_plans,
    packets,
    plot_designs,
    printing,
    resource_prices,
    schedules,
)
from linkdesk.documents.annex_list import annex_list
from linkdesk.documents.blocks import Drawing, Gap, Table
from linkdesk.documents.design.nameless import nameless
from linkdesk.documents.text import as_text
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import WorkWay
from linkdesk.domain.budget import budget
from linkdesk.domain.change import Change
from linkdesk.domain.coefficients_used import unconfirmed_coefficients
from linkdesk.domain.design import Equipment, FeeAmount
from linkdesk.domain.design_words import Doer
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figures import figure
from linkdesk.domain.household import Household
from linkdesk.domain.planning_words import AnnexStep
from linkdesk.domain.plot_numbers import plot_numbers
from linkdesk.domain.project import Project
from linkdesk.domain.words import AgreementKind, Certainty, PlotUse
from tests.actions.desks import empty, filled
from tests.documents.spreadsheet import Workbook

BOOK = "复垦预算.xlsx"


@pytest.fixture(scope="module")
def designed(tmp_path_factory):
    """The sample with its design, some equipment, a fee that was agreed upon, and a work that a household does itself."""
    desk, project_id = filled(tmp_path_factory.mktemp("design"))
    demo_plans.fill(desk, project_id)
    demo_design.fill(desk, project_id)
    if not desk.dossier(project_id).schedule:
        desk.do(schedules.default_schedule(desk, project_id))
    first = desk.dossier(project_id).design.items[0]
    desk.do(Change("补充", before=(first,), after=(
        replace(first, doer=Doer.HOUSEHOLD),
        Equipment(project_id, 0, "抽水机", "7.5 kW", "台", Decimal(2), Decimal("3450.55"), Decimal("120.35")),
        FeeAmount(project_id, "demolition_compensation", Decimal(15000), "青苗补偿协议"))))
    return desk, project_id


@pytest.fixture(scope="module")
def workbook(designed, tmp_path_factory):
    desk, project_id = designed
    out = tmp_path_factory.mktemp("out")
    printing.write(desk, project_id, "design_tables", out)
    return Workbook(out / BOOK)


def test_the_budget_is_reckoned_again_from_the_workbook_alone(designed, workbook):
    desk, project_id = designed
    found = budget(desk.dossier(project_id))
    assert found.total
    for label, amount in (("工程施工费", found.works_printed), ("设备购置费", found.equipment_printed), ("其他费用", found.fees_printed),
                          ("不可预见费", found.unforeseen_printed), ("总计", found.total)):
        assert workbook.find("表1", label, 3) == amount, label
    assert workbook.find("表3", "合计", 7) == found.works_cost
    for line in found.fees:
        assert workbook.find("表5", line.fee.label, 6) == pytest.approx(line.exact, abs=Decimal("1e-15")), line.fee.label
        assert workbook.find("表5", line.fee.label, 7) == line.amount, line.fee.label


def test_every_formula_gives_the_number_that_is_stored_with_it(workbook):
    cells = workbook.formulas()
    assert len(cells) > 300
    wrong = [(sheet, address, workbook.value(sheet, address), stored) for sheet, address in cells
             if abs(workbook.value(sheet, address) - Decimal(str(stored := workbook.stored[sheet][address].value))) > Decimal("1e-9")]
    assert wrong == []


def test_what_an_auditor_expects_is_live(workbook):
    """Amounts, totals, fees and prices are formulas: a changed price changes the total."""
    def first(sheet, row_text, column):
        return next(row[column - 1] for row in workbook.book[sheet].iter_rows() if any(c.value == row_text for c in row))
    assert str(first("表1", "总计", 3).value).startswith("=SUM(")
    assert "表2" in str(first("表1", "工程施工费", 3).value)
    assert "附表4" in str(workbook.book["表3"]["F5"].value)
    before = workbook.find("表1", "总计", 3)
    labour = next(row for row in workbook.book["附表4"].iter_rows() if row[2].value == "乙类工")
    labour[5].value = 3884
    workbook.values.clear()
    assert workbook.find("表1", "总计", 3) > before
    labour[5].value = 38.84
    workbook.values.clear()


def with_price(designed, name, price):
    """What the design costs in all with another price of a resource; the price is put back."""
    desk, project_id = designed
    resource = next(r for r in desk.dossier(project_id).design.resources if r.name == name)
    desk.do(resource_prices.set_field(desk, resource, "price", price))
    total = budget(desk.dossier(project_id)).total
    desk.undo()
    return total


@pytest.mark.parametrize(("sheet", "name", "price"), [("附表1", "乙类工", "60.05"), ("附表2", "客土", "5.5"), ("附表2", "客土", "12.34"),
                                                      ("附表3", "自卸汽车 10 t", "801")])
def test_a_price_changed_in_the_workbook_gives_what_the_program_would_say(tmp_path, designed, sheet, name, price):
    """Labour, machines, and a material below and above its limit."""
    desk, project_id = designed
    soil = next(r for r in desk.dossier(project_id).design.resources if r.name == "客土")
    for field, typed in (("price", "9.5"), ("limit_price", "8")):
        desk.do(resource_prices.set_field(desk, soil, field, typed))
    printing.write(desk, project_id, "design_tables", tmp_path)
    wanted = with_price(designed, name, price)
    book = Workbook(tmp_path / BOOK)
    before = book.find("表1", "总计", 3)
    next(row for row in book.book[sheet].iter_rows() if row[2].value == name)[4].value = float(price)
    book.values.clear()
    assert book.find("表1", "总计", 3) == wanted != before
    desk.undo()
    desk.undo()


def test_what_a_plot_gains_and_lacks_is_live(workbook):
    for sheet, cells in (("附表8", "HIK"), ("附表9", "EI")):
        row = 5
        assert all(str(workbook.book[sheet][f"{column}{row}"].value).startswith("=ROUND(") for column in cells), sheet


def test_works_of_households_are_not_paid_in_the_budget(designed, workbook):
    desk, project_id = designed
    items = desk.dossier(project_id).design.items
    own = next(item for item in items if item.doer is Doer.HOUSEHOLD)
    others = [item for item in items if item.name == own.name and item.doer is not Doer.HOUSEHOLD]
    works = [row[2].value for row in workbook.book["表3"].iter_rows()]
    assert sum(str(text).startswith(f"{own.name}（") for text in works) == len(others)
    assert workbook.find("附表11", own.name, 6) > 0


def test_the_report_tells_the_figures_by_name_and_is_a_draft(designed):
    desk, project_id = designed
    report, = printing.documents(desk, project_id, "design")
    dossier = desk.dossier(project_id)
    assert report.mark == "草稿"  # rates and coefficients wait to be confirmed
    parts = [part for block in report.sections[0].blocks for part in getattr(block, "parts", ())]
    told = {part.name: part for part in parts if hasattr(part, "name")}
    for name in ("design_total", "design_works_cost", "net_new_farmland", "topsoil_needed"):
        assert told[name] == figure(name, dossier)
    headings = [block.text for block in report.sections[0].blocks if getattr(block, "level", 0) == 1]
    assert [text.split("、")[1] for text in headings[:11]] == [
        "综述", "项目区概况", "项目分析", "总体设计", "单项工程设计", "施工组织设计", "权属调整", "后期管护", "投资预算", "效益分析", "实施保障"]


def test_each_demolition_plot_has_its_plan_and_each_section_its_drawing(designed):
    desk, project_id = designed
    present, general, plans, sections = printing.documents(desk, project_id, "design_drawings")
    assert [each.title.removeprefix(desk.dossier(project_id).project.name) for each in (present, general, plans, sections)] == [
        "拆旧区现状图", "复垦设计总平面图", "地块平面图", "典型断面图"]
    drawings = [block.name for section in plans.sections for block in section.blocks if isinstance(block, Drawing)]
    assert drawings == [f"{plot.code}地块平面图" for plot in desk.dossier(project_id).plots_of(PlotUse.OLD)]
    assert len(sections.sections[0].blocks) == 2


def test_a_project_without_a_design_prints_gaps_and_no_amounts(tmp_path):
    desk, project_id = filled(tmp_path / "w")
    report, = printing.documents(desk, project_id, "design")
    assert report.mark == "草稿"
    tables = {d.title: d for d in printing.documents(desk, project_id, "design_tables")}
    total = tables["表1 预算总表"].sections[0].blocks[0]
    assert isinstance(total, Table)
    assert [getattr(row[2], "what", row[2]) for row in (*total.rows, total.totals)] == [""] * 5
    printing.write(desk, project_id, "design_tables", tmp_path / "out")
    assert "表3" in openpyxl.load_workbook(tmp_path / "out" / BOOK).sheetnames


def test_the_packet_of_the_design_holds_report_tables_drawings_soil_and_the_list_of_papers(designed, tmp_path):
    desk, project_id = designed
    opinion = tmp_path / "县政府审核意见.png"
    Image.new("RGB", (400, 560), "white").save(opinion)
    desk.do(annexes.attach(desk, project_id, "D06", [opinion]))
    plot = desk.dossier(project_id).plots_of(PlotUse.OLD)[0]
    photo, layout, model = tmp_path / "现状照片.png", tmp_path / "总平面图.pdf", tmp_path / "断面.dwg"
    Image.new("RGB", (300, 200), "grey").save(photo)
    Image.new("RGB", (400, 560), "white").save(layout)
    model.write_bytes(b"AC1027 drawing")
    desk.do(plot_designs.attach(desk, plot.id, [photo, layout, model]))
    packet = packets.write_packet(desk, project_id, "design", tmp_path / "材料")
    names = {path.name for path in packet.files}
    assert {"申报材料.pdf", "附件2 复垦预算.xlsx", "坐标文件.txt", "坐标文件.geojson", "清单.json"} <= names
    assert any(name.endswith(".dwg") for name in names)
    with pikepdf.open(tmp_path / "材料" / "申报材料.pdf") as pdf:
        titles = [str(item.title) for item in pdf.open_outline().root]
        below = [str(each.title) for item in pdf.open_outline().root for each in item.children]
    assert [title for title in titles if any(word in title for word in ("设计报告", "复垦预算", "图册", "检测", "清单", "D06"))] == [
        "D01 复垦设计报告", "D02 复垦预算书", "D03 复垦设计图册", "D04 土壤检测报告", "D06 县级人民政府审核意见",
        "复垦设计附件清单"]
    assert f"{plot.code} 总平面图" in below
    attached = printing.documents(desk, project_id, "design_drawings")[-1].sections[0].blocks
    assert [picture.caption for picture in attached] == [f"{plot.code} 现状照片"]
    listed, = printing.documents(desk, project_id, "design_papers")
    states = {row[1]: row[3] for row in listed.sections[0].blocks[0].rows}
    assert list(states) == [f"D0{at}" for at in range(1, 10)]
    assert (states["D01"], states["D06"]) == ("已编制", "已有")
    desk.undo()


def test_a_design_that_has_not_begun_or_whose_plan_is_not_approved_does_not_go_up(designed, tmp_path):
    desk, project_id = filled(tmp_path / "w")
    with pytest.raises(KnownError, match="还没有填写复垦设计"):
        packets.write_packet(desk, project_id, "design", tmp_path / "材料")
    dossier = designed[0].dossier(designed[1])
    with pytest.raises(KnownError, match="没有批复" if not dossier.held else "暂缓"):
        packets.write_packet(*designed, "design", tmp_path / "材料", for_submission=True)


def test_the_tables_of_a_design_stand_in_the_official_order_and_none_is_more_final_than_another(designed):
    desk, project_id = designed
    cover, *tables = printing.documents(desk, project_id, "design_tables")
    assert [table.title.split()[1] for table in tables] == [
        "预算总表", "工程分项预算汇总表", "工程施工费预算表", "设备购置费预算表", "其他费用预算表", "不可预见费预算表", "分期用款计划表",
        "人工预算单价表", "主要材料预算价格表", "施工机械台班预算单价表", "单价分析表", "工程量计算表", "项目特性表", "地块复垦前后地类表",
        "新增耕地测算表", "土方量表", "土方调配表", "工程量汇总表", "主要人工、材料、机械用量表", "施工进度计划表", "两种费用标准预算对比表"]
    numbers = [table.title.split()[0] for table in tables]
    assert numbers == [*(f"表{at}" for at in range(1, 8)), *(f"附表{at}" for at in range(1, 14)), "附表15"]  # 附表14 is that of measured soil
    assert {each.mark for each in (cover, *tables)} == {"草稿"}
    listed = as_text(printing.documents(desk, project_id, "design")[0])
    assert "；".join((*(table.title for table in tables[:-1]), "附表14 土壤检测表", tables[-1].title)) in listed


def test_the_design_bears_the_day_it_was_made_and_names_only_sections_it_has(designed):
    desk, project_id = designed
    report = as_text(printing.documents(desk, project_id, "design")[0])
    assert "2018年6月20日" in report.split("签署页")[0]
    assert "田埂、土层的典型断面按设计尺寸绘制如下" in report
    assert "断面见典型断面图" not in report


def test_what_households_do_themselves_is_told_plot_by_plot(designed):
    """The report of a project with such agreements does not say that households do nothing themselves."""
    desk, project_id = designed
    plot = desk.dossier(project_id).plots_of(PlotUse.OLD)[0]
    home = next(h for h in desk.dossier(project_id).households if h.plot_id == plot.id and h.house_area and h.reclaimable_area)
    desk.do(Change("签订协议", after=tuple(
        Agreement(project_id=project_id, household_id=home.id, kind=kind, **{way: WorkWay.SELF})
        for kind, way in ((AgreementKind.DEMOLISH, "demolition_way"), (AgreementKind.RECLAIM, "reclamation_way")))))
    report = printing.documents(desk, project_id, "design")[0]
    assert "本设计没有由农户自行实施的工程" not in as_text(report)
    table = next(block for block in report.sections[0].blocks if getattr(block, "name", "") == "农户自行拆除和复垦")
    numbers = plot_numbers(desk.dossier(project_id), plot)
    assert table.rows[0][2:] == tuple(numbers[name].value for name in ("自行拆除户数", "自行拆除房屋面积", "自行复垦户数", "自行复垦面积"))
    desk.undo()


def test_a_design_of_nothing_promises_no_tables_and_prices_of_no_day(tmp_path):
    desk, project_id = empty(tmp_path / "w")
    report, = printing.documents(desk, project_id, "design")
    said = as_text(report)
    assert "逐地块情况如下" not in said
    assert "［待补：价格基准日" in said
    assert not [block.name for block in report.sections[0].blocks if isinstance(block, Table) and not block.rows]
    filled_desk, filled_id = filled(tmp_path / "w2")
    present = next(block for block in printing.documents(filled_desk, filled_id, "design")[0].sections[0].blocks
                   if getattr(block, "name", "") == "地上现状")
    assert isinstance(present.rows[0][2], Gap)  # nobody lies on a plot yet: no house is not known
    assert "户还没有落到地块上" in present.notes[0]


def test_papers_of_the_design_name_no_household_and_coefficients_not_confirmed_keep_them_drafts(designed):
    desk, project_id = designed
    home = next(h for h in desk.dossier(project_id).households if h.plot_id and h.house_structure)
    desk.do(Change("结构未填", before=(home,), after=(replace(home, house_structure=None),)))
    assert any(home.head_name in gap for gap in budget(desk.dossier(project_id)).gaps)  # on the screen it is told whose
    papers = [paper for kind in ("design", "design_tables") for paper in printing.documents(desk, project_id, kind)]
    assert not [paper.title for paper in papers if home.head_name in as_text(paper)]
    quantities = next(paper for paper in papers if paper.title == "附表5 工程量计算表")
    assert "请填写农户的房屋结构" in as_text(quantities)
    desk.undo()
    dossier = desk.dossier(project_id)
    used = unconfirmed_coefficients(dossier)
    assert {"砖混房屋垃圾系数", "松散系数"} <= set(used)  # the one only behind 建筑垃圾量, the other named by a formula
    sure = replace(dossier.recipes, coefficients=tuple(replace(c, certainty=Certainty.CONFIRMED) for c in dossier.recipes.coefficients))
    assert not unconfirmed_coefficients(replace(dossier, recipes=sure))
    assert f"所用工程量系数待核实 {len(used)} 项" in as_text(papers[0])


@pytest.mark.parametrize(("said", "told"), [
    ("请填写“张三”的房屋结构。", "请填写农户的房屋结构。"), ("请填写“张三”、“李四”的家庭人口。", "请填写农户（2 处）的家庭人口。"),
    ("“砖混房屋面积”还没有数：请填写“张三”、“村委会”等 7 处的房屋结构", "“砖混房屋面积”还没有数：请填写农户（7 处）的房屋结构"),
    ("请填写“村委会”的房屋结构。", "请填写“村委会”的房屋结构。"), ("没有填写数量", "没有填写数量")])
def test_a_sentence_for_paper_tells_how_many_households_and_not_who(said, told):
    project = Project("项目")
    homes = tuple(Household(project.id, head_name=name) for name in ("张三", "李四"))
    assert nameless(Dossier(project, date(2018, 7, 2), households=homes), said) == told


def test_the_list_of_papers_explains_only_letters_that_stand_in_it(designed):
    desk, project_id = designed
    dossier, packs = desk.dossier(project_id), desk.project_packs(desk.dossier(project_id).project)
    of_design, of_plan = (annex_list(dossier, packs, step).sections[0].blocks[0] for step in (AnnexStep.DESIGN, AnnexStep.PLAN))
    for table in (of_design, of_plan):
        cited = any("A §" in row[5] for row in table.rows)
        assert cited == any("“A §”为" in note for note in table.notes)
    assert any("A §" in row[5] for row in of_plan.rows)


def test_the_text_of_a_design_in_which_nothing_is_filled_in(tmp_path, golden):
    desk, project_id = empty(tmp_path / "w")
    golden("design_empty", as_text(printing.documents(desk, project_id, "design")[0]))
