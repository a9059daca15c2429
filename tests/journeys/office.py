"""A township's office over the months: a desk whose clock is put forward, two officers, and what they do every other day."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime
from decimal import Decimal

import openpyxl

from linkdesk.actions import bank_lists, checks, finalising, officers, payment_papers, payments, progress
from linkdesk.domain.agreement_words import AgreementEventKind, PaymentEventKind, WorkWay
from linkdesk.domain.book import NOTHING
from linkdesk.domain.directory import Officer
from linkdesk.domain.household import Household
from linkdesk.domain.payment import Payment, PaymentBatch
from linkdesk.domain.recording import Entry
from linkdesk.domain.trace import SIGNATURES

Kind = AgreementEventKind
MAKER_SECRET, SECRET = "zhibiao-2018", "fuhe-2018"
BANK_HEADER = "收款人", "收款账号", "交易金额(元)", "附言", "交易状态", "失败原因", "流水号", "交易日期"


class Office:
    """A desk, a project, and the day it is."""

    def __init__(self, desk, project_id):
        self.desk, self.project_id = desk, project_id
        self.second = None

    def on(self, month, day, year=2018):
        """Put the clock forward to the morning of a day."""
        self.desk.clock = lambda: datetime(year, month, day, 9, 0)

    @property
    def today(self):
        return self.desk.clock().date()

    @property
    def dossier(self):
        return self.desk.dossier(self.project_id)

    def household(self, id_):
        return self.desk.store.get(Household, id_)

    def of(self, id_):
        """The progress of one household or collective property."""
        return self.dossier.progress[id_]

    def confirm_rates(self, document, **values):
        """Confirm values of the packs on a document: as shipped, or what the county puts in their place."""
        for name, value in values.items():
            rate = self.dossier.rate(name)
            shipped = rate.text or str(rate.value)
            self.desk.do(checks.confirm(self.desk, rate, value or shipped, document))

    def finalise(self, subjects=None):
        """Agree on the terms of all drafts and number them."""
        self.desk.do(finalising.set_terms(self.desk, self.project_id, date(2018, 9, 30), date(2018, 12, 31)))
        self.desk.do(finalising.finalise(self.desk, self.project_id, subjects=subjects))

    def enter(self, ids, *entries):
        """Enter what happened to everybody named; it must be possible for all of them."""
        ids = [ids] if isinstance(ids, str) else list(ids)
        assert progress.refusals(self.dossier, ids, entries) == {}
        self.desk.do(progress.record(self.desk, self.project_id, ids, entries))

    def sign(self, ids):
        self.enter(ids, *(Entry(kind, self.today) for kind in SIGNATURES))

    def work(self, ids, kind, way=None, passed=None):
        """Work on the ground or its acceptance, today."""
        self.enter(ids, Entry(kind, self.today, way=way, passed=passed, basis="验收单" if passed is not None else None))

    def demolish(self, ids, way=WorkWay.SELF):
        self.work(ids, Kind.DEMOLISHED, way)

    def second_officer(self):
        """Both officers have secrets of their own; who was at the desk is there again."""
        first, self.second = self.desk.officer, Officer(name="李审核", office="青石镇财政所")
        self.desk.do(officers.set_secret(self.desk, MAKER_SECRET))
        officers.sign_in(self.desk, self.second)
        self.desk.do(officers.set_secret(self.desk, SECRET))
        officers.sign_in(self.desk, first, MAKER_SECRET)

    def batch(self, kind, folder):
        """Make a batch of everything due, have it confirmed and send it; returns the batch and its payments."""
        self.desk.do(payments.make_batch(self.desk, self.project_id, kind))
        batch = self.desk.store.load(PaymentBatch, order="number")[-1]
        self.desk.do(payments.confirm(self.desk, batch.id, self.second.id, SECRET))
        payment_papers.send(self.desk, batch.id, folder)
        return batch, self.desk.store.load(Payment, batch_id=batch.id, order="position")

    def answered(self, path, batch, made, failing=()):
        """The bank's answer to a batch as a workbook: all paid but those named."""
        book = openpyxl.Workbook()
        book.active.append(BANK_HEADER)
        for each in made:
            failed = each.id in failing
            book.active.append((each.account_holder, each.bank_account, each.amount, f"{batch.number}-{each.position:04d}",
                                "失败" if failed else "成功", "账户状态异常" if failed else "", f"{batch.number[-3:]}{each.position:05d}",
                                str(self.today)))
        book.save(path)
        return path

    def take_answer(self, path):
        """Read the bank's answer and enter it; returns what was found."""
        read = bank_lists.results(self.desk, path, self.project_id)
        self.desk.do(bank_lists.take_results(self.desk, read))
        return read.counts

    def paid_by_agreement(self):
        """What every agreement was paid and did not give back, counted from the entries one by one."""
        amounts, whose = Counter(), {p.id: p.agreement_id for p in self.dossier.payments}
        for event in self.dossier.payment_events:
            sign = {PaymentEventKind.PAID: 1, PaymentEventKind.REFUNDED: -1}.get(event.kind, 0)
            amounts[whose.get(event.payment_id, "")] += sign * (event.amount or NOTHING)
        return {id_: Decimal(amount) for id_, amount in amounts.items() if amount}
