"""One workbook with a mistake of every kind: taken in, again, saved anew, sent back, corrected, and brought to another project."""

from dataclasses import replace
from uuid import uuid4

import openpyxl
import pytest

from linkdesk.actions import intake, survey_returns, surveys
from linkdesk.domain.change import Change
from linkdesk.domain.household import Household
from linkdesk.domain.project import Project
from linkdesk.domain.survey import ImportBatch
from tests.actions.walks import number
from tests.survey.workbooks import sheet

HEADINGS = ["序号", "行政村", "户主姓名", "身份证号码", "家庭人口", "建档立卡户", "搬迁类型", "房屋结构", "宅基地面积（㎡）", "调查日期", "联系电话"]
NAME, ID, POPULATION, POOR, TYPE, STRUCTURE, AREA, DAY = 2, 3, 4, 5, 6, 7, 8, 9
WRONG = {NAME: ["", "不详"], ID: [number(0)[:-2] + "00", 1.49923195903235e17, "1499231959", number(20)], POPULATION: ["三四人", 0],
         POOR: ["待定"], TYPE: ["地质灾害搬迁"], STRUCTURE: ["窑洞", "砖木、土木"], AREA: ["约157", "", "#REF!"], DAY: ["2018年13月5日"]}
MISTAKES = [(column, value) for column, values in WRONG.items() for value in values]


def _right(at):
    return [at + 1, "上沟村", "王李张刘陈杨赵黄"[at % 8] + "一二三四五"[at // 8] + "英", number(at), 2, "否", "易地搬迁", "砖窑", 200 + at,
            "2018.3.5", f"13900000{at:03}"]


def _messy():
    table = [_right(at) for at in range(len(MISTAKES))]
    for row, (column, value) in zip(table, MISTAKES, strict=True):
        row[column] = value
    return [_right(20), *table]


@pytest.fixture
def taken(walk):
    """The walk with the messy workbook taken in, and the workbook's path."""
    path = sheet(walk.folder / "摸底表.xlsx", HEADINGS, *_messy())
    weighed = _weigh(walk, path)
    assert weighed.counts == intake.Counts(new=len(MISTAKES) + 1, held=len(MISTAKES))
    walk.take(weighed)
    assert len(walk.desk.dossier(walk.project_id).held) == len(MISTAKES)
    return walk, path


def _weigh(walk, path, project_id=None):
    return intake.weigh(walk.desk, surveys.understand(path), project_id or walk.project_id)


def test_the_same_and_the_same_saved_anew_bring_nothing(taken):
    walk, path = taken
    book = openpyxl.load_workbook(path)
    book.properties.title = "另存"
    book.save(walk.folder / "另存.xlsx")
    for again in (path, walk.folder / "另存.xlsx"):
        assert _weigh(walk, again).counts == intake.Counts(same=len(MISTAKES) + 1, held=len(MISTAKES))


def test_what_comes_back_corrected_lifts_every_hold_without_asking(taken):
    walk, _ = taken
    batch = walk.desk.store.load(ImportBatch, project_id=walk.project_id)[0]
    back = survey_returns.of_batch(walk.desk, batch.id, walk.folder / "退回.xlsx")
    assert _weigh(walk, back).counts == intake.Counts(same=len(MISTAKES) + 1, held=len(MISTAKES))
    book = openpyxl.load_workbook(back)
    for at, (column, _) in enumerate(MISTAKES):
        book["调查表"].cell(at + 3, column + 1).value = _right(at)[column]
    book.save(walk.folder / "回来.xlsx")
    weighed = _weigh(walk, walk.folder / "回来.xlsx")
    assert weighed.counts == intake.Counts(changed=len(MISTAKES) + 1)  # the first is no longer said to be there twice
    assert not weighed.undecided({})
    walk.take(weighed)
    assert not walk.desk.dossier(walk.project_id).held
    assert walk.desk.store.count(Household) == len(MISTAKES) + 1


def test_in_another_project_everybody_with_a_number_is_there_twice(taken):
    walk, path = taken
    other = replace(walk.desk.store.get(Project, walk.project_id), id=str(uuid4()), name="另一项目")
    walk.desk.do(Change("新建项目", after=(other,)))
    weighed = _weigh(walk, path, other.id)
    assert weighed.counts == intake.Counts(new=len(MISTAKES) + 1, held=len(MISTAKES) + 1)
    twice = {p.household_id for p in weighed.problems if p.code == "id_duplicate"}
    assert twice >= {h.id for h in weighed.reading.households if h.id_number}
