"""`linkdesk letter`: list the letters of a project, draft one from its text, issue one with its number."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.errors import KnownError
from linkdesk.speech import say
from linkdesk.usage import group, of_project, verb

if TYPE_CHECKING:
    from linkdesk.desk import Desk
    from linkdesk.domain.approval import Matter
    from linkdesk.domain.letter import Letter

DONE = 0
Opened = Callable[[argparse.Namespace], "Desk"]
_SET = ("title", "issuers", "document_code", "recipients", "copies_to", "signers", "dated_on", "contact", "phone", "attachments", "body",
        "answers_title", "answers_number", "annotation", "copies")


def add(verbs: Any, opened: Opened) -> None:
    """Put the verbs into the command line; `opened` opens the desk of a command."""
    of_letter = group(verbs, "letter", "公文")
    listed = of_project(verb(of_letter, "list", "列出项目的公文", lambda wanted: _list(wanted, opened)))
    listed.add_argument("--json", action="store_true", help="输出 JSON（含完整信息）")
    new = of_project(verb(of_letter, "new", "从文种的文本新拟一份公文", lambda wanted: _new(wanted, opened)))
    new.add_argument("--kind", required=True, choices=tuple(map(str, LetterKind)), metavar="文种", help="、".join(LetterKind))
    new.add_argument("--matter", default="", metavar="事项", help="报批事项的名称或标识，不写时不属于报批事项")
    new.add_argument("--step", type=int, metavar="步", help="报批流程的第几步，不写时按轮到的一步")
    new.add_argument("--set", action="append", default=[], metavar="字段=值", help=f"填写字段，可写多次：{'、'.join(_SET)}")
    issue = of_project(verb(of_letter, "issue", "印发一份拟好的公文，编号封存", lambda wanted: _issue(wanted, opened)))
    issue.add_argument("--id", required=True, metavar="标识", help="公文的标识，由 new 或 list 给出")


def _list(wanted: argparse.Namespace, opened: Opened) -> int:
    desk, project_id = _found(wanted, opened)
    made = desk.dossier(project_id).approvals.letters
    say(json.dumps([_said(x) for x in made], ensure_ascii=False, indent=1, default=str) if wanted.json else
        "\n".join(map(_line, made)) or "还没有公文。")
    return DONE


def _new(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions import letter_editing, letters
    desk, project_id = _found(wanted, opened)
    typed = [_pair(text) for text in wanted.set]
    change = letters.draft(desk, project_id, LetterKind(wanted.kind), _matter(desk, project_id, wanted.matter), wanted.step)
    letter = change.after[0]
    for name, text in typed:  # before anything is stored: one wrong value leaves no half-filled letter
        letter = letter_editing.correct(desk, letter, name, text).after[0]
    desk.do(replace(change, after=(letter,)))
    say(_line(letter))
    return DONE


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or name not in _SET:
        raise KnownError(f"“{text[:20]}”应写成“字段=值”，没有新拟。可以填写的字段：{'、'.join(_SET)}。")
    return name, value


def _matter(desk: Desk, project_id: str, wanted: str) -> Matter | None:
    if not wanted:
        return None
    found = [m for m in desk.dossier(project_id).approvals.matters if wanted in (m.id, m.title)]
    if len(found) != 1:
        raise KnownError(f"项目里{'有多件' if found else '没有'}名为“{wanted}”的报批事项，没有新拟。请改用事项的标识。")
    return found[0]


def _issue(wanted: argparse.Namespace, opened: Opened) -> int:
    from linkdesk.actions import letters
    desk, project_id = _found(wanted, opened)
    if letters.current(desk, wanted.id).project_id != project_id:
        raise KnownError("这份公文不在本项目，没有印发。请核对项目和公文的标识。")
    desk.do(letters.issue(desk, wanted.id))
    say(_line(letters.current(desk, wanted.id)))
    return DONE


def _found(wanted: argparse.Namespace, opened: Opened) -> tuple[Desk, str]:
    from linkdesk.actions.projects import find
    desk = opened(wanted)
    return desk, find(desk, wanted.project).id


def _said(letter: Letter) -> dict[str, Any]:
    from linkdesk.domain.fields import fields_of
    return {name: getattr(letter, name) for name in fields_of(type(letter))}


def _line(letter: Letter) -> str:
    from linkdesk.domain.letter_numbers import is_issued, is_received
    state = "作废" if letter.voided_on else "收文" if is_received(letter) else "印发" if is_issued(letter) else "拟稿"
    return f"{letter.id}　{state}　{letter.kind}　{letter.number or '尚未编号'}　{letter.title}"
