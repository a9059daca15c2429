"""`linkdesk agreements …`: draft, finalise, print and list the agreements of a project or of some villages."""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from linkdesk.domain.errors import KnownError
from linkdesk.domain.privacy import without_numbers
from linkdesk.speech import say
from linkdesk.usage import a_path, group, of_project, verb

if TYPE_CHECKING:
    from linkdesk.actions.print_checks import Line
    from linkdesk.desk import Desk

DONE, WITH_ERRORS = 0, 1
_TERMS = {"vacate_by": "腾退", "demolish_by": "拆除", "reclaim_by": "复垦", "settle_by": "交房"}
_SHOWN_REASONS = 20
Opened = Callable[[argparse.Namespace], "Desk"]


def add(verbs: Any, opened: Opened) -> None:
    """Put the verbs into the command line; `opened` opens the desk of a command."""
    of = group(verbs, "agreements", "双签协议", "双签协议：拟订、定稿编号、批量打印、进度")
    _terms(_verb(of, "draft", "拟订所缺的双签协议（草稿）", _draft, opened))
    _terms(_verb(of, "finalise", "定稿编号：没有缺漏的草稿编号封存，不能再改", _finalise, opened))
    _print_options(_verb(of, "print", "批量打印已定稿的协议", _print, opened))
    _verb(of, "list", "列出各户协议的进度", _list, opened).add_argument("--json", action="store_true", help="输出 JSON（含完整信息）")


def _verb(verbs: Any, name: str, help: str, carry_out: Callable[[argparse.Namespace, Desk], int], opened: Opened) -> argparse.ArgumentParser:
    made = of_project(verb(verbs, name, help, lambda wanted: carry_out(wanted, opened(wanted))))
    made.add_argument("--villages", default="", metavar="村名", help="只办这些行政村，用顿号或逗号隔开；不写时全部")
    made.add_argument("--households", default="", metavar="户主", help="只办这些户，写户主姓名或标识，用顿号或逗号隔开")
    return made


def _terms(made: argparse.ArgumentParser) -> None:
    for name, label in _TERMS.items():
        made.add_argument(f"--{name.replace('_', '-')}", metavar="日期", help=f"约定{label}期限，如 2018-09-30")


def _print_options(made: argparse.ArgumentParser) -> None:
    made.add_argument("--separate", action="store_true", help="每户一个文件；不写时合订为一个 PDF")
    made.add_argument("--copies", type=int, default=1, metavar="份数", help="每份协议印几份，默认 1")
    made.add_argument("--duplex", action="store_true", help="双面打印：每份协议从正面起，单页数的后补空白页")
    made.add_argument("--drafts", action="store_true", help="未定稿的也印，标“草稿”，供核对")
    made.add_argument("--out", type=a_path, required=True, metavar="文件夹", help="输出文件夹，应不存在或是空的")


def _draft(wanted: argparse.Namespace, desk: Desk) -> int:
    from linkdesk.actions.agreements import draft
    project_id, subjects = _chosen(wanted, desk)
    terms = _agreed(wanted)
    before = {a.id for a in desk.dossier(project_id).agreements}
    try:
        desk.do(draft(desk, project_id, subjects))
    except KnownError:
        if not terms:
            raise
    _put_terms(desk, project_id, subjects, terms)
    made = [a for a in desk.dossier(project_id).agreements if a.id not in before]
    say(f"已拟订 {len(made)} 份协议草稿。" if made else "没有新拟订的协议，期限已填入各份草稿。")
    return DONE


def _finalise(wanted: argparse.Namespace, desk: Desk) -> int:
    from linkdesk.actions.finalising import finalise, numbers, ready
    project_id, subjects = _chosen(wanted, desk)
    _put_terms(desk, project_id, subjects, _agreed(wanted))
    change = finalise(desk, project_id, subjects=subjects)
    desk.do(change)
    given = numbers(change)
    say(f"已定稿编号 {len(given)} 份：{given[0]} 至 {given[-1]}。")
    open_ = ready(desk.dossier(project_id), subjects)[1]
    _say_reasons(f"仍为草稿 {len(open_)} 份", ("；".join(why) for why in open_.values()))
    return WITH_ERRORS if open_ else DONE


def _print(wanted: argparse.Namespace, desk: Desk) -> int:
    from linkdesk.actions.batch_printing import Batch, write
    project_id, subjects = _chosen(wanted, desk)
    batch = Batch(subjects, not wanted.separate, wanted.copies, wanted.duplex, wanted.drafts)
    written = write(desk, project_id, batch, wanted.out)
    say(f"已打印 {written.households} 户 {written.agreements} 份协议，共 {written.pages} 页：{written.folder}")
    _say_reasons(f"未打印 {len(written.left_out)} 户，名单在该文件夹里", (line.why for line in written.left_out))
    return WITH_ERRORS if any(_needs_work(desk, project_id, line) for line in written.left_out) else DONE


def _needs_work(desk: Desk, project_id: str, line: Line) -> bool:
    """Whether somebody was left out whose data are wrong or whose drafts are not finalised, and not by their own will."""
    return line.id in desk.dossier(project_id).held or any(not a.number for a in line.signer.papers)


def _list(wanted: argparse.Namespace, desk: Desk) -> int:
    from linkdesk.actions.print_checks import checked
    project_id, subjects = _chosen(wanted, desk)
    found = [_stated(desk, project_id, line) for line in checked(desk, project_id, subjects).lines]
    if wanted.json:
        say(json.dumps(found, ensure_ascii=False, indent=1, default=str))
        return DONE
    for each in found:
        numbers = "、".join(a["number"] for a in each["agreements"] if a["number"])
        said = (each["village"], each["group"], each["name"], each["stage"], "、".join(each["troubles"]), numbers, each["why"])
        say(without_numbers("　".join(part for part in said[:-2] if part)) + "".join(f"　{part}" for part in said[-2:] if part))
    _say_reasons(f"共 {len(found)} 户（处）", (each["stage"] for each in found))
    return DONE


def _stated(desk: Desk, project_id: str, line: Line) -> dict[str, Any]:
    from linkdesk.domain.agreement_words import PairStage
    known, signer = desk.dossier(project_id).progress.get(line.id), line.signer
    made = [{"id": a.id, "kind": a.kind, "number": a.number, "state": a.state, "stage": known.trace.stage(a) if known else "",
             "persons": a.persons, "amount": a.amount, "supplements": a.supplements_id} for a in signer.papers]
    return {"id": line.id, "village": signer.village, "group": signer.group, "name": signer.name,
            "stage": known.stage if known else PairStage.NONE, "troubles": list(known.troubles) if known else [],
            "agreements": made, "printable": bool(line.printable), "why": line.why}


def _chosen(wanted: argparse.Namespace, desk: Desk) -> tuple[str, set[str] | None]:
    """The project, and whom the command is about: None is everybody."""
    from linkdesk.actions.projects import find
    from linkdesk.actions.signing_order import signers
    project_id = find(desk, wanted.project).id
    if not wanted.villages and not wanted.households:
        return project_id, None
    found = signers(desk.dossier(project_id))
    for names, said in ((_split(wanted.villages), "村"), (_split(wanted.households), "户")):
        if names:
            keys = {s.id: {s.village, s.village.removesuffix("村")} if said == "村" else {s.name, s.id} for s in found}
            _refuse_unknown(names, set().union(*keys.values()), said)
            found = [s for s in found if keys[s.id] & names]
    if not found:
        raise KnownError("所写的村里没有所写的户，没有办理。请核对村名和户主。")
    return project_id, {s.id for s in found}


def _refuse_unknown(names: set[str], known: set[str], said: str) -> None:
    if unknown := sorted(names - known):
        raise KnownError(f"项目里没有这些{said}：{'、'.join(unknown)}。没有办理，请核对名称。")


def _split(text: str) -> set[str]:
    return set(filter(None, re.split("[、,，;； ]+", text)))


def _agreed(wanted: argparse.Namespace) -> dict[str, object]:
    """The terms given, as dates; raises KnownError when one is no date."""
    from linkdesk.domain.agreement import Agreement
    from linkdesk.domain.entry import parse
    from linkdesk.domain.fields import fields_of
    return {name: parse(fields_of(Agreement)[name], text) for name in _TERMS if (text := getattr(wanted, name))}


def _put_terms(desk: Desk, project_id: str, subjects: set[str] | None, terms: dict[str, object]) -> None:
    from linkdesk.actions.terms import agree
    if terms:
        desk.do(agree((a for a in desk.dossier(project_id).agreements if subjects is None or a.subject_id in subjects), terms))


def _say_reasons(heading: str, reasons: Iterable[str]) -> None:
    """A line, and below it each reason with how many have it."""
    counted = Counter(map(str, reasons)).most_common()
    if counted:
        say(f"{heading}：")
    for why, count in counted[:_SHOWN_REASONS]:
        say(f"  {count}　{without_numbers(why)}")
    if len(counted) > _SHOWN_REASONS:
        say(f"  另有 {len(counted) - _SHOWN_REASONS} 种原因")
