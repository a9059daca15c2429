"""Words that surveys use for the official terms, by field; only where they leave no doubt which term is meant."""

from __future__ import annotations

from linkdesk.domain.words import HouseStructure, RelocationType, ResettlementChoice

_H, _R, _C = HouseStructure, RelocationType, ResettlementChoice

_STRUCTURES = {f"{term}结构": term for term in _H if term not in (_H.OTHER, _H.SIMPLE)}

SYNONYMS = {
    "house_structure": _STRUCTURES | {
        "钢筋混凝土": _H.STEEL_CONCRETE, "框架": _H.STEEL_CONCRETE, "钢混框架": _H.STEEL_CONCRETE,
        "木质": _H.TIMBER, "全木": _H.TIMBER, "竹质": _H.BAMBOO, "土窑": _H.EARTH_CAVE, "砖窑": _H.BRICK_CAVE,
        "石窑": _H.STONE_CAVE, "简易房": _H.SIMPLE, "简易结构": _H.SIMPLE, "其它": _H.OTHER},
    "relocation_type": {
        "易地搬迁": _R.POVERTY, "易扶搬迁": _R.POVERTY, "易地扶贫": _R.POVERTY, "扶贫搬迁": _R.POVERTY, "是": _R.POVERTY,
        "同步": _R.SYNCHRONOUS, "同步搬迁户": _R.SYNCHRONOUS, "采煤沉陷": _R.MINING, "采煤沉陷区": _R.MINING,
        "采煤沉陷区搬迁": _R.MINING, "采煤沉陷搬迁": _R.MINING, "地质灾害治理": _R.GEOHAZARD, "地灾治理搬迁": _R.GEOHAZARD,
        "地质灾害避让": _R.GEOHAZARD_AVOIDANCE, "地灾避让搬迁": _R.GEOHAZARD_AVOIDANCE, "闲置": _R.IDLE,
        "闲置房屋": _R.IDLE, "其它闲置": _R.IDLE, "其它": _R.OTHER, "否": _R.OTHER},
    "resettlement_choice": {
        "集中": _C.CONCENTRATED, "集中居住": _C.CONCENTRATED, "分散": _C.SCATTERED, "分散居住": _C.SCATTERED, "货币": _C.MONEY,
        "货币补偿": _C.MONEY, "货币化安置": _C.MONEY, "进城": _C.TOWN, "购房": _C.TOWN, "进城镇购房": _C.TOWN, "城镇购房": _C.TOWN,
        "投亲": _C.RELATIVES, "投亲安置": _C.RELATIVES},
}
