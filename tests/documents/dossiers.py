"""A made-up project for the documents: thirteen households, six plots, a directory; nobody here exists."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache

from linkdesk import paths
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.directory import Authority, Township, Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household, Member
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import PlanSection, Project
from linkdesk.domain.survey import Problem
from linkdesk.domain.words import (
    AgreementKind,
    AuthorityKind,
    Certainty,
    HouseStructure,
    PlotUse,
    RelocationType,
    ResettlementChoice,
    Severity,
    Tenure,
)
from linkdesk.policy import values
from linkdesk.policy.check import applying
from linkdesk.policy.pack import Pack, read_pack

DAY = date(2018, 6, 20)
CITY = Authority(name="岚阳市人民政府", kind=AuthorityKind.CITY, place="岚阳市", id="city")
COUNTY = Authority(name="岚川县人民政府", place="岚川县", parent_id="city", id="county")
TOWNSHIP = Township(authority_id="county", name="青石镇", id="t")
VILLAGES = tuple(Village(township_id="t", name=name, id=id_) for id_, name in
                 (("sg", "上沟村"), ("ls", "柳树塬村"), ("hg", "后圪垛村")))
PROJECT = Project(
    name="岚川县青石镇增减挂钩项目区", responsible_id="county", township_id="t", packs=("A",), surplus_trade=False,
    extended_powers_county=False, planned_year=2018, period="2018—2021年", applied_on=date(2018, 6, 1), survey_year=2016,
    land_plan="岚川县土地利用总体规划（2006—2020年）", consolidation_plan="岚川县土地整治规划（2016—2020年）", quota_year=2018,
    quota_applied=Decimal(15000), reserve_area=Decimal("1200.00"), investment=Decimal("1860000.00"),
    compiler="岚川县国土勘测规划队", id="p")


@dataclass(frozen=True)
class _Line:
    """One line of the made-up survey."""

    village: str
    group: str
    name: str
    born: str
    persons: int | None
    poor: bool | None
    relocation: RelocationType | None
    structure: HouseStructure | None
    rooms: int | None
    house: str
    outbuilding: str
    homestead: str
    reclaimable: str
    willing: bool | None
    choice: ResettlementChoice | None


R, H, C = RelocationType, HouseStructure, ResettlementChoice
_LINES = (
    _Line("sg", "一组", "白有田", "19590323", 4, True, R.POVERTY, H.EARTH_CAVE, 3, "96.40", "12.00", "310.55", "265.20", True, C.CONCENTRATED),
    _Line("sg", "一组", "白二旺", "19631102", 2, True, R.POVERTY, H.EARTH_TIMBER, 3, "78.25", "", "286.40", "240.00", True, C.CONCENTRATED),
    _Line("sg", "一组", "郝䶮", "19700815", 5, False, R.SYNCHRONOUS, H.BRICK_TIMBER, 5, "132.60", "30.15", "402.10", "350.00", True, C.SCATTERED),
    _Line("sg", "二组", "梁桂花", "19480206", 1, True, R.POVERTY, H.EARTH_CAVE, 2, "52.00", "", "198.35", "170.00", True, C.CONCENTRATED),
    _Line("sg", "二组", "任改枝", "19551230", 3, False, R.IDLE, H.BRICK_CONCRETE, 4, "118.90", "22.40", "356.00", "", False, None),
    _Line("ls", "东沟组", "康满仓", "19660718", 6, True, R.POVERTY, H.EARTH_TIMBER, 5, "140.00", "18.60", "420.75", "380.00", True, C.CONCENTRATED),
    _Line("ls", "东沟组", "康喜顺", "19720904", 4, False, R.SYNCHRONOUS, H.BRICK_CAVE, 4, "104.35", "15.00", "300.00", "262.00", True, C.MONEY),
    _Line("ls", "西坪组", "侯生财", "19570111", None, True, R.POVERTY, H.EARTH_CAVE, 3, "88.00", "", "275.60", "230.00", True, C.CONCENTRATED),
    _Line("ls", "西坪组", "侯引弟", "19800529", 3, False, R.MINING, H.STONE_TIMBER, 3, "92.15", "10.00", "268.20", "228.00", True, C.TOWN),
    _Line("hg", "一组", "解长贵", "19530317", 2, True, R.GEOHAZARD, H.EARTH_CAVE, 2, "60.50", "", "215.45", "190.00", True, C.CONCENTRATED),
    _Line("hg", "一组", "解玉珍", "19681221", 5, True, R.GEOHAZARD, H.BRICK_TIMBER, 5, "126.80", "28.30", "388.90", "340.00", True, C.CONCENTRATED),
    _Line("hg", "二组", "牛兰福", "19751006", 4, False, R.IDLE, H.BRICK_CONCRETE, 4, "121.00", "16.75", "342.30", "300.00", None, C.RELATIVES),
    _Line("hg", "二组", "牛栓柱", "19610425", 3, True, R.POVERTY, H.EARTH_TIMBER, 3, "84.00", "9.20", "254.85", "220.00", True, C.CONCENTRATED),
)
_PLOT_OF = {"sg": "old1", "ls": "old2", "hg": "old3"}
HELD = "h08"  # 侯生财: the survey has no population


def _household(at: int, line: _Line) -> Household:
    first17 = f"149923{line.born}{at:03d}"
    return Household(
        id=f"h{at:02d}", project_id="p", village_id=line.village, plot_id=_PLOT_OF[line.village], group=line.group,
        village=next(v.name for v in VILLAGES if v.id == line.village), head_name=line.name,
        id_number=first17 + check_digit(first17), population=line.persons, registered_poor=line.poor,
        relocation_type=line.relocation, house_structure=line.structure, rooms=line.rooms, house_area=_area(line.house),
        outbuilding_area=_area(line.outbuilding), homestead_area=_area(line.homestead),
        reclaimable_area=_area(line.reclaimable), willing=line.willing, resettlement_choice=line.choice,
        bank_name="岚川县农村信用合作联社", bank_account=f"62190690329458{at:05d}", phone=f"1390000{at:04d}",
        surveyed_on=date(2018, 4, 3))


def _area(text: str) -> Decimal | None:
    return Decimal(text) if text else None


HOUSEHOLDS = tuple(_household(at, line) for at, line in enumerate(_LINES, 1))
MEMBERS = tuple(Member(household_id="h01", position=at, name=name, relation=relation, id=f"m{at}") for at, (name, relation)
                in enumerate((("白有田", "户主"), ("冯改花", "配偶"), ("白志强", "长子"), ("白小燕", "次女"))))
PROBLEMS = (Problem(household_id=HELD, sheet="摸底调查表", row=12, column="F", heading="家庭人口", field="population",
                    code="missing", severity=Severity.ERROR, message="缺少家庭人口。", id="pr1"),)


def _old(id_: str, code: str, village: str, area: str, farmland: str) -> Plot:
    return Plot(id=id_, project_id="p", code=code, name=f"{code}地块", use=PlotUse.OLD, village_id=village, group="一组",
                owner_unit=f"{next(v.name for v in VILLAGES if v.id == village)}集体", tenure=Tenure.COLLECTIVE,
                map_sheet="J49G053048", parcel_number=f"{village}-07", land_class="0702", rings_id=f"r-{id_}",
                stated_area=Decimal(area), plane_area=Decimal(area), reclaim_class="0103", reclaimed_area=Decimal(area),
                new_agricultural_area=Decimal(area), new_farmland_area=Decimal(farmland), new_paddy_area=Decimal(0),
                quality_grade=Decimal("12.0"), slope_class="Ⅱ级", planned_period="2019年")


_ROOM = {"agricultural_taken": Decimal("4200.00"), "farmland_taken": Decimal("3100.00"), "paddy_taken": Decimal(0),
         "irrigated_taken": Decimal(0), "dry_taken": Decimal("3100.00"), "unused_taken": Decimal("300.00"),
         "basic_farmland_taken": Decimal(0), "quality_grade": Decimal("12.5"), "planned_period": "2019年"}
PLOTS = (
    _old("old1", "CJ-SG-01", "sg", "6750.8168", "5900.00"), _old("old2", "CJ-LS-01", "ls", "6438.7045", "5600.00"),
    _old("old3", "CJ-HG-01", "hg", "7012.3344", "6100.00"),
    Plot(id="az", project_id="p", code="AZ-01", name="青石镇安置点", use=PlotUse.SETTLEMENT, village_id="sg",
         owner_unit="上沟村集体", tenure=Tenure.COLLECTIVE, land_class="0103", plane_area=Decimal("4500.00"), rings_id="r-az",
         new_construction_area=Decimal("4500.00"), planned_use="农村居民点", settled_households=7, settled_persons=24,
         settlement_mode="集中安置", housing_area=Decimal("2800.00"), infrastructure_area=Decimal("900.00"),
         public_area=Decimal("500.00"), business_area=Decimal("300.00"), distance=Decimal(650), **_ROOM),
    Plot(id="cr", project_id="p", code="CR-01", name="县城东区地块", use=PlotUse.NEW, owner_unit="岚川县城关镇集体",
         tenure=Tenure.COLLECTIVE, land_class="0103", plane_area=Decimal("7200.00"), rings_id="r-cr",
         new_construction_area=Decimal("7200.00"), planned_use="工业", **(_ROOM | {"quality_grade": Decimal("11.8")})),
)
SECTIONS = (PlanSection(project_id="p", key="natural_conditions", id="s1",
                        text="项目区地处黄土丘陵区，年均降水量以县气象站资料为准。\n沟壑纵横，耕地以旱地为主。"),)


@cache
def shipped() -> dict[str, Pack]:
    """The policy packs that come with the program."""
    read = (read_pack(p.read_text("utf-8"), p.name) for p in sorted(paths.POLICIES.glob("*.toml")))
    return {pack.id: pack for pack in read}


def packs_of(project: Project) -> tuple[Pack, ...]:
    """The packs that apply to a project."""
    return tuple(p for p in shipped().values() if p.id in project.packs or p.always)


def agreements_of(dossier: Dossier) -> tuple[Agreement, ...]:
    """The pair for every willing household that is not held, as the desk drafts it."""
    able = [h for h in dossier.households if h.willing and h.id not in dossier.held]
    return tuple(_agreement(dossier, h, AgreementKind(kind)) for h in able for kind in dossier.pair)


def _agreement(dossier: Dossier, household: Household, kind: AgreementKind) -> Agreement:
    name = {AgreementKind.DEMOLISH: "demolition_reward_per_person",
            AgreementKind.RECLAIM: "reclamation_reward_per_person"}.get(kind)
    rate = dossier.rate(name).value if name and dossier.rate(name) else None
    amount = None if rate is None else household.population * rate
    return Agreement(project_id="p", household_id=household.id, kind=kind, token="7K3MPQ2XW9AC", persons=household.population,
                     rate=rate, amount=amount, demolish_by=date(2018, 12, 31), reclaim_by=date(2019, 10, 31), made_on=DAY,
                     number=f"岚青协〔2018〕{household.id[1:]}号", id=f"{household.id}-{kind.name}")


def sample(*packs: str, confirmed: bool = False, project: Project = PROJECT, **changed) -> Dossier:
    """The sample dossier under the packs named (A when none); `confirmed` rates, other fields as given."""
    project = replace(project, packs=packs or project.packs)
    mine = packs_of(project)
    rates = values.resolve(mine, (), DAY)
    if confirmed:
        rates = tuple(replace(r, certainty=Certainty.CONFIRMED, document="岚川县试行办法") for r in rates)
    dossier = Dossier(
        project=project, on=DAY, authorities=(CITY, COUNTY), townships=(TOWNSHIP,), villages=VILLAGES, plots=PLOTS,
        households=HOUSEHOLDS, members=MEMBERS, problems=PROBLEMS, sections=SECTIONS, rates=rates,
        pair=values.pair(rates), words=values.words(applying_to(project, mine)), officer_name="经办员")
    dossier = replace(dossier, **changed)
    return replace(dossier, agreements=agreements_of(dossier)) if "agreements" not in changed else dossier


def applying_to(project: Project, packs: tuple[Pack, ...]) -> tuple[Pack, ...]:
    """The packs in the order the checks use: named ones first."""
    return applying(Dossier(project=project, on=DAY), packs)


def bare() -> Dossier:
    """A project of which nothing is known but its name: every document must still come out, full of gaps."""
    return Dossier(project=Project(name="空项目区", id="p"), on=DAY)
