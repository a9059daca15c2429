"""PDFs joined into one file with contents, bookmarks and running page numbers."""

import io

import pikepdf
import pytest
from pikepdf import Name

from linkdesk.documents.blocks import Contents, Heading, PageBreak, PageKind, Style
from linkdesk.documents.join import Part, join
from linkdesk.domain.errors import KnownError
from tests.documents.paper import one, pages_of, printed, said


def front(entries):
    """A cover and the contents behind it."""
    return printed(one(said("申报材料", Style.TITLE), PageBreak(), said("目录", Style.TITLE), Contents(tuple(entries))))


PLAN = printed(one(Heading(1, "一、总则"), said("甲"), PageBreak(), Heading(1, "二、概况"), Heading(2, "（一）位置"), said("乙")))
TABLES = printed(one(said("表"), page=PageKind.TABLE, landscape=True), one(said("表")))


def joined(tmp_path):
    """The joined file and its number of pages."""
    path = tmp_path / "材料.pdf"
    return path, join(front, [Part("实施方案", PLAN), Part("附表", TABLES)], path)


def test_pages_follow_each_other_and_are_counted(tmp_path):
    path, pages = joined(tmp_path)
    assert pages == 6
    texts = ["".join(row.text for row in page) for page in pages_of(path.read_bytes())]
    assert ["一、总则" in text for text in texts] == [False, False, True, False, False, False]
    assert ["表" in text for text in texts][4:] == [True, True]


def test_contents_say_the_page_each_part_begins_on(tmp_path):
    contents = [row.text.replace(".", "").replace(" ", "") for row in pages_of(joined(tmp_path)[0].read_bytes())[1]]
    assert "实施方案3" in contents
    assert "附表5" in contents


def test_the_number_contents_mean_stands_on_every_page(tmp_path):
    for number, page in enumerate(pages_of(joined(tmp_path)[0].read_bytes()), 1):
        assert f"第{number}页共6页" in "".join(row.text for row in page).replace(" ", "")


def test_bookmarks_of_parts_hang_below_the_parts(tmp_path):
    with pikepdf.open(joined(tmp_path)[0]) as pdf, pdf.open_outline() as outline:
        places = {page.obj.objgen: at for at, page in enumerate(pdf.pages, 1)}

        def told(items):
            return [(item.title, places[item.destination[0].objgen], told(item.children)) for item in items]

        assert told(outline.root)[1:] == [
            ("实施方案", 3, [("一、总则", 3, []), ("二、概况", 4, [("（一）位置", 4, [])])]),
            ("附表", 5, [("试样", 5, []), ("试样", 6, [])])]


def test_the_file_is_sound_and_always_the_same(tmp_path):
    path, _ = joined(tmp_path)
    first = path.read_bytes()
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
    assert joined(tmp_path)[0].read_bytes() == first


def test_a_part_that_is_no_pdf_is_named_and_nothing_is_written(tmp_path):
    with pytest.raises(KnownError, match="照片"):
        join(front, [Part("实施方案", PLAN), Part("照片", b"not a pdf")], tmp_path / "材料.pdf")
    assert list(tmp_path.iterdir()) == []


def test_parts_may_be_files_and_foreign_ones_without_bookmarks(tmp_path):
    with pikepdf.new() as plain:
        plain.add_blank_page()
        made = io.BytesIO()
        plain.save(made)
    (tmp_path / "方案.pdf").write_bytes(PLAN)
    assert join(front, [Part("实施方案", tmp_path / "方案.pdf"), Part("扫描件", made.getvalue())], tmp_path / "材料.pdf") == 5


def test_sheets_lie_before_items_and_every_piece_begins_on_a_front(tmp_path):
    sheets = printed(one(said("F02 实施方案"), PageBreak(), said("F09 决议")))
    items = [Part("F02 实施方案", None, (Part("方案", PLAN),)), Part("F09 决议", None, (Part("决议.pdf", TABLES), Part("签到.pdf", PLAN)))]
    path = tmp_path / "材料.pdf"
    pages = join(front, items, path, sheets, duplex=True)
    with pikepdf.open(path) as pdf, pdf.open_outline() as outline:
        places = {page.obj.objgen: at for at, page in enumerate(pdf.pages, 1)}
        found = [(item.title, places[item.destination[0].objgen], [(i.title, places[i.destination[0].objgen]) for i in item.children])
                 for item in outline.root[1:]]
    assert found == [("F02 实施方案", 3, [("一、总则", 5), ("二、概况", 6)]), ("F09 决议", 7, [("决议.pdf", 9), ("签到.pdf", 11)])]
    assert pages == 12


def test_an_item_may_be_nothing_but_its_sheet(tmp_path):
    path = tmp_path / "材料.pdf"
    assert join(front, [Part("F05 坐标文件")], path, printed(one(said("另附坐标文件.txt")))) == 3


def test_a_filled_in_form_keeps_its_fields(tmp_path):
    with pikepdf.new() as form:
        page = form.add_blank_page()
        field = form.make_indirect(pikepdf.Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T="户主", V="王某", P=page.obj,
                                                      Rect=pikepdf.Array([10, 10, 90, 30])))
        page.obj.Annots = pikepdf.Array([field])
        form.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), DA="/Helv 12 Tf")
        made = io.BytesIO()
        form.save(made)
    join(front, [Part("表一", made.getvalue()), Part("表二", made.getvalue())], tmp_path / "材料.pdf")
    with pikepdf.open(tmp_path / "材料.pdf") as pdf:
        assert [str(field.V) for field in pdf.Root.AcroForm.Fields] == ["王某", "王某"]


def test_a_disk_that_refuses_leaves_nothing(tmp_path):
    (tmp_path / "材料.pdf").mkdir()
    (tmp_path / "材料.pdf" / "在").write_text("x")
    with pytest.raises(KnownError, match="没有写成"):
        join(front, [Part("方案", PLAN)], tmp_path / "材料.pdf")
    assert [path.name for path in tmp_path.iterdir()] == ["材料.pdf"]
