"""What a person judges although a rule checks it: refusals of the three kinds of relocation (A §三(二), B §二(二))."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.domain.project import Judgement
from linkdesk.domain.words import LeftOutReason, RelocationType
from linkdesk.policy.compliance import rows_with_state
from linkdesk.policy.terms import RowResult
from tests.policy.dossiers import dossier, household, old, shipped


def row(of, id_="A32-04"):
    return next(s for s in rows_with_state(of, shipped().values()) if s.row.id == id_)


@pytest.mark.parametrize(("satisfied", "state"), [(True, RowResult.JUDGED_MET), (False, RowResult.JUDGED_NOT_MET), (None, RowResult.TO_JUDGE)])
def test_a_refusal_waits_for_a_person_though_its_row_is_checked(satisfied, state):
    of = dossier(old("6"), households=[household(willing=False, relocation_type=RelocationType.MINING)])
    of = replace(of, project=replace(of.project, packs=("A",)))
    waiting = row(of)
    assert (waiting.state, waiting.judgement, [f.rule_id for f in waiting.findings]) == (RowResult.TO_JUDGE, None, ["R18-refusal"])
    said = Judgement(project_id="p", pack_id="A", row_id="A32-04", satisfied=satisfied, officer_name="李工", judged_on=date(2018, 6, 1),
                     basis="现场核查记录 3 号")
    told = row(replace(of, judgements=(said,)))
    assert told.state is state
    assert "1 户" in told.result
    assert ("李工 2018-06-01：现场核查记录 3 号" in told.result) == (satisfied is not None)


def test_a_row_that_is_broken_too_keeps_its_state_and_bears_the_judgement():
    refusing = household(willing=False, relocation_type=RelocationType.GEOHAZARD_AVOIDANCE)
    out = household(relocation_type=RelocationType.POVERTY, left_out=LeftOutReason.INDUSTRY)
    of = replace(dossier(old("6"), households=[refusing]), left_out=(out,))
    broken = row(of, "B22-08")
    assert (broken.state, broken.is_judged) == (RowResult.DOUBTFUL, True)
    said = Judgement(project_id="p", pack_id="B", row_id="B22-08", satisfied=True, officer_name="李工", judged_on=date(2018, 6, 1), basis="意愿书")
    told = row(replace(of, judgements=(said,)), "B22-08")
    assert told.state is RowResult.DOUBTFUL
    assert told.result.endswith("李工 2018-06-01：意愿书")
