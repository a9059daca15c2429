"""The register of pages: which rooms there are, where each stands in the rail, what it edits, and its class (loaded when opened)."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module

from linkdesk.ui.page import Page


@dataclass(frozen=True, slots=True)
class Room:
    """A page of the window; `step` False keeps it out of the rail (it is reached from `within`)."""

    key: str
    title: str
    where: str                    # "module:Class" inside linkdesk.ui
    icon: str = ""
    of_project: bool = True       # False: a room of the county
    keeps_project: bool = False   # a room of the county one goes to from within a project, which stays at hand
    step: bool = True
    within: str = ""              # the step marked in the rail while this page is open; without one the last stays marked
    edits: tuple[str, ...] = ()   # entities a finding about which leads here

    def page_class(self) -> type[Page]:
        """The page's class."""
        module, name = self.where.split(":")
        return getattr(import_module(f"linkdesk.ui.{module}"), name)


ROOMS = (
    Room("today", "今日", "today_page:TodayPage", "today", of_project=False),
    Room("projects", "项目", "projects_page:ProjectsPage", "projects", of_project=False),
    Room("new_project", "新建项目", "new_project_page:NewProjectPage", of_project=False, step=False, within="projects"),
    Room("directories", "名录", "directories_page:DirectoriesPage", "directories", of_project=False, keeps_project=True,
         edits=("authority", "township", "village")),
    Room("targets", "年度任务", "targets_page:TargetsPage", "targets", of_project=False, keeps_project=True, edits=("year_target",)),
    Room("oversight", "考核督查", "oversight_page:OversightPage", "oversight", of_project=False, keeps_project=True, edits=("sanction",)),
    Room("quota", "指标台账", "quota_page:QuotaPage", "quota", of_project=False, keeps_project=True, edits=("quota_entry", "book_closing")),
    Room("trades", "交易流转", "trades_page:TradesPage", of_project=False, keeps_project=True, step=False, within="quota",
         edits=("trade", "trade_instalment", "trade_payment", "quota_use", "guide_price")),
    Room("assessments", "考核自评", "assessments_page:AssessmentsPage", of_project=False, keeps_project=True, step=False, within="quota",
         edits=("assessment",)),
    Room("county", "县情一页", "county_page:CountyPage", of_project=False, keeps_project=True, step=False, within="quota"),
    Room("special_plan", "专项规划", "special_plan_page:SpecialPlanPage", of_project=False, keeps_project=True, step=False, within="quota",
         edits=("special_plan", "plan_link", "village_potential", "planned_project")),
    Room("money", "资金", "money_page:MoneyPage", step=False, within="quota", edits=("fund_receipt", "fund_use")),
    Room("advances", "预支和义务", "advances_page:AdvancesPage", step=False, within="quota", edits=("quota_advance", "obligation")),
    Room("overview", "概况", "overview_page:OverviewPage", "overview", edits=("project",)),
    Room("households", "农户", "households_page:HouseholdsPage", "households", edits=("household", "member")),
    Room("household_changes", "农户变动", "household_changes_page:HouseholdChangesPage", step=False, within="households",
         edits=("household_event",)),
    Room("coverage", "摸底覆盖", "coverage_page:CoveragePage", step=False, within="households"),
    Room("collective", "集体房屋", "collective_page:CollectivePage", step=False, within="households", edits=("collective_property",)),
    Room("relocation", "搬迁名单核对", "relocation_page:RelocationPage", step=False, within="households",
         edits=("relocation_entry",)),
    Room("opening", "期初数据", "opening_page:OpeningPage", step=False, within="households"),
    Room("import", "导入农户", "import_review:ImportReviewPage", step=False, within="households"),
    Room("agreements", "双签协议", "agreements_page:AgreementsPage", "agreements", edits=("agreement",)),
    Room("agreement", "协议编辑", "agreement_page:AgreementPage", step=False, within="agreements",
         edits=("party", "appraised_item")),
    Room("standards", "县级标准", "standards_page:StandardsPage", step=False, within="agreements",
         edits=("county_standard", "standard_rate")),
    Room("progress", "登记进度", "progress_page:ProgressPage", step=False, within="agreements", edits=("agreement_event",)),
    Room("ledgers", "台账", "ledgers_page:LedgersPage", step=False, within="agreements"),
    Room("notices", "公示", "notices_page:NoticesPage", step=False, within="agreements", edits=("notice", "objection")),
    Room("complaints", "信访", "complaints_page:ComplaintsPage", step=False, within="agreements", edits=("complaint",)),
    Room("batch_print", "批量打印", "batch_print_page:BatchPrintPage", step=False, within="agreements"),
    Room("scans", "扫描归档", "scans_page:ScansPage", step=False, within="agreements", edits=("scanned_page",)),
    Room("wordings", "协议文本", "wordings_page:WordingsPage", step=False, within="agreements", edits=("wording_copy",)),
    Room("payments", "兑付", "payments_page:PaymentsPage", step=False, within="agreements", edits=("payment_batch", "payment")),
    Room("plots", "地块", "plots_page:PlotsPage", "plots", edits=("plot",)),
    Room("plots_import", "导入地块", "plots_import_page:PlotsImportPage", step=False, within="plots"),
    Room("links", "涉农项目", "links_page:LinksPage", step=False, within="plots", edits=("programme_link",)),
    Room("placing", "落图", "placing_page:PlacingPage", step=False, within="plots"),
    Room("plan", "实施方案", "plan_page:PlanPage", "plan", edits=("plan_section",)),
    Room("finance", "投资与资金", "finance_page:FinancePage", step=False, within="plan", edits=("estimate_item", "fund_source")),
    Room("tenure", "权属调整", "tenure_page:TenurePage", step=False, within="plan", edits=("tenure_adjustment",)),
    Room("schedule", "实施进度", "schedule_page:SchedulePage", step=False, within="plan", edits=("schedule_task",)),
    Room("annexes", "附件", "annexes_page:AnnexesPage", step=False, within="plan", edits=("plan_annex",)),
    Room("versions", "版本和变更", "versions_page:VersionsPage", step=False, within="plan", edits=("plan_version", "plan_approval")),
    Room("matters", "审批", "matters_page:MattersPage", "approval", edits=("matter", "matter_entry")),
    Room("letters", "公文", "letters_page:LettersPage", "letter", edits=("letter",)),
    Room("design", "复垦设计", "design_page:DesignPage", "design",
         edits=("plot_design", "present_building", "work_item", "design_drawing")),
    Room("sections", "典型断面", "sections_page:SectionsPage", step=False, within="design", edits=("cross_section",)),
    Room("soil", "土方平衡", "soil_page:SoilPage", step=False, within="design", edits=("soil_move",)),
    Room("quality", "质量控制", "quality_page:QualityPage", step=False, within="design", edits=("quality_measurement",)),
    Room("prices", "单价分析", "prices_page:PricesPage", step=False, within="design",
         edits=("unit_price", "price_component", "resource")),
    Room("carrying", "实施验收", "carrying_page:CarryingPage", "carrying", edits=("plot_stage", "site_photo", "completion")),
    Room("partners", "参与主体", "partners_page:PartnersPage", step=False, within="carrying",
         edits=("partner", "work_payment", "county_measure")),
    Room("variations", "设计变更", "variations_page:VariationsPage", step=False, within="carrying", edits=("variation",)),
    Room("acceptance", "竣工验收", "acceptance_page:AcceptancePage", step=False, within="carrying", edits=("acceptance", "plot_acceptance")),
    Room("settlement", "安置区建设", "settlement_page:SettlementPage", step=False, within="carrying",
         edits=("settlement_house", "settlement_check")),
    Room("after_use", "后续利用", "after_use_page:AfterUsePage", step=False, within="carrying", edits=("after_use",)),
    Room("budget", "复垦预算", "budget_page:BudgetPage", step=False, within="design", edits=("design_basis", "equipment", "fee_amount")),
    Room("standard_values", "费用标准和系数", "standard_values_page:StandardValuesPage", step=False, within="design"),
    Room("values", "政策参数", "values_page:ValuesPage", step=False, within="overview", edits=("policy_override",)),
    Room("clauses", "逐条核对", "clauses_page:ClausesPage", step=False, within="overview", edits=("judgement",)),
    Room("clocks", "期限", "clocks_page:ClocksPage", step=False, within="matters", edits=("clock_reading",)),
    Room("word_copies", "Word 副本", "word_copies_page:WordCopiesPage", step=False, within="letters", edits=("word_copy",)),
    Room("archive", "归档", "archive_page:ArchivePage", step=False, within="matters", edits=("archive_item",)),
    Room("consultation", "征求意见", "consultation_page:ConsultationPage", step=False, within="matters",
         edits=("opinion", "hearing", "resolution")),
    Room("duties", "责任分工", "duties_page:DutiesPage", step=False, within="matters", edits=("duty_person",)),
    Room("inspections", "监督检查", "inspections_page:InspectionsPage", step=False, within="carrying", edits=("inspection",)),
    Room("packets", "申报材料", "packets_page:PacketsPage", "packets"),
    Room("history", "操作记录", "history_page:HistoryPage", step=False),
    Room("county_history", "全部操作记录", "history_page:CountyHistoryPage", of_project=False, step=False),
    Room("preview", "打印预览", "preview:PreviewPage", step=False),
)


def room(key: str) -> Room | None:
    """The room of that key; None when it is not built."""
    return next((r for r in ROOMS if r.key == key), None)


def room_for(entity: str) -> Room | None:
    """Where an entity is edited, by its name; None when there is no such room yet."""
    return next((r for r in ROOMS if entity in r.edits), None)
