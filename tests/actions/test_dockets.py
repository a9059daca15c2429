"""The dockets of all projects at once are those of their dossiers, also after changes of one."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from linkdesk.domain.approval import CommentAnswer, Matter, MatterEntry, ReturnComment
from linkdesk.domain.approval_words import EntryKind, SanctionKind
from linkdesk.domain.change import Change
from linkdesk.domain.consultation import Opinion
from linkdesk.domain.docket import docket_of
from linkdesk.domain.oversight import Inspection, Sanction
from linkdesk.domain.project import Project
from linkdesk.domain.quota import QuotaEntry
from linkdesk.domain.quota_words import PostingKind
from linkdesk.domain.quota_words import QuotaAccount as Account
from tests.actions import signed_pairs

DAY = date(2018, 6, 1)


def same(desk):
    for docket in desk.dockets():
        assert docket == docket_of(desk.dossier(docket.project.id))


def test_dockets_of_all_are_those_of_each(sample):
    desk, project_id = sample
    project = desk.store.get(Project, project_id)
    other = replace(project, name="另一项目", id="b" * 32)
    matter = Matter(project_id=project_id, pack_id="A", chain_id="A-PLAN-LOCAL", title="方案", opened_on=DAY)
    entries = [MatterEntry(matter_id=matter.id, step=at, kind=kind, acted_on=DAY, actor="市局", reason="面积", back_to=back)
               for at, kind, back in ((1, EntryKind.PASSED, None), (2, EntryKind.SENT, None), (2, EntryKind.RETURNED, 1))]
    comment = ReturnComment(entry_id=entries[-1].id, text="面积")
    desk.do(Change("事项", after=(other, matter, *entries, comment)))
    desk.do(Change("答复", after=(CommentAnswer(comment_id=comment.id, text="改"),)))
    of_place = Sanction(authority_id=project.responsible_id, kind=SanctionKind.LAND_SUSPENDED, decided_by="市", number="1号", decided_on=DAY)
    desk.do(Change("其他", after=(of_place, replace(of_place, project_id=other.id, id="c" * 32), Opinion(project_id=other.id, department="林业局"),
                                Inspection(project_id=project_id, inspector="县"))))
    same(desk)
    city = desk.dossier(project_id).superior
    desk.do(Change("市", after=(replace(of_place, authority_id=city.id, number="2号", id="d" * 32),)))
    assert "2号" in {s.number for s in docket_of(desk.dossier(project_id)).sanctions}  # what is decided about the city holds for its counties
    same(desk)
    signed_pairs.pairs(desk, project_id, until=())
    same(desk)
    found = {d.project.name: d for d in desk.dockets()}
    assert [(t.field, t.open) for t in found[project.name].terms] == [("demolish_by", 4), ("reclaim_by", 4)]
    assert len(found["另一项目"].sanctions) == 3
    desk.do(Change("再一条", after=(MatterEntry(matter_id=matter.id, step=1, kind=EntryKind.PASSED, acted_on=DAY, actor="县"),)))
    same(desk)


def test_the_days_of_the_ledger_are_those_of_each_project(sample):
    desk, project_id = sample
    project = desk.store.get(Project, project_id)
    other = replace(project, name="另一项目", id="b" * 32)
    of = {"authority_id": project.responsible_id, "number": "1号"}

    def moved(on, source, to, area, project_id=project_id, **said):
        return QuotaEntry(project_id=project_id, from_account=source, to_account=to, posted_on=date(2018, on, 1), construction=Decimal(area),
                          **(of | said))

    def days():
        return {d.project.name: (d.quota_days.issued_on, d.quota_days.returned_on) for d in desk.dockets()}

    def posted(*entries):  # only what the days come from is asked here, not which entries a guard lets through
        desk.store.apply(Change("登记", after=entries), officer="", at=desk.clock())
        desk._forget()
        same(desk)

    assert days() == {project.name: (None, None)}
    wrong = moved(1, Account.REVOLVING, Account.ISSUED, 5)
    advance = moved(3, Account.PLANNED_SURPLUS, Account.ADVANCED, 4)
    posted(other, wrong, moved(2, Account.REVOLVING, Account.ISSUED, 5), moved(4, Account.REVOLVING, Account.ISSUED, 5, other.id), advance,
           moved(5, Account.ADVANCED, Account.OUTSIDE, 3))
    assert days() == {project.name: (date(2018, 1, 1), None), other.name: (date(2018, 4, 1), None)}
    posted(moved(6, Account.ADVANCED, Account.OUTSIDE, 1))
    assert days()[project.name] == (date(2018, 1, 1), date(2018, 6, 1))
    posted(moved(7, Account.ISSUED, Account.REVOLVING, 5, kind=PostingKind.REVERSAL, reverses_id=wrong.id))
    assert days()[project.name] == (date(2018, 2, 1), date(2018, 6, 1))
    posted(moved(7, Account.ADVANCED, Account.PLANNED_SURPLUS, 4, kind=PostingKind.REVERSAL, reverses_id=advance.id))
    assert days() == {project.name: (date(2018, 2, 1), None), other.name: (date(2018, 4, 1), None)}
