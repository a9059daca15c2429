"""R41: every kind of suspension against every act, before, within and after its time, lifted, corrected, of a place and of a project."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from linkdesk.domain.approval import Approvals
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.directory import Authority
from linkdesk.domain.docket import Docket
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.oversight_standing import SUSPENSIONS, counting
from linkdesk.domain.project import Project
from linkdesk.domain.words import AuthorityKind
from linkdesk.policy.suspensions import packet_suspended, suspended
from linkdesk.policy.terms import Subject
from tests.policy.dossiers import dossier, old, shipped
from tests.policy.test_check import found

ONE = timedelta(1)
FROM, UNTIL, LIFTED = date(2018, 6, 1), date(2018, 12, 31), date(2018, 9, 1)
LAND, ADVANCE, QUOTA = SanctionKind.LAND_SUSPENDED, SanctionKind.ADVANCE_SUSPENDED, SanctionKind.QUOTA_SUSPENDED
PLANS = {Subject.SPECIAL_PLAN, Subject.PLAN, Subject.OLD_PLAN, Subject.NEW_PLAN}
BITTEN = {LAND: {Subject.NEW_LAND}, ADVANCE: {Subject.ADVANCE}, QUOTA: PLANS}
PACKETS = {LAND: {"new_land"}, ADVANCE: {"advance"}, QUOTA: {"plan", "special_plan", "filing"}}
RULES = {LAND: ("A", "R41-land"), ADVANCE: ("B", "R41-advance"), QUOTA: ("B", "R41-quota")}
CITY = Authority(name="市", kind=AuthorityKind.CITY, id="city")
COUNTY, BUYER = Authority(name="县", parent_id="city", id="county"), Authority(name="购入县", id="buyer")


def sanction(kind, id_="s", **more):
    return Sanction(**({"authority_id": "county", "kind": kind, "decided_by": "省国土资源厅", "number": "1号", "decided_on": FROM, "id": id_} | more))


def story(kind, name):
    """The rows of a register, and the first and the last day they bite (None: without end)."""
    term = sanction(kind, until_on=UNTIL)
    lift = sanction(kind, "lift", decided_on=LIFTED - ONE, from_on=LIFTED, lifts_id="s")
    return {
        "open": ((sanction(kind),), FROM, None),
        "term": ((term,), FROM, UNTIL),
        "from": ((sanction(kind, from_on=FROM + ONE * 30),), FROM + ONE * 30, None),
        "lifted": ((term, lift), FROM, LIFTED - ONE),
        "lifting corrected": ((term, lift, replace(lift, id="r", lifts_id=None, revokes_id="lift")), FROM, UNTIL),
        "corrected": ((term, sanction(kind, "r", revokes_id="s")), None, None),
    }[name]


STORIES = ("open", "term", "from", "lifted", "lifting corrected", "corrected")


@pytest.mark.parametrize("name", STORIES)
@pytest.mark.parametrize("kind", [LAND, ADVANCE, QUOTA])
def test_a_suspension_bites_its_own_acts_in_its_own_time(kind, name):
    rows, first, last = story(kind, name)
    days = {FROM - ONE: False, **({first - ONE: False, first: True, (last or date(2030, 1, 1)): True} if first else {FROM: False})}
    for on, bites in (days | ({last + ONE: False} if last else {})).items():
        known = Docket(Project(id="p", packs=("A", "B")), on, sanctions=rows)
        assert {s for s in Subject if suspended(known, shipped().values(), s)} == (BITTEN[kind] if bites else set())
        packets = {step.packet for pack in shipped().values() for chain in pack.chains for step in chain.steps if step.packet}
        assert {p for p in packets if packet_suspended(known, shipped().values(), p)} == (PACKETS[kind] if bites else set())
        pack, rule = RULES[kind]
        made = replace(dossier(old("6"), packs=(pack,), on=on), approvals=Approvals(sanctions=rows))
        assert [f.rule_id for f in found(made) if f.rule_id.startswith("R41")] == ([rule] if bites else [])


@pytest.mark.parametrize(("whose", "counts"), [
    ({"authority_id": "county"}, SUSPENSIONS), ({"authority_id": "county", "project_id": "p"}, SUSPENSIONS),
    ({"authority_id": None, "project_id": "p"}, SUSPENSIONS), ({"authority_id": "elsewhere", "project_id": "p"}, SUSPENSIONS),
    ({"authority_id": "city"}, SUSPENSIONS), ({"authority_id": "buyer"}, {LAND}), ({"authority_id": "elsewhere"}, set()),
    ({"authority_id": "county", "project_id": "q"}, set())])
def test_what_is_decided_about_the_place_above_it_or_the_new_side_counts_as_far_as_it_reaches(whose, counts):
    project = Project(id="p", responsible_id="county", new_side_id="buyer")
    rows = [sanction(kind, str(kind), **whose) for kind in SUSPENSIONS]
    assert {s.kind for s in counting(rows, project, (COUNTY, CITY, BUYER))} == counts


def test_what_a_city_loses_is_not_lost_by_its_county():
    cut = [sanction(SanctionKind.QUOTA_CUT, id_, authority_id=id_) for id_ in ("county", "city", "buyer")]
    assert [s.id for s in counting(cut, Project(id="p", responsible_id="county", new_side_id="buyer"), (COUNTY, CITY, BUYER))] == ["county"]
