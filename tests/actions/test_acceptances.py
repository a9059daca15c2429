"""竣工验收 of a real project: what returns by it, what it refuses, and that it and the households' checks leave each other alone."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import acceptances
from linkdesk.domain.acceptance_standing import accepted_plots, failed_plots, household_checks, open_plots
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.carrying import Acceptance, PlotAcceptance
from linkdesk.domain.carrying_words import AcceptanceResult
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figures import figure
from linkdesk.domain.quantities import hectares
from linkdesk.domain.words import PlotUse
from tests.actions import desks, signed_pairs

CITY, NUMBER, DAY = "示例市国土资源局", "示国土资验〔2018〕3号", date(2018, 6, 28)


@pytest.fixture
def desk_and_project(tmp_path):
    return desks.filled(tmp_path / "w")


def rows_of(desk, project_id, count=None):
    return [row if row.accepted_area else replace(row, accepted_area=Decimal(1000), farmland_area=Decimal(900))
            for row in acceptances.proposed(desk.dossier(project_id))[:count]]


def accept(desk, project_id, rows, number=NUMBER, on=DAY):
    desk.do(acceptances.accept(desk, project_id, CITY, number, on, rows))


def test_what_is_accepted_returns_and_the_rest_stays_open(desk_and_project):
    desk, project_id = desk_and_project
    assert figure("returned_construction", desk.dossier(project_id)).value is None
    all_plots = len(open_plots(desk.dossier(project_id)))
    rows = rows_of(desk, project_id, 3)
    accept(desk, project_id, rows)
    dossier = desk.dossier(project_id)
    assert figure("returned_construction", dossier).value == sum(hectares(r.accepted_area) for r in rows)
    assert figure("returned_farmland", dossier).value == sum(hectares(r.farmland_area) for r in rows)
    assert (len(accepted_plots(dossier.carrying)), len(open_plots(dossier))) == (3, all_plots - 3)
    assert dossier.carrying.acceptances[0].result is AcceptanceResult.PART
    accept(desk, project_id, rows_of(desk, project_id), number="示国土资验〔2018〕4号")
    assert desk.dossier(project_id).carrying.acceptances[1].result is AcceptanceResult.PASSED
    assert not open_plots(desk.dossier(project_id))


def test_a_plot_that_fails_returns_nothing_and_is_accepted_later(desk_and_project):
    desk, project_id = desk_and_project
    (row,) = rows_of(desk, project_id, 1)
    with pytest.raises(KnownError, match="写明不合格情况"):
        accept(desk, project_id, [replace(row, passed=False)])
    accept(desk, project_id, [replace(row, passed=False, failing="土层 30 cm，不足 80 cm")])
    dossier = desk.dossier(project_id)
    assert dossier.carrying.acceptances[0].result is AcceptanceResult.FAILED
    assert list(failed_plots(dossier.carrying)) == [row.plot_id]
    assert {r.passed for r in acceptances.proposed(dossier) if r.plot_id == row.plot_id} == {None}  # the officer says so
    assert figure("returned_construction", dossier).value is None
    accept(desk, project_id, [row], number="示国土资验〔2018〕9号")
    assert not failed_plots(desk.dossier(project_id).carrying)


def test_a_correction_opens_the_plots_again_and_both_entries_stay(desk_and_project):
    desk, project_id = desk_and_project
    rows = rows_of(desk, project_id, 2)
    accept(desk, project_id, rows)
    first = desk.dossier(project_id).carrying.acceptances[0]
    with pytest.raises(KnownError, match="原因"):
        acceptances.revoke(desk, first, " ")
    desk.do(acceptances.revoke(desk, first, "文号抄错"))
    dossier = desk.dossier(project_id)
    assert len(dossier.carrying.acceptances) == 2
    assert not accepted_plots(dossier.carrying)
    with pytest.raises(KnownError, match="更正过"):
        desk.do(acceptances.revoke(desk, first, "再来一次"))
    accept(desk, project_id, rows)  # the number is free again
    assert len(accepted_plots(desk.dossier(project_id).carrying)) == 2


@pytest.mark.parametrize(("changed", "said"), [
    ({"accepted_area": None}, "要填验收面积和新增耕地"), ({"farmland_area": None}, "要填验收面积和新增耕地"),
    ({"farmland_area": Decimal(9_000_000)}, "大于"), ({"paddy_area": Decimal(9_000_000)}, "大于"), ({"passed": None}, "没有写明是否合格"),
    ({"accepted_area": Decimal(9_000_000)}, "大于地块面积"), ({"plot_id": "x"}, "不在本项目里")])
def test_what_does_not_fit_is_said_and_nothing_is_entered(desk_and_project, changed, said):
    desk, project_id = desk_and_project
    (row,) = rows_of(desk, project_id, 1)
    with pytest.raises(KnownError, match=said):
        accept(desk, project_id, [replace(row, **changed)])
    assert not desk.dossier(project_id).carrying.acceptances


def test_days_numbers_and_missing_words(desk_and_project):
    desk, project_id = desk_and_project
    rows = rows_of(desk, project_id, 1)
    for authority, number, on, chosen, said in ((CITY, "", DAY, rows, "验收文号"), ("", NUMBER, None, rows, "验收机关、验收日期"),
                                                (CITY, NUMBER, date(2018, 7, 3), rows, "今天之后"), (CITY, NUMBER, DAY, [], "选中")):
        with pytest.raises(KnownError, match=said):
            acceptances.accept(desk, project_id, authority, number, on, chosen)
    accept(desk, project_id, rows)
    with pytest.raises(KnownError, match="已经登记过"):
        accept(desk, project_id, rows_of(desk, project_id, 1))


def test_the_guard_believes_nobody(desk_and_project):
    desk, project_id = desk_and_project
    rows = rows_of(desk, project_id, 2)
    accept(desk, project_id, rows[:1])
    bare = Acceptance(project_id=project_id, authority=CITY, number="另一号", accepted_on=DAY)
    for after, said in (((bare, PlotAcceptance(bare.id, rows[0].plot_id, passed=True)), "已经验收合格"),
                        ((replace(bare, number=NUMBER),), "已经登记过"),
                        ((bare, *(PlotAcceptance(bare.id, rows[1].plot_id, passed=True) for _ in range(2))), "已经验收合格"),
                        ((bare, PlotAcceptance(bare.id, "x", passed=True)), "不在本项目里"),
                        ((replace(bare, revokes_id="x"),), "更正过")):
        with pytest.raises(KnownError, match=said):
            desk.do(Change("登记", after=after))
    entered = desk.dossier(project_id).carrying.acceptances[0]
    with pytest.raises(KnownError):
        desk.do(Change("改", before=(entered,), after=(replace(entered, number="改"),)))


def test_the_acceptance_is_not_a_household_s_check(desk_and_project):
    desk, project_id = desk_and_project
    before = desk.dossier(project_id).progress
    accept(desk, project_id, rows_of(desk, project_id))
    dossier = desk.dossier(project_id)
    assert {id_: p.dues for id_, p in dossier.progress.items()} == {id_: p.dues for id_, p in before.items()}
    assert not any(checked.accepted for checked in household_checks(dossier).values())


def test_who_accepts_is_what_the_policy_names(desk_and_project):
    desk, project_id = desk_and_project
    body = acceptances.accepting_body(desk, desk.dossier(project_id))
    assert (body.actor, body.clause, body.stated) == ("市级国土资源部门", "A §二(二)", True)
    of_b = replace(desk.dossier(project_id), project=replace(desk.dossier(project_id).project, packs=("B",)))
    assert not acceptances.accepting_body(desk, of_b).stated


def test_over_the_years_in_whatever_order_it_is_entered(desk_and_project):
    desk, project_id = desk_and_project
    first, second, third = rows_of(desk, project_id, 3)
    failed = replace(first, passed=False, failing="土层不足")
    accept(desk, project_id, [replace(failed, failing="土层 20 cm")], number="验〔2018〕1号", on=date(2018, 6, 1))
    accept(desk, project_id, [replace(failed, failing="土层 60 cm"), second], number="验〔2018〕2号", on=date(2018, 6, 1))
    assert failed_plots(desk.dossier(project_id).carrying)[first.plot_id][1].failing == "土层 60 cm"  # of one day the one entered last
    accept(desk, project_id, [first], number="验〔2018〕3号")
    late = replace(failed, failing="早先检查不合格，补登")
    accept(desk, project_id, [late, third], number="验〔2018〕1号", on=date(2017, 12, 1))  # a number of another year
    dossier = desk.dossier(project_id)
    assert set(accepted_plots(dossier.carrying)) == {r.plot_id for r in (first, second, third)}
    for row, on in ((late, DAY), (first, date(2017, 11, 1))):
        with pytest.raises(KnownError, match="已经验收合格"):
            accept(desk, project_id, [row], number="验〔2018〕9号", on=on)
    with pytest.raises(KnownError, match="已经登记过"):
        accept(desk, project_id, rows_of(desk, project_id, 1), number="验〔2018〕3号")


def test_a_chain_of_corrections_leaves_what_was_entered_last(desk_and_project):
    desk, project_id = desk_and_project
    (row,) = rows_of(desk, project_id, 1)
    for area in (900, 950, 1000):
        accept(desk, project_id, [replace(row, accepted_area=Decimal(area), farmland_area=Decimal(area))])
        now = desk.dossier(project_id)
        assert figure("returned_farmland", now).value == hectares(Decimal(area))
        standing = now.carrying.acceptances[-1]
        desk.do(acceptances.revoke(desk, standing, "面积抄错"))
        correction = desk.dossier(project_id).carrying.acceptances[-1]
        for wrong in (standing, correction):
            with pytest.raises(KnownError, match="更正过"):
                desk.do(acceptances.revoke(desk, wrong, "再更正"))
    dossier = desk.dossier(project_id)
    assert (len(dossier.carrying.acceptances), figure("returned_farmland", dossier).value) == (6, None)


def test_an_acceptance_is_passed_over_by_undo_and_waits_for_the_clock(desk_and_project):
    desk, project_id = desk_and_project
    project = desk.dossier(project_id).project
    desk.do(Change("改名称", before=(project,), after=(replace(project, name="改过的名称"),)))
    accept(desk, project_id, rows_of(desk, project_id, 1))
    with pytest.raises(KnownError):
        desk.take_back(desk.store.history(1)[0].seq)
    desk.undo()
    dossier = desk.dossier(project_id)
    assert (len(dossier.carrying.acceptances), dossier.project.name) == (1, project.name)
    desk.clock = lambda: desks.NOON.replace(year=2017)
    with pytest.raises(KnownError, match="时钟"):
        accept(desk, project_id, rows_of(desk, project_id, 1), number="验〔2017〕8号", on=date(2017, 5, 1))


def test_a_plot_that_passed_stays_what_it_is_whatever_it_is_called(desk_and_project):
    desk, project_id = desk_and_project
    rows = rows_of(desk, project_id, 1)
    accept(desk, project_id, rows)
    dossier = desk.dossier(project_id)
    plot = next(p for p in dossier.plots if p.id == rows[0].plot_id)
    desk.do(Change("改编号", before=(plot,), after=(replace(plot, code="CJ-改"),)))
    assert figure("returned_construction", desk.dossier(project_id)).inputs[0][0] == "CJ-改"
    renamed = replace(plot, code="CJ-改")
    with pytest.raises(KnownError, match="不能改为其他用途"):
        desk.do(Change("改用途", before=(renamed,), after=(replace(renamed, use=PlotUse.NEW),)))
    other = next(p for p in dossier.plots if p.use is PlotUse.NEW)
    with pytest.raises(KnownError, match="不是拆旧地块"):
        accept(desk, project_id, [replace(rows[0], plot_id=other.id)], number="验〔2018〕9号")


@pytest.mark.parametrize("pack", ["A", "B"])
def test_the_two_acceptances_leave_each_other_alone_under_both_policies(desk_and_project, pack):
    desk, project_id = desk_and_project
    project = desk.dossier(project_id).project
    desk.do(Change("政策", before=(project,), after=(replace(project, packs=(pack,)),)))
    households, made = signed_pairs.pairs(desk, project_id, 2)
    plot = rows_of(desk, project_id, 1)[0].plot_id
    placed = tuple(replace(h, plot_id=plot) for h in households)
    desk.do(Change("落图", before=tuple(households), after=placed))
    reclaim = made[1]

    def due():
        return next(d.payable for d in desk.dossier(project_id).progress[households[0].id].dues if d.agreement.id == reclaim.id)
    before = due()
    assert pack == "B" or not before
    accept(desk, project_id, rows_of(desk, project_id))
    dossier = desk.dossier(project_id)
    returned = figure("returned_construction", dossier).value
    assert returned > 0
    assert (due(), household_checks(dossier)[plot].accepted) == (before, 0)
    kinds = AgreementEventKind.RECLAIMED, AgreementEventKind.RECLAMATION_ACCEPTED
    signed_pairs.enter(desk, *(signed_pairs.work(made[0], kind) for kind in kinds))
    dossier = desk.dossier(project_id)
    assert household_checks(dossier)[plot].accepted == 1
    assert due() == (reclaim.amount if pack == "A" else before)  # B states no conditions of its own
    assert figure("returned_construction", dossier).value == returned
    desk.do(acceptances.revoke(desk, dossier.carrying.acceptances[0], "更正"))
    assert figure("returned_construction", desk.dossier(project_id)).value is None
    assert due() == (reclaim.amount if pack == "A" else before)
