"""征求意见 and 报批: how far the departments have answered, where the matter is kept, and the approval, by it or entered by hand."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QWidget

from linkdesk.actions import opinions, special_plan_rows, special_plans
from linkdesk.actions.special_plan_state import lacking
from linkdesk.domain.consultation_standing import opinion_state
from linkdesk.domain.special_plan import SpecialPlan
from linkdesk.ui import theme
from linkdesk.ui.boxes import SomeFields
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.page import Page

_FIELDS = dict.fromkeys(("approver", "approval_number", "approved_on", "filing_number", "filed_on", "note"), "")
_NOWHERE = "（不在这里办理）"


class ConsultedPanel(QWidget):
    """What the departments were asked and answered, and the way to the room where that is entered."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.words, self.open = Sentence(look="second"), Sentence(look="warning")
        self.go = button("去征求意见", lambda: page.go.emit("consultation", "", ""), "main")
        self.paper = button("打印汇总表", lambda: page.go.emit("preview", "opinions", ""))
        column(label("征求部门意见", "group"), self.words, self.open, row(self.go, self.paper, 1), 1, margin=16, gap=12, parent=self)

    def show_plan(self, plan: SpecialPlan) -> None:
        """Show how far the departments have answered, in the project where the plan's matter is kept."""
        here = bool(plan.project_id) and plan.project_id == self.page.project_id
        self.go.setEnabled(here)
        self.paper.setVisible(False)
        self.open.setText("")
        if not plan.project_id:
            self.words.setText("征求意见登记在办理报批的项目区里。请先在“报批”里选择办理项目区。")
            return
        dossier = self.page.desk.dossier(plan.project_id)
        found, wanted = dossier.approvals.opinions, [d.name for d in opinions.to_ask(dossier)]
        states = [f"{o.department}（{opinion_state(o, dossier.on)}）" for o in sorted(found, key=lambda o: o.position)]
        where = "" if here else f"登记在“{dossier.project.name}”里，请先打开那个项目。"
        self.words.setText(where + (f"已列 {len(found)} 个部门：{'、'.join(states)}。" if found else "还没有征求部门意见。"))
        self.open.setText(f"政策列明、还没有征求的部门：{'、'.join(wanted)}。" if wanted else "")
        self.paper.setVisible(here and bool(found))


class ApprovalPanel(QWidget):
    """What is lacking before it goes up, where its matter is kept, and what was approved."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.plan = page, None
        self.lacking, self.source = Sentence(look="warning"), Sentence()
        self.project = QComboBox()
        self.project.setMinimumWidth(theme.current().px(260))
        self.matters = button("去审批", lambda: page.go.emit("matters", "", ""))
        self.packet = button("去申报材料", lambda: page.go.emit("packets", "", ""))
        self.fields = SomeFields(SpecialPlan, _FIELDS, self._commit, 3)
        column(self.lacking, label("办理", "group"), row(label("办理项目区", "second"), self.project, self.matters, self.packet, 1),
               label("批准和备案", "group"), self.fields, self.source, 1, margin=16, gap=8, parent=self)
        self.project.activated.connect(lambda _: page.do(
            lambda: special_plans.set_project(page.desk, self.plan, self.project.currentData() or None)))

    def _commit(self, plan: SpecialPlan, name: str, text: str) -> None:
        self.page.desk.do(special_plans.set_plan_field(self.page.desk, plan, name, text))

    def show_plan(self, plan: SpecialPlan) -> None:
        """Show the approval of a plan."""
        desk, self.plan = self.page.desk, plan
        with QSignalBlocker(self.project):
            self.project.clear()
            for id_, name in (("", _NOWHERE), *((p.id, p.name) for p in special_plan_rows.linkable(desk, plan))):
                self.project.addItem(name, id_)
            self.project.setCurrentIndex(max(0, self.project.findData(plan.project_id or "")))
        self.fields.show_entity(plan)
        open_points, matter = lacking(desk, plan), special_plans.told_by_matter(desk, plan)
        self.lacking.setText(f"报批前还缺：{'；'.join(open_points)}。" if open_points and not plan.approved_on else "")
        self.source.setText(f"批准和备案取自报批事项“{matter}”，更正请到“审批”。" if matter else
                            "由“审批”里的专项规划报批事项自动填写；早已批准的，可以直接补登文号和日期。批准后规模和安排不再改动。")
        here = bool(plan.project_id) and plan.project_id == self.page.project_id
        self.matters.setEnabled(here)
        self.packet.setEnabled(here)

    def lead_to(self, field: str) -> bool:
        """Put the cursor into a field; False when it is not one of these."""
        self.fields.lead_to(field)
        return field in self.fields.boxes
