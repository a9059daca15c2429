"""Pairs of the sample's households drafted, confirmed and numbered by the actions themselves, for the tests of what follows."""

from datetime import date

from linkdesk.actions import agreements, checks, finalising
from tests.actions.test_agreements import RATES, typed

TERMS = date(2018, 9, 30), date(2019, 6, 30)


def printed_pairs(desk, project_id, count):
    """Print the pairs of the first eligible households; returns their ids."""
    ids = [h.id for h in agreements.eligible(desk.dossier(project_id))[0][:count]]
    for name in RATES:
        rate = desk.dossier(project_id).rate(name)
        desk.do(checks.confirm(desk, rate, typed(rate), "岚政办发〔2018〕9号"))
    desk.do(agreements.draft(desk, project_id, ids))
    desk.do(finalising.set_terms(desk, project_id, *TERMS))
    desk.do(finalising.finalise(desk, project_id, subjects=ids))
    return ids
