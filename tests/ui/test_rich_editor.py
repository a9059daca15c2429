"""The editor of a section: what a person types, pastes and drags becomes the section's text, and figures stay figures."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QImage, QInputMethodEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from linkdesk.domain.rich_text import (
    Named,
    RichHeading,
    RichParagraph,
    RichPicture,
    RichTable,
    Run,
    parse,
    spelled,
)
from linkdesk.ui.rich_editor import RichEditor
from linkdesk.ui.rich_ink import Value
from tests.ui.typing import type_text

HASH = "ab" * 32
VALUES = {"old_area": Value("12.34", "怎么算的：各拆旧地块面积之和"), "quota": Value("待补：周转指标", "待补", True)}


@pytest.fixture
def editor(themed, qtbot):
    made = RichEditor(VALUES.__getitem__, lambda digest: QImage(400, 300, QImage.Format.Format_RGB32))
    qtbot.addWidget(made)
    made.resize(760, 500)
    made.show()
    made.setFocus()
    return made


def test_typed_by_an_input_method_with_headings_and_strong_words(editor, qtbot):
    qtbot.keyClick(editor, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    type_text(editor, "复垦条件")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    type_text(editor, "本区")
    qtbot.keyClick(editor, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    type_text(editor, "土层深厚")
    assert editor.text() == "## 复垦条件\n本区**土层深厚**"
    qtbot.keyClick(editor, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert editor.blocks()[1] == RichHeading(3, (Run("本区土层深厚"),))
    qtbot.keyClick(editor, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(editor.blocks()[1], RichParagraph)


def test_words_being_composed_are_not_yet_text(editor):
    event = QInputMethodEvent("xiangmu", [])
    QApplication.sendEvent(editor, event)
    assert editor.text() == ""
    type_text(editor, "项目")
    assert editor.text() == "项目"


def test_a_figure_goes_and_comes_back_as_one(editor, qtbot):
    type_text(editor, "面积")
    editor.insert_figure("old_area")
    type_text(editor, "公顷")
    assert editor.text() == "面积{old_area}公顷"
    for _ in range(2):
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert editor.text() == "面积"
    qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "{old_area}" in editor.text()


def test_words_typed_beside_a_figure_are_words(editor, qtbot):
    editor.show_blocks(parse("面积{old_area}公顷"))
    for _ in range(3):
        qtbot.keyClick(editor, Qt.Key.Key_Right)
    type_text(editor, "左右")
    assert editor.text() == "面积{old_area}左右公顷"


def test_a_figure_stays_a_figure_in_a_heading(editor):
    editor.show_blocks(parse("面积{old_area}公顷"))
    editor.set_level(2)
    assert editor.text() == "## 面积{old_area}公顷"


def test_a_figure_says_how_it_was_reckoned(editor):
    editor.show_blocks((RichParagraph((Named("old_area"), Run("公顷"))),))
    cursor = QTextCursor(editor.document())
    spot = editor.viewport().mapTo(editor, editor.cursorRect(cursor).center() + QPoint(4, 0))
    assert editor.told_at(spot) == VALUES["old_area"].told
    assert editor.told_at(QPoint(5, 400)) == ""


def test_copied_figures_stay_figures_here_and_are_words_elsewhere(editor):
    editor.show_blocks(parse("面积{old_area}公顷"))
    editor.selectAll()
    copied = editor.createMimeDataFromSelection()
    assert copied.text() == "面积12.34公顷"
    editor.show_blocks(())
    editor.insertFromMimeData(copied)
    assert editor.text() == "面积{old_area}公顷"


def test_tables_are_walked_by_tab_and_enter_and_grow(editor, qtbot):
    editor.insert_table(2, 2)
    for word in ("村名", "户数", "东岭", "12"):
        type_text(editor, word)
        qtbot.keyClick(editor, Qt.Key.Key_Tab)
    type_text(editor, "西沟")
    assert editor.text() == "| 村名 | 户数 |\n| 东岭 | 12 |\n| 西沟 |  |"
    qtbot.keyClick(editor, Qt.Key.Key_Backtab)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    type_text(editor, "8")
    assert editor.text().endswith("| 西沟 | 8 |")
    editor.undo()
    assert parse(editor.text()) == editor.blocks()


def test_cells_of_excel_fill_the_table_from_the_cell_of_the_cursor(editor):
    editor.insert_table(1, 1)
    source = QMimeData()
    source.setText("村名\t户数\n东岭\t12\n")
    editor.insertFromMimeData(source)
    assert editor.text() == "| 村名 | 户数 |\n| 东岭 | 12 |"


def test_a_pasted_page_is_cleaned_and_pictures_left_out_are_told(editor, qtbot):
    source = QMimeData()
    source.setHtml("<html><body><h2>一、概况</h2><p style='color:red'>甲<img src='file:///x.png'></p></body></html>")
    type_text(editor, "前文")
    with qtbot.waitSignal(editor.said) as said:
        editor.insertFromMimeData(source)
    assert editor.blocks() == (RichParagraph((Run("前文"),)), RichHeading(2, (Run("概况"),)), RichParagraph((Run("甲"),)))
    assert "1 张图片" in said.args[0]


def test_a_paragraph_is_pasted_into_the_line(editor):
    type_text(editor, "前后")
    editor.moveCursor(QTextCursor.MoveOperation.Left)
    source = QMimeData()
    source.setHtml("<p>中<b>间</b></p>")
    editor.insertFromMimeData(source)
    assert editor.text() == "前中**间**后"


def test_nothing_is_fetched(editor):
    name = QUrl("http://192.0.2.1/x.png")
    assert editor.document().resource(QTextDocument.ResourceType.ImageResource, name) is None


def test_pictures_are_asked_to_be_kept_and_get_caption_and_width(editor, qtbot, tmp_path):
    source = QMimeData()
    source.setUrls([QUrl.fromLocalFile(str(tmp_path / "区位.png"))])
    with qtbot.waitSignal(editor.picture_given) as given:
        editor.insertFromMimeData(source)
    assert given.args[0].name == "区位.png"
    type_text(editor, "见下图")
    editor.insert_picture(HASH)
    type_text(editor, "图后")
    editor.moveCursor(QTextCursor.MoveOperation.Up)
    at, _, _ = editor.chosen_picture()
    editor.change_picture(at, "图1 [区位]", 999)
    assert editor.blocks() == (RichParagraph((Run("见下图"),)), RichPicture(HASH, 160, "图1 [区位］"), RichParagraph((Run("图后"),)))
    assert parse(spelled(editor.blocks())) == editor.blocks()


def test_a_long_text_is_edited_without_delay(editor, qtbot):
    source = QMimeData()
    source.setText("\n".join("项目区实施方案正文" * 20 for _ in range(2000)))
    editor.insertFromMimeData(source)
    assert len(editor.blocks()) == 2000
    type_text(editor, "末")
    assert editor.text().endswith("末")


def test_a_table_goes_row_by_row_and_whole(editor):
    from linkdesk.ui import rich_tables
    editor.show_blocks((RichTable((((Run("甲"),), (Run("乙"),)), ((Run("丙"),), ()))),))
    table = editor.document().findBlock(1)
    cursor = QTextCursor(table)
    rich_tables.add_column(cursor, behind=True)
    rich_tables.add_row(cursor, below=True)
    assert editor.text() == "| 甲 |  | 乙 |\n|  |  |  |\n| 丙 |  |  |"
    rich_tables.remove_row(cursor)
    editor.undo()
    editor.redo()
    rich_tables.remove(QTextCursor(editor.document().findBlock(1)))
    assert editor.text() == ""
