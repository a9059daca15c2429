"""Papers of a batch: its sheet to be signed, and the list for the bank, which leaves the house only when that stands in the journal."""

from __future__ import annotations

import tempfile
from pathlib import Path

from linkdesk.actions.folders import safe
from linkdesk.actions.payments import confirmer_of, payments_of, sent, the_batch
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Document
from linkdesk.documents.payment_lists import PaidLine, bank_list, batch_sheet
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.whole import whole_file
from linkdesk.documents.xlsx import write_xlsx
from linkdesk.domain.book import NOTHING, PaymentState
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.errors import KnownError
from linkdesk.domain.payable import Candidate, all_candidates
from linkdesk.domain.payment import Payment, PaymentBatch
from linkdesk.domain.words import ChangeKind


def send(desk: Desk, batch_id: str, out: Path) -> Path:
    """Write a confirmed batch's list for the bank (a workbook at `out`, or in the folder `out`) and enter that it was sent.

    Nothing is entered when the file cannot be written, no file stands when it was not entered. A list already sent is
    written again as it was. Raises KnownError for a batch that is not confirmed or holds somebody not to be paid any more.
    """
    batch = the_batch(desk, batch_id)
    dossier = desk.dossier(batch.project_id)
    state, path = dossier.book.state_of_batch(batch.id), _file(out, f"{batch.number}代发明细.xlsx")
    if state not in (PaymentState.CONFIRMED, PaymentState.SENT):
        raise KnownError(f"批次 {batch.number} 的状态是“{state}”，不能送银行。请先由第二位经办人复核。")
    change = sent(desk, batch) if state is PaymentState.CONFIRMED else Change(f"重新导出代发明细 {batch.number}", kind=ChangeKind.EXPORT)
    data = _workbook(bank_list(dossier, batch, payments_of(dossier, batch)))
    with whole_file(path) as file:
        file.write(data)
        desk.do(change)
    return path


def sheet(desk: Desk, batch_id: str) -> Document:
    """The sheet of a batch for its officers to sign."""
    batch = the_batch(desk, batch_id)
    dossier = desk.dossier(batch.project_id)
    state = str(dossier.book.state_of_batch(batch.id))
    return batch_sheet(dossier, batch, paid_lines(dossier, batch), confirmer_of(dossier, batch), state)


def write_sheet(desk: Desk, batch_id: str, out: Path) -> list[Path]:
    """Write the sheet of a batch as PDF and Excel into a folder; that it left the house stands in the journal."""
    document, batch = sheet(desk, batch_id), the_batch(desk, batch_id)
    desk.do(Change(f"导出兑付表 {batch.number}", kind=ChangeKind.EXPORT))
    pdf, workbook = (_file(out, f"{batch.number}兑付表.{kind}") for kind in ("pdf", "xlsx"))
    write_pdf([document], pdf)
    write_xlsx(document, workbook)
    return [pdf, workbook]


def paid_lines(dossier: Dossier, batch: PaymentBatch) -> tuple[PaidLine, ...]:
    """The payments of a batch as its sheet shows them."""
    found = {c.id: c for c in all_candidates(dossier, batch.kind)}
    states, vouchers = dossier.book.states(), _vouchers(dossier)
    return tuple(_line(dossier, p, found.get(p.agreement_id), states[p.id], vouchers.get(p.id, "")) for p in payments_of(dossier, batch))


def _line(dossier: Dossier, payment: Payment, candidate: Candidate | None, state: PaymentState, voucher: str) -> PaidLine:
    if candidate is None:
        return PaidLine(payment, name=payment.account_holder or "", voucher=voucher, state=str(state))
    due, subject = candidate.due, candidate.subject
    counted = state is PaymentState.PAID
    had = due.paid - (payment.amount or NOTHING if counted else NOTHING)
    return PaidLine(payment, (subject and subject.village) or "", (subject and subject.group) or "", candidate.name,
                    due.agreement.number, due.formula, due.payable, max(NOTHING, had), voucher, str(state))


def _vouchers(dossier: Dossier) -> dict[str, str]:
    return {e.payment_id: e.voucher for e in dossier.payment_events if e.payment_id and e.voucher}


def _file(out: Path, name: str) -> Path:
    return out / safe(name) if out.is_dir() else out


def _workbook(document: Document) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_xlsx(document, path)
        return path.read_bytes()
