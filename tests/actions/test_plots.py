"""Plots of a project: taken in from any file, renewed by a further survey, written out and read again."""

import json
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest

from linkdesk import paths
from linkdesk.__main__ import main
from linkdesk.actions import plots
from linkdesk.actions.demo import PLOTS
from linkdesk.domain.change import Change
from linkdesk.domain.errors import Cancelled, KnownError
from linkdesk.domain.plot import Plot, PlotRings, PlotSource
from tests.actions import desks
from tests.geometry.exchange_files import TEXT
from tests.geometry.shape_files import drawing, geojson, saved, shape_file, table

SAMPLE = paths.SAMPLES / PLOTS


@pytest.fixture
def desk(tmp_path):
    made, project_id = desks.empty(tmp_path / "工作区")
    yield made, project_id
    made.close()


def stored(desk):
    return {p.code: p for p in desk.store.load(Plot)}


def workbook(folder, rows, *merges):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    book.save(folder / "界址点.xlsx")
    return folder / "界址点.xlsx"


@pytest.mark.parametrize("made", [
    lambda folder: shape_file(folder), lambda folder: saved(folder, geojson()), lambda folder: drawing(folder),
    lambda folder: workbook(folder, table()), lambda folder: workbook(folder, [[line] for line in TEXT.splitlines()]),
])
def test_any_form_is_taken_in(made, desk, tmp_path):
    desk, project_id = desk
    desk.do(plots.import_plots(desk, plots.understand(made(tmp_path)), project_id))
    found = stored(desk)
    assert {code: p.plane_area for code, p in found.items()} == {"CJ-001": Decimal("8802.0092"), "CJ-002": Decimal("4530.0000")}
    desk.undo()
    assert not stored(desk)


def test_cells_merged_downwards_count_for_each_row(tmp_path):
    merges = [f"{column}{top}:{column}{end}" for column in "ABCDE" for top, end in ((2, 10), (11, 14))]
    file = plots.understand(workbook(tmp_path, table(), *merges))
    assert [(p.code, len(p.rings), p.valid) for p in file.plots] == [("CJ-001", 2, True), ("CJ-002", 1, True)]


def test_a_further_survey_gives_a_plot_its_new_boundary_and_leaves_the_rest(desk, tmp_path):
    desk, project_id = desk
    path = tmp_path / "第一次.txt"
    path.write_text(TEXT, "gbk")
    desk.do(plots.import_plots(desk, plots.understand(path), project_id))
    old = stored(desk)["CJ-002"]
    entered = replace(old, note="已复核", owner_unit="某村集体")
    desk.do(Change("修改地块", before=(old,), after=(entered,)))
    again = tmp_path / "第二次.txt"
    again.write_text(TEXT.replace("36462575.500", "36462580.000").replace("0.4530", "0.4800").replace("CJ-001", "CJ-003"), "gbk")
    read = plots.understand(again)
    with pytest.raises(KnownError, match="CJ-002"):
        plots.import_plots(desk, read, project_id)
    desk.do(plots.import_plots(desk, read, project_id, plots.REPLACE))
    found = stored(desk)
    assert sorted(found) == ["CJ-001", "CJ-002", "CJ-003"]
    new = found["CJ-002"]
    assert (new.id, new.note, new.owner_unit) == (old.id, "已复核", "某村集体")
    assert (new.stated_area, new.plane_area) == (Decimal("4800.0000"), Decimal("4800.0000"))
    assert new.rings_id != old.rings_id
    source, = desk.store.load(PlotSource, plot_id=new.id)
    assert source.file_name == "第二次.txt"
    desk.undo()
    assert stored(desk)["CJ-002"] == entered
    assert [s.file_name for s in desk.store.load(PlotSource, plot_id=new.id)] == ["第一次.txt"]


def test_another_zone_than_the_project(desk, tmp_path):
    desk, project_id = desk
    desk.do(plots.import_plots(desk, plots.understand(SAMPLE), project_id))
    path = tmp_path / "别的带.txt"
    path.write_text(TEXT, "gbk")
    with pytest.raises(KnownError, match=r"36带.*37带"):
        plots.import_plots(desk, plots.understand(path), project_id)


@pytest.mark.parametrize("named", ["1980西安坐标系", "54北京坐标系", "WGS-84", "某县独立坐标系"])
def test_another_datum_is_not_taken_in(named, desk, tmp_path):
    desk, project_id = desk
    path = tmp_path / "旧.txt"
    path.write_text(TEXT.replace("2000国家大地坐标系", named), "gbk")
    with pytest.raises(KnownError, match="坐标系"):
        plots.import_plots(desk, plots.understand(path), project_id)
    assert not stored(desk)


@pytest.mark.parametrize(("form", "name"), [("txt", "地块.txt"), ("geojson", "地块.geojson"), ("shapefile", "地块.shp")])
def test_written_and_read_again(form, name, desk, tmp_path):
    desk, project_id = desk
    desk.do(plots.import_plots(desk, plots.understand(SAMPLE), project_id))
    assert plots.export(desk, project_id, form, tmp_path / name)[0] == tmp_path / name
    before = stored(desk)
    read = plots.understand(tmp_path / name)
    assert {p.code: (p.name, p.use, p.land_class, p.map_sheet, p.plane_m2, p.ellipsoid_m2, p.stated_ha * 10000) for p in read.plots} == {
        p.code: (p.name, p.use, p.land_class, p.map_sheet, p.plane_area, p.ellipsoid_area, p.stated_area) for p in before.values()}


def test_a_folder_is_filled_once_and_plots_without_boundary_are_named(desk, tmp_path):
    desk, project_id = desk
    with pytest.raises(KnownError, match="还没有"):
        plots.export(desk, project_id, "txt", tmp_path / "出")
    desk.do(plots.import_plots(desk, plots.understand(SAMPLE), project_id))
    desk.do(Change("新增地块", after=(Plot(project_id, code="手工"),)))
    written, = plots.export(desk, project_id, "txt", tmp_path / "出")
    assert written.parent == tmp_path / "出"
    assert [p.code for p in plots.without_boundary(desk, project_id)] == ["手工"]
    with pytest.raises(KnownError, match="已经在"):
        plots.export(desk, project_id, "txt", tmp_path / "出")


def test_plots_of_two_zones_go_to_two_files(desk, tmp_path):
    desk, project_id = desk
    desk.do(plots.import_plots(desk, plots.understand(SAMPLE), project_id))
    rings = PlotRings('[[["J1","3450700.000","36462500.000"],["J2","3450760.000","36462500.000"],["J3","3450760.000","36462575.500"]]]', 36)
    desk.do(Change("新增地块", after=(rings, Plot(project_id, code="远", rings_id=rings.id))))
    files = plots.export(desk, project_id, "geojson", tmp_path)
    assert sorted(len(plots.understand(path).plots) for path in files) == [1, 12]


def test_cancelling(tmp_path):
    def cancel(done, total):
        raise Cancelled
    for path in (shape_file(tmp_path), SAMPLE, workbook(tmp_path, table())):
        with pytest.raises(Cancelled):
            plots.understand(path, cancel)


def test_the_command_line(tmp_path, capsys):
    data = ["--data", str(tmp_path / "工作区")]
    assert main([*data, "project", "new", "--name", "甲项目", "--county", "某县人民政府", "--township", "某镇", "--packs", "A"]) == 0
    assert main([*data, "plots", "import", str(SAMPLE), "--project", "甲项目"]) == 0
    assert main([*data, "plots", "import", str(SAMPLE), "--project", "甲项目"]) == 2
    assert main([*data, "plots", "import", str(SAMPLE), "--project", "甲项目", "--existing", "replace"]) == 0
    assert main([*data, "plots", "export", str(tmp_path / "地块.shp"), "--project", "甲项目", "--form", "shapefile"]) == 0
    capsys.readouterr()
    assert main(["plots", "inspect", str(tmp_path / "地块.shp"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    keys = {"code", "name", "use", "land_class", "rings", "valid", "stated_ha", "plane_m2", "ellipsoid_m2", "problems"}
    assert all(keys <= plot.keys() for plot in said["plots"])
    third = next(p for p in said["plots"] if p["code"] == "CJ-LS-03")
    assert [(p["code"], p["severity"]) for p in third["problems"]] == [("stated_area", "warning")]
    assert (third["plane_m2"], third["ellipsoid_m2"], third["stated_ha"]) == ("5947.2564", "5946.146", "0.6304")
