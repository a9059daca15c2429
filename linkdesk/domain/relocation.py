"""The poverty office's list of households to be relocated (易地搬迁名单), kept as received and reconciled with the survey."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from linkdesk.domain.fields import OnRemoval, Private, about, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import RelocationType, ResettlementChoice


@dataclass(frozen=True, slots=True)
class RelocationList:
    """One list as received; a later one of the same office stands beside it."""

    title: str = about("名单名称", default="", required=True)
    office: str = about("提供单位", default="")
    listed_on: date | None = about("名单日期")
    file_name: str = about("文件名", default="")
    file_hash: str = about("文件校验", default="", help="SHA-256")
    imported_at: datetime | None = about("导入时间")
    officer_name: str = about("导入人", default="")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class RelocationEntry:
    """A household of the list; `settled_how` is an officer's explanation of a difference."""

    list_id: str = about("名单", refers_to="relocation_list", on_removal=OnRemoval.WITH_PARENT)
    row: int = about("行", default=0)
    village: str | None = about("行政村")
    group: str | None = about("村民小组")
    head_name: str | None = about("户主姓名", private=Private.NAME)
    id_number: str | None = about("身份证号", private=Private.IDENTITY)
    population: int | None = about("家庭人口", quantity=Quantity.COUNT, unit="人", at_least=0)
    registered_poor: bool | None = about("建档立卡户")
    relocation_type: RelocationType | None = about("搬迁类型")
    resettlement_choice: ResettlementChoice | None = about("安置方式")
    resettlement_site: str | None = about("安置地点")
    problem: str | None = about("读取问题", help="名单上读不出的内容，如身份证号校验位不符")
    settled_how: str | None = about("核对说明")
    settled_by: str | None = about("核对人")
    settled_at: datetime | None = about("核对时间")
    id: str = identity()
