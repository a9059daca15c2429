"""What a land class is called in another scheme: one class, several for a person to choose from, or none.

Sources: the preface of GB/T 21010-2017 (which classes of the 2007 edition it divided), its class meanings, and the working
classification of the third survey, which joins classes (H) and sets some apart (A). Class 20 of the second survey lumps
towns and villages together, so it stands for many classes here.
"""

from __future__ import annotations

from functools import cache

from linkdesk.domain.land_class import LAND_CLASSES, LandClass, LandScheme, land_class, scheme_of

_OLD, _GBT, _NEW = LandScheme.SURVEY2, LandScheme.GBT21010_2017, LandScheme.SURVEY3
_SHOPS = "0501 0502 0503 0504 0505 0506 0507"
_PUBLIC = "0801 0802 0803 0804 0805 0806 0807 0808 0809 0810"
_STREETS = "1004 1005 1201"
_OLD_TO_GBT = {  # the second survey's class: its classes in GB/T 21010-2017
    "011": "0101", "012": "0102", "013": "0103", "021": "0201", "022": "0202", "023": "0203 0204",
    "031": "0301 0302 0303 0304", "032": "0305 0306", "033": "0307", "041": "0401 0402", "042": "0403", "043": "0404",
    "101": "1001 1002", "102": "1003", "104": "1006", "105": "1007", "106": "1008", "107": "1009",
    "111": "1101", "112": "1102", "113": "1103", "114": "1104", "115": "1105", "116": "1106", "117": "1107", "118": "1109",
    "119": "1110", "122": "1202", "123": "1203", "124": "1204", "125": "0304 0306 0402 1108", "126": "1205", "127": "1206 1207",
    "201": f"{_SHOPS} 0601 0604 0701 {_PUBLIC} 1002 {_STREETS}", "202": f"{_SHOPS} 0601 0604 0701 {_PUBLIC} {_STREETS}",
    "203": f"{_SHOPS} 0601 0604 0702 {_PUBLIC} {_STREETS}", "204": "0602 0603", "205": "0901 0902 0903 0904 0905 0906"}
_GBT_TO_NEW = {  # where the third survey joins classes or sets a part of one apart; every other code stays
    **dict.fromkeys(_SHOPS.split(), "05H1"), "0604": "0508", "0801": "08H1", "0802": "08H1", "0803": "08H2 08H2A",
    **dict.fromkeys("0804 0805 0806 0807 0808".split(), "08H2"), "0810": "0810 0810A",
    **dict.fromkeys("0901 0902 0903 0904 0905 0906".split(), "09"), "1104": "1104 1104A", "1107": "1107 1107A"}


def converted(code: str, to: LandScheme, scheme: LandScheme | None = None) -> tuple[LandClass, ...]:
    """The classes of scheme `to` that land of class `code` can be; more than one is for a person to choose, none is unknown."""
    scheme = scheme or scheme_of(code)
    found = land_class(code, scheme)
    if found is None:
        return ()
    codes = (found.code,) if scheme is to else _table(scheme, to).get(found.code, ())
    return tuple(made for each in codes if (made := LAND_CLASSES.get((to, each))))


@cache
def _table(scheme: LandScheme, to: LandScheme) -> dict[str, tuple[str, ...]]:
    if (scheme, to) == (_OLD, _GBT):
        return {code: tuple(codes.split()) for code, codes in _OLD_TO_GBT.items()}
    if (scheme, to) == (_GBT, _NEW):
        return {code: tuple(_GBT_TO_NEW.get(code, code).split()) for of, code in LAND_CLASSES if of is _GBT}
    if (scheme, to) in ((_GBT, _OLD), (_NEW, _GBT)):
        return _turned(_table(to, scheme))
    return _through(_table(scheme, _GBT), _table(_GBT, to))


def _turned(table: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    made: dict[str, list[str]] = {}
    for code, others in table.items():
        for other in others:
            made.setdefault(other, []).append(code)
    return {code: tuple(others) for code, others in made.items()}


def _through(first: dict[str, tuple[str, ...]], second: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {code: tuple(dict.fromkeys(last for middle in codes for last in second.get(middle, ())))
            for code, codes in first.items()}
