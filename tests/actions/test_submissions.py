"""What was sent is kept whole: frozen by its list, compared with what is sent later, written again byte for byte."""

from dataclasses import replace

import pytest

from linkdesk.actions import annexes, packets, plan_versions, projects, submissions
from linkdesk.actions.demo import SAMPLE
from linkdesk.actions.packets import Options
from linkdesk.domain.approval import Matter, Submission
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.packet_steps import STEPS
from linkdesk.domain.plan_standing import versions
from linkdesk.domain.planning_words import PlanKind
from tests.actions.test_amendment_packets import approved, cut, decided, fixed
from tests.actions.test_annexes import attach, pdf
from tests.actions.test_packet_steps import settled, waived


def matter_of(desk, project_id, chain, pack="A", **more):
    made = Matter(project_id=project_id, pack_id=pack, chain_id=chain, title="报批", opened_on=desk.clock().date(), **more)
    desk.do(Change("开办", after=(made,)))
    return made


def sent(desk, project_id, matter, out, step=1, packet="filing", **options):
    packets.write_packet(desk, project_id, packet, out, for_submission=True, options=Options(**options))
    desk.do(submissions.freeze(desk, matter, step, out))
    return submissions.of_matter(desk, matter)[-1]


def elsewhere(desk, matter):
    """The same matter as if it were of another project."""
    desk.do(projects.new_project(desk, replace(SAMPLE, name="另一个项目区")))
    return replace(matter, project_id=projects.find(desk, "另一个项目区").id)


@pytest.fixture
def filing(desk, project_id):
    settled(desk, project_id)
    waived(desk, project_id, "filing")
    return matter_of(desk, project_id, "A-PLAN-LOCAL")


@pytest.fixture
def plan(desk, project_id):
    settled(desk, project_id)
    waived(desk, project_id, "plan")
    return matter_of(desk, project_id, "A-PLAN-LOCAL")


def test_what_was_sent_is_written_again_byte_for_byte(desk, project_id, filing, tmp_path):
    attach(desk, project_id, "R02", pdf(tmp_path / "批复.pdf"))
    first = sent(desk, project_id, filing, tmp_path / "材料", step=4)
    assert (first.packet, first.version, first.step, first.pages) == ("filing", 1, 4, submissions.read_list(tmp_path / "材料").pages)
    again = submissions.write_again(desk, first, tmp_path / "再次")
    assert {path.name for path in again} >= {"申报材料.pdf", "清单.json", "清单.txt", "印制说明.pdf"}
    for path in again:
        assert path.read_bytes() == (tmp_path / "材料" / path.name).read_bytes()
    assert submissions.as_sent(desk, first, tmp_path / "再次") == ()
    (tmp_path / "再次" / "清单.txt").write_text("另写")
    assert submissions.as_sent(desk, first, tmp_path / "再次") == ("“清单.txt”与报送时不同。",)


def test_what_was_sent_is_only_added_to(desk, project_id, filing, tmp_path):
    first = sent(desk, project_id, filing, tmp_path / "甲")
    with pytest.raises(KnownError, match="已作为第 1 次报送件留存"):
        submissions.freeze(desk, filing, 1, tmp_path / "甲")
    with pytest.raises(KnownError):
        desk.do(Change("删", before=(first,)))
    desk.undo()
    assert desk.store.load(Submission) == [first]


def test_a_later_one_says_what_differs(desk, project_id, filing, tmp_path):
    attach(desk, project_id, "R03", pdf(tmp_path / "文本.pdf"))
    first = sent(desk, project_id, filing, tmp_path / "甲")
    (tmp_path / "数据.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    attach(desk, project_id, "R03", tmp_path / "数据.zip")
    second = sent(desk, project_id, filing, tmp_path / "乙")
    found = submissions.differences(desk, first, second)
    assert second.version == 2
    assert found.added == ("附件原件/R03-02 数据.zip",)
    assert (found.removed, "申报材料.pdf" in found.changed) == ((), True)
    assert any("R03" in cell.row and "数据.zip" in cell.after for cell in found.cells)
    assert not submissions.differences(desk, first, first)


def test_a_changed_a_foreign_and_a_draft_folder_are_refused(desk, project_id, filing, tmp_path):
    packets.write_packet(desk, project_id, "filing", tmp_path / "草稿")
    with pytest.raises(KnownError, match="是草稿"):
        submissions.freeze(desk, filing, 4, tmp_path / "草稿")
    packets.write_packet(desk, project_id, "filing", tmp_path / "材料", for_submission=True)
    with pytest.raises(KnownError, match="这一步报送的是实施方案材料"):
        submissions.freeze(desk, filing, 2, tmp_path / "材料")
    with pytest.raises(KnownError, match="没有第 9 步"):
        submissions.freeze(desk, filing, 9, tmp_path / "材料")
    with pytest.raises(KnownError, match="别的项目的材料"):
        submissions.freeze(desk, elsewhere(desk, filing), 4, tmp_path / "材料")
    (tmp_path / "材料" / "申报材料.pdf").write_bytes(b"x")
    with pytest.raises(KnownError, match="与清单有 1 处不符"):
        submissions.freeze(desk, filing, 4, tmp_path / "材料")
    assert desk.store.load(Submission) == []


def test_a_damaged_file_of_a_submission_is_named_and_not_written(desk, project_id, filing, tmp_path):
    first = sent(desk, project_id, filing, tmp_path / "材料")
    file = next(f for f in submissions.files_of(desk, first) if f.name == "申报材料.pdf")
    desk.store.files.path(file.file_hash).write_bytes(b"%PDF damaged")
    assert submissions.damaged(desk, first) == ("申报材料.pdf",)
    with pytest.raises(KnownError, match="报送件里的“申报材料"):
        submissions.write_again(desk, first, tmp_path / "再次")
    assert not (tmp_path / "再次").exists()


def test_a_plan_goes_up_as_it_was_fixed(desk, project_id, plan, tmp_path):
    packets.write_packet(desk, project_id, "plan", tmp_path / "甲", for_submission=True)
    with pytest.raises(KnownError, match="项目区实施方案还没有定稿"):
        submissions.freeze(desk, plan, 2, tmp_path / "甲")
    fixed(desk, project_id)
    first = sent(desk, project_id, plan, tmp_path / "乙", step=2, packet="plan")
    assert first.plan_version_id == versions(desk.dossier(project_id), PlanKind.WHOLE)[-1].id
    cut(desk, project_id, "CJ-SG-01", "6000")
    packets.write_packet(desk, project_id, "plan", tmp_path / "丙", for_submission=True)
    with pytest.raises(KnownError, match="第 1 版定稿之后又有改动"):
        submissions.freeze(desk, plan, 2, tmp_path / "丙")
    desk.do(plan_versions.fix(desk, project_id, PlanKind.WHOLE, "按审查意见核减"))
    second = sent(desk, project_id, plan, tmp_path / "丁", step=2, packet="plan")
    found = submissions.differences(desk, first, second)
    assert {cell.row for cell in found.cells if cell.table.startswith("附表")} & {"CJ-SG-01"}
    assert found.texts


def test_each_of_two_plans_is_sent_by_itself(desk, project_id, tmp_path):
    settled(desk, project_id)
    decided(desk, project_id, surplus_trade=True)
    waived(desk, project_id, "plan")
    new = matter_of(desk, project_id, "A-PLAN-NEW")
    fixed(desk, project_id, PlanKind.NEW)
    packets.write_packet(desk, project_id, "plan", tmp_path / "两份", for_submission=True)
    with pytest.raises(KnownError, match="本事项只报建新区实施方案"):
        submissions.freeze(desk, new, 2, tmp_path / "两份")
    packets.write_packet(desk, project_id, "plan", tmp_path / "旧", for_submission=True, options=Options(plan=PlanKind.OLD))
    with pytest.raises(KnownError, match="没有建新区实施方案的材料"):
        submissions.freeze(desk, new, 2, tmp_path / "旧")
    one = sent(desk, project_id, new, tmp_path / "新", step=2, packet="plan", plan=PlanKind.NEW)
    assert not [f.name for f in submissions.files_of(desk, one) if "拆旧区" in f.name]


def test_an_amendment_and_the_acceptance_are_one_submission_for_two_matters(desk, project_id, tmp_path):
    settled(desk, project_id)
    decided(desk, project_id, packs=("B",), city_invested=False)
    approved(desk, project_id)
    cut(desk, project_id, "CJ-SG-01", "6000")
    fixed(desk, project_id, reason="新增耕地核减")
    for step in ("amendment", "acceptance"):
        waived(desk, project_id, step)
    acceptance = matter_of(desk, project_id, "B-ACCEPTANCE", "B")
    amendment = matter_of(desk, project_id, "B-AMENDMENT", "B", joined_id=acceptance.id)
    one = sent(desk, project_id, amendment, tmp_path / "材料", step=2, packet="amendment", together="acceptance")
    assert (one.joined_id, one.packet) == (acceptance.id, "amendment")
    assert one.plan_version_id == versions(desk.dossier(project_id), PlanKind.WHOLE)[-1].id
    assert annexes.lines(desk, project_id, STEPS["acceptance"])[0].annex.id == "V01"
