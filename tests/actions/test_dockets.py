"""The dockets of all projects at once are those of their dossiers, also after changes of one."""

from dataclasses import replace
from datetime import date

from linkdesk.domain.approval import CommentAnswer, Matter, MatterEntry, ReturnComment
from linkdesk.domain.approval_words import EntryKind, SanctionKind
from linkdesk.domain.change import Change
from linkdesk.domain.consultation import Opinion
from linkdesk.domain.docket import docket_of
from linkdesk.domain.oversight import Inspection, Sanction
from linkdesk.domain.project import Project
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
