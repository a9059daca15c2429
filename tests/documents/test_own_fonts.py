"""An office prints with font files of its own."""

import shutil

import pytest

from linkdesk.documents.blocks import Paragraph, Style, Text
from linkdesk.documents.pdf import write_pdf
from linkdesk.documents.pdf.faces import BUNDLED, Role, chosen
from linkdesk.domain.errors import KnownError
from tests.documents.paper import fonts_of, one


def test_a_file_in_the_folder_takes_the_place_of_the_bundled_one(tmp_path):
    shutil.copy(BUNDLED.song, tmp_path / "仿宋.ttf")
    fonts = chosen(tmp_path)
    assert fonts.fang == tmp_path / "仿宋.ttf"
    assert (fonts.kai, fonts.title) == (BUNDLED.kai, BUNDLED.title)
    write_pdf([one(Paragraph((Text("土地复垦"),), Style.PLAIN))], tmp_path / "a.pdf", fonts=fonts)
    assert not [name for name in fonts_of((tmp_path / "a.pdf").read_bytes()) if "Fang" in name]


def test_without_the_folder_the_bundled_faces_are_used(tmp_path):
    assert chosen(tmp_path / "fonts") == BUNDLED


def test_what_an_own_face_lacks_comes_from_the_bundled_ones(tmp_path):
    for name in ("仿宋", "宋体", "黑体", "楷体", "小标宋"):
        shutil.copy(BUNDLED.title, tmp_path / f"{name}.ttf")
    assert set(chosen(tmp_path).chain(Role.FANG)) > set(vars_of(BUNDLED))


def vars_of(fonts):
    return [getattr(fonts, name) for name in fonts.__dataclass_fields__]


def test_a_file_that_is_no_font_is_named_in_a_sentence(tmp_path):
    (tmp_path / "仿宋.ttf").write_bytes(b"no font")
    with pytest.raises(KnownError, match=r"仿宋\.ttf"):
        write_pdf([one(Paragraph((Text("土地复垦"),)))], tmp_path / "a.pdf", fonts=chosen(tmp_path))
    assert not (tmp_path / "a.pdf").exists()
