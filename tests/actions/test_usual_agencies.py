"""Agencies nobody entered are proposed with the days of their names, and a body is then addressed by its name of the day."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.actions import letters, usual_agencies
from linkdesk.domain.approval_words import LetterKind
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



def test_a_government_keeps_its_document_code_and_the_days_of_its_names_among_its_agencies(sample):
    desk, project_id = sample
    county = desk.dossier(project_id).responsible
    desk.do(usual_agencies.propose(desk, county.id))
    own = next(a for a in desk.store.load(Agency, authority_id=county.id) if a.duty == "人民政府")
    name = desk.store.load(AgencyName, agency_id=own.id)[0]
    assert name.name == county.name
    district = AgencyName(agency_id=own.id, name="岚川区人民政府", document_code="岚区政", from_on=date(2018, 6, 1))
    desk.do(Change("撤县设区", before=(name,), after=(replace(name, document_code="岚政", until_on=date(2018, 5, 31)), district)))
    assert [named(desk, project_id, Actor.COUNTY, day) for day in (date(2018, 5, 31), date(2018, 6, 1))] == [county.name, district.name]
    letter = letters.draft(desk, project_id, LetterKind.REQUEST).after[0]
    assert (letter.issuers, letter.document_code) == ((district.name,), "岚区政")
