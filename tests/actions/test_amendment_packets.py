"""The packet of an amendment (B §二(七)): what changed against the approved version, the plan as it is now, what goes with it."""

import json
import re
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pypdfium2
import pytest

from linkdesk.actions import packets, plan_versions
from linkdesk.commands import run
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.plan_standing import versions
from linkdesk.domain.planning_words import PlanKind, TravelsWith
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project

DAY = date(2018, 6, 1)


def decided(desk, project_id, **facts):
    project = desk.store.get(Project, project_id)
    desk.do(Change("修改", before=(project,), after=(replace(project, **facts),)))


def fixed(desk, project_id, kind=PlanKind.WHOLE, **how):
    desk.do(plan_versions.fix(desk, project_id, kind, **how))
    return versions(desk.dossier(project_id), kind)[-1]


def approved(desk, project_id, kind=PlanKind.WHOLE, number="岚政复〔2018〕12号", **how):
    desk.do(plan_versions.approve(desk, fixed(desk, project_id, kind, **how), "岚阳市人民政府", number, DAY))


def cut(desk, project_id, code, area):
    plot = next(p for p in desk.store.load(Plot, project_id=project_id) if p.code == code)
    desk.do(Change("修改", before=(plot,), after=(replace(plot, new_farmland_area=Decimal(area)),)))


def words(path):
    with closing(pypdfium2.PdfDocument(path)) as pdf:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_bounded() for page in pdf))


@pytest.mark.parametrize(("way", "told"), [
    (TravelsWith.ALONE, "实施方案变更申报材料"), (TravelsWith.ACCEPTANCE, "实施方案变更申报材料（与竣工验收同步申报）"),
    (TravelsWith.NEW_LAND, "实施方案变更申报材料（与建新区用地报征同步申报）")])
def test_an_amendment_goes_up_with_its_differences_first(desk, project_id, tmp_path, way, told):
    decided(desk, project_id, surplus_trade=False)
    approved(desk, project_id)
    cut(desk, project_id, "CJ-SG-01", "6000")
    fixed(desk, project_id, reason="新增耕地核减", travels_with=way)
    packet = packets.write_packet(desk, project_id, "amendment", tmp_path / "材料")
    text = words(packet.folder / "申报材料.pdf")
    cover = text[:text.index("目录")]
    assert told in cover
    assert cover.count("同步申报") == (way is not TravelsWith.ALONE)
    contents = text[text.index("目录"):][:600]
    places = [contents.index(part) for part in ("变更对照表", "附表", "附图", "政策条款逐条对照表", "附件清单")]
    assert places == sorted(places)
    assert "变更理由：新增耕地核减" in text
    names = {path.name for path in packet.files}
    assert {"附件1 变更对照表.xlsx", "坐标文件.txt", "清单.json"} <= names
    assert json.loads((packet.folder / "清单.json").read_text("utf-8"))["step"] == "amendment"


def test_without_an_approved_version_there_is_nothing_to_amend(desk, project_id, tmp_path):
    decided(desk, project_id, surplus_trade=False)
    for _ in range(2):
        with pytest.raises(KnownError, match="项目区实施方案还没有经批准的版本"):
            packets.write_packet(desk, project_id, "amendment", tmp_path / "材料")
        if not versions(desk.dossier(project_id)):
            fixed(desk, project_id)
    assert not (tmp_path / "材料").exists()


def test_an_approved_plan_that_is_due_no_longer_is_not_amended_by_itself(desk, project_id, tmp_path):
    decided(desk, project_id, surplus_trade=False)
    approved(desk, project_id)
    decided(desk, project_id, surplus_trade=True)
    with pytest.raises(KnownError, match="拆旧区实施方案、建新区实施方案还没有经批准的版本"):
        packets.write_packet(desk, project_id, "amendment", tmp_path / "材料")


def test_of_two_plans_only_what_was_approved_is_amended(desk, project_id, tmp_path):
    decided(desk, project_id, surplus_trade=True)
    approved(desk, project_id, PlanKind.OLD)
    cut(desk, project_id, "CJ-SG-01", "6000")
    packet = packets.write_packet(desk, project_id, "amendment", tmp_path / "材料")
    names = {path.name for path in packet.files}
    assert "申报材料（拆旧区）.pdf" in names
    assert not [name for name in names if "建新区" in name]
    assert "拆旧区实施方案变更申报材料" in words(packet.folder / "申报材料（拆旧区）.pdf")


def test_the_command_line_offers_it(desk, project_id, tmp_path, capsys):
    decided(desk, project_id, surplus_trade=False)
    data = ["--data", str(desk.folder), "packet", "--project", project_id, "--step", "amendment", "--out", str(tmp_path / "材料")]
    assert run(data) == 2
    assert "还没有经批准的版本" in capsys.readouterr().err
    approved(desk, project_id)
    cut(desk, project_id, "CJ-SG-01", "6000")
    assert run(data) == 0
    assert (tmp_path / "材料" / "申报材料.pdf").exists()


def test_the_window_offers_it(desk, project_id, tmp_path, open_window, qtbot):
    decided(desk, project_id, surplus_trade=False)
    window = open_window(desk)
    window.open("packets", project_id)
    page = window.page
    assert page.steps["amendment"].text() == "实施方案变更申报材料"
    page.steps["amendment"].setChecked(True)
    page.write(page.step, tmp_path / "材料")
    qtbot.waitUntil(lambda: not window.work.running, timeout=20_000)
    qtbot.wait(20)
    assert "还没有经批准的版本" in window.notice.sentence.text()
    approved(desk, project_id)
    cut(desk, project_id, "CJ-SG-01", "6000")
    page.write(page.step, tmp_path / "材料")
    qtbot.waitUntil(lambda: not window.work.running, timeout=30_000)
    qtbot.wait(20)
    assert "已生成" in page.written.text()


def test_each_side_is_told_its_own_differences_only(desk, project_id):
    decided(desk, project_id, surplus_trade=True)
    approved(desk, project_id, PlanKind.OLD)
    approved(desk, project_id, PlanKind.NEW, "晋国土资复〔2018〕7号")
    cut(desk, project_id, "CJ-SG-01", "6000")
    plot = next(p for p in desk.store.load(Plot, project_id=project_id) if p.code == "CR-01")
    desk.do(Change("修改", before=(plot,), after=(replace(plot, planned_use="仓储"),)))
    old, new = (plan_versions.differences(desk, project_id, kind) for kind in (PlanKind.OLD, PlanKind.NEW))
    assert [d.code for d in old.plots] == ["CJ-SG-01"]
    assert [d.code for d in new.plots] == ["CR-01"]
    assert {d.row for d in new.cells if d.table.startswith("附表4")} == {"CR-01"}
    assert not [d for d in new.cells if d.row == "CJ-SG-01"]
    papers = plan_versions.changes_papers(desk, desk.dossier(project_id))
    assert [p.title.removeprefix(desk.dossier(project_id).project.name) for p in papers] == ["拆旧区实施方案变更对照表", "建新区实施方案变更对照表"]
