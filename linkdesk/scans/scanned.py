"""What was read of one page, and in which words a file or page is refused."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.domain.token import is_token

REFUSALS = {
    "missing": "找不到这个文件，请核对它是否已移动或改名",
    "unreadable": "没有权限读取，或正被其他程序占用",
    "empty": "是空文件，请重新扫描或索取",
    "unknown": "不是扫描文件（PDF、TIFF、PNG、JPEG）",
    "encrypted": "设有打开密码，请取消密码、另存后再归档",
    "broken": "已损坏或不完整，请重新扫描",
    "too_large": "页面过大，请用 150 至 300 dpi 重新扫描",
    "died": "读取时超出了允许的内存或中途停止，请重新扫描这一页",
    "late": "读取用时过长，已跳过，请重新扫描这一页",
}


@dataclass(frozen=True, slots=True)
class Scanned:
    """One page of a scanned file; `page` counts from 1 and is 0 where the file as a whole was refused.

    `texts` are the QR codes found, `turned` the degrees clockwise that bring the page upright, `sheet` a PDF of this one
    page, upright (empty when the page is blank, refused or was only looked at), `refused` a key of REFUSALS, `through`
    whether the only code of ours is one that shines through from the other side.
    """

    source: str
    page: int
    texts: tuple[str, ...] = ()
    turned: int = 0
    blank: bool = False
    refused: str = ""
    sheet: bytes = b""
    through: bool = False

    @property
    def tokens(self) -> tuple[str, ...]:
        """The codes that can be ours: twelve characters whose check letter fits."""
        return tuple(text for text in self.texts if is_token(text))

    @property
    def why(self) -> str:
        """Why file or page was refused, in words without a full stop; empty when it was read."""
        return REFUSALS.get(self.refused, "")
