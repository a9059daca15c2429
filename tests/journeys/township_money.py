"""The township's money: the public notice, batches with a second officer, what the bank could not pay, the end of the work."""

from collections import Counter

import pytest

from linkdesk.actions import (
    households,
    notices,
    objections,
    payments,
    progress,
)
from linkdesk.documents.text import as_text
from linkdesk.domain.agreement_words import (
    NoticeKind,
    PairStage,
    WorkWay,
)
from linkdesk.domain.errors import KnownError
from linkdesk.domain.notice import Notice, NoticeState, Objection, notice_state
from linkdesk.domain.recording import Entry
from linkdesk.domain.words import AgreementState
from tests.actions.signed_pairs import card
from tests.journeys.cast import DEMOLISH, LATE, OTHER_WAY, RECLAIM, SCHOOL, SELF, WELL
from tests.journeys.office import Kind


def put_up_a_notice(office, cast):
    """Who is to be paid what hangs in the village for a week; an objection is settled before the result is certified."""
    desk = office.desk
    village = next(v.id for v in office.dossier.villages if v.name == "柳树塬村")
    desk.do(notices.begin(desk, office.project_id, NoticeKind.PAYMENTS, village))
    [notice] = desk.store.load(Notice)
    desk.do(notices.correct(desk, notice, "contact", "0350-0000000"))
    desk.do(notices.issue(desk, notice.id))
    [notice] = desk.store.load(Notice)
    assert office.household(cast.late[0]).id_number not in as_text(notices.paper(desk, notice))
    object_and_settle(office, notice)
    with pytest.raises(KnownError, match="公示期未满"):
        notices.certify(desk, notice.id)
    office.on(10, 24)
    desk.do(notices.certify(desk, notice.id))
    [notice] = desk.store.load(Notice)
    assert notice_state(notice, office.dossier.objections, office.today) is NoticeState.CERTIFIED


def object_and_settle(office, notice):
    desk = office.desk
    office.on(10, 17)
    desk.do(objections.enter(desk, notice))
    for name, text in (("raised_by", "某村民"), ("content", "统一拆除的不应与自行拆除的同标准"), ("settlement", "已按不同标准计算，向本人说明"),
                       ("settled_on", "2018-10-17")):
        [objection] = desk.store.load(Objection)
        desk.do(objections.correct(desk, objection, name, text))


def owed(office, cast):
    """What demolition is worth to each by plain arithmetic: persons × the rate of how it was done, and what was appraised."""
    rates = {**dict.fromkeys(cast.organised, OTHER_WAY), **dict.fromkeys(cast.late, LATE)}
    items = {cast.with_well: 2 * WELL}
    persons = {a.household_id: a.persons for a in office.dossier.agreements if a.state is AgreementState.PRINTED and not a.supplements_id}
    homes = (id_ for id_ in cast.working if id_ != cast.school)
    return {id_: persons[id_] * rates.get(id_, SELF) + items.get(id_, 0) for id_ in homes} | {cast.school: SCHOOL}


def pay_for_demolition(office, cast, tmp_path):
    """One batch for everybody, confirmed by a second officer; one payment fails and comes again in a second batch, nobody else does."""
    desk, wanted = office.desk, owed(office, cast)
    office.second_officer()
    batch, made = office.batch(DEMOLISH, tmp_path)
    whose = {a.id: a.subject_id for a in office.dossier.agreements}
    assert {whose[p.agreement_id]: p.amount for p in made} == wanted
    failing = next(p for p in made if whose[p.agreement_id] == cast.bank_fails)
    answer = office.answered(tmp_path / "回盘一.xlsx", batch, made, {failing.id})
    office.on(10, 26)
    assert office.take_answer(answer) == {"已付": len(made) - 1, "未付成功": 1}
    with pytest.raises(KnownError, match="没有可以登记"):
        office.take_answer(answer)
    home = office.household(cast.bank_fails)
    desk.do(households.correct(desk, home, "bank_account", card(8)))
    desk.do(households.correct(desk, office.household(home.id), "account_basis", "本人更正账号申请"))
    second, [again] = office.batch(DEMOLISH, tmp_path)
    assert (again.agreement_id, again.amount, again.bank_account) == (failing.agreement_id, failing.amount, card(8))
    assert office.take_answer(office.answered(tmp_path / "回盘二.xlsx", second, [again])) == {"已付": 1}
    with pytest.raises(KnownError, match="没有可以付款"):
        payments.make_batch(desk, office.project_id, DEMOLISH)
    assert {office.of(id_).stage for id_ in cast.working} == {PairStage.DEMOLITION_PAID}


def reclaim_and_pay(office, cast, tmp_path):
    """The ground is reclaimed, accepted and paid for."""
    office.on(11, 5)
    office.work([i for i in cast.working if i != cast.school], Kind.RECLAIMED, WorkWay.SELF)
    office.work(cast.school, Kind.RECLAIMED, WorkWay.ORGANISED)
    office.on(11, 30)
    office.work(cast.working, Kind.RECLAMATION_ACCEPTED, passed=True)
    batch, made = office.batch(RECLAIM, tmp_path)
    office.on(12, 4)
    assert office.take_answer(office.answered(tmp_path / "回盘三.xlsx", batch, made)) == {"已付": len(made)}
    assert {office.of(id_).stage for id_ in cast.working} == {PairStage.RECLAMATION_PAID}


def close(office, cast):
    """Everything done is closed; who withdrew and who did not sign stays where he is."""
    office.on(12, 10)
    office.enter(cast.working, Entry(Kind.CLOSED, office.today))
    assert Counter(p.stage for p in office.dossier.progress.values()) == {
        PairStage.CLOSED: len(cast.working), PairStage.WITHDRAWN: 1, PairStage.PRINTED: 1}
    assert {t for p in office.dossier.progress.values() for t in p.troubles} == set()
    with pytest.raises(KnownError, match="已办结"):
        progress.record(office.desk, office.project_id, [cast.late[0]], Entry(Kind.VACATED, office.today))
