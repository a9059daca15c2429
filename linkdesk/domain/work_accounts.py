"""What was agreed with each partner, what it was paid, and what is open; an entry that was corrected does not count."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from linkdesk.domain.carrying import Partner, WorkPayment
from linkdesk.domain.carrying_words import PartnerRole
from linkdesk.domain.corrections import standing
from linkdesk.domain.costs import in_ten_thousands
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.quantities import printed
from linkdesk.domain.spelling import halfwidth

NOTHING = Decimal(0)
INVESTING = PartnerRole.INVESTS, PartnerRole.BOTH


@dataclass(frozen=True, slots=True)
class WorkAccount:
    """A partner with its payments that stand, in 万元 leaves; `open` None while the amount of its contract is not known."""

    partner: Partner
    payments: tuple[WorkPayment, ...] = ()

    @property
    def is_paid(self) -> bool:
        """Whether the partner works for money: one that only invests, without a contract sum, is not."""
        return self.partner.role is not PartnerRole.INVESTS or self.partner.amount is not None or bool(self.payments)

    @property
    def contract(self) -> Decimal | None:
        """The amount of the contract."""
        return None if self.partner.amount is None else in_ten_thousands(self.partner.amount)

    @property
    def paid(self) -> Decimal:
        """What was paid: the sum of its printed leaves."""
        return sum((in_ten_thousands(p.amount) for p in self.payments if p.amount is not None), NOTHING)

    @property
    def open(self) -> Decimal | None:
        """What is still to be paid; below nothing where more was paid than agreed."""
        return None if self.contract is None else self.contract - self.paid

    @property
    def owed(self) -> Decimal | None:
        """What is still to be paid in yuan, to the fen: by this an account is settled, whatever its rounded leaves leave over."""
        return None if self.partner.amount is None else self.partner.amount - sum((p.amount for p in self.payments if p.amount), NOTHING)


def accounts(dossier: Dossier) -> tuple[WorkAccount, ...]:
    """The account of every partner, in their order."""
    return dossier.once("work_accounts", lambda: _accounts(dossier))


def _accounts(dossier: Dossier) -> tuple[WorkAccount, ...]:
    found = grouped(standing(dossier.carrying.payments), lambda payment: payment.partner_id)
    ordered = sorted(dossier.carrying.partners, key=lambda partner: partner.position)
    return tuple(WorkAccount(partner, tuple(found.get(partner.id, ()))) for partner in ordered)


def voucher_key(voucher: str) -> str:
    """A voucher's number as it is compared: without blanks and signs, wide letters as narrow ones."""
    return "".join(c for c in halfwidth(voucher).upper() if c.isalnum())


def partner_doubt(account: WorkAccount) -> str:
    """What is doubtful about a partner, in words; empty when nothing is."""
    partner, said = account.partner, []
    if partner.invested and partner.role not in INVESTING:
        said.append(f"填了投资金额，参与方式却是“{partner.role}”")
    if partner.role in INVESTING and partner.invested is None:
        said.append("投资金额待补")
    if partner.role is not PartnerRole.INVESTS and partner.amount is None:
        said.append("合同金额待补")
    if account.owed is not None and account.owed < 0:
        said.append(f"已付超过合同 {printed(-account.owed, 2)} 元")
    if partner.signed_on and partner.ends_on and partner.ends_on < partner.signed_on:
        said.append("合同期限早于签订日期")
    return "；".join(said)
