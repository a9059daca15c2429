"""Whether all is as it was saved: the file's pages, every row's digest, the journal's chain, the attachments and who names them."""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from linkdesk.domain.entities import ENTITIES
from linkdesk.store import journal, sqlite
from linkdesk.store.attached import attached
from linkdesk.store.files import Files
from linkdesk.store.journal import DELETE, INSERT
from linkdesk.store.names import called
from linkdesk.store.rows import rows_of
from linkdesk.store.tables import JOURNAL_ENTRY, TABLES

_AT_ONCE = 2000


def verify(connection: sa.Connection, files: Files) -> Iterator[str]:
    """What is damaged, one sentence each, a record named by kind and id; nothing when all is whole."""
    if found := sqlite.damages(connection):
        yield f"数据文件的内部结构有 {len(found)} 处损坏，请从最近的备份恢复。"
    for name in ENTITIES:
        yield from _damaged_rows(connection, name)
        yield from _lost_rows(connection, name)
    for act in journal.broken(connection):
        yield f"操作记录第 {act.seq} 条（{act.at:%Y-%m-%d %H:%M} {act.title}）与保存时不一致。"
    for digest in files.damaged():
        yield f"附件 {digest[:12]} 的内容与保存时不一致，请从备份恢复或重新添加。"
    yield from _missing_files(connection, files)


def _missing_files(connection: sa.Connection, files: Files) -> Iterator[str]:
    there = set(files)
    for name, id_, digest in attached(connection):
        if digest not in there:
            yield f"{called(name)}的一条记录（标识 {id_}）所附的文件 {digest[:12]} 不在工作文件夹里，请从备份恢复或重新添加。"


def _damaged_rows(connection: sa.Connection, name: str) -> Iterator[str]:
    table, kept = TABLES[name], rows_of(ENTITIES[name])
    query = sa.select(*(table.c[n] for n in (*kept.names, "digest")))
    for rows in connection.execute(query).partitions(_AT_ONCE):
        for row, digest in zip(rows, kept.digests([row[:-1] for row in rows]), strict=True):
            if row.digest != digest:
                yield f"{called(name)}的一条记录（标识 {row.id}）与保存时不一致，请核对后重新填写或从备份恢复。"


def _lost_rows(connection: sa.Connection, name: str) -> Iterator[str]:
    should, there = _should_be(connection, name), set(connection.execute(sa.select(TABLES[name].c.id)).scalars())
    for id_ in sorted(should - there):
        yield f"{called(name)}的一条记录（标识 {id_}）不见了，操作记录里没有它的删除。请从备份恢复。"
    for id_ in sorted(there - should):
        yield f"{called(name)}的一条记录（标识 {id_}）不是由本程序保存的，请核对。"


def _should_be(connection: sa.Connection, name: str) -> set[str]:
    entry = JOURNAL_ENTRY.c
    balance = sa.func.sum(sa.case((entry.op == INSERT, 1), (entry.op == DELETE, -1), else_=0))
    query = sa.select(entry.entity_id).where(entry.entity == name).group_by(entry.entity_id).having(balance > 0)
    return set(connection.execute(query).scalars())
