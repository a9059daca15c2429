"""What is said after an undo or redo: all of it taken back, or which rows stayed and why."""

from __future__ import annotations

from collections import Counter

from linkdesk.desk import Undone


def told(word: str, undone: Undone) -> tuple[str, bool]:
    """The sentence for a person, and whether everything was taken back."""
    title = undone.title.removeprefix("撤销：").removeprefix("重做：")
    stayed = Counter(o.reason for o in undone.outcomes if o.reason)
    done = len(undone.outcomes) - sum(stayed.values())
    if not stayed:
        return f"已{word}：{title}", True
    reasons = "；".join(f"{count} 条{reason}" for reason, count in stayed.items())
    if not done:
        return f"“{title}”没有{word}，数据没有改动：{reasons}。需要时请逐条处理。", False
    return f"已{word}“{title}”中的 {done} 条，其余没有动：{reasons}。需要时请逐条处理。", False
