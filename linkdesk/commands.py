"""The verbs of the command line: each calls the same actions as the window."""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import ExitStack, closing
from datetime import datetime
from pathlib import Path
from typing import Any

from linkdesk import (
    __version__,
    agreement_verbs,
    budget_verbs,
    clock_verbs,
    letter_verbs,
    packet_verbs,
    paths,
    payment_verbs,
    plot_verbs,
    quota_export_verbs,
    quota_verbs,
    scan_verbs,
    today_verbs,
    word_verbs,
    year_verbs,
)
from linkdesk.domain.errors import Cancelled, KnownError
from linkdesk.domain.printed import KINDS
from linkdesk.domain.privacy import without_numbers
from linkdesk.domain.refusals import is_known, why
from linkdesk.speech import complain, say
from linkdesk.usage import Parser, a_path, group, of_project, out_of, verb

DONE, WITH_ERRORS, NOT_DONE, BUG = 0, 1, 2, 3
SURVEY, PLOTS = "摸底调查表", "界址点坐标文件"
_SCREENS = "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"


def run(arguments: list[str]) -> int:
    """Parse and carry out one command line; returns the exit code."""
    try:
        wanted = parser().parse_args(arguments)
        with ExitStack() as wanted.opened:
            return wanted.verb(wanted)
    except KnownError as known:
        return _not_done(str(known))
    except (Cancelled, KeyboardInterrupt):
        return _not_done("已取消，正在做的这一步没有保存，此前保存的都在。")
    except MemoryError:
        return _not_done("内存不足，这一步没有保存，原有数据不受影响。请关闭其他程序后再试。")
    except OSError as refused:
        return _not_done(_refusal(refused)) if is_known(refused) else _bug(refused)
    except Exception as bug:  # the last net: a bug ends in one sentence and a report without personal data
        return _bug(bug)


def _not_done(sentence: str) -> int:
    complain(sentence)
    return NOT_DONE


def _refusal(refused: OSError) -> str:
    where = f"“{Path(refused.filename).name}”" if isinstance(refused.filename, str) else "文件"
    return f"系统没有让程序读写{where}（{why(refused)}），这一步没有完成，原有数据不受影响。请处理后再试。"


def _bug(bug: Exception) -> int:
    from linkdesk.diagnostics import crash_report
    saved = crash_report(bug, datetime.now())
    where = f"，故障记录（不含个人信息）在 {saved}" if saved else ""
    complain(f"程序出现故障，未完成的操作没有保存{where}。请把故障记录发给维护人员。")
    return BUG


def parser() -> argparse.ArgumentParser:
    """The whole command line as data."""
    top = Parser(prog="linkdesk", description="LinkDesk 增减挂钩项目工作台。不带命令时打开窗口。")
    top.add_argument("--data", type=_folder, metavar="文件夹", help="工作区文件夹")
    top.add_argument("--version", action="version", version=f"LinkDesk {__version__}", help="显示版本")
    top.set_defaults(verb=_window)
    verbs = top.add_subparsers(metavar="命令", title="命令", parser_class=Parser)
    out_of(verb(verbs, "demo", "用自带样例走完全部流程", _demo))
    out_of(verb(verbs, "pictures", "生成界面图片", _pictures))
    _project_verbs(group(verbs, "project", "项目"))
    _survey_verbs(group(verbs, "survey", SURVEY))
    _plot_verbs(group(verbs, "plots", PLOTS))
    check = of_project(verb(verbs, "check", "按政策条款核对项目", _check))
    check.add_argument("--json", action="store_true", help="输出 JSON（含完整信息）")
    packet_verbs.add(verbs, _desk, _draft_missing)
    for each in (agreement_verbs, payment_verbs, scan_verbs, budget_verbs, clock_verbs, today_verbs, letter_verbs, word_verbs):
        each.add(verbs, _desk)
    quota_export_verbs.add(quota_verbs.add(verbs, _desk), _desk)
    year_verbs.add(verbs, _desk)
    _workspace_verbs(verbs)
    return top


def _project_verbs(verbs: Any) -> None:
    new = verb(verbs, "new", "新建项目", _new_project)
    for option, called, label in (("--name", "名称", "项目名称"), ("--county", "单位", "责任主体全称"),
                                  ("--township", "乡镇", "乡镇"), ("--packs", "文件", "政策依据，如 A 或 B")):
        new.add_argument(option, required=True, metavar=called, help=label)
    new.add_argument("--city", default="", metavar="单位", help="上级市人民政府全称")
    new.add_argument("--villages", default="", metavar="村名", help="行政村，用顿号或逗号隔开")
    verb(verbs, "list", "列出项目", _list_projects)


def _file_verbs(verbs: Any, label: str, inspect: Any, take: Any) -> argparse.ArgumentParser:
    look = verb(verbs, "inspect", f"查看{label}读到了什么、有什么问题，不保存", inspect)
    look.add_argument("file", type=a_path, metavar="文件")
    look.add_argument("--json", action="store_true", help="输出 JSON（含完整信息）")
    taking = of_project(verb(verbs, "import", f"把{label}导入项目", take))
    taking.add_argument("file", type=a_path, metavar="文件")
    return taking


def _plot_verbs(verbs: Any) -> None:
    plot_verbs.add(verbs, _file_verbs(verbs, PLOTS, _inspect_plots, _import_plots), _export_plots)


def _survey_verbs(verbs: Any) -> None:
    taking = _file_verbs(verbs, SURVEY, _inspect_survey, _import_survey)
    taking.add_argument("--changed", choices=("new", "old"), help="与现有资料不同的户：new 一律取新表，old 一律留现有")
    form = out_of(verb(verbs, "template", "生成发给乡镇填报的调查表模板", lambda wanted: _workbooks().template(wanted, _desk)))
    form.add_argument("--project", metavar="项目", help="项目名称或标识；不写时生成全县通用的空白表")
    back = out_of(of_project(verb(verbs, "return", "退回核实：在原表上标出问题", lambda wanted: _workbooks().send_back(wanted, _desk))))
    back.add_argument("file", type=a_path, metavar="文件")
    back.add_argument("--villages", action="store_true", help="每个行政村一个文件")
    back.add_argument("--by", metavar="日期", help="请于哪一天前交回")


def _workspace_verbs(verbs: Any) -> None:
    verb(verbs, "backup", "备份整个工作区", _backup).add_argument("file", type=a_path, metavar="备份文件")
    verb(verbs, "restore", "从备份恢复工作区", _restore).add_argument("file", type=a_path, metavar="备份文件")
    verb(verbs, "doctor", "检查工作区是否完好", _doctor)
    one = out_of(of_project(verb(verbs, "print", "打印一种文件", _print)))
    one.add_argument("--kind", required=True, choices=tuple(KINDS), metavar="种类",
                     help="、".join(f"{kind}（{name}）" for kind, name in KINDS.items()))


def _folder(text: str) -> Path:
    if "://" in text:
        raise argparse.ArgumentTypeError("工作区要写文件夹，不能写网址")
    return a_path(text)


def _desk(wanted: argparse.Namespace) -> Any:
    from linkdesk.desk import Desk
    return wanted.opened.enter_context(closing(Desk.open(wanted.data or paths.data_folder())))


def _window(wanted: argparse.Namespace) -> int:
    if sys.platform == "linux" and not any(map(os.environ.get, _SCREENS)):
        raise KnownError("这里没有图形界面，窗口打不开，数据没有改动。请在桌面环境里打开，或改用命令（见 linkdesk --help）。")
    from linkdesk.app import main
    return main(wanted.data or paths.data_folder())


def _demo(wanted: argparse.Namespace) -> int:
    from linkdesk.actions.demo import run as demo
    demo(wanted.out, say)
    return DONE


def _pictures(wanted: argparse.Namespace) -> int:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported: no display is needed
    from linkdesk.app import pictures
    for path in pictures(wanted.out):
        say(path)
    return DONE


def _new_project(wanted: argparse.Namespace) -> int:
    import re

    from linkdesk.actions.projects import NewProject, new_project
    split = lambda text: tuple(filter(None, re.split("[、,，;； ]+", text)))  # noqa: E731
    desk = _desk(wanted)
    desk.do(change := new_project(desk, NewProject(wanted.name, wanted.county, wanted.township, split(wanted.villages),
                                                   split(wanted.packs), wanted.city)))
    say(f"已新建项目“{change.after[-1].name}”，标识 {change.after[-1].id}")
    return DONE


def _list_projects(wanted: argparse.Namespace) -> int:
    from linkdesk.actions.projects import projects
    known = projects(_desk(wanted))
    for project in known:
        say(f"{project.id}  {project.name}")
    if not known:
        complain("还没有项目。用 linkdesk project new 新建。")
    return DONE


def _inspect_survey(wanted: argparse.Namespace) -> int:
    from linkdesk.survey_verbs import inspect
    return DONE if inspect(wanted.file, wanted.json) else WITH_ERRORS


def _import_survey(wanted: argparse.Namespace) -> int:
    from linkdesk.survey_verbs import take
    return DONE if take(lambda: _desk(wanted), wanted.file, wanted.project, wanted.changed) else WITH_ERRORS


def _workbooks() -> Any:
    from linkdesk import workbook_verbs
    return workbook_verbs


def _inspect_plots(wanted: argparse.Namespace) -> int:
    return DONE if plot_verbs.inspect(wanted.file, wanted.json) else WITH_ERRORS


def _import_plots(wanted: argparse.Namespace) -> int:
    plot_verbs.take(lambda: _desk(wanted), wanted.file, wanted.project, wanted.existing)
    return DONE


def _export_plots(wanted: argparse.Namespace) -> int:
    plot_verbs.write(_desk(wanted), wanted.project, wanted.form, wanted.out)
    return DONE


def _check(wanted: argparse.Namespace) -> int:
    from linkdesk.actions.projects import find
    from linkdesk.domain.words import SEVERITY_LABEL, Severity
    desk = _desk(wanted)
    found = desk.findings(find(desk, wanted.project).id)
    if wanted.json:
        import dataclasses
        say(json.dumps([dataclasses.asdict(f) for f in found], ensure_ascii=False, indent=1, default=str))
    else:
        for f in found:
            said = f"{SEVERITY_LABEL[f.severity]} {f.clause} {f.label}：{f.measured}（要求 {f.bound}）。{f.message}{f.fix}"
            say(without_numbers(said))
    return WITH_ERRORS if any(f.severity is Severity.ERROR for f in found) else DONE


def _print(wanted: argparse.Namespace) -> int:
    from linkdesk.actions.printing import write
    from linkdesk.actions.projects import find
    desk = _desk(wanted)
    project = find(desk, wanted.project)
    if wanted.kind == "agreements":
        _draft_missing(desk, project.id)
    for path in write(desk, project.id, wanted.kind, wanted.out):
        say(path)
    return DONE


def _draft_missing(desk: Any, project_id: str) -> None:
    from linkdesk.actions.agreements import draft, missing
    if missing(desk, project_id):
        desk.do(draft(desk, project_id))


def _backup(wanted: argparse.Namespace) -> int:
    from linkdesk.actions.workspace import backup
    say(f"已备份到 {backup(_desk(wanted), wanted.file)}")
    return DONE


def _restore(wanted: argparse.Namespace) -> int:
    from linkdesk.actions.workspace import restore
    restore(wanted.data or paths.data_folder(), wanted.file)
    say("已恢复。原来的数据另存在工作区的 backups 文件夹里。")
    return DONE


def _doctor(wanted: argparse.Namespace) -> int:
    from linkdesk.actions.workspace import doctor
    damaged = doctor(_desk(wanted))
    say("\n".join(damaged) or "工作区完好。")
    return WITH_ERRORS if damaged else DONE
