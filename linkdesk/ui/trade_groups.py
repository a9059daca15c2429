"""The terms of a trade in the groups of its card, and which group a field stands in."""

from __future__ import annotations

PREPARING = {"title": "", "project_id": "", "counterpart": "", "counterpart_kind": "", "seller_class": "", "seller_class_document": "",
             "needs_met": "", "needs_on": "", "needs_statement": "", "zone_contact_on": "", "zone_contact": "", "announced_on": "",
             "announcement": "", "negotiated_on": "", "negotiation": "", "matter_id": ""}
QUOTA = {"construction": "", "agricultural": "", "farmland": "", "paddy": "", "grade": "", "certificates": "", "price": "",
         "priced_by_farmland": ""}
TERMS = {"number": "", "copies": "", "transfer_point": "", "transfer_due_on": "", "accept_by": "", "late_rate": "", "guarantee": "", "failing": "",
         "taxes": "", "use_limits": "", "breach": "", "dispute": ""}
AFTER = {"signed_on": "", "transfer_document": "", "transferred_on": "", "filing_number": "", "filed_on": "", "termination": "",
         "terminated_on": "", "adjustment_area": "", "adjustment_document": "", "adjustment_on": "", "note": ""}
GROUPS = {"准备": PREPARING, "指标和价款": QUOTA, "协议条款": TERMS, "付款": {}, "划转和备案": AFTER, "使用": {}}
"""The tabs of a card; those without fields hold tables."""
PAYING = "instalments"  # what the rules call the payment plan


def group_of(field: str) -> str:
    """The tab a field stands on; that of the payments for the plan of payments."""
    return "付款" if field == PAYING else next((name for name, fields in GROUPS.items() if field in fields), "准备")
