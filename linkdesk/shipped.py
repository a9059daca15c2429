"""The policy packs that come with the program, read once for the desk and for the guards of its store."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from linkdesk import paths
from linkdesk.domain.errors import KnownError

if TYPE_CHECKING:
    from linkdesk.policy.pack import Pack


def packs() -> dict[str, Pack]:
    """All packs by id; raises KnownError when there are none or one cannot be read."""
    return {pack.id: pack for pack, _ in _read(paths.POLICIES)}


def hashes() -> dict[str, str]:
    """SHA-256 of each pack's file, by id: what a sealed paper says it was made under."""
    return {pack.id: sha256(text.encode()).hexdigest() for pack, text in _read(paths.POLICIES)}


@cache
def _read(folder: Path) -> tuple[tuple[Pack, str], ...]:
    from linkdesk.policy.pack import read_pack
    texts = [(paths.own_text(p), p.name) for p in sorted(folder.glob("*.toml"))]
    if not texts:
        raise KnownError("程序自带的政策包不见了，无法核对和打印，已有数据未受影响。请重新安装本程序。")
    return tuple((read_pack(text, name), text) for text, name in texts)
