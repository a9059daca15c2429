"""Policy clause by clause for one project: how every row stands, and how many rows each clause has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.project import Judgement
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import Severity
from linkdesk.policy.check import Finding, Outcome, applying, finding, outcomes
from linkdesk.policy.judging import latest_judgements
from linkdesk.policy.parts import Pack, Row
from linkdesk.policy.terms import RowResult, RowStatus

_SHOWN = 3  # of many values that all hold, so many are written out


@dataclass(frozen=True, slots=True)
class RowState:
    """One row as it stands for a project; `result` is what was measured or judged, in words."""

    row: Row
    pack_id: str
    clause: str
    state: RowResult
    result: str
    findings: tuple[Finding, ...] = ()
    judgement: Judgement | None = None

    @property
    def is_judged(self) -> bool:
        """Whether a person judges it: left to one as such, or because a check remarks something and does not decide."""
        remarked = any(f.severity is Severity.NOTE and not f.undetermined for f in self.findings)
        return self.row.status is RowStatus.BY_A_PERSON or remarked


def rows_with_state(dossier: Dossier, packs: Iterable[Pack]) -> tuple[RowState, ...]:
    """Every row of the packs that apply to the project, in the order of the documents."""
    return tuple(state for pack in applying(dossier, packs) for state in _of_pack(dossier, pack))


def coverage(pack: Pack) -> dict[str, Counter[RowStatus]]:
    """Rows of each clause by status."""
    return {clause: Counter(r.status for r in pack.rows if r.clause == clause) for clause in pack.clauses}


def _of_pack(dossier: Dossier, pack: Pack) -> Iterable[RowState]:
    made, judged = outcomes(dossier, pack), latest_judgements(dossier, pack)
    for row in pack.rows:
        if row.status is RowStatus.CHECKED:
            yield _checked(pack, row, [o for o in made if o.rule.id in row.rules], _rules_in_force(pack, row, dossier.on), judged.get(row.id))
        elif row.status is RowStatus.BY_A_PERSON:
            yield _judged(pack, row, judged.get(row.id))
        else:
            yield RowState(row, pack.id, pack.label(row.clause), RowResult.BACKGROUND, "")


def _rules_in_force(pack: Pack, row: Row, on: date) -> bool:
    return in_force(pack, on) and any(rule.id in row.rules and in_force(rule, on) for rule in pack.rules)


def _checked(pack: Pack, row: Row, made: list[Outcome], rules_in_force: bool, judgement: Judgement | None) -> RowState:
    if not made and rules_in_force:
        return RowState(row, pack.id, pack.label(row.clause), RowResult.UNDETERMINED, "还没有可以核对的内容")
    wrong = [o for o in made if o.result is not RowResult.MET]
    result = "；".join(_said(o) for o in (wrong or made)[:_SHOWN])
    more = f"等 {len(wrong or made)} 项" if len(wrong or made) > _SHOWN else ""
    state = RowState(row, pack.id, pack.label(row.clause), _state(made), result + more, tuple(map(finding, wrong)))
    return _with_judgement(state, judgement) if state.is_judged else state


def _said(outcome: Outcome) -> str:
    lacking = f"，{outcome.missing}" if outcome.result is RowResult.UNDETERMINED else ""
    return f"{outcome.measured.label} {outcome.measured.text}（应{outcome.bound}{lacking}）"


def _state(made: list[Outcome]) -> RowResult:
    if not made:
        return RowResult.NOT_IN_FORCE
    failed = {o.rule.severity for o in made if o.result is RowResult.NOT_MET}
    if failed == {Severity.NOTE}:
        return RowResult.TO_JUDGE  # what a rule only remarks, such as a household's refusal, goes to a person
    if failed:
        return RowResult.NOT_MET if Severity.ERROR in failed else RowResult.DOUBTFUL
    return RowResult.UNDETERMINED if any(o.result is RowResult.UNDETERMINED for o in made) else RowResult.MET


def _judged(pack: Pack, row: Row, judgement: Judgement | None) -> RowState:
    return _with_judgement(RowState(row, pack.id, pack.label(row.clause), RowResult.TO_JUDGE, ""), judgement)


def _with_judgement(state: RowState, judgement: Judgement | None) -> RowState:
    """A row left to a person as it was judged, behind what was measured."""
    if judgement is None or judgement.satisfied is None:
        return replace(state, judgement=judgement)
    when = f" {judgement.judged_on}" if judgement.judged_on else ""
    said = f"{judgement.officer_name}{when}：{judgement.basis}"
    answer = RowResult.JUDGED_MET if judgement.satisfied else RowResult.JUDGED_NOT_MET
    return replace(state, state=answer if state.state is RowResult.TO_JUDGE else state.state,
                   result="；".join(filter(None, (state.result, said))), judgement=judgement)
