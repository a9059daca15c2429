"""A project under B whose plan is approved and stands in the quota book, and advances taken through their matter."""

from datetime import date

from linkdesk.actions import advances, matters
from linkdesk.actions.advances import Typed
from linkdesk.domain.entry import shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.quota import QuotaAdvance
from linkdesk.policy.terms import Subject
from tests.actions import quota_books
from tests.actions.walked_matters import PASSED, SENT, do

BY = {"actor": "达川市自然资源和规划局", "basis": "达市自然资规〔2018〕1号（虚构）"}
FARMLAND = "0.8"


def planned(folder, pack="B"):
    """A project that expects 6.5 ha of surplus in construction land, farmland and agricultural land."""
    desk, project_id = quota_books.book(folder, pack)
    quota_books.issued(desk, project_id)
    quota_books.approved(desk, project_id)
    return desk, project_id


def applied(desk, project_id, **typed):
    desk.do(advances.apply(desk, project_id, Typed(**typed)))
    return advances.advances(desk, project_id)[-1]


def approve(desk, project_id, on=date(2018, 6, 1)):
    """The open matter of advances taken up to its approval on a day."""
    now = next(s for s in matters.register(desk, project_id) if s.chain.subject is Subject.ADVANCE and s.is_open and not s.concluded_on)
    while not now.concluded_on:
        now = do(desk, now.matter, SENT if now.waits_for == "报送" else PASSED, acted_on=on, **BY)
    return now.matter


def granted(folder, on=date(2019, 2, 1), **typed):
    """An advance of 1 ha (0.8 ha of farmland) approved on a day."""
    desk, project_id = planned(folder)
    applied(desk, project_id, **({"construction": "1", "farmland": FARMLAND} | typed))
    approve(desk, project_id, on)
    return desk, project_id


def table(desk, project_id):
    """What was asked for, as it stands in the table."""
    names = "construction", "farmland", "place"
    return [tuple(shown(fields_of(QuotaAdvance)[name], getattr(a, name)) for name in names) for a in advances.advances(desk, project_id)]
