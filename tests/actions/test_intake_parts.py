"""Members and houses of a household that is read again, and a household whose agreement is on paper."""

from dataclasses import replace

from linkdesk.actions import agreements, intake, surveys
from linkdesk.actions.intake import NEW
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.household import House, Member
from linkdesk.domain.survey import Problem, SourceRow
from linkdesk.domain.words import AgreementState
from tests.actions.walks import POPULATION, number, rows
from tests.survey.workbooks import sheet


def test_a_household_with_a_printed_agreement_is_asked_about_its_persons(walk):
    table = rows()
    file_hash = walk.start(table)
    walk.desk.do(agreements.draft(walk.desk, walk.project_id))
    mine = walk.household("李秀英")
    draft = walk.desk.store.load(Agreement, household_id=mine.id)[0]
    walk.desk.do(intake.Change("定稿", before=(draft,), after=(replace(draft, state=AgreementState.PRINTED, number="测1"),)))
    walk.desk.do(intake.Change("存疑", after=(Problem(household_id=mine.id, field="population", code="population_mismatch"),)))
    table[1][POPULATION] = 5
    weighed = walk.back(file_hash, table)
    taken = next(t for t in weighed.taken if t.asks)
    assert taken.household.head_name == "李秀英"
    assert "协议" in taken.remark


def test_members_are_compared_one_by_one(walk):
    head = ["行政村", "户主姓名", "身份证号", "宅基地面积（㎡）", "成员姓名", "与户主关系", "成员身份证号"]
    table = [["上沟村", "王秀英", number(0), 210, "王秀英", "户主", number(0)], ["", "", "", "", "王小兵", "子", number(20)],
             ["上沟村", "李秀英", number(1), 220, "李秀英", "户主", number(1)],
             ["", "", "", "", "李小兵", "子", number(21)[:-2] + "00"]]

    def weigh(name):
        path = sheet(walk.folder / name, head, *table, merges=tuple(f"{c}{r}:{c}{r + 1}" for c in "ABCD" for r in (2, 4)))
        return intake.weigh(walk.desk, surveys.understand(path), walk.project_id)

    walk.take(weigh("一.xlsx"))
    assert walk.desk.store.count(Member) == 4
    table[1][4], table[3][6] = "王大兵", number(21)
    weighed = weigh("二.xlsx")
    assert weighed.counts == intake.Counts(changed=2)
    assert [t.household.head_name for t in weighed.undecided({})] == ["王秀英"]
    walk.take(weighed, {weighed.undecided({})[0].key: NEW})
    assert sorted(m.name for m in walk.desk.store.load(Member)) == sorted(["王秀英", "王大兵", "李秀英", "李小兵"])
    assert number(21) in {m.id_number for m in walk.desk.store.load(Member)}
    assert not walk.desk.dossier(walk.project_id).held
    walk.desk.undo()
    assert sorted(m.name for m in walk.desk.store.load(Member)) == sorted(["王秀英", "王小兵", "李秀英", "李小兵"])


def test_members_on_a_sheet_of_their_own_join_their_household(walk):
    walk.start(rows(2))
    path = sheet(walk.folder / "成员.xlsx", ["户主身份证号", "成员姓名", "与户主关系", "成员身份证号"],
                 [number(1), "李小兵", "子", number(21)], [number(60), "无主", "子", number(22)], [number(0), "王小兵", "子", number(1)],
                 title="家庭成员")
    reading = surveys.understand(path)
    assert len(reading.loose_members) == 3
    weighed = intake.weigh(walk.desk, reading, walk.project_id)
    assert weighed.counts == intake.Counts(changed=2, held=1)
    walk.take(weighed)
    assert {m.name: m.household_id for m in walk.desk.store.load(Member)} == {
        "李小兵": walk.household("李秀英").id, "王小兵": walk.household("王秀英").id}
    assert [(p.row, p.household_id) for p in walk.open(code="member_without_household")] == [(3, None)]
    assert [p.household_id for p in walk.open(code="id_duplicate")] == [walk.household("王秀英").id]
    assert walk.desk.store.count(SourceRow, household_id=walk.household("李秀英").id) == 2
    again = intake.weigh(walk.desk, replace(reading, file_hash="0" * 64), walk.project_id)
    assert again.counts == intake.Counts(same=2, held=1)


def test_houses_are_compared_as_a_whole(walk):
    head = ["序号", "行政村", "户主姓名", "身份证号", "房屋结构", "宅基地面积（㎡）", "房屋建筑面积（㎡）"]

    def weigh(name, *areas):
        table = [[1, "上沟村", "王秀英", number(0), "土木", 210, 100], *(["", "", "", "", "砖木", area, 80] for area in areas)]
        return intake.weigh(walk.desk, surveys.understand(sheet(walk.folder / name, head, *table)), walk.project_id)

    walk.take(weigh("一.xlsx", 120))
    assert [h.homestead_area for h in walk.desk.store.load(House)] == [210, 120]
    assert weigh("二.xlsx", 120).counts == intake.Counts(same=1)
    weighed = weigh("三.xlsx", 130)
    assert {d.field for t in weighed.taken for d in t.asks} == {"homestead_area", "houses"}
    walk.take(weighed, {t.key: NEW for t in weighed.taken})
    assert sorted(h.homestead_area for h in walk.desk.store.load(House)) == [130, 210]
    assert walk.household("王秀英").homestead_area == 340
    walk.desk.undo()
    assert sorted(h.homestead_area for h in walk.desk.store.load(House)) == [120, 210]


def test_a_house_in_question_that_comes_back_right_is_taken_without_asking(walk):
    head = ["序号", "行政村", "户主姓名", "身份证号", "房屋结构", "宅基地面积（㎡）", "房屋建筑面积（㎡）"]

    def weigh(name, area, house_area=80):
        table = [[1, "上沟村", "王秀英", number(0), "土木", 210, 100], ["", "", "", "", "砖木", area, house_area]]
        return intake.weigh(walk.desk, surveys.understand(sheet(walk.folder / name, head, *table)), walk.project_id)

    walk.take(weigh("一.xlsx", "约120"))
    assert walk.household("王秀英").homestead_area is None
    assert "houses" in {d.field for t in weigh("二.xlsx", 120, 90).taken for d in t.asks}
    weighed = weigh("三.xlsx", 120)
    assert not weighed.undecided({})
    walk.take(weighed)
    assert walk.household("王秀英").homestead_area == 330
    assert not walk.desk.dossier(walk.project_id).held
