"""The rules of suspensions, of consultation and of consent: each met, broken and not to be told."""

from dataclasses import replace
from datetime import date

import pytest

from linkdesk.domain.approval import Approvals, Matter
from linkdesk.domain.approval_words import Adoption, MeetingKind, OpinionStance, SanctionKind
from linkdesk.domain.consultation import Hearing, Opinion, Resolution
from linkdesk.domain.consultation_files import consultation_files
from linkdesk.domain.docket import docket_of
from linkdesk.domain.oversight import Sanction
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.words import Certainty, Severity
from linkdesk.policy.consulted import departments
from linkdesk.policy.suspensions import suspended
from linkdesk.policy.terms import Subject
from tests.policy.dossiers import dossier, old, shipped
from tests.policy.test_check import found

DAY = date(2018, 6, 1)
MANY = ("农工委", "发改", "经信", "规划", "住建", "农业", "林业", "环保", "水务", "扶贫移民")


def with_(made, **approvals):
    return replace(made, approvals=Approvals(**{name: tuple(rows) for name, rows in approvals.items()}))


def said(made, rule):
    return [(f.severity, f.message) for f in found(made) if f.rule_id == rule]


def sanction(kind, **more):
    return Sanction(authority_id="county", kind=kind, decided_by="省国土资源厅", number="×发〔2018〕1号", decided_on=DAY, **more)


@pytest.mark.parametrize(("pack", "kind", "rule", "clause", "subject"), [
    ("A", SanctionKind.LAND_SUSPENDED, "R41-land", "A §二(二)", Subject.NEW_LAND),
    ("B", SanctionKind.ADVANCE_SUSPENDED, "R41-advance", "B §二(四)", Subject.ADVANCE),
    ("B", SanctionKind.QUOTA_SUSPENDED, "R41-quota", "B §三(二)", Subject.PLAN)])
def test_an_active_suspension_warns_where_it_bites(pack, kind, rule, clause, subject):
    made = with_(dossier(old("6"), packs=(pack,)), sanctions=[sanction(kind)])
    assert [(f.severity, f.subject, f.subject_id) for f in found(made) if f.rule_id == rule] == [
        (Severity.WARNING, "sanction", made.approvals.sanctions[0].id)]
    sentence = suspended(docket_of(made), shipped().values(), subject)
    assert kind in sentence
    assert clause in sentence
    assert "×发〔2018〕1号" in sentence
    assert not suspended(docket_of(made), shipped().values(), Subject.ACCEPTANCE)
    lifted = with_(made, sanctions=[*made.approvals.sanctions, sanction(kind, lifts_id=made.approvals.sanctions[0].id)])
    assert not said(lifted, rule)
    assert not suspended(docket_of(lifted), shipped().values())


def opinion(duty, **more):
    return Opinion(project_id="p", duty=duty, department=f"县{duty}局", asked_on=DAY, **more)


def test_the_departments_of_the_pack_are_all_asked():
    made = dossier(old("6"))
    assert tuple(d.duty for d in departments(made)) == MANY
    assert not said(made, "consult-all")
    short = with_(made, opinions=[opinion(duty) for duty in MANY[2:]])
    assert said(short, "consult-all") == [(Severity.WARNING, "农工委部门、发改部门：列明的部门都要征求意见。")]
    assert not said(with_(made, opinions=[opinion(duty) for duty in MANY]), "consult-all")
    assert departments(dossier(old("6"), packs=("A",))) == ()


def test_late_answers_and_those_nobody_dealt_with_are_told():
    made = dossier(old("6"), packs=("A",))
    late = with_(made, opinions=[opinion("林业", due_on=date(2018, 6, 19)), opinion("农业", due_on=date(2018, 6, 20))])
    assert said(late, "consult-late") == [(Severity.WARNING, "县林业局：部门意见要按期收齐。")]
    against = opinion("林业", answered_on=DAY, stance=OpinionStance.DISAGREES)
    assert "县林业局”不同意，还没有写采纳情况" in said(with_(made, opinions=[against]), "consult-reason")[0][1]
    silent = replace(against, adopted=Adoption.NOT_ADOPTED)
    assert "没有写明理由" in said(with_(made, opinions=[silent]), "consult-reason")[0][1]
    assert not said(with_(made, opinions=[replace(silent, reason="已另选地块")]), "consult-reason")


def resolution(**more):
    return Resolution(**({"project_id": "p", "village_id": "v1", "held_on": DAY, "entitled": 30, "present": 24, "in_favour": 16, "against": 8,
                          "abstained": 0, "file_name": "决议.pdf", "file_hash": "0" * 64} | more))


@pytest.mark.parametrize("pack", ["A", "B"])
def test_two_thirds_of_those_present_are_enough_and_less_is_not(pack):
    made = dossier(old("6"), packs=(pack,))
    assert not said(with_(made, resolutions=[resolution()]), "R17-assembly")
    short = said(with_(made, resolutions=[resolution(in_favour=15, against=9)]), "R17-assembly")
    assert [severity for severity, _ in short] == [Severity.WARNING]
    assert short[0][1].startswith("上沟村村民代表会议同意比例：")
    assert "待核实" in short[0][1]
    unknown = said(with_(made, resolutions=[resolution(in_favour=None)]), "R17-assembly")
    assert unknown[0][0] is Severity.NOTE
    assert unknown[0][1].startswith("资料不足")


def test_the_county_says_what_the_votes_are_counted_against():
    own = PolicyOverride(pack_id="B", name="assembly_basis", value="应到人数", document="×号", certainty=Certainty.STATED)
    made = with_(dossier(old("6"), overrides=[own]), resolutions=[resolution()])
    assert [f.measured for f in found(made) if f.rule_id == "R17-assembly"] == ["53.33%"]


@pytest.mark.parametrize(("kind", "present", "broken"), [
    (MeetingKind.REPRESENTATIVES, 20, False), (MeetingKind.REPRESENTATIVES, 19, True),
    (MeetingKind.VILLAGERS, 15, True), (MeetingKind.VILLAGERS, 16, False)])
def test_enough_must_have_come(kind, present, broken):
    rule = "resolution-villagers" if kind is MeetingKind.VILLAGERS else "resolution-representatives"
    made = with_(dossier(old("6")), resolutions=[resolution(kind=kind, present=present, in_favour=present, against=0)])
    assert bool(said(made, rule)) is broken


def test_votes_that_cannot_be_are_errors():
    made = with_(dossier(old("6")), resolutions=[resolution(in_favour=17)])
    assert said(made, "resolution-votes") == [
        (Severity.ERROR, "上沟村村民代表会议同意、反对、弃权合计 25 人，多于实到 24 人：村民决议的人数要加得起来。")]


def test_villages_without_a_resolution_are_named_once_something_goes_up():
    made = dossier(old("6"), old("7", "v2"))
    assert not said(made, "resolution-missing")
    sent = with_(made, matters=[Matter(project_id="p", title="方案")])
    assert "上沟村、大垭村" in said(sent, "resolution-missing")[0][1]
    assert "上沟村" not in said(with_(made, resolutions=[resolution()]), "resolution-missing")[0][1]
    assert not said(with_(made, resolutions=[resolution(), resolution(village_id="v2")]), "resolution-missing")


def test_papers_lie_with_their_rows_and_count_in_the_list():
    hearing = Hearing(project_id="p", subject="方案", held_on=DAY, result="采纳", file_name="笔录.jpg", file_hash="1" * 64)
    made = with_(dossier(old("6")), resolutions=[resolution(), resolution(village_id="v2", file_hash="", file_name="")], hearings=[hearing])
    assert {code: [f.file_name for f in files] for code, files in consultation_files(made).items()} == {"F09": ["决议.pdf"], "F11": ["笔录.jpg"]}
    assert said(made, "resolution-paper")
    assert not said(made, "hearing-record")
    assert said(with_(made, hearings=[replace(hearing, result="")]), "hearing-record")[0][0] is Severity.NOTE
