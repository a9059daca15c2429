"""Every verb of approvals: done, undone, redone, and taken back days later while another program writes; what is for good stays."""

from contextlib import closing, suppress
from datetime import date, datetime, timedelta

import pytest

from linkdesk.actions import (
    archive,
    clocks,
    duties,
    hearings,
    history,
    inspections,
    letter_editing,
    letter_receiving,
    letter_scans,
    letters,
    matter_entries,
    matters,
    opinions,
    plan_versions,
    resolutions,
    return_comments,
    sanctions,
    targets,
)
from linkdesk.actions.letter_receiving import Incoming
from linkdesk.actions.matter_entries import Particulars
from linkdesk.desk import Desk
from linkdesk.domain.approval import Matter, ReturnComment, YearTarget
from linkdesk.domain.approval_words import LetterKind, SanctionKind
from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.change import Change
from linkdesk.domain.consultation import Hearing, Opinion, Resolution
from linkdesk.domain.directory import Authority, Officer
from linkdesk.domain.entities import ENTITIES
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter
from linkdesk.domain.oversight import DutyPerson, Inspection, Sanction
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.project import Project
from linkdesk.domain.words import AuthorityKind
from tests.actions.walked_matters import FIRST, PASSED, SENT, day, do, last, opened, project_of

SIGNED = {"document_code": "岚政", "signers": "王立", "dated_on": "2018-07-02", "contact": "李明", "phone": "0358-1234567",
          "recipients": "岚阳市人民政府", "title": "关于项目区的请示", "body": "现将方案报上。妥否，请批示。"}
CAME = Incoming(LetterKind.REPLY, "岚阳函〔2018〕12号", "岚阳市人民政府", "批复", date(2018, 6, 20))
FILED = {"title": "批复", "fonds": "Q1", "organ": "自然资源局", "author": "市政府", "dated_on": "2018-01-01", "pages": "3"}
SUSPENDED = sanctions.Typed(SanctionKind.QUOTA_SUSPENDED, "省人民政府", "晋〔2018〕1号", "2018-01-01")


class Office:
    """A desk with one row of each kind, and the scan that is attached to them."""

    def __init__(self, folder):
        self.desk, self.id = project_of(folder)
        self.scan = folder / "扫描件.pdf"
        self.scan.write_bytes(b"%PDF-1.4\n" + bytes(64))
        desk, id_ = self.desk, self.id
        self.body = desk.store.get(Project, id_).responsible_id
        for verb in (inspections, duties, opinions, hearings, resolutions, archive):
            desk.do(verb.add(desk, id_))
        desk.do(targets.add(desk))
        desk.do(letters.draft(desk, id_, LetterKind.NOTICE))
        desk.do(plan_versions.fix(desk, id_, PlanKind.WHOLE))
        opened(desk, id_, "A-DESIGN", basis_document="批复", basis_number="岚〔2017〕1号", basis_on=FIRST)
        for name, text in FILED.items():
            desk.do(archive.set_item_field(desk, self.of(ArchiveItem), name, text))
        self.key = clocks.running_clocks(desk, id_)[0].key
        desk.do(letter_receiving.receive(desk, id_, CAME))

    def of(self, kind, **fits):
        """The one row of a kind."""
        return self.desk.store.load(kind, **fits)[0]

    def told(self):
        """All rows but what the other program writes."""
        return {name: {row.id: row for row in self.desk.store.load(kind)} for name, kind in ENTITIES.items() if kind is not Authority}


def _reading(at):
    return clocks.set_reading(at.desk, at.id, at.key, started_on="2018-01-01", document="岚政〔2018〕1号", note="说明")


VERBS = {
    "inspections.add": lambda at: inspections.add(at.desk, at.id),
    "inspections.set": lambda at: inspections.set_inspection_field(at.desk, at.of(Inspection), "finding", "未公示"),
    "inspections.attach": lambda at: inspections.attach(at.desk, at.of(Inspection), at.scan),
    "inspections.paste": lambda at: inspections.paste(at.desk, at.id, [["省厅"]], ("inspector",)),
    "inspections.remove": lambda at: inspections.remove(at.desk, [at.of(Inspection)]),
    "duties.add": lambda at: duties.add(at.desk, at.id, whole_place=True),
    "duties.set": lambda at: duties.set_duty_field(at.desk, at.of(DutyPerson), "name", "张立"),
    "duties.whole": lambda at: duties.set_whole_place(at.desk, at.of(DutyPerson), at.id, True),
    "duties.succeed": lambda at: duties.succeed(at.desk, at.of(DutyPerson)),
    "duties.remove": lambda at: duties.remove(at.desk, [at.of(DutyPerson)]),
    "opinions.set": lambda at: opinions.set_opinion_field(at.desk, at.of(Opinion), "stance", "同意"),
    "opinions.ask": lambda at: opinions.ask_all(at.desk, at.id, opinions.Asking("方案", "2018-06-01")),
    "opinions.remove": lambda at: opinions.remove(at.desk, [at.of(Opinion)]),
    "hearings.set": lambda at: hearings.set_hearing_field(at.desk, at.of(Hearing), "place", "村委会"),
    "hearings.attach": lambda at: hearings.attach(at.desk, at.of(Hearing), at.scan),
    "hearings.remove": lambda at: hearings.remove(at.desk, [at.of(Hearing)]),
    "resolutions.set": lambda at: resolutions.set_resolution_field(at.desk, at.of(Resolution), "entitled", "20"),
    "resolutions.remove": lambda at: resolutions.remove(at.desk, [at.of(Resolution)]),
    "targets.set": lambda at: targets.set_target_field(at.desk, at.of(YearTarget), "area", "20"),
    "targets.set_body": lambda at: targets.set_body(at.desk, at.of(YearTarget), None),
    "targets.paste": lambda at: targets.paste(at.desk, [["另一任务"]], ("subject",)),
    "targets.remove": lambda at: targets.remove(at.desk, [at.of(YearTarget)]),
    "archive.collect": lambda at: archive.collect(at.desk, at.id),
    "archive.number": lambda at: archive.number(at.desk, at.id),
    "archive.remove": lambda at: archive.remove(at.desk, [at.of(ArchiveItem)]),
    "clocks.set": _reading,
    "letters.draft": lambda at: letters.draft(at.desk, at.id, LetterKind.REPORT),
    "letters.correct": lambda at: letter_editing.correct(at.desk, at.of(Letter, number=""), "copies", "12"),
    "letters.write": lambda at: letter_editing.write(at.of(Letter, number=""), "另一正文。"),
    "letters.discard": lambda at: letters.discard(at.of(Letter, number="")),
    "letters.correct received": lambda at: letter_editing.correct(at.desk, at.of(Letter, number=CAME.number), "title", "另一标题"),
    "letters.attach": lambda at: letter_scans.attach(at.desk, at.of(Letter, number=CAME.number), at.scan),
    "matters.open": lambda at: matters.open_matter(at.desk, at.id, "A", "A-PLAN-LOCAL"),
    "matters.title": lambda at: matters.set_matter_field(at.desk, at.of(Matter), "title", "另一名称"),
    "matters.basis": lambda at: matters.set_basis(at.desk, at.of(Matter), "", "", None),
    "matters.remove": lambda at: matters.remove(at.desk, at.of(Matter)),
}


@pytest.fixture(scope="module")
def offices(tmp_path_factory):
    """The office with a second desk at its workspace."""
    at = Office(tmp_path_factory.mktemp("office"))
    with closing(at.desk), closing(Desk.open(at.desk.folder, at.desk.clock)) as other:
        other.sign_in(other.store.load(Officer)[0])
        yield at, other


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_done_undone_redone_and_taken_back_days_later(offices, verb):
    at, other = offices
    before, now = at.told(), at.desk.clock()
    seq = at.desk.do(VERBS[verb](at))
    after = at.told()
    assert after != before
    at.desk.undo()
    assert at.told() == before
    at.desk.redo()
    assert at.told() == after
    other.as_of()
    other.do(Change("旁人的改动", after=(Authority(name=verb, kind=AuthorityKind.COUNTY),)))
    at.desk.clock = lambda: now + timedelta(days=10)
    at.desk.as_of()
    history.take_back(at.desk, seq)
    assert at.told() == before


def test_what_is_entered_for_good_is_passed_over_and_refused(tmp_path):
    at = Office(tmp_path)
    desk = at.desk
    draft = at.of(Letter, number="")
    for name, text in {"kind": "请示", **SIGNED}.items():
        desk.do(letter_editing.correct(desk, letters.current(desk, draft.id), name, text))
    matter = opened(desk, at.id, "A-PLAN-LOCAL")
    do(desk, matter, PASSED)
    do(desk, matter, SENT)
    for make in (
            lambda: letters.issue(desk, draft.id),
            lambda: letters.void(desk, letters.current(desk, draft.id), "有误"),
            lambda: letters.void(desk, at.of(Letter, number=CAME.number), "重复"),
            lambda: sanctions.enter(desk, at.body, None, SUSPENDED),
            lambda: sanctions.lift(desk, at.of(Sanction), sanctions.Typed(SUSPENDED.kind, "省人民政府", "晋〔2018〕2号", "2018-02-01")),
            lambda: sanctions.revoke(desk, desk.store.load(Sanction)[-1], "录错"),
            lambda: matter_entries.give_back(desk, matter, Particulars(acted_on=day(desk, matter), reason="补正", comments=(("一", "改"),))),
            lambda: return_comments.answer(desk, desk.store.load(ReturnComment)[-1], "已改"),
            lambda: matter_entries.correct(desk, last(desk, matter), "登错")):
        _stays(at, make())
    with pytest.raises(KnownError, match="引用"):
        desk.do(Change("删除", before=(desk.store.get(Matter, matter.id),)))
    assert desk.store.verify() == []


def _stays(at, change):
    """Neither undo nor the history takes back what is for good."""
    seq = at.desk.do(change)
    rows = [(type(row), row.id, row) for row in change.after]
    with suppress(KnownError):
        at.desk.undo()
    with pytest.raises(KnownError, match=r"没有撤销|不能撤销"):
        history.take_back(at.desk, seq)
    assert all(at.desk.store.get(kind, id_) == row for kind, id_, row in rows)


@pytest.mark.parametrize("kind", [Authority, Project])
def test_what_approvals_hang_on_is_not_removed(tmp_path, kind):
    at = Office(tmp_path)
    at.desk.do(sanctions.enter(at.desk, at.body, at.id, SUSPENDED))
    row = at.desk.store.get(kind, at.body if kind is Authority else at.id)
    with pytest.raises(KnownError, match=r"仍被.*引用，没有删除"):
        at.desk.do(Change("删除", before=(row,)))
    assert at.desk.clock() > datetime(2018, 1, 1)
    assert at.desk.store.verify() == []
