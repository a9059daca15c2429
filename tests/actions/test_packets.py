"""The packet of a plan: one envelope or one for each side, its figures equal wherever they stand, pictures, coordinates."""

import io
import json
import re
from dataclasses import replace
from decimal import Decimal

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from linkdesk.actions import packets, plans, printing
from linkdesk.actions.envelopes import envelopes, parts
from linkdesk.documents.blocks import Paragraph, Table
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures import figure, measure, names
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import PlanSection, Project
from linkdesk.domain.words import PlotUse


def with_facts(desk, project_id, **facts):
    project = desk.store.get(Project, project_id)
    desk.do(Change("修改项目", before=(project,), after=(replace(project, **facts),)))


def words(path):
    with pypdfium2.PdfDocument(path) as pdf:
        return "".join(page.get_textpage().get_text_bounded() for page in pdf)


def documents(desk, project_id):
    dossier = desk.dossier(project_id)
    return [document for envelope in envelopes(desk, dossier, "plan")
            for _, made in parts(desk, dossier, "plan", envelope) for document in made]


def figures_of(document):
    """Every figure of the whole project in texts and tables; cells of households may be of a part, none in 公顷 or 万元 is."""
    blocks = [block for section in document.sections for block in section.blocks]
    in_text = [part for b in blocks if isinstance(b, Paragraph) for part in b.parts]
    in_cells = [cell for b in blocks if isinstance(b, Table) for row in (*b.rows, b.totals or ()) for cell in row
                if isinstance(cell, Figure) and cell.unit in ("公顷", "万元")]
    return [f for f in (*in_text, *in_cells) if isinstance(f, Figure) and f.name in names() and measure(f.name).of is None]


def test_each_side_has_an_envelope_of_its_own(sample, tmp_path):
    desk, project_id = sample
    with_facts(desk, project_id, surplus_trade=True)
    packet = packets.write_packet(desk, project_id, "plan", tmp_path / "材料")
    names_ = {path.name for path in packet.files}
    assert {"申报材料（拆旧区）.pdf", "申报材料（建新区）.pdf", "坐标文件（拆旧区）.txt", "坐标文件（建新区）.geojson"} <= names_
    assert "附件4 农户清册（拆旧区）.xlsx" in names_
    assert not any("农户" in name and "建新区" in name for name in names_)
    assert json.loads((packet.folder / "清单.json").read_text("utf-8"))["pages"] == packet.pages


def test_nothing_of_households_goes_to_the_new_side(sample, tmp_path):
    desk, project_id = sample
    with_facts(desk, project_id, surplus_trade=True)
    packets.write_packet(desk, project_id, "plan", tmp_path / "材料")
    new, old = (words(tmp_path / "材料" / f"申报材料（{side}）.pdf") for side in ("建新区", "拆旧区"))
    heads = {h.head_name for h in desk.store.load(Household) if h.head_name and len(h.head_name) > 2}
    assert any(name in old for name in heads)
    assert not [name for name in heads if name in new]
    assert ("CR-01" in new, "CJ-SG-01" in new, "CJ-SG-01" in old) == (True, False, True)


def test_no_account_of_a_household_goes_up_with_a_plan(sample):
    desk, project_id = sample
    dossier = desk.dossier(project_id)
    for step, lists in (("plan", 1), ("agreements", 2)):
        [roster] = dict(parts(desk, dossier, step, envelopes(desk, dossier, step)[0]))["roster"]
        assert len(roster.sections) == lists


def test_land_tables_of_a_side_tell_of_its_own_plots_and_its_maps_of_its_own_makers(sample):
    desk, project_id = sample
    with_facts(desk, project_id, surplus_trade=True, compiler="岚川县国土勘测规划队")
    dossier = desk.dossier(project_id)
    for envelope in envelopes(desk, dossier, "plan"):
        made = dict(parts(desk, dossier, "plan", envelope))
        tables = {d.title.split()[0]: d.sections[0].blocks[0] for d in made["annexes"]}
        zones = {label: [row[at] for row in tables["附表6"].rows] for at, label in ((2, "拆旧"), (3, "安置"), (4, "建新"))}
        assert {label for label, cells in zones.items() if set(cells) == {"—"}} == {"拆旧", "安置", "建新"} - set(envelope.zones)
        if "附表13" in tables:
            assert not any(str(row[1]).startswith("CR") for row in tables["附表13"].rows)
        drawn = "".join(shape.text for block in made["maps"][0].sections[0].blocks for shape in block.shapes)
        assert ("岚川县国土勘测规划队" in drawn) == (PlotUse.OLD in envelope.zones)


def test_one_plan_makes_one_envelope_with_maps_tables_and_coordinates(sample, tmp_path):
    desk, project_id = sample
    with_facts(desk, project_id, surplus_trade=False)
    packet = packets.write_packet(desk, project_id, "plan", tmp_path / "材料")
    assert {"申报材料.pdf", "坐标文件.txt", "坐标文件.geojson"} <= {path.name for path in packet.files}
    with pikepdf.open(packet.folder / "申报材料.pdf") as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert [t.removeprefix(desk.dossier(project_id).project.name) for t in titles[1:]] == [
        "F02 实施方案文本", "F03 附表", "F04 附图", "F05 坐标文件和矢量数据", "农户清册", "政策条款逐条对照表", "附件清单"]


@pytest.mark.parametrize("trade", [False, True])
def test_every_figure_says_the_same_wherever_it_stands(sample, trade):
    desk, project_id = sample
    with_facts(desk, project_id, surplus_trade=trade)
    before = figure("old_area", desk.dossier(project_id)).text
    plot = next(p for p in desk.store.load(Plot, project_id=project_id) if p.use is PlotUse.OLD)
    desk.do(Change("修改面积", before=(plot,), after=(replace(plot, plane_area=plot.plane_area + Decimal(12345)),)))
    dossier = desk.dossier(project_id)
    made = documents(desk, project_id)
    found = {}
    for document in made:
        for each in figures_of(document):
            found.setdefault(each.name, set()).add((each.value, each.text))
    assert len(found) > 30
    assert found["old_area"] == {(figure("old_area", dossier).value, figure("old_area", dossier).text)}
    assert figure("old_area", dossier).text != before
    assert [name for name, said in found.items() if len(said) > 1] == []


def test_a_changed_area_stands_in_text_tables_and_maps_of_the_printed_packet(sample, tmp_path):
    desk, project_id = sample
    with_facts(desk, project_id, surplus_trade=False)
    before = figure("old_area", desk.dossier(project_id)).text
    plot = next(p for p in desk.store.load(Plot, project_id=project_id) if p.use is PlotUse.OLD)
    desk.do(Change("修改面积", before=(plot,), after=(replace(plot, plane_area=plot.plane_area + Decimal(12345)),)))
    now = figure("old_area", desk.dossier(project_id)).text
    packets.write_packet(desk, project_id, "plan", tmp_path / "材料")
    text = re.sub(r"\s", "", words(tmp_path / "材料" / "申报材料.pdf"))
    assert text.count(now) >= 6
    assert before not in text


def test_a_picture_of_an_officer_s_text_is_printed(sample, tmp_path):
    desk, project_id = sample
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "#3366CC").save(drawn, "PNG")
    digest = desk.store.files.put(drawn.getvalue())
    desk.do(Change("写", after=(PlanSection(project_id=project_id, key="economy", text=f"![{digest}|100|村口的老槐树]"),)))
    packets.write_packet(desk, project_id, "plan", tmp_path / "材料")
    assert "村口的老槐树" in re.sub(r"\s", "", words(tmp_path / "材料" / "申报材料.pdf"))


def test_a_packet_for_submission_waits_for_the_deciding_fact(sample, tmp_path):
    desk, project_id = sample
    dossier = replace(desk.dossier(project_id), problems=())
    with pytest.raises(KnownError, match="“涉及节余指标易地交易”还没有填写"):
        packets.refuse_unfit(dossier, "plan", True, tmp_path / "材料")
    packets.refuse_unfit(dossier, "agreements", True, tmp_path / "材料")


def test_plans_of_two_sides_print_into_two_files(sample, tmp_path):
    desk, project_id = sample
    with_facts(desk, project_id, surplus_trade=True)
    made = printing.write(desk, project_id, "plan", tmp_path / "文件")
    assert [path.name for path in made] == [f"{desk.dossier(project_id).project.name}{side}实施方案.pdf" for side in ("拆旧区", "建新区")]
    with_facts(desk, project_id, surplus_trade=False)
    assert [path.name for path in printing.write(desk, project_id, "plan", tmp_path / "合编")] == ["实施方案.pdf"]


def test_a_plan_that_is_not_due_cannot_be_opened(sample):
    desk, project_id = sample
    with_facts(desk, project_id, surplus_trade=True)
    assert plans.titles(desk, project_id)
    assert [kind.value for kind in plans.kinds(desk, project_id)] == ["拆旧区实施方案", "建新区实施方案"]


def test_what_is_undecided_is_asked_by_the_policy_named_first(sample, tmp_path):
    desk, project_id = sample
    with_facts(desk, project_id, packs=("B", "A"))
    sound = replace(desk.dossier(project_id), problems=())
    with pytest.raises(KnownError, match="市级投资项目"):
        packets.refuse_unfit(sound, "plan", True, tmp_path / "材料")
