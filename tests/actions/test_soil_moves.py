"""Moves of soil on a real desk: typed by plot code or place, pasted, proposed again and again, undone; nothing typed is lost."""

from decimal import Decimal

import pytest

from linkdesk.actions import plot_designs, soil_moves
from linkdesk.domain.design import SoilMove
from linkdesk.domain.design_words import SoilMaterial
from linkdesk.domain.earthwork import soil_balance
from linkdesk.domain.errors import KnownError
from linkdesk.domain.haulage import PROPOSED
from linkdesk.domain.soil_lines import move_lines, remarks
from tests.actions import desks
from tests.actions.soil_and_quality import designed


@pytest.fixture
def desk_and_plots(tmp_path):
    desk, project_id = desks.filled(tmp_path)
    return desk, project_id, designed(desk, project_id)


def lines(desk, project_id):
    return move_lines(desk.dossier(project_id))


def test_ends_are_typed_as_codes_or_places(desk_and_plots):
    desk, project_id, plots = desk_and_plots
    desk.do(soil_moves.add(desk, project_id))
    [line] = lines(desk, project_id)
    for name, text in (("source", plots[1].code.lower().upper()), ("target", f" {plots[0].code} "), ("volume", "120.5")):
        desk.do(soil_moves.set_field(desk, line.id, name, text))
    [move] = desk.store.load(SoilMove)
    assert (move.from_plot_id, move.to_plot_id, move.volume) == (plots[1].id, plots[0].id, Decimal("120.5"))
    measured = move.distance
    assert measured is not None  # between two plots it is measured
    desk.do(soil_moves.set_field(desk, line.id, "source", "北沟取土场"))
    [move] = desk.store.load(SoilMove)
    assert (move.from_plot_id, move.from_place, move.distance) == (None, "北沟取土场", None)
    desk.undo()
    assert desk.store.load(SoilMove)[0].distance == measured
    with pytest.raises(KnownError, match="原值未改动"):
        soil_moves.set_field(desk, line.id, "volume", "-5")


def test_rows_are_pasted_and_one_that_cannot_be_read_refuses_all(desk_and_plots):
    desk, project_id, plots = desk_and_plots
    names = ("material", "source", "target", "volume", "distance")
    cells = [["表土", plots[2].code, plots[0].code, "1,200", ""], ["建筑垃圾", plots[0].code, "垃圾场", "30", "8"]]
    desk.do(soil_moves.paste(desk, project_id, cells, names))
    first, second = lines(desk, project_id)
    assert (first.source, first.target, first.volume, first.distance is not None) == (plots[2].code, plots[0].code, 1200, True)
    assert (second.material, second.target, second.distance) == (SoilMaterial.RUBBLE, "垃圾场", 8)
    with pytest.raises(KnownError, match="第 2 行"):
        soil_moves.paste(desk, project_id, [["表土", "甲", "乙", "1", ""], ["泥巴", "甲", "乙", "1", ""]], names)
    assert len(lines(desk, project_id)) == 2


def test_proposals_fill_the_gaps_and_keep_what_was_typed(desk_and_plots):
    desk, project_id, _ = desk_and_plots
    desk.do(soil_moves.propose(desk, project_id, "取土场", "弃土场"))
    balance = soil_balance(desk.dossier(project_id))
    assert balance.short == 0
    assert not balance.faults
    assert balance.total(SoilMaterial.EARTH, lambda line: line.short) == 0
    assert balance.total(SoilMaterial.RUBBLE, lambda line: line.after) == 0
    with pytest.raises(KnownError, match="没有改动"):
        soil_moves.propose(desk, project_id)
    mine = lines(desk, project_id)[0]
    desk.do(soil_moves.set_field(desk, mine.id, "distance", "3.5"))
    assert desk.store.get(SoilMove, mine.id).note == ""  # now it is the officer's own
    desk.do(soil_moves.set_field(desk, mine.id, "volume", "1"))
    desk.do(soil_moves.propose(desk, project_id))
    assert desk.store.get(SoilMove, mine.id).volume == 1
    assert soil_balance(desk.dossier(project_id)).short == 0
    assert {m.to_place for m in desk.store.load(SoilMove) if m.material is SoilMaterial.RUBBLE} == {"弃土场"}
    desk.undo()
    desk.undo()
    assert {m.note for m in desk.store.load(SoilMove)} == {PROPOSED, ""}


def test_nothing_to_propose_says_what_to_fill_in(tmp_path):
    desk, project_id = desks.filled(tmp_path)
    with pytest.raises(KnownError, match="还没有填写"):
        soil_moves.propose(desk, project_id)


def test_rows_are_moved_and_removed(desk_and_plots):
    desk, project_id, _ = desk_and_plots
    for _ in range(2):
        desk.do(soil_moves.add(desk, project_id))
    first, second = lines(desk, project_id)
    desk.do(soil_moves.shift(desk, second, -1))
    assert [line.id for line in lines(desk, project_id)] == [second.id, first.id]
    desk.do(soil_moves.remove(desk, [first]))
    with pytest.raises(KnownError, match="已被删除"):
        soil_moves.set_field(desk, first.id, "volume", "1")


def test_a_way_typed_for_a_plot_after_its_moves_were_proposed_is_said_until_they_are_proposed_again(desk_and_plots):
    desk, project_id, plots = desk_and_plots
    desk.do(soil_moves.propose(desk, project_id, "取土场", "弃土场"))
    assert not remarks(desk.dossier(project_id))
    desk.do(plot_designs.set_field(desk, plots[1].id, "rubble_distance", "9.5"))
    told = remarks(desk.dossier(project_id))
    assert {desk.store.get(SoilMove, id_).from_plot_id for id_ in told} == {plots[1].id}
    assert set(told.values()) == {"地块所填的运距已是 9.50 km，请再测算一次"}
    desk.do(soil_moves.propose(desk, project_id))
    assert not remarks(desk.dossier(project_id))
