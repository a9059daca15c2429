"""The poverty office's list beside the survey: by identity number, a difference explained or taken over, a likeness only suggested."""

from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from linkdesk.actions import agreements, relocation
from linkdesk.actions.reconciling import RELOCATED, Found
from linkdesk.actions.relocation import Received
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import new_id
from linkdesk.domain.household import Household, Member
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.project import Project
from linkdesk.domain.relocation import RelocationEntry, RelocationList
from linkdesk.domain.words import ChangeKind, LeftOutReason, RelocationType
from tests.actions.relocation_lists import line, write

RECEIVED = Received("2018年易地扶贫搬迁名单", "岚川县扶贫开发办公室", date(2018, 5, 1))


@pytest.fixture
def able(sample):
    desk, project_id = sample
    return agreements.eligible(desk.dossier(project_id))[0]


@pytest.fixture
def compared(sample, tmp_path):
    desk, project_id = sample

    def comparing(rows, every=False):
        reading = relocation.understand(write(tmp_path / "名单.xlsx", rows))
        desk.do(relocation.take_in(desk, reading, RECEIVED))
        return by_name(relocation.reconcile(desk, relocation.lists(desk)[0], project_id, every))
    return comparing


def by_name(lines):
    return {(line.entry or line.household).head_name: line for line in lines}


def other_number(number, at=8):
    """The same number with another digit at one place, right by itself."""
    digit = str((int(number[at]) + 1) % 10)
    first17 = number[:at] + digit + number[at + 1:17]
    return first17 + check_digit(first17)


def test_every_kind_of_finding_is_told_apart(sample, able, compared):
    desk, _ = sample
    here = [h for h in able if h.relocation_type in RELOCATED and h.population]
    same, differs, alike, left, only_here = here[:5]
    desk.do(Change("未列入", before=(left,), after=(replace(left, left_out=LeftOutReason.LIVED_IN),)))
    head = able[-1]
    desk.do(Change("成员", after=(Member(household_id=head.id, name="李四", id_number=other_number(head.id_number)),)))
    rows = [line(same), line(differs, population=differs.population + 1, site="新村安置点"),
            line(alike, id_number=other_number(alike.id_number)), line(left),
            line(head, head_name="李四", id_number=other_number(head.id_number)),
            line(head, head_name="某某某", id_number=other_number(able[-2].id_number, 9)), line(same, head_name="重复的人")]
    lines = compared(rows)
    found = {name: each.found for name, each in lines.items()}
    assert found[same.head_name] is Found.SAME
    assert found[alike.head_name] is Found.ALIKE
    assert lines[alike.head_name].household.id == alike.id
    assert found[left.head_name] is Found.LEFT
    assert found["李四"] is Found.MEMBER
    assert found["某某某"] is Found.LISTED
    assert found["重复的人"] is Found.TWICE
    assert found[only_here.head_name] is Found.SURVEYED
    assert {d.field for d in lines[differs.head_name].differences} == {"population", "resettlement_site"}
    assert f"名单 {differs.population + 1}" in lines[differs.head_name].said


def test_only_those_the_office_relocates_must_be_listed(able, compared):
    lines = compared([line(able[0])])
    missing = [each.household for each in lines.values() if each.found is Found.SURVEYED]
    assert missing
    assert all(h.relocation_type in RELOCATED or (h.relocation_type is None and h.registered_poor) for h in missing)
    assert any(h.relocation_type is RelocationType.MINING or h.relocation_type is RelocationType.IDLE for h in able)


def test_what_a_list_lacks_is_no_problem_but_a_wrong_number_is_kept_with_its_fault(able, compared):
    wrong = able[0].id_number[:-1] + ("1" if able[0].id_number[-1] != "1" else "2")
    lines = compared([line(able[0], id_number=wrong), line(able[1], id_number="")])
    entry, other = lines[able[0].head_name].entry, lines[able[1].head_name].entry
    assert entry.id_number == wrong
    assert "校验位" in entry.problem
    assert "身份证号" in other.problem
    assert {lines[h.head_name].found for h in able[:2]} == {Found.ALIKE}
    assert {lines[h.head_name].household.id for h in able[:2]} == {able[0].id, able[1].id}


def test_other_townships_are_looked_at_only_when_asked(sample, able, compared):
    desk, project_id = sample
    number = other_number(other_number(able[0].id_number), 10)
    lines = compared([line(able[0], village="远处村", head_name="外乡人", id_number=number)])
    assert "外乡人" not in lines
    assert "外乡人" in by_name(relocation.reconcile(desk, relocation.lists(desk)[0], project_id, every=True))


def test_a_household_of_another_project_is_named_so(sample, able, compared):
    desk, project_id = sample
    other = replace(desk.store.get(Project, project_id), id=new_id(), name="另一个项目区")
    desk.do(Change("另一个项目", before=(able[0],), after=(other, replace(able[0], project_id=other.id))))
    assert compared([line(able[0])])[able[0].head_name].found is Found.ELSEWHERE


def test_a_difference_is_taken_over_field_by_field_and_undone(sample, able, compared):
    desk, project_id = sample
    one = able[0]
    each = compared([line(one, population=one.population + 1, site="新村安置点")])[one.head_name]
    with pytest.raises(KnownError, match="勾选"):
        relocation.take_over(desk, each, ())
    desk.do(relocation.take_over(desk, each, ("population",)))
    after = desk.store.get(Household, one.id)
    assert (after.population, after.resettlement_site) == (one.population + 1, one.resettlement_site)
    left = by_name(relocation.reconcile(desk, relocation.lists(desk)[0], project_id))[one.head_name]
    assert [d.field for d in left.differences] == ["resettlement_site"]
    desk.undo()
    assert desk.store.get(Household, one.id) == one


def test_with_another_village_the_household_goes_to_that_village_of_the_directory(sample, able, compared):
    desk, project_id = sample
    other = next(v for v in desk.dossier(project_id).villages if v.id != able[0].village_id and v.name != able[0].village)
    each = compared([line(able[0], village=other.name)])[able[0].head_name]
    desk.do(relocation.take_over(desk, each, ("village",)))
    after = desk.store.get(Household, able[0].id)
    assert (after.village, after.village_id) == (other.name, other.id)
    assert desk.undo_title == "按搬迁名单修改行政村"


def test_a_number_of_the_list_is_taken_only_when_it_is_right_and_free(sample, able, compared):
    desk, _ = sample
    one, two = able[:2]
    free = other_number(one.id_number)
    each = compared([line(one, id_number=free)])[one.head_name]
    assert each.found is Found.ALIKE
    desk.do(relocation.take_over(desk, each, ("id_number",)))
    assert desk.store.get(Household, one.id).id_number == free
    wrong = replace(each, differences=tuple(replace(d, listed=two.id_number) for d in each.differences if d.field == "id_number"))
    with pytest.raises(KnownError, match="另一户"):
        relocation.take_over(desk, wrong, ("id_number",))


def test_an_explanation_stays_with_the_entry(sample, able, compared):
    desk, _ = sample
    each = compared([line(able[0], population=9)])[able[0].head_name]
    desk.do(relocation.explain(desk, each.entry, "名单把外嫁女计入"))
    kept = desk.store.get(RelocationEntry, each.entry.id)
    assert (kept.settled_how, kept.settled_by) == ("名单把外嫁女计入", desk.officer_name)
    desk.undo()
    assert desk.store.get(RelocationEntry, each.entry.id) == each.entry


def test_a_list_is_taken_in_once_and_taken_back_whole(sample, able, compared, tmp_path):
    desk, _ = sample
    compared([line(h) for h in able[:3]])
    with pytest.raises(KnownError, match="导入过"):
        relocation.take_in(desk, relocation.understand(tmp_path / "名单.xlsx"), RECEIVED)
    desk.do(relocation.remove(desk, relocation.lists(desk)[0]))
    assert not desk.store.load(RelocationEntry)
    desk.undo()
    assert len(desk.store.load(RelocationEntry)) == 3
    desk.undo()
    assert not desk.store.load(RelocationList)


def test_the_reconciliation_goes_out_as_a_workbook_and_into_the_journal(sample, able, compared, tmp_path):
    desk, project_id = sample
    lines = compared([line(able[0]), line(able[1], population=9)])
    out = relocation.export(desk, relocation.lists(desk)[0], project_id, lines.values(), tmp_path / "核对.xlsx")
    cells = [[c.value for c in row] for row in load_workbook(out).active.iter_rows()]
    row = next(r for r in cells if r[1] == "有差异")
    assert able[1].id_number in row
    assert any("名单 9" in str(cell) for cell in row)
    assert desk.store.history(1)[0].kind == ChangeKind.EXPORT
