"""What goes wrong with agreements between printing and the last payment: clear words, nothing lost, nothing paid twice."""

import os

import pytest

from linkdesk.actions import (
    agreements,
    checks,
    edits,
    finalising,
    households,
    payments,
    progress,
    projects,
    scan_states,
    scanning,
)
from linkdesk.domain.agreement import Agreement, AgreementEvent, PageCode, ScannedPage, Sealed
from linkdesk.domain.agreement_words import AgreementEventKind, PairStage, ScanResult
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.paper_changes import differences
from linkdesk.domain.payment import Payment, PaymentBatch
from linkdesk.domain.recording import Entry
from linkdesk.domain.trace import SIGNATURES
from linkdesk.domain.words import AgreementKind, AgreementState
from tests.actions.printed_pairs import TERMS, printed_pairs
from tests.journeys.office import Office
from tests.journeys.sheets import foreign
from tests.scans import scanner
from tests.scans.printed import pdf
from tests.scans.scanner import Settings

NIGHTLY = bool(os.environ.get("LINKDESK_NIGHTLY"))
PAGES = 2000 if NIGHTLY else 50
Kind, DEMOLISH, RECLAIM = AgreementEventKind, AgreementKind.DEMOLISH, AgreementKind.RECLAIM
OTHER = projects.NewProject(name="岚川县白石镇项目区", county="岚川县人民政府", township="白石镇", villages=("上沟村",), packs=("A",))


@pytest.fixture
def office(sample):
    """A desk with the pairs of two households printed on 2 July."""
    desk, project_id = sample
    made = Office(desk, project_id)
    made.ids = printed_pairs(desk, project_id, 2)
    made.one, made.other = made.ids
    return made


def signatures(office):
    return [Entry(kind, office.today) for kind in SIGNATURES]


def why(office, id_, *entries):
    return progress.refusals(office.dossier, [id_], entries).get(id_, "")


def accepted(office, ids):
    """Sign, demolish and accept, a day each."""
    office.on(7, 5)
    office.sign(ids)
    office.on(7, 6)
    office.demolish(ids)
    office.on(7, 7)
    office.work(ids, Kind.DEMOLITION_ACCEPTED, passed=True)


def paid(office, folder):
    batch, made = office.batch(DEMOLISH, folder)
    office.take_answer(office.answered(folder / f"{batch.number}.xlsx", batch, made))
    return made


def another_number(number):
    body = number[:16] + ("2" if number[16] != "2" else "4")
    return body + check_digit(body)


def test_an_identity_number_changed_after_printing_is_signed_on_a_new_paper_only(office, tmp_path):
    desk, home = office.desk, office.household(office.one)
    sealed = {s.id: (s.document, s.pdf_hash) for s in desk.store.load(Sealed)}
    desk.do(households.correct(desk, home, "id_number", another_number(home.id_number)))
    said = why(office, home.id, *signatures(office))
    assert "身份证号由" in said
    assert "请作废后重新印制" in said
    assert home.id_number not in said
    assert {s.id: (s.document, s.pdf_hash) for s in desk.store.load(Sealed)} == sealed
    desk.do(agreements.void(desk, office.of(home.id).trace.mains, "身份证号有误"))
    desk.do(agreements.draft(desk, office.project_id, [home.id]))
    office.finalise([home.id])
    accepted(office, office.ids)
    office.second_officer()
    assert {p.agreement_id for p in paid(office, tmp_path)} == {office.of(id_).trace.of(DEMOLISH).id for id_ in office.ids}


def test_an_identity_number_changed_after_signing_leaves_the_signed_paper_and_its_money(office, tmp_path):
    desk, home = office.desk, office.household(office.one)
    accepted(office, office.ids)
    before = office.of(home.id).due_of(DEMOLISH)
    desk.do(households.correct(desk, home, "id_number", another_number(home.id_number)))
    assert office.of(home.id).due_of(DEMOLISH) == before
    assert "身份证号由" in "".join(differences(office.dossier, before.agreement))
    office.second_officer()
    assert sum(p.amount for p in paid(office, tmp_path)) == sum(office.of(id_).due_of(DEMOLISH).agreed for id_ in office.ids)
    with pytest.raises(KnownError, match="没有可以付款"):
        payments.make_batch(desk, office.project_id, DEMOLISH)


def test_a_household_moved_to_another_project_takes_no_paper_along_and_is_not_paid_there_again(office, tmp_path):
    desk, home = office.desk, office.household(office.one)
    desk.do(projects.new_project(desk, OTHER))
    other = projects.find(desk, OTHER.name)
    with pytest.raises(KnownError, match="仍在执行"):
        desk.do(edits.set_value(home, "project_id", other.id))
    accepted(office, office.ids)
    office.second_officer()
    paid(office, tmp_path)
    with pytest.raises(KnownError, match="已付"):
        desk.do(agreements.void(desk, office.of(home.id).trace.mains, "迁往另一项目"))
    with pytest.raises(KnownError, match="仍在执行"):
        desk.do(edits.set_value(home, "project_id", other.id))
    assert desk.store.get(Household, home.id).project_id == office.project_id
    assert office.of(home.id).stage is PairStage.DEMOLITION_PAID


def test_a_household_moved_before_it_signed_gets_a_new_number_where_it_goes(office):
    desk, home = office.desk, office.household(office.one)
    desk.do(projects.new_project(desk, OTHER))
    other = projects.find(desk, OTHER.name)
    desk.do(agreements.void(desk, office.of(home.id).trace.mains, "迁往另一项目"))
    desk.do(edits.set_value(office.household(home.id), "project_id", other.id))
    assert "已不列入本项目区" in why(office, home.id, *signatures(office))
    there = Office(desk, other.id)
    desk.do(agreements.draft(desk, other.id, [home.id]))
    there.finalise([home.id])
    assert [a.number for a in there.of(home.id).trace.mains] == ["白石镇双签-2018-00001", "白石镇双签-2018-00002"]
    assert {a.state for a in desk.store.load(Agreement, household_id=home.id, project_id=office.project_id)} == {AgreementState.VOID}


def test_a_rate_changed_between_two_signatures_needs_a_new_paper_and_leaves_what_was_signed(office, tmp_path):
    desk = office.desk
    office.on(7, 5)
    office.sign(office.other)
    office.enter(office.one, Entry(Kind.PARTY_B_SIGNED, office.today, agreement_kind=DEMOLISH))
    office.on(7, 6)
    desk.do(checks.confirm(desk, office.dossier.rate("demolition_reward_per_person"), "12000", "岚政办发〔2018〕20号"))
    said = why(office, office.one, *signatures(office))
    assert "标准由10,000.00变为12,000.00" in said
    assert "请作废后重新印制" in said
    assert office.of(office.one).stage is PairStage.PART_SIGNED
    office.demolish(office.other)
    office.work(office.other, Kind.DEMOLITION_ACCEPTED, passed=True)
    office.second_officer()
    [payment] = paid(office, tmp_path)
    assert payment.amount == office.household(office.other).population * 10_000
    desk.do(agreements.void(desk, office.of(office.one).trace.mains, "标准调整"))
    desk.do(agreements.draft(desk, office.project_id, [office.one]))
    office.finalise([office.one])
    assert not why(office, office.one, *signatures(office))
    assert office.of(office.one).trace.of(DEMOLISH).rate == 12_000


@pytest.fixture
def pages(office):
    return scanner.pages(pdf(office.desk, office.project_id), 150)


def test_a_code_of_another_program_is_listed_and_beside_our_own_in_nobodys_way(office, pages, tmp_path):
    desk, both = office.desk, pages[0].copy()
    both.paste(foreign().crop((800, 1400, 1050, 1650)), (60, 60))
    for name, image in (("发票.png", foreign()), ("两码.png", both)):
        scanner.save(image, tmp_path / name)
    outcome = scanning.take(desk, office.project_id, [tmp_path / "发票.png", tmp_path / "两码.png"])
    assert outcome.results == {ScanResult.FOREIGN: 1, ScanResult.FILED: 1}
    [listed] = scan_states.to_sort(desk, office.project_id)
    assert (listed.source_name, listed.reason, listed.agreement_id) == ("发票.png", "页上的二维码不是本系统印制的", None)
    assert desk.store.files.read(listed.image)
    desk.do(scanning.discard(desk, listed, "不是协议"))
    assert scan_states.to_sort(desk, office.project_id) == ()


def test_a_thick_scan_with_many_blank_pages_is_counted_to_the_page(office, pages, tmp_path):
    rng, settings = scanner.shuffled(), Settings(dpi=150, turns=(0, 180))
    blanks = PAGES * 3 // 10
    written = [scanner.jpeg(scanner.scanned(page, rng, settings)[0]) for page in pages]
    empty = [scanner.jpeg(scanner.blank(rng, settings)) for _ in range(4)]
    stack = [*(written[at % len(written)] for at in range(PAGES - blanks)), *(empty[at % len(empty)] for at in range(blanks))]
    rng.shuffle(stack)
    scanner.as_pdf(stack, tmp_path / "整摞.pdf")
    seen = []
    outcome = scanning.take(office.desk, office.project_id, [tmp_path / "整摞.pdf"], lambda done, total: seen.append((done, total)))
    assert (outcome.pages, outcome.blank) == (PAGES, blanks)
    assert outcome.results == {ScanResult.FILED: len(pages), ScanResult.DOUBLE: PAGES - blanks - len(pages)}
    assert seen[-1] == (PAGES, PAGES)
    assert not scan_states.missing_pages(office.desk, office.project_id)
    assert office.desk.store.count(ScannedPage) == PAGES - blanks
    assert office.desk.store.count(PageCode) == len(pages)


def test_a_clock_set_back_stops_numbers_entries_and_money_and_nothing_else(office, tmp_path):
    desk = office.desk
    accepted(office, office.ids)
    office.second_officer()
    third = agreements.eligible(office.dossier)[0][2].id
    desk.do(agreements.draft(desk, office.project_id, [third]))
    desk.do(finalising.set_terms(desk, office.project_id, *TERMS))
    standing = [desk.store.count(entity) for entity in (Agreement, Sealed, AgreementEvent, PaymentBatch, Payment)]
    office.on(6, 30)
    for act in (lambda: finalising.finalise(desk, office.project_id), lambda: payments.make_batch(desk, office.project_id, DEMOLISH),
                lambda: progress.record(desk, office.project_id, office.ids, Entry(Kind.DISPUTED, office.today, basis="来访"))):
        with pytest.raises(KnownError, match=r"电脑时钟是 2018-06-30 09:00.*请先校准"):
            desk.do(act())
    assert [desk.store.count(entity) for entity in (Agreement, Sealed, AgreementEvent, PaymentBatch, Payment)] == standing
    assert desk.do(households.correct(desk, office.household(office.one), "phone", "13900000000")) is not None
    office.on(7, 8)
    paid(office, tmp_path)
    assert {office.of(id_).stage for id_ in office.ids} == {PairStage.DEMOLITION_PAID}
    office.finalise([third])
    assert [a.number for a in office.of(third).trace.mains] == ["青石镇双签-2018-00005", "青石镇双签-2018-00006"]
