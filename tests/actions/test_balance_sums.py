"""The balance and its tables, worked out again by plain arithmetic: two schemes, paddy, several grades, then holes in the data."""

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pytest

from linkdesk.actions import checks, demo, land_uses, plots, printing, projects
from linkdesk.actions.balance import balance
from linkdesk.documents.text import as_text
from linkdesk.domain.change import Change
from linkdesk.domain.land_class import LandScheme
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.plot import LandUse, Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import PlotUse
from linkdesk.paths import SAMPLES
from tests.actions import desks

BEFORE, AFTER = LandSide
NAMES = ("land_class", "area", "grade")
D = Decimal


def half_up(value, places):
    return value.quantize(D(1).scaleb(-places), ROUND_HALF_UP)


def in_m2(hectares):
    return {name: D(area) * 10000 for name, area in hectares.items()}


@pytest.fixture
def made(tmp_path):
    """Two old plots (203 of the second survey with rows, 0702 by its fields), a settlement plot with rows, an urban plot by its fields."""
    desk, project_id = desks.empty(tmp_path / "工作区")
    village, project = desk.dossier(project_id).villages[0].id, desk.store.get(Project, project_id)

    def plot(code, use, area, hectares, **more):
        return Plot(project_id=project_id, code=code, use=use, plane_area=D(area), village_id=village, planned_period="2019年",
                    **in_m2(hectares), **more)

    split = plot("CJ-1", PlotUse.OLD, "10000.55", {}, land_class="203", land_scheme=LandScheme.SURVEY2, reclaim_class="013")
    plain = plot("CJ-2", PlotUse.OLD, "5000.49", {"reclaimed_area": ".48", "new_agricultural_area": ".48", "new_farmland_area": ".45",
                                                  "new_paddy_area": "0"}, land_class="0702", reclaim_class="0103", quality_grade=D(10))
    homes = plot("AZ-1", PlotUse.SETTLEMENT, "4000", {"housing_area": ".2", "infrastructure_area": ".1", "public_area": ".05",
                                                      "business_area": ".05", "basic_farmland_taken": "0"}, settled_persons=60)
    urban = plot("CR-1", PlotUse.NEW, "3333", {
        "agricultural_taken": ".2", "farmland_taken": ".15", "dry_taken": ".15", "paddy_taken": "0", "irrigated_taken": "0",
        "unused_taken": ".05", "new_construction_area": ".25", "basic_farmland_taken": "0"}, quality_grade=D(11))
    told = replace(project, reserve_area=D(500), quota_applied=D(7333), surplus_trade=False)
    desk.do(Change("录入", before=(project,), after=(told, split, plain, homes, urban)))
    desk.do(land_uses.paste(desk, split, AFTER, [["水田", "0.4", "9"], ["013", "0.3001", "11"], ["203", "0.3", ""]], NAMES))
    desk.do(land_uses.paste(desk, homes, BEFORE, [["0101", "0.1", "8"], ["旱地", "0.2", "12"], ["0301", "0.05", ""], ["0404", "0.05", ""]], NAMES))
    desk.do(land_uses.paste(desk, homes, AFTER, [["0702", "0.4", ""]], NAMES))
    yield desk, project_id
    desk.close()


def panel(desk, project_id):
    lines = balance(desk.dossier(project_id), desk.findings(project_id))
    return {(line.group, line.label.strip()): tuple(f and (f.value if f.value is None else D(f.text)) for f in line.figures) for line in lines}


def table(desk, project_id, number):
    """The rows of an annex by their label (second cell, else first), as numbers where they are some."""
    found = next(d for d in printing.documents(desk, project_id, "annexes") if d.title.startswith(f"附表{number} "))
    rows = [*found.sections[0].blocks[0].rows, found.sections[0].blocks[0].totals or ()]
    return {str(row[1] or row[0]): [getattr(cell, "value", cell) for cell in row] for row in rows if row}


OLD, RECLAIMED, FARMLAND = D("1.0001") + D("0.5"), D("0.7001") + D("0.48"), D("0.4") + D("0.3001") + D("0.45")
TAKEN = D("0.1") + D("0.2") + D("0.15")
GRADE_MADE = half_up((D("0.4") * 9 + D("0.3001") * 11 + D("0.45") * 10) / FARMLAND, 1)
GRADE_TAKEN = half_up((D("0.1") * 8 + D("0.2") * 12 + D("0.15") * 11) / TAKEN, 1)
BUILT_BEFORE = D("0.3333") - D("0.2") - D("0.05")  # of the urban plot: what was built on already
SURPLUS, SURPLUS_FARMLAND = RECLAIMED - D("0.4") - D("0.05") - D("0.25"), FARMLAND - TAKEN


def mu(hectares):
    return half_up(hectares * 15, 2)


def test_the_panel_of_a_mixed_project(made):
    assert [str(v) for v in (GRADE_MADE, GRADE_TAKEN, SURPLUS, SURPLUS_FARMLAND)] == ["9.9", "10.8", "0.4801", "0.7001"]
    expected = {
        ("面积", "拆旧区"): (OLD, mu(OLD)), ("面积", "安置区"): (D("0.4"), 6), ("面积", "建新区"): (D("0.3333"), mu(D("0.3333"))),
        ("面积", "拆旧－安置－建新"): (OLD - D("0.7333"), mu(OLD - D("0.7333"))),
        ("地类", "农用地"): (D("0.35") + D("0.2"), RECLAIMED), ("地类", "耕地"): (TAKEN, FARMLAND), ("地类", "水田"): (D("0.1"), D("0.4")),
        ("地类", "水浇地"): (0, 0), ("地类", "旱地"): (D("0.35"), D("0.7501")), ("地类", "8 等"): (D("0.1"), 0),
        ("地类", "9 等"): (0, D("0.4")), ("地类", "10 等"): (0, D("0.45")), ("地类", "11 等"): (D("0.15"), D("0.3001")),
        ("地类", "12 等"): (D("0.2"), 0), ("地类", "未利用地"): (D("0.1"), 0),
        ("地类", "建设用地"): (OLD + BUILT_BEFORE, D("0.3") + D("0.02") + D("0.4") + D("0.3333")),
        ("地类", "合计"): (OLD + D("0.7333"), OLD + D("0.7333")),
        ("耕地占补", "复垦新增耕地"): (FARMLAND, mu(FARMLAND)), ("耕地占补", "安置、建新占用"): (TAKEN, mu(TAKEN)),
        ("耕地占补", "新增－占用"): (FARMLAND - TAKEN, mu(FARMLAND - TAKEN)), ("耕地质量", "复垦耕地"): (None, GRADE_MADE),
        ("耕地质量", "占用耕地"): (None, GRADE_TAKEN), ("耕地质量", "提高"): (None, GRADE_TAKEN - GRADE_MADE),
        ("指标", "申请周转指标"): (D("0.7333"), 11), ("指标", "节余（建设用地）"): (SURPLUS, mu(SURPLUS)),
        ("指标", "节余（耕地）"): (SURPLUS_FARMLAND, mu(SURPLUS_FARMLAND)), ("指标", "节余指标"): (SURPLUS, mu(SURPLUS)),
        ("指标", "人均综合用地（㎡）"): (None, half_up(D(4000) / 60, 2))}
    assert panel(*made) == expected


def test_the_tables_of_a_mixed_project_say_the_same(made):
    structure, farmland, quota, surplus = (table(*made, number) for number in (6, 7, 8, 9))
    assert structure["旱地 013"][2:] == [0, D("0.2"), D("0.15"), D("0.35"), D("0.7501"), 0, 0, D("0.7501"), D("0.4001")]
    assert structure["村庄 203"][2:] == [OLD, 0, 0, OLD, D("0.32"), D("0.4"), 0, D("0.72"), D("0.72") - OLD]
    assert structure["合计"][2:] == [OLD, D("0.4"), D("0.3333"), OLD + D("0.7333")] * 2 + [0]
    assert farmland["净增耕地"][2:12] == [FARMLAND - TAKEN, D("0.3"), 0, D("0.4001"), D("-0.1"), D("0.4"), D("0.45"), D("0.1501"), D("-0.2"),
                                      GRADE_TAKEN - GRADE_MADE]
    assert quota["2019年"][2:10] == [D("0.4"), D("0.3"), D("0.25"), D("0.15"), RECLAIMED, FARMLAND, D("0.65") - RECLAIMED, TAKEN - FARMLAND]
    assert surplus["节余指标"][2:6] == [SURPLUS, RECLAIMED - D("0.35") - D("0.2"), SURPLUS_FARMLAND, D("0.3")]


def test_what_the_county_calls_the_surplus_is_called_so_everywhere(made):
    desk, project_id = made
    rate = desk.dossier(project_id).rate("surplus_basis")
    desk.do(checks.confirm(desk, rate, "耕地", "县发〔2018〕3号"))
    assert panel(*made)["指标", "节余指标"] == (SURPLUS_FARMLAND, mu(SURPLUS_FARMLAND))
    annex = next(d for d in printing.documents(desk, project_id, "annexes") if d.title.startswith("附表9 "))
    assert "按耕地口径，为 0.7001 公顷，合 10.50 亩" in "".join(map(str, annex.sections[0].blocks[0].notes))
    plan = as_text(printing.documents(desk, project_id, "plan")[0])
    assert "按耕地口径，节余指标为0.7001公顷（10.50亩）" in plan
    assert "可形成节余指标0.7001公顷（10.50亩）" in plan


@pytest.mark.parametrize(("code", "field", "lines"), [
    ("CJ-2", "new_farmland_area", {"地类", "复垦新增耕地", "新增－占用", "复垦耕地", "提高", "节余（耕地）"}),
    ("CJ-2", "land_class", {"地类"}), ("CR-1", "new_construction_area", {"节余（建设用地）", "节余指标"}),
    ("CR-1", "unused_taken", {"地类"}), ("CR-1", "quality_grade", {"占用耕地", "提高"}), ("AZ-1", "settled_persons", {"人均综合用地（㎡）"}),
    ("AZ-1", "public_area", {"人均综合用地（㎡）"})])
def test_a_hole_in_the_data_opens_what_hangs_on_it_and_nothing_else(made, code, field, lines):
    desk, project_id = made
    before = panel(desk, project_id)
    plot = next(p for p in desk.store.load(Plot) if p.code == code)
    desk.do(Change("留空", before=(plot,), after=(replace(plot, **{field: "" if field == "land_class" else None}),)))
    after = panel(desk, project_id)
    opened = {(group, label) for group, label in before if after.get((group, label), (None, None)).count(None) > before[group, label].count(None)}
    assert {group if group == "地类" else label for group, label in opened} == lines
    desk.undo()
    assert panel(desk, project_id) == before


def test_rows_are_undone_with_the_sums_that_follow_from_them(made):
    desk, project_id = made
    before = panel(desk, project_id)
    row = next(r for r in desk.store.load(LandUse) if r.area == 4000 and r.side is AFTER and r.grade)
    desk.do(land_uses.set_row_field(desk, row, "area", "0.3"))
    assert panel(desk, project_id)["耕地占补", "复垦新增耕地"][0] == FARMLAND - D("0.1")
    desk.do(land_uses.remove(desk, [row]))
    desk.undo()
    desk.undo()
    assert panel(desk, project_id) == before
    for _ in range(3):  # the three pastes of the fixture
        desk.undo()
    assert not desk.store.load(LandUse)
    assert panel(desk, project_id)["耕地占补", "复垦新增耕地"] == (None, None)


@pytest.mark.parametrize(("wanted", "boundaries"), [(demo.SAMPLE, "qingshi"), (demo.demo_plans.SECOND, "shuanghe")], ids=["A", "B"])
def test_the_zones_of_the_samples_are_the_sums_of_their_printed_plots(tmp_path, wanted, boundaries):
    desk = demo.sample_desk(tmp_path / "工作区", lambda: desks.NOON)
    desk.do(projects.new_project(desk, wanted))
    project_id = projects.find(desk, wanted.name).id
    desk.do(plots.import_plots(desk, plots.understand(SAMPLES / f"plots_{boundaries}.txt"), project_id))
    zones = {use: [] for use in PlotUse}
    for plot in desk.store.load(Plot):
        zones[plot.use].append(half_up(plot.plane_area / 10000, 4))
    told = panel(desk, project_id)
    for use, label in ((PlotUse.OLD, "拆旧区"), (PlotUse.SETTLEMENT, "安置区"), (PlotUse.NEW, "建新区")):
        assert told["面积", label] == ((sum(zones[use]), mu(sum(zones[use]))) if zones[use] else (None, None))
    desk.close()
