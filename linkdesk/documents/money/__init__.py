"""Papers of a project's money (资金): what came and went, proceeds and their use, balances, what households received, the audit list."""

from __future__ import annotations

from linkdesk.documents.blocks import Document
from linkdesk.documents.money.audit import audit_list
from linkdesk.documents.money.balances import balances_paper
from linkdesk.documents.money.benefits import benefits_paper
from linkdesk.documents.money.in_and_out import in_and_out
from linkdesk.documents.money.proceeds import proceeds_paper, purposes_paper
from linkdesk.domain.dossier import Dossier

__all__ = ["audit_list", "balances_paper", "benefits_paper", "in_and_out", "money_papers", "proceeds_paper", "purposes_paper"]


def money_papers(dossier: Dossier) -> list[Document]:
    """收支表, 交易收益收支明细, 收益用途表 and 资金结余表, those there is something to say in."""
    papers = (in_and_out(dossier), proceeds_paper(dossier), purposes_paper(dossier), balances_paper(dossier))
    return [paper for paper in papers if paper]
