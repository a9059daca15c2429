from dataclasses import FrozenInstanceError, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

import pytest

from linkdesk.domain.entities import APPEND_ONLY, ENTITIES, entity_name
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot

EVERY = [(c, f) for c in ENTITIES.values() for f in fields_of(c).values()]


def test_every_entity_is_frozen_and_has_an_id():
    for entity in ENTITIES.values():
        assert is_dataclass(entity)
        assert "id" in fields_of(entity)
        with pytest.raises(FrozenInstanceError):
            Household().head_name = "王"


@pytest.mark.parametrize(("entity", "field"), EVERY, ids=lambda x: getattr(x, "name", getattr(x, "__name__", "")))
def test_every_field_says_what_it_is(entity, field):
    assert field.label
    assert field.type in (str, int, bool, Decimal, date, datetime, tuple) or issubclass(field.type, StrEnum)
    assert (field.type is Decimal) <= (field.quantity is not None), "a decimal without quantity has no stored scale"
    assert not field.refers_to or field.refers_to in ENTITIES


def test_ids_given_at_birth_differ():
    assert Household().id != Household().id
    assert len(Household().id) == 32


def test_names_are_registered_once():
    assert [entity_name(c) for c in ENTITIES.values()] == list(ENTITIES)
    assert set(ENTITIES.values()) >= APPEND_ONLY


def test_the_fields_of_the_survey_stand_on_the_household():
    wanted = ("village group head_name id_number population registered_poor relocation_type house_structure rooms house_area "
              "outbuilding_area homestead_area reclaimable_area willing resettlement_choice bank_name bank_account phone surveyed_on")
    assert set(wanted.split()) <= set(fields_of(Household))


def test_a_plot_speaks_hectares_and_a_household_square_metres():
    assert fields_of(Plot)["stated_area"].unit == "公顷"
    assert fields_of(Household)["homestead_area"].unit == "㎡"
    assert {f.name for f in fields(Household)} == set(fields_of(Household))
