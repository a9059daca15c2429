"""The words and marks of how far a step of a project has come."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """States of a step; the value is the word a person sees."""

    NONE = "未开始"
    WORK = "进行中"
    ERROR = "有错误"
    DONE = "已完成"


MARKS = {State.NONE: ("none", "second"), State.WORK: ("work", "note"), State.ERROR: ("error", "error"), State.DONE: ("done", "accent")}
