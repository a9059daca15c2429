"""The command line's verbs of packets: write one, look at its list, check a written one again."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linkdesk.domain.packet_steps import offered
from linkdesk.domain.planning_words import AnnexState, PlanKind
from linkdesk.domain.privacy import without_numbers
from linkdesk.speech import say
from linkdesk.usage import a_path, verb

if TYPE_CHECKING:
    from linkdesk.desk import Desk

DONE, WITH_ERRORS = 0, 1
Opened = Callable[[argparse.Namespace], "Desk"]
Drafting = Callable[["Desk", str], None]


def add(verbs: Any, opened: Opened, draft_missing: Drafting) -> None:
    """Add `packet` with what stands below it; `draft_missing` drafts the agreements a packet of agreements needs."""
    packet = verb(verbs, "packet", "生成一步的全部申报材料；列出清单；核对已生成的材料", None)
    packet.set_defaults(verb=lambda wanted: _write(packet, wanted, opened, draft_missing))
    _asked(packet)
    packet.add_argument("--out", type=a_path, metavar="文件夹", help="输出文件夹")
    packet.add_argument("--final", action="store_true", help="报送稿：有暂缓农户或缺材料时不生成")
    packet.add_argument("--with", dest="together", default="", metavar="步骤", help="与哪一步同步申报，如方案变更与 acceptance")
    packet.add_argument("--plan", type=_plan, metavar="方案", help="分别编制方案时只生成哪一个：拆旧区实施方案或建新区实施方案")
    packet.add_argument("--order", default="", metavar="代码", help="排在最前的材料代码，用逗号隔开")
    packet.add_argument("--copies", type=int, default=1, metavar="份数", help="印制份数")
    packet.add_argument("--duplex", action="store_true", help="双面打印：每项从正面开始")
    below = packet.add_subparsers(metavar="动作", parser_class=type(packet), title="其他动作")
    listing = verb(below, "list", "列出一步的材料清单：已有、已编制、不需要、缺", None)
    listing.set_defaults(verb=lambda wanted: _list(listing, wanted, opened))
    _asked(listing)
    listing.add_argument("--json", action="store_true", help="输出 JSON")
    verify = verb(below, "verify", "按清单核对已生成的申报材料：改动、缺少、多出", _verify)
    verify.add_argument("folder", type=a_path, metavar="文件夹")


def _asked(made: argparse.ArgumentParser) -> None:
    made.add_argument("--project", metavar="项目", default=argparse.SUPPRESS, help="项目名称或标识")
    made.add_argument("--step", metavar="步骤", default=argparse.SUPPRESS, help=f"步骤：{offered().replace('、', '、 ')}")


def _plan(text: str) -> PlanKind:
    if text not in tuple(PlanKind):
        raise argparse.ArgumentTypeError(f"没有“{text}”这种方案")
    return PlanKind(text)


def _require(made: argparse.ArgumentParser, wanted: argparse.Namespace, *names: str) -> None:
    """These are asked for here, for a word that has verbs below it asks them of those too."""
    lacking = [f"--{name}" for name in names if getattr(wanted, name, None) is None]
    if lacking:
        made.error(f"the following arguments are required: {', '.join(lacking)}")


def _write(made: argparse.ArgumentParser, wanted: argparse.Namespace, opened: Opened, draft_missing: Drafting) -> int:
    from linkdesk.actions.packets import Options, refuse_unfit, write_packet
    from linkdesk.actions.projects import find
    from linkdesk.domain.docket import docket_of
    from linkdesk.policy.suspensions import packet_suspended
    _require(made, wanted, "project", "step", "out")
    desk = opened(wanted)
    project = find(desk, wanted.project)
    refuse_unfit(desk.dossier(project.id), wanted.step, wanted.final, wanted.out, wanted.together)
    if wanted.step == "agreements":
        draft_missing(desk, project.id)
    options = Options(_codes(wanted.order), wanted.copies, wanted.duplex, wanted.together, wanted.plan)
    packet = write_packet(desk, project.id, wanted.step, wanted.out, for_submission=wanted.final, options=options)
    say(f"已写出 {len(packet.files)} 个文件，共 {packet.pages} 页：{packet.folder}")
    if held := packet_suspended(docket_of(desk.dossier(project.id)), desk.project_packs(project), wanted.step):
        say(f"请注意：{held}")
    return DONE


def _codes(typed: str) -> tuple[str, ...]:
    return tuple(filter(None, (code.strip().upper() for code in typed.replace("，", ",").replace("、", ",").split(","))))


def _list(made: argparse.ArgumentParser, wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions.annexes import lines
    from linkdesk.actions.projects import find
    from linkdesk.domain.packet_steps import list_of
    _require(made, wanted, "project", "step")
    step = list_of(wanted.step)
    desk = opened(wanted)
    found = [_said(line) for line in lines(desk, find(desk, wanted.project).id, step)]
    if wanted.json:
        say(json.dumps(found, ensure_ascii=False, indent=1))
    else:
        for line in found:
            told = (line["code"], line["state"], line["label"], line["why"], "、".join(line["files"]))
            say(without_numbers("  ".join(filter(None, told))))
        say(f"共 {len(found)} 项，缺 {sum(line['state'] == AnnexState.MISSING for line in found)} 项")
    return DONE


def _said(line: Any) -> dict[str, Any]:
    return {"code": line.annex.id, "label": line.annex.label, "state": str(line.state), "cites": line.annex.cites,
            "why": line.not_needed.not_needed if line.not_needed else "", "note": line.annex.note,
            "files": [file.file_name for file in line.files]}


def _verify(wanted: argparse.Namespace) -> int:
    from linkdesk.actions.packet_check import check
    folder: Path = wanted.folder
    found = check(folder)
    say("\n".join(found) or "与清单一致：没有改动、缺少或多出的文件。")
    return WITH_ERRORS if found else DONE
