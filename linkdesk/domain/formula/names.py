"""What is said of a name in a formula that nothing bears."""

from __future__ import annotations

from functools import lru_cache
from heapq import nlargest

from linkdesk.domain.formula.faults import brief

_ALIKE, _SHOWN = 0.4, 3


def unknown(name: str, names: tuple[str, ...]) -> str:
    """The sentence for a name that is none of these, with those that look like it."""
    mine = set(name)
    near = nlargest(_SHOWN, ((len(mine & signs) / len(mine | signs), -at) for at, signs in enumerate(_signs(names)) if mine & signs))
    said = "或".join(f"“{names[-at]}”" for score, at in near if score >= _ALIKE)
    return f"算式里的“{brief(name)}”不是本地块的数据、系数或其他项目的名称" + (f"，是不是{said}？请改正。" if said else "，请改正。")


@lru_cache(maxsize=16)
def _signs(names: tuple[str, ...]) -> list[frozenset[str]]:
    return [frozenset(name) for name in names]
