"""What has an agreement on paper stays where it is, and an agreement that was paid for is not made void."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.agreement import Agreement, AgreementEvent
from linkdesk.domain.book import Book, Had
from linkdesk.domain.change import Change, Entity, key
from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.eligibility import ON_PAPER
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.payment import Payment, PaymentBatch, PaymentEvent
from linkdesk.domain.quantities import printed
from linkdesk.domain.trace import traces
from linkdesk.domain.words import AgreementState
from linkdesk.store import Store


def refuse_taking_away(store: Store, change: Change) -> None:
    """Refuse to move, leave out or delete a household or collective property whose agreement is on paper and in force."""
    after = {key(e): e for e in change.after}
    leaving = [e for e in change.before if isinstance(e, Household | CollectiveProperty) and _goes(e, after.get(key(e)))]
    papers = in_force(store, {e.id for e in leaving}) if leaving else []
    if papers:
        named = "、".join(dict.fromkeys(a.number or str(a.kind) for a in papers[:3]))
        raise KnownError(f"有已定稿或签订的协议（{named}）仍在执行，不能移到其他项目区、列为未列入、并入他户或删除，没有改动。"
                         "请先将协议作废，或登记撤回、解除。")


def _goes(was: Household | CollectiveProperty, now: Household | CollectiveProperty | None) -> bool:
    return now is None or (was.project_id != now.project_id and was.project_id is not None) or (
        was.left_out is None and now.left_out is not None)


def in_force(store: Store, subject_ids: set[str]) -> list[Agreement]:
    """The agreements of some subjects that are on paper and neither void, withdrawn nor terminated."""
    found = [a for name in ("household_id", "collective_id") for a in store.load(Agreement, state=ON_PAPER, **{name: subject_ids})]
    events = store.load(AgreementEvent, agreement_id=[a.id for a in found]) if found else []
    traced = traces((), found, events)
    return [a for a in found if not a.supplements_id and traced[a.subject_id].is_in_force(a)]


def refuse_voiding_what_was_paid(store: Store, change: Change) -> None:
    """Refuse to make an agreement void while money was paid under it, or is on its way."""
    before = {e.id: e for e in change.before if isinstance(e, Agreement)}
    voided = [before[e.id] for e in change.after if _is_voided(e, before)]
    if not voided:
        return
    had = _had(store, voided)
    for agreement in voided:
        mine = had.get(agreement.id, Had())
        if mine.on_the_way:
            raise KnownError(f"协议{agreement.number}有{printed(mine.on_the_way, 2)}元正在兑付，没有作废。请先撤销该批次。")
        if mine.paid:
            raise KnownError(f"协议{agreement.number}已付{printed(mine.paid, 2)}元，没有作废。请先在“兑付”登记退回款项，或签补充协议。")


def _is_voided(after: Entity, before: dict[str, Agreement]) -> bool:
    return (isinstance(after, Agreement) and after.state is AgreementState.VOID and after.id in before
            and before[after.id].state in ON_PAPER)


def _had(store: Store, agreements: list[Agreement]) -> dict[str, Had]:
    """What the book says of some agreements, with what was paid before they were taken over and not given back."""
    payments = store.load(Payment, agreement_id=[a.id for a in agreements])
    batches = {p.batch_id for p in payments}
    had = Book(tuple(store.load(PaymentBatch, id=batches)), tuple(payments),
               tuple(store.load(PaymentEvent, batch_id=batches))).had() if batches else {}
    traced = traces((), agreements, store.load(AgreementEvent, agreement_id=[a.id for a in agreements]))
    return {a.id: _with_before(had.get(a.id, Had()), (a.paid_before or Decimal(0)) - traced[a.subject_id].repaid(a)) for a in agreements}


def _with_before(had: Had, before: Decimal) -> Had:
    return Had(max(Decimal(0), had.paid + before), had.on_the_way)
