"""A packet checked again later: one byte changed, files gone or come, and the list itself."""

import json

import pytest

from linkdesk.actions import packets
from linkdesk.actions.packet_check import check
from linkdesk.commands import run
from linkdesk.domain.errors import KnownError


@pytest.fixture
def folder(desk, project_id, tmp_path):
    return packets.write_packet(desk, project_id, "filing", tmp_path / "材料").folder


def test_a_packet_as_it_was_written_is_as_listed(folder, capsys):
    assert check(folder) == ()
    assert run(["packet", "verify", str(folder)]) == 0
    assert "与清单一致" in capsys.readouterr().out


def test_one_byte_of_one_file_is_found(folder, capsys):
    path = folder / "申报材料.pdf"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    assert check(folder) == ("“申报材料.pdf”的内容已改动，大小未变。",)
    assert run(["packet", "verify", str(folder)]) == 1
    assert "“申报材料.pdf”的内容已改动" in capsys.readouterr().out


def test_what_is_gone_or_came_is_named(folder):
    (folder / "印制说明.pdf").unlink()
    (folder / "别的").mkdir()
    (folder / "别的" / "补充.docx").write_bytes(b"x")
    assert check(folder) == ("缺少“印制说明.pdf”：清单里有，文件夹里没有。", "多出“别的/补充.docx”：清单里没有。")


@pytest.mark.parametrize("damage", [
    lambda said: said["files"].pop(), lambda said: said.update(final=True), lambda said: said.update(pages=1),
    lambda said: said["files"][0].update(sha256="0" * 64), lambda said: said.pop("files"),
    lambda said: said["files"][0].update(name="../清单.json"), lambda said: said["files"][0].update(bytes="many")])
def test_a_list_that_was_changed_is_not_believed(folder, damage):
    said = json.loads((folder / "清单.json").read_text("utf-8"))
    damage(said)
    (folder / "清单.json").write_text(json.dumps(said), "utf-8")
    assert check(folder) == ("“清单.json”已损坏或被改动，不能凭它核对。请用原来的那一份，或从留存的报送件重新写出。",)


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"files": 3}'])
def test_any_list_that_is_none_is_a_sentence(folder, content):
    (folder / "清单.json").write_bytes(content)
    assert "已损坏" in check(folder)[0]


def test_a_list_that_is_gone_and_a_folder_that_is_none(folder, tmp_path, capsys):
    (folder / "清单.json").unlink()
    assert check(folder)[0].startswith("文件夹里没有“清单.json”")
    with pytest.raises(KnownError, match="没有“没有的”这个文件夹"):
        check(tmp_path / "没有的")
    assert run(["packet", "verify", str(tmp_path / "没有的")]) == 2
    assert "没有核对" in capsys.readouterr().err
