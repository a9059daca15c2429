"""The balance of a project as it stands now: areas, land by class, farmland and its quality, quota, each with what it breaks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures import as_mu, figure, structure
from linkdesk.domain.figures.structure import Land
from linkdesk.domain.planning_words import LandSide
from linkdesk.domain.quantities import places, printed
from linkdesk.domain.words import Severity
from linkdesk.policy.check import Finding

AREAS, LAND, FARMLAND, QUALITY, QUOTA = "面积", "地类", "耕地占补", "耕地质量", "指标"
HEADS = {AREAS: ("公顷", "亩"), LAND: ("规划前", "规划后"), FARMLAND: ("公顷", "亩"), QUALITY: ("", "等别"), QUOTA: ("公顷", "亩")}


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One line of the balance: a figure beside another (hectares and mu, before and after) and the findings it breaks."""

    group: str
    label: str
    figures: tuple[Figure | None, Figure | None]
    breaches: tuple[Finding, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """The gravest breach; None where nothing is broken."""
        return min((f.severity for f in self.breaches), key=list(Severity).index, default=None)


_SINGLE = (  # group, label, figure, rules that concern it
    (AREAS, "拆旧区", "old_area", ("R05", "R06")), (AREAS, "安置区", "settlement_area", ("R07-uses",)), (AREAS, "建新区", "new_area", ("R02-new",)),
    (AREAS, "拆旧－安置－建新", "area_margin", ("R02",)))
_FARMLAND = (
    (FARMLAND, "复垦新增耕地", "new_farmland_area", ()), (FARMLAND, "安置、建新占用", "built_farmland_taken", ("R11",)),
    (FARMLAND, "新增－占用", "farmland_margin", ("R03", "R03-equal")))
_QUALITY = (("复垦耕地", "reclaimed_grade", ()), ("占用耕地", "built_grade", ()), ("提高", "grade_gain", ("R04", "R04-equal")))
_QUOTA = ((QUOTA, "申请周转指标", "quota_applied", ()), (QUOTA, "节余（建设用地）", "surplus_construction", ()),
          (QUOTA, "节余（耕地）", "surplus_farmland", ()), (QUOTA, "节余指标", "surplus", ("surplus-short",)))
_LAND = (("农用地", "agricultural", ()), ("耕地", "farmland", ("R01-farmland",)), ("　水田", "paddy", ()), ("　水浇地", "irrigated", ()),
         ("　旱地", "dry", ()))
_REST = (("建设用地", "construction", ("R01",)), ("未利用地", "unused", ()), ("合计", "total", ("R01-zones", "R01-rows")))


def balance(dossier: Dossier, findings: Iterable[Finding]) -> tuple[BalanceLine, ...]:
    """The lines in their order; a finding that cannot be decided yet breaks nothing."""
    broken = [f for f in findings if not f.undetermined and f.severity is not Severity.NOTE]
    return tuple(_lines(dossier, broken))


def _lines(dossier: Dossier, broken: list[Finding]) -> Iterator[BalanceLine]:
    yield from (_hectares(dossier, broken, *line) for line in _SINGLE)
    yield from (_sides(dossier, broken, *line) for line in _LAND)
    yield from _by_grade(dossier)
    yield from (_sides(dossier, broken, *line) for line in _REST)
    yield from (_hectares(dossier, broken, *line) for line in _FARMLAND)
    yield from (BalanceLine(QUALITY, label, (None, figure(name, dossier)), _of(broken, rules)) for label, name, rules in _QUALITY)
    yield from (_hectares(dossier, broken, *line) for line in _QUOTA)
    yield BalanceLine(QUOTA, "人均综合用地（㎡）", (None, figure("settlement_per_person", dossier)), _of(broken, ("R07",)))


def _hectares(dossier: Dossier, broken: list[Finding], group: str, label: str, name: str, rules: tuple[str, ...]) -> BalanceLine:
    made = figure(name, dossier)
    return BalanceLine(group, label, (made, None if made.value is None else as_mu(made)), _of(broken, rules))


def _sides(dossier: Dossier, broken: list[Finding], label: str, kind: str, rules: tuple[str, ...]) -> BalanceLine:
    both = figure(f"project_{kind}_before", dossier), figure(f"project_{kind}_after", dossier)
    return BalanceLine(LAND, label, both, _of(broken, rules))


def _by_grade(dossier: Dossier) -> Iterator[BalanceLine]:
    """Farmland by quality grade before and after, the best first; of one without a grade that it lacks one."""
    parts = [part for part in structure.parts(dossier, ("project",), LandSide) if part.ploughed and part.area]
    found = sorted({part.grade for part in parts if part.grade is not None})
    for grade in (*found, *([None] if any(part.grade is None for part in parts) else [])):
        word = "　等别待补" if grade is None else f"　{printed(grade, places(grade, 0))} 等"
        land = Land("project", lambda part, grade=grade: bool(part.ploughed) and part.grade == grade, f"耕地{word.strip()}")
        yield BalanceLine(LAND, word, (figure("land_before", dossier, land), figure("land_after", dossier, land)))


def _of(broken: list[Finding], rules: tuple[str, ...]) -> tuple[Finding, ...]:
    return tuple(f for f in broken if f.rule_id in rules)
