"""The register of everything the store keeps: entity name (= table name) → frozen dataclass."""

from __future__ import annotations

import re

from linkdesk.domain.agreement import Agreement, AgreementEvent, AgreementLine, PageCode, ScannedPage, Sealed
from linkdesk.domain.appraisal import AppraisedItem, Party
from linkdesk.domain.approval import (
    ClockReading,
    CommentAnswer,
    Matter,
    MatterEntry,
    ReturnComment,
    Submission,
    SubmittedFile,
    YearTarget,
)
from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.carrying import (
    Acceptance,
    AfterUse,
    Completion,
    CountyMeasure,
    Partner,
    PlotAcceptance,
    PlotStage,
    SettlementCheck,
    SettlementHouse,
    SitePhoto,
    Variation,
    WorkPayment,
)
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.consultation import Hearing, Opinion, Resolution
from linkdesk.domain.design import (
    CrossSection,
    DesignBasis,
    DesignDrawing,
    Equipment,
    FeeAmount,
    PlotDesign,
    PresentBuilding,
    PriceComponent,
    QualityMeasurement,
    Resource,
    SoilMove,
    UnitPrice,
    WorkItem,
)
from linkdesk.domain.directory import Agency, AgencyName, Authority, Hamlet, Officer, Township, Village
from linkdesk.domain.household import House, Household, HouseholdEvent, Member
from linkdesk.domain.letter import Letter, WordCopy
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.notice import Complaint, Notice, Objection
from linkdesk.domain.oversight import DutyPerson, Inspection, Sanction
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.planning import (
    EstimateItem,
    FundSource,
    PlanAnnex,
    PlanApproval,
    PlanVersion,
    ProgrammeLink,
    ScheduleTask,
    TenureAdjustment,
)
from linkdesk.domain.plot import BaseMap, LandUse, Plot, PlotRings, PlotSource
from linkdesk.domain.project import Judgement, PlanSection, PolicyOverride, Project, WordingCopy
from linkdesk.domain.quota import BookClosing, GuidePrice, Obligation, QuotaAdvance, QuotaEntry
from linkdesk.domain.relocation import RelocationEntry, RelocationList
from linkdesk.domain.special_plan import (
    Assessment,
    PlanLink,
    PlannedProject,
    SpecialPlan,
    VillagePotential,
)
from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.survey import HeadingPattern, ImportBatch, ImportDraft, Problem, SourceRow
from linkdesk.domain.trade import QuotaUse, Trade, TradeInstalment, TradePayment


def entity_name(entity: type) -> str:
    """The one name of an entity class: AgencyName → agency_name."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", entity.__name__).lower()


# In the order rows must be inserted when references are checked at once.
ENTITIES: dict[str, type] = {entity_name(c): c for c in (
    Officer, Authority, Agency, AgencyName, Township, Village, Hamlet, Project, PlanSection, Judgement, PolicyOverride,
    PlotRings, Plot, PlotSource, Household, Member, House, HouseholdEvent, CollectiveProperty, ImportBatch, ImportDraft,
    HeadingPattern, SourceRow, Problem, RelocationList, RelocationEntry, CountyStandard, StandardRate, WordingCopy, Party,
    AppraisedItem, Agreement, AgreementLine, Sealed, AgreementEvent, PageCode, ScannedPage, PaymentBatch, Payment, PaymentEvent,
    Notice, Objection, Complaint, LandUse, BaseMap, ProgrammeLink, EstimateItem, FundSource, TenureAdjustment, ScheduleTask,
    PlanAnnex, PlanVersion, PlanApproval, DesignBasis, PlotDesign, PresentBuilding, Resource, UnitPrice, PriceComponent, WorkItem,
    DesignDrawing, Equipment, FeeAmount, SoilMove, QualityMeasurement, CrossSection, Partner, CountyMeasure, PlotStage, SitePhoto,
    WorkPayment, Variation, Completion, Acceptance, PlotAcceptance, SettlementHouse, SettlementCheck, AfterUse, Matter, Letter, Submission,
    SubmittedFile, MatterEntry, ReturnComment, CommentAnswer, ClockReading, YearTarget, Opinion, Hearing, Resolution, Sanction, Inspection,
    DutyPerson, WordCopy, ArchiveItem, Trade, TradeInstalment, TradePayment, QuotaUse, QuotaEntry, QuotaAdvance, Obligation, BookClosing,
    GuidePrice, FundReceipt, FundUse, SpecialPlan, PlanLink, VillagePotential, PlannedProject, Assessment)}

# Entries are only added: they refuse any `before` and are answered by a further entry.
APPEND_ONLY = frozenset({Sealed, PlotRings, AgreementEvent, PageCode, ScannedPage, PaymentBatch, Payment, PaymentEvent, WordingCopy, PlanVersion,
                         PlanApproval, WorkPayment, Acceptance, PlotAcceptance, MatterEntry, ReturnComment, CommentAnswer, Submission, SubmittedFile,
                         Sanction, WordCopy, QuotaEntry, BookClosing, TradePayment, FundReceipt, FundUse})
