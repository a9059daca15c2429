"""Pictures in the text of a plan: kept once by what is in them, and shown again."""

from __future__ import annotations

import io
from pathlib import Path

from linkdesk.actions import attachments
from linkdesk.desk import Desk
from linkdesk.domain.errors import KnownError

SUFFIXES = (".png", ".jpg", ".jpeg")
LARGEST_PIXELS = 60_000_000  # an A3 page at 400 dpi has 31 million
_TOO_LARGE = "图片像素太多，没有插入，原有文字不受影响。请把图片缩小到 6000 万像素以内再插入。"
_UNREADABLE = "这张图片读不出来，没有插入，原有文字不受影响。请另存为 PNG 或 JPG 图片后再试。"


def keep(desk: Desk, picture: Path) -> str:
    """Keep a PNG or JPEG file for a section's text and return its hash; KnownError says why it cannot be used."""
    digest = attachments.keep(desk, picture, attachments.PHOTO, "图片")
    _refuse_unfit(desk.store.files.read(digest))
    return digest


def keep_bytes(desk: Desk, content: bytes) -> str:
    """Keep a picture that came with the clipboard, as PNG or JPEG."""
    if attachments.suffix_of(content[:8]) not in attachments.PHOTO or len(content) > attachments.LARGEST:
        raise KnownError(_UNREADABLE)
    _refuse_unfit(content)
    return desk.store.files.put(content)


def content(desk: Desk, digest: str) -> bytes:
    """What a kept picture holds; empty when it is no longer there."""
    try:
        return desk.store.files.read(digest)
    except KnownError:
        return b""


def _refuse_unfit(content: bytes) -> None:
    from PIL import Image, UnidentifiedImageError
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
            too_large = opened.width * opened.height > LARGEST_PIXELS
            if not too_large:
                opened.load()
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise KnownError(_UNREADABLE) from None
    if too_large:
        raise KnownError(_TOO_LARGE)
