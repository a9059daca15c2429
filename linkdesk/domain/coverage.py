"""How far the door-to-door survey (逐村逐户摸底, A §三(二)) has come: by village and natural village, known against surveyed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.directory import Hamlet, Village
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.household import Household
from linkdesk.domain.wills import is_documented

NOT_LISTED = "未对应自然村"
NO_VILLAGE = "未填行政村"


class CoverageLevel(StrEnum):
    """What a line of the coverage stands for."""

    VILLAGE = "行政村"
    HAMLET = "自然村"
    UNPLACED = "未对应自然村"


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A village, one of its natural villages, or its households that no natural village could be found for.

    `known` and `persons_known` are None where the list does not tell them; `parts` are the lines of a village's natural villages.
    """

    id: str
    level: CoverageLevel
    village: str
    hamlet: str = ""
    known: int | None = None
    persons_known: int | None = None
    whole_move: bool | None = None
    taken_in: tuple[Household, ...] = ()
    left_out: tuple[Household, ...] = ()
    held: frozenset[str] = frozenset()
    collective: tuple[CollectiveProperty, ...] = ()
    listed: bool = True
    parts: tuple[CoverageLine, ...] = ()

    @property
    def households(self) -> tuple[Household, ...]:
        """All that were surveyed."""
        return (*self.taken_in, *self.left_out)

    @property
    def surveyed(self) -> int:
        """How many households were surveyed."""
        return len(self.taken_in) + len(self.left_out)

    @property
    def unsurveyed(self) -> int | None:
        """How many are known and not surveyed; of a village what its parts lack, so that one part's excess hides nothing."""
        return self._apart(lambda line: line.known - line.surveyed)

    @property
    def excess(self) -> int | None:
        """How many more were surveyed than are known, likewise part by part."""
        return self._apart(lambda line: line.surveyed - line.known)

    def _apart(self, difference: Callable[[CoverageLine], int]) -> int | None:
        if self.known is None:
            return None
        told = self.parts and all(part.known is not None for part in self.parts)
        return sum(max(0, difference(line)) for line in (self.parts if told else (self,)))

    @property
    def persons_surveyed(self) -> int:
        """Persons of the households surveyed, as far as they are filled in."""
        return persons(self.households)

    @property
    def unexplained(self) -> tuple[Household, ...]:
        """Those left out without evidence."""
        return tuple(h for h in self.left_out if not h.left_out_evidence)

    @property
    def documented(self) -> int:
        """How many of those taken in have all three wills answered, dated and signed."""
        return sum(map(is_documented, self.taken_in))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What somebody has to look into."""
        return tuple(_remarks(self))


def persons(households: Iterable[Household]) -> int:
    """The persons of some households, as far as they are filled in."""
    return sum(h.population or 0 for h in households)


def _remarks(line: CoverageLine) -> Iterator[str]:
    if not line.listed:
        yield "不在村名录中，没有已知户数可比"
    elif line.level is CoverageLevel.VILLAGE and line.known is None:
        yield "名录没有户数，不能对照"
    if line.level is CoverageLevel.UNPLACED and line.surveyed:
        yield f"{line.surveyed} 户的村组在名录的自然村里找不到，请补填所在自然村，或补充名录"
    elif line.excess and not line.parts:
        yield f"摸底比名录多 {line.excess} 户，请核对名录户数或有无重复"
    if line.whole_move:
        yield from _whole_move(line)
    if line.unexplained:
        yield f"{len(line.unexplained)} 户未列入而没有依据"


def _whole_move(line: CoverageLine) -> Iterator[str]:
    short = [f"{line.unsurveyed} 户未摸底"] if (line.unsurveyed or 0) > 0 else []
    short += [f"{len(line.left_out)} 户未列入"] if line.left_out else []
    if short:
        yield f"整村搬迁，尚有 {'、'.join(short)}"
    elif line.known is None and line.level is not CoverageLevel.VILLAGE:
        yield "整村搬迁，名录没有户数，不能判断是否完整"


def is_complete(line: CoverageLine) -> bool | None:
    """Whether a village that moves as a whole is surveyed and taken in as a whole; None for one that does not, or cannot be told."""
    if not line.whole_move or line.known is None:
        return None
    return line.unsurveyed == 0 and not line.left_out


def coverage(dossier: Dossier) -> tuple[CoverageLine, ...]:
    """A line for each village of the project's township or survey, followed by those of its natural villages."""
    surveyed = _by_village(dossier)
    lines: list[CoverageLine] = []
    for village in _villages(dossier, surveyed):
        lines += _village_lines(dossier, village, surveyed.pop(village.id, _Found()))
    for name, found in surveyed.items():
        lines.append(_line(dossier, f"name:{name}", CoverageLevel.VILLAGE, name or NO_VILLAGE, found, listed=False))
    return tuple(lines)


def villages(lines: Iterable[CoverageLine]) -> tuple[CoverageLine, ...]:
    """Only the lines of whole villages: what totals add up."""
    return tuple(line for line in lines if line.level is CoverageLevel.VILLAGE)


@dataclass(slots=True)
class _Found:
    taken_in: list[Household] = field(default_factory=list)
    left_out: list[Household] = field(default_factory=list)
    collective: list[CollectiveProperty] = field(default_factory=list)

    def those(self, where: Iterable[str] | None, keys: dict[str, str]) -> _Found:
        """Only what stands in a natural village: `keys` says which, by entity id."""
        wanted = set(where or ())
        return _Found(*([e for e in some if keys.get(e.id, "") in wanted]
                        for some in (self.taken_in, self.left_out, self.collective)))


def _by_village(dossier: Dossier) -> dict[str, _Found]:
    """What was surveyed, by the id of its village in the directory, else by the name it was given."""
    names = {name_key(v.name): v.id for v in dossier.villages if v.township_id == dossier.project.township_id}
    known = {v.id for v in dossier.villages}
    found: dict[str, _Found] = {}

    def place(entity: Household | CollectiveProperty) -> _Found:
        named = names.get(name_key(entity.village or ""))
        key = entity.village_id if entity.village_id in known else named or (entity.village or "")
        return found.setdefault(key, _Found())
    for household in dossier.households:
        place(household).taken_in.append(household)
    for household in dossier.left_out:
        place(household).left_out.append(household)
    for building in dossier.collective:
        place(building).collective.append(building)
    return found


def _villages(dossier: Dossier, surveyed: dict[str, _Found]) -> list[Village]:
    return [v for v in dossier.villages if v.township_id == dossier.project.township_id or v.id in surveyed]


def _village_lines(dossier: Dossier, village: Village, found: _Found) -> Iterator[CoverageLine]:
    hamlets = [h for h in dossier.hamlets if h.village_id == village.id]
    counts = {name: total(getattr(village, told), hamlets, told) for name, told in _COUNTS.items()}
    parts = tuple(_parts(dossier, village, hamlets, found, counts)) if hamlets else ()
    yield _line(dossier, village.id, CoverageLevel.VILLAGE, village.name, found, whole_move=village.whole_move, parts=parts, **counts)
    yield from parts


_COUNTS = {"known": "households_known", "persons_known": "population_known"}


def _parts(dossier: Dossier, village: Village, hamlets: list[Hamlet], found: _Found, counts: dict[str, int | None]
           ) -> Iterator[CoverageLine]:
    keys = _hamlet_of(hamlets, found)
    for hamlet in hamlets:
        told = {name: getattr(hamlet, told) for name, told in _COUNTS.items()}
        yield _line(dossier, hamlet.id, CoverageLevel.HAMLET, village.name, found.those([hamlet.id], keys), hamlet=hamlet.name,
                    whole_move=hamlet.whole_move, **told)
    rest = found.those([""], keys)
    beyond = {name: _beyond(counts[name], hamlets, told) for name, told in _COUNTS.items()}
    if rest.taken_in or rest.left_out or rest.collective or beyond["known"]:
        yield _line(dossier, f"rest:{village.id}", CoverageLevel.UNPLACED, village.name, rest, hamlet=NOT_LISTED, **beyond)


def _beyond(of_village: int | None, hamlets: Iterable[Hamlet], name: str) -> int | None:
    """What a village's own count holds beyond its natural villages'; None where it holds less, or one is not told."""
    counts = [getattr(h, name) for h in hamlets]
    rest = None if of_village is None or None in counts else of_village - sum(counts)
    return rest if rest is None or rest >= 0 else None


def total(own: int | None, hamlets: Iterable[Hamlet], name: str) -> int | None:
    """A village's own count, else the sum of its natural villages' where all of them have one."""
    counts = [getattr(h, name) for h in hamlets]
    return own if own is not None else sum(counts) if counts and None not in counts else None


def _line(dossier: Dossier, id_: str, level: CoverageLevel, village: str, found: _Found, **more) -> CoverageLine:
    mine = {h.id for h in found.taken_in} | {h.id for h in found.left_out}
    return CoverageLine(id_, level, village, taken_in=tuple(found.taken_in), left_out=tuple(found.left_out),
                collective=tuple(found.collective), held=dossier.held & mine, **more)


def _hamlet_of(hamlets: Iterable[Hamlet], found: _Found) -> dict[str, str]:
    """Entity id → id of the natural village whose name stands as its natural village, else as its group."""
    names = {name_key(h.name): h.id for h in hamlets}
    return {e.id: names.get(name_key(getattr(e, "hamlet", None) or "")) or names.get(name_key(e.group or ""), "")
            for some in (found.taken_in, found.left_out, found.collective) for e in some}


def name_key(name: str) -> str:
    """A place's name as it is compared: without blanks, full-width forms and the word 自然村 behind it."""
    return "".join(unicodedata.normalize("NFKC", name).split()).removesuffix("自然村")
