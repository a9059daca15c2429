"""Reference unit prices taken over into a project: from then on they are the officer's own rows, to be changed and confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from linkdesk import paths
from linkdesk.actions.plan_rows import after_last
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.design import Design, PriceComponent, Resource, UnitPrice
from linkdesk.domain.errors import KnownError
from linkdesk.policy.price_library import LibraryPrice, PriceLibrary, read_library

SOURCE = "程序自带参考值，未引用文件"
FILE = "prices.toml"


@dataclass(frozen=True, slots=True)
class Taken:
    """What a project takes over: new rows, and the unit price of each code asked for, new or there already."""

    new: tuple[Resource | UnitPrice | PriceComponent, ...]
    by_code: dict[str, UnitPrice]


@cache
def library() -> PriceLibrary:
    """The reference prices as shipped; KnownError when they cannot be read."""
    return read_library(paths.own_text(paths.STANDARDS / FILE), FILE)


def take_over(desk: Desk, project_id: str, codes: Collection[str] = ()) -> Change:
    """Copy reference unit prices (all, or those of some codes) with their resources; what the project has by its code stays as it is."""
    if unknown := [code for code in codes if code not in library().prices]:
        raise KnownError(f"参考单价中没有编号“{'、'.join(unknown[:3])}”，没有取用。请从参考单价中选择。")
    seen = desk.as_of()
    taken = taken_over(project_id, desk.dossier(project_id).design, codes or library().prices)
    prices = [row for row in taken.new if isinstance(row, UnitPrice)]
    if not prices:
        raise KnownError("所选的参考单价本项目都已经有了，没有重复取用。可以直接修改本项目的单价分析。")
    return Change(f"取用参考单价 {len(prices)} 项", after=taken.new, as_of=seen)


def taken_over(project_id: str, design: Design, codes: Iterable[str]) -> Taken:
    """What of some codes a project lacks, and whose unit price each code is; codes that nobody knows are left out."""
    own = {price.code: price for price in design.unit_prices if price.code}
    shipped = library().prices
    wanted = [shipped[code] for code in dict.fromkeys(codes) if code not in own and code in shipped]
    resources = _resources(project_id, design, wanted)
    known = {r.code: r for r in (*design.resources, *resources)}
    first = after_last(design.unit_prices)
    prices = [UnitPrice(project_id, first + at, p.code, p.name, p.unit, p.base, p.work_kind, SOURCE) for at, p in enumerate(wanted)]
    parts = [part for price in prices for part in _components(price, shipped[price.code], known)]
    own |= {price.code: price for price in prices}
    return Taken((*resources, *prices, *parts), own)


def _resources(project_id: str, design: Design, wanted: Iterable[LibraryPrice]) -> list[Resource]:
    """The resources of unit prices that the project has not got by code."""
    there, first = {r.code for r in design.resources}, after_last(design.resources)
    codes = {part.resource for price in wanted for part in price.parts if part.resource} - there
    shipped = [r for r in library().resources.values() if r.code in codes]
    return [Resource(project_id, first + at, r.kind, r.code, r.name, r.unit, r.price, source=SOURCE) for at, r in enumerate(shipped)]


def _components(price: UnitPrice, shipped: LibraryPrice, known: dict[str, Resource]) -> Iterator[PriceComponent]:
    for at, part in enumerate(shipped.parts):
        resource = known[part.resource].id if part.resource else None
        yield PriceComponent(price.id, resource, at, part.kind, part.quantity, part.share)
