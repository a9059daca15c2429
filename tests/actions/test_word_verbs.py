"""Word copies and the archive on the command line."""

import json

import pytest

from linkdesk.__main__ import main
from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.change import Change
from linkdesk.domain.letter import Letter
from tests.actions.desks import PROJECT, empty
from tests.documents.word_files import edited


@pytest.fixture
def letter(tmp_path):
    desk, project_id = empty(tmp_path / "desk")
    made = Letter(project_id, kind=LetterKind.REQUEST, title="关于审批方案的请示", body="涉及三个村。", contact="李四", phone="13900001234")
    desk.do(Change("拟稿", after=(made,)))
    desk.close()
    return made


@pytest.fixture
def said(tmp_path, capsys):
    """What a command line of the desk answers: exit code, standard output, standard error."""
    def run(*arguments):
        code = main(["--data", str(tmp_path / "desk"), *arguments])
        told = capsys.readouterr()
        return code, told.out, told.err
    return run


def test_a_letter_goes_out_and_its_changes_are_listed(said, letter, tmp_path):
    out = tmp_path / "out.docx"
    assert said("word", "export", "--project", PROJECT, "--letter", letter.id, str(out))[0] == 0
    back = edited(out, tmp_path / "back.docx", ("三个村", "四个村"), ("13900001234", "13900001239"))
    code, told, _ = said("word", "compare", "--project", PROJECT, "--json", str(back))
    assert code == 0
    first = json.loads(told)["paragraphs"][0]
    assert (first["before"], first["after"]) == ("涉及三个村。", "涉及四个村。")
    code, told, _ = said("word", "compare", "--project", PROJECT, str(back))
    assert "改动" in told
    assert "13900001239" not in told


def test_what_is_not_there_is_refused_in_one_line(said, letter, tmp_path):
    for arguments in (("word", "export", "--project", PROJECT, "--letter", "没有", str(tmp_path / "a.docx")),
                      ("word", "compare", "--project", PROJECT, str(tmp_path / "没有.docx")),
                      ("archive", "collect", "--project", PROJECT), ("archive", "number", "--project", PROJECT)):
        code, _, wrong = said(*arguments)
        assert (code, wrong.count("\n")) == (2, 1), arguments
