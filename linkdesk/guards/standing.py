"""What has an agreement on paper stays where it is, one agreement of a kind each, and one that was paid for is not made void."""

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
from linkdesk.domain.trace import Trace, traces
from linkdesk.domain.words import AgreementState
from linkdesk.store import Store

_SUBJECT = "household_id", "collective_id"


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
    found = [a for name in _SUBJECT for a in store.load(Agreement, state=ON_PAPER, **{name: subject_ids})]
    traced = _traced(store, found)
    return [a for a in found if not a.supplements_id and traced[a.subject_id].is_in_force(a)]


def _traced(store: Store, agreements: list[Agreement]) -> dict[str, Trace]:
    """What happened to some agreements; all entries of their subjects, as a 更正 names no agreement."""
    whose = {name: {id_ for a in agreements if (id_ := getattr(a, name))} for name in _SUBJECT}
    return traces((), agreements, [e for name, ids in whose.items() if ids for e in store.load(AgreementEvent, **{name: ids})])


def refuse_second_paper(store: Store, change: Change) -> None:
    """Refuse that an agreement is printed, taken over or comes back from void while its subject has another of the kind on paper."""
    were = {e.id: e for e in change.before if isinstance(e, Agreement)}
    now = [e for e in change.after if isinstance(e, Agreement) and _stands(e)]
    coming = [a for a in now if not (a.id in were and _stands(were[a.id]))]
    beside = [a for name in _SUBJECT if (ids := {id_ for a in coming if (id_ := getattr(a, name))})
              for a in store.load(Agreement, state=ON_PAPER, **{name: ids}) if _stands(a) and a.id not in were]
    there = {_place(a): a for a in beside}
    for paper in coming:
        other = there.setdefault(_place(paper), paper)
        if other.id != paper.id:
            raise KnownError(f"该户已有一份有效的{paper.kind}{other.number}，没有改动。请先核对；要用这一份的，先作废那一份。")


def _stands(agreement: Agreement) -> bool:
    return agreement.state in ON_PAPER and not agreement.supplements_id


def _place(agreement: Agreement) -> tuple[str, str, str]:
    """Where one agreement may stand: a kind of one subject in one project."""
    return agreement.project_id, agreement.subject_id, agreement.kind


def refuse_voiding_what_was_paid(store: Store, change: Change) -> None:
    """Refuse to make an agreement void while money was paid under it, or is on its way."""
    before = {e.id: e for e in change.before if isinstance(e, Agreement)}
    voided = [before[e.id] for e in change.after if _is_voided(e, before)]
    if not voided:
        return
    priced = {a.id: _priced(store, a) for a in voided}
    had = _had(store, list(priced.values()))
    for agreement in voided:
        mine = had.get(priced[agreement.id].id, Had())
        if mine.on_the_way:
            raise KnownError(f"协议{agreement.number}有{printed(mine.on_the_way, 2)}元正在兑付，没有作废。请先撤销该批次。")
        if mine.paid:
            raise KnownError(f"协议{agreement.number}已付{printed(mine.paid, 2)}元，没有作废。请签补充协议；要作废的先退回："
                             "本机兑付的在“兑付”登记退回，接收前已付的在登记撤回、解除时填写。")


def _priced(store: Store, agreement: Agreement) -> Agreement:
    """The agreement under which is paid what one states: of a signed supplement with an amount the one it supplements, else itself."""
    main = store.get(Agreement, agreement.supplements_id) if agreement.supplements_id and agreement.amount is not None else None
    return main if main and _traced(store, [agreement])[agreement.subject_id].is_signed(agreement) else agreement


def _is_voided(after: Entity, before: dict[str, Agreement]) -> bool:
    return (isinstance(after, Agreement) and after.state is AgreementState.VOID and after.id in before
            and before[after.id].state in ON_PAPER)


def _had(store: Store, agreements: list[Agreement]) -> dict[str, Had]:
    """What the book says of some agreements, with what was paid before they were taken over and not given back."""
    payments = store.load(Payment, agreement_id=[a.id for a in agreements])
    batches = {p.batch_id for p in payments}
    had = Book(tuple(store.load(PaymentBatch, id=batches)), tuple(payments),
               tuple(store.load(PaymentEvent, batch_id=batches))).had() if batches else {}
    traced = _traced(store, agreements)
    return {a.id: _with_before(had.get(a.id, Had()), (a.paid_before or Decimal(0)) - traced[a.subject_id].repaid(a)) for a in agreements}


def _with_before(had: Had, before: Decimal) -> Had:
    return Had(max(Decimal(0), had.paid + before), had.on_the_way)
