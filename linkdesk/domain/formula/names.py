"""What is said of a name in a formula that nothing bears."""

from __future__ import annotations

from functools import lru_cache

_ALIKE = 0.4


@lru_cache(maxsize=1000)
def unknown(name: str, names: tuple[str, ...]) -> str:
    """The sentence for a name that is none of these, with those that look like it."""
    mine = set(name)
    scored = sorted(((len(mine & set(other)) / len(mine | set(other)), other) for other in names), key=lambda each: -each[0])
    near = "或".join(f"“{other}”" for score, other in scored[:3] if score >= _ALIKE)
    return f"算式里的“{name}”不是本地块的数据、系数或其他项目的名称" + (f"，是不是{near}？请改正。" if near else "，请改正。")
