"""The parent's side of the child that reads files of shapes: asks it, and says why it refused or gave no answer."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from linkdesk import children
from linkdesk.domain.errors import KnownError
from linkdesk.geometry import limits
from linkdesk.geometry.header import judged
from linkdesk.geometry.raw import RawFile, from_json

NOTHING = "没有导入任何内容"

REFUSALS = {
    "too_large": f"“{{name}}”展开后过大，不像一个项目的地块，{NOTHING}，请只导出本项目的地块后再试。",
    "too_many": f"“{{name}}”的界址点超过{limits.MOST_POINTS // 10000}万个，不像一个项目的地块，{NOTHING}，请只导出本项目的地块后再试。",
    "too_deep": f"“{{name}}”的层次过多，不像地块文件，{NOTHING}，请测绘单位重新导出。",
    "encrypted": f"“{{name}}”设有密码，{NOTHING}，请解压后选择其中的 .shp 文件。",
    "no_layer": f"“{{name}}”里没有 .shp 文件，{NOTHING}，请核对选择的文件。",
    "not_polygons": f"“{{name}}”是点或线的图层，不是面，{NOTHING}，请测绘单位按面导出。",
    "no_polylines": f"“{{name}}”里没有闭合的多段线，{NOTHING}，请把地块边界画成闭合的多段线后再试。",
    "no_geojson": f"“{{name}}”不是 GeoJSON 地块文件，{NOTHING}，请核对选择的文件。",
    "broken": f"“{{name}}”已损坏或不完整，{NOTHING}，请测绘单位重新导出。",
    "died": f"读取“{{name}}”时超出了允许的内存或中途停止，{NOTHING}，请只导出本项目的地块后再试。",
    "late": f"读取“{{name}}”用时过长，已停止，{NOTHING}，请只导出本项目的地块后再试。",
}


def read_apart(form: str, path: Path, tick: Callable[[], None]) -> RawFile:
    """What a child of the program read from a file; `tick` is called while waiting and may raise Cancelled.

    KnownError when the file cannot be read, for whatever reason.
    """
    try:
        answer = children.answer("read-plots", form, str(path.resolve()), memory=limits.MEMORY, seconds=limits.SECONDS, tick=tick)
    except children.Silent as silent:
        raise _refusal(silent.why, path.name) from None
    said = json.loads(answer)
    return taken(said, path.name)


def taken(said: dict[str, Any], name: str) -> RawFile:
    """What a child answered, with what is wrong with its header; KnownError where it refused the file."""
    if "refused" in said:
        raise _refusal(said["refused"], name)
    raw = from_json(said)
    return replace(raw, problems=(*judged(raw.header, {}), *raw.problems))


def _refusal(why: str, name: str) -> KnownError:
    return KnownError(REFUSALS[why].format(name=name))
