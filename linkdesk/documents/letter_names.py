"""What the texts of official letters may name: their subjects, and named texts and facts of one letter and its matter."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.documents.templates import Vocabulary
from linkdesk.documents.templates.vocabulary import fact, named_text
from linkdesk.documents.wording import plan_word, word
from linkdesk.domain.approval import Matter, MatterEntry
from linkdesk.domain.approval_words import EntryKind
from linkdesk.domain.corrections import standing
from linkdesk.domain.directory import Authority
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.letter import Letter
from linkdesk.domain.plan_standing import versions
from linkdesk.domain.planning import PlanVersion
from linkdesk.domain.project import Project
from linkdesk.domain.quantities import hectares, mu, printed
from linkdesk.domain.quota_words import TradeSide
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import Certainty, PlotUse
from linkdesk.policy.matter_rules import PLANS
from linkdesk.policy.parts import Pack
from linkdesk.policy.procedure import Chain, Step
from linkdesk.policy.terms import Act, Subject


@dataclass(frozen=True)
class LetterCase:
    """A letter with what it speaks of: the pack it stands on, and its matter with the step it goes to (or answers for)."""

    letter: Letter
    pack: Pack | None = None
    matter: Matter | None = None
    chain: Chain | None = None
    at: int = 0

    @property
    def step(self) -> Step | None:
        """The step of the chain the letter belongs to."""
        return self.chain.steps[self.at - 1] if self.chain and 0 < self.at <= len(self.chain.steps) else None

    @property
    def subject(self) -> Subject | None:
        """What the matter is about."""
        return self.chain.subject if self.chain else None


SUBJECTS = {"project": Project, "responsible": Authority, "new_side": Authority, "letter": Letter, "case": LetterCase}
VOCABULARY = Vocabulary(SUBJECTS)
_PLANS = frozenset({Subject.PLAN, Subject.OLD_PLAN, Subject.NEW_PLAN})
_SUBMITTED = _PLANS | {Subject.SPECIAL_PLAN, Subject.DESIGN, Subject.NEW_LAND}  # what is approved as a paper: 报批; all else is asked for
_NO_VERDICT = frozenset({Act.CONSULT, Act.FORWARD})
_MEASURES = (("建设用地指标", "construction"), ("农用地指标", "agricultural"), ("耕地指标", "farmland"), ("其中水田", "paddy"))
_BELOW = (("局", "局"), ("厅", "厅"), ("委员会", "委"), ("管委会", "委"))


def subject_words(dossier: Dossier, subject: Subject | None) -> str:
    """What a matter is about in the words of the project's policy: 实施方案, 拆旧区复垦设计报告 …; 工作 without a matter."""
    plan, trade = plan_word(dossier), word(dossier, "off_site_trade", "易地交易")
    return {Subject.SPECIAL_PLAN: "增减挂钩专项规划", Subject.PLAN: plan, Subject.OLD_PLAN: f"拆旧区{plan}",
            Subject.NEW_PLAN: f"建新区{plan}", Subject.DESIGN: "拆旧区复垦设计报告", Subject.NEW_LAND: "建新区用地",
            Subject.TRADE: f"节余指标{trade}", Subject.ADVANCE: "节余指标预支", Subject.AMENDMENT: f"{plan}变更",
            Subject.ACCEPTANCE: "竣工验收"}.get(subject, "") if subject else "工作"


@named_text("letter_subject", "报批事项", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    if case.subject is Subject.SPECIAL_PLAN:
        return f"{dossier.responsible.place}{subject_words(dossier, case.subject)}" if dossier.responsible else ""
    return f"{dossier.project.name}{subject_words(dossier, case.subject)}"


@named_text("letter_issuers", "发文机关", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    return "、".join(case.letter.issuers)


@named_text("letter_recipients", "主送机关", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    return case.letter.recipients


@named_text("letter_you", "对主送机关的称呼", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    return you(case.letter.recipients) or "你单位"


def you(recipient: str) -> str:
    """How a letter speaks to a body below: 你县, 你市, 你局, 你委; 你单位 where its name does not tell; empty for no or many bodies."""
    name = recipient.strip()
    if not name or "、" in name:
        return "各单位" if name else ""
    if name.endswith("人民政府"):
        return f"你{name.removesuffix('人民政府')[-1:] or '单位'}"
    return f"你{next((short for end, short in _BELOW if name.endswith(end)), '单位')}"


@named_text("letter_we", "发文机关自称", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    issuers = "、".join(case.letter.issuers)
    return "我们" if "、" in issuers else (you(issuers) or "你单位").replace("你", "我", 1)


@named_text("letter_basis", "政策文件", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    return f"《{case.pack.title}》（{case.pack.number}）" if case.pack else ""


@named_text("letter_incoming", "来文标题和字号", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    letter = case.letter
    return f"《{letter.answers_title}》（{letter.answers_number}）" if letter.answers_title and letter.answers_number else ""


@named_text("letter_version", "方案版本", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    version = version_of(dossier, case.subject)
    return f"第{version.version}版" if version else ""


def version_of(dossier: Dossier, subject: Subject | None) -> PlanVersion | None:
    """The version of plan or design a letter on a subject speaks of: the newest one fixed."""
    kinds = PLANS.get(subject, ()) if subject else ()
    return next((found[-1] for kind in kinds if (found := versions(dossier, kind))), None)


@named_text("letter_approved", "实施方案批复", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    project = dossier.project
    known = project.approver.strip() and project.approval_number.strip()
    return f"{project.approver}以{project.approval_number}批复" if known else ""


@named_text("letter_review", "上一步的审查意见", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    found = _reviewed(dossier, case)
    return f"{found.actor}{case.chain.steps[found.step - 1].act}（{found.number}）" if found and found.actor and found.number else ""


def _reviewed(dossier: Dossier, case: LetterCase) -> MatterEntry | None:
    """The last step before the letter's at which another body said yes; who was only asked, or passed it on, said nothing of the kind."""
    if case.matter is None or case.chain is None:
        return None
    passed = [e for e in standing(dossier.approvals.entries) if e.matter_id == case.matter.id and e.kind is EntryKind.PASSED
              and 1 < e.step < case.at and _is_verdict(case.chain.steps[e.step - 1], e)]
    return max(passed, key=lambda e: e.step, default=None)


def _is_verdict(step: Step, passed: MatterEntry) -> bool:
    """Not that of a step that was left out, which bears no number."""
    return step.act not in _NO_VERDICT and bool(passed.number or not step.optional)


@named_text("letter_notice_days", "公示期（公示最短天数核实后带出，也可以直接填写）", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    rate = dossier.rate("notice_days")
    sure = rate is not None and rate.value is not None and rate.certainty is not Certainty.UNVERIFIED
    return f"{printed(rate.value, 0)}{rate.unit}" if sure else ""


@named_text("letter_offer", "拟转让的指标", of=LetterCase)
def _(dossier: Dossier, case: LetterCase) -> str:
    trade = _offered(dossier, case)
    said = ((label, getattr(trade, name)) for label, name in _MEASURES) if trade else ()
    return "，".join(f"{label}{printed(hectares(area), 4)}公顷（{printed(mu(area), 4)}亩）" for label, area in said if area)


def _offered(dossier: Dossier, case: LetterCase) -> Trade | None:
    """The trade an announcement speaks of: that of its matter, else the only one of the project that still seeks who buys."""
    if case.subject is not Subject.TRADE:
        return None
    sales = [t for t in dossier.quotas.trades if t.side is TradeSide.SELLER and t.terminated_on is None]
    named = [t for t in sales if case.matter and t.matter_id == case.matter.id]
    found = named or [t for t in sales if t.signed_on is None]
    return found[0] if len(found) == 1 else None


def _act(case: LetterCase) -> Act | None:
    return case.step.act if case.step else None


_ABOUT = {"plan": _PLANS, "design": {Subject.DESIGN}, "special_plan": {Subject.SPECIAL_PLAN}, "new_land": {Subject.NEW_LAND},
          "trade": {Subject.TRADE}, "advance": {Subject.ADVANCE}, "amendment": {Subject.AMENDMENT}, "acceptance": {Subject.ACCEPTANCE}}
for _name, _subjects in _ABOUT.items():
    fact(f"letter_on_{_name}", of=LetterCase)(lambda dossier, case, about=_subjects: case.subject in about)
fact("letter_on_nothing", of=LetterCase)(lambda dossier, case: case.subject is None)
fact("letter_on_matter", of=LetterCase)(lambda dossier, case: case.subject is not None)
fact("letter_on_work", of=LetterCase)(lambda dossier, case: case.subject not in (None, Subject.ACCEPTANCE))
fact("letter_on_old_land", of=LetterCase)(lambda dossier, case: case.subject is not Subject.SPECIAL_PLAN and bool(dossier.plots_of(PlotUse.OLD)))
fact("letter_offers", of=LetterCase)(lambda dossier, case: _offered(dossier, case) is not None)
fact("letter_offers_unnamed", of=LetterCase)(lambda dossier, case: case.subject is Subject.TRADE and _offered(dossier, case) is None)
fact("letter_not_on_trade", of=LetterCase)(lambda dossier, case: case.subject is not Subject.TRADE)
fact("letter_without_figures", of=LetterCase)(lambda dossier, case: case.subject not in _PLANS | {Subject.DESIGN})
fact("letter_submits", of=LetterCase)(lambda dossier, case: case.subject in _SUBMITTED)
fact("letter_asks", of=LetterCase)(lambda dossier, case: case.subject is not None and case.subject not in _SUBMITTED)
fact("letter_files", of=LetterCase)(lambda dossier, case: _act(case) is Act.FILE)
fact("letter_forwards", of=LetterCase)(lambda dossier, case: _act(case) is Act.FORWARD)
fact("letter_reports", of=LetterCase)(lambda dossier, case: case.subject is not None and _act(case) not in (Act.FILE, Act.FORWARD))
fact("letter_reviewed", of=LetterCase)(lambda dossier, case: _reviewed(dossier, case) is not None)
fact("letter_plan_reviewed", of=LetterCase)(lambda dossier, case: case.subject in _PLANS and _reviewed(dossier, case) is not None)
fact("letter_version_fixed", of=LetterCase)(lambda dossier, case: version_of(dossier, case.subject) is not None)
