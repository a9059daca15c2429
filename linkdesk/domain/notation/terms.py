"""Yes and no, and the terms of closed lists, in the words people use where they leave no doubt which is meant."""

from __future__ import annotations

import re
from typing import Any

from linkdesk.domain.fields import Field
from linkdesk.domain.notation.remark import Remark
from linkdesk.domain.notation.synonyms import term
from linkdesk.domain.spelling import NONE, compact

TICKS = frozenset("√✓✔☑∨")
YES = TICKS | frozenset((
    "是", "1", "有", "同意", "愿意", "自愿", "Y", "V", "TRUE", "YES", "对", "已同意", "已签字", "已签", "属于", "建档立卡户", "建档立卡", "建卡户",
    "贫困户", "建档立卡贫困户", "建卡贫困户", "脱贫户", "已脱贫", "未脱贫", "未脱贫户", "已拆", "已拆除"))
NO = frozenset((
    "否", "×", "✗", "✘", "✕", "✖", "╳", "☐", "X", "0", "无", "非", "不", "不同意", "不愿意", "不愿", "不自愿", "未同意", "暂不同意", "拒绝", "N",
    "FALSE", "NO", "不是", "不属于", "没有", "非贫困户", "一般户", "一般农户", "普通户", "普通农户", "非建档立卡户", "非建档立卡", "非建档立卡贫困户",
    "非建卡户", "未拆", "未拆除", "没拆", "没拆除"))

_POOR = re.compile(r"(是|建档立卡户?|贫困户)\((20\d\d年?)?(脱贫|已脱贫|未脱贫|识别|纳入)?\)$|20\d\d年?已?脱贫户?$")
"""Registered poor, with the year or the state added."""

_OPEN = "☐□"
_MARKED = TICKS | frozenset("■☒")
_MARKS = "".join(sorted(_MARKED)) + _OPEN
_BEFORE, _AFTER = re.compile(f"([{_MARKS}])([^{_MARKS}]+)"), re.compile(f"([^{_MARKS}]+)([{_MARKS}])")

def ticked(text: str) -> str:
    """The word with the tick where a text offers several boxes (☑是□否, 是□否☑); "" where none is ticked, else the text itself."""
    if len(text) < len("□是"):
        return text
    if not any(box in text for box in _OPEN):
        return text.strip("".join(TICKS))
    pairs = [found[::-1] for found in _BEFORE.findall(text)] if text[0] in _MARKS else _AFTER.findall(text)
    chosen = [word.strip("、，,;；/") for word, mark in pairs if mark in _MARKED]
    return text if not pairs or len(chosen) > 1 else "".join(chosen)


def flag(text: str) -> bool | Remark | None:
    """Yes or no in a compact text, None where no box is ticked; ○ and other marks that some take for yes are neither."""
    text = ticked(text).upper()
    if not text:
        return None
    if text in NO:
        return False
    return True if text in YES or _POOR.match(text) else Remark(None, "not_a_choice", "是、否")


def choice(field: Field, text: str) -> Any:
    """The official term of a closed list that a text means; None where it says that there is none."""
    word = ticked(compact(text))
    if not word:
        return None
    found = term(field.type, word)
    if found is not None:
        return found
    return None if word in NONE else Remark(None, "not_a_choice", "、".join(field.choices))
