"""Rows of lists that are read and not stored: the ledger of agreements signed on paper before this desk began."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.fields import Private, about
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import AgreementKind, RelocationType

_PAPERS = {AgreementKind.DEMOLISH: ("旧房拆除协议", "拆除协议", "拆旧协议", "房屋拆除协议", "旧房拆除"),
           AgreementKind.RECLAIM: ("宅基地复垦协议", "复垦协议", "土地复垦协议", "宅基地复垦"),
           AgreementKind.RESETTLE: ("搬迁安置协议", "安置协议", "搬迁协议")}
_NUMBER = "协议号", "协议编号", "编号", "号"
_SIGNED = "签订日期", "协议日期", "日期", "签订时间", "时间", "签约日期", "协议签订日期"


def _of_paper(kind: AgreementKind, words: tuple[str, ...]) -> tuple[str, ...]:
    """旧房拆除协议编号, 拆除协议号, 拆除协议/编号…: a paper's name with each word, in one heading or in two rows."""
    return tuple(dict.fromkeys(f"{paper}{sign}{word}" for paper in _PAPERS[kind] for sign in ("", "/") for word in words
                               if not (paper.endswith("协议") and word.startswith("协议") and not sign)))


def _money(label: str, *aliases: str):
    return about(label, quantity=Quantity.MONEY, unit="元", decimals=2, at_least=0, aliases=aliases)


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One household of a 双签协议台账: whose papers, their numbers and dates, terms, and what was paid already."""

    township: str | None = about("乡镇", aliases=("乡（镇）", "乡镇名称", "所属乡镇"))
    village: str | None = about("行政村")
    group: str | None = about("村民小组")
    head_name: str | None = about("户主姓名", required=True, private=Private.NAME)
    id_number: str | None = about("身份证号", private=Private.IDENTITY)
    population: int | None = about("家庭人口", quantity=Quantity.COUNT, unit="人", at_least=0, at_most=30)
    relocation_type: RelocationType | None = about("搬迁类型")
    persons: int | None = about("计补人数", quantity=Quantity.COUNT, unit="人", at_least=0, at_most=30,
                                aliases=("计奖人数", "奖补人数", "享受奖补人数", "签约人数", "协议人数", "补助人数"))
    number: str | None = about("协议编号", aliases=("协议号", "双签协议编号", "双签协议号", "协议书编号", "合同编号"))
    signed_on: date | None = about("签订日期", aliases=("协议签订日期", "双签日期", "签约日期", "签订时间", "签约时间", "协议日期", "双签时间"))
    demolish_number: str | None = about("旧房拆除协议编号", aliases=_of_paper(AgreementKind.DEMOLISH, _NUMBER))
    demolish_on: date | None = about("旧房拆除协议日期", aliases=_of_paper(AgreementKind.DEMOLISH, _SIGNED))
    reclaim_number: str | None = about("宅基地复垦协议编号", aliases=_of_paper(AgreementKind.RECLAIM, _NUMBER))
    reclaim_on: date | None = about("宅基地复垦协议日期", aliases=_of_paper(AgreementKind.RECLAIM, _SIGNED))
    resettle_number: str | None = about("搬迁安置协议编号", aliases=_of_paper(AgreementKind.RESETTLE, _NUMBER))
    resettle_on: date | None = about("搬迁安置协议日期", aliases=_of_paper(AgreementKind.RESETTLE, _SIGNED))
    demolish_by: date | None = about("约定拆除期限", aliases=("拆除期限", "拆除时限", "约定拆除日期", "约定拆除时间", "拆除截止日期", "旧房拆除期限"))
    reclaim_by: date | None = about("约定复垦期限", aliases=("复垦期限", "复垦时限", "约定复垦日期", "约定复垦时间", "复垦截止日期",
                                                                "宅基地复垦期限"))
    state: str | None = about("状态", aliases=("协议状态", "签订状态", "目前状态", "签订情况", "进度"))
    demolish_amount: Decimal | None = _money("应付拆除奖", "应付拆除奖补", "拆除奖补金额", "旧房拆除奖补", "拆除奖励金额", "拆除奖补")
    reclaim_amount: Decimal | None = _money("应付复垦奖", "应付复垦奖补", "复垦奖补金额", "宅基地复垦奖补", "复垦奖励金额", "复垦奖补")
    paid: Decimal | None = _money("已付金额", "已付", "已兑付金额", "已付奖补", "已付款", "已发放金额", "已兑现金额", "已拨付金额",
                                  "累计已付", "已付合计", "已发")
    demolish_paid: Decimal | None = _money("已付拆除奖", "已付拆除奖补", "拆除奖已付", "拆除奖补已付", "已兑付拆除奖补")
    reclaim_paid: Decimal | None = _money("已付复垦奖", "已付复垦奖补", "复垦奖已付", "复垦奖补已付", "已兑付复垦奖补")
    note: str | None = about("备注", aliases=("说明",))
