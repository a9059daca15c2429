"""What an agreement counts and whom it names: parties beside the head, houses and attachments as measured and recognised."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.agreement_words import ItemKind, PartyRole
from linkdesk.domain.fields import OnRemoval, Private, about, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.subject import OfSubject
from linkdesk.domain.words import HouseStructure


@dataclass(frozen=True, slots=True)
class Party(OfSubject):
    """A co-owner, agent, guardian or heir of a household, or who acts for a village collective; with the paper it rests on."""

    household_id: str | None = about("农户", refers_to="household", on_removal=OnRemoval.WITH_PARENT)
    collective_id: str | None = about("集体房屋和用地", refers_to="collective_property", on_removal=OnRemoval.WITH_PARENT)
    position: int = about("顺序", default=0)
    role: PartyRole = about("身份", default=PartyRole.CO_OWNER)
    name: str | None = about("姓名", required=True, private=Private.NAME)
    id_number: str | None = about("身份证号", private=Private.IDENTITY)
    phone: str | None = about("联系电话", private=Private.PHONE)
    relation: str | None = about("与户主关系")
    basis: str | None = about("依据", help="授权委托书、监护证明、继承公证书、任职文件等")
    paper: str | None = about("依据扫描件", attached=True, help="文件校验值")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class AppraisedItem(OfSubject):
    """A house, outbuilding, attachment or homestead as measured on site and as recognised (认定) for the agreement."""

    household_id: str | None = about("农户", refers_to="household", on_removal=OnRemoval.WITH_PARENT)
    collective_id: str | None = about("集体房屋和用地", refers_to="collective_property", on_removal=OnRemoval.WITH_PARENT)
    position: int = about("顺序", default=0)
    kind: ItemKind = about("类别", default=ItemKind.HOUSE)
    name: str | None = about("名称", help="如主房、厢房、水井、果树")
    house_structure: HouseStructure | None = about("结构")
    unit: str = about("单位", default="㎡", help="㎡、米、口、棵、座等")
    surveyed: Decimal | None = about("摸底数量", quantity=Quantity.MEASURED, decimals=2, at_least=0, at_most=1_000_000)
    measured: Decimal | None = about("实测数量", quantity=Quantity.MEASURED, decimals=2, at_least=0, at_most=1_000_000)
    recognised: Decimal | None = about("认定数量", quantity=Quantity.MEASURED, decimals=2, at_least=0, at_most=1_000_000)
    unit_price: Decimal | None = about("单价", quantity=Quantity.UNIT_PRICE, unit="元", decimals=2, at_least=0, at_most=10_000_000,
                                       help="留空按县级标准；另定单价的写明依据")
    price_basis: str | None = about("单价依据", help="评估报告、会议纪要等")
    note: str | None = about("备注")
    id: str = identity()
