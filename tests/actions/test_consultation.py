"""Consultation: departments asked at once, answers, hearings, resolutions whose votes add up, papers kept with their rows."""

import pikepdf
import pytest

from linkdesk.actions import annexes, hearings, opinions, resolutions
from linkdesk.actions.opinions import Asking
from linkdesk.domain.approval_words import OpinionStance
from linkdesk.domain.change import Change
from linkdesk.domain.consultation_files import consultation_files
from linkdesk.domain.directory import Agency, AgencyName
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import AnnexState
from linkdesk.domain.project import Project

ASKING = Asking("项目区实施规划", "2018-06-20", "2018-06-30", "岚国土资函〔2018〕5号")


@pytest.fixture
def of_dazhou(sample):
    desk, project_id = sample
    was = desk.store.get(Project, project_id)
    agency = Agency(authority_id=was.responsible_id, duty="林业")
    name = AgencyName(agency_id=agency.id, name="岚川县林业局")
    desk.do(Change("准备", before=(was,), after=(Project(**{f: getattr(was, f) for f in was.__slots__} | {"packs": ("B",)}), agency, name)))
    return desk, project_id


def test_all_departments_of_the_pack_are_asked_at_once_and_none_twice(of_dazhou):
    desk, project_id = of_dazhou
    first = opinions.add(desk, project_id)
    desk.do(first)
    desk.do(opinions.set_opinion_field(desk, first.after[0], "department", "林业部门"))
    desk.do(opinions.ask_all(desk, project_id, ASKING))
    asked = opinions.opinions(desk, project_id)
    assert len(asked) == 11
    assert {o.asking_number for o in asked} == {"岚国土资函〔2018〕5号"}
    assert "岚川县林业局" in {o.department for o in asked}
    assert "水务部门" in {o.department for o in asked}
    with pytest.raises(KnownError, match="都已发出"):
        opinions.ask_all(desk, project_id, ASKING)
    desk.undo()
    assert [o.asked_on for o in opinions.opinions(desk, project_id)] == [None]


@pytest.mark.parametrize(("asking", "words"), [
    (Asking(asked_on=""), "请填写发出日期"), (Asking(asked_on="2018-07-03"), "以后"), (Asking(asked_on="2018-06-20", due_on="2018-06-19"), "早于")])
def test_days_that_cannot_be_are_refused(of_dazhou, asking, words):
    desk, project_id = of_dazhou
    with pytest.raises(KnownError, match=words):
        opinions.ask_all(desk, project_id, asking)


def test_an_answer_comes_after_the_question_and_stays(of_dazhou):
    desk, project_id = of_dazhou
    desk.do(opinions.ask_all(desk, project_id, ASKING))
    one = opinions.opinions(desk, project_id)[0]
    with pytest.raises(KnownError, match="早于发出日期"):
        opinions.set_opinion_field(desk, one, "answered_on", "2018-06-01")
    desk.do(opinions.set_opinion_field(desk, one, "stance", OpinionStance.DISAGREES))
    assert str(opinions.opinions(desk, project_id)[0].answered_on) == "2018-07-02"
    with pytest.raises(KnownError, match="已经答复"):
        opinions.remove(desk, [one])
    assert {"consult-late", "consult-reason"} <= {f.rule_id for f in desk.findings(project_id)}


def test_votes_that_cannot_be_are_refused_in_words(sample):
    desk, project_id = sample
    made = resolutions.add(desk, project_id)
    desk.do(made)
    one = made.after[0]
    assert one.village_id

    def put(name, text):
        desk.do(resolutions.set_resolution_field(desk, one, name, text))
    for name, text in (("entitled", "30"), ("present", "24"), ("in_favour", "16"), ("against", "8")):
        put(name, text)
    for name, text, words in (("present", "31", "多于应到"), ("abstained", "1", "多于实到"), ("present", "20", "多于实到"),
                              ("held_on", "2018-07-03", "以后"), ("present", "二十", "请填数字")):
        with pytest.raises(KnownError, match=words):
            put(name, text)
    put("abstained", "0")
    with pytest.raises(KnownError, match="与实到 24 人不符"):
        put("against", "7")
    with pytest.raises(KnownError, match="没有粘贴"):
        resolutions.paste(desk, project_id, [["决议", "10", "11"]], ["subject", "entitled", "present"])


def test_the_signed_paper_makes_its_line_of_the_list(sample, tmp_path):
    desk, project_id = sample
    desk.do(resolutions.add(desk, project_id))
    one = resolutions.resolutions(desk, project_id)[0]
    empty = tmp_path / "空.pdf"
    empty.write_bytes(b"")
    with pytest.raises(KnownError, match="不是 PDF"):
        resolutions.attach(desk, one, empty)
    paper = tmp_path / "决议.pdf"
    paper.write_bytes(b"%PDF-1.4 made up")
    desk.do(resolutions.attach(desk, one, paper))
    assert [f.file_name for f in consultation_files(desk.dossier(project_id))["F09"]] == ["决议.pdf"]
    desk.undo()
    assert consultation_files(desk.dossier(project_id)) == {}


def test_a_hearing_is_held_after_it_was_announced(sample):
    desk, project_id = sample
    desk.do(hearings.add(desk, project_id))
    one = hearings.hearings(desk, project_id)[0]
    desk.do(hearings.set_hearing_field(desk, one, "announced_on", "2018-06-10"))
    with pytest.raises(KnownError, match="早于公告日期"):
        hearings.set_hearing_field(desk, one, "held_on", "2018-06-09")
    desk.do(hearings.set_hearing_field(desk, one, "held_on", "2018-06-20"))


def test_a_paper_of_a_resolution_is_in_the_list_and_goes_only_where_it_lies(sample, tmp_path):
    desk, project_id = sample
    desk.do(resolutions.add(desk, project_id))
    one = resolutions.resolutions(desk, project_id)[0]
    paper = tmp_path / "决议.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(paper)
    desk.do(resolutions.attach(desk, one, paper))
    line = next(each for each in annexes.lines(desk, project_id) if each.annex.id == "F09")
    assert (line.state, [f.file_name for f in line.files]) == (AnnexState.THERE, ["决议.pdf"])
    with pytest.raises(KnownError, match="附在“征求意见”里"):
        annexes.remove(line.files)
    desk.do(annexes.attach(desk, project_id, "F09", [paper]))
    line = next(each for each in annexes.lines(desk, project_id) if each.annex.id == "F09")
    assert len(line.files) == 1
    desk.do(annexes.remove(line.files))
