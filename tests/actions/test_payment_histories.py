"""Random histories of payments: whatever is tried in whatever order, nobody gets more than his due, nor one payment twice."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections import Counter
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkdesk.actions import payment_papers, payments
from linkdesk.desk import Desk
from linkdesk.domain.agreement_words import AgreementEventKind, PaymentEventKind
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.words import ChangeKind
from tests.actions import desks
from tests.actions.signed_pairs import (
    DEMOLISH,
    RECLAIM,
    SECRETS,
    enter,
    happened,
    pairs,
    second_officer,
    work,
)

NIGHTLY = bool(os.environ.get("LINKDESK_NIGHTLY"))
TODAY = desks.NOON.date()
Kind, Work = PaymentEventKind, AgreementEventKind
STEPS = 60


class Office:
    """Officers who make, confirm, send and cancel batches, a bank that pays, fails and sends back; refusals are part of it."""

    def __init__(self, workspace: Path, project_id: str, seed: int) -> None:
        self.any, self.folder, self.project_id = random.Random(seed), Path(tempfile.mkdtemp()), project_id
        shutil.copytree(workspace, self.folder / "工作区")
        self.desk = Desk.open(self.folder / "工作区", lambda: desks.NOON)
        self.desk.sign_in(self.desk.officers()[0])
        _, self.made = pairs(self.desk, project_id, 3)
        self.due = {a.id: a.amount for a in self.made}
        self.second = second_officer(self.desk)

    def close(self) -> None:
        assert self.desk.store.verify() == []
        self.desk.close()
        shutil.rmtree(self.folder)

    def some(self, entity):
        """One of the last few, mostly."""
        there = self.desk.store.load(entity)
        return self.any.choice(there[-5:] if self.any.random() < 0.8 else there) if there else None

    def step(self) -> None:
        """Try something; it may be refused."""
        act = self.any.choices((self.make, self.confirm, self.end, self.send, self.answer, self.give_back, self.work, self.push, self.undo),
                               (6, 6, 1, 6, 12, 4, 2, 2, 1))[0]
        with suppress(KnownError):
            act()

    def make(self):
        kind = self.any.choice((DEMOLISH, RECLAIM))
        ready = [d.agreement.id for d in payments.candidates(self.desk.dossier(self.project_id), kind)[0]]
        chosen = self.any.choice((None, [self.any.choice(self.made).id], self.any.sample(ready, self.any.randint(0, len(ready)))))
        self.desk.do(payments.make_batch(self.desk, self.project_id, kind, chosen))

    def confirm(self):
        if batch := self.some(PaymentBatch):
            by = self.any.choice((batch.maker_id, *[self.second.id] * 4))
            self.desk.do(payments.confirm(self.desk, batch.id, by, SECRETS[self.second.name]))

    def end(self):
        if batch := self.some(PaymentBatch):
            self.desk.do(self.any.choice((payments.cancel, payments.refuse))(self.desk, batch.id, "另制"))

    def send(self):
        if batch := self.some(PaymentBatch):
            payment_papers.send(self.desk, batch.id, self.folder)

    def answer(self):
        if payment := self.some(Payment):
            self.desk.do(payments.record(self.desk, [payment.id], self.any.choice((Kind.PAID, Kind.PAID, Kind.FAILED)), TODAY, reason="退票"))

    def give_back(self):
        if payment := self.some(Payment):
            part = payment.amount * self.any.choice((Decimal("0.5"), Decimal(1), Decimal("1.5")))
            self.desk.do(payments.refund(self.desk, payment.id, part, TODAY, "退回"))

    def work(self):
        agreement = self.any.choice(self.made)
        kind = self.any.choice((Work.RECLAIMED, Work.RECLAMATION_ACCEPTED, Work.DISPUTED, Work.DISPUTE_SETTLED, Work.DISPUTE_SETTLED))
        enter(self.desk, work(agreement, kind))
        if self.any.random() < 0.1:
            enter(self.desk, happened(agreement, Work.TERMINATED, agreement_id=agreement.id))

    def push(self):
        """Past every action, straight at the desk: an old payment again, in a batch of its own."""
        if payment := self.some(Payment):
            number = f"越过{self.desk.store.count(PaymentBatch)}"
            kind = next(a.kind for a in self.made if a.id == payment.agreement_id)
            batch = PaymentBatch(project_id=self.project_id, number=number, maker_id=self.second.id, made_on=TODAY, kind=kind)
            again = Payment(batch.id, self.project_id, payment.agreement_id, 1, payment.amount, "甲", "行", payment.bank_account)
            self.desk.do(Change("越过", after=(batch, again), kind=ChangeKind.PAY))

    def undo(self):
        self.desk.undo()

    def look(self) -> None:
        """What must hold whatever was done, reckoned from the entries themselves."""
        money, events = {p.id: p for p in self.desk.store.load(Payment)}, self.desk.store.load(PaymentEvent)
        assert max(Counter(e.payment_id for e in events if e.kind is Kind.PAID).values(), default=1) == 1
        had = Counter()
        for event in (e for e in events if e.payment_id and e.kind is not Kind.FAILED):
            had[money[event.payment_id].agreement_id] += event.amount if event.kind is Kind.PAID else -event.amount
        assert all(0 <= had[id_] <= self.due[id_] for id_ in had)
        for id_, each in self.desk.dossier(self.project_id).book.had().items():
            assert each.paid == had[id_]
            assert each.paid + each.on_the_way <= self.due[id_]


@settings(max_examples=150 if NIGHTLY else 4, deadline=None, derandomize=not NIGHTLY, database=None,
          suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32))
def test_nobody_is_paid_twice_or_beyond_his_due(filled_workspace, seed):
    office = Office(*filled_workspace, seed)
    for _ in range(STEPS):
        office.step()
        office.look()
    office.close()
