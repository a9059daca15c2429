"""A workbook is weighed against what stands: only the right things change, everything else is asked, no row is lost."""

from dataclasses import replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkdesk.actions import agreements, households, intake, projects, survey_returns, surveys
from linkdesk.actions.intake import NEW, OLD, Weight
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.directory import Authority
from linkdesk.domain.errors import Cancelled, KnownError
from linkdesk.domain.household import House, Household, Member
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.survey import ImportBatch, Problem, SourceRow
from linkdesk.domain.words import AgreementState, LeftOutReason
from linkdesk.survey import keys
from linkdesk.survey.directions import Directions
from tests.actions.desks import empty
from tests.survey.workbooks import sheet

HEADINGS = ["序号", "行政村", "村民小组", "户主姓名", "身份证号码", "家庭人口", "宅基地面积（㎡）", "是否同意拆旧复垦", "联系电话"]
ID, POPULATION, AREA, PHONE = 4, 5, 6, 8


def number(at, county="149923"):
    first17 = f"{county}19{50 + at % 50}0{1 + at % 9}1{at % 9}{100 + at}"
    return first17 + check_digit(first17)


def rows(count=6):
    return [[at + 1, "上沟村", "一组", "王李张刘陈杨赵黄"[at % 8] + "秀英", number(at), 1 + at % 6, 210.5 + at, "同意", f"13900000{at:03}"]
            for at in range(count)]


def keyed(file_hash, name, table, first=2):
    """The rows as they come back from the village, each with its key behind it."""
    return [[*row, keys.row_key(file_hash, name, at)] for at, row in enumerate(table, first)]


class Walk:
    """A project and what is taken into it, workbook by workbook."""

    def __init__(self, folder):
        self.folder = folder
        self.desk, self.project_id = empty(folder / "w")
        self.written = 0

    def book(self, table, heading=()):
        self.written += 1
        path = sheet(self.folder / f"表{self.written}.xlsx", HEADINGS + list(heading), *table)
        return surveys.understand(path)

    def weigh(self, table, heading=()):
        return intake.weigh(self.desk, self.book(table, heading), self.project_id)

    def back(self, file_hash, table):
        """Weigh the rows as a workbook that came back."""
        return self.weigh(keyed(file_hash, "调查表", table), [keys.ROW_HEADING])

    def take(self, weighed, choices=None):
        self.desk.do(intake.change(self.desk, weighed, choices or {}))

    def start(self, table):
        weighed = self.weigh(table)
        self.take(weighed)
        return weighed.reading.file_hash

    def household(self, name):
        return next(h for h in self.desk.store.load(Household, project_id=self.project_id) if h.head_name == name)

    def open(self, **equals):
        return [p for p in self.desk.store.load(Problem, **equals) if p.settled_at is None]


@pytest.fixture
def walk(tmp_path):
    made = Walk(tmp_path)
    yield made
    made.desk.close()


def weights(weighed):
    return [t.weight for t in weighed.taken]


def test_the_same_rows_again_are_all_the_same(walk):
    table = rows()
    walk.start(table)
    weighed = walk.weigh([*table, ["", "", "", "", ""]])
    assert set(weights(weighed)) == {Weight.SAME}
    assert weighed.counts == intake.Counts(same=6)


def test_a_wrong_number_that_comes_back_right_lifts_the_hold_without_asking(walk):
    table = rows()
    wrong = table[2][ID][:-2] + "00"
    file_hash = walk.start([*table[:2], [*table[2][:ID], wrong, *table[2][ID + 1:]], *table[3:]])
    assert len(walk.desk.dossier(walk.project_id).held) == 1
    weighed = walk.back(file_hash, table)
    assert weights(weighed).count(Weight.CHANGED) == 1
    assert not weighed.undecided({})
    assert weighed.counts == intake.Counts(changed=1, same=5)
    walk.take(weighed)
    assert walk.household("张秀英").id_number == table[2][ID]
    assert not walk.desk.dossier(walk.project_id).held
    settled = [p for p in walk.desk.store.load(Problem) if p.settled_at]
    assert [p.settled_how for p in settled] == ["已由退回核实的表更正"]
    assert walk.desk.store.count(Household) == 6


def test_a_number_still_wrong_replaces_what_was_said_of_it(walk):
    table = rows()
    file_hash = walk.start([[*table[0][:ID], "12345", *table[0][ID + 1:]], *table[1:]])
    table[0][ID] = number(0)[:-2] + "00"
    weighed = walk.back(file_hash, table)
    assert weighed.counts == intake.Counts(changed=1, same=5, held=1)
    walk.take(weighed)
    assert [(p.code, p.value) for p in walk.open(field="id_number")] == [("id_checksum", table[0][ID])]


def test_any_other_changed_cell_is_asked_and_either_answer_is_kept(walk):
    table = rows()
    file_hash = walk.start(table)
    table[1][POPULATION], table[3][AREA], table[3][PHONE] = 9, 300, "13911111111"
    weighed = walk.back(file_hash, table)
    asked = {t.household.head_name: {d.field: (d.old, d.new) for d in t.asks} for t in weighed.taken if t.asks}
    assert asked["李秀英"] == {"population": (2, 9)}
    assert set(asked["刘秀英"]) == {"homestead_area", "phone"}
    with pytest.raises(KnownError, match="2 户"):
        intake.change(walk.desk, weighed, {})
    first, second = (t.key for t in weighed.taken if t.asks)
    with pytest.raises(KnownError, match="1 户"):
        intake.change(walk.desk, weighed, {first: NEW, second: {"phone": NEW}})
    walk.take(weighed, {first: OLD, second: {"phone": NEW, "homestead_area": OLD}})
    assert walk.household("李秀英").population == 2
    assert walk.household("刘秀英").phone == "13911111111"
    assert walk.household("刘秀英").homestead_area == 213.5


def test_an_emptied_cell_is_asked_only_where_it_held_something(walk):
    table = rows()
    table[2][PHONE] = ""
    file_hash = walk.start(table)
    corrected = walk.household("张秀英")
    walk.desk.do(households.correct(walk.desk, corrected, "phone", "13922222222"))
    table[1][PHONE] = ""
    weighed = walk.back(file_hash, table)
    assert [(t.household.head_name, d.field, d.new) for t in weighed.taken for d in t.asks] == [("李秀英", "phone", None)]
    walk.take(weighed, {weighed.undecided({})[0].key: NEW})
    assert walk.household("李秀英").phone is None
    assert walk.household("张秀英").phone == "13922222222"


def test_what_was_corrected_here_is_not_asked_back_while_the_cell_is_as_it_was(walk):
    table = rows()
    table[4][PHONE] = "123"
    file_hash = walk.start(table)
    walk.desk.do(households.correct(walk.desk, walk.household("李秀英"), "population", "8"))
    walk.desk.do(households.correct(walk.desk, walk.household("陈秀英"), "phone", "13922222222"))
    walk.desk.do(households.correct(walk.desk, walk.household("刘秀英"), "homestead_area", "260"))
    assert walk.back(file_hash, table).counts == intake.Counts(same=6)
    table[1][POPULATION], table[4][PHONE] = 5, "456"
    weighed = walk.back(file_hash, table)
    assert [(d.field, d.old, d.new) for t in weighed.taken for d in t.asks] == [("population", 8, 5), ("phone", "13922222222", "456")]


def test_a_cell_corrected_in_the_review_counts_as_changed(walk):
    table = rows()
    file_hash = walk.start(table)
    path = sheet(walk.folder / "回.xlsx", [*HEADINGS, keys.ROW_HEADING], *keyed(file_hash, "调查表", table))
    reading = surveys.understand(path, directions=Directions().with_cell("调查表", 3, "F", "7"))
    weighed = intake.weigh(walk.desk, reading, walk.project_id)
    assert [(d.field, d.old, d.new) for t in weighed.taken for d in t.asks] == [("population", 2, 7)]


def test_a_good_value_that_has_become_unreadable_is_asked_without_keys_too(walk):
    walk.start(rows())
    table = rows()
    table[1][AREA] = "约120"
    weighed = walk.weigh([*table, ["", ""]])
    assert [(d.field, d.new) for t in weighed.taken for d in t.asks] == [("homestead_area", None)]
    assert weighed.counts.held == 1
    walk.take(weighed, {weighed.undecided({})[0].key: OLD})
    assert not walk.open()


def test_a_repeated_number_stays_remarked_while_the_second_household_stands(walk):
    table = rows()
    table[3][ID] = table[0][ID]
    file_hash = walk.start(table)
    walk.take(walk.back(file_hash, [table[0], table[1]]))
    assert {p.code for p in walk.open()} == {"id_duplicate", "id_repeated"}
    table[3][ID] = number(3)
    walk.take(walk.back(file_hash, table))
    assert walk.open() == []


def test_what_goes_to_the_village_and_comes_back_corrected(walk):
    table = rows(8)
    table[2][ID], table[5][AREA] = table[2][ID][:-2] + "00", "约120"
    path = sheet(walk.folder / "上沟村.xlsx", HEADINGS, *table)
    walk.desk.store.files.put(path)
    walk.take(intake.weigh(walk.desk, surveys.understand(path), walk.project_id))
    batch = walk.desk.store.load(ImportBatch)[0]
    out = survey_returns.of_batch(walk.desk, batch.id, walk.folder / "退回.xlsx")
    book = openpyxl.load_workbook(out)
    cells = book["调查表"]
    at = next(r for r in range(1, 20) if cells.cell(r, 4).value == "张秀英")
    cells.cell(at, 5).value, cells.cell(at, 6).value = number(2), 5
    cells.cell(at + 3, 7).value = 240
    book.save(out)
    weighed = intake.weigh(walk.desk, surveys.understand(out), walk.project_id)
    assert weighed.counts == intake.Counts(changed=2, same=6)
    assert [(t.household.head_name, d.field) for t in weighed.taken for d in t.asks] == [("张秀英", "population")]
    walk.take(weighed, {t.key: OLD for t in weighed.undecided({})})
    assert not walk.desk.dossier(walk.project_id).held
    assert walk.household("张秀英").population == 3
    assert walk.desk.store.count(Household) == 8


def test_what_a_workbook_has_no_column_for_stays(walk):
    walk.start(rows())
    path = sheet(walk.folder / "少列.xlsx", ["户主姓名", "身份证号", "联系电话"],
                 *([row[3], row[ID], row[PHONE]] for row in rows()))
    weighed = intake.weigh(walk.desk, surveys.understand(path), walk.project_id)
    assert not [t for t in weighed.taken if t.differences]


def test_a_row_written_over_by_somebody_else_is_somebody_new(walk):
    table = rows()
    file_hash = walk.start(table)
    table[5][3], table[5][ID] = "赵大山", number(77)
    weighed = walk.back(file_hash, table)
    assert weighed.counts == intake.Counts(new=1, same=5)


def test_the_same_number_under_another_name_is_kept_and_held(walk):
    table = rows()
    walk.start(table)
    weighed = walk.weigh([[*table[0][:3], "赵大山", *table[0][4:]]])
    assert weighed.counts == intake.Counts(new=1, held=1)
    problem = next(p for p in weighed.problems if p.code == "id_duplicate")
    assert (problem.sheet, problem.row, problem.column) == ("调查表", 2, "E")
    assert "上沟村一组王秀英户的户主" in problem.message
    assert not any(character.isdigit() for character in problem.message)


def test_rows_held_are_found_again_without_keys(walk):
    table = rows()
    table[1][ID], table[2][ID], table[4][ID] = number(1)[:-2] + "00", "", table[0][ID]
    walk.start(table)
    assert len(walk.desk.dossier(walk.project_id).held) == 3
    again = rows()
    weighed = walk.weigh([*again[:4], table[4], again[5], ["", "", "", ""]])
    assert weighed.counts.new == 0
    assert weighed.counts.held == 1
    settled = {t.household.head_name: t.settles for t in weighed.taken if t.settles}
    assert settled == {"李秀英": {"id_number"}}
    assert {t.household.head_name for t in weighed.undecided({})} == {"张秀英"}


def test_a_file_is_taken_in_again_when_something_was_changed_since(walk):
    path = sheet(walk.folder / "同一份.xlsx", HEADINGS, *rows())
    for _ in range(2):
        weighed = intake.weigh(walk.desk, surveys.understand(path), walk.project_id)
        if weighed.counts.new:
            walk.take(weighed)
    with pytest.raises(KnownError, match="没有变化"):
        intake.change(walk.desk, weighed, {})
    walk.desk.do(households.correct(walk.desk, walk.household("李秀英"), "population", "8"))
    weighed = intake.weigh(walk.desk, surveys.understand(path), walk.project_id)
    assert weighed.counts == intake.Counts(changed=1, same=5)
    walk.take(weighed, {weighed.undecided({})[0].key: NEW})
    assert walk.household("李秀英").population == 2


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
    assert said == ["身份证号与其他项目“青石镇片区拆旧复垦项目区”上沟村一组李秀英户的家庭成员相同，本行暂缓。",
                    "身份证号与其他项目“青石镇片区拆旧复垦项目区”上沟村一组李秀英户的户主相同，本行暂缓。"] or len(said) == 2
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
    assert [p.code for p in walk.open()] == ["region_differs", "village_unknown"] or \
        sorted(p.code for p in walk.open()) == ["region_differs", "village_unknown"]
    again = walk.weigh([*table, ["", "", ""]])
    assert again.counts == intake.Counts(same=6)


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


def test_undo_of_an_import_brings_back_what_stood(walk):
    table = rows()
    table[2][ID] = ""
    file_hash = walk.start(table)
    before = everything(walk.desk)
    fixed = rows(8)
    fixed[1][POPULATION], fixed[3][AREA] = 9, "约300"
    weighed = walk.back(file_hash, fixed)
    walk.take(weighed, {t.key: NEW for t in weighed.undecided({})})
    assert walk.household("刘秀英").homestead_area is None
    assert everything(walk.desk) != before
    undone = walk.desk.undo()
    assert {o.outcome for o in undone.outcomes} == {"已撤销"}
    assert everything(walk.desk) == before


def test_the_batch_says_what_came_of_it(walk):
    import json
    table = rows()
    file_hash = walk.start(table)
    table[1][ID] = ""
    table.append([7, "上沟村", "", "赵大山", "12345", 3, 200, "同意", ""])
    weighed = walk.back(file_hash, table)
    walk.take(weighed, {t.key: OLD for t in weighed.undecided({})})
    said = json.loads(walk.desk.store.load(ImportBatch)[-1].understood)
    assert {name: said[name] for name in ("rows_read", "new", "changed", "same", "held")} == {
        "rows_read": 7, "new": 1, "changed": 1, "same": 5, "held": 1}


def test_weighing_can_be_stopped(walk):
    def stop(done, total):
        raise Cancelled

    reading = walk.book(rows())
    with pytest.raises(Cancelled):
        intake.weigh(walk.desk, reading, walk.project_id, stop)


def test_a_change_meanwhile_is_looked_at_again(walk):
    table = rows()
    walk.start(table)
    weighed = walk.weigh([*table, ["", ""]])
    walk.desk.do(households.correct(walk.desk, walk.household("李秀英"), "population", "8"))
    with pytest.raises(KnownError, match="1 户"):
        intake.change(walk.desk, weighed, {})


def everything(desk):
    """All that stands of the surveys."""
    return {kind: {e.id: e for e in desk.store.load(kind)} for kind in (Household, Member, Problem, SourceRow, ImportBatch)}


edits = st.lists(st.tuples(st.integers(0, 5), st.integers(1, 8), st.sampled_from(
    ["", "约120", "130.5", "王秀英", "上沟村", "同意", number(3), number(70), "12345", "#REF!", "13900000001"])), max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(edits=edits, choice=st.sampled_from([NEW, OLD]), with_keys=st.booleans())
def test_no_row_is_lost_whatever_comes_back(tmp_path_factory, edits, choice, with_keys):
    walk = Walk(tmp_path_factory.mktemp("walk"))
    file_hash = walk.start(rows())
    before = everything(walk.desk)
    table = rows()
    for at, column, text in edits:
        table[at][column] = text
    weighed = walk.back(file_hash, table) if with_keys else walk.weigh([*table, ["", "", "", "说明"]])
    walk.take(weighed, {t.key: choice for t in weighed.taken})
    batch = walk.desk.store.load(ImportBatch)[-1]
    kept = walk.desk.store.load(SourceRow, batch_id=batch.id)
    assert len(kept) == batch.rows_read == weighed.reading.rows_read
    assert all(row.household_id for row in kept)
    assert sum(1 for t in weighed.taken) == len(weighed.reading.households)
    standing = {h.id for h in walk.desk.store.load(Household)}
    assert standing >= set(before[Household])
    assert len(standing) == 6 + weighed.counts.new
    walk.desk.undo()
    assert everything(walk.desk) == before
    walk.desk.close()
