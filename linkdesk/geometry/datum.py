"""Which coordinate system (坐标系) a text names, in the many spellings of surveyors and of their programs."""

from __future__ import annotations

import re

from linkdesk.geometry.text import plain

CGCS2000, UNKNOWN, SEVERAL, OTHER = "2000国家大地坐标系", "", "不止一种坐标系", "其他坐标系"
_OTHERS = {  # each would need parameters LinkDesk does not have; a national code such as EPSG:2361 names one too
    "1980西安坐标系": r"西安|xi.?an|(?<!\d)(19)?80(?!\d)|(?<!\d)(23[2-8]\d|4610)(?!\d)",
    "1954年北京坐标系": r"北京|beijing|(?<!\d)(19)?54(?!\d)|克拉索|krassov|pulkovo|(?<!\d)(214\d{2}|24[0-4]\d|4214)(?!\d)",
    "WGS-84坐标系": r"wgs|(?<!\d)(19)?84(?![\dE°])|(?<!\d)(4326|326\d{2})(?!\d)",
    "地方独立坐标系": "其他|地方|独立|城市|自定义|假定|任意|local",
}
_CGCS2000 = r"2000|cgcs|china.?geodetic|(?<!\d)(449\d|45[0-4]\d|455[0-4])(?!\d)"
_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")


def datum_of(text: str) -> str:
    """The official name of the system a text names, UNKNOWN where it names none, SEVERAL where 2000 stands beside another."""
    said = plain(text).translate(_DIGITS)
    other = next((name for name, words in _OTHERS.items() if re.search(words, said, re.IGNORECASE)), UNKNOWN)
    if not re.search(_CGCS2000, said, re.IGNORECASE):
        return other
    if not other:
        return CGCS2000
    return other if other == "地方独立坐标系" else SEVERAL
