"""Yes and no, and the terms of closed lists, in the words people use where they leave no doubt which is meant."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Any

from linkdesk.domain.fields import Field
from linkdesk.domain.notation.remark import Remark
from linkdesk.domain.spelling import NONE, compact
from linkdesk.domain.words import HouseStructure, RelocationType, ResettlementChoice, Sex

TICKS = frozenset("√✓✔☑∨")
YES = TICKS | frozenset((
    "是", "1", "有", "同意", "愿意", "自愿", "Y", "TRUE", "YES", "对", "已同意", "属于", "建档立卡户", "贫困户", "建档立卡贫困户", "脱贫户",
    "已脱贫", "已拆", "已拆除"))
NO = frozenset((
    "否", "×", "✗", "✘", "☐", "X", "0", "无", "不同意", "不愿意", "不自愿", "N", "FALSE", "NO", "不是", "不属于", "没有", "非贫困户",
    "一般户", "一般农户", "非建档立卡户", "未拆", "未拆除"))

_OPEN = "☐□"
_MARKED = TICKS | frozenset("■☒")
_MARKS = "".join(sorted(_MARKED)) + _OPEN
_BEFORE, _AFTER = re.compile(f"([{_MARKS}])([^{_MARKS}]+)"), re.compile(f"([^{_MARKS}]+)([{_MARKS}])")

_H, _R, _C = HouseStructure, RelocationType, ResettlementChoice
_SYNONYMS: dict[type[StrEnum], dict[str, StrEnum]] = {
    HouseStructure: {f"{term}结构": term for term in _H if term not in (_H.OTHER, _H.SIMPLE)} | {
        "钢筋混凝土": _H.STEEL_CONCRETE, "框架": _H.STEEL_CONCRETE, "钢混框架": _H.STEEL_CONCRETE,
        "木质": _H.TIMBER, "全木": _H.TIMBER, "竹质": _H.BAMBOO, "土窑": _H.EARTH_CAVE, "砖窑": _H.BRICK_CAVE,
        "石窑": _H.STONE_CAVE, "简易房": _H.SIMPLE, "简易结构": _H.SIMPLE, "其它": _H.OTHER},
    RelocationType: {
        "易地搬迁": _R.POVERTY, "易扶搬迁": _R.POVERTY, "易地扶贫": _R.POVERTY, "扶贫搬迁": _R.POVERTY, "是": _R.POVERTY,
        "同步": _R.SYNCHRONOUS, "同步搬迁户": _R.SYNCHRONOUS, "采煤沉陷": _R.MINING, "采煤沉陷区": _R.MINING,
        "采煤沉陷区搬迁": _R.MINING, "采煤沉陷搬迁": _R.MINING, "地质灾害治理": _R.GEOHAZARD, "地灾治理搬迁": _R.GEOHAZARD,
        "地质灾害避让": _R.GEOHAZARD_AVOIDANCE, "地灾避让搬迁": _R.GEOHAZARD_AVOIDANCE, "闲置": _R.IDLE,
        "闲置房屋": _R.IDLE, "其它闲置": _R.IDLE, "其它": _R.OTHER, "否": _R.OTHER},
    ResettlementChoice: {
        "集中": _C.CONCENTRATED, "集中居住": _C.CONCENTRATED, "分散": _C.SCATTERED, "分散居住": _C.SCATTERED, "货币": _C.MONEY,
        "货币补偿": _C.MONEY, "货币化安置": _C.MONEY, "进城": _C.TOWN, "购房": _C.TOWN, "进城镇购房": _C.TOWN, "城镇购房": _C.TOWN,
        "投亲": _C.RELATIVES, "投亲安置": _C.RELATIVES},
    Sex: {"男性": Sex.MALE, "女性": Sex.FEMALE},
}


def ticked(text: str) -> str:
    """The word with the tick where a text offers several boxes (☑是□否, 是□否☑); "" where none is ticked, else the text itself."""
    if not any(box in text for box in _OPEN) or len(text) < len("□是"):
        return text
    pairs = [found[::-1] for found in _BEFORE.findall(text)] if text[0] in _MARKS else _AFTER.findall(text)
    chosen = [word.strip("、，,;；/") for word, mark in pairs if mark in _MARKED]
    return text if not pairs or len(chosen) > 1 else "".join(chosen)


def flag(text: str) -> bool | Remark | None:
    """Yes or no in a compact text, None where no box is ticked; ○ and other marks that some take for yes are neither."""
    text = ticked(text).upper()
    if not text:
        return None
    return text in YES if text in YES or text in NO else Remark(None, "not_a_choice", "是、否")


def choice(field: Field, text: str) -> Any:
    """The official term of a closed list that a text means; None where it says that there is none."""
    word = ticked(compact(text))
    if not word:
        return None
    term = _terms(field.type).get(word)
    if term is not None:
        return term
    return None if word in NONE else Remark(None, "not_a_choice", "、".join(field.choices))


@cache
def _terms(of: type[StrEnum]) -> dict[str, StrEnum]:
    return _SYNONYMS.get(of, {}) | {compact(term): term for term in of}
