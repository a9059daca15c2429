"""Random histories of the quota ledger: whatever officers enter, in whatever order, no land is made, lost, or counted twice."""

import os
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from linkdesk import ledger, posting
from linkdesk.desk import Desk
from linkdesk.domain.approval_words import SanctionKind
from linkdesk.domain.carrying import Acceptance, PlotAcceptance
from linkdesk.domain.carrying_words import AcceptanceResult
from linkdesk.domain.change import Change
from linkdesk.domain.corrections import standing
from linkdesk.domain.directory import Authority, Officer
from linkdesk.domain.errors import KnownError
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.quota import BookClosing, QuotaEntry
from linkdesk.domain.quota_accounts import FLOWS, MEASURES, OF_COUNTY, moved, reversal, standing_entries
from linkdesk.domain.quota_words import ClosingKind, PostingKind, TradeSide
from linkdesk.domain.quota_words import QuotaAccount as Account
from linkdesk.domain.trade import Trade
from linkdesk.domain.words import PlotUse, PovertyClass

NIGHTLY = bool(os.environ.get("LINKDESK_NIGHTLY"))
NOW = datetime(2021, 12, 1, 12)
HECTARE = Decimal(10000)
reached = Counter()
DAYS = st.dates(date(2018, 1, 1), date(2021, 11, 30))
AREAS = st.sampled_from([Decimal(n) * HECTARE / 4 for n in (0, 1, 2, 3, 6, 9, 20)])
KINDS = ("issue", "issue", "approve", "approve", "accept", "accept", "sell", "sell", "end", "revoke", "buy", "cut", "award", "use", "use",
         "by hand", "share", "inter provincial", "opening", "reverse", "close", "reopen", "undo", "redo", "again")
BEGINNINGS = (), ("issue", "approve", "sell"), ("issue", "approve", "approve"), ("issue", "approve", "sell", "accept"), ("issue", "approve", "accept")
BEGINNINGS = (*BEGINNINGS, ("issue", "approve", "approve", "accept", "accept", "accept", "share", "inter provincial", "use"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = Desk.open(tmp_path_factory.mktemp("histories"), lambda: NOW)
    made.store._connection.exec_driver_sql("PRAGMA synchronous = OFF")
    made.sign_in(Officer(name="王敏", office="县自然资源局"))
    yield made
    made.close()


class History:
    """One county with two projects of its own; what is done to it is drawn, and refused in words or done whole."""

    def __init__(self, desk, draw):
        self.desk, self.draw, self.done, self.serial, self.day = desk, draw, 0, 0, date(2018, 1, 1)
        self.county = Authority(name="某县人民政府", poverty_class=draw(st.sampled_from(PovertyClass)))
        self.projects = [Project(id=self.id(), name=f"项目区{n}", responsible_id=self.county.id, packs=(draw(st.sampled_from("AB")),),
                                 reserve_area=Decimal(2500)) for n in (1, 2)]
        plots = [p for project in self.projects for p in self._plots(project)]
        self.begun = desk.do(Change("开户", after=(self.county, *self.projects, *plots)))

    def _plots(self, project):
        old = {"use": PlotUse.OLD, "stated_area": 3 * HECTARE, "reclaimed_area": 3 * HECTARE, "new_agricultural_area": 3 * HECTARE,
               "new_farmland_area": 2 * HECTARE, "new_paddy_area": HECTARE}
        new = {"stated_area": HECTARE, "new_construction_area": HECTARE, "agricultural_taken": HECTARE, "farmland_taken": HECTARE / 2,
               "paddy_taken": Decimal(0)}
        return (*(Plot(id=self.id(), project_id=project.id, code=f"G{n}", **old) for n in (1, 2)),
                Plot(id=self.id(), project_id=project.id, code="A1", use=PlotUse.SETTLEMENT, **new),
                Plot(id=self.id(), project_id=project.id, code="X1", use=PlotUse.NEW, **new))

    def on(self):
        """A day after the last one, or now and then any day."""
        self.day = min(self.day + timedelta(self.draw(st.integers(0, 90))), date(2021, 11, 30))
        return self.draw(DAYS) if self.draw(st.integers(0, 9)) == 9 else self.day

    def entries(self):
        return self.desk.store.load(QuotaEntry, authority_id=self.county.id)

    def do(self, change):
        """Done whole, or refused in one sentence with nothing changed."""
        before, version = self.entries(), self.desk.store.data_version
        try:
            self.desk.do(change) if isinstance(change, Change) else change()
        except KnownError:
            assert (self.entries(), self.desk.store.data_version) == (before, version)
            return
        self.done += 1

    def number(self):
        self.serial += 1
        return f"{self.county.id[:6]}〔2018〕{self.serial}号"

    def id(self):
        """Ids in the order of their making: what is sorted by ids comes the same way whenever a history is told again."""
        self.serial += 1
        return f"{self.serial:06d}{self.county.id[6:]}"

    def project(self):
        return self.desk.store.get(Project, self.draw(st.sampled_from(self.projects)).id)

    def areas(self):
        whole, part = self.draw(AREAS), self.draw(AREAS)
        return {"construction": whole, "agricultural": max(whole, part), "farmland": min(whole, part), "paddy": Decimal(0)}

    def entry(self, **said):
        return QuotaEntry(id=self.id(), **({"authority_id": self.county.id, "posted_on": self.on(), "number": self.number()} | self.areas() | said))

    def issue(self):
        areas = {"construction": self.draw(AREAS) + 2 * HECTARE, "agricultural": Decimal(0), "farmland": self.draw(AREAS)}
        self.do(Change("下达", after=tuple(self.entry(to_account=a, **areas) for a in (Account.ANNUAL_PLAN, Account.REVOLVING))))

    def approve(self):
        project = self.project()
        if not project.approved_on:
            told = replace(project, approver="市政府", approval_number=self.number(), approved_on=self.on())
            self.do(Change("批复", before=(project,), after=(told,)))

    def accept(self):
        project = self.project()
        plots = [p for p in self.desk.store.load(Plot, project_id=project.id) if p.use is PlotUse.OLD]
        chosen = self.draw(st.one_of(st.just(plots), st.lists(st.sampled_from(plots), min_size=1, unique_by=lambda p: p.code)))
        passed = {r.plot_id for r in self.desk.store.load(PlotAcceptance, acceptance_id=[a.id for a in self.standing(project)])}
        whole = {p.id for p in plots} <= passed | {p.id for p in chosen}
        made = Acceptance(id=self.id(), project_id=project.id, authority="市级国土资源部门", number=self.number(), accepted_on=self.on(),
                          result=AcceptanceResult.PASSED if whole else AcceptanceResult.PART, entered_at=NOW)
        area = self.draw(AREAS) or HECTARE
        rows = tuple(PlotAcceptance(id=self.id(), acceptance_id=made.id, plot_id=p.id, passed=True, accepted_area=area, agricultural_area=area,
                                    farmland_area=area / 2, paddy_area=Decimal(0), grade=Decimal("9.0")) for p in chosen)
        self.do(Change("验收", after=(made, *rows)))

    def standing(self, project):
        return standing(self.desk.store.load(Acceptance, project_id=project.id))

    def revoke(self):
        there = [a for p in self.projects for a in self.standing(p)]
        if there:
            self.do(Change("更正", after=(replace(there[-1], id=self.id(), revokes_id=there[-1].id, note="误登"),)))

    def trade(self, side, **said):
        project = self.project()
        made = Trade(id=self.id(), authority_id=self.county.id, project_id=project.id, side=side, title="交易", counterpart="某开发区",
                     number=self.number(), signed_on=self.on(), **said, **self.areas())
        self.do(Change("签订", after=(made,)))

    def sell(self):
        self.trade(TradeSide.SELLER)

    def buy(self):
        self.trade(TradeSide.BUYER, transferred_on=date(2021, 11, 30), transfer_document="划转单")

    def end(self):
        there = [t for p in self.projects for t in self.desk.store.load(Trade, project_id=p.id) if t.terminated_on is None]
        if there:
            trade = self.draw(st.sampled_from(there))
            self.do(Change("终止", before=(trade,), after=(replace(trade, terminated_on=date(2021, 11, 30), termination="协商"),)))

    def cut(self, kind=SanctionKind.QUOTA_CUT):
        self.do(Change("处分", after=(Sanction(id=self.id(), authority_id=self.county.id, kind=kind, decided_by="省政府", number=self.number(),
                                             decided_on=self.on(), year=2019, area=self.draw(AREAS) or HECTARE / 4),)))

    def award(self):
        self.cut(SanctionKind.QUOTA_AWARDED)

    def use(self):
        project = self.project()
        plot = self.draw(st.sampled_from(self.desk.store.load(Plot, project_id=project.id)))
        usual = [(Account.ISSUED, Account.USED_RESETTLE), (Account.SURPLUS, Account.USED_URBAN), (Account.ANNUAL_PLAN, Account.USED_URBAN)]
        source, used = self.draw(st.sampled_from([*usual * 3, *sorted(FLOWS[PostingKind.USE])]))
        nothing = {measure: Decimal(0) for measure in MEASURES}
        said = nothing | {"construction": Decimal(2500), "project_id": project.id, "plot_id": plot.id, "kind": PostingKind.USE}
        self.do(Change("用地", after=(self.entry(**said, from_account=source, to_account=used),)))

    def by_hand(self):
        kind = self.draw(st.sampled_from(PostingKind))
        anything = st.tuples(st.sampled_from(Account), st.sampled_from(Account))
        source, to = self.draw(st.one_of(anything, st.sampled_from(sorted(FLOWS[kind])) if FLOWS[kind] else anything))
        project_id = self.draw(st.sampled_from([None, self.projects[0].id]))
        self.do(Change("手工", after=(self.entry(project_id=project_id, kind=kind, from_account=source, to_account=to),)))

    def quarter(self, kind):
        """A quarter of a hectare along a flow that kind may take."""
        source, to = self.draw(st.sampled_from(sorted(FLOWS[kind])))
        said = {measure: Decimal(0) for measure in MEASURES} | {"construction": Decimal(2500)}
        self.do(Change(str(kind), after=(self.entry(project_id=self.project().id, kind=kind, from_account=source, to_account=to, **said),)))

    def share(self):
        self.quarter(PostingKind.SHARE)

    def inter_provincial(self):
        self.quarter(PostingKind.INTER_PROVINCIAL)

    def opening(self):
        self.quarter(PostingKind.OPENING)

    def reverse(self):
        there = self.entries()
        if there:
            entry = self.draw(st.sampled_from(there))
            self.do(Change("冲销", after=(reversal(entry, max(self.on(), entry.posted_on), "误登", "王敏", NOW),)))

    def again(self):
        """The same entry entered once more, as a second person would."""
        there = self.entries()
        if there:
            self.do(Change("重复", after=(replace(self.draw(st.sampled_from(there)), note="又登记"),)))

    def close(self, kind=ClosingKind.CLOSED):
        self.do(Change("年结", after=(BookClosing(id=self.id(), authority_id=self.county.id, year=self.draw(st.integers(2018, 2021)), kind=kind,
                                                decided_on=NOW.date(), reason="县政府同意"),)))

    def reopen(self):
        self.close(ClosingKind.REOPENED)

    def undo(self):
        self.again_by(self.desk.store.next_undo, self.desk.undo)

    def redo(self):
        self.again_by(self.desk.store.next_redo, self.desk.redo)

    def again_by(self, offered, work):
        """Of what was done to this county only."""
        act = offered()
        if act and act.seq > self.begun:
            self.do(work)


def book_is_sound(history):
    """What must hold of a book whatever was done, reckoned from its rows alone."""
    entries = history.entries()
    by_id = {e.id: e for e in entries}
    for entry in entries:
        was = by_id.get(entry.reverses_id or "")
        flow = (was.to_account, was.from_account) if was else (entry.from_account, entry.to_account)
        assert flow == (entry.from_account, entry.to_account)
        assert was or flow in FLOWS[entry.kind]
        assert entry.number
        assert min(getattr(entry, m) for m in MEASURES) >= 0
    assert max(Counter(e.reverses_id for e in entries if e.reverses_id).values(), default=1) == 1
    assert not [e for e in entries if e.reverses_id and by_id[e.reverses_id].reverses_id]
    nothing_below_zero(history, entries)
    nothing_twice(history, standing_entries(entries))
    assert ledger.balances(history.desk.store, history.county.id) == moved(entries)


def nothing_below_zero(history, entries):
    days = defaultdict(Counter)
    for entry in entries:
        for account, sign in ((entry.from_account, -1), (entry.to_account, 1)):
            whose = None if account in OF_COUNTY else entry.project_id
            for measure in MEASURES:
                days[entry.posted_on][whose, account, measure] += sign * getattr(entry, measure)
    stood = Counter()
    for day in sorted(days):
        stood.update(days[day])  # adds what is below nothing too
        assert sum(stood.values()) == 0  # every square metre comes from somewhere
        for (_, account, measure), value in stood.items():
            lifted = account is Account.REVOLVING and history.county.poverty_class is PovertyClass.DEEPLY_POOR
            assert value >= 0 or account is Account.OUTSIDE or lifted, (day, account, measure, value)


def nothing_twice(history, entries):
    plots = Counter((e.plot_id, e.kind) for e in entries if e.plot_id and (e.kind is PostingKind.ACCEPTANCE or e.from_account is not Account.OUTSIDE))
    assert max(plots.values(), default=1) == 1
    stands = {a.id for p in history.projects for a in history.standing(p)}
    rows = {(r.acceptance_id, r.plot_id): r for r in history.desk.store.load(PlotAcceptance, acceptance_id=sorted(stands))}
    for entry in entries:
        if entry.kind is PostingKind.ACCEPTANCE:
            assert entry.construction <= rows[entry.source_id, entry.plot_id].accepted_area
    closed_inside(entries)
    for project in history.projects:  # nothing is lost: what an event calls for is posted, or waits with its reason
        dossier = history.desk.dossier(project.id)
        waiting = posting.Book(history.desk.store, dossier, history.desk.project_packs(dossier.project), "", NOW).pending()
        assert all(w.why or w.posting.kind in (PostingKind.PLAN, PostingKind.REVERSAL) or w.posting.entries for w in waiting)
        said = {e.source_id for e in entries} | {w.posting.source_id for w in waiting}
        assert {a.id for a in history.standing(project)} <= said
        assert {t.id for t in dossier.quotas.trades if t.side is TradeSide.SELLER and not t.terminated_on and t.construction} <= said


def closed_inside(entries):
    """Of a project's land nothing comes to another project: what is sold is at most what was planned, gained or brought along."""
    for project_id in {e.project_id for e in entries if e.project_id}:
        mine = [e for e in entries if e.project_id == project_id]
        for measure in MEASURES:
            def total(*accounts, mine=mine, measure=measure):
                return sum(getattr(e, measure) for e in mine if e.to_account in accounts)
            sold = sum(getattr(e, measure) for e in mine if e.kind is PostingKind.SALE)
            assert sold <= total(Account.PLANNED_SURPLUS, Account.SURPLUS, Account.COUNTY_SHARE, Account.CITY_SHARE)


@settings(max_examples=10_000 if NIGHTLY else 200, deadline=None, database=None, derandomize=not NIGHTLY,
          phases=[Phase.generate],  # to shrink a history would replay thousands of them; the one that failed is printed whole
          suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture])
@given(data=st.data(), begun=st.sampled_from(BEGINNINGS), kinds=st.lists(st.sampled_from(KINDS), min_size=3, max_size=9))
def test_a_book_is_sound_after_any_history(desk, data, begun, kinds):
    history = History(desk, data.draw)
    for kind in (*begun, *kinds):
        getattr(history, kind.replace(" ", "_"))()
        if NIGHTLY:
            book_is_sound(history)
    book_is_sound(history)
    reached.update({e.kind for e in history.entries()})


def test_the_histories_came_everywhere():
    """Random histories that are all refused would prove nothing: each kind of entry was made in some of them."""
    never = {kind for kind in PostingKind if reached[kind] < 3} - {PostingKind.ADVANCE}  # its matter is walked in tests of its own
    assert not never
