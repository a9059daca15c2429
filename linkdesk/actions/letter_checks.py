"""What a letter may not be issued without, and what speaks against it: sentences for the officer who writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from linkdesk.actions.letter_parties import ANSWERS, retitled
from linkdesk.documents import letters as papers
from linkdesk.documents.letters.forms import goes_up, layout_of
from linkdesk.documents.pdf import missing_characters
from linkdesk.domain.approval_words import LetterKind, LetterWay, Secrecy
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.letter import Letter
from linkdesk.domain.spelling import brief
from linkdesk.domain.validity import in_force
from linkdesk.domain.words import AuthorityKind

_SEPARATED = re.compile(r"[、，,；;\n]+")
_ASKS = ("请批示", "请批复", "请批准", "请审批", "请审定", "请予批准", "请予批复", "请予审批")
_SAID_APART = frozenset({"机关代字", "签发人", "来文标题和字号"})  # gaps that a sentence of their own tells
_SERIAL = re.compile(r"[0-9]{1,6}")
_CODE = re.compile(r"[^\W\d_]+([（(][^\W\d_]+[)）][^\W\d_]*)?")  # 岚政, 岚国土资（规）函
_LONGEST_CODE = 20
_FIRST = date(1990, 1, 1)  # as the field of the year
_NAMED = 3  # gaps told by name


def bodies(text: str) -> tuple[str, ...]:
    """The bodies a line names."""
    return tuple(name for part in _SEPARATED.split(text) if (name := part.strip().rstrip("：:。")))


def lacking(dossier: Dossier, letter: Letter, today: date) -> tuple[str, ...]:
    """What stands against issuing a letter whose text is filled in; empty when nothing does."""
    return (*_open(letter), *_of_days(letter, today), *_of_kind(dossier, letter), *_of_signers(letter), *_of_secrecy(letter),
            *_renamed(dossier, letter), *_unprintable(letter))


def _open(letter: Letter) -> Iterator[str]:
    if layout_of(letter.kind).numbered and not letter.document_code.strip():
        yield "缺少机关代字，不能编发文字号"
    elif layout_of(letter.kind).numbered and not is_code(letter.document_code.strip()):
        yield f"机关代字“{brief(letter.document_code.strip())}”只能是汉字或字母，如“岚政”，年份和序号在印发时编出"
    gaps = [gap for gap in papers.lacking(letter) if gap not in _SAID_APART]
    if gaps:
        more = f"等 {len(gaps)} 处" if len(gaps) > _NAMED else ""
        yield f"待补{'、'.join(gaps[:_NAMED])}{more}"


def is_code(text: str) -> bool:
    """Whether a text can be the code of an agency: a few characters or letters, part of them in round brackets."""
    return len(text) <= _LONGEST_CODE and _CODE.fullmatch(text) is not None


def _of_days(letter: Letter, today: date) -> Iterator[str]:
    if letter.dated_on and letter.dated_on < _FIRST:
        yield f"成文日期 {letter.dated_on} 早于 {_FIRST.year} 年"
    if letter.dated_on and letter.dated_on > today:
        yield f"成文日期 {letter.dated_on} 在今天（{today}）以后"
    if letter.printed_on and letter.dated_on and letter.printed_on < letter.dated_on:
        yield "印发日期早于成文日期"


def _of_kind(dossier: Dossier, letter: Letter) -> Iterator[str]:
    if letter.kind is LetterKind.REQUEST:
        yield from _of_request(dossier, letter)
    if letter.kind is LetterKind.REPORT and any(ask in letter.body for ask in _ASKS):
        yield "报告不得夹带请示事项，请删去请求批准的文字，或改用请示"
    if letter.kind in ANSWERS and not (letter.answers_title.strip() and letter.answers_number.strip()):
        yield f"{letter.kind}要写明来文标题和来文字号"


def _of_request(dossier: Dossier, letter: Letter) -> Iterator[str]:
    if len(bodies(letter.recipients)) > 1:
        yield "请示只主送一个上级机关，其他机关需要知道的用抄送"
    below = [name for name in bodies(letter.copies_to) if name in _below(dossier, letter)]
    if below:
        yield f"请示不抄送下级机关（{'、'.join(below)}）"
    if letter.body.strip() and not any(ask in letter.body for ask in _ASKS):
        yield "正文没有请示语，结尾应写“妥否，请批示。”"


def _below(dossier: Dossier, letter: Letter) -> set[str]:
    """The bodies under the issuers: places below them, their own agencies and townships."""
    mine = {a.id for a in dossier.authorities if a.name in letter.issuers}
    agencies = {a.id for a in dossier.agencies if a.authority_id in mine}
    places = {a.name for a in dossier.authorities if a.parent_id in mine or (mine and a.kind is AuthorityKind.TOWNSHIP)}
    townships = {f"{t.name}人民政府" for t in dossier.townships if t.authority_id in mine}
    return places | townships | {n.name for n in dossier.agency_names if n.agency_id in agencies}


def _of_signers(letter: Letter) -> Iterator[str]:
    if not goes_up(letter):
        return
    if not letter.signers:
        yield "上行文要写明签发人"
    elif len(letter.signers) != len(letter.issuers):
        yield f"{len(letter.issuers)} 个机关联合行文要有 {len(letter.issuers)} 位签发人，现有 {len(letter.signers)} 位"


def _of_secrecy(letter: Letter) -> Iterator[str]:
    if letter.secrecy is not Secrecy.NONE and not letter.copy_number.strip():
        yield "涉密公文要标注份号"
    if letter.copy_number.strip() and not _SERIAL.fullmatch(letter.copy_number.strip()):
        yield "份号应为 6 位以内的数字"


def _renamed(dossier: Dossier, letter: Letter) -> Iterator[str]:
    for was, now in renamed(dossier, letter):
        yield f"“{was}”在 {letter.dated_on} 已不用，当日名称是“{now}”" if now else f"“{was}”在 {letter.dated_on} 没有这个名称，请核对名录"


def renamed(dossier: Dossier, letter: Letter) -> tuple[tuple[str, str], ...]:
    """Bodies a letter names by a name they do not bear on its day, each with the name of the day (empty when not known)."""
    if letter.dated_on is None:
        return ()
    named = (*letter.issuers, *bodies(letter.recipients), *bodies(letter.copies_to))
    found = ((name, _name_of_day(dossier, name, letter.dated_on)) for name in dict.fromkeys(named))
    return tuple((name, now) for name, now in found if now != name)


def _name_of_day(dossier: Dossier, name: str, on: date) -> str:
    """A name itself where it is of that day or in no directory, else what its agency is called then."""
    known = [n for n in dossier.agency_names if n.name == name]
    if not known or any(in_force(n, on) for n in known):
        return name
    then = [n for n in dossier.agency_names if n.agency_id in {k.agency_id for k in known} and in_force(n, on)]
    return max(then, key=lambda n: n.from_on or date.min).name if then else ""


def with_names_of_day(dossier: Dossier, letter: Letter) -> Letter:
    """A letter with each body by its name of the day, where the directories know it."""
    for was, now in renamed(dossier, letter):
        if now:
            issuers = tuple(now if name == was else name for name in letter.issuers)
            letter = replace(letter, issuers=issuers, title=retitled(letter.title, letter.issuers, issuers),
                             recipients=letter.recipients.replace(was, now), copies_to=letter.copies_to.replace(was, now))
    return letter


def _unprintable(letter: Letter) -> Iterator[str]:
    for line, character in missing_characters(papers.letter_document(letter)):
        yield f"“{line[:12]}”中的“{character}”（U+{ord(character):04X}）在所有字体里都没有，印出来会缺字，请换一个字"


def doubts(dossier: Dossier, letter: Letter) -> tuple[str, ...]:
    """What speaks against a letter though it may be issued: bodies that no directory names."""
    known = {a.name for a in dossier.authorities} | {n.name for n in dossier.agency_names}
    unknown = [name for name in letter.issuers if name not in known]
    return (f"名录里没有发文机关“{'、'.join(unknown)}”，请核对名称。",) if unknown and letter.way is not LetterWay.RECEIVED else ()
