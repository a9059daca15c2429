"""The annexes of a plan: the list by the project's packs, files kept by content, and their way into the packet."""

import io
import zipfile
from dataclasses import replace

import pikepdf
import pytest
from PIL import Image

from linkdesk.actions import annexes, printing
from linkdesk.documents.blocks import Gap
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import AnnexState
from linkdesk.domain.project import Project


def line(desk, project_id, code):
    return next(one for one in annexes.lines(desk, project_id) if one.annex.id == code)


def pdf(path, pages=2):
    with pikepdf.new() as made:
        for _ in range(pages):
            made.add_blank_page(page_size=(595, 842))
        made.save(path)
    return path


def attach(desk, project_id, code, *paths):
    desk.do(annexes.attach(desk, project_id, code, paths))


def set_project(desk, project_id, **fields):
    project = desk.store.get(Project, project_id)
    desk.do(Change("修改", before=(project,), after=(replace(project, **fields),)))


def test_the_list_is_that_of_the_projects_packs(desk, project_id):
    under_a = [one.annex.id for one in annexes.lines(desk, project_id)]
    assert "F18" in under_a
    assert not {"F06", "F15", "F16"} & set(under_a)
    set_project(desk, project_id, packs=("B",), surplus_trade=False)
    under_b = [one.annex.id for one in annexes.lines(desk, project_id)]
    assert {"F06", "F15", "F16"} <= set(under_b)
    assert not {"F18", "F21"} & set(under_b)


def test_a_line_is_missing_then_there_then_missing_again(desk, project_id, tmp_path):
    assert line(desk, project_id, "F09").state is AnnexState.MISSING
    attach(desk, project_id, "F09", pdf(tmp_path / "决议.pdf"))
    found = line(desk, project_id, "F09")
    assert (found.state, [f.file_name for f in found.files]) == (AnnexState.THERE, ["决议.pdf"])
    desk.do(annexes.remove(found.files))
    assert line(desk, project_id, "F09").state is AnnexState.MISSING


def test_what_the_program_prints_is_not_missing(desk, project_id):
    assert line(desk, project_id, "F02").state is AnnexState.MADE


def test_a_reason_stands_until_the_paper_comes(desk, project_id, tmp_path):
    desk.do(annexes.set_not_needed(desk, project_id, "F17", "不在地质灾害易发区"))
    assert line(desk, project_id, "F17").state is AnnexState.NOT_NEEDED
    attach(desk, project_id, "F17", pdf(tmp_path / "说明.pdf"))
    found = line(desk, project_id, "F17")
    assert (found.state, found.not_needed) == (AnnexState.THERE, None)
    with pytest.raises(KnownError, match="请先移除文件"):
        annexes.set_not_needed(desk, project_id, "F17", "不需要")


def test_the_same_content_is_not_attached_twice(desk, project_id, tmp_path):
    attach(desk, project_id, "F08", pdf(tmp_path / "一.pdf"))
    (tmp_path / "二.pdf").write_bytes((tmp_path / "一.pdf").read_bytes())
    with pytest.raises(KnownError, match="内容相同"):
        annexes.attach(desk, project_id, "F08", [tmp_path / "二.pdf"])


@pytest.mark.parametrize(("name", "content", "said"), [
    ("空.pdf", b"", "空文件"),
    ("坏.pdf", b"%PDF-1.4 nothing", "不是可以打开的 PDF"),
    ("坏.jpg", b"\xff\xd8\xff\xe0 nothing", "打不开"),
    ("程序.exe", b"MZ", "不是可作附件的文件"),
])
def test_files_that_cannot_go_with_a_plan_are_refused(desk, project_id, tmp_path, name, content, said):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KnownError, match=said):
        annexes.attach(desk, project_id, "F01", [tmp_path / name])
    assert desk.dossier(project_id).annexes == ()


def test_a_locked_pdf_is_refused(desk, project_id, tmp_path):
    with pikepdf.new() as made:
        made.add_blank_page()
        made.save(tmp_path / "锁.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
    with pytest.raises(KnownError, match="有打开密码"):
        annexes.attach(desk, project_id, "F01", [tmp_path / "锁.pdf"])


def test_a_folder_and_a_missing_file_are_refused(desk, project_id, tmp_path):
    for path in (tmp_path, tmp_path / "没有.pdf"):
        with pytest.raises(KnownError, match="不是文件"):
            annexes.attach(desk, project_id, "F01", [path])


def test_files_become_parts_of_the_packet_in_order(desk, project_id, tmp_path):
    picture = io.BytesIO()
    frames = [Image.new("RGB", (300, 200), colour) for colour in ("red", "blue", "green")]
    frames[0].save(picture, "TIFF", save_all=True, append_images=frames[1:])
    (tmp_path / "签到.tif").write_bytes(picture.getvalue())
    with zipfile.ZipFile(tmp_path / "数据.zip", "w") as packed:
        packed.writestr("a.txt", "a")
    attach(desk, project_id, "F09", pdf(tmp_path / "决议.pdf", 2), tmp_path / "签到.tif", tmp_path / "数据.zip")
    attach(desk, project_id, "F01", pdf(tmp_path / "请示.pdf", 1))
    parts = [part for one in annexes.lines(desk, project_id) for part in annexes.line_parts(desk, one, tmp_path)]
    assert [p.title for p in parts] == ["请示.pdf", "决议.pdf", "签到.tif"]
    counts = []
    for part in parts:
        with pikepdf.open(part.pdf) as read:
            counts.append(len(read.pages))
    assert counts == [1, 2, 3]
    beside = annexes.line_files(desk, line(desk, project_id, "F09"), tmp_path / "附件")
    assert [p.name for p in beside] == ["F09-03 数据.zip"]


def test_a_file_that_is_gone_is_named_by_its_line(desk, project_id, tmp_path):
    attach(desk, project_id, "F09", pdf(tmp_path / "申请.pdf"))
    desk.store.files.drop(line(desk, project_id, "F09").files[0].file_hash)
    with pytest.raises(KnownError, match=r"F09 附件“申请\.pdf”没有编入：.*从备份恢复"):
        list(annexes.line_parts(desk, line(desk, project_id, "F09"), tmp_path))


def test_a_file_moves_among_those_of_its_line(desk, project_id, tmp_path):
    attach(desk, project_id, "F12", pdf(tmp_path / "一.pdf", 1), pdf(tmp_path / "二.pdf", 2))
    files = line(desk, project_id, "F12").files
    desk.do(annexes.move(files, files[1], -1))
    files = line(desk, project_id, "F12").files
    assert [f.file_name for f in files] == ["二.pdf", "一.pdf"]
    with pytest.raises(KnownError, match="已经是第一行"):
        annexes.move(files, files[0], -1)


def test_the_printed_list_names_what_is_missing(desk, project_id, tmp_path):
    attach(desk, project_id, "F09", pdf(tmp_path / "决议.pdf"))
    paper, = printing.documents(desk, project_id, "annex_list")
    table, = paper.sections[0].blocks
    rows = {row[1]: row for row in table.rows}
    assert rows["F09"][3:5] == ("已有", 1)
    assert rows["F09"][6] == "决议.pdf"
    assert rows["F01"][5] == "A §二(一)"  # what another province's policy says is nothing to who reads the list
    assert rows["F19"][3] == Gap("缺")
    missing = sum(one.state is AnnexState.MISSING for one in annexes.lines(desk, project_id))
    assert f"缺 {missing} 项" in table.notes[0]
