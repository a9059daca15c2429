"""What is said after an undo: all, a part with the reasons of the rest, or nothing."""

import pytest

from linkdesk.desk import Undone
from linkdesk.store import Outcome, RowOutcome
from linkdesk.ui.undone import told

DONE, KEPT = RowOutcome("plot", "1", Outcome.REVERSED, ""), RowOutcome("plot", "2", Outcome.KEPT, "之后已修改")


@pytest.mark.parametrize(("outcomes", "said"), [
    ((DONE,), ("已撤销：导入地块", True)),
    ((DONE, KEPT), ("已撤销“导入地块”中的 1 条，其余没有动：1 条之后已修改。需要时请逐条处理。", False)),
    ((KEPT,), ("“导入地块”没有撤销，数据没有改动：1 条之后已修改。需要时请逐条处理。", False)),
])
def test_the_sentence_says_what_was_taken_back(outcomes, said):
    assert told("撤销", Undone("撤销：导入地块", outcomes)) == said
