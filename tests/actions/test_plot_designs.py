"""What is written down of a plot's design: its facts, further buildings, drawings and photographs; every edit one change."""

import io
from decimal import Decimal

import pytest
from PIL import Image

from linkdesk.actions import plot_designs
from linkdesk.domain.change import Change
from linkdesk.domain.design import DesignDrawing, PlotDesign, PresentBuilding, WorkItem, plot_design_id
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import HouseStructure


@pytest.fixture
def plots(desk, project_id):
    return desk.dossier(project_id).plots


def design(desk, plot):
    return desk.store.get(PlotDesign, plot_design_id(plot.id))


def buildings(desk, plot):
    return desk.store.load(PresentBuilding, plot_id=plot.id, order="position")


def drawings(desk, plot):
    return desk.store.load(DesignDrawing, plot_id=plot.id, order="position")


def picture(folder, name, colour):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "PNG")
    (folder / name).write_bytes(out.getvalue())
    return folder / name


def test_the_design_of_a_plot_begins_with_the_first_fact_and_undo_ends_it(desk, plots):
    desk.do(plot_designs.set_field(desk, plots[0].id, "hard_area", "１，２３０.5"))
    desk.do(plot_designs.set_field(desk, plots[0].id, "layout", "沿等高线布置田块"))
    assert (design(desk, plots[0]).hard_area, design(desk, plots[0]).layout) == (Decimal("1230.5"), "沿等高线布置田块")
    desk.undo()
    desk.undo()
    assert design(desk, plots[0]) is None


@pytest.mark.parametrize(("name", "text"), [("hard_area", "很大"), ("slope_after", "91"), ("cut_volume", "-3")])
def test_nonsense_is_refused_and_nothing_begins(desk, plots, name, text):
    with pytest.raises(KnownError, match="原值未改动"):
        desk.do(plot_designs.set_field(desk, plots[0].id, name, text))
    assert design(desk, plots[0]) is None


def test_a_plot_that_is_gone_takes_nothing(desk):
    for refused in (lambda: plot_designs.set_field(desk, "不在", "hard_area", "1"), lambda: plot_designs.add_building(desk, "不在"),
                    lambda: plot_designs.paste_buildings(desk, "不在", [["学校"]], ["name"]), lambda: plot_designs.attach(desk, "不在", [])):
        with pytest.raises(KnownError, match="这个地块已被删除"):
            refused()


def test_buildings_are_added_pasted_changed_and_removed(desk, plots):
    desk.do(plot_designs.add_building(desk, plots[0].id))
    desk.do(plot_designs.paste_buildings(desk, plots[0].id, [["村小学", "砖混", "320.5"], ["", "", ""], ["库房", "砖木", "60"]],
                                         ["name", "structure", "area"]))
    assert [(b.name, b.structure, b.area) for b in buildings(desk, plots[0])] == [
        ("", None, None), ("村小学", HouseStructure.BRICK_CONCRETE, Decimal("320.5")), ("库房", HouseStructure.BRICK_TIMBER, 60)]
    first = buildings(desk, plots[0])[0]
    desk.do(plot_designs.set_building_field(desk, first, "name", "戏台"))
    desk.do(plot_designs.remove_buildings(desk, buildings(desk, plots[0])[1:]))
    assert [b.name for b in buildings(desk, plots[0])] == ["戏台"]
    with pytest.raises(KnownError, match="粘贴的第 2 行"):
        plot_designs.paste_buildings(desk, plots[0].id, [["库房", "60"], ["仓库", "六十几"]], ["name", "area"])


def test_a_surveyed_house_is_not_removed_here(desk, plots):
    with pytest.raises(KnownError, match="来自农户摸底资料"):
        plot_designs.remove_buildings(desk, [PresentBuilding(plots[0].id, name="向海牢", id="h1")])
    with pytest.raises(KnownError, match="还没有选中"):
        plot_designs.remove_buildings(desk, [])


def test_drawings_are_attached_to_a_plot_and_its_works(desk, plots, tmp_path):
    work = WorkItem(plots[0].id, name="田埂修筑")
    desk.do(Change("新增工程", after=(work,)))
    red, blue = picture(tmp_path, "现状 1.png", "red"), picture(tmp_path, "断面.png", "blue")
    desk.do(plot_designs.attach(desk, plots[0].id, [red, blue]))
    desk.do(plot_designs.attach(desk, plots[0].id, [blue], work.id))
    found = drawings(desk, plots[0])
    assert [(d.title, d.work_item_id) for d in found] == [("现状 1", None), ("断面", None), ("断面", work.id)]
    assert plot_designs.content(desk, found[0]) == red.read_bytes()
    assert plot_designs.copy_to_view(desk, found[0]).name == "现状 1.png"
    with pytest.raises(KnownError, match="内容相同"):
        plot_designs.attach(desk, plots[0].id, [red])
    desk.do(plot_designs.move_drawing(desk, found[1], -1))
    desk.do(plot_designs.set_drawing_field(desk, found[1], "title", "典型断面"))
    desk.do(plot_designs.remove_drawings(desk, [found[0]]))
    assert [d.title for d in drawings(desk, plots[0])] == ["典型断面", "断面"]


def test_a_drawing_is_given_to_a_work_of_its_own_plot_only(desk, plots, tmp_path):
    mine, other = WorkItem(plots[0].id, name="田埂修筑"), WorkItem(plots[1].id, name="排水沟")
    desk.do(Change("新增工程", after=(mine, other)))
    desk.do(plot_designs.attach(desk, plots[0].id, [picture(tmp_path, "断面.png", "blue")]))
    desk.do(plot_designs.belong(desk, drawings(desk, plots[0])[0], mine))
    assert drawings(desk, plots[0])[0].work_item_id == mine.id
    with pytest.raises(KnownError, match="不在同一个地块"):
        plot_designs.belong(desk, drawings(desk, plots[0])[0], other)
    desk.do(plot_designs.belong(desk, drawings(desk, plots[0])[0], None))
    assert drawings(desk, plots[0])[0].work_item_id is None


@pytest.mark.parametrize(("name", "content", "why"), [
    ("图.exe", b"MZ", "不是可作附件的文件"), ("空.png", b"", "空文件"), ("假.pdf", b"no", "不是可以打开的 PDF")])
def test_what_is_no_drawing_is_refused(desk, plots, tmp_path, name, content, why):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KnownError, match=why):
        plot_designs.attach(desk, plots[0].id, [tmp_path / name])
    assert drawings(desk, plots[0]) == []
