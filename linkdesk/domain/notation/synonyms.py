"""The words people use for the terms of closed lists, where they leave no doubt which term is meant."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from linkdesk.domain.spelling import compact
from linkdesk.domain.words import HouseStructure, RelocationType, ResettlementChoice, Sex

_H, _R, _C = HouseStructure, RelocationType, ResettlementChoice
_WORDS: dict[type[StrEnum], dict[StrEnum, str]] = {
    HouseStructure: {
        _H.STEEL_CONCRETE: "钢筋混凝土 钢筋砼 钢砼 框架 钢混框架", _H.BRICK_CONCRETE: "砖砼", _H.EARTH_TIMBER: "泥木",
        _H.TIMBER: "木质 全木 纯木 穿斗木 木穿斗 木屋", _H.BAMBOO: "竹质", _H.SIMPLE: "简易棚", _H.OTHER: "其它"},
    RelocationType: {
        _R.POVERTY: "易地搬迁 易扶 易地扶贫 扶贫搬迁 异地扶贫搬迁 异地扶贫 异地搬迁 是", _R.SYNCHRONOUS: "同步",
        _R.MINING: "采煤沉陷 采煤沉陷区 采煤沉陷区治理 采煤沉陷治理 采煤沉陷区避让 沉陷区 沉陷区治理",
        _R.GEOHAZARD: "地质灾害治理 地灾治理", _R.GEOHAZARD_AVOIDANCE: "地质灾害避让 地质灾害避险 地灾避让 地灾避险",
        _R.IDLE: "闲置 闲置宅基地 闲置农房 其它闲置", _R.OTHER: "其它 否"},
    ResettlementChoice: {
        _C.CONCENTRATED: "集中 集中居住 集中安置点 集中建房 统规统建", _C.SCATTERED: "分散 分散居住 分散自建 分散建房",
        _C.MONEY: "货币 货币补偿 货币化", _C.TOWN: "进城 购房 进城镇购房 城镇购房 进城镇 进城入镇 县城购房 自主购房 购买商品房 购商品房",
        _C.RELATIVES: "投亲 投靠亲友 投靠亲戚 投靠子女"},
    Sex: {Sex.MALE: "男性", Sex.FEMALE: "女性"},
}

_TAIL = re.compile("(结构房屋|结构房|结构|房屋|房|搬迁户|搬迁|安置户|安置|户)$")
"""What is said behind a term without changing which it is: 砖混房, 同步搬迁户, 进城安置."""

_REMARK = re.compile(r"(.+)\(([^()]+)\)$")
_TURNS = re.compile("[未不或待暂否改原无非部半拟?]")
"""A remark in brackets with such a word may turn the term before it into another."""

_MATERIALS = re.compile("[土木砖石竹混钢窑]")

_CAVES = (
    (_H.EARTH_CAVE, re.compile(r"(黄?土|靠崖|靠山|崖|地坑)窑洞?$|窑洞?[(/-]土\)?$")),
    (_H.BRICK_CAVE, re.compile(r"砖[砌碹券箍拱]?窑洞?$|窑洞?[(/-]砖\)?$")),
    (_H.STONE_CAVE, re.compile(r"石[头砌碹券箍拱]?窑洞?$|窑洞?[(/-]石头?\)?$")),
)
_COUNT = re.compile(r"(?<=[窑洞])\d{1,2}[孔眼间]$")


def term(of: type[StrEnum], word: str) -> StrEnum | None:
    """The term of a list that a compact word means, also with a tail or a remark in brackets; None where it is in doubt."""
    return _known(of, word) or _with_remark(of, word)


def _known(of: type[StrEnum], word: str) -> StrEnum | None:
    terms = _terms(of)
    return terms.get(word) or terms.get(_TAIL.sub("", word)) or (_cave(word) if of is HouseStructure else None)


def _cave(word: str) -> HouseStructure | None:
    word = _COUNT.sub("", _TAIL.sub("", word))
    return next((cave for cave, pattern in _CAVES if pattern.match(word)), None)


def _with_remark(of: type[StrEnum], word: str) -> StrEnum | None:
    found = _REMARK.match(word)
    return _known(of, found[1]) if found and not _contradicts(of, found[2]) else None


def _contradicts(of: type[StrEnum], remark: str) -> bool:
    """Whether a remark may name another term than the one it stands behind."""
    if _TURNS.search(remark) or (of is HouseStructure and _MATERIALS.search(remark)):
        return True
    return any(other in remark for other in _terms(of) if len(other) > 1)


@cache
def _terms(of: type[StrEnum]) -> dict[str, StrEnum]:
    written = {word: term_ for term_, words in _WORDS.get(of, {}).items() for word in words.split()}
    return written | {compact(term_): term_ for term_ in of}
