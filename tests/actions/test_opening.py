"""Agreements signed on paper are taken over with their numbers: matched by identity number, asked otherwise, never guessed."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import agreements, finalising, opening, printing
from linkdesk.actions.opening import NOBODY, Standing
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figures import figure
from linkdesk.domain.household import Household
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import AgreementKind, AgreementState
from tests.actions.ledgers import ONE_ROW, line, write
from tests.actions.test_finalising import _confirm


@pytest.fixture
def able(sample):
    desk, project_id = sample
    return agreements.eligible(desk.dossier(project_id))[0]


@pytest.fixture
def weighed(sample, tmp_path):
    desk, project_id = sample

    def weighing(rows, choices=None, **more):
        return opening.weigh(desk, opening.understand(write(tmp_path / "台账.xlsx", rows, **more)), project_id, choices)
    return weighing


@pytest.mark.parametrize("two_rows", [True, False])
def test_a_pair_is_taken_over_as_it_was_signed(sample, able, weighed, two_rows):
    desk, _ = sample
    openings = weighed([line(1, able[0], "〔2017〕001号")], two_rows=two_rows)
    assert openings.counts == {"可接收": 1}
    desk.do(opening.change(desk, openings))
    first, second = sorted(desk.store.load(Agreement, household_id=able[0].id), key=lambda a: list(AgreementKind).index(a.kind))
    assert (first.kind, first.number, first.signed_on) == (AgreementKind.DEMOLISH, "拆〔2017〕001号", date(2017, 11, 5))
    assert (second.kind, second.number, second.signed_on) == (AgreementKind.RECLAIM, "垦〔2017〕001号", date(2017, 11, 6))
    assert {a.state for a in (first, second)} == {AgreementState.TAKEN_OVER}
    assert (first.demolish_by, first.reclaim_by, first.persons) == (date(2018, 6, 30), date(2018, 12, 31), able[0].population)
    assert (first.paid_before, second.paid_before) == (Decimal(5000), None)
    assert first.source.startswith("台账.xlsx 台账 第 ")


def test_one_undo_takes_all_back_and_nothing_else_does(sample, able, weighed):
    desk, _ = sample
    desk.do(opening.change(desk, weighed([line(at, h, at) for at, h in enumerate(able[:3])])))
    taken = desk.store.load(Agreement)
    assert len(taken) == 6
    with pytest.raises(KnownError, match="作废"):
        desk.do(Change("删除", before=(taken[0],)))
    desk.undo()
    assert not desk.store.load(Agreement)


def test_drafts_give_way_and_come_back(sample, able, weighed):
    desk, project_id = sample
    desk.do(agreements.draft(desk, project_id))
    drafts = desk.store.load(Agreement, household_id=able[0].id)
    desk.do(opening.change(desk, weighed([line(1, able[0], 1)])))
    assert {a.state for a in desk.store.load(Agreement, household_id=able[0].id)} == {AgreementState.TAKEN_OVER}
    desk.undo()
    assert desk.store.load(Agreement, household_id=able[0].id) == drafts


def test_what_is_not_certain_is_asked(sample, able, weighed):
    desk, _ = sample
    one, two = able[:2]
    rows = [line(1, one, 1, _5=""), line(2, two, 2, _4="不认识的人", _5="")]
    openings = weighed(rows)
    asked, lost = openings.rows
    assert (asked.standing, lost.standing) == (Standing.ASK, Standing.UNMATCHED)
    assert one.id in {h.id for h in asked.candidates}
    assert weighed(rows, {asked.id: one.id}).rows[0].standing is Standing.READY
    assert weighed(rows, {asked.id: NOBODY}).rows[0].standing is Standing.LEFT
    with pytest.raises(KnownError, match="没有可以接收"):
        opening.change(desk, openings)


def test_a_number_under_quite_another_name_is_asked_too(able, weighed):
    row = weighed([line(1, able[0], 1, _4="欧阳某某")]).rows[0]
    assert row.standing is Standing.ASK
    assert [h.id for h in row.candidates] == [able[0].id]
    assert able[0].head_name in row.why


def test_numbers_are_given_once(sample, able, weighed):
    desk, _ = sample
    desk.do(opening.change(desk, weighed([line(1, able[0], 1)])))
    rows = [line(1, able[0], 1), line(2, able[1], "１"), line(3, able[2], 3), line(4, able[3], 3), line(5, able[4], 5)]
    openings = weighed(rows)
    assert [r.standing for r in openings.rows] == [Standing.HERE, Standing.CLASH, Standing.CLASH, Standing.CLASH, Standing.READY]


def test_what_was_doubtful_in_a_row_is_said(able, weighed):
    row, = weighed([line(1, able[0], 1, _9="2017年11月")]).rows
    assert row.standing is Standing.READY
    assert "没有写明日" in row.why
    assert "记在旧房拆除协议名下" in row.why


def test_each_kind_of_agreement_may_have_been_numbered_for_itself(able, weighed):
    rows = [line(1, able[0], 1, _8="1", _10="2"), line(2, able[1], 1, _8="2", _10="1"), line(3, able[2], 1, _8="3", _10="1")]
    assert [r.standing for r in weighed(rows).rows] == [Standing.READY, Standing.CLASH, Standing.CLASH]


def test_a_number_taken_over_is_never_given_again(sample, able, weighed):
    desk, project_id = sample
    rows = [line(1, able[0], 1, _8="青石镇双签-2018-00007", _10="青石镇双签－2018－00008")]
    desk.do(opening.change(desk, weighed(rows)))
    few = {h.id for h in able[1:3]}
    desk.do(agreements.draft(desk, project_id, few))
    _confirm(desk, project_id)
    desk.do(finalising.set_terms(desk, project_id, date(2018, 9, 30), date(2019, 6, 30)))
    desk.do(finalising.finalise(desk, project_id))
    given = sorted(a.number for a in desk.store.load(Agreement, state=AgreementState.PRINTED))
    assert given[0] == "青石镇双签-2018-00009"


def test_a_household_signed_on_paper_has_its_agreements(sample, able, weighed):
    desk, project_id = sample
    desk.do(opening.change(desk, weighed([line(1, able[0], 1)])))
    dossier = desk.dossier(project_id)
    assert figure("paired_count", dossier).value == 1
    assert able[0].id not in {h.id for h, _ in agreements.missing(desk, project_id)}
    desk.do(agreements.draft(desk, project_id))
    printed = {d.subject_id for d in printing.documents(desk, project_id, "agreements")}
    assert not printed & {a.id for a in desk.store.load(Agreement, state=AgreementState.TAKEN_OVER)}
    assert printing.documents(desk, project_id, "proof")


def test_amounts_of_the_ledger_count_as_they_stand(sample, able, weighed):
    desk, project_id = sample
    header = (*ONE_ROW, "应付拆除奖", "应付复垦奖")
    rows = [[*line(1, able[0], 1), "2.5万元", 12500]]
    desk.do(opening.change(desk, weighed(rows, two_rows=False, header=header)))
    assert figure("reward_total", desk.dossier(project_id)).value == 37500


def test_rows_that_cannot_be_taken_say_why(able, weighed):
    rows = [line(1, able[0], 1, _14="已作废"), line(2, able[1], 2, _9="2017.13.5"),
            line(3, able[2], 3, _8="", _9="", _10="", _11=""), line(4, able[3], 4, _6="约四")]
    openings = weighed(rows)
    assert [r.standing for r in openings.rows] == [Standing.LEFT, Standing.WRONG, Standing.LEFT, Standing.WRONG]
    assert all(r.why for r in openings.rows)
    assert sum(openings.counts.values()) == 4


def test_one_number_for_the_pair(sample, able, weighed):
    desk, project_id = sample
    header = ("村", "户主", "身份证号", "协议编号", "签订日期")
    rows = [[able[0].village, able[0].head_name, able[0].id_number, "双签001", "2017-12-01"]]
    desk.do(opening.change(desk, weighed(rows, two_rows=False, header=header)))
    made = desk.store.load(Agreement, household_id=able[0].id)
    assert {(str(a.kind), a.number) for a in made} == {(kind, "双签001") for kind in desk.dossier(project_id).pair}


def test_households_are_made_of_rows_nobody_answers_to(sample, able, weighed):
    desk, project_id = sample
    rows = [line(1, able[0], 1, _4="某某", _5=""), line(2, able[1], 2)]
    openings = weighed(rows)
    desk.do(opening.enter(desk, openings, [r.id for r in openings.rows]))
    made, = desk.store.load(Household, head_name="某某")
    assert made.id in desk.dossier(project_id).held
    assert {p.field for p in desk.store.load(Problem, household_id=made.id)} == {"id_number", "homestead_area"}
    again = weighed(rows)
    assert again.rows[0].standing is Standing.ASK
    with pytest.raises(KnownError, match="找不到农户"):
        opening.enter(desk, again, [again.rows[1].id])
