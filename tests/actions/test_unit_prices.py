"""单价分析 and 人材机价格: typed, pasted, confirmed and removed; every refusal is a sentence and changes nothing."""

from datetime import date
from decimal import Decimal

import pytest

from linkdesk.actions import resource_prices, unit_prices
from linkdesk.domain.change import Change
from linkdesk.domain.design import PriceComponent, Resource, UnitPrice, WorkItem
from linkdesk.domain.design_words import ResourceKind
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import Certainty, ChangeKind, PlotUse


@pytest.fixture
def priced(sample):
    """A desk with one unit price of one labourer, used by one work."""
    desk, project_id = sample
    labour = Resource(project_id, 0, ResourceKind.LABOUR, "R1", "甲类工", "工日", Decimal("51.04"), certainty=Certainty.CONFIRMED)
    price = UnitPrice(project_id, 0, "10001", "人工挖土", "m³", Decimal(100), certainty=Certainty.CONFIRMED)
    part = PriceComponent(price.id, labour.id, 0, ResourceKind.LABOUR, Decimal("1.5"))
    plot = desk.dossier(project_id).plots_of(PlotUse.OLD)[0]
    desk.do(Change("准备", after=(labour, price, part, WorkItem(plot.id, name="清基", unit="m³", formula="10", unit_price_id=price.id))))
    return desk, project_id, price, labour, part


def of(desk, entity, id_):
    return desk.store.get(entity, id_)


def test_a_component_takes_its_resource_by_code_or_name_and_its_kind_from_it(priced):
    desk, project_id, price, labour, _ = priced
    desk.do(resource_prices.add(desk, project_id))
    cement = next(r for r in desk.store.load(Resource) if r.id != labour.id)
    for name, text in (("name", "水泥 32.5"), ("code", "C1"), ("unit", "kg"), ("price", "0.42"), ("limit_price", "0.30")):
        desk.do(resource_prices.set_field(desk, of(desk, Resource, cement.id), name, text))
    desk.do(unit_prices.add_component(desk, price))
    part = unit_prices.components(desk, price)[-1]
    desk.do(unit_prices.set_component_field(desk, part, "resource_id", "水泥"))
    desk.do(unit_prices.set_component_field(desk, part, "quantity", "3.25"))
    now = of(desk, PriceComponent, part.id)
    assert (now.resource_id, now.kind, now.quantity) == (cement.id, ResourceKind.MATERIAL, Decimal("3.25"))
    desk.undo()
    assert of(desk, PriceComponent, part.id).quantity is None


def test_a_share_is_a_component_without_a_resource(priced):
    desk, _, price, _, _ = priced
    desk.do(unit_prices.add_component(desk, price))
    part = unit_prices.components(desk, price)[-1]
    desk.do(unit_prices.set_component_field(desk, part, "resource_id", "其他材料费"))
    desk.do(unit_prices.set_component_field(desk, part, "share", "5"))
    now = of(desk, PriceComponent, part.id)
    assert (now.resource_id, now.kind, now.share) == (None, ResourceKind.MATERIAL, Decimal(5))


@pytest.mark.parametrize(("name", "text", "why"), [
    ("resource_id", "金刚石", "人材机价格里没有“金刚石”"), ("resource_id", "长" * 100_000, "没有“长{24}…”"),
    ("quantity", "0", "填的是 0"), ("quantity", "-1", "定额量"),
    ("quantity", "许多", "请填数字"), ("share", "5", "另填占比")])
def test_what_a_component_cannot_be_is_refused(priced, name, text, why):
    desk, _, _, _, part = priced
    with pytest.raises(KnownError, match=why):
        unit_prices.set_component_field(desk, part, name, text)
    assert of(desk, PriceComponent, part.id) == part


def test_a_name_that_several_resources_hold_asks_for_the_code(priced):
    desk, project_id, _, _, part = priced
    desk.do(resource_prices.paste(desk, project_id, [["S1", "中砂"], ["S2", "粗砂"]], ["code", "name"]))
    with pytest.raises(KnownError, match="有 2 种（S1 中砂、S2 粗砂等）"):
        unit_prices.set_component_field(desk, part, "resource_id", "砂")


def test_a_used_unit_price_and_a_used_resource_say_where_they_are_used(priced):
    desk, _, price, labour, part = priced
    with pytest.raises(KnownError, match=r"地块 CJ-.* 的“清基”"):
        unit_prices.remove(desk, [price])
    with pytest.raises(KnownError, match="还在单价分析“10001 人工挖土”中使用"):
        resource_prices.remove(desk, [labour])
    desk.do(Change("删除", before=tuple(unit_prices.uses(desk, price))))
    desk.do(unit_prices.remove(desk, [price]))
    assert of(desk, PriceComponent, part.id) is None
    desk.do(resource_prices.remove(desk, [labour]))
    desk.undo()
    desk.undo()
    assert of(desk, PriceComponent, part.id) == part


@pytest.mark.parametrize("name", ["price", "limit_price"])
def test_a_price_of_nothing_is_refused_with_words(priced, name):
    desk, project_id, _, labour, _ = priced
    with pytest.raises(KnownError, match="是 0，没有改动。请填写实际价格"):
        resource_prices.set_field(desk, labour, name, "0")
    with pytest.raises(KnownError, match="是 0"):
        resource_prices.paste(desk, project_id, [["X9", "柴油", "0.00"]], ["code", "name", name])
    assert of(desk, Resource, labour.id) == labour


def test_a_price_list_brings_prices_up_to_date_and_adds_what_is_new(priced):
    desk, project_id, _, labour, _ = priced
    desk.do(resource_prices.paste(desk, project_id, [["R1", "", "63.5", "2018-03-01", "信息价"], ["D1", "柴油", "6.9", "", ""]],
                                  ["code", "name", "price", "priced_on", "source"]))
    now = of(desk, Resource, labour.id)
    assert (now.name, now.price, now.priced_on, now.source, now.certainty) == (
        "甲类工", Decimal("63.5"), date(2018, 3, 1), "信息价", Certainty.UNVERIFIED)
    assert [r.name for r in desk.store.load(Resource, code="D1")] == ["柴油"]
    with pytest.raises(KnownError, match="与现有的全部相同"):
        resource_prices.paste(desk, project_id, [["D1", "柴油", "6.9"]], ["code", "name", "price"])
    with pytest.raises(KnownError, match="第 2 行“D2 汽油”与第 1 行是同一项"):
        resource_prices.paste(desk, project_id, [["D2", "汽油"], ["D2", "汽油"]], ["code", "name"])
    with pytest.raises(KnownError, match="第 1 行没有编号"):
        resource_prices.paste(desk, project_id, [["工日", "9"]], ["unit", "price"])


def test_a_price_list_may_leave_the_codes_out(priced):
    desk, project_id, _, labour, _ = priced
    desk.do(resource_prices.paste(desk, project_id, [["甲类工", "工日", "70"]], ["name", "unit", "price"]))
    assert of(desk, Resource, labour.id).price == Decimal(70)
    assert desk.store.count(Resource) == 1


def test_prices_are_confirmed_with_their_source_and_doubtful_again_when_changed(priced):
    desk, _, price, labour, part = priced
    desk.do(resource_prices.set_field(desk, labour, "price", "52"))
    labour = of(desk, Resource, labour.id)
    assert labour.certainty is Certainty.UNVERIFIED
    with pytest.raises(KnownError, match="请填写价格来源"):
        resource_prices.confirm(desk, [labour], " ")
    change = resource_prices.confirm(desk, [labour], "2018 年第 3 期信息价")
    assert change.kind is ChangeKind.CONFIRM
    desk.do(change)
    assert (of(desk, Resource, labour.id).source, of(desk, Resource, labour.id).certainty) == ("2018 年第 3 期信息价", Certainty.CONFIRMED)
    with pytest.raises(KnownError, match="只能用“核实”"):
        resource_prices.set_field(desk, labour, "certainty", "已核实")
    desk.do(unit_prices.set_component_field(desk, part, "quantity", "2"))
    assert of(desk, UnitPrice, price.id).certainty is Certainty.UNVERIFIED
    with pytest.raises(KnownError, match="请填写定额的依据"):
        unit_prices.confirm(desk, price, "")
    desk.do(unit_prices.confirm(desk, price, "预算定额 10001"))
    assert of(desk, UnitPrice, price.id).certainty is Certainty.CONFIRMED


def test_a_price_without_value_or_parts_cannot_be_confirmed(priced):
    desk, project_id, _, _, _ = priced
    desk.do(resource_prices.add(desk, project_id, ResourceKind.MACHINE))
    with pytest.raises(KnownError, match="还没有预算价"):
        resource_prices.confirm(desk, [desk.store.load(Resource)[-1]], "询价单")
    desk.do(unit_prices.add(desk, project_id))
    with pytest.raises(KnownError, match="还没有人工、材料和机械"):
        unit_prices.confirm(desk, desk.store.load(UnitPrice)[-1], "定额")


def test_a_code_stands_for_one_row(priced):
    desk, project_id, price, _, _ = priced
    desk.do(unit_prices.paste(desk, project_id, [["10002", "机械挖土", "m³"]], ["code", "name", "unit"]))
    other = desk.store.load(UnitPrice, code="10002")[0]
    with pytest.raises(KnownError, match="定额编号“10001”已有"):
        unit_prices.set_price_field(desk, other, "code", "10001")
    with pytest.raises(KnownError, match="定额单位数量是 0"):
        unit_prices.set_price_field(desk, price, "base", "0")
    desk.do(resource_prices.add(desk, project_id))
    with pytest.raises(KnownError, match="编号“R1”已有一项"):
        resource_prices.set_field(desk, desk.store.load(Resource)[-1], "code", "R1")


def test_the_kind_of_a_resource_goes_with_its_components(priced):
    desk, _, _, labour, part = priced
    desk.do(resource_prices.set_field(desk, labour, "kind", "施工机械"))
    assert of(desk, PriceComponent, part.id).kind is ResourceKind.MACHINE
