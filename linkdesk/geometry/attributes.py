"""What plots are called in attribute tables and point tables: headings and field names → the words of a plot."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from linkdesk.domain.land_class import class_of, land_class
from linkdesk.geometry.plot_lines import use_of
from linkdesk.geometry.raw import Said, told
from linkdesk.geometry.text import number, plain

ALIASES: dict[str, tuple[str, ...]] = {  # the earlier name wins where a table has several
    "code": ("地块编号", "地块代码", "地块号", "图斑编号", "图斑号", "宗地编号", "宗地代码", "宗地号", "编号", "DKBH", "DKDM", "DKH",
             "TBBH", "TBH", "ZDDM", "ZDBH", "ZDH", "BH", "CODE", "PLOTCODE", "PLOTID", "PLOT"),
    "name": ("地块名称", "图斑名称", "名称", "DKMC", "MC", "NAME", "PLOTNAME"),
    "use": ("地块用途", "用途", "地块类型", "地块性质", "分区", "DKYT", "DKLX", "YT", "USE", "PLOTUSE"),
    "land_class": ("地类编码", "地类代码", "地类编号", "现状地类", "地类", "DLBM", "DLDM", "DL", "LANDCLASS"),
    "land_name": ("地类名称", "DLMC"),
    "map_sheet": ("图幅号", "图幅编号", "图幅", "TFH", "TFBH", "MAPSHEET"),
    "area": ("地块面积", "申报面积", "面积", "DKMJ", "MJ", "TBMJ", "ZDMJ", "STATED", "STATEDAREA", "AREA"),
}
_IN_SQUARE_METRES = {"TBMJ", "ZDMJ"}  # as the national survey's databases have them
_UNIT = re.compile(r"(公顷|GQ|HA|平方米|平米|㎡|M2|SQM|亩|MU)$")
_SQUARE_METRE = {"平方米", "平米", "㎡", "M2", "SQM"}


def bare(heading: str) -> str:
    """A heading without spaces, brackets, strokes and stars, in capitals, so that its spellings are one."""
    return re.sub(r"[\s_\-:：()\[\]{}*./]+", "", plain(heading)).upper()


def parted(heading: str) -> tuple[str, str]:
    """A heading's name and its unit of area, empty where it names none."""
    name = bare(heading).replace("M²", "M2")
    found = _UNIT.search(name)
    known = found and (name[:found.start()] in ALIASES["area"])
    return (name[:found.start()], found[0]) if found and known else (name, "")


def field_of(heading: str) -> str | None:
    """The word of a plot that a heading stands for, or None."""
    name, _ = parted(heading)
    return next((field for field, names in ALIASES.items() if name in names), None)


def text(value: object) -> str:
    """A value of a table as text: a float with the 15 digits it is sure to keep, so that written decimals come back."""
    if isinstance(value, float):
        return f"{Decimal(f'{value:.15g}'):f}"
    if isinstance(value, Decimal):
        return f"{value:f}" if abs(value.adjusted()) < 40 else str(value)
    return "" if value is None or isinstance(value, bool | dict | list) else str(value).strip(" \0\t\r\n\u3000")


def words(attributes: Mapping[str, object], line: int, fallbacks: Iterable[str] = ()) -> tuple[dict[str, str], list[Said]]:
    """The words of a plot's opening line from its attributes, and what was assumed.

    A use that is not written is taken from the first of the fallbacks (layer, sheet, file) that names one.
    """
    found = {field: _first(attributes, field) for field in ALIASES}
    heading, area = found.pop("area")
    said = {field: _clean(text(value)) for field, (_, value) in found.items()} | {"shape": "面", "area": _hectares(heading, area)}
    said["land_class"] = _land_class(found["land_class"][1] or said.pop("land_name"))
    said.pop("land_name", None)
    if said["use"]:
        return said, []
    name = next((name for name in fallbacks if use_of(name)), "")
    said["use"] = str(use_of(name) or "")
    return said, [told("use_from_name", line, name, "use", use=said["use"])] if name else []


def _clean(said: str) -> str:
    """A text on one line without what no file or store can hold: half characters and control characters."""
    whole = said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return " ".join("".join(c if c.isprintable() else " " for c in whole).split())


def _first(attributes: Mapping[str, object], field: str) -> tuple[str, object]:
    names = {parted(heading)[0]: heading for heading in reversed(list(attributes))}
    present = [names[name] for name in ALIASES[field] if name in names and text(attributes[names[name]])]
    return (present[0], attributes[present[0]]) if present else ("", "")


def _land_class(value: object) -> str:
    """The code of a class written as code, name or both; a code that was kept as a number has lost its leading 0."""
    code = text(value)
    if land_class(code):
        return code
    padded = code if isinstance(value, str) else code.zfill(4)
    found = land_class(padded) or class_of(code)
    return found.code if found else code


def hectares_text(area: Decimal) -> str:
    """An area in hectares with the four decimals files have, with more where it needs them."""
    return f"{area:.{max(4, -area.normalize().as_tuple().exponent)}f}"


def _hectares(heading: str, value: object) -> str:
    """The area in hectares, the unit told by its heading; 0 stands for nothing in tables of numbers."""
    name, unit = parted(heading)
    area = number(text(value))
    if area is None or area == 0:
        return "" if area == 0 else text(value)
    if unit in _SQUARE_METRE or name in _IN_SQUARE_METRES:
        area = area.scaleb(-4)
    elif unit in ("亩", "MU"):
        area = (area / 15).quantize(Decimal("1.00000000"))
    return hectares_text(area)
