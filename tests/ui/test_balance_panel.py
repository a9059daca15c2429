"""The balance beside a plan: figures that follow the data, formulas on a click, breaches that lead to their cause."""

from dataclasses import replace
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from linkdesk.actions.balance import balance
from linkdesk.domain.words import Severity
from linkdesk.policy.check import findings
from linkdesk.ui.balance_panel import BalancePanel
from tests.documents.dossiers import PLOTS, bare, sample, shipped
from tests.ui.typing import enter

WIDE = replace(PLOTS[4], plane_area=Decimal(32000))


def made(dossier):
    return dossier, findings(dossier, shipped().values())


@pytest.fixture
def panel(qtbot):
    panel = BalancePanel()
    qtbot.addWidget(panel)
    panel.show_dossier(*made(sample()))
    panel.show()
    return panel


def text(panel, *key):
    return panel.figures[key].text()


def said(widget):
    return {label.text() for label in widget.findChildren(QLabel)}


def test_the_balance_of_the_sample_stands_in_its_lines(panel):
    assert (text(panel, "面积", "拆旧区", 0), text(panel, "面积", "拆旧区", 1)) == ("2.0202", "30.30")
    assert (text(panel, "地类", "耕地", 0), text(panel, "地类", "耕地", 1)) == ("0.6200", "1.7600")
    assert (text(panel, "地类", "　12 等", 0), text(panel, "地类", "　12 等", 1)) == ("0.0000", "1.7600")
    assert text(panel, "耕地质量", "提高", 1) == "0.2"
    assert text(panel, "指标", "节余指标", 0) == text(panel, "指标", "节余（建设用地）", 0)


def test_it_follows_the_data(panel):
    before = panel.figures
    panel.show_dossier(*made(sample()))
    assert panel.figures is before  # nothing changed, nothing drawn anew
    panel.show_dossier(*made(sample(plots=PLOTS[:4])))
    assert text(panel, "面积", "建新区", 0) == "待补"


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_click_says_how_a_figure_was_reckoned_and_from_which_plots(panel, qtbot):
    line = next(line for line in panel.lines if line.label == "拆旧区")
    slip = panel.explain(panel.figures["面积", "拆旧区", 0], line.figures[0])
    assert {"拆旧区总面积 = Σ 拆旧地块面积", "CJ-SG-01", "0.6751 公顷"} <= said(slip)
    slip.close()


def test_a_breach_names_its_clause_and_leads_to_its_cause(panel, qtbot):
    panel.show_dossier(*made(sample(plots=(*PLOTS[:4], WIDE))))
    line = next(line for line in panel.lines if line.label == "拆旧－安置－建新")
    assert line.severity is Severity.ERROR
    assert "A §一" in said(panel)
    link = next(b for b in panel.findChildren(QPushButton) if b.text() == "去修改")
    with qtbot.waitSignal(panel.wanted) as led:
        link.click()
    assert led.args == [line.breaches[0].subject, line.breaches[0].subject_id, line.breaches[0].field]


def test_what_cannot_be_decided_breaks_nothing_and_is_said_to_be_open():
    lines = balance(*made(bare()))
    assert not any(line.breaches for line in lines)
    assert {f.value for line in lines for f in line.figures if f} == {None}


def test_the_panel_is_as_wide_as_its_place(panel):
    assert panel.inside.minimumSizeHint().width() <= panel.width() - 16


def test_what_is_typed_into_a_plot_changes_its_findings_and_the_balance_at_once(qtbot, open_window, desk, project_id):
    window = open_window(desk)
    window.open("plots", project_id)
    page = window.page
    plot = next(p for p in page.table.model.rows if p.code == "AZ-01")
    page.table.select(plot.id)

    def found():
        return {f.rule_id for f in desk.findings(project_id) if f.subject_id == plot.id and not f.undetermined}

    def shown(label):
        page.tabs.setCurrentIndex(2)
        qtbot.waitUntil(lambda: page.balance.isVisible())
        return page.balance.figures[label].text()

    assert shown(("面积", "安置区", 0)) == "1.4200"
    page.tabs.setCurrentIndex(0)
    for name, typed in (("basic_farmland_taken", "0.5"), ("stated_area", "2")):
        enter(qtbot, page.form.boxes[name].widget, typed)
    assert {"R11", "R13"} <= found()
    assert "永久基本农田" in "".join(label.text() for label in page.form.findChildren(QLabel))
    assert shown(("面积", "安置区", 0)) == "1.4200"  # the points, not what was stated
    assert any(line.breaches for line in page.balance.lines if line.label == "安置、建新占用")
    desk.undo()
    desk.undo()
    window.open("plots", project_id)
    assert not {"R11", "R13"} & found()
    assert not any(line.breaches for line in page.balance.lines if line.label == "安置、建新占用")
