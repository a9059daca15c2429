"""Agencies nobody entered are proposed with the days of their names, and a body is then addressed by its name of the day."""

from datetime import date

import pytest

from linkdesk.actions import usual_agencies
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Agency, AgencyName, Authority
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import AuthorityKind, Certainty
from linkdesk.policy.actors import body_of
from linkdesk.policy.terms import Actor


def named(desk, project_id, actor, day):
    pack = desk.packs["A"]
    return body_of(desk.dossier(project_id), pack.chains[0], actor, day)


def test_agencies_of_county_city_and_province_are_named_by_the_day(sample):
    desk, project_id = sample
    county = desk.dossier(project_id).responsible
    assert named(desk, project_id, Actor.CITY_LAND, date(2018, 6, 1)) == ""
    desk.do(usual_agencies.propose(desk, county.id))
    province = next(a for a in desk.store.load(Authority) if a.kind is AuthorityKind.PROVINCE)
    assert province.name == "山西省人民政府"
    assert [named(desk, project_id, Actor.PROVINCE_LAND, day) for day in (date(2018, 10, 31), date(2018, 11, 1))] == [
        "山西省国土资源厅", "山西省自然资源厅"]
    city = desk.dossier(project_id).superior
    if city.kind is AuthorityKind.CITY:
        assert named(desk, project_id, Actor.CITY_LAND, date(2018, 6, 1)) == f"{city.place}国土资源局"
    assert {n.certainty for n in desk.store.load(AgencyName)} == {Certainty.UNVERIFIED}


def test_what_is_there_is_left_alone_and_undo_takes_it_all_back(sample):
    desk, project_id = sample
    county = desk.dossier(project_id).responsible
    own = Agency(authority_id=county.id, duty="林业")
    desk.do(Change("机关", after=(own,)))
    before = (desk.store.load(Authority), desk.store.load(Agency))
    desk.do(usual_agencies.propose(desk, county.id))
    assert len(desk.store.load(Agency, authority_id=county.id, duty="林业")) == 1
    with pytest.raises(KnownError, match="没有需要补上的"):
        usual_agencies.propose(desk, county.id)
    desk.undo()
    assert (desk.store.load(Authority), desk.store.load(Agency)) == before

