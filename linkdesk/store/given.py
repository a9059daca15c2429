"""Numbers that papers have borne: none is given twice, not even after an older backup was restored."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import sqlalchemy as sa

from linkdesk.domain.approval_words import LetterWay
from linkdesk.store.tables import TABLES, WORKSPACE

_OF_PAPERS = ("agreement", "sealed", "payment_batch", "notice")  # tables whose rows bear a number given by the program
_VERSIONS = "plan_version"  # counted for each plan of a project
_LETTERS = "letter"         # bears 发文字号; one that was received bears the number of another body
_KEPT = "numbers_given"
_COUNTED = re.compile(r"(.*?)(\d+)(号?)")


def numbers(connection: sa.Connection) -> list[str]:
    """Every number that papers of this workspace bear, and the last of each series that was kept at a restore."""
    there = set(sa.inspect(connection).get_table_names())  # a database set aside may be from before some of them
    found = (connection.execute(sa.select(sa.column("number")).select_from(sa.table(name))).scalars() for name in _OF_PAPERS if name in there)
    versions = _of_versions(connection) if _VERSIONS in there else ()
    letters = _of_letters(connection) if _LETTERS in there else ()
    return [*kept(connection), *(number for of_table in found for number in of_table if number), *versions, *letters]


def last_version(connection: sa.Connection, project_id: str, kind: str) -> int:
    """The number of the last version of a plan that was ever fixed in this workspace, 0 when none was."""
    series = _series(project_id, kind)
    return max((int(number.removeprefix(series)) for number in numbers(connection) if number.startswith(series)), default=0)


def _of_versions(connection: sa.Connection) -> Iterable[str]:
    columns = TABLES[_VERSIONS].c
    rows = connection.execute(sa.select(columns.project_id, columns.kind, columns.version))
    return (f"{_series(project_id, kind)}{version}" for project_id, kind, version in rows)


def _of_letters(connection: sa.Connection) -> Iterable[str]:
    columns = TABLES[_LETTERS].c
    return connection.execute(sa.select(columns.number).where(columns.number != "", columns.way != LetterWay.RECEIVED.value)).scalars()


def _series(project_id: str, kind: str) -> str:
    return f"{project_id}/{kind}/"


def kept(connection: sa.Connection) -> list[str]:
    """What `keep` kept."""
    text = connection.execute(sa.select(WORKSPACE.c.value).where(WORKSPACE.c.name == _KEPT)).scalar_one_or_none()
    return json.loads(text) if text else []


def keep(connection: sa.Connection, given: Iterable[str]) -> None:
    """Remember the last number of each series among some that were given elsewhere, beside what is kept already."""
    last: dict[str, tuple[int, str]] = {}
    for number in (*kept(connection), *given):
        if counted := _COUNTED.fullmatch(number):
            series = counted[1] + counted[3]
            last[series] = max(last.get(series, (0, "")), (int(counted[2]), number))
    connection.execute(sa.delete(WORKSPACE).where(WORKSPACE.c.name == _KEPT))
    connection.execute(sa.insert(WORKSPACE).values(name=_KEPT, value=json.dumps([number for _, number in last.values()], ensure_ascii=False)))
