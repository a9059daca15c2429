"""`linkdesk payments …`: what is due, which batches there are, and what a bank's answer says; payments are made in the window."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from linkdesk.domain.privacy import without_numbers
from linkdesk.speech import say
from linkdesk.usage import a_path, group, of_project, verb

if TYPE_CHECKING:
    from linkdesk.actions.bank_lists import ResultRow
    from linkdesk.desk import Desk
    from linkdesk.domain.dossier import Dossier
    from linkdesk.domain.payable import Candidate
    from linkdesk.domain.payment import PaymentBatch

DONE, WITH_ERRORS = 0, 1
Opened = Callable[[argparse.Namespace], "Desk"]


def add(verbs: Any, opened: Opened) -> None:
    """Put the verbs into the command line; `opened` opens the desk of a command."""
    of = group(verbs, "payments", "奖补兑付", "奖补兑付：待付和批次、银行结果")
    _verb(of, "list", "列出各户待付金额、兑付条件和各批次", _list, opened)
    look = _verb(of, "inspect", "查看银行结果文件对应哪些付款、有什么问题，不登记", _inspect, opened)
    look.add_argument("file", type=a_path, metavar="文件")


def _verb(verbs: Any, name: str, help: str, carry_out: Callable[[argparse.Namespace, Desk], int], opened: Opened) -> argparse.ArgumentParser:
    made = of_project(verb(verbs, name, help, lambda wanted: carry_out(wanted, opened(wanted))))
    made.add_argument("--json", action="store_true", help="输出 JSON（含完整信息）")
    return made


def _list(wanted: argparse.Namespace, desk: Desk) -> int:
    from linkdesk.actions.projects import find
    from linkdesk.domain.payable import all_candidates
    from linkdesk.domain.words import AgreementKind
    dossier = desk.dossier(find(desk, wanted.project).id)
    due = [_due(c) for kind in AgreementKind for c in all_candidates(dossier, kind)]
    batches = [_batch(dossier, b) for b in dossier.batches]
    if wanted.json:
        say(json.dumps({"due": due, "batches": batches}, ensure_ascii=False, indent=1, default=str))
    else:
        say(without_numbers("\n".join([*map(_due_line, due), *map(_batch_line, batches)]) or "还没有协议，也没有兑付批次。"))
    return DONE


def _due(candidate: Candidate) -> dict[str, Any]:
    due, account = candidate.due, candidate.account
    return {"village": (candidate.subject and candidate.subject.village) or "", "head_name": candidate.name,
            "kind": due.agreement.kind, "number": due.agreement.number, "agreed": due.agreed, "payable": due.payable, "paid": due.paid,
            "on_the_way": due.on_the_way, "remaining": due.remaining, "formula": due.formula, "payable_now": not candidate.why,
            "why": candidate.why, "remarks": candidate.remarks, "account_holder": account.holder, "bank_name": account.bank,
            "bank_account": account.number,
            "conditions": [{"label": m.condition.label, "clause": m.condition.clause, "met": m.met} for m in due.met]}


def _batch(dossier: Dossier, batch: PaymentBatch) -> dict[str, Any]:
    from linkdesk.actions.payment_papers import paid_lines
    from linkdesk.actions.payments import confirmer_of, total
    lines = paid_lines(dossier, batch)
    return {"number": batch.number, "kind": batch.kind, "state": dossier.book.state_of_batch(batch.id), "made_on": batch.made_on,
            "maker": batch.maker_name, "confirmer": confirmer_of(dossier, batch), "total": total(line.payment for line in lines),
            "payments": [{"position": line.payment.position, "account_holder": line.payment.account_holder,
                          "bank_account": line.payment.bank_account, "amount": line.payment.amount, "state": line.state,
                          "voucher": line.voucher} for line in lines]}


def _due_line(due: dict[str, Any]) -> str:
    why = f"，{due['why']}" if due["why"] else ""
    return (f"{due['village']} {due['head_name']} {due['kind']} {due['number']}：应付 {due['payable']:,.2f} 元，已付 {due['paid']:,.2f} 元，"
            f"待付 {due['remaining']:,.2f} 元{why}")


def _batch_line(batch: dict[str, Any]) -> str:
    return (f"批次 {batch['number']} {batch['kind']} {batch['state']}：{len(batch['payments'])} 笔 {batch['total']:,.2f} 元，"
            f"制表 {batch['maker']}，复核 {batch['confirmer'] or '—'}")


def _inspect(wanted: argparse.Namespace, desk: Desk) -> int:
    from linkdesk.actions.bank_lists import TAKEN, Finding, results
    from linkdesk.actions.projects import find
    read = results(desk, wanted.file, find(desk, wanted.project).id)
    rows = [_row(r) for r in read.rows]
    if wanted.json:
        said = {"rows": rows, "missing": [p.account_holder for p in read.missing], "counts": dict(read.counts)}
        say(json.dumps(said, ensure_ascii=False, indent=1, default=str))
    else:
        counts = "，".join(f"{finding} {n}" for finding, n in Counter(r["finding"] for r in rows).items())
        say(without_numbers("\n".join([f"读到 {len(rows)} 行：{counts}。", *(_row_line(r) for r in rows if r["why"])])))
    return DONE if all(r.finding in (*TAKEN, Finding.KNOWN) for r in read.rows) else WITH_ERRORS


def _row(row: ResultRow) -> dict[str, Any]:
    sheet, _, at = row.id.rpartition("!")
    return {"sheet": sheet, "row": int(at), "finding": row.finding, "why": row.why, "payment": row.key,
            "account_holder": row.result.holder, "bank_account": row.result.account, "amount": row.result.amount,
            "outcome": row.result.outcome, "voucher": row.result.number, "paid_on": row.result.paid_on}


def _row_line(row: dict[str, Any]) -> str:
    return f"工作表“{row['sheet']}”第 {row['row']} 行 {row['account_holder'] or ''}：{row['finding']}，{row['why']}。"
