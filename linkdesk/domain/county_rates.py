"""The rates that a county's own standards set on a day: which of them prices what, the latest document first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from linkdesk.domain.agreement_words import ItemKind, StandardBasis
from linkdesk.domain.appraisal import AppraisedItem
from linkdesk.domain.grouping import grouped
from linkdesk.domain.notation.synonyms import term
from linkdesk.domain.spelling import compact
from linkdesk.domain.standard import CountyStandard, StandardRate
from linkdesk.domain.words import AgreementKind, HouseStructure, RelocationType, ResettlementChoice

# The rate of the policy packs that an agreement's reward is paid by; 搬迁安置协议 has none, its subsidies are rules of the pack.
REWARD_RATES = {AgreementKind.DEMOLISH: "demolition_reward_per_person",
                AgreementKind.RECLAIM: "reclamation_reward_per_person"}

Basis = StandardBasis
UNITS = {Basis.PER_PERSON: "元/人", Basis.PER_HOUSEHOLD: "元/户", Basis.BY_STRUCTURE: "元/㎡", Basis.BY_ATTACHMENT: "元/个",
         Basis.BY_HOMESTEAD: "元/㎡"}
"""The unit a rate is in when its document names none."""

_BASES = {ItemKind.HOUSE: (Basis.BY_STRUCTURE,), ItemKind.OUTBUILDING: (Basis.BY_STRUCTURE, Basis.BY_ATTACHMENT),
          ItemKind.ATTACHMENT: (Basis.BY_ATTACHMENT,), ItemKind.HOMESTEAD: (Basis.BY_HOMESTEAD,), ItemKind.LAND: (Basis.BY_HOMESTEAD,)}
_PERSONS = Basis.PER_PERSON, Basis.PER_HOUSEHOLD
_KINDS = {compact(str(kind)): str(kind) for kind in ItemKind}


@dataclass(frozen=True, slots=True)
class CountyRate:
    """One rate with the county's document that sets it."""

    standard: CountyStandard
    row: StandardRate

    @property
    def document(self) -> str:
        """Title and number of the document."""
        return document_of(self.standard)

    @property
    def unit(self) -> str:
        """The unit of the price, e.g. 元/㎡; where the row left 元/人 standing for something else, that of its basis."""
        unset = not self.row.unit or (self.row.unit == UNITS[Basis.PER_PERSON] and self.row.basis is not Basis.PER_PERSON)
        return UNITS[self.row.basis] if unset else self.row.unit

    @property
    def condition(self) -> ResettlementChoice | RelocationType | None:
        """The households a subsidy by persons is for, where its name says so (集中安置, 同步搬迁)."""
        if self.row.basis not in _PERSONS:
            return None
        word = compact(self.row.item)
        return term(ResettlementChoice, word) or term(RelocationType, word) if word else None

    @property
    def in_place_of_the_pack(self) -> bool:
        """Whether it stands in place of what the policy pack pays: the reward itself, or the subsidy of some households."""
        return self.row.basis in _PERSONS and (not self.row.item.strip() or self.condition is not None)


@dataclass(frozen=True)
class CountyRates:
    """Every rate in force, each once: of two documents that set the same rate the later."""

    rates: tuple[CountyRate, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, CountyRate]:
        """The rates by the id of their row."""
        return {rate.row.id: rate for rate in self.rates}

    @cached_property
    def _by_key(self) -> dict[tuple[str, str, str], CountyRate]:
        return {key(rate.row): rate for rate in self.rates}

    def of(self, kind: AgreementKind, *bases: StandardBasis) -> tuple[CountyRate, ...]:
        """The rates of an agreement kind on these bases (on all when none is named), in the order of their documents."""
        return tuple(r for r in self.rates if r.row.kind is kind and (not bases or r.row.basis in bases))

    def find(self, kind: AgreementKind, basis: StandardBasis, item: str = "") -> CountyRate | None:
        """The rate of an agreement kind on a basis under a name, however it is spelled."""
        return self._by_key.get((kind, basis, spelled(item)))

    def pricing(self, kind: AgreementKind, item: AppraisedItem) -> CountyRate | None:
        """The rate that prices an appraised item under an agreement kind: by its name, its structure, then its category."""
        return next((found for basis, name in _places(item) if (found := self.find(kind, basis, name))), None)

    def prices_such(self, kind: AgreementKind, item_kind: ItemKind) -> bool:
        """Whether an agreement kind has rates by which such items are paid (other land has none but by name)."""
        return item_kind is not ItemKind.LAND and bool(self.of(kind, _BASES[item_kind][0]))


def county_rates(standards: Iterable[CountyStandard], rows: Iterable[StandardRate]) -> CountyRates:
    """The rates of standards given the latest first; a rate without a price sets nothing."""
    of_standard = grouped((row for row in rows if row.price is not None), lambda row: row.standard_id)
    found: dict[tuple[str, str, str], CountyRate] = {}
    for standard in standards:
        for row in sorted(of_standard.get(standard.id, ()), key=lambda r: r.position):
            found.setdefault(key(row), CountyRate(standard, row))
    return CountyRates(tuple(found.values()))


def key(row: StandardRate) -> tuple[str, str, str]:
    """What a rate prices; a document sets each once."""
    return row.kind, row.basis, spelled(row.item)


def spelled(name: str) -> str:
    """A name however it is spelled: blanks and full-width forms do not count, 砖混结构 and 砖混房 are 砖混."""
    word = compact(name)
    structure = term(HouseStructure, word) if word and word not in _KINDS else None
    return str(structure) if structure else word


def document_of(standard: CountyStandard) -> str:
    """A county's document as it is cited: its title and its number."""
    title = standard.title.strip().removeprefix("《").removesuffix("》")
    return f"《{title}》（{standard.number.strip()}）" if standard.number.strip() else f"《{title}》"


def _places(item: AppraisedItem) -> Iterator[tuple[StandardBasis, str]]:
    """Where an item may stand in a county's table, the most particular place first; without a name where all are meant."""
    bases = _BASES[item.kind]
    yield from ((basis, item.name) for basis in bases if item.name)
    if item.kind in (ItemKind.ATTACHMENT, ItemKind.LAND):
        return
    structure = (str(item.house_structure),) if item.house_structure else ()
    ranked = (*structure, str(item.kind)) if item.kind is ItemKind.HOUSE else (str(item.kind), *structure)
    yield from ((bases[0], name) for name in (*ranked, ""))
