"""The policy packs and standards that come with the program, read once for the desk and for the guards of its store."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from linkdesk import paths
from linkdesk.domain.errors import KnownError

if TYPE_CHECKING:
    from linkdesk.policy.agencies import UsualAgencies
    from linkdesk.policy.pack import Pack
    from linkdesk.policy.standards import Standards


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


@cache
def standards() -> Standards:
    """Fee schedules, recipes and quality targets as shipped; KnownError when one cannot be read."""
    from linkdesk.policy import fees, quality_targets, recipes
    from linkdesk.policy.standards import RecipeBook, Standards
    texts = {p.name: paths.own_text(p) for p in sorted(paths.STANDARDS.glob("*.toml"))}
    schedules = tuple(fees.read_schedule(text, name) for name, text in texts.items() if name.startswith("fees_"))
    return Standards(schedules, recipes.read_recipes(texts["recipes.toml"], "recipes.toml") if "recipes.toml" in texts else RecipeBook(),
                     quality_targets.read_targets(texts["quality.toml"], "quality.toml") if "quality.toml" in texts else ())


@cache
def agencies() -> UsualAgencies:
    """The usual names of agencies as shipped; none when the file is not there, KnownError when it cannot be read."""
    from linkdesk.policy.agencies import UsualAgencies, read_agencies
    path = paths.STANDARDS / "agencies.toml"
    return read_agencies(paths.own_text(path), path.name) if path.is_file() else UsualAgencies()
