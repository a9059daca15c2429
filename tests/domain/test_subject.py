"""Whom agreements are with: one name, one party B and one owner, for households and for village collectives."""

import pytest

from linkdesk.domain.agreement import Agreement
from linkdesk.domain.appraisal import Party
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.household import Household
from linkdesk.domain.subject import belonging_to, name_of, party_b

HOUSEHOLD, SCHOOL = Household(head_name="向海牢"), CollectiveProperty(name="旧小学")


@pytest.mark.parametrize("subject", [HOUSEHOLD, SCHOOL])
def test_what_belongs_to_a_subject_names_it(subject):
    for entity in (Party(**belonging_to(subject)), Agreement(project_id="p", **belonging_to(subject))):
        assert entity.subject_id == subject.id
        assert bool(entity.household_id) != bool(entity.collective_id)


@pytest.mark.parametrize(("subject", "village", "name", "signs"), [
    (HOUSEHOLD, "上沟村", "向海牢", "向海牢"), (Household(), "上沟村", "", ""), (SCHOOL, "上沟村", "旧小学", "上沟村村民委员会"),
    (SCHOOL, "城关社区", "旧小学", "城关社区居民委员会"), (SCHOOL, "", "旧小学", ""),
    (CollectiveProperty(name="旧小学", owner="上沟村经济合作社"), "上沟村", "旧小学", "上沟村经济合作社")])
def test_who_it_is_and_who_signs(subject, village, name, signs):
    assert (name_of(subject), party_b(subject, village)) == (name, signs)
