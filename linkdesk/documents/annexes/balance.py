"""附表9 节余指标测算表: what is reclaimed less what is taken and kept back, in both measures."""

from __future__ import annotations

from collections.abc import Iterator

from linkdesk.documents.annexes.sheet import NONE, Row, hectare_columns, order_column, sheet, whole
from linkdesk.documents.blocks import Align, Cell, Column, Document, Width
from linkdesk.documents.figure_cells import known
from linkdesk.documents.wording import word
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.figures import figure, in_mu
from linkdesk.domain.figures.surplus import surplus_basis
from linkdesk.domain.quantities import places, printed

_COLUMNS = (order_column(), Column("项目", width=Width.WIDE, align=Align.LEFT), *hectare_columns("建设用地", "农用地", "耕地", "其中水田"),
            Column("耕地平均等别"), Column("算法", width=Width.WIDE, align=Align.LEFT))
_SURPLUS = ("surplus_construction", "surplus_agricultural", "surplus_farmland", "surplus_paddy")
_LINES: tuple[tuple[str, tuple[str, ...], str, str], ...] = (  # label, figures, grade, how it is reckoned
    ("拆旧复垦", ("reclaimed_area", "new_agricultural_area", "new_farmland_area", "new_paddy_area"), "reclaimed_grade",
     "①：附表3 合计"),
    ("安置占用", ("settlement_construction", "settlement_agricultural_taken", "settlement_farmland_taken",
              "settlement_paddy_taken"), "settlement_grade", "②：附表5 合计，建设用地为新增建设用地"),
    ("农村发展预留", ("reserve_area", "", "", ""), "", "③：项目资料"),
    ("本县建新占用", ("own_urban_construction", "own_urban_agricultural_taken", "own_urban_farmland_taken",
                "own_urban_paddy_taken"), "urban_grade", "④：附表4 中本县地块合计，建设用地为新增建设用地"),
    ("节余指标", _SURPLUS, "",
     "⑤＝①－②－③－④"))


def surplus_sheet(dossier: Dossier) -> Document:
    """附表9."""
    rows = [_row(dossier, at, *line) for at, line in enumerate(_LINES, 1)]
    rows += [(at, *line) for at, line in enumerate(_uses(dossier), len(rows) + 1)]
    return sheet("附表9", "节余指标测算表", dossier, _COLUMNS, rows, notes=(_mu(dossier), *_basis(dossier)))


def _row(dossier: Dossier, at: int, label: str, names: tuple[str, ...], grade: str, how: str) -> Row:
    cells: tuple[Cell, ...] = tuple(whole(dossier, name) if name else NONE for name in names)
    return at, label, *cells, _grade(dossier, grade, names[2]) if grade else "", how


def _grade(dossier: Dossier, name: str, farmland: str) -> Cell:
    """No grade stands where there is no farmland."""
    return NONE if figure(farmland, dossier).value == 0 else whole(dossier, name)


def _uses(dossier: Dossier) -> Iterator[Row]:
    """Where the surplus goes: all of it is traded or none, as the project's data say; an advance is settled when it is applied for."""
    traded, trade = dossier.project.surplus_trade, word(dossier, "off_site_trade", "易地交易")
    for label, is_so in (("其中：本县自用", traded is False), (f"其中：{trade}", traded is True)):
        if traded is None:
            yield label, *[known(None)] * 4, "", "去向待定"
        elif is_so:
            yield label, *(whole(dossier, name) for name in _SURPLUS), "", "⑤：按项目资料填写的去向"
        else:
            yield label, *[NONE] * 4, "", "项目资料填写为无此去向"
    share = dossier.rate("advance_share_max")
    at_most = f"，不超过节余指标的 {printed(share.value, places(share.value, 0))}%" if share and share.value is not None else ""
    yield "其中：预支使用", *[NONE] * 4, "", f"申请预支时另行核定{at_most}"


def _mu(dossier: Dossier) -> str:
    said = (f"{f.label} {in_mu(f)} 亩" for name in ("surplus_construction", "surplus_farmland")
            if (f := figure(name, dossier)).value is not None)
    return "；".join(said) or "节余指标待补齐数据后测算。"


def _basis(dossier: Dossier) -> tuple[str, ...]:
    """Which of the columns is the project's surplus."""
    surplus = figure("surplus", dossier)
    said = f"本项目的节余指标按{surplus_basis(dossier)}口径，为 {surplus.text} 公顷，合 {in_mu(surplus)} 亩。"
    return (said,) if surplus.value is not None else ()
