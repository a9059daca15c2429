"""Buildings and land of a village collective (集体房屋和用地), surveyed like the households' own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.fields import about, area, identity
from linkdesk.domain.words import CollectiveUse, HouseStructure, LeftOutReason


@dataclass(frozen=True, slots=True)
class CollectiveProperty:
    """A school, office, yard, road or other building land that belongs to a village collective; areas in m²."""

    project_id: str | None = about("项目区", refers_to="project")
    village_id: str | None = about("行政村（名录）", refers_to="village")
    plot_id: str | None = about("所在拆旧地块", refers_to="plot")
    village: str | None = about("行政村", aliases=("村", "村名", "所在村", "行政村名称"))
    group: str | None = about("村民小组", aliases=("组", "社", "自然村", "村民组", "小组"))
    name: str | None = about("名称", required=True, aliases=("设施名称", "房屋名称", "用地名称", "项目名称", "建筑物名称"))
    use: CollectiveUse | None = about("类别", aliases=("用途", "用地类别", "设施类别"))
    owner: str | None = about("权属单位", aliases=("权利人", "所有权人", "产权单位", "使用单位"))
    house_structure: HouseStructure | None = about("房屋结构", aliases=("结构", "建筑结构", "结构类型"))
    house_area: Decimal | None = area("房屋建筑面积", 100_000, aliases=("建筑面积", "房屋面积"))
    land_area: Decimal | None = area("占地面积", 1_000_000, required=True, aliases=("用地面积", "土地面积", "面积", "宗地面积"))
    reclaimable_area: Decimal | None = area("可复垦耕地面积", 1_000_000, aliases=("可复垦面积", "可复垦耕地", "拟复垦面积"))
    certificate_number: str | None = about("权属证号", aliases=("土地证号", "产权证号", "不动产权证号"))
    agreed: bool | None = about("村民会议同意", aliases=("是否同意拆旧复垦", "是否同意", "村民代表会议同意", "是否同意拆除"))
    agreed_on: date | None = about("会议日期", aliases=("村民会议日期", "同意日期"))
    surveyed_on: date | None = about("调查日期", aliases=("调查时间",))
    left_out: LeftOutReason | None = about("未列入原因", aliases=("未纳入原因",))
    left_out_evidence: str | None = about("未列入依据", aliases=("未纳入依据",))
    note: str | None = about("备注", aliases=("说明",))
    id: str = identity()
