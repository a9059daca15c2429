"""Projects: list, find, begin."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Authority, Township, Village
from linkdesk.domain.errors import KnownError
from linkdesk.domain.project import Project
from linkdesk.domain.words import AuthorityKind


@dataclass(frozen=True, slots=True)
class NewProject:
    """What is asked when a project begins; names are entered in the directories when they are new."""

    name: str
    county: str
    township: str
    villages: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    city: str = ""
    kind: AuthorityKind = AuthorityKind.COUNTY


def projects(desk: Desk) -> list[Project]:
    """All projects, by name."""
    return sorted(desk.store.load(Project), key=lambda p: p.name)


def find(desk: Desk, name_or_id: str) -> Project:
    """The project of that name or id."""
    found = [p for p in projects(desk) if name_or_id in (p.id, p.name)]
    if len(found) == 1:
        return found[0]
    if found:
        raise KnownError(f"有 {len(found)} 个项目都叫“{name_or_id}”，请改用项目标识：{'、'.join(p.id for p in found)}。")
    known = "、".join(p.name for p in projects(desk)) or "（还没有项目，请先新建）"
    raise KnownError(f"没有名为“{name_or_id}”的项目。现有项目：{known}。")


def new_project(desk: Desk, wanted: NewProject) -> Change:
    """Begin a project, entering county, city, township and villages that the directories do not hold yet."""
    seen = desk.as_of()
    _refuse_unfit(desk, wanted)
    city = _authority(desk, wanted.city, AuthorityKind.CITY, None) if wanted.city else None
    county = _authority(desk, wanted.county, wanted.kind, city)
    township = _township(desk, wanted.township, county)
    villages = [_village(desk, name, township) for name in wanted.villages]
    project = Project(name=wanted.name.strip(), responsible_id=county.id, township_id=township.id, packs=wanted.packs)
    new = [e for e in (city, county, township, *villages) if e and desk.store.get(type(e), e.id) is None]
    return Change("新建项目", after=(*new, project), as_of=seen)


def _refuse_unfit(desk: Desk, wanted: NewProject) -> None:
    if not wanted.name.strip() or not wanted.county.strip() or not wanted.township.strip():
        raise KnownError("新建项目需要项目名称、责任主体和乡镇，请补齐后再试。")
    if any(c < " " for c in wanted.name.strip()):
        raise KnownError("项目名称里有换行或控制字符，没有新建。请去掉后再试。")
    if any(p.name == wanted.name.strip() for p in projects(desk)):
        raise KnownError(f"已有名为“{wanted.name.strip()}”的项目，请换一个名称。")
    unknown = [p for p in wanted.packs if p not in desk.packs]
    if unknown or not wanted.packs:
        choice = "、".join(f"{p.id}（{p.number}）" for p in desk.packs.values() if not p.always)
        raise KnownError(f"请为项目指定政策依据，可选：{choice}。")


def _authority(desk: Desk, name: str, kind: AuthorityKind, parent: Authority | None) -> Authority:
    known = [a for a in desk.store.load(Authority) if a.name == name]
    place = name.removesuffix("人民政府").removesuffix("管委会")
    return known[0] if known else Authority(name=name, kind=kind, place=place, parent_id=parent.id if parent else None)


def _township(desk: Desk, name: str, county: Authority) -> Township:
    known = [t for t in desk.store.load(Township, authority_id=county.id) if t.name == name]
    return known[0] if known else Township(authority_id=county.id, name=name)


def _village(desk: Desk, name: str, township: Township) -> Village:
    known = [v for v in desk.store.load(Village, township_id=township.id) if v.name == name]
    return known[0] if known else Village(township_id=township.id, name=name)
