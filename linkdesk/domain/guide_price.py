"""Which provincial guide price of surplus quota holds for a region on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from linkdesk.domain.quota import GuidePrice
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import Certainty

PROVINCE = ""  # the region of a price that holds everywhere


def is_told(row: GuidePrice) -> bool:
    """Whether a row says something: a price, or by a document that none is published."""
    return row.price is not None or says_none(row)


def says_none(row: GuidePrice) -> bool:
    """Whether an officer confirmed by a document that the province published no price."""
    return row.price is None and row.certainty is not Certainty.UNVERIFIED and bool(row.document.strip())


def guide_price(rows: Iterable[GuidePrice], pack_ids: Iterable[str], regions: Sequence[str], on: date) -> GuidePrice | None:
    """The row that holds on a day: of the nearest of the regions named, then of the whole province; of several the one that began last.

    A region is met where either name holds the other: 岚川县 and 岚川县人民政府 are one.
    """
    packs = {"", *pack_ids}
    own = [row for row in rows if row.pack_id in packs and in_force(row, on) and is_told(row)]
    for region in (*(r.strip() for r in regions if r.strip()), PROVINCE):
        if found := [row for row in own if _is_of(row, region)]:
            return max(found, key=lambda row: (row.from_on or date.min, row.price is not None, row.id))
    return None


def _is_of(row: GuidePrice, region: str) -> bool:
    said = row.region.strip()
    return not said if region == PROVINCE else bool(said) and (said in region or region in said)
