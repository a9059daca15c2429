"""What came in with a survey workbook: the batch, every row as it stood, every problem until a person settles it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from linkdesk.domain.fields import OnRemoval, Private, about, identity
from linkdesk.domain.words import Severity


@dataclass(frozen=True, slots=True)
class ImportBatch:
    """One workbook taken in at one time."""

    project_id: str | None = about("项目区", refers_to="project")
    file_name: str = about("文件名", default="")
    file_hash: str = about("文件校验", default="", help="SHA-256")
    imported_at: datetime | None = about("导入时间")
    officer_name: str = about("导入人", default="")
    rows_read: int = about("读取行数", default=0)
    understood: str = about("识别结果", default="{}", help="JSON：工作表、表头行、各列对应的字段与单位、跳过的行")
    directions: str | None = about("经办人的指定", private=Private.IDENTITY, help="JSON：表头行、列的对应、单位、改正的单元格")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class ImportDraft:
    """An import somebody has begun to review: what was decided so far; gone when it is taken in or given up."""

    project_id: str | None = about("项目区", refers_to="project")
    file_name: str = about("文件名", default="")
    file_hash: str = about("文件校验", default="", attached=True, help="SHA-256；原件存于工作区")
    directions: str = about("经办人的指定", default="{}", private=Private.IDENTITY,
                            help="JSON：表头行、列的对应、单位、改正的单元格、各户的取舍")
    officer_name: str = about("经办人", default="")
    begun_at: datetime | None = about("开始时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class HeadingPattern:
    """How an officer matched the headings of one kind of workbook; used again wherever the same headings stand."""

    fingerprint: str = about("表头特征", default="", help="各列标题的 SHA-256")
    depth: int = about("表头行数", default=1)
    choices: tuple[tuple[str, str], ...] = about("列标题与字段", default=())
    officer_name: str = about("指定人", default="")
    chosen_at: datetime | None = about("指定时间")
    id: str = identity()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One data row of the workbook as its cells stood; `cells` pairs column letter with raw text."""

    batch_id: str = about("导入批次", refers_to="import_batch", on_removal=OnRemoval.WITH_PARENT)
    household_id: str | None = about("农户", refers_to="household", on_removal=OnRemoval.WITH_PARENT)
    sheet: str = about("工作表", default="")
    row: int = about("行", default=0)
    cells: tuple[tuple[str, str], ...] = about("原始单元格", default=(), private=Private.IDENTITY)
    id: str = identity()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person can put right; an unsettled error holds its household (held is never stored)."""

    batch_id: str | None = about("导入批次", refers_to="import_batch", on_removal=OnRemoval.WITH_PARENT)
    household_id: str | None = about("农户", refers_to="household", on_removal=OnRemoval.WITH_PARENT)
    sheet: str = about("工作表", default="")
    row: int = about("行", default=0)
    column: str = about("列", default="", help="列字母")
    heading: str = about("列标题", default="")
    field: str = about("字段", default="")
    code: str = about("问题代码", default="")
    severity: Severity = about("程度", default=Severity.ERROR)
    value: str = about("原值", default="", private=Private.IDENTITY)
    message: str = about("问题", default="")
    fix: str = about("改正办法", default="")
    settled_by: str = about("处理人", default="")
    settled_at: datetime | None = about("处理时间")
    settled_how: str = about("处理说明", default="")
    id: str = identity()

    @property
    def holds(self) -> bool:
        """Whether this problem keeps its household out of agreements: an error nobody has settled."""
        return self.severity is Severity.ERROR and self.settled_at is None
