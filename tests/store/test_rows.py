"""Every field of every entity comes back as it went in, or is refused; nothing is rounded, shortened or turned into another type."""

from __future__ import annotations

from dataclasses import fields, make_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from linkdesk.domain.entities import ENTITIES
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import about, fields_of, identity
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.words import HouseStructure, PlotUse
from linkdesk.store.names import called
from linkdesk.store.rows import rows_of
from linkdesk.store.tables import METADATA, TABLES
from tests.store.people import household
from tests.store.sample import filled, sparse

FULL = filled()
FEW = sparse(FULL)


@pytest.mark.parametrize("name", ENTITIES)
def test_every_entity_comes_back_as_it_went_in(name, opened, do):
    do(after=tuple(FULL.values()))
    do(after=tuple(FEW.values()))
    expected = [e[name] for e in (FULL, FEW) if name in e]
    assert opened.load(ENTITIES[name]) == expected
    types = [[type(getattr(e, f.name)) for f in fields(e)] for e in opened.load(ENTITIES[name])]
    assert types == [[type(getattr(e, f.name)) for f in fields(e)] for e in expected]


@pytest.mark.parametrize("name", ENTITIES)
def test_every_entity_has_a_table_with_its_fields_and_a_chinese_name(name):
    assert set(TABLES[name].columns.keys()) == {*fields_of(ENTITIES[name]), "digest", "entered"}
    assert called(name) != "“记录”"


def test_no_entity_takes_a_name_of_the_store_itself():
    assert len(METADATA.tables) == len(ENTITIES) + 3


def test_references_are_deferred_and_indexed():
    for table in TABLES.values():
        indexed = {next(iter(index.columns)).name for index in table.indexes}
        assert {column.name for column in table.columns if column.foreign_keys} <= indexed
        assert all(c.deferrable and c.initially == "DEFERRED" for c in table.foreign_key_constraints)


WRONG = [
    (household(), "homestead_area", Decimal("0.00001")),
    (household(), "homestead_area", Decimal("1.0000000000000000000000000000000001")),
    (household(), "homestead_area", Decimal("NaN")),
    (household(), "homestead_area", 1.5),
    (household(), "homestead_area", Decimal(10) ** 16),
    (household(), "population", 2**63),
    (household(), "population", 2.0),
    (household(), "population", True),
    (household(), "registered_poor", 1),
    (household(), "head_name", 123),
    (household(), "village", PlotUse.OLD),
    (household(), "house_structure", "土木"),
    (household(), "surveyed_on", datetime(2018, 3, 5)),
    (household(), "as_typed", None),
    (Plot(project_id="p"), "code", None),
]


@pytest.mark.parametrize(("entity", "field", "value"), WRONG, ids=[f"{f}={v!r}" for _, f, v in WRONG])
def test_a_value_that_would_change_is_refused_naming_the_field_only(entity, field, value):
    with pytest.raises(ValueError, match=rf"{field} cannot be stored as it is: \w+$") as refused:
        rows_of(type(entity)).rows([entity, replace(entity, **{field: value})])
    assert refused.value.__suppress_context__


@pytest.mark.parametrize("text", ["张\0三", "张\ud83d三"])
def test_characters_no_database_keeps_are_refused_with_a_sentence(text):
    with pytest.raises(KnownError, match=r"户主姓名.*没有保存"):
        rows_of(Household).rows([household(head_name=text)])


def test_a_decimal_is_a_whole_number_at_the_scale_of_its_quantity(opened, do):
    do(after=(household(homestead_area=Decimal("233.3333"), house_structure=HouseStructure.EARTH_TIMBER),))
    row = opened._connection.exec_driver_sql("SELECT homestead_area, house_structure FROM household").one()
    assert tuple(row) == (2333333, "土木")


def test_an_area_that_the_context_of_decimal_would_round_stays_exact():
    area = Decimal("123456789012345.6789")
    [row] = rows_of(Household).rows([household(homestead_area=area)])
    assert rows_of(Household).entities([row])[0].homestead_area == area


NAME = ("name", str, about("名称", default=""))
TAKEN_ON = ("taken_on", date | None, about("日期"))
ID = ("id", str, identity())
Before = make_dataclass("Before", [NAME, TAKEN_ON, ID], frozen=True)
After = make_dataclass("After", [NAME, TAKEN_ON, ("note", str, about("备注", default="")),
                                 ("poor", bool | None, about("贫困")), ID], frozen=True)


def test_a_new_empty_field_leaves_the_digest_as_it_was():
    was, is_now = Before("甲", date(2018, 3, 5), "1"), After("甲", date(2018, 3, 5), "", None, "1")
    assert digest(was) == digest(is_now) != digest(replace(is_now, poor=False))


def test_digests_tell_fields_and_values_apart():
    entities = [Before("甲", None, "1"), Before("", None, "1"), Before("甲", None, "2"), Before("甲", date(2018, 3, 5), "1")]
    assert len({digest(e) for e in entities}) == len(entities)


def digest(entity: Any) -> str:
    kept = rows_of(type(entity))
    return kept.digests(kept.rows([entity]))[0]


def test_a_digest_does_not_depend_on_the_rows_beside_it():
    kept = rows_of(Household)
    some = [household(head_name="张三", population=3, willing=True), household(population=0, willing=False, group=""),
            household(head_name="李四", homestead_area=Decimal(0)), FULL["household"], FEW["household"]]
    rows = kept.rows(some)
    alone = [kept.digests([row])[0] for row in rows]
    assert kept.digests(rows) == alone
    assert kept.digests(rows[:2]) == alone[:2]
    assert len(set(alone)) == len(alone)
