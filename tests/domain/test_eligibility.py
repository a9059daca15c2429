"""Why a household has no agreement, for one household and for very many."""

from datetime import date

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.eligibility import held_reasons
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import Severity

HOUSEHOLDS = tuple(Household(project_id="p", head_name=f"王{at}") for at in range(50))


class Walked(tuple):
    """Problems that know how often they were all looked through."""

    times = 0

    def __iter__(self):
        Walked.times += 1
        return super().__iter__()


def test_the_problems_are_looked_through_once_for_all_households():
    problems = Walked(Problem(household_id=h.id, code="missing", field="population", severity=Severity.ERROR)
                      for h in HOUSEHOLDS[:40])
    dossier = Dossier(Project(id="p", name="甲"), date(2018, 6, 4), households=HOUSEHOLDS, problems=problems)
    Walked.times = 0
    reasons = [held_reasons(dossier, h) for h in dossier.households]
    assert reasons == [("缺家庭人口",)] * 40 + [()] * 10
    assert dossier.held == {h.id for h in HOUSEHOLDS[:40]}
    assert Walked.times == 1
