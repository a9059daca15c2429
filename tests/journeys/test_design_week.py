"""An officer's week with a design, at the window: plan approved, works designed and priced, papers; then built, accepted and used."""

from datetime import datetime
from decimal import Decimal

import pytest
from PIL import Image

from linkdesk.actions.demo import SAMPLE
from linkdesk.domain.budget import budget
from linkdesk.domain.carrying import AfterUse, PlotAcceptance, SettlementHouse, WorkPayment
from linkdesk.domain.design import DesignDrawing, QualityMeasurement, WorkItem
from linkdesk.domain.directory import Officer
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.quality_verdicts import plot_passes
from linkdesk.domain.words import PlotUse
from tests.journeys import plan_work as work
from tests.journeys.plan_amendment import fixed_and_approved
from tests.journeys.plan_inputs import PLANS, grounds, whole
from tests.journeys.plan_papers import packet, words
from tests.journeys.planner import Planner
from tests.ui.panels import cell, typed
from tests.ui.typing import enter

FACTS = {"hard_area": "210.50", "hard_thickness": "0.12", "foundation_volume": "61", "wall_volume": "24.5", "topsoil_area": "450",
         "topsoil_thickness": "0.25", "cut_volume": "900", "fill_volume": "870", "cover_thickness": "0.30", "ridge_length": "380",
         "ditch_length": "110", "road_length": "75", "rubble_distance": "2.5", "soil_distance": "2"}
BLOCK = (("工程类别", "项目", "单位", "工程量", "综合单价"), ("其他工程", "项目标志牌", "块", "2", "800"), ("其他工程", "警示带", "m", "150", "1.2"))
BUILT, SHORT = datetime(2018, 9, 20, 9), "0.1"  # the day of acceptance; organic matter of the plot that fails, %


@pytest.fixture
def officer(empty_desk, open_window, qtbot):
    empty_desk.sign_in(Officer(name="王建国", office="岚川县国土资源局"))
    return Planner(empty_desk, SAMPLE, open_window, qtbot)


def old(officer):
    return officer.dossier.plots_of(PlotUse.OLD)


def test_a_week_from_the_files_to_the_first_harvest(officer, tmp_path):
    a_plan_is_approved(officer)
    the_basis_is_chosen(officer)
    works_are_designed(officer, tmp_path)
    soil_is_moved_and_measured(officer)
    the_budget_is_compared(officer)
    papers_are_made(officer, tmp_path)
    officer.desk.clock = lambda: BUILT
    works_are_carried_out(officer, tmp_path)
    plots_are_accepted_but_one(officer)
    people_move_in_and_land_is_used(officer)


def a_plan_is_approved(officer):
    """Files in, households placed, plots told; the design says what it waits for until the plan's approval is entered."""
    work.take_plots_in(officer, "plots_qingshi.txt")
    work.take_households_in(officer, "survey_qingshi.xlsx")
    work.place(officer)
    officer.put(officer.project, **whole(), **PLANS)
    work.plots_are_filled_in(officer, grounds("plots_qingshi.txt"))
    page = officer.open("design")
    enter(officer.qtbot, page.facts.form.boxes["hard_area"].widget, FACTS["hard_area"])
    officer.idle()
    assert "请先报批实施方案" in page.note.text()
    fixed_and_approved(officer)
    assert not officer.open("design").note.isVisible()


def the_basis_is_chosen(officer):
    """Typed in its form; days as people write them; the reference prices taken over."""
    page = officer.open("budget", "", "priced_on")
    for name, text in (("priced_on", "2018-06-01"), ("designer", "岚川县勘测规划队"), ("prepared_on", "２０１８年６月２日")):
        enter(officer.qtbot, page.form.boxes[name].widget, text)
    for name, text in (("terrain", "山区"), ("region", "黄土高原区")):
        box = page.form.boxes[name].widget
        box.setCurrentText(text)
        box.activated.emit(box.currentIndex())
    officer.idle()
    basis = officer.dossier.design.basis
    assert (str(basis.priced_on), str(basis.prepared_on), basis.terrain, basis.region) == ("2018-06-01", "2018-06-02", "山区", "黄土高原区")
    officer.open("prices")._take_over()
    officer.idle()
    assert officer.dossier.design.unit_prices


def works_are_designed(officer, folder):
    """Facts typed, recipes for all plots in one step, a formula changed, works pasted, a photograph attached."""
    page = officer.open("design")
    for plot in old(officer):
        page.list.select(plot.id)
        for name, text in FACTS.items():
            page.facts.form.boxes[name].widget.setText(text)
            page.facts.form.boxes[name].widget.editingFinished.emit()
    officer.idle()
    page.recipes.apply_everywhere()
    officer.idle()
    model = page.works.table.model
    assert officer.desk.store.count(WorkItem) > 300
    assert not [w for w in budget(officer.dossier).works if w.line.fault]
    at = next(at for at, item in enumerate(model.rows) if item.name == "清基")
    typed(page.works.table, at, "formula", "复垦面积 × 0.2m")
    officer.idle()
    officer.paste(page.works.table, *BLOCK)
    assert [item.name for item in model.rows][-2:] == ["项目标志牌", "警示带"]
    Image.new("RGB", (64, 48), "tan").save(folder / "清基前.jpg")
    page.works.table.select(model.rows[at].id)
    page.works.attach_to(model.rows[at], [folder / "清基前.jpg"])
    officer.idle()
    assert officer.desk.store.load(DesignDrawing)[0].work_item_id == model.rows[at].id


def soil_is_moved_and_measured(officer):
    """What is short is carried in; every plot measured, one falls short of the standard."""
    page = officer.open("soil")
    page.borrow.setText("村北取土场")
    page.dump.setText("镇弃渣场")
    page.main_action.trigger()
    officer.idle()
    assert {"村北取土场", "镇弃渣场"} <= {place for move in page.moves.model.rows for place in (move.source, move.target)}
    page = officer.open("quality")
    rows = [(plot.code, name, SHORT if plot == old(officer)[-1] and name == "有机质" else value, unit, "T-1")
            for plot in old(officer) for name, value, unit in (("有效土层厚度", "0.85", "m"), ("pH", "8.0", ""), ("有机质", "1.1", "%"))]
    officer.paste(page.rows.table, ("地块编号", "指标", "实测值", "单位", "样品编号"), *rows)
    assert len(officer.desk.store.load(QualityMeasurement)) == len(rows)
    assert [plot for plot in old(officer) if plot_passes(officer.dossier, plot.id) is False] == [old(officer)[-1]]


def the_budget_is_compared(officer):
    """A rate confirmed on its document stays; the other fee schedule stands beside the one chosen."""
    page = officer.open("standard_values")
    line = next(each for each in page.found if each.stated.label == "利润" and each.stated.standard == "fees_2017")
    page.table.select(line.id)
    enter(officer.qtbot, page.fields["document"], "岚政发〔2018〕9号")
    officer.idle()
    assert officer.desk.store.load(PolicyOverride, document="岚政发〔2018〕9号")
    page = officer.open("budget", "", "compared_id")
    box = page.form.boxes["compared_id"].widget
    box.setCurrentIndex(next(at for at in range(box.count()) if "2011" in box.itemText(at)))
    box.activated.emit(box.currentIndex())
    officer.idle()
    page.tabs.setCurrentIndex(0)
    made = budget(officer.dossier)
    assert made.total is not None, made.gaps
    assert "对比财综〔2011〕128号：总预算" in page.by.text()


def papers_are_made(officer, folder):
    """Looked at before it is printed; the packet of the design says the same total."""
    page = officer.open("preview", "design")
    assert len(page.made.sizes) > 10
    text = words(packet(officer, "design", folder / "复垦设计", final=False) / "申报材料.pdf")
    assert f"{budget(officer.dossier).total:,.2f}" in text or f"{budget(officer.dossier).total:.2f}" in text


def works_are_carried_out(officer, folder):
    """A contract, a payment, stages for all plots at once, photographs by name, a variation that goes into the design."""
    page = officer.open("partners")
    page.main_action.trigger()
    officer.idle()
    for name, text in (("name", "宏远公司（虚构）"), ("amount", "120"), ("signed_on", "2018-06-20")):
        typed(page.partners, 0, name, text)
        officer.idle()
    entry = page.payments.entry
    for line, text in ((entry.amount, "50"), (entry.paid_on, "2018-08-01"), (entry.voucher, "记-18"), (entry.note, "")):
        enter(officer.qtbot, line, text)
    officer.idle()
    assert [p.amount for p in officer.desk.store.load(WorkPayment)] == [500_000]
    page = officer.open("carrying")
    page.matrix.modes.setCurrentText("实际完工")
    page.matrix.table.view.selectAll()
    for at in range(page.matrix.stages.count()):
        page.matrix.stages.setCurrentIndex(at)
        page.matrix.value.setText("2018-09-10")
        page.matrix.set_button.click()
        officer.idle()
    paths = [folder / f"{plot.code} {when}.jpg" for plot in old(officer)[:2] for when in ("施工前", "施工中", "竣工后")]
    for at, path in enumerate(paths):
        Image.new("RGB", (64, 48), (40 * at, 120, 60)).save(path)
    page.more.add(paths)
    officer.idle()
    assert len(officer.dossier.carrying.photos) == len(paths)
    a_variation(officer)
    page = officer.open("carrying", "", "began_on")
    for name, text in (("began_on", "2018-06-25"), ("completed_on", "2018-09-12")):
        enter(officer.qtbot, page.report.form.boxes[name].widget, text)
    officer.idle()
    page = officer.open("preview", "completion")
    assert page.made.sizes


def a_variation(officer):
    page, plot = officer.open("variations"), old(officer)[0]
    page.rows.add()
    officer.idle()
    page.plots.setCurrentIndex(page.plots.findData(plot.id))
    page.plots.activated.emit(page.plots.currentIndex())
    officer.idle()
    page.works.setCurrentIndex(next(at for at in range(page.works.count()) if "清基" in page.works.itemText(at)))
    page.take.click()
    officer.idle()
    for name, text in (("varied_on", "2018-08-10"), ("quantity_after", "500"), ("reason", "局部基岩出露"), ("approver", "岚阳市国土资源局"),
                       ("approved_on", "2018-08-15")):
        typed(page.rows, 0, name, text)
        officer.idle()
    page.carry.click()
    officer.idle()
    changed = next(i for i in officer.dossier.design.items if i.plot_id == plot.id and i.name == "清基")
    assert (changed.formula, "设计变更" in changed.note) == ("500", True)


def plots_are_accepted_but_one(officer):
    """All plots but the one whose soil falls short; what was typed of it waits until it is entered, whatever room one is in meanwhile."""
    page = officer.open("acceptance")
    bad = old(officer)[-1]
    row = next(r for r in page.model.rows if r.plot_id == bad.id)
    assert row.passed is False
    page.model.setData(cell(page, page.model.row_of(row.id), "failing"), "有机质不足，限期整改")
    officer.open("carrying")
    page = officer.open("acceptance")
    page.table.view.selectAll()
    page.main_action.trigger()
    for line, text in zip(page.line.lines, ("岚阳市国土资源局", "岚国土资验〔2018〕2号", "2018-09-20", ""), strict=True):
        enter(officer.qtbot, line, text)
    officer.idle()
    entered = officer.desk.store.load(PlotAcceptance)
    assert [(p.plot_id, p.failing) for p in entered if not p.passed] == [(bad.id, "有机质不足，限期整改")]
    assert len(entered) == len(old(officer))
    assert Decimal(page.figures.views["plots_accepted"].figure.value) == len(entered) - 1


def people_move_in_and_land_is_used(officer):
    page = officer.open("settlement")
    officer.paste(page.houses.table, ("房号", "建筑面积"), ("1-101", "96"), ("1-102", "96"))
    page.main_action.trigger()
    officer.idle()
    houses = officer.desk.store.load(SettlementHouse)
    assert all(house.household_id for house in houses)
    typed(page.houses, 0, "moved_in_on", "2018-09-19")
    officer.idle()
    assert "还没有检查合格的记录" in page.troubles.text()
    page = officer.open("after_use")
    officer.paste(page.table, ("地块编号", "经营主体", "种植作物"), *((plot.code, "示例合作社", "谷子") for plot in old(officer)[:3]))
    assert {use.crop for use in officer.desk.store.load(AfterUse)} == {"谷子"}
    officer.desk.undo()
    assert not officer.desk.store.load(AfterUse)
