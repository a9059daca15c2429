"""What was changed behind the program's back is named; what is whole passes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkdesk.domain.planning import PlanAnnex
from linkdesk.domain.plot import BaseMap
from linkdesk.domain.project import PlanSection, Project
from tests.store.people import household

ONE = household(head_name="张三", population=3, registered_poor=True)
OTHER = household(head_name="李四")

TAMPERED = {
    "a value": ("UPDATE household SET head_name = '王五' WHERE id = :id", "“农户”的一条记录（标识 {id}）与保存时不一致"),
    "a number": ("UPDATE household SET population = 30 WHERE id = :id", "“农户”的一条记录（标识 {id}）与保存时不一致"),
    "an unreadable term": ("UPDATE household SET house_structure = '纸' WHERE id = :id", "标识 {id}）与保存时不一致"),
    "a deleted row": ("DELETE FROM household WHERE id = :id", "“农户”的一条记录（标识 {id}）不见了"),
    "a title": ("UPDATE journal SET title = '别的' WHERE seq = 2", "操作记录第 2 条（2018-03-05 08:01 别的）与保存时不一致"),
    "an officer": ("UPDATE journal SET officer = '别人' WHERE seq = 1", "操作记录第 1 条"),
    "what an entry says": ("UPDATE journal_entry SET before = '{{}}' WHERE op = 'update'", "操作记录第 2 条"),
    "a missing entry": ("DELETE FROM journal_entry WHERE op = 'update'", "操作记录第 2 条"),
    "a missing act": ("DELETE FROM journal WHERE seq = 1", "操作记录第 2 条"),
}


@pytest.fixture
def filled(opened, do):
    do("新建", after=(replace(ONE, population=4), OTHER))
    do("改人口", before=(replace(ONE, population=4),), after=(ONE,))
    do("再建", after=(household(),))
    return opened


def test_what_is_whole_passes(filled):
    assert filled.verify() == []


@pytest.mark.parametrize("what", TAMPERED)
def test_what_was_changed_behind_our_back_is_named(what, filled):
    statement, sentence = TAMPERED[what]
    filled._connection.exec_driver_sql(statement.replace(":id", f"'{ONE.id}'"))
    found = filled.verify()
    assert any(sentence.format(id=ONE.id) in line for line in found), found
    assert not any("张三" in line or OTHER.id in line for line in found)


def test_a_row_put_in_by_another_program_is_named(filled):
    filled._connection.exec_driver_sql(
        "INSERT INTO officer (name, office, id, digest, entered) VALUES ('某', '某', 'x', 'y', 0)")
    assert any("“经办人”的一条记录（标识 x）不是由本程序保存的" in line for line in filled.verify())


def test_blanked_private_values_leave_the_chain_whole(filled):
    filled._connection.exec_driver_sql("UPDATE journal_entry SET before = NULL, after = NULL, salt = NULL")
    assert filled.verify() == []


def test_a_changed_attachment_is_named(filled):
    digest = filled.files.put("附件".encode())
    (filled.folder / "files" / digest[:2] / digest).write_bytes(b"x")
    assert filled.verify() == [f"附件 {digest[:12]} 的内容与保存时不一致，请从备份恢复或重新添加。"]


def test_who_names_an_attachment_that_is_gone_is_told(opened, do):
    project = Project(name="青石")
    contents = ["底图".encode(), "附件".encode(), "插图".encode(), "意愿书".encode()]
    digests = [opened.files.put(content) for content in contents]
    rows = (BaseMap(project.id, picture_hash=digests[0]), PlanAnnex(project.id, "F01", file_hash=digests[1]),
            PlanSection(project.id, "background", f"一\n![{digests[2]}|80|图]\n二"), household(demolition_will_form=digests[3]))
    do(after=(project, *rows))
    assert opened.verify() == []
    for row, digest, content in zip(rows, digests, contents, strict=True):
        opened.files.drop(digest)
        said, = opened.verify()
        assert (row.id in said, digest[:12] in said, "从备份恢复或重新添加" in said) == (True, True, True)
        opened.files.put(content)
