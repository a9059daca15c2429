"""A plan is fixed, approved, changed and goes up again: every difference to what was approved is told (B §二(七))."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.actions import annexes
from linkdesk.domain.plan_standing import versions
from linkdesk.domain.planning_words import AnnexState, AnnexStep, TravelsWith
from tests.journeys.plan_papers import agree, packet, said, words
from tests.ui.typing import enter

CUT = Decimal("0.0468")  # of the 0.6468 ha of new farmland of CJ-SG-03


def fixed_and_approved(officer):
    page = officer.open("versions")
    page.main_action.trigger()
    officer.idle()
    page.enter.click()
    for line, text in ((page.approval.approver, "岚阳市人民政府"), (page.approval.number, "岚阳政复〔2018〕12号"), (page.approval.on, "2018-06-04")):
        line.setText(text)
    page.approval.on.returnPressed.emit()
    officer.idle()
    assert officer.project.approval_number == "岚阳政复〔2018〕12号"
    return page


def amend(officer, folder, land):
    """Approved, then less farmland on one plot: the difference is told in text, tables and plots, and goes up with the acceptance."""
    page = fixed_and_approved(officer)
    assert [page.tabs.tabText(at) for at in range(3)] == ["文字 0", "表格 0", "地块 0"]
    plots = officer.open("plots", officer.plot("CJ-SG-03").id, "new_farmland_area")
    enter(officer.qtbot, plots.form.boxes["new_farmland_area"].widget, "0.6000")
    officer.idle()
    page = officer.open("versions")
    assert page.tabs.tabText(2) == "地块 1"
    assert page.papers["地块"].model.rows[0][1:3] == ("CJ-SG-03", "资料变动")
    page.travels.setCurrentText(TravelsWith.ACCEPTANCE)
    page.main_action.trigger()
    page.reason.reason.setText("CJ-SG-03 留作晒场")
    page.reason.reason.returnPressed.emit()
    officer.idle()
    assert [v.version for v in versions(officer.dossier)] == [1, 2]
    waived(officer, AnnexStep.AMENDMENT, AnnexStep.ACCEPTANCE)
    goes_up_again(packet(officer, "amendment", folder / "变更材料", final=True), land["gained"])


def waived(officer, *steps):
    """For every paper of some lists that is missing it is said why none is needed."""
    for line in (line for step in steps for line in annexes.lines(officer.desk, officer.project_id, step)):
        if line.state is AnnexState.MISSING:
            officer.desk.do(annexes.set_not_needed(officer.desk, officer.project_id, line.annex.id, "由县里统一报送"))


def goes_up_again(folder, gained):
    text = words(folder / "申报材料.pdf")
    assert "变更申报材料（与竣工验收同步申报）" in text
    assert "变更理由：CJ-SG-03留作晒场" in text
    table, _, plan = text.partition("签署页")
    assert said(table, "新增耕地#公顷") == {gained, gained - CUT}
    agree(plan, ("新增耕地#公顷", gained - CUT))
