"""Agreements with households, and the frozen record of what was printed for signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from linkdesk.domain.fields import about, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import AgreementKind, AgreementState


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement of a household's dual-signature pair (双签); persons and rate are those of its making."""

    project_id: str = about("项目区", refers_to="project")
    household_id: str = about("农户", refers_to="household")
    kind: AgreementKind = about("协议种类", default=AgreementKind.DEMOLISH)
    number: str = about("协议编号", default="", help="定稿时编号，编号不重复使用")
    token: str = about("核对码", default="", help="12 位，印在二维码里")
    state: AgreementState = about("状态", default=AgreementState.DRAFT)
    persons: int | None = about("计补人数", quantity=Quantity.COUNT, unit="人", at_least=0)
    rate: Decimal | None = about("奖补标准", quantity=Quantity.UNIT_PRICE, unit="元/人", decimals=2, at_least=0)
    amount: Decimal | None = about("奖补金额", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0)
    demolish_by: date | None = about("约定拆除期限")
    reclaim_by: date | None = about("约定复垦期限")
    made_on: date | None = about("拟订日期")
    signed_on: date | None = about("签订日期")
    paid_before: Decimal | None = about("接收前已付", quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0)
    source: str | None = about("接收依据", help="从哪份台账接收")
    void_reason: str = about("作废原因", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Sealed:
    """What was printed for signature or sent, frozen: append-only."""

    subject: str = about("对象", default="", help="如 agreement、packet")
    subject_id: str = about("对象标识", default="")
    number: str = about("编号", default="")
    version: int = about("版本", default=1)
    dossier: str = about("数据", default="{}")
    document: str = about("文稿", default="{}")
    packs: tuple[str, ...] = about("政策包", default=())
    pdf_hash: str = about("PDF 校验", default="")
    sealed_at: datetime | None = about("封存时间")
    officer_name: str = about("经办人", default="")
    id: str = identity()
