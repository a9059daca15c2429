"""Figures of the balance: old land against new, farmland gained against farmland taken, and the surplus quota (节余)."""

from __future__ import annotations

from decimal import Decimal

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures.register import Computed, Inputs, Maker, figure, named
from linkdesk.domain.figures.zones import new_side_elsewhere, not_needed
from linkdesk.domain.quantities import hectares, printed
from linkdesk.domain.words import PlotUse

Term = tuple[str, Decimal | None, str]  # label, value in hectares, what to say beside it


@named("built_area", "安置区与建新区面积合计", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    return _combined("安置区总面积 + 建新区总面积",
                     _zone(dossier, "settlement_area", PlotUse.SETTLEMENT), _zone(dossier, "new_area", PlotUse.NEW))


@named("area_margin", "拆旧区面积大于安置区与建新区面积", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    return _combined("拆旧区总面积 − 安置区与建新区面积合计", _term(dossier, "old_area"), _less(_term(dossier, "built_area")))


@named("reserve_area", "农村发展预留面积", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    area = dossier.project.reserve_area
    return Computed(None if area is None else hectares(area), "项目资料填写", (), "" if area is not None else "农村发展预留面积")


for _name, _label in (("quota_applied", "申请周转指标"), ("quota_assigned", "购入或分配的指标")):
    named(_name, _label, "公顷", 4)(lambda dossier, name=_name, label=_label: _typed(getattr(dossier.project, name), label))


def _typed(area: Decimal | None, label: str) -> Computed:
    return Computed(None if area is None else hectares(area), "项目资料填写", (), "" if area is not None else label)


@named("surplus_construction", "节余指标（建设用地）", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    return _combined("复垦面积 − 安置新增建设用地 − 农村发展预留 − 本县建新新增建设用地",
                     _term(dossier, "reclaimed_area"), _less(_zone(dossier, "settlement_construction", PlotUse.SETTLEMENT)),
                     _less(_term(dossier, "reserve_area")), _less(_own_urban(dossier, "construction")))


_GAINED = {  # what reclamation gains less what resettlement and the county's own new land take
    "surplus_agricultural": ("节余指标（农用地）", "农用地", "new_agricultural_area", "agricultural_taken"),
    "surplus_farmland": ("节余指标（耕地）", "耕地", "new_farmland_area", "farmland_taken"),
    "surplus_paddy": ("节余指标（水田）", "水田", "new_paddy_area", "paddy_taken"),
}


def _gained_less_taken(word: str, gained: str, taken: str) -> Maker:
    formula = f"新增{word} − 安置占用{word} − 本县建新占用{word}"

    def made(dossier: Dossier) -> Computed:
        return _combined(formula, _term(dossier, gained), _less(_zone(dossier, f"settlement_{taken}", PlotUse.SETTLEMENT)),
                         _less(_own_urban(dossier, taken)))
    return made


for _name, (_label, _word, _gained, _taken) in _GAINED.items():
    named(_name, _label, "公顷", 4)(_gained_less_taken(_word, _gained, _taken))


@named("construction_margin", "复垦面积大于新增建设用地", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    return _combined("复垦面积 − 安置新增建设用地 − 建新新增建设用地",
                     _zone(dossier, "reclaimed_area", PlotUse.OLD), *_taken(dossier, "construction"))


@named("farmland_margin", "新增耕地大于占用耕地", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    return _combined("新增耕地 − 安置占用耕地 − 建新占用耕地",
                     _zone(dossier, "new_farmland_area", PlotUse.OLD), *_taken(dossier, "farmland_taken"))


def _taken(dossier: Dossier, name: str) -> tuple[Term, ...]:
    return tuple(_less(_zone(dossier, f"{zone}_{name}", use))
                 for zone, use in (("settlement", PlotUse.SETTLEMENT), ("urban", PlotUse.NEW)))


_OWN_URBAN = {"construction": "新增建设用地", "agricultural_taken": "占用农用地", "farmland_taken": "占用耕地",
              "paddy_taken": "占用水田"}
for _name, _label in _OWN_URBAN.items():
    named(f"own_urban_{_name}", f"本县建新{_label}", "公顷", 4)(
        lambda dossier, name=_name: _combined("本县建新地块之和", _own_urban(dossier, name)))


def _own_urban(dossier: Dossier, name: str) -> Term:
    """What the county's own urban plots take; those of another county are built on the surplus, not before it."""
    label, value, missing = _zone(dossier, f"urban_{name}", PlotUse.NEW)
    if dossier.plots_of(PlotUse.NEW) and new_side_elsewhere(dossier):
        return f"{label}（建新区不在本县，不计）", Decimal(0), ""
    return label, value, missing


@named("surplus", "节余指标", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    basis = surplus_basis(dossier)
    if basis not in _BASES:
        return Computed(None, "按政策参数“节余指标测算口径”", (), "节余指标测算口径")
    made = figure(_BASES[basis], dossier)
    return Computed(made.value, f"按{basis}口径：{made.formula}", made.inputs, made.missing)


def surplus_basis(dossier: Dossier) -> str:
    """Which of the two measures is called the surplus: as the policies say; construction land where none of them says."""
    rate = dossier.rate("surplus_basis")
    return rate.text if rate else "建设用地"


@named("city_surplus", "市级分成的节余指标", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    share, whole = dossier.rate("city_share"), figure("surplus", dossier)
    if share is None or share.value is None or whole.value is None:
        return Computed(None, "节余指标 × 市级分成比例", (), whole.missing or "市级投资项目节余指标市级分成")
    return Computed(whole.value * share.value / 100, "节余指标 × 市级分成比例",
                    ((whole.label, f"{whole.text} 公顷"), (share.label, f"{share.value} %")))


@named("county_surplus", "县级分成的节余指标", "公顷", 4)
def _(dossier: Dossier) -> Computed:
    return _combined("节余指标 − 市级分成的节余指标", _term(dossier, "surplus"), _less(_term(dossier, "city_surplus")))


_BASES = {"建设用地": "surplus_construction", "耕地": "surplus_farmland"}


def _term(dossier: Dossier, name: str) -> Term:
    found = figure(name, dossier)
    return found.label, found.value, found.missing or found.label


def _zone(dossier: Dossier, name: str, use: PlotUse) -> Term:
    """A term of one zone; nothing is taken off for a zone that the project does not need."""
    label, value, missing = _term(dossier, name)
    if not dossier.plots_of(use) and not_needed(dossier, use):
        return f"{label}（无此类地块）", Decimal(0), ""
    return label, value, missing


def _less(term: Term) -> Term:
    label, value, missing = term
    return label, None if value is None else -value, missing


def _combined(formula: str, *terms: Term) -> Computed:
    lacking = list(dict.fromkeys(missing for _, value, missing in terms if value is None))
    if lacking:
        return Computed(None, formula, tuple((what, "待补") for what in lacking), _few(lacking))
    return Computed(sum((v for _, v, _ in terms), Decimal(0)), formula, _inputs(terms))


def _few(lacking: list[str]) -> str:
    """What is missing, in so few words that a sentence can hold them; each stands by itself where it is used."""
    return lacking[0] if len(lacking) == 1 else f"{lacking[0]}等 {len(lacking)} 项"


def _inputs(terms: tuple[Term, ...]) -> Inputs:
    return tuple((label, f"{printed(abs(value), 4)} 公顷") for label, value, _ in terms if value is not None)
