"""名录: the county's village list taken in, and places entered by hand."""

import pytest

from linkdesk import paths
from linkdesk.actions import directories
from linkdesk.domain.directory import Agency, AgencyName, Hamlet, Township, Village
from linkdesk.domain.entry import Unreadable
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from tests.survey.workbooks import sheet

HEADINGS = ["序号", "乡镇", "行政村", "自然村", "户数", "人口", "是否整村搬迁", "贫困村"]


@pytest.fixture
def county(sample):
    desk, project_id = sample
    return desk, desk.store.get(Project, project_id).responsible_id


def compared(county, tmp_path, *rows, township=""):
    desk, authority = county
    path = sheet(tmp_path / "村名单.xlsx", ["岚川县行政村、自然村名单"], HEADINGS, *rows)
    return directories.compare(desk, directories.understand(path), authority, township)


def test_known_places_are_updated_and_new_ones_added(county, tmp_path):
    desk, _ = county
    township = desk.store.load(Township)[0]
    known = desk.store.load(Village, township_id=township.id)[0]
    found = compared(county, tmp_path, [1, township.name, known.name, "阳坡", 12, 40, "是", "是"],
                     [2, "", "", "阴坡", "8户", "25人", "否", ""], [3, township.name, "新寨村", "", 30, 99, "", "否"],
                     [4, "河口乡", "渡口村", "", 7, "", "", ""], ["", "合计", "", "", 57, "", "", ""])
    assert [(d.kind, d.level, d.village, d.hamlet, d.what) for d in found.differences] == [
        ("新增", "乡镇", "", "", ""), ("更新", "行政村", known.name, "", "贫困村 未填 → 是"),
        ("新增", "行政村", "新寨村", "", "贫困村 否；户数 30；人口 99"), ("新增", "行政村", "渡口村", "", "户数 7"),
        ("新增", "自然村", known.name, "阳坡", "户数 12；人口 40；整村搬迁 是"),
        ("新增", "自然村", known.name, "阴坡", "户数 8；人口 25；整村搬迁 否")]
    desk.do(directories.take_in(found))
    hamlets = desk.store.load(Hamlet, village_id=known.id)
    assert [(h.name, h.households_known, h.whole_move) for h in hamlets] == [("阳坡", 12, True), ("阴坡", 8, False)]
    assert desk.store.get(Village, known.id).is_poor is True
    desk.undo()
    assert desk.store.load(Hamlet) == []
    assert desk.store.get(Village, known.id) == known


def test_the_same_list_again_changes_nothing(county, tmp_path):
    desk, _ = county
    desk.do(directories.take_in(compared(county, tmp_path, [1, "河口乡", "渡口村", "上渡", 7, 20, "", ""])))
    again = compared(county, tmp_path, [1, "河口乡", "渡口村", "上渡自然村", 7, 20, "", ""])
    assert (again.differences, again.same) == ((), 3)
    with pytest.raises(KnownError, match="名单与名录一致"):
        directories.take_in(again)


def test_nothing_in_the_directory_is_removed_or_emptied(county, tmp_path):
    desk, _ = county
    before = desk.store.load(Village)
    desk.do(directories.take_in(compared(county, tmp_path, [1, "", before[0].name, "", 9, "", "", ""], township="青石镇")))
    desk.do(directories.take_in(compared(county, tmp_path, [1, "", before[0].name, "", "", 30, "", ""], township="青石镇")))
    assert len(desk.store.load(Village)) == len(before)
    assert (desk.store.get(Village, before[0].id).households_known, desk.store.get(Village, before[0].id).population_known) == (9, 30)


def test_rows_that_name_no_place_are_told(county, tmp_path):
    found = compared(county, tmp_path, [1, "", "无镇村", "", 9, "", "", ""], [2, "河口乡", "", "无村庄", 3, "", "", ""])
    assert found.unplaced == (("调查表", 3), ("调查表", 4))


def test_of_two_rows_about_one_place_the_first_stands_and_the_other_is_told(county, tmp_path):
    desk, _ = county
    found = compared(county, tmp_path, [1, "河口乡", "渡口村", "上渡", 7, "", "", ""], [2, "河口乡", "渡口村", "上渡自然村", 9, "", "", ""])
    assert found.repeated == (("调查表", 4),)
    desk.do(directories.take_in(found))
    assert [h.households_known for h in desk.store.load(Hamlet)] == [7]


def test_a_survey_of_households_is_no_village_list():
    with pytest.raises(KnownError, match="像是农户调查表"):
        directories.understand(paths.SAMPLES / "survey_qingshi.xlsx")


def test_a_workbook_without_villages_is_refused(tmp_path):
    with pytest.raises(KnownError, match="没有读到行政村或自然村"):
        directories.understand(sheet(tmp_path / "a.xlsx", ["乡镇", "户数"], ["青石镇", 30]))


def test_places_are_entered_named_and_removed_by_hand(county):
    desk, authority = county
    desk.do(directories.add(desk, Township, authority))
    new = desk.store.load(Township, name="新乡镇")[0]
    desk.do(directories.add(desk, Village, new.id))
    desk.do(directories.add(desk, Village, new.id))
    one, two = desk.store.load(Village, township_id=new.id)
    assert (one.name, two.name) == ("新行政村", "新行政村2")
    with pytest.raises(Unreadable, match="同一上级下已有"):
        directories.change_field(desk, two, "name", " 新行政村")
    with pytest.raises(Unreadable, match="不能为空"):
        directories.change_field(desk, two, "name", "  ")
    desk.do(directories.change_field(desk, two, "name", "东沟村"))
    desk.do(directories.add(desk, Hamlet, two.id))
    desk.do(directories.remove(desk, new))
    assert desk.store.load(Village, township_id=new.id) == []
    desk.undo()
    assert [v.name for v in desk.store.load(Village, township_id=new.id)] == ["新行政村", "东沟村"]


def test_a_village_with_households_stays(county):
    desk, _ = county
    with pytest.raises(KnownError, match="引用，没有删除"):
        desk.do(directories.remove(desk, desk.store.load(Village)[0]))


def test_an_agency_has_names_for_its_days(county):
    desk, authority = county
    desk.do(directories.add_agency(authority))
    agency = desk.store.load(Agency)[0]
    name = desk.store.load(AgencyName, agency_id=agency.id)[0]
    desk.do(directories.change_field(desk, name, "until_on", "2019-01-31"))
    desk.do(directories.add(desk, AgencyName, agency.id))
    assert [n.name for n in desk.store.load(AgencyName, agency_id=agency.id)] == ["新机关", "新机关名称"]
