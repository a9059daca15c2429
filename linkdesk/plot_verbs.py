"""`linkdesk plots …`: what a file of plots says, taking it into a project, writing a project's plots out."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkdesk.speech import complain, say
from linkdesk.usage import a_path, of_project, verb

if TYPE_CHECKING:
    from linkdesk.desk import Desk
    from linkdesk.geometry import PlotFile


def add(verbs: Any, taking: argparse.ArgumentParser, carry_out: Any) -> None:
    """The options of `plots import`, and `plots export`; `carry_out(arguments)` does the latter."""
    taking.add_argument("--existing", choices=("refuse", "replace"), default="refuse",
                        help="编号已有的地块：refuse 不导入（默认），replace 换成新的界址点和申报面积")
    writing = of_project(verb(verbs, "export", "导出项目的地块", carry_out))
    writing.add_argument("out", type=a_path, metavar="输出", help="文件夹，或带后缀的文件名")
    writing.add_argument("--form", choices=("txt", "geojson", "shapefile"), default="txt", metavar="格式",
                         help="txt（界址点坐标交换格式，默认）、geojson、shapefile")


def inspect(file: Path, as_json: bool) -> bool:
    """Say what a file of plots holds and what is wrong with it; returns whether nothing grave is."""
    from linkdesk import geometry
    from linkdesk.actions.plots import understand
    plot_file = understand(file)
    said = geometry.inspect_json(plot_file)
    say(json.dumps(said, ensure_ascii=False, indent=1) if as_json else _plain(said, plot_file))
    return not geometry.has_errors(plot_file)


def _plain(said: dict[str, Any], plot_file: PlotFile) -> str:
    lines = [f"{p['code']} {p['name']} {p['use']}：申报 {p['stated_ha'] or '（未写）'} 公顷，"
             f"坐标计算 {p['plane_m2'] or '（未算出）'} ㎡" for p in said["plots"]]
    return "\n".join(lines + [f"{plot_file.where(p)}：{p.message}{p.fix}" for p in plot_file.problems])


def take(opened: Callable[[], Desk], file: Path, project: str, existing: str) -> None:
    """Take the plots of a file into a project."""
    from linkdesk.actions.placing import place_surveyed
    from linkdesk.actions.plots import import_plots, understand
    from linkdesk.actions.projects import find
    plot_file = understand(file)
    desk = opened()
    project_id = find(desk, project).id
    desk.do(import_plots(desk, plot_file, project_id, existing))
    say(f"已导入 {len(plot_file.plots)} 个地块。")
    for remark in plot_file.problems:
        say(f"{plot_file.where(remark)}：{remark.message}{remark.fix}")
    place_surveyed(desk, project_id, say)


def write(desk: Desk, project: str, form: str, out: Path) -> None:
    """Write the plots of a project, and say which could not be."""
    from linkdesk.actions.plot_export import export, without_boundary
    from linkdesk.actions.projects import find
    project_id = find(desk, project).id
    for path in export(desk, project_id, form, out):
        say(path)
    missing = without_boundary(desk, project_id)
    if missing:
        complain(f"有 {len(missing)} 个地块没有界址点，未写出：{'、'.join(p.code for p in missing[:5])}。")
