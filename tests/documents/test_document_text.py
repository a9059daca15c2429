"""Documents as text."""

from decimal import Decimal

from linkdesk.documents.blocks import (
    Code,
    Column,
    Contents,
    Gap,
    Heading,
    PageBreak,
    Paragraph,
    Signatures,
    Table,
    Text,
)
from linkdesk.documents.text import as_text
from linkdesk.domain.figure import Figure
from tests.documents.paper import one


def test_a_document_reads_from_top_to_bottom():
    figure = Figure("a", "总面积", Decimal("12.3456"), "公顷", 4)
    table = Table((Column("序号"), Column("面积", (Column("合计", decimals=4), Column("复垦")))),
                  ((1, Decimal("1.5"), Gap("复垦面积")),), ("合计", Decimal("1.5"), Decimal("2")), "附表3", "单位：公顷", "某局", ("制表",))
    document = one(
        Heading(2, "（一）背景"), Paragraph((Text("总面积"), figure, Text("公顷，"), Gap("依据"))), table, PageBreak(),
        Signatures((("甲方：", ("年　月　日",)),)), Code("LD2018ABCDEF", "1"), Contents((("附表", 20),)), mark="草稿")
    assert as_text(document) == """\
【试样】（草稿）
【版面 official】
## （一）背景
　　总面积12.3456公顷，［待补：依据］
表 附表3
某局
单位：公顷
序号 | 面积（合计 | 复垦）
1 | 1.5000 | ［待补：复垦面积］
合计 | 1.5000 | 2
制表
【换页】
【签章】甲方： / 年　月　日
【二维码】LD2018ABCDEF 1
附表 …… 20
"""
