"""What households and collectives take down and reclaim themselves, plot by plot: it is in no quantity of the contractor's."""

from __future__ import annotations

from decimal import localcontext

from linkdesk.documents.annexes.sheet import order_column
from linkdesk.documents.blocks import Block, Cell, Column, Table
from linkdesk.documents.design.present import column_sums
from linkdesk.documents.design.texts import plots_with_own
from linkdesk.documents.figure_cells import known
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.formula.exact import EXACT
from linkdesk.domain.plot_numbers import grounds, numbers_on

_NUMBERS = (("自行拆除（户）", "自行拆除户数", 0), ("自行拆除房屋（㎡）", "自行拆除房屋面积", 2),
            ("自行复垦（户）", "自行复垦户数", 0), ("自行复垦面积（㎡）", "自行复垦面积", 2))
_COLUMNS = (order_column(), Column("地块编号"), *(Column(label, decimals=decimals) for label, _, decimals in _NUMBERS))


def own_ground(dossier: Dossier) -> tuple[Block, ...]:
    """One row a plot on which somebody does the work himself."""
    of, rows = grounds(dossier), list[tuple[Cell, ...]]()
    with localcontext(EXACT):
        for at, plot in enumerate(plots_with_own(dossier), 1):
            numbers = numbers_on(of(plot), {})
            rows.append((at, plot.code, *(known(numbers[name].value) for _, name, _ in _NUMBERS)))
    return (Table(_COLUMNS, tuple(rows), column_sums(rows, 2), name="农户自行拆除和复垦"),)


BLOCKS = {"design_own_ground": own_ground}
