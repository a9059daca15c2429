"""How a fee follows from its base: by rate, interpolated between tiers, or progressively tier by tier; in numbers, words and Excel."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from linkdesk.domain.design_words import Terrain
from linkdesk.domain.fee_schedule import Fee, Mechanism, Tier
from linkdesk.domain.quantities import HUNDRED
from linkdesk.domain.stated import Stated


@dataclass(frozen=True, slots=True)
class Reckoned:
    """What a mechanism gives for a base, in 万元: exact (None with the gap in words), which tier, the formula with its numbers.

    `excel` is the same as an expression for every base, `{base}` standing where the base stands; NA() where nothing is known.
    """

    exact: Decimal | None
    tier: str
    formula: str
    excel: str
    used: tuple[Stated, ...] = ()
    gap: str = ""


def plain(number: Decimal) -> str:
    """A number as it stands in a formula: whole, without zeros at its end."""
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def reckoned(fee: Fee, base: Decimal, terrain: Terrain | None) -> Reckoned:
    """The fee of a base in 万元 by its mechanism and the factor of the terrain."""
    if open_ := [stated for stated in _stated(fee) if stated.value is None]:
        return Reckoned(None, "", "", "NA()", gap=f"“{open_[0].label}”还没有取值，请在“费用标准和系数”中补填")
    return _factored(_MECHANISMS[fee.mechanism](fee, base), fee, terrain)


def _stated(fee: Fee) -> Iterator[Stated]:
    yield from (fee.rate,) if fee.rate else ()
    yield from (tier.value for tier in fee.tiers)
    yield from (factor for _, factor in fee.factors)


def _value(stated: Stated | None) -> Decimal:
    assert stated is not None
    assert stated.value is not None  # seen to before a mechanism is asked
    return stated.value


def _factored(made: Reckoned, fee: Fee, terrain: Terrain | None) -> Reckoned:
    factor = next((stated for t, stated in fee.factors if t is terrain), None)
    if factor is None or made.exact is None:
        return made
    times = plain(_value(factor))
    return Reckoned(made.exact * _value(factor), f"{made.tier}，{terrain}系数 {times}", f"{_grouped(made.formula)} × {times}",
                    f"({made.excel})*{times}", (*made.used, factor))


def _grouped(formula: str) -> str:
    return f"（{formula}）" if " + " in formula else formula


def _by_rate(fee: Fee, base: Decimal) -> Reckoned:
    rate = _value(fee.rate)
    assert fee.rate is not None
    tier = f"费率 {plain(rate)}%{'（上限）' if fee.upper_limit else ''}"
    return Reckoned(base * rate / HUNDRED, tier, f"{plain(base)} × {plain(rate)}%", f"{{base}}*{plain(rate)}/100", (fee.rate,))


def _interpolated(fee: Fee, base: Decimal) -> Reckoned:
    """Between two tiers on the straight line through them; below the first its value, beyond the last only what is stated."""
    known = [tier for tier in fee.tiers if tier.limit is not None]
    above = next((at for at, tier in enumerate(known) if base <= _limit(tier)), None)
    excel = _interpolated_excel(fee)
    if above is None:
        return _beyond(fee, base, excel)
    value = known[above].value
    if above == 0:
        return Reckoned(_value(value), f"{plain(_limit(known[0]))} 万元以下 {plain(_value(value))} 万元", plain(_value(value)), excel, (value,))
    low, high = known[above - 1], known[above]
    (a, fa), (b, fb) = _point(low), _point(high)
    return Reckoned(fa + (base - a) * (fb - fa) / (b - a), f"{plain(a)}～{plain(b)} 万元内插",
                    f"{plain(fa)} + （{plain(base)} − {plain(a)}） × （{plain(fb)} − {plain(fa)}） ÷ （{plain(b)} − {plain(a)}）",
                    excel, (low.value, high.value))


def _limit(tier: Tier) -> Decimal:
    assert tier.limit is not None
    return tier.limit


def _point(tier: Tier) -> tuple[Decimal, Decimal]:
    return _limit(tier), _value(tier.value)


def _beyond(fee: Fee, base: Decimal, excel: str) -> Reckoned:
    """Beyond the last limit: a share of the whole base where the schedule states one, else a gap."""
    last = fee.tiers[-1]
    if last.limit is not None:
        return Reckoned(None, f"超过最高一档 {plain(last.limit)} 万元", "", excel, gap=(
            f"{fee.label}的计费基数 {plain(base)} 万元超过标准最高一档 {plain(last.limit)} 万元，没有推算，请填写这项费用的金额和依据"))
    rate = _value(last.value)
    limit = plain(_limit(fee.tiers[-2]))
    return Reckoned(base * rate / HUNDRED, f"{limit} 万元以上 {plain(rate)}%", f"{plain(base)} × {plain(rate)}%", excel, (last.value,))


def _interpolated_excel(fee: Fee) -> str:
    known = [_point(tier) for tier in fee.tiers if tier.limit is not None]
    last = fee.tiers[-1]
    made = f"{{base}}*{plain(_value(last.value))}/100" if last.limit is None else "NA()"
    for (a, fa), (b, fb) in reversed(tuple(pairwise(known))):
        made = f"IF({{base}}<={plain(b)},{plain(fa)}+({{base}}-{plain(a)})*({plain(fb)}-{plain(fa)})/({plain(b)}-{plain(a)}),{made})"
    first, value = known[0]
    return f"IF({{base}}<={plain(first)},{plain(value)},{made})"


def _progressive(fee: Fee, base: Decimal) -> Reckoned:
    """Each part of the base at the rate of its tier; a part beyond the last tier is not guessed."""
    lower, exact, words, used = Decimal(0), Decimal(0), [], []
    for tier in fee.tiers:
        upper = base if tier.limit is None else min(base, tier.limit)
        exact += (upper - lower) * _value(tier.value) / HUNDRED
        words.append(_part(lower, upper, base, _value(tier.value)))
        used.append(tier.value)
        if tier.limit is None or base <= tier.limit:
            return Reckoned(exact, _tier_words(lower, tier), " + ".join(words), _progressive_excel(fee), tuple(used))
        lower = tier.limit
    return _beyond(fee, base, _progressive_excel(fee))


def _part(lower: Decimal, upper: Decimal, base: Decimal, rate: Decimal) -> str:
    part = plain(upper) if not lower else f"（{plain(base)} − {plain(lower)}）" if upper == base else plain(upper - lower)
    return f"{part} × {plain(rate)}%"


def _tier_words(lower: Decimal, tier: Tier) -> str:
    rate = f"{plain(_value(tier.value))}%"
    if tier.limit is None:
        return f"{plain(lower)} 万元以上部分 {rate}"
    return f"{plain(lower)}～{plain(tier.limit)} 万元部分 {rate}" if lower else f"{plain(tier.limit)} 万元以下 {rate}"


def _progressive_excel(fee: Fee) -> str:
    parts, lower = [], Decimal(0)
    for tier in fee.tiers:
        upto = "{base}" if tier.limit is None else f"MIN({{base}},{plain(tier.limit)})"
        parts.append(f"MAX({upto}-{plain(lower)},0)*{plain(_value(tier.value))}/100" if lower else f"{upto}*{plain(_value(tier.value))}/100")
        lower = tier.limit or lower
    made = "+".join(parts)
    return made if fee.tiers[-1].limit is None else f"IF({{base}}<={plain(lower)},{made},NA())"


def _as_spent(fee: Fee, base: Decimal) -> Reckoned:
    return Reckoned(Decimal(0), "据实列支", "没有填写，按 0 计", "0")


_MECHANISMS: dict[Mechanism, Callable[[Fee, Decimal], Reckoned]] = {
    Mechanism.RATE: _by_rate, Mechanism.INTERPOLATED: _interpolated, Mechanism.PROGRESSIVE: _progressive, Mechanism.ACTUAL: _as_spent}
