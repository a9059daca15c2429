"""Two submissions side by side, as a table: files by name, and the text and tables of the documents that are kept."""

from __future__ import annotations

from linkdesk.actions.submissions import SentDifferences
from linkdesk.documents.blocks import Align, Cell, Column, Table, Width

SAME = "两次报送的材料没有差异。"
_COLUMNS = (Column("类别", width=Width.NARROW), Column("位置", width=Width.WIDE, align=Align.LEFT),
            Column("上一次", width=Width.WIDE, align=Align.LEFT), Column("这一次", width=Width.WIDE, align=Align.LEFT))


def differences_table(found: SentDifferences) -> Table | None:
    """The rows of what differs; None when nothing does."""
    rows = [*(("文件", name, "", "新增") for name in found.added), *(("文件", name, "有", "删去") for name in found.removed),
            *(("文件", name, "", "内容有改动") for name in found.changed), *(("文字", d.heading, d.before, d.after) for d in found.texts),
            *(("表格", " ".join(filter(None, (d.table, d.row, d.column))), d.before, d.after) for d in found.cells)]
    return Table(_COLUMNS, tuple(tuple[Cell, ...](r) for r in rows)) if rows else None
