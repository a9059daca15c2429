"""What a search, a copy or a reading aloud finds in the printed file."""

import io

import pikepdf
import pytest

from linkdesk.documents.blocks import Column, PageKind, Paragraph, Style, Table, Text
from linkdesk.documents.pdf import missing_characters, write_pdf
from linkdesk.domain.errors import KnownError
from tests.documents.paper import fonts_of, one, pages_of, printed, said, whole_text

RARE = "䶮㛃𬱖"
TICKS = "☑☐✓☒"


@pytest.mark.parametrize("style", list(Style))
def test_rare_characters_are_right_in_every_style(style):
    assert f"姓名王{RARE}，" in whole_text(printed(one(said(f"姓名王{RARE}，男。", style))))


def test_rare_characters_are_right_in_tables():
    table = Table((Column("姓名"), Column("意见")), (("王" + RARE, "☑同意"),))
    text = whole_text(printed(one(table, page=PageKind.TABLE)))
    assert "王" + RARE in text
    assert "☑同意" in text


def test_tick_boxes_are_drawn_and_found():
    assert TICKS in whole_text(printed(one(said(TICKS))))


def test_a_character_outside_the_bmp_has_its_utf16_pair_in_the_map():
    with pikepdf.open(io.BytesIO(printed(one(said("𬱖"))))) as pdf:
        maps = [font["/ToUnicode"].read_bytes() for font in pdf.pages[0].resources["/Font"].values()]
    assert [m for m in maps if b"<D873DC56>" in m]


def test_every_face_is_embedded_and_none_is_foreign():
    mixed = one(Paragraph((Text("甲乙"), Text("强调", strong=True))), said("☑" + RARE, Style.TITLE), mark="草稿")
    fonts = fonts_of(printed(mixed))
    assert all(fonts.values())
    assert not [name for name in fonts if "Helvetica" in name]


def test_only_the_characters_used_are_embedded():
    assert len(printed(one(said("甲乙丙")))) < 20_000


def test_a_character_no_face_has_is_named_before_printing():
    document = one(said("户主：王\U0002a6d6"), Table((Column("姓名"),), (("李\ue123",),)))
    assert missing_characters(document) == [("户主：王\U0002a6d6", "\U0002a6d6"), ("李\ue123", "\ue123")]


def test_nothing_is_missing_from_an_ordinary_document():
    assert missing_characters(one(said("户主：王" + RARE + TICKS), mark="草稿", foot="某某县")) == []


def test_a_character_no_face_has_refuses_the_print_and_leaves_no_file(tmp_path):
    with pytest.raises(KnownError) as refused:
        write_pdf([one(said("户主：王\U0002a6d6"))], tmp_path / "协议.pdf")
    assert "王\U0002a6d6" in str(refused.value)
    assert "U+2A6D6" in str(refused.value)
    assert list(tmp_path.iterdir()) == []


def test_text_that_looks_like_markup_is_text():
    text = "<img src=file:///etc/passwd> &amp; <b>王</b> (括号) \\ %s"
    found = whole_text(printed(one(said(text, Style.PLAIN)))).replace(" ", "").replace("\n", "")
    assert found.startswith(text.replace(" ", ""))


def test_bold_words_keep_their_place_among_others():
    page = pages_of(printed(one(Paragraph((Text("甲方："), Text("王建国", strong=True), Text("，乙方。"))))))[0]
    assert page[0].text == "甲方：王建国，乙方。"
