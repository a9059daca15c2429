"""What must be the same at the end: in every ledger, in the book of payments, by plain arithmetic, and in the window."""

from collections import Counter
from decimal import Decimal

from linkdesk.actions import (
    ledger_papers,
)
from linkdesk.domain.agreement_words import (
    PairStage,
    PaymentEventKind,
    UnsignedReason,
)
from linkdesk.domain.ledgers import LEDGERS, LedgerKind, sums_by
from linkdesk.domain.ledgers.lines import by_group, by_village, sums
from linkdesk.domain.words import AgreementState
from tests.journeys.cast import RECLAIM, RECLAIMING
from tests.journeys.township_money import owed


def every_ledger_agrees(office, cast, tmp_path):
    """Each ledger's sums by village and by group are its total; what was paid is the same in ledger, book and plain arithmetic."""
    found = {kind: make(office.dossier) for kind, make in LEDGERS.items()}
    for ledger in found.values():
        whole = sums(ledger).values
        for parts in (sums_by(ledger, by_village), sums_by(ledger, by_group)):
            assert tuple(add(column) for column in zip(*(p.values for p in parts), strict=True)) == whole
            assert sum(p.count for p in parts) == len(ledger.lines)
    money_agrees(office, cast, found[LedgerKind.PAID])
    people_agree(office, cast, found)
    written = ledger_papers.write(office.desk, office.project_id, found[LedgerKind.PAID], tmp_path / "台账")
    assert [path.suffix for path in written] == [".pdf", ".xlsx"]


def add(column):
    return None if None in column else sum(column, Decimal(0))


def column(ledger, name):
    return {line.subject_id: line.values[ledger.at(name)] for line in ledger.lines}


def money_agrees(office, cast, paid):
    demolition = owed(office, cast)
    reclamation = {a.subject_id: a.amount for a in office.dossier.agreements
                   if a.kind is RECLAIM and a.state is AgreementState.PRINTED and not a.supplements_id}
    assert all(amount == RECLAIMING * office.of(id_).trace.of(RECLAIM).persons for id_, amount in reclamation.items() if id_ != cast.school)
    wanted = {id_: demolition[id_] + reclamation[id_] for id_ in cast.working}
    assert {id_: amount for id_, amount in column(paid, "paid").items() if amount} == wanted
    by_agreement = office.paid_by_agreement()
    assert sum(by_agreement.values()) == sum(wanted.values())
    assert all(by_agreement[due.agreement.id] == due.payable <= due.agreed
               for id_ in cast.working for due in office.of(id_).dues)
    times = Counter(e.payment_id for e in office.dossier.payment_events if e.kind is PaymentEventKind.PAID)
    assert set(times.values()) == {1}
    assert len({p.agreement_id for p in office.dossier.payments if p.id in times}) == len(times) == 2 * len(cast.working)
    assert {sum(column(paid, name).values()) for name in ("remaining", "on_the_way", "overpaid")} == {0}


def people_agree(office, cast, found):
    everybody = {*(h.id for h in office.dossier.households), cast.school}
    assert set(column(found[LedgerKind.SIGNING], "stage")) == everybody
    assert set(column(found[LedgerKind.UNSIGNED], "stage")) == everybody.difference(cast.working)
    assert column(found[LedgerKind.UNSIGNED], "reason")[cast.unsigned] == UnsignedReason.ABSENT
    for kind in (LedgerKind.DEMOLITION, LedgerKind.RECLAMATION):
        assert set(column(found[kind], "result")) == set(cast.working)
    late = {id_ for id_, said in column(found[LedgerKind.DEMOLITION], "in_time").items() if said == "逾期"}
    assert late == set(cast.late)
    changed = Counter(line.subject_id for line in found[LedgerKind.CHANGES].lines)
    assert set(changed) == {cast.reprinted, cast.withdrawn, cast.heir, cast.longer}
    stamped = found[LedgerKind.STAMPS]
    assert sums(stamped).values[stamped.at("copies")] == 2 * 330 + 2


def the_window_shows_the_same(office, cast, open_window, qtbot):
    """Every room opens on what was done and says the same numbers."""
    window, closed = open_window(office.desk), len(cast.working)

    def opened(key, entity_id=""):
        window.open(key, office.project_id, entity_id)
        qtbot.waitUntil(lambda: not window.work.running, timeout=20_000)
        return window.page
    assert opened("agreements").bar.bar.counts[str(PairStage.CLOSED)] == closed
    paid = opened("ledgers", "L4")
    assert sums(paid.shown()).values[paid.shown().at("paid")] == sum(office.paid_by_agreement().values())
    assert opened("payments").due.ready() == []
    assert opened("notices").table.model.rows
    for key in ("agreement", "progress", "batch_print", "scans", "complaints", "standards", "wordings", "history"):
        assert opened(key, cast.heir if key == "agreement" else "").key == key
