"""The archive list (归档文件目录): documents of a project filed piece by piece after DA/T 22."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from linkdesk.domain.approval_words import Retention, Secrecy
from linkdesk.domain.fields import about, identity
from linkdesk.domain.quantities import Quantity


@dataclass(frozen=True, slots=True)
class ArchiveItem:
    """One piece (件) of the archive: a letter with its reply, a submission, an agreement book; `number` is its 件号 once given.

    Pieces are counted from 1 for each fonds, category, year, retention and organ, without gaps.
    """

    project_id: str = about("项目区", refers_to="project")
    position: int = about("顺序", default=0)
    fonds: str = about("全宗号", default="")
    category: str = about("门类代码", default="WS·ZJGG", help="如 WS")
    year: int | None = about("年度", at_least=1949, at_most=2100)
    retention: Retention = about("保管期限", default=Retention.PERMANENT)
    organ: str = about("机构（问题）", default="")
    item: int | None = about("件号", quantity=Quantity.COUNT, at_least=1)
    title: str = about("题名", default="", required=True)
    number: str = about("文号", default="")
    author: str = about("责任者", default="")
    dated_on: date | None = about("日期")
    secrecy: Secrecy = about("密级", default=Secrecy.NONE)
    pages: int | None = about("页数", quantity=Quantity.COUNT, unit="页", at_least=0)
    letter_id: str | None = about("公文", refers_to="letter")
    submission_id: str | None = about("报送件", refers_to="submission")
    entry_id: str | None = about("办理记录", refers_to="matter_entry")
    note: str = about("备注", default="")
    id: str = identity()
