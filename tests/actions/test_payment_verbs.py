"""`linkdesk payments`: what is due and which batches there are, and what a bank's answer says, without entering it."""

import json

from linkdesk import commands
from linkdesk.domain.payment import Payment, PaymentEvent
from tests.actions import desks
from tests.actions.signed_pairs import pairs, second_officer
from tests.actions.test_bank_lists import another_batch, line, write


def run(capsys, desk, *arguments):
    code = commands.run(["--data", str(desk.folder), "payments", *map(str, arguments), "--project", desks.PROJECT])
    return code, capsys.readouterr().out


def test_what_is_due_and_what_is_on_its_way(sample, tmp_path, capsys):
    desk, project_id = sample
    pairs(desk, project_id)
    another_batch(desk, project_id, second_officer(desk), tmp_path)
    code, out = run(capsys, desk, "list", "--json")
    said = json.loads(out)
    assert code == 0
    assert {d["why"] for d in said["due"]} == {"尚未满足：完成宅基地复垦、复垦验收合格"} | {d["why"] for d in said["due"] if "已在付" in d["why"]}
    assert (said["batches"][0]["state"], said["batches"][0]["confirmer"]) == ("银行办理中", "李审核")
    assert sum(float(p["amount"]) for p in said["batches"][0]["payments"]) == float(said["batches"][0]["total"])
    _, plain = run(capsys, desk, "list")
    assert "批次 青石镇兑付-2018-001" in plain
    assert not [p for p in desk.store.load(Payment) if p.bank_account in plain]


def test_a_banks_answer_is_looked_at_and_not_entered(sample, tmp_path, capsys):
    desk, project_id = sample
    pairs(desk, project_id)
    another_batch(desk, project_id, second_officer(desk), tmp_path)
    before = desk.store.count(PaymentEvent)
    first, second, *_ = desk.store.load(Payment, order="position")
    path = write(tmp_path / "回盘.xlsx", [line(desk, first), line(desk, second, "处理中")])
    code, out = run(capsys, desk, "inspect", path)
    assert code == 1
    assert "结果不明 1" in out
    assert desk.store.count(PaymentEvent) == before
