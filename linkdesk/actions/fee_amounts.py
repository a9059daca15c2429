"""Amounts of fees that stand in place of what the fee schedule reckons: actual costs, or less than the schedule allows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.costs import YUAN
from linkdesk.domain.design import DesignBasis, FeeAmount
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fee_mechanisms import reckoned
from linkdesk.domain.fee_schedule import Mechanism
from linkdesk.domain.fees import DECIMALS, FeeLine
from linkdesk.domain.fields import id_of
from linkdesk.domain.quantities import printed, rounded


def typed(desk: Desk, project_id: str, fee: str) -> FeeAmount:
    """The amount typed for a fee; an empty one as long as none is."""
    there = desk.store.load(FeeAmount, project_id=project_id, fee=fee)
    return there[0] if there else FeeAmount(project_id, fee, id=id_of(project_id, "fee_amount", fee))


def set_amount(desk: Desk, project_id: str, line: FeeLine, text: str) -> Change:
    """Put an amount in 万元 in place of the one reckoned for a line; an empty text gives the reckoned one back."""
    was = typed(desk, project_id, line.fee.name)
    now = set_field(was, "amount", text).after[0]
    _refuse_more(line, now, desk.dossier(project_id).design.basis)
    return _changed(desk, f"修改{line.fee.label}", was, now)


def set_basis(desk: Desk, project_id: str, line: FeeLine, text: str) -> Change:
    """Put what an amount stands on (contract, decision) beside it; KnownError while no amount was typed."""
    was = typed(desk, project_id, line.fee.name)
    if was.amount is None:
        raise KnownError(f"“{line.fee.label}”按费用标准计算，依据就是标准，没有改动。另填金额后再写依据。")
    return _changed(desk, f"修改{line.fee.label}的依据", was, replace(was, basis=text.strip()))


def _changed(desk: Desk, title: str, was: FeeAmount, now: FeeAmount) -> Change:
    before = (was,) if desk.store.get(FeeAmount, was.id) else ()
    if now.amount is None and not before:
        raise KnownError("这一项本来就按费用标准计算，没有改动。")
    return Change(title, before=before, after=() if now.amount is None else (now,))


def reckoned_amount(line: FeeLine, basis: DesignBasis | None) -> Decimal | None:
    """What the schedule gives for a fee, in 万元, whatever was typed; None where it gives nothing: actual costs, an unknown base."""
    if line.fee.mechanism is Mechanism.ACTUAL or line.base is None:
        return None
    exact = reckoned(line.fee, line.base, basis.terrain if basis else None).exact
    return None if exact is None else rounded(exact, DECIMALS)


def _refuse_more(line: FeeLine, now: FeeAmount, basis: DesignBasis | None) -> None:
    most = reckoned_amount(line, basis)
    if most is not None and now.amount is not None and now.amount > most * YUAN:
        raise KnownError(f"“{line.fee.label}”按费用标准是 {printed(most, DECIMALS)} 万元，填报的不能高于它，没有改动。"
                         "请填较少的金额，或留空按标准计算。")
