"""Comments of a return (退回意见), each answered before the papers go up again; the newest answer of a comment is the one that counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linkdesk.desk import Desk
from linkdesk.domain.approval import CommentAnswer, Matter, MatterEntry, ReturnComment
from linkdesk.domain.change import Change
from linkdesk.domain.docket import Docket, docket_of
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import ChangeKind
from linkdesk.policy.matters import last_return


@dataclass(frozen=True, slots=True)
class Answered:
    """A comment with its answer that counts, None while there is none."""

    comment: ReturnComment
    answer: CommentAnswer | None = None


def comments_of(docket: Docket, entry: MatterEntry) -> tuple[Answered, ...]:
    """The comments of a return in their order, each with its newest answer."""
    newest = {answer.comment_id: answer for answer in docket.answers}
    mine = sorted((c for c in docket.comments if c.entry_id == entry.id), key=lambda c: c.position)
    return tuple(Answered(comment, newest.get(comment.id)) for comment in mine)


def answer(desk: Desk, comment: ReturnComment, text: str) -> Change:
    """Answer a comment; an earlier answer stays and no longer counts."""
    return answer_all(desk, [(comment, text)])


def answer_all(desk: Desk, pairs: Iterable[tuple[ReturnComment, str]]) -> Change:
    """Answer several comments at once; KnownError when one has no text or its papers went up again since."""
    seen, said = desk.as_of(), [(comment, text.strip()) for comment, text in pairs]
    if not said or not all(text for _, text in said):
        raise KnownError("请写明怎样修改或说明，再登记答复。")
    _refuse_gone_up(desk, [comment for comment, _ in said])
    made = tuple(CommentAnswer(comment_id=c.id, text=text, officer_name=desk.officer_name, entered_at=desk.clock()) for c, text in said)
    return Change(f"答复退回意见 {len(made)} 条", after=made, kind=ChangeKind.PROGRESS, as_of=seen)


def _refuse_gone_up(desk: Desk, comments: Sequence[ReturnComment]) -> None:
    for entry_id in {c.entry_id for c in comments}:
        entry = desk.store.get(MatterEntry, entry_id)
        matter = desk.store.get(Matter, entry.matter_id) if entry else None
        now = last_return(docket_of(desk.dossier(matter.project_id)), matter) if matter else None
        if now is None or now.id != entry_id:
            raise KnownError("这次退回已更正，或材料已重新报送，答复不能再改。请刷新后查看。")
