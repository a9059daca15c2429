"""协议文本, as an officer changes it: what is wrong is said while typing, nothing typed is lost, versions come back."""

import pytest

from linkdesk.actions import wordings

KEY, BASIS = "agreement_demolish", "岚政办发〔2018〕12号"


@pytest.fixture
def page(qtbot, open_window, desk, project_id):
    window = open_window(desk)
    window.open("wordings", project_id)
    return window.page


def test_a_name_nobody_knows_is_said_with_its_line_while_typing(qtbot, page):
    page.editor.setPlainText("= 甲\n\n{household.nobody}")
    qtbot.waitUntil(lambda: "第 3 行" in page.problem.text())
    page.editor.setPlainText("= 甲\n\n{household.head_name}")
    qtbot.waitUntil(lambda: "没有写协议金额" in page.problem.text())
    page.editor.setPlainText("= 甲\n\n{household.head_name}{agreement_amount}")
    qtbot.waitUntil(lambda: page.problem.text() == "文本可以使用。")


def test_what_was_typed_stays_while_another_text_is_looked_at(page):
    page.editor.setPlainText("= 我们的协议")
    page.texts.setCurrentRow(1)
    assert "宅基地复垦协议" in page.editor.toPlainText()
    page.texts.setCurrentRow(0)
    assert page.editor.toPlainText() == "= 我们的协议"
    assert "未保存" in page.texts.item(0).text()


def test_a_text_is_kept_with_its_basis_and_the_shipped_one_comes_back(page, desk):
    shipped = page.editor.toPlainText()
    page.editor.setPlainText("= 我们的协议\n\n{household.head_name}")
    page.main_action.trigger()
    assert wordings.versions(desk, KEY) == [], "a change without its basis is not kept"
    page.basis.setText(BASIS)
    page.main_action.trigger()
    assert wordings.current(desk, KEY)[1] == 1
    assert "本县第 1 版" in page.texts.item(0).text()
    page.restore_action.trigger()
    assert page.editor.toPlainText().strip() == shipped.strip()
    assert page.versions.count() == 2
    page.versions.itemActivated.emit(page.versions.item(1))
    assert page.editor.toPlainText().startswith("= 我们的协议")


def test_a_field_of_the_menu_goes_where_the_cursor_stands(page):
    parts = [action.menu() for action in page.insert.menu().actions()]
    assert page.insert.menu().actions()[0].text() == "双方和约定"
    page.editor.setPlainText("")
    next(a for part in parts for a in part.actions() if "{household.head_name}" in a.text()).trigger()
    assert page.editor.toPlainText() == "{household.head_name}"


def test_the_preview_shows_the_pages_of_the_text_as_typed_or_says_why_not(qtbot, page):
    page.editor.setPlainText("= 我们的协议\n\n{household.head_name}")
    page.preview()
    qtbot.waitUntil(lambda: len(page.sheets.made.sizes) == 1, timeout=20_000)
    page.turn()
    page.editor.setPlainText("{nobody}")
    page.preview()
    qtbot.waitUntil(lambda: "没有名为“nobody”" in page.said_of.text(), timeout=20_000)
