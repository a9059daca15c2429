"""What a workbook repeats or contradicts of what stands, in this project and in others."""

from dataclasses import replace

from linkdesk.actions import intake, projects
from linkdesk.domain.directory import Authority
from linkdesk.domain.household import Member
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.words import LeftOutReason
from tests.actions.desks import PROJECT
from tests.actions.walks import ID, number, rows


def test_a_repeated_number_stays_remarked_while_the_second_household_stands(walk):
    table = rows()
    table[3][ID] = table[0][ID]
    file_hash = walk.start(table)
    walk.take(walk.back(file_hash, [table[0], table[1]]))
    assert {p.code for p in walk.open()} == {"id_duplicate", "id_repeated"}
    table[3][ID] = number(3)
    walk.take(walk.back(file_hash, table))
    assert walk.open() == []


def test_the_same_number_under_another_name_is_kept_and_held(walk):
    table = rows()
    walk.start(table)
    weighed = walk.weigh([[*table[0][:3], "赵大山", *table[0][4:]]])
    assert weighed.counts == intake.Counts(new=1, held=1)
    problem = next(p for p in weighed.problems if p.code == "id_duplicate")
    assert (problem.sheet, problem.row, problem.column) == ("调查表", 2, "E")
    assert "上沟村一组王秀英户的户主" in problem.message
    assert not any(character.isdigit() for character in problem.message)


def test_one_person_stands_in_one_household_of_all_projects(walk):
    table = rows(3)
    walk.start(table)
    mine = walk.household("李秀英")
    walk.desk.do(intake.Change("补登成员", after=(Member(household_id=mine.id, name="李小兵", id_number=number(30)),)))
    walk.desk.do(projects.new_project(walk.desk, projects.NewProject("邻村项目区", "岚川县人民政府", "青石镇", packs=("A",))))
    other = projects.find(walk.desk, "邻村项目区").id
    reading = walk.book([[*table[0][:ID], number(30), *table[0][ID + 1:]], table[1], [1, "上沟村", "", "新户主", number(40), 2, 200, "同意", ""]])
    weighed = intake.weigh(walk.desk, reading, other)
    said = [p.message for p in weighed.problems if p.code == "id_duplicate"]
    assert said == [f"身份证号与其他项目“{PROJECT}”上沟村一组李秀英户的{role}相同，本行暂缓。" for role in ("家庭成员", "户主")]
    assert weighed.counts == intake.Counts(new=3, held=2)
    walk.desk.do(intake.Change("未列入", before=(mine,), after=(replace(mine, left_out=LeftOutReason.OTHER),)))
    assert intake.weigh(walk.desk, reading, other).counts == intake.Counts(new=3)


def test_who_is_almost_in_the_project_already_is_remarked(walk):
    walk.start(rows())
    near = number(0)[:5] + "8" + number(0)[6:17]
    weighed = walk.weigh([[9, "上沟村", "", "王秀英", near + check_digit(near), 3, 200, "同意", ""],
                          [9, "下沟村", "", "李秀英", number(1, "149823"), 3, 200, "同意", ""]])
    assert weighed.counts.new == 2
    said = [p for p in weighed.problems if p.code == "near_duplicate"]
    assert [(p.row, p.column) for p in said] == [(2, "E")]
    assert "上沟村一组王秀英户" in said[0].message


def test_one_homestead_is_counted_once_in_a_county(walk):
    table = [[*row, f"晋(2018)青石第{at:05}号"] for at, row in enumerate(rows(2))]
    walk.take(walk.weigh(table, ["权属证号"]))
    weighed = walk.weigh([[9, "上沟村", "", "赵大山", number(50), 3, 200, "同意", "", "晋（2018）青石第 00001 号"],
                          [8, "上沟村", "", "钱大山", number(51), 3, 200, "同意", "", "无"]], ["权属证号"])
    assert [(p.household_id == weighed.reading.households[0].id, p.column) for p in weighed.problems
            if p.code == "homestead_repeated"] == [(True, "J")]


def test_villages_and_counties_that_do_not_fit_are_remarked_once(walk):
    county = next(a for a in walk.desk.store.load(Authority) if a.name == "岚川县人民政府")
    walk.desk.do(intake.Change("区划代码", before=(county,), after=(replace(county, code="149923"),)))
    table = rows()
    for row in table[:3]:
        row[1] = "下沟村"
    table[4][ID] = number(4, "149927")
    walk.start(table)
    assert sorted(p.code for p in walk.open()) == ["region_differs", "village_unknown"]
    again = walk.weigh([*table, ["", "", ""]])
    assert again.counts == intake.Counts(same=6)
