"""Every chain of every policy returned before its decision, answered, sent again, refused, and opened anew."""

import pytest

from linkdesk import shipped
from linkdesk.actions import return_comments
from tests.actions.walked_matters import (
    FIRST,
    REFUSED,
    RETURNED,
    SENT,
    TOLD,
    do,
    now,
    opened,
    project_of,
    through,
)

BASIS = {"basis_document": "前置批准（虚构）", "basis_number": "批〔2018〕1号", "basis_on": FIRST}
BY = {"actor": "达川市人民政府", "basis": "达市府办〔2018〕1号（虚构）"}
CHAINS = [chain for pack in ("A", "B") for chain in shipped.packs()[pack].chains]


@pytest.mark.parametrize("chain", CHAINS, ids=lambda c: c.id)
def test_a_matter_of_any_chain_is_returned_answered_refused_and_opened_anew(tmp_path, chain):
    desk, project_id = project_of(tmp_path, chain.id[0], **(TOLD | dict(chain.when)))
    matter = opened(desk, project_id, chain.id, **BASIS)
    through(desk, matter, until=chain.concluding - 1)
    do(desk, matter, SENT, **BY)
    found = do(desk, matter, RETURNED, comments=(("第一章", "面积不符"), ("", "缺签章")), **BY)
    assert (found.state, found.at, len(found.comments)) == ("退回修改", 1, 2)
    desk.do(return_comments.answer_all(desk, [(comment, "已改") for comment in found.comments]))
    through(desk, matter, until=chain.concluding - 1)
    do(desk, matter, SENT, **BY)
    assert do(desk, matter, REFUSED, **BY).state == "不予批准"
    assert now(desk, matter).concluded_on is None
    assert now(desk, opened(desk, project_id, chain.id, **BASIS)).at == 1
