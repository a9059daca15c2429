"""The agreements of the bundled sample from confirmed rates to the first payment, with two made-up officers, all on one day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from linkdesk.actions import (
    batch_printing,
    checks,
    complaints,
    edits,
    finalising,
    ledger_papers,
    notices,
    officers,
    payment_papers,
    payments,
    printing,
    progress,
    scan_states,
    scanning,
    standards,
)
from linkdesk.desk import Desk
from linkdesk.documents.preview import page_sizes, render
from linkdesk.domain.agreement_words import (
    AgreementEventKind,
    NoticeKind,
    PaymentEventKind,
    UnsignedReason,
    WorkWay,
)
from linkdesk.domain.directory import Officer
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.ledgers import LEDGERS
from linkdesk.domain.notice import Complaint, Notice
from linkdesk.domain.payment import Payment, PaymentBatch
from linkdesk.domain.quantities import printed
from linkdesk.domain.recording import Entry
from linkdesk.domain.standard import CountyStandard
from linkdesk.domain.trace import SIGNATURES
from linkdesk.domain.words import AgreementKind

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

Kind = AgreementEventKind
VILLAGE, DOCUMENT = "后圪垛村", "岚政办发〔2018〕9号（虚构）"
STANDARD = "岚政发〔2018〕6号（虚构）"
ATTACHMENTS = tuple(("旧房拆除协议", "按附属物", item, price, unit, clause) for item, price, unit, clause in (
    ("水井", "1500", "元/口", "第三条"), ("院墙", "85.50", "元/米", "第四条"), ("果树", "120", "元/棵", "第五条")))
RATES = "agreement_pair", "demolition_reward_per_person", "reclamation_reward_per_person"
SECOND, SECRET = Officer(name="复核员", office="青石镇财政所"), "yanshi-2018"
UNSIGNED, DOWN, ACCEPTED, SCANNED = 3, 30, 24, 2  # households: the last not signed; the first with each step behind them
DEMOLISH_IN, RECLAIM_IN = timedelta(days=90), timedelta(days=180)
DPI = 150


@dataclass(frozen=True)
class _Work:
    """A desk, its project, and where files go."""

    desk: Desk
    project_id: str
    out: Path

    @property
    def dossier(self) -> Dossier:
        return self.desk.dossier(self.project_id)

    @property
    def today(self) -> date:
        return self.desk.clock().date()

    @property
    def ids(self) -> list[str]:
        """The households of the village with agreements, in their order."""
        made = {a.household_id for a in self.dossier.agreements}
        return [h.id for h in self.dossier.households if h.id in made and h.village == VILLAGE]

    def enter(self, ids: Sequence[str], *entries: Entry) -> None:
        self.desk.do(progress.record(self.desk, self.project_id, ids, entries))


def steps(desk: Desk, project_id: str, out: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    """Each step's name with what does it and says what was done; files go into folders of `out`."""
    work = _Work(desk, project_id, out)
    for name, step in _STEPS.items():
        yield name, lambda step=step: step(work)


def _confirm(work: _Work) -> str:
    for name in RATES:
        rate = work.dossier.rate(name)
        if rate is not None:
            shipped = rate.text if rate.value is None else str(rate.value)
            work.desk.do(checks.confirm(work.desk, rate, shipped, DOCUMENT))
    return f"{len(RATES)} 项，按{DOCUMENT}"


def _standard(work: _Work) -> str:
    """A county document for what stands beside the houses."""
    desk = work.desk
    change = standards.add_standard(desk, work.project_id, "地上附属物补偿标准（虚构）", STANDARD)
    desk.do(change)
    standard: CountyStandard = change.after[0]
    desk.do(standards.paste_rates(desk, standard, ATTACHMENTS, ("kind", "basis", "item", "price", "unit", "clause")))
    desk.do(standards.confirm_standard(desk, standard, STANDARD))
    return f"{STANDARD}，{len(ATTACHMENTS)} 项"


def _finalise(work: _Work) -> str:
    desk, ids = work.desk, work.ids
    desk.do(finalising.set_terms(desk, work.project_id, work.today + DEMOLISH_IN, work.today + RECLAIM_IN))
    change = finalising.finalise(desk, work.project_id, subjects=ids)
    desk.do(change)
    return f"{VILLAGE} {len(ids)} 户 {len(finalising.numbers(change))} 份"


def _print(work: _Work) -> str:
    batch = batch_printing.Batch(work.ids, copies=2, duplex=True)
    done = batch_printing.write(work.desk, work.project_id, batch, work.out / "批量打印")
    return f"{done.agreements} 份各 2 本，双面共 {done.pages} 页"


def _scan(work: _Work) -> str:
    """The first pages as if they had been signed and scanned, every other one upside down."""
    folder = work.out / "扫描件"
    printing.ready_folder(folder)
    for at, picture in enumerate(_pictures(work)):
        picture.rotate(180 * (at % 2)).save(folder / f"扫描{at + 1:03d}.png", dpi=(DPI, DPI))
    outcome = scanning.take(work.desk, work.project_id, [folder])
    complete = sum(state.complete for state in scan_states.scan_states(work.desk, work.project_id).values())
    return f"{outcome.said().rstrip('。')}，{complete} 份协议扫描齐全"


def _pictures(work: _Work) -> Iterator[Picture]:
    from PIL import Image
    papers = finalising.sealed_papers(work.desk, [a for id_ in work.ids[:SCANNED] for a in work.dossier.progress[id_].trace.mains])
    pdf = printing.pdf_bytes(list(papers.values()))
    for at in range(len(page_sizes(pdf))):
        pixels = render(pdf, at, DPI)
        yield Image.frombytes("RGBA", (pixels.width, pixels.height), pixels.rgba).convert("L")


def _sign(work: _Work) -> str:
    signing = work.ids[:-UNSIGNED]
    work.enter(signing, *(Entry(kind, work.today) for kind in SIGNATURES))
    work.enter(work.ids[-UNSIGNED:], Entry(Kind.NOT_SIGNED, work.today, reason=UnsignedReason.ABSENT))
    return f"双签 {len(signing)} 户，登记未签原因 {UNSIGNED} 户"


def _demolish(work: _Work) -> str:
    down, accepted = work.ids[:DOWN], work.ids[:ACCEPTED]
    work.enter(down, Entry(Kind.VACATED, work.today), Entry(Kind.DEMOLISHED, work.today, way=WorkWay.SELF))
    work.enter(accepted, Entry(Kind.DEMOLITION_ACCEPTED, work.today, passed=True))
    return f"拆除 {len(down)} 户，验收合格 {len(accepted)} 户"


def _complain(work: _Work) -> str:
    """Somebody complains and waits for an answer."""
    desk = work.desk
    household = next(h for h in work.dossier.households if h.id == work.ids[ACCEPTED])
    change = complaints.enter(desk, household)
    desk.do(change)
    complaint: Complaint = change.after[0]
    desk.do(edits.set_value(complaint, "content", "院内水井未计入附属物"))
    return f"{household.village}{household.group} 1 件，应于 {complaint.due_on} 前答复"


def _notice(work: _Work) -> str:
    desk, village = work.desk, next((v.id for v in work.dossier.villages if v.name == VILLAGE), None)
    change = notices.begin(desk, work.project_id, NoticeKind.PAYMENTS, village)
    desk.do(change)
    notice: Notice = change.after[0]
    desk.do(edits.set_value(notice, "contact", "0350-0000000"))
    desk.do(notices.issue(desk, notice.id))
    up = notices.current(desk, notice.id)
    return f"{up.kind} {up.number}，{up.from_on} 至 {up.until_on}"


def _pay(work: _Work) -> str:
    """A batch made by the officer at the desk, confirmed by the second, sent; the bank pays all but the last."""
    desk = work.desk
    _second(desk)
    change = payments.make_batch(desk, work.project_id, AgreementKind.DEMOLISH)
    desk.do(change)
    batch: PaymentBatch = change.after[0]
    made: list[Payment] = desk.store.load(Payment, batch_id=batch.id, order="position")
    desk.do(payments.confirm(desk, batch.id, SECOND.id, SECRET))
    folder = work.out / "兑付"
    printing.ready_folder(folder)
    payment_papers.send(desk, batch.id, folder)
    *paid, failed = made
    desk.do(payments.record(desk, [p.id for p in paid], PaymentEventKind.PAID, work.today, "YS001"))
    desk.do(payments.record(desk, [failed.id], PaymentEventKind.FAILED, work.today, reason="账户状态异常"))
    payment_papers.write_sheet(desk, batch.id, folder)
    return (f"{batch.number} 由{SECOND.name}复核（口令 {SECRET}），已付 {len(paid)} 笔 {printed(payments.total(paid), 2)} 元，"
            "未付成功 1 笔")


def _second(desk: Desk) -> None:
    first = desk.officer
    officers.sign_in(desk, SECOND)
    desk.do(officers.set_secret(desk, SECRET))
    if first is not None:
        officers.sign_in(desk, first)


def _ledgers(work: _Work) -> str:
    made = [ledger for make in LEDGERS.values() if (ledger := make(work.dossier)).lines]
    files = [path for ledger in made for path in ledger_papers.write(work.desk, work.project_id, ledger, work.out / "台账")]
    return f"{len(made)} 种，{len(files)} 个文件"


_STEPS: dict[str, Callable[[_Work], str]] = {
    "核实标准": _confirm, "县级标准": _standard, "定稿编号": _finalise, "批量打印": _print, "扫描归档": _scan, "登记签字": _sign,
    "登记拆除和验收": _demolish, "信访": _complain, "兑付公示": _notice, "兑付": _pay, "台账": _ledgers}
