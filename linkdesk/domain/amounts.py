"""What an agreement pays: lines of quantity × price, each on the rate of a document and clause; and how each was reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.agreement_words import StandardBasis
from linkdesk.domain.county_rates import REWARD_RATES, CountyRate
from linkdesk.domain.dossier import Dossier, Rate
from linkdesk.domain.figure import Figure
from linkdesk.domain.grouping import grouped
from linkdesk.domain.household import Household, consents
from linkdesk.domain.item_lines import item_lines, priced
from linkdesk.domain.progress import REWARD_LABELS
from linkdesk.domain.quantities import places, printed
from linkdesk.domain.subject import Subject
from linkdesk.domain.subsidies import subsidy_for
from linkdesk.domain.words import AgreementKind, Certainty

Basis = StandardBasis
_FORMULAS = {Basis.PER_PERSON: "计补人数 × 标准", Basis.PER_HOUSEHOLD: "户数 × 标准"}
_QUANTITIES = {Basis.PER_PERSON: "计补人数", Basis.PER_HOUSEHOLD: "户数"}
_APPRAISED = "认定数量"


def lines_for(dossier: Dossier, subject: Subject, kind: AgreementKind) -> tuple[AgreementLine, ...]:
    """What an agreement of a kind pays this subject by today's rates, in order; a line that lacks something has no amount.

    A collective has no persons: it is paid for what was appraised, never a reward by persons.
    """
    persons = _for_persons(dossier, subject, kind) if isinstance(subject, Household) else ()
    return tuple(replace(line, position=at) for at, line in enumerate((*persons, *item_lines(dossier, subject, kind))))


def paid_by(dossier: Dossier, subject: Subject) -> tuple[object, ...]:
    """What of a subject its lines and its consent follow from: two for which it is equal are paid the same by today's rates."""
    if not isinstance(subject, Household) or subject.id in dossier.items_by_subject:
        return (subject.id,)
    return (subject.population, subject.registered_poor, subject.relocation_type, subject.resettlement_choice, consents(subject),
            (subject.house_area or 0) > 0, (subject.homestead_area or 0) > 0)


def same_amounts(some: Iterable[AgreementLine], others: Iterable[AgreementLine]) -> bool:
    """Whether two agreements' lines say the same."""
    return [_said(line) for line in some] == [_said(line) for line in others]


def _said(line: AgreementLine) -> AgreementLine:
    return replace(line, id="", agreement_id="")


def subjects_by_id(dossier: Dossier) -> dict[str, Subject]:
    """Everybody the project's agreements may be with: households taken in and collective properties, by id."""
    return {subject.id: subject for subject in (*dossier.households, *dossier.collective)}


def subject_of(dossier: Dossier, agreement: Agreement) -> Subject | None:
    """Whom an agreement is with; None when that household or property is not in the project any more."""
    among: Iterable[Subject] = dossier.households if agreement.household_id else dossier.collective
    return next((subject for subject in among if subject.id == agreement.subject_id), None)


def reward_rate(dossier: Dossier, kind: AgreementKind) -> Rate | None:
    """The rate of an agreement kind's reward on the dossier's day; None when no pack of the project knows it."""
    return dossier.rate(REWARD_RATES[kind]) if kind in REWARD_RATES else None


def _for_persons(dossier: Dossier, household: Household, kind: AgreementKind) -> Iterator[AgreementLine]:
    """Rewards and subsidies by persons and by household; a rate for households of this kind goes before the one for all."""
    persons = None if household.population is None else Decimal(household.population)
    rates = dossier.county_rates.of(kind, Basis.PER_PERSON, Basis.PER_HOUSEHOLD)
    own = _for_such(rates, household)
    if not own and not _by_household_instead(dossier, kind):
        yield from _general(dossier, kind, household, persons)
    further = [r for r in rates if not r.condition and (r.row.item.strip() or r.row.basis is Basis.PER_HOUSEHOLD)]
    for rate in (*own, *further):
        quantity = persons if rate.row.basis is Basis.PER_PERSON else Decimal(1)
        yield county_line(rate, rate.row.item.strip() or REWARD_LABELS[kind], quantity, reward=rate.in_place_of_the_pack)


def _for_such(rates: Iterable[CountyRate], household: Household) -> list[CountyRate]:
    """The rates for households of this kind; where its relocation and its choice both have one a person, it is paid by its relocation."""
    of = grouped(rates, lambda r: (r.row.basis, r.condition))
    kinds = [k for k in (household.relocation_type, household.resettlement_choice) if k]
    found = (next((of[basis, kind] for kind in kinds if (basis, kind) in of), []) for basis in (Basis.PER_PERSON, Basis.PER_HOUSEHOLD))
    return [rate for some in found for rate in some]


def _by_household_instead(dossier: Dossier, kind: AgreementKind) -> bool:
    """Whether the county rewards by household, and not by person, in place of the pack."""
    return bool(dossier.county_rates.find(kind, Basis.PER_HOUSEHOLD)) and not dossier.county_rates.find(kind, Basis.PER_PERSON)


def _general(dossier: Dossier, kind: AgreementKind, household: Household, persons: Decimal | None) -> Iterator[AgreementLine]:
    """What the county pays every person, else what the pack does; nothing where neither says and the county pays otherwise."""
    county = dossier.county_rates.find(kind, Basis.PER_PERSON)
    if rate := reward_rate(dossier, kind):
        if rate.value is not None or not dossier.county_rates.of(kind):
            yield _by_rate(rate, REWARD_LABELS[kind], persons)
    elif county:
        yield county_line(county, REWARD_LABELS[kind], persons, reward=True)
    elif kind not in REWARD_RATES:
        yield from _subsidy(dossier, kind, household, persons)
    elif not dossier.county_rates.of(kind):
        yield _by_rate(None, REWARD_LABELS[kind], persons)


def _subsidy(dossier: Dossier, kind: AgreementKind, household: Household, persons: Decimal | None) -> Iterator[AgreementLine]:
    found = subsidy_for(dossier.subsidies, kind, household)
    if found is None:
        return
    if found.fits:
        yield _by_rate(dossier.rate(found.subsidy.rate), found.subsidy.label, persons)
    else:  # which rate it is cannot be told yet
        yield _by_rate(None, f"{REWARD_LABELS[kind]}（缺{'、'.join(found.missing)}）", persons)


def _by_rate(rate: Rate | None, label: str, persons: Decimal | None) -> AgreementLine:
    line = AgreementLine(agreement_id="", label=label, basis=Basis.PER_PERSON, reward=True, quantity=persons, unit="元/人")
    if rate is None:
        return line
    return priced(replace(line, price=rate.value, unit=rate.unit, rate=rate.name, document=rate.document, clause=rate.clause))


def county_line(rate: CountyRate, label: str, quantity: Decimal | None, reward: bool) -> AgreementLine:
    """A line on a rate of a county's standard."""
    return priced(AgreementLine(
        agreement_id="", label=label, basis=rate.row.basis, reward=reward, quantity=quantity, unit=rate.unit, price=rate.row.price,
        rate=rate.row.id, document=rate.document, clause=rate.row.clause))


def line_figure(line: AgreementLine) -> Figure:
    """How a line's amount was reached: formula in words, inputs with document and clause, or what it lacks."""
    if line.quantity is None and line.price is None and line.amount is not None:
        return Figure("agreement_line", line.label, line.amount, "元", 2, "台账所载金额")
    formula = _FORMULAS.get(line.basis, f"{_APPRAISED} × 单价")
    return Figure("agreement_line", line.label, line.amount, "元", 2, formula, tuple(_inputs(line)), lack(line))


def _inputs(line: AgreementLine) -> Iterator[tuple[str, str]]:
    if line.quantity is not None:
        unit = line.unit.rpartition("/")[2]
        yield _QUANTITIES.get(line.basis, _APPRAISED), f"{printed(line.quantity, places(line.quantity, 0))} {unit}"
    if line.price is not None:
        source = "，".join(filter(None, (line.document, line.clause)))
        price = f"{printed(line.price, places(line.price))} {line.unit}"
        yield "标准" if line.rate else "单价", f"{price}（{source}）" if source else price


def lack(line: AgreementLine) -> str:
    """What keeps a line without an amount; empty when it has one."""
    if line.amount is not None:
        return ""
    if line.basis in _QUANTITIES:
        return "家庭人口" if line.price is not None else f"{line.label}标准" if "（缺" not in line.label else line.label
    if line.quantity is None:
        return f"{line.label}{_APPRAISED}"
    if line.price is None:
        return f"{line.label}单价"
    return f"{line.label}单价依据" if not line.rate else f"{line.label}以“{line.unit.rpartition('/')[2]}”计的{_APPRAISED}"


def open_lines(lines: Iterable[AgreementLine]) -> tuple[str, ...]:
    """What the lines of an agreement still lack, each in words, e.g. 缺主房（砖木）认定数量; empty when all have amounts."""
    return tuple(dict.fromkeys(f"缺{lack(line)}" for line in lines if line.amount is None))


def unconfirmed_rates(dossier: Dossier, agreement: Agreement, printed_: tuple[AgreementLine, ...] | None = None) -> tuple[Rate, ...]:
    """The rates 待核实 that an agreement rests on, each once: of packs and of county standards; a paper taken over rests on none.

    `printed_` are its lines as they would be printed today, where those stored may stand on a document that ended since.
    """
    lines = dossier.lines_by_agreement.get(agreement.id, ()) if printed_ is None else printed_
    names = dict.fromkeys((*(line.rate for line in lines), *_without_lines(agreement, lines)))
    found = (_rate_of(dossier, name) for name in names if name)
    return tuple(rate for rate in found if rate is not None and rate.certainty is Certainty.UNVERIFIED)


def _without_lines(agreement: Agreement, lines: Iterable[AgreementLine]) -> tuple[str, ...]:
    return () if tuple(lines) or not agreement.household_id else (REWARD_RATES.get(agreement.kind, ""),)


def _rate_of(dossier: Dossier, name: str) -> Rate | None:
    county = dossier.county_rates.by_id.get(name)
    return dossier.rate(name) if county is None else rate_of(county)


def rate_of(county: CountyRate) -> Rate:
    """A county's rate in the form of a policy value."""
    label = county.row.item.strip() or f"{county.row.kind}{county.row.basis}标准"
    return Rate(county.row.id, label, county.row.price, "", county.unit, county.standard.certainty, "", county.row.clause,
                county.document, county.standard.id)
