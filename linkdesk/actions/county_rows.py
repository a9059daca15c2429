"""Reading the rows of a whole county at once, table by table: never a dossier for each of its projects."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk import store
from linkdesk.actions.targets import county_sales
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.agreement_words import AgreementEventKind
from linkdesk.domain.approval import YearTarget
from linkdesk.domain.book import Book
from linkdesk.domain.carrying import WorkPayment
from linkdesk.domain.county_money import ENDINGS, Books
from linkdesk.domain.days import local_day
from linkdesk.domain.directory import Authority
from linkdesk.domain.errors import KnownError
from linkdesk.domain.money import FundReceipt, FundUse
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.project import PolicyOverride, Project
from linkdesk.domain.trade import Trade, TradePayment
from linkdesk.domain.year_standing import CountyRows, LimitLine
from linkdesk.policy.clocks import running
from linkdesk.policy.reminders import reminders
from linkdesk.policy.running_clock import RunningClock
from linkdesk.uncollected import uncollected


def county_rows(desk: Desk, authority_id: str) -> CountyRows:
    """Everything a county's year is told from, as it stands today; KnownError when there is no such county."""
    authority = desk.store.get(Authority, authority_id)
    if authority is None:
        raise KnownError("找不到这个责任主体，它可能已被删除。请在名录里核对后重新选择。")
    projects = tuple(sorted(desk.store.load(Project, responsible_id=authority_id), key=lambda p: p.name))
    mine = {p.id for p in projects}
    sanctions = tuple(s for s in desk.store.load(Sanction) if s.authority_id == authority_id or s.project_id in mine)
    targets = sorted(desk.store.load(YearTarget, authority_id=authority_id), key=lambda t: (t.from_year or 0, t.to_year or 0, t.subject))
    with uncollected(ages=True):
        return CountyRows(authority, projects, tuple(targets), county_sales(desk, authority_id), books(desk, authority_id), sanctions,
                          tuple(limits(desk, authority_id)))


def books(desk: Desk, authority_id: str) -> Books:
    """The rows that tell of the money of a county's projects and trades."""
    of = {"project_id": store.ids(Project, responsible_id=authority_id)}
    book = Book(*(tuple(desk.store.load(entity, **of)) for entity in (PaymentBatch, Payment, PaymentEvent)))
    agreed = desk.store.columns(Agreement, ("id", "project_id", "household_id", "collective_id"), **of) if book.payments else []
    return Books(
        tuple(desk.store.load(FundReceipt, **of)), tuple(desk.store.load(FundUse, **of)), book,
        tuple(desk.store.load(AgreementEvent, kind=(*ENDINGS, AgreementEventKind.REVOKED), **of)), tuple(desk.store.load(WorkPayment, **of)),
        tuple(desk.store.load(Trade, authority_id=authority_id)),
        tuple(desk.store.load(TradePayment, trade_id=store.ids(Trade, authority_id=authority_id))),
        {id_: (project_id, household_id or collective_id or "") for id_, project_id, household_id, collective_id in agreed})


def limits(desk: Desk, authority_id: str) -> Iterator[LimitLine]:
    """The time limits of a county's projects that policies or inspections set and that have begun, as they stand today."""
    overrides, today = desk.store.load(PolicyOverride), local_day(desk.clock())
    distances: dict[tuple[str, ...], tuple[int, ...]] = {}
    for docket in (d for d in desk.dockets() if d.project.responsible_id == authority_id):
        packs = desk.project_packs(docket.project)
        reached = distances.setdefault(docket.project.packs, reminders(packs, overrides, today))
        for clock in running(docket, packs, overrides, reached):
            if clock.due_on and (clock.pack_id or clock.id == "inspection"):
                met = clock.ended_on <= clock.due_on if clock.ended_on else False if today > clock.due_on else None
                yield _line(docket.project.name, clock, met)


def _line(project: str, clock: RunningClock, met: bool | None) -> LimitLine:
    return LimitLine(project, clock.label, clock.subject, clock.clause, clock.due_on, clock.ended_on, met, clock.consequence)
