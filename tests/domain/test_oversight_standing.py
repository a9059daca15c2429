"""What follows from the register of sanctions, inspections and responsible persons."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.approval_words import DutyRole, InspectionLink, SanctionKind
from linkdesk.domain.oversight import DutyPerson, Inspection, Sanction
from linkdesk.domain.oversight_standing import (
    Rectification,
    SanctionState,
    active,
    by_link,
    quota_effects,
    rectification,
    responsible_on,
    states,
)

LAND = SanctionKind.LAND_SUSPENDED


def day(text):
    return date.fromisoformat(text)


def decided(kind=LAND, on="2018-03-01", id="s", **more):
    return Sanction(authority_id="county", kind=kind, decided_by="省国土资源厅", number="×号", decided_on=day(on), id=id, **more)


SUSPENDED = decided(from_on=day("2018-03-10"), until_on=day("2018-06-30"))
LIFTED = decided(on="2018-05-02", id="l", lifts_id="s")
WRONG_LIFT = decided(on="2018-05-03", id="r", revokes_id="l")


@pytest.mark.parametrize(("rows", "on", "state"), [
    ((SUSPENDED,), "2018-03-09", SanctionState.AHEAD), ((SUSPENDED,), "2018-03-10", SanctionState.IN_FORCE),
    ((SUSPENDED,), "2018-06-30", SanctionState.IN_FORCE), ((SUSPENDED,), "2018-07-01", SanctionState.ENDED),
    ((SUSPENDED, LIFTED), "2018-05-01", SanctionState.IN_FORCE), ((SUSPENDED, LIFTED), "2018-05-02", SanctionState.LIFTED),
    ((SUSPENDED, LIFTED, WRONG_LIFT), "2018-05-04", SanctionState.IN_FORCE),
    ((SUSPENDED, decided(id="r", revokes_id="s")), "2018-04-01", SanctionState.REVOKED),
    ((decided(SanctionKind.CRITICISED),), "2018-04-01", SanctionState.DECIDED)])
def test_a_suspension_stands_from_its_day_until_its_end_or_its_lifting(rows, on, state):
    assert states(rows, day(on))["s"] is state
    assert bool(active(rows, day(on))) is (state is SanctionState.IN_FORCE)


def test_only_what_stands_moves_quota_and_cuts_are_below_nothing():
    rows = (decided(SanctionKind.QUOTA_AWARDED, id="a", area=Decimal(50000), year=2020),
            decided(SanctionKind.QUOTA_CUT, id="c", area=Decimal(30000), year=2019),
            decided(SanctionKind.QUOTA_CUT, id="w", area=Decimal(90000), year=2019), decided(SanctionKind.QUOTA_CUT, id="x", revokes_id="w"),
            decided(SanctionKind.SCORE_DEDUCTED, id="p", score=Decimal(2)))
    assert [(e.year, e.area, e.document) for e in quota_effects(rows)] == [(2019, -30000, "×号"), (2020, 50000, "×号")]


def found(**fields):
    return Inspection(project_id="p", **fields)


def test_what_was_found_is_open_until_it_is_put_right():
    on = day("2018-07-02")
    rows = [found(), found(finding="无监理日志", rectify_by=on), found(finding="无监理日志", rectify_by=day("2018-07-01")),
            found(finding="无监理日志", rectified_on=on, link=InspectionLink.FUNDS)]
    assert [rectification(i, on) for i in rows] == [Rectification.NOTHING_FOUND, Rectification.OPEN, Rectification.OVERDUE, Rectification.DONE]
    works, funds = (next(s for s in by_link(rows, on) if s.link is link) for link in (InspectionLink.WORKS, InspectionLink.FUNDS))
    assert (works.inspected, works.found, works.open, works.overdue) == (3, 2, 2, 1)
    assert (funds.inspected, funds.found, funds.open, funds.overdue) == (1, 1, 0, 0)


def test_who_is_responsible_follows_the_day_and_the_project_comes_first():
    rows = (DutyPerson(name="县长甲", until_on=day("2018-06-30"), id="1"), DutyPerson(name="县长乙", from_on=day("2018-07-01"), id="2"),
            DutyPerson(name="镇长丙", project_id="p", position=5, id="3"), DutyPerson(name="经办丁", role=DutyRole.HANDLER, id="4"))
    assert [d.name for d in responsible_on(rows, DutyRole.FIRST, day("2018-06-30"))] == ["镇长丙", "县长甲"]
    assert [d.name for d in responsible_on(rows, DutyRole.FIRST, day("2018-07-01"))] == ["镇长丙", "县长乙"]
