"""The county's own values of fee schedules, recipes and quality targets: listed, changed, confirmed on a document, given back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from linkdesk.actions.budgets import schedules
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fee_mechanisms import plain
from linkdesk.domain.fee_schedule import Fee, Mechanism
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.quantities import rounded
from linkdesk.domain.stated import Stated
from linkdesk.domain.words import Certainty, ChangeKind

RECIPES, TARGETS = "复垦工程标准配方", "复垦质量控制标准"
PLACES = 6             # decimals of a value; none is finer
_TOO_LARGE = 10**9


def listed(dossier: Dossier) -> tuple[tuple[str, Stated], ...]:
    """Every value of the standards as it stands in a dossier on its day of prices, with the title of its standard."""
    return (*((schedule.title, stated) for schedule in dossier.schedules for stated in _stated(schedule)),
            *((RECIPES, stated) for stated in _stated(dossier.recipes)), *((TARGETS, stated) for stated in _stated(dossier.targets)))


def _stated(value: Any) -> Iterator[Stated]:
    """The stated values within a standard, in order."""
    if isinstance(value, Stated):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _stated(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _stated(getattr(value, field.name))


def set_value(desk: Desk, stated: Stated, text: str, document: str, clause: str = "", from_on: date | None = None,
              confirmed: bool = False) -> Change:
    """Put the county's own value in place of a stated one, or confirm it as it stands; KnownError when it cannot be."""
    seen, value = desk.as_of(), accept(stated, text)
    if not document.strip():
        raise KnownError(f"请填写“{stated.label}”依据文件的名称和文号，原来的取值没有改动。")
    _refuse_disorder(desk, stated, value)
    certainty = Certainty.CONFIRMED if confirmed else Certainty.UNVERIFIED
    mine = PolicyOverride(
        pack_id=stated.standard, name=stated.name, value=value, from_on=from_on, document=document.strip(), clause=clause.strip(),
        certainty=certainty, officer_name=desk.officer_name if confirmed else "", confirmed_on=desk.clock().date() if confirmed else None)
    replaced = tuple(own for own in _own(desk, stated) if own.from_on == from_on)
    if any(_same(own, mine) for own in replaced):
        raise KnownError(f"“{stated.label}”已经是这样，没有改动。")
    return Change(f"{'核实' if confirmed else '修改'}费用标准和系数：{stated.label}", before=replaced, after=(mine,),
                  kind=ChangeKind.CONFIRM if confirmed else ChangeKind.EDIT, as_of=seen)


def give_back(desk: Desk, stated: Stated) -> Change:
    """Take the county's own values of a name away: the shipped one stands again."""
    own = _own(desk, stated)
    if not own:
        raise KnownError(f"“{stated.label}”没有本县的取值，用的就是程序自带的，没有改动。")
    return Change(f"恢复费用标准和系数：{stated.label}", before=own)


def accept(stated: Stated, text: str) -> str:
    """What is typed for a value as it is kept; KnownError saying what is expected."""
    text = text.strip()
    if not text:
        raise KnownError(f"“{stated.label}”不能为空，原来的取值没有改动。")
    if stated.value is None and not stated.unit:
        return text
    return plain(_within(stated, _number(stated, text)))


def _number(stated: Stated, text: str) -> Decimal:
    bare = text.replace(",", "").replace("，", "").replace("％", "%").removesuffix(stated.unit).strip()
    try:
        return Decimal(bare)
    except InvalidOperation:
        raise KnownError(f"“{stated.label}”应填数字{_in_unit(stated)}，原来的取值没有改动。") from None


def _in_unit(stated: Stated) -> str:
    return f"（单位：{stated.unit}）" if stated.unit else ""


def _within(stated: Stated, number: Decimal) -> Decimal:
    if not number.is_finite() or not 0 <= number < _TOO_LARGE:
        raise KnownError(f"“{stated.label}”应填不小于零、不过大的数字{_in_unit(stated)}，原来的取值没有改动。")
    if stated.unit == "%" and number > 100:
        raise KnownError(f"“{stated.label}”是百分数，不能大于 100，原来的取值没有改动。")
    if stated.unit == "倍" and not number:
        raise KnownError(f"“{stated.label}”是系数，应大于零，原来的取值没有改动。")
    if rounded(number, PLACES) != number:
        raise KnownError(f"“{stated.label}”最多 {PLACES} 位小数，原来的取值没有改动。")
    return number


def _refuse_disorder(desk: Desk, stated: Stated, value: str) -> None:
    """A fee between tiers never falls while its base rises."""
    fee = next((fee for fee in _fees(desk, stated) if any(tier.value.name == stated.name for tier in fee.tiers)), None)
    if fee is None or fee.mechanism is not Mechanism.INTERPOLATED:
        return
    amounts = [Decimal(value) if tier.value.name == stated.name else tier.value.value for tier in fee.tiers if tier.limit is not None]
    if any(low > high for low, high in pairwise(amount for amount in amounts if amount is not None)):
        raise KnownError(f"“{stated.label}”填 {value} 会使计费基数大的费用反而少，原来的取值没有改动。请核对各档的金额。")


def _fees(desk: Desk, stated: Stated) -> tuple[Fee, ...]:
    """The fees of the value's schedule as they stand today."""
    return next((s.fees for s in schedules(desk, desk.clock().date()) if s.id == stated.standard), ())


def _own(desk: Desk, stated: Stated) -> tuple[PolicyOverride, ...]:
    return tuple(desk.store.load(PolicyOverride, pack_id=stated.standard, name=stated.name))


def _same(one: PolicyOverride, other: PolicyOverride) -> bool:
    return (one.value, one.document, one.clause, one.certainty) == (other.value, other.document, other.clause, other.certainty)
