"""Only what lacks nothing is numbered; what was printed for signature stays as it was, whatever changes later."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk import store
from linkdesk.actions import agreements, checks, edits, finalising, households, printing, wordings, workspace
from linkdesk.actions.print_checks import checked
from linkdesk.desk import Desk
from linkdesk.documents.text import as_text
from linkdesk.domain.agreement import Agreement, AgreementLine, PageCode, Sealed
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.frozen import dossier_from_json, dossier_json
from linkdesk.domain.household import House, Household, HouseholdEvent
from linkdesk.domain.words import AgreementKind, AgreementState, LeftOutReason
from tests.actions.test_agreements import RATES, typed

KEPT = 4


@pytest.fixture
def drafted(sample):
    desk, project_id = sample
    desk.do(agreements.draft(desk, project_id))
    few = {h.id for h in agreements.eligible(desk.dossier(project_id))[0][:KEPT]}
    _remove(desk, [a for a in desk.store.load(Agreement) if a.household_id not in few])
    return desk, project_id


def _remove(desk, drafts):
    lines = desk.store.load(AgreementLine, agreement_id=[a.id for a in drafts])
    desk.do(Change("留下几户", before=(*drafts, *lines)))


def _confirm(desk, project_id):
    for name in RATES:
        rate = desk.dossier(project_id).rate(name)
        desk.do(checks.confirm(desk, rate, typed(rate), "岚政办发〔2018〕9号"))


@pytest.fixture
def final(drafted):
    desk, project_id = drafted
    _confirm(desk, project_id)
    desk.do(finalising.set_terms(desk, project_id, date(2018, 9, 30), date(2019, 6, 30)))
    desk.do(finalising.finalise(desk, project_id))
    return desk, project_id


def test_nothing_is_final_while_a_rate_is_unverified_or_a_term_is_missing(drafted):
    desk, project_id = drafted
    with pytest.raises(KnownError, match="待核实"):
        finalising.finalise(desk, project_id)
    _confirm(desk, project_id)
    with pytest.raises(KnownError, match="期限"):
        finalising.finalise(desk, project_id)
    with pytest.raises(KnownError, match="早于"):
        finalising.set_terms(desk, project_id, date(2019, 1, 1), date(2018, 1, 1))


def test_every_final_agreement_has_a_number_of_its_own_and_no_draft_mark(final):
    desk, project_id = final
    made = desk.store.load(Agreement, project_id=project_id)
    done = [a for a in made if a.state is AgreementState.PRINTED]
    able, reasons = finalising.ready(desk.dossier(project_id))
    assert done
    assert not able
    assert len(done) + len(reasons) == 2 * KEPT
    assert sorted(a.number for a in done) == [f"青石镇双签-2018-{n:05d}" for n in range(1, len(done) + 1)]
    papers = {d.subject_id: d for d in printing.documents(desk, project_id, "agreements")}
    for agreement in done:
        assert papers[agreement.id].mark == ""
        assert agreement.number in as_text(papers[agreement.id])
        assert "待核实" not in as_text(papers[agreement.id])


def test_who_may_have_no_agreement_any_more_gets_no_number(drafted):
    desk, project_id = drafted
    _confirm(desk, project_id)
    desk.do(finalising.set_terms(desk, project_id, date(2018, 9, 30), date(2019, 6, 30)))
    one = finalising.ready(desk.dossier(project_id))[0][0]
    household = desk.store.get(Household, one.household_id)
    desk.do(households.correct(desk, household, "willing", "否"))
    able, reasons = finalising.ready(desk.dossier(project_id))
    assert able
    assert household.id not in {a.household_id for a in able}
    assert "不同意" in reasons[one.id][0]


def test_what_was_printed_stays_when_the_household_changes(final):
    desk, project_id = final
    one = next(a for a in desk.store.load(Agreement) if a.state is AgreementState.PRINTED)
    before = finalising.sealed_papers(desk, [one])[one.id]
    household = desk.store.get(Household, one.household_id)
    desk.do(households.correct(desk, household, "population", str(household.population + 1)))
    after = next(d for d in printing.documents(desk, project_id, "agreements") if d.subject_id == one.id)
    assert after == before


def test_a_pair_is_numbered_together_or_not_at_all(drafted):
    desk, project_id = drafted
    _confirm(desk, project_id)
    desk.do(finalising.set_terms(desk, project_id, date(2018, 9, 30), date(2019, 6, 30)))
    one = next(a for a in finalising.ready(desk.dossier(project_id))[0] if a.kind is AgreementKind.DEMOLISH)
    desk.do(Change("去掉拆除期限", before=(one,), after=(replace(one, demolish_by=None),)))
    able, why = finalising.ready(desk.dossier(project_id))
    assert one.subject_id not in {a.subject_id for a in able}
    other, = (a for a in desk.store.load(Agreement, household_id=one.household_id) if a.id != one.id)
    assert why[other.id] == ("同一户的旧房拆除协议未补齐",)
    line, = checked(desk, project_id, {one.subject_id}).lines
    assert line.final == ()


def test_undo_passes_over_what_it_may_not_take_back(final):
    desk, _ = final
    refused = desk.undo_title
    with pytest.raises(KnownError, match="不能撤销。再撤销一次，撤销的是更早的“") as said:
        desk.undo()
    assert desk.undo_title not in ("", refused)
    assert desk.undo_title in str(said.value)
    assert desk.store.count(Sealed)


def test_a_final_agreement_is_only_ever_made_void(final):
    desk, _ = final
    count, one = desk.store.count(Sealed), desk.store.load(Agreement, state=AgreementState.PRINTED)[0]
    assert desk.undo_title == "填写约定拆除期限、约定复垦期限"
    with pytest.raises(KnownError, match="不能撤销"):
        desk.undo()
    with pytest.raises(KnownError, match="作废"):
        desk.do(edits.set_field(one, "persons", "9"))
    with pytest.raises(KnownError, match="作废"):
        desk.do(Change("删除协议", before=(one, *desk.store.load(AgreementLine, agreement_id=one.id))))
    desk.do(Change("作废协议", before=(one,), after=(replace(one, state=AgreementState.VOID),)))
    assert desk.store.count(Sealed) == count


def test_a_number_does_not_come_back(final):
    desk, project_id = final
    one = desk.store.load(Agreement, state=AgreementState.PRINTED)[-1]
    desk.do(Change("作废协议", before=(one,), after=(replace(one, state=AgreementState.VOID),)))
    desk.do(agreements.draft(desk, project_id))
    others = [a for a in desk.store.load(Agreement, state=AgreementState.DRAFT) if a.household_id != one.household_id]
    _remove(desk, others)
    desk.do(finalising.set_terms(desk, project_id, date(2018, 9, 30), date(2019, 6, 30)))
    given = {a.number for a in desk.store.load(Agreement)}
    desk.do(finalising.finalise(desk, project_id))
    new = {a.number for a in desk.store.load(Agreement)} - given
    assert len(new) == 1
    assert max(given) < new.pop()


def test_a_sealed_paper_holds_nothing_of_the_neighbours(drafted):
    desk, project_id = drafted
    _confirm(desk, project_id)
    other = Household(project_id=project_id, head_name="未列入的邻居", left_out=LeftOutReason.LIVED_IN)
    house = House(household_id=other.id, address="邻居的房屋")
    event = HouseholdEvent(household_id=other.id, person="邻居家的人")
    desk.do(Change("邻居", after=(other, house, event)))
    desk.do(finalising.set_terms(desk, project_id, date(2018, 9, 30), date(2019, 6, 30)))
    desk.do(finalising.finalise(desk, project_id))
    assert desk.store.load(Sealed)
    assert not [s for s in desk.store.load(Sealed) if "邻居" in s.dossier]


def test_what_was_sealed_can_be_read_again(final):
    desk, _ = final
    for sealed in desk.store.load(Sealed):
        assert dossier_json(dossier_from_json(sealed.dossier)) == sealed.dossier


def test_a_paper_of_any_length_has_a_code_for_each_page(drafted):
    desk, project_id = drafted
    _confirm(desk, project_id)
    desk.do(finalising.set_terms(desk, project_id, date(2018, 9, 30), date(2019, 6, 30)))
    text, _ = wordings.current(desk, "agreement_reclaim")
    desk.do(wordings.keep(desk, "agreement_reclaim", text + "\n\n甲" * 600, "岚政办发〔2018〕12号"))
    desk.do(finalising.finalise(desk, project_id))
    for sealed in desk.store.load(Sealed):
        codes = desk.store.load(PageCode, sealed_id=sealed.id)
        assert [(c.page, c.pages) for c in codes] == [(at, len(codes)) for at in range(1, len(codes) + 1)]
    assert max(c.pages for c in desk.store.load(PageCode)) > 16


def test_no_number_comes_again_after_an_older_backup_was_restored(drafted, tmp_path):
    desk, project_id = drafted
    _confirm(desk, project_id)
    desk.do(finalising.set_terms(desk, project_id, date(2018, 9, 30), date(2019, 6, 30)))
    backup = workspace.backup(desk, tmp_path / "之前.zip")
    desk.do(finalising.finalise(desk, project_id))
    given = {a.number for a in desk.store.load(Agreement) if a.number}
    desk.close()
    for _ in range(2):  # what was kept at the first restore is kept at the second
        store.restore(backup, desk.folder, at=desk.clock())
    again = Desk.open(desk.folder, desk.clock)
    assert not any(a.number for a in again.store.load(Agreement))
    again.do(finalising.finalise(again, project_id))
    assert given.isdisjoint({a.number for a in again.store.load(Agreement)})
    again.close()
