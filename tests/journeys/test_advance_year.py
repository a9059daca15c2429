"""An advance under B from the approved plan to its end: returned by the acceptance in time, or not, and then four consequences one by one."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from linkdesk.actions import advances, clocks, obligations, packets, printing
from linkdesk.domain.approval_words import ClockState
from linkdesk.domain.errors import KnownError
from linkdesk.domain.quota import Obligation, QuotaEntry
from tests.actions.advanced import applied, approve, planned
from tests.actions.quota_books import accepted, balances

GRANTED, DUE = date(2019, 2, 28), date(2020, 2, 28)


@pytest.fixture
def granted(tmp_path):
    """Applied for, sent with its packet, granted on the last day of February 2019."""
    desk, project_id = planned(tmp_path / "桌")
    applied(desk, project_id, construction="22.5亩", farmland="1.2", purpose="本地搬迁安置", place="安置区", conditions="资金已落实（虚构）",
            conditions_document="达市府办〔2018〕1号（虚构）")
    packets.write_packet(desk, project_id, "advance", tmp_path / "预支材料")
    approve(desk, project_id, GRANTED)
    yield desk, project_id
    desk.close()


def running(desk, project_id):
    return {c.id: (c.state, c.due_on, c.ended_on) for c in clocks.running_clocks(desk, project_id) if c.id.startswith("B-ADVANCE")}


def on(desk, *day):
    desk.clock = lambda: datetime(*day, 9, 0)


def test_the_acceptance_settles_what_was_advanced(granted):
    desk, project_id = granted
    assert balances(desk, project_id)["预支未归还"] == (Decimal("1.5"), Decimal("1.2"))
    assert balances(desk, project_id)["节余指标"] == (Decimal("1.5"), Decimal("1.2"))  # usable before anything is accepted
    on(desk, 2020, 2, 28)
    accepted(desk, project_id, "G1", on=date(2020, 1, 10), number="验〔2020〕1号")
    assert running(desk, project_id)["B-ADVANCE-1Y"] == (ClockState.NEAR, DUE, None)  # a part of the plots returns no advance
    accepted(desk, project_id, "G2", on=date(2020, 2, 28), number="验〔2020〕2号")
    stands = balances(desk, project_id)
    assert "预支未归还" not in stands
    assert "预计节余指标" not in stands
    assert stands["节余指标"] == (Decimal("6.5"), Decimal("6.5"))  # what was advanced counts once, with the rest of what was accepted
    assert running(desk, project_id) == {"B-ADVANCE-1Y": (ClockState.DONE, DUE, date(2020, 2, 28)),
                                         "B-ADVANCE-3Y": (ClockState.DONE, date(2021, 3, 5), date(2020, 2, 28))}
    on(desk, 2021, 1, 1)
    assert obligations.proposed(desk, project_id) == ()


def test_what_was_not_returned_costs_four_consequences_settled_one_by_one(granted, tmp_path):
    desk, project_id = granted
    on(desk, 2020, 2, 28)
    assert obligations.proposed(desk, project_id) == ()
    on(desk, 2020, 2, 29)
    assert [str(o.kind) for o in obligations.proposed(desk, project_id)] == ["停止预支", "扣减年度计划指标", "履行占补平衡", "补缴税费"]
    before = desk.store.load(QuotaEntry)
    for each in obligations.proposed(desk, project_id):
        desk.do(obligations.enter(desk, project_id, {each.id}))
    proof = tmp_path / "凭据.pdf"
    proof.write_bytes(b"%PDF-1.4")
    for left, each in enumerate(reversed(obligations.obligations(desk, project_id))):
        assert sum(f.rule_id == "R25-ADVANCE-owed" for f in desk.findings(project_id)) == 1, left
        desk.do(obligations.settle(desk, each, obligations.Settling("2020-02-29", f"凭据{left}号"), proof))
    assert not [f for f in desk.findings(project_id) if f.rule_id == "R25-ADVANCE-owed"]
    assert {o.settled_on for o in desk.store.load(Obligation)} == {date(2020, 2, 29)}
    assert desk.store.load(QuotaEntry) == before  # an obligation moves no land: what decides about it does
    assert printing.made(desk, desk.dossier(project_id), "obligations")
    with pytest.raises(KnownError, match="批准"):
        desk.do(advances.remove(desk, advances.advances(desk, project_id)))
