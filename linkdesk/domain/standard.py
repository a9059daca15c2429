"""A county's own standards (县级标准): a document with its number, and the rates it sets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.agreement_words import StandardBasis
from linkdesk.domain.fields import OnRemoval, about, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import AgreementKind, Certainty


@dataclass(frozen=True, slots=True)
class CountyStandard:
    """A county's document that sets rates; while in force its rates stand in place of those of the policy packs."""

    authority_id: str = about("责任主体", refers_to="authority", on_removal=OnRemoval.WITH_PARENT)
    title: str = about("文件名称", default="", required=True)
    number: str = about("文号", default="", required=True)
    issued_on: date | None = about("印发日期")
    from_on: date | None = about("起始日期")
    until_on: date | None = about("终止日期")
    certainty: Certainty = about("核实状态", default=Certainty.UNVERIFIED)
    officer_name: str = about("核实人", default="")
    confirmed_on: date | None = about("核实日期")
    id: str = identity()

    @property
    def begins(self) -> date:
        """Its first day: as it says, else that of its issue; one that tells neither has always been in force."""
        return self.from_on or self.issued_on or date.min


@dataclass(frozen=True, slots=True)
class StandardRate:
    """One rate of a county's document: so many yuan a person, a household, a m² of a structure, a piece."""

    standard_id: str = about("县级标准", refers_to="county_standard", on_removal=OnRemoval.WITH_PARENT)
    position: int = about("顺序", default=0)
    kind: AgreementKind = about("协议种类", default=AgreementKind.DEMOLISH)
    basis: StandardBasis = about("计算依据", default=StandardBasis.PER_PERSON)
    item: str = about("名目", default="", help="房屋结构或附属物名称；按人口、按户的写补助名目，留空即奖补")
    unit: str = about("单位", default="元/人", help="如元/人、元/㎡、元/口")
    price: Decimal | None = about("标准", quantity=Quantity.UNIT_PRICE, unit="元", decimals=2, at_least=0, at_most=10_000_000, required=True)
    clause: str = about("条款", default="")
    id: str = identity()
