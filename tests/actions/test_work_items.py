"""Works of a plot: typed, moved, copied, removed; whatever cannot be is said in words and loses nothing."""

from decimal import Decimal

import pytest

from linkdesk.actions import plot_designs, plot_removal, price_library, unit_prices, work_items
from linkdesk.domain.change import Change
from linkdesk.domain.design import (
    DesignDrawing,
    PlotDesign,
    PresentBuilding,
    PriceComponent,
    Resource,
    SoilMove,
    UnitPrice,
    WorkItem,
)
from linkdesk.domain.design_words import Doer, WorkCategory
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import Certainty, PlotUse

LEVELLING, CLEARING = WorkCategory.LEVELLING, WorkCategory.CLEARING


@pytest.fixture
def plot(sample):
    desk, project_id = sample
    return desk.dossier(project_id).plots_of(PlotUse.OLD)[0]


@pytest.fixture
def put(sample, plot):
    """Adds a work to the plot and gives it as it stands."""
    desk, _ = sample

    def added(name="清基", **values):
        desk.do(work_items.add(desk, plot.id, values.pop("category", CLEARING), name=name, **values))
        return work_items.items(desk, plot.id)[-1] if not values else next(i for i in work_items.items(desk, plot.id) if i.name == name)
    return added


def field(desk, item, name, text):
    desk.do(work_items.set_field(desk, item, name, text))
    return desk.store.get(WorkItem, item.id)


def test_works_stand_by_category_and_move_within_it(sample, plot, put):
    desk, _ = sample
    for category, name in ((LEVELLING, "平整"), (CLEARING, "拆除"), (LEVELLING, "清基")):
        put(name, category=category)
    assert [i.name for i in work_items.items(desk, plot.id)] == ["拆除", "平整", "清基"]
    desk.do(work_items.move(desk, work_items.items(desk, plot.id)[2], -1))
    assert [i.name for i in work_items.items(desk, plot.id)] == ["拆除", "清基", "平整"]
    with pytest.raises(KnownError, match="已经是第一行"):
        work_items.move(desk, work_items.items(desk, plot.id)[0], -1)


def test_what_is_typed_is_kept_even_a_formula_that_cannot_be_reckoned(sample, put):
    desk, _ = sample
    item = field(desk, put(), "formula", "清基 ÷ 0")
    assert item.formula == "清基 ÷ 0"
    assert field(desk, item, "doer", "农户自行").doer is Doer.HOUSEHOLD
    assert field(desk, item, "category", "土壤工程").category is WorkCategory.SOIL


@pytest.mark.parametrize(("name", "text", "why"), [
    ("price", "0", "不能为 0"), ("price", "0.00", "不能为 0"), ("price", "三块", "请填数字"), ("recipe", "旱地", "套用配方"),
    ("category", "没有的工程", "没有“没有的工程”"), ("unit_price_id", "9999", "都没有定额编号“9999”")])
def test_what_cannot_be_is_refused_in_words(sample, put, name, text, why):
    desk, _ = sample
    item = put()
    with pytest.raises(KnownError, match=why):
        work_items.set_field(desk, item, name, text)
    assert desk.store.get(WorkItem, item.id) == item


def test_a_price_and_an_analysis_exclude_each_other(sample, put):
    desk, _ = sample
    item = field(desk, put(unit="m³"), "price", "12.5")
    item = field(desk, item, "unit_price_id", "LK-204")
    assert item.price is None
    assert desk.store.get(UnitPrice, item.unit_price_id).code == "LK-204"
    with pytest.raises(KnownError, match="已选用单价分析"):
        work_items.set_field(desk, item, "price", "3")
    item = field(desk, field(desk, item, "unit_price_id", ""), "price", "3")
    assert (item.unit_price_id, item.price) == (None, 3)


def test_an_analysis_gives_its_unit_and_refuses_one_of_another_kind(sample, put):
    desk, _ = sample
    item = field(desk, put(), "unit_price_id", "LK-204")
    assert item.unit == "m³"
    with pytest.raises(KnownError, match=r"单位是“㎡”.*单位是“m³”"):
        work_items.set_field(desk, item, "unit", "㎡")
    assert field(desk, item, "unit", "立方米").unit == "立方米"
    field_ = put("平整", unit="㎡")
    with pytest.raises(KnownError, match="不能计价"):
        work_items.set_field(desk, field_, "unit_price_id", "LK-204")
    desk.undo()
    assert desk.store.count(WorkItem) == 1


def test_works_are_copied_to_other_plots_once(sample, plot, put):
    desk, project_id = sample
    put("清基", formula="地块面积 × 0.2m", unit="m³"), put("平整", category=LEVELLING)
    others = [p.id for p in desk.dossier(project_id).plots_of(PlotUse.OLD) if p.id != plot.id]
    change = work_items.copy(desk, work_items.items(desk, plot.id), [*others, others[0]])
    assert len(change) == 2 * len(others)
    assert f"到 {len(others)} 个地块" in change.title
    desk.do(change)
    assert [i.formula for i in work_items.items(desk, others[0])] == ["地块面积 × 0.2m", ""]
    with pytest.raises(KnownError, match="已经有同名的"):
        work_items.copy(desk, work_items.items(desk, plot.id), others)
    put("覆土")
    assert "同名的" in work_items.copy(desk, work_items.items(desk, plot.id), others[:1]).title
    with pytest.raises(KnownError, match="还没有选中工程项目"):
        work_items.copy(desk, [], others)
    with pytest.raises(KnownError, match="还没有选中其他拆旧地块"):
        work_items.copy(desk, work_items.items(desk, plot.id), [])
    site = next(p for p in desk.dossier(project_id).plots if p.use is not PlotUse.OLD)
    with pytest.raises(KnownError, match="不是拆旧地块"):
        work_items.copy(desk, work_items.items(desk, plot.id), [site.id])


def test_a_removed_work_takes_its_drawings_along_and_comes_back_with_them(sample, plot, put):
    desk, _ = sample
    item = put()
    desk.do(Change("附图", after=(DesignDrawing(plot.id, item.id, title="断面"), DesignDrawing(plot.id, title="平面"))))
    desk.do(work_items.remove(desk, [item]))
    assert [d.title for d in desk.store.load(DesignDrawing)] == ["平面"]
    desk.undo()
    assert desk.store.count(DesignDrawing) == 2
    assert desk.store.get(WorkItem, item.id) == item
    desk.do(work_items.remove(desk, [item]))
    with pytest.raises(KnownError, match="已被删除"):
        work_items.set_field(desk, item, "name", "甲")


def test_a_plot_goes_with_its_design_and_comes_back_with_it(sample, plot, put):
    desk, project_id = sample
    other = desk.dossier(project_id).plots_of(PlotUse.OLD)[1]
    put("清基")
    desk.do(plot_designs.set_field(desk, plot.id, "hard_area", "12"))
    desk.do(plot_designs.add_building(desk, plot.id))
    desk.do(Change("土方", after=(SoilMove(project_id, from_plot_id=other.id, to_plot_id=plot.id, volume=Decimal(3)),)))
    kinds = PlotDesign, PresentBuilding, WorkItem, SoilMove
    change = plot_removal.remove(desk, [plot])
    assert "连同工程项目 1 项" in change.title
    desk.do(change)
    assert not any(desk.store.count(kind) for kind in kinds)
    desk.undo()
    assert [desk.store.count(kind) for kind in kinds] == [1, 1, 1, 1]
    assert desk.store.verify() == []


def test_reference_prices_are_taken_over_once_and_are_then_the_officers_own(sample, put):
    desk, project_id = sample
    desk.do(price_library.take_over(desk, project_id, ["LK-102"]))
    [price] = desk.store.load(UnitPrice)
    assert (price.certainty, price.basis) == (Certainty.UNVERIFIED, price_library.SOURCE)
    parts = desk.store.load(PriceComponent)
    assert {desk.store.get(Resource, p.resource_id).code for p in parts if p.resource_id} == {"LK-R01", "LK-R02", "LK-J01", "LK-J05"}
    assert [p.share for p in parts if not p.resource_id] == [5]
    worker = desk.store.load(Resource, code="LK-R02")[0]
    assert (worker.price, worker.certainty) == (Decimal("38.84"), Certainty.UNVERIFIED)
    desk.do(Change("改名", before=(price,), after=(UnitPrice(project_id, 0, "LK-102", "本县砖混拆除", "㎡", Decimal(100), id=price.id),)))
    desk.do(price_library.take_over(desk, project_id))
    prices, resources = desk.store.load(UnitPrice), desk.store.load(Resource)
    assert len(prices) == len(price_library.library().prices)
    assert "本县砖混拆除" in {p.name for p in prices}
    assert len({r.code for r in resources}) == len(resources)
    for codes, why in (((), "都已经有了"), (["LK-102"], "都已经有了"), (["没有"], "没有编号“没有”")):
        with pytest.raises(KnownError, match=why):
            price_library.take_over(desk, project_id, codes)


def test_a_unit_price_in_use_stays_and_says_where(sample, plot, put):
    desk, _ = sample
    item = field(desk, put(), "unit_price_id", "LK-204")
    with pytest.raises(KnownError, match=plot.code):
        unit_prices.remove(desk, [desk.store.get(UnitPrice, item.unit_price_id)])
