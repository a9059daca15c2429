"""Households (农户) as surveyed, and their members. Surveyed fields may be None: a row is kept whatever it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from linkdesk.domain.fields import OnRemoval, Private, about, area, fields_of, identity
from linkdesk.domain.quantities import Quantity
from linkdesk.domain.words import (
    HouseholdEventKind,
    HouseStructure,
    LeftOutReason,
    RelocationType,
    ResettlementChoice,
    Sex,
    WillKind,
)


@dataclass(frozen=True, slots=True)
class Household:
    """A household whose old house stands in the demolition area; areas in m²."""

    project_id: str | None = about("项目区", refers_to="project")
    village_id: str | None = about("行政村（名录）", refers_to="village")
    plot_id: str | None = about("所在拆旧地块", refers_to="plot")
    code: str | None = about("户编号", aliases=("户号", "农户编号", "户编码", "农户编码", "档案编号", "农户代码", "户代码"))
    village: str | None = about(
        "行政村", aliases=("村", "村名", "所在村", "村委会", "行政村名称", "村（居）", "所在行政村", "村(社区)", "村/社区", "行政村(社区)",
                           "村庄", "村庄名称", "村居", "村居名称", "行政村名", "村社区名称", "所属村", "所属行政村"))
    group: str | None = about(
        "村民小组", aliases=("组", "社", "自然村", "自然村(组)", "村民组", "小组", "组别", "村组", "村小组", "所在组", "居民小组",
                             "自然村名", "自然村组", "组社", "村民小组名称", "社组", "所在小组", "所属小组",
                             "乡镇村组", "乡村组", "村组名称", "所在村组", "所属村组", "行政村组"))
    hamlet: str | None = about("所在自然村", help="表中另有村民小组一列时用", aliases=("自然村名称", "所属自然村"))
    head_name: str | None = about(
        "户主姓名", required=True, private=Private.NAME,
        aliases=("户主", "姓名", "被搬迁人", "农户姓名", "户主名称", "户主名", "权利人", "权利人姓名", "使用权人", "宅基地使用权人",
                 "土地使用权人", "农户户主", "农户户主姓名", "房主", "房主姓名", "房屋所有权人", "产权人", "产权人姓名", "被拆迁人",
                 "拆迁户姓名", "搬迁户户主姓名", "搬迁户主"))
    id_number: str | None = about(
        "身份证号", required=True, private=Private.IDENTITY,
        aliases=("身份证号码", "户主身份证号", "户主身份证号码", "公民身份号码", "身份证", "证件号码", "户主身份证", "公民身份证号码",
                 "居民身份证号码", "身份证件号码", "户主公民身份号码", "公民身份证", "户主公民身份证号码", "居民身份证号", "居民身份证",
                 "身份证件号", "户主身份证件号码", "户主证件号码", "证件号", "权利人身份证号", "权利人证件号码", "身份号码"))
    sex: Sex | None = about("户主性别", aliases=("性别",))
    population: int | None = about(
        "家庭人口", quantity=Quantity.COUNT, unit="人", at_least=1, at_most=30,
        aliases=("人口", "家庭人口数", "人口数", "户籍人数", "搬迁人数", "家庭人数", "户籍人口", "家庭成员数", "家庭总人口", "总人口",
                 "在册人口", "户籍人口数", "家庭总人数", "户内人口", "家庭成员人数", "户人口", "在籍人口", "家庭人口总数", "现有人口",
                 "应搬迁人口", "搬迁人口"))
    registered_poor: bool | None = about(
        "建档立卡户", aliases=("是否建档立卡户", "建档立卡", "贫困户", "是否贫困户", "是否建档立卡", "脱贫户", "建档立卡贫困户",
                               "是否建档立卡贫困户", "是否为建档立卡户", "是否为贫困户", "建档立卡情况", "是否脱贫户", "建卡贫困户",
                               "是否建卡贫困户", "是否建档立卡人口", "是否系建档立卡户"))
    relocation_type: RelocationType | None = about("搬迁类型", aliases=("搬迁类别", "是否易地搬迁", "搬迁性质", "搬迁种类", "农户搬迁类型"))
    house_structure: HouseStructure | None = about(
        "房屋结构", aliases=("结构", "住房结构", "主房结构", "房屋情况/结构", "房屋结构类型", "结构类型", "建筑结构", "住宅结构",
                             "房屋建筑结构", "住房结构类型", "房屋主体结构", "主体结构", "主要结构"))
    rooms: int | None = about(
        "间数", quantity=Quantity.COUNT, unit="间", at_least=0, at_most=100,
        aliases=("房屋间数", "住房间数", "房间数", "主房间数", "住宅间数", "房屋总间数"))
    floors: int | None = about(
        "层数", quantity=Quantity.COUNT, unit="层", at_least=0, at_most=30, aliases=("房屋层数", "住房层数", "楼层数", "建筑层数"))
    built_year: int | None = about(
        "建成年份", at_least=1800, at_most=2100,
        aliases=("建房年份", "建造年份", "建成时间", "建设年份", "建房时间", "建造时间", "修建年份", "修建时间", "房屋建成年份",
                 "始建年份"))
    house_demolished: bool | None = about(
        "旧房已拆除",
        aliases=("是否已拆除", "房屋是否已拆除", "旧房是否拆除", "是否拆除", "已拆除", "旧房是否已拆除", "是否已拆"))
    house_area: Decimal | None = area(
        "房屋建筑面积", 2000, aliases=("建筑面积", "住房面积", "房屋面积", "主房面积", "住房建筑面积", "房屋总面积", "住宅面积",
                                       "主房建筑面积", "现有住房面积", "住宅建筑面积", "房屋总建筑面积", "总建筑面积", "旧房建筑面积",
                                       "旧房面积", "原住房面积", "原房屋建筑面积", "认定建筑面积", "实测建筑面积", "房屋实测面积",
                                       "正房面积"))
    outbuilding_area: Decimal | None = area(
        "附属房面积", 2000, aliases=("附属房", "附属用房", "附属房屋面积", "附属用房面积", "辅房", "附房面积", "辅房面积", "附房",
                                     "附属房建筑面积", "附属用房建筑面积", "附属房屋", "附属房屋建筑面积", "附属设施面积", "附属建筑面积"))
    homestead_area: Decimal | None = area(
        "宅基地面积", 10000, required=True,
        aliases=("宅基地情况/面积", "宅基地", "占地面积", "宅基地占地面积", "宅基地实测面积", "宅基地总面积", "宅基地使用面积",
                 "宅基地用地面积", "宅基地占地", "宅基地确权面积", "宅基地实际面积", "实测宅基地面积", "原宅基地面积", "旧宅基地面积",
                 "占地总面积", "现有宅基地面积", "庄基面积", "宅基面积"))
    reclaimable_area: Decimal | None = area(
        "可复垦耕地面积", 10000, aliases=("可复垦耕地", "可复垦面积", "复垦面积", "拟复垦面积", "可复垦为耕地面积", "拟复垦耕地面积",
                                          "预计复垦面积", "可复垦土地面积", "可复垦宅基地面积", "复垦耕地面积", "可复耕面积", "复耕面积",
                                          "可还耕面积", "可复垦为耕地", "可复垦耕地数量"))
    willing: bool | None = about(
        "愿意拆旧复垦", aliases=("是否愿意拆旧复垦", "是否同意拆旧复垦", "是否自愿拆旧复垦", "拆旧复垦意愿", "是否参加拆旧复垦",
                                 "是否愿意拆除复垦", "是否同意拆除复垦", "拆除复垦意愿", "是否同意拆旧并复垦",
                                 "是否同意参加拆旧复垦", "是否愿意参加拆旧复垦"))
    demolition_will: bool | None = about(
        "愿意拆旧", aliases=("是否同意拆旧", "拆旧意愿", "拆迁意愿", "是否愿意拆旧", "是否同意拆除旧房", "是否愿意拆除旧房",
                             "是否同意拆除", "同意拆旧", "是否愿意拆除", "旧房拆除意愿", "拆除意愿", "是否同意拆迁", "是否愿意拆迁",
                             "是否自愿拆旧", "是否同意拆旧房", "是否愿意拆旧房"))
    demolition_will_on: date | None = about("拆旧意愿日期", aliases=("拆旧意愿签字日期",))
    demolition_will_form: str | None = about("拆旧意愿书", attached=True, help="签字意愿书扫描件的校验值")
    reclamation_will: bool | None = about(
        "愿意复垦", aliases=("是否同意复垦", "复垦意愿", "是否愿意复垦", "是否同意宅基地复垦", "是否愿意宅基地复垦", "同意复垦",
                             "是否自愿复垦", "宅基地复垦意愿", "是否同意复垦宅基地"))
    reclamation_will_on: date | None = about("复垦意愿日期", aliases=("复垦意愿签字日期",))
    reclamation_will_form: str | None = about("复垦意愿书", attached=True, help="签字意愿书扫描件的校验值")
    resettlement_will: bool | None = about(
        "愿意安置", aliases=("是否同意搬迁", "搬迁意愿", "是否愿意搬迁", "是否同意安置", "是否愿意安置", "是否同意搬迁安置", "同意安置",
                             "同意搬迁", "搬迁安置意愿", "是否自愿搬迁"))
    resettlement_will_on: date | None = about("安置意愿日期", aliases=("安置意愿签字日期", "搬迁意愿签字日期"))
    resettlement_will_form: str | None = about("安置意愿书", attached=True, help="签字意愿书扫描件的校验值")
    resettlement_choice: ResettlementChoice | None = about(
        "安置方式", aliases=("安置意愿", "安置选择", "选择安置方式", "安置去向", "安置意向", "拟安置方式", "搬迁去向", "意向安置方式",
                             "选择的安置方式", "安置方式选择", "搬迁安置方式", "安置类型"))
    bank_name: str | None = about(
        "开户银行",
        aliases=("开户行", "银行", "开户行名称", "一卡通/开户银行", "开户银行名称", "银行名称", "开户机构", "开户行全称", "一卡通开户行",
                 "发卡银行", "开户信用社"))
    bank_account: str | None = about(
        "银行账号", private=Private.ACCOUNT,
        aliases=("账号", "银行账户", "银行卡号", "一卡通账号", "一折通账号", "卡号", "一卡通/账号", "一卡通", "银行账号(一卡通)",
                 "一折(卡)通账号", "一卡(折)通账号", "一折通", "银行卡账号", "一卡通卡号", "银行帐号", "帐号", "银行帐户", "社保卡号",
                 "惠农一卡通账号", "惠农一卡通", "收款账号", "银行卡", "存折账号", "开户账号", "银行卡(折)号", "一卡通号"))
    account_holder: str | None = about(
        "开户人", private=Private.NAME,
        aliases=("开户人姓名", "户名", "账户名", "持卡人", "开户名", "开户姓名", "账户姓名", "账号户名", "持卡人姓名", "存折户名"))
    phone: str | None = about(
        "联系电话", private=Private.PHONE,
        aliases=("联系方式", "电话", "手机", "手机号", "手机号码", "户主电话", "电话号码", "联系电话号码", "户主联系电话", "移动电话",
                 "户主手机", "户主手机号", "户主手机号码", "户主联系方式", "本人电话", "农户电话", "农户联系电话"))
    surveyed_on: date | None = about(
        "调查日期", aliases=("调查时间", "填表日期", "登记日期", "登记时间", "入户日期", "摸底日期", "采集日期", "摸底时间", "入户时间",
                             "采集时间", "入户调查日期", "入户调查时间", "摸底调查日期", "摸底调查时间", "填表时间", "填报日期"))
    address: str | None = about(
        "房屋坐落",
        aliases=("住址", "家庭住址", "详细地址", "小地名", "房屋地址", "房屋坐落位置", "现住址", "坐落", "房屋座落", "座落", "宅基地坐落",
                 "宅基地座落", "房屋位置", "宅基地位置", "地址", "房屋所在地", "居住地址"))
    certificate_number: str | None = about(
        "权属证号",
        aliases=("土地证号", "宅基地证号", "宅基地使用证号", "不动产权证号", "产权证号", "权证号", "权证编号", "权属证书号",
                 "不动产权证书号", "不动产证号", "土地使用证号", "集体土地使用证号", "宅基地使用权证号", "房产证号", "土地证编号",
                 "土地使用权证号"))
    boundaries: str | None = about("四至", aliases=("四至界线", "宅基地四至", "四至范围", "四至界限", "宗地四至"))
    plot_code: str | None = about(
        "拆旧地块编号", help="调查表里写的地块编号", aliases=("地块编号", "地块号", "所在地块", "所在地块编号", "所属地块", "所属地块编号",
                                                             "拆旧地块", "拆旧地块号", "所在拆旧地块编号"))
    homestead_x: Decimal | None = about(
        "宅基地X坐标", quantity=Quantity.LENGTH, unit="m", decimals=3, at_least=100_000, at_most=46_000_000,
        help="北，7 位",
        aliases=("X坐标", "坐标X", "纵坐标", "北坐标", "宅基地坐标X", "X坐标(北)", "房屋X坐标", "中心点X坐标", "房屋坐标X"))
    homestead_y: Decimal | None = about(
        "宅基地Y坐标", quantity=Quantity.LENGTH, unit="m", decimals=3, at_least=100_000, at_most=46_000_000, help="东，带号在前的 8 位",
        aliases=("Y坐标", "坐标Y", "横坐标", "东坐标", "宅基地坐标Y", "Y坐标(东)", "房屋Y坐标", "中心点Y坐标", "房屋坐标Y"))
    resettlement_site: str | None = about(
        "安置地点",
        aliases=("安置点", "集中安置点", "集中安置点名称", "安置点名称", "拟安置地点", "安置小区", "安置社区", "集中安置地点"))
    left_out: LeftOutReason | None = about(
        "未列入原因", help="摸底后不列入项目区的，写明原因和依据", aliases=("未纳入原因", "不纳入原因", "不列入原因"))
    left_out_evidence: str | None = about("未列入依据", aliases=("未纳入依据", "不纳入依据"))
    account_basis: str | None = about("账户依据", help="户名不是户主的，写明授权委托书等依据")
    account_paper: str | None = about("账户依据扫描件", attached=True, help="文件校验值")
    note: str | None = about("备注", aliases=("说明", "备注说明", "其他说明"))
    as_typed: tuple[tuple[str, str], ...] = about("原填写", default=(), help="以亩、公顷等填写的原文，与折算的平方米并存")
    id: str = identity()


def lacking(household: Household) -> tuple[str, ...]:
    """The labels of the fields a household may not be without and has not filled in."""
    return tuple(f.label for f in fields_of(Household).values() if f.required and getattr(household, f.name) in (None, ""))


def will(household: Household, kind: WillKind) -> bool | None:
    """What a household answered to one of the three questions; where demolition or reclamation was not asked apart, to the joint one."""
    own = getattr(household, WILL_FIELDS[kind])
    return household.willing if own is None and kind is not WillKind.RESETTLEMENT else own


def consents(household: Household) -> bool | None:
    """Whether a household agrees to demolition and reclamation both; None while one is not answered and none refused."""
    answers = will(household, WillKind.DEMOLITION), will(household, WillKind.RECLAMATION)
    return False if False in answers else None if None in answers else True


WILL_FIELDS = {WillKind.DEMOLITION: "demolition_will", WillKind.RECLAMATION: "reclamation_will",
               WillKind.RESETTLEMENT: "resettlement_will"}


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a household, the head included when the survey lists the head."""

    household_id: str = about("农户", refers_to="household", on_removal=OnRemoval.WITH_PARENT)
    position: int = about("顺序", default=0)
    name: str | None = about(
        "姓名", private=Private.NAME,
        aliases=("成员姓名", "家庭成员", "家庭成员姓名", "家庭人员姓名", "成员名称", "家庭成员名单"))
    relation: str | None = about(
        "与户主关系",
        aliases=("关系", "与户主的关系", "与户主关系(称谓)", "称谓", "家庭关系", "成员关系", "与户主之关系", "和户主关系", "与户主",
                 "家庭成员关系", "成员与户主关系"))
    id_number: str | None = about(
        "身份证号", private=Private.IDENTITY,
        aliases=("身份证号码", "公民身份号码", "成员身份证号", "成员身份证号码", "家庭成员身份证号", "家庭成员身份证号码",
                 "成员公民身份号码", "成员证件号码", "公民身份证号码", "居民身份证号码", "身份证"))
    sex: Sex | None = about("性别", aliases=("成员性别",))
    ethnicity: str | None = about("民族", aliases=("成员民族",))
    education: str | None = about("文化程度", aliases=("学历", "受教育程度", "文化水平"))
    left_on: date | None = about("离户日期", help="死亡、婚出、迁出、分户之日；留空为在户")
    left_why: HouseholdEventKind | None = about("离户原因")
    id: str = identity()

    @property
    def present(self) -> bool:
        """Whether this person still belongs to the household."""
        return self.left_on is None and self.left_why is None


@dataclass(frozen=True, slots=True)
class House:
    """One of several houses of a household, each surveyed in a row of its own; the household's own areas are their sums."""

    household_id: str = about("农户", refers_to="household", on_removal=OnRemoval.WITH_PARENT)
    position: int = about("顺序", default=0)
    house_structure: HouseStructure | None = about("房屋结构")
    rooms: int | None = about("间数", quantity=Quantity.COUNT, unit="间", at_least=0, at_most=100)
    floors: int | None = about("层数", quantity=Quantity.COUNT, unit="层", at_least=0, at_most=30)
    built_year: int | None = about("建成年份", at_least=1800, at_most=2100)
    house_demolished: bool | None = about("旧房已拆除")
    house_area: Decimal | None = area("房屋建筑面积", 2000)
    outbuilding_area: Decimal | None = area("附属房面积", 2000)
    homestead_area: Decimal | None = area("宅基地面积", 10000)
    reclaimable_area: Decimal | None = area("可复垦耕地面积", 10000)
    certificate_number: str | None = about("权属证号")
    boundaries: str | None = about("四至")
    address: str | None = about("房屋坐落")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class HouseholdEvent:
    """What happened to a household after the survey, on what evidence; the household as it stands follows from it."""

    household_id: str = about("农户", refers_to="household", on_removal=OnRemoval.WITH_PARENT)
    kind: HouseholdEventKind = about("变动", default=HouseholdEventKind.SPLIT)
    happened_on: date | None = about("变动日期", required=True)
    person: str | None = about("变动人员", private=Private.NAME)
    other_id: str | None = about("涉及的另一户", refers_to="household")
    population_before: int | None = about("变动前人口", quantity=Quantity.COUNT, unit="人", at_least=0)
    population_after: int | None = about("变动后人口", quantity=Quantity.COUNT, unit="人", at_least=0)
    basis: str | None = about("依据", required=True, help="户口簿、证明、村委会说明等")
    officer_name: str = about("登记人", default="")
    id: str = identity()
