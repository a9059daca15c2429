"""The township's papers: rates, drafts, parties and items, numbers, print, and the signed pages scanned back."""

from collections import Counter
from contextlib import closing
from decimal import Decimal

import pypdfium2

from linkdesk.actions import (
    agreements,
    appraisal,
    collective,
    edits,
    finalising,
    households,
    progress,
    scan_states,
    scanning,
    standards,
    terms,
)
from linkdesk.actions.batch_printing import Batch
from linkdesk.domain.agreement import Agreement, AgreementEvent, PageCode
from linkdesk.domain.agreement_words import (
    ItemKind,
    PartyRole,
    ScanResult,
    StandardBasis,
)
from linkdesk.domain.appraisal import AppraisedItem, Party
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.recording import Entry
from linkdesk.domain.standard import CountyStandard
from linkdesk.domain.trace import SIGNATURES
from linkdesk.domain.words import AgreementState
from tests.actions.signed_pairs import card
from tests.journeys.cast import DEMOLISH, LATE, OTHER_WAY, SCHOOL, SELF, WELL, YARD, Cast
from tests.journeys.office import Kind
from tests.journeys.sheets import image, pile, printed
from tests.scans import scanner

BLANKS = 6


def rates_and_drafts(office):
    """A confirmed pair and rates on a document; two of them the county's own; a school of the collective; a draft for all."""
    office.on(6, 11)
    office.confirm_rates("岚政办发〔2018〕9号", agreement_pair="", demolition_reward_per_person="", reclamation_reward_per_person="",
                         demolition_reward_other_way_per_person=str(OTHER_WAY), demolition_reward_late_per_person=str(LATE))
    desk, able = office.desk, agreements.eligible(office.dossier)[0]
    groups = {}
    for household in able:
        groups.setdefault((household.village, household.group), []).append(household.id)
    school = add_school(office)
    desk.do(agreements.draft(desk, office.project_id))
    assert desk.store.count(Agreement, state=AgreementState.DRAFT) == 2 * (len(able) + 1) == 330
    return Cast([h.id for h in able], groups, school, heir=next(h.id for h in able if h.group == "四组" and h.population > 2))


def add_school(office):
    office.desk.do(collective.add(office.project_id))
    for name, text in (("name", "上沟小学"), ("village", "上沟村"), ("owner", "上沟村村民委员会"), ("use", "学校"), ("house_area", "320"),
                       ("land_area", "900"), ("agreed", "是"), ("agreed_on", "2018-05-20")):
        [school] = office.desk.store.load(CollectiveProperty)
        office.desk.do(collective.correct(office.desk, school, name, text))
    return school.id


def parties_and_items(office, cast):
    """A co-owner, a well at the county's rate, and the school's classrooms at a price of their own with its basis."""
    desk, home = office.desk, office.household(cast.with_well)
    desk.do(standards.add_standard(desk, office.project_id, "附属物补偿标准", "岚政发〔2018〕6号"))
    [standard] = desk.store.load(CountyStandard)
    desk.do(standards.add_rate(desk, standard, kind=DEMOLISH, basis=StandardBasis.BY_ATTACHMENT, item="水井", unit="元/口", price=WELL))
    desk.do(standards.confirm_standard(desk, desk.store.get(CountyStandard, standard.id), "岚政发〔2018〕6号"))
    add_party(office, home, PartyRole.CO_OWNER, name="向秀兰", basis="房屋共有协议")
    add_item(office, home, name="水井", unit="口", recognised=Decimal(2))
    school = desk.store.get(CollectiveProperty, cast.school)
    add_party(office, school, PartyRole.REPRESENTATIVE, name="刘主任", basis="村民委员会任职文件")
    for kind, name, price in ((ItemKind.HOUSE, "教室", SCHOOL), (ItemKind.LAND, "操场", YARD)):
        add_item(office, school, kind, name=name, unit="处", recognised=Decimal(1), unit_price=price, price_basis="评估报告〔2018〕3号")
    desk.do(agreements.draft(desk, office.project_id))
    stated = next(a for a in office.of(cast.with_well).trace.mains if a.kind is DEMOLISH)
    assert stated.amount == home.population * SELF + 2 * WELL


def add_party(office, subject, role, **values):
    office.desk.do(appraisal.add_party(office.desk, subject, role))
    fill(office, Party, **values)


def add_item(office, subject, kind=ItemKind.ATTACHMENT, **values):
    office.desk.do(appraisal.add_item(office.desk, subject, kind))
    fill(office, AppraisedItem, **values)


def fill(office, entity, **values):
    """Fill in what was just added, field by field."""
    [new] = [e for e in office.desk.store.load(entity) if e.name is None]
    for name, value in values.items():
        office.desk.do(edits.set_value(office.desk.store.get(entity, new.id), name, value))


def numbers(office, cast):
    """Every draft gets a number of its own; the collective's account is entered on its agreements first."""
    mine = [a for a in office.dossier.agreements if a.collective_id]
    office.desk.do(terms.agree(mine, {"account_holder": "上沟村村民委员会", "bank_name": "农村信用社", "bank_account": card(999)}))
    office.finalise()
    assert finalising.ready(office.dossier) == ([], {})
    given = [a.number for a in office.dossier.agreements]
    assert (len(set(given)), min(given), max(given)) == (330, "青石镇双签-2018-00001", "青石镇双签-2018-00330")


def print_all(office, tmp_path):
    """One PDF in signing order, two copies, for both sides of the sheet."""
    written, sheets = printed(office, Batch(copies=2, duplex=True), tmp_path / "打印")
    assert (written.households, written.agreements) == (165, 330)
    assert office.desk.store.count(AgreementEvent, kind=Kind.PRINTED) == 330
    with closing(pypdfium2.PdfDocument(written.folder / "双签协议.pdf")) as pdf:
        lengths = Counter(s.agreement_id for s in sheets).values()
        assert len(pdf) == written.pages == 2 * sum(pages + pages % 2 for pages in lengths)
    return sheets


def scan_back(office, cast, sheets, tmp_path):
    """The signed pages of two groups as a bad scanner gives them; each is filed to its place or listed with the reason."""
    new = reprint(office, cast, tmp_path)
    sheets = [s for s in sheets if s.subject_id in cast.scanned]
    void, lost = sum(s.subject_id == cast.reprinted for s in sheets), sheets[1]
    stack = pile([s for s in (*sheets, *new) if s is not lost], BLANKS, tmp_path / "扫描.pdf", scanner.shuffled())
    outcome = scanning.take(office.desk, office.project_id, [stack])
    assert outcome.results == {ScanResult.FILED: len(sheets) + len(new) - void - 1, ScanResult.VOID: void, ScanResult.DOUBLE: 1,
                               ScanResult.FOREIGN: 1}
    assert (outcome.blank, outcome.refused) == (BLANKS, [])
    [state] = [s for s in scan_states.missing_pages(office.desk, office.project_id) if s.scanned]
    assert (state.agreement.id, state.missing) == (lost.agreement_id, (lost.page,))
    scanner.save(image(lost), tmp_path / "补.png")
    assert scanning.take(office.desk, office.project_id, [tmp_path / "补.png"]).results == {ScanResult.FILED: 1}
    assert scanning.take(office.desk, office.project_id, [stack]).again == outcome.pages - BLANKS
    scans_are_complete(office, cast)


def scans_are_complete(office, cast):
    """What is in place is the page its code says, and of the groups scanned nothing is missing."""
    states = scan_states.scan_states(office.desk, office.project_id)
    assert all(states[a.id].complete for id_ in cast.scanned for a in office.of(id_).trace.mains)
    codes = {c.id: c for c in office.desk.store.load(PageCode)}
    for state in states.values():
        for page, row in state.scanned:
            assert (codes[row.page_code_id].agreement_id, codes[row.page_code_id].page) == (state.agreement.id, page)


def reprint(office, cast, tmp_path):
    """An identity number corrected after printing: the old paper is not signed, it is made void and printed under a new number."""
    desk, home = office.desk, office.household(cast.reprinted)
    old = {a.number for a in office.of(home.id).trace.mains}
    first = home.id_number[:16] + ("2" if home.id_number[16] != "2" else "4")
    desk.do(households.correct(desk, home, "id_number", first + check_digit(first)))
    said = progress.refusals(office.dossier, [home.id], [Entry(kind, office.today) for kind in SIGNATURES])[home.id]
    assert "身份证号" in said
    assert "请作废后重新印制" in said
    desk.do(agreements.void(desk, office.of(home.id).trace.mains, "身份证号填错"))
    desk.do(agreements.draft(desk, office.project_id, [home.id]))
    office.finalise([home.id])
    assert [a.number for a in office.of(home.id).trace.mains] == ["青石镇双签-2018-00331", "青石镇双签-2018-00332"]
    assert old == {a.number for a in office.dossier.agreements if a.state is AgreementState.VOID}
    return printed(office, Batch([home.id]), tmp_path / "重印")[1]
