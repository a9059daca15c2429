"""实施方案, as an officer writes it: sections with what they lack, one's own text kept by itself, figures, find and replace."""

import shutil

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage, QTextCursor

from linkdesk.actions import plans
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.errors import KnownError
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import PlanSection
from linkdesk.domain.rich_text import Named
from linkdesk.domain.words import PlotUse
from linkdesk.ui import plan_section
from linkdesk.ui.plan_gaps import way_to
from tests.ui.typing import type_text

KEY = "natural_conditions"


@pytest.fixture
def window(open_window, desk, project_id, qtbot):
    made = open_window(desk)
    made.open("plan", project_id, "", KEY)
    qtbot.wait(1)
    return made


@pytest.fixture
def page(window):
    return window.page


def _kept(desk, project_id):
    return {s.key: s.text for s in desk.store.load(PlanSection, project_id=project_id)}


def _settled(qtbot, page):
    qtbot.waitUntil(lambda: not page.work.running)
    qtbot.wait(20)


def _ask(page, key):
    return next(ask for p in page.passages for ask in p.asks if ask.key == key)


def test_the_officers_text_takes_the_place_of_the_gap(page, desk, project_id, qtbot):
    before = int(page.chapters.count.text().split()[1])
    assert page.section.editor.hasFocus()
    type_text(page.section.editor, "项目区属黄土丘陵区。")
    page.chapters.setFocus()
    _settled(qtbot, page)
    assert _kept(desk, project_id) == {KEY: "项目区属黄土丘陵区。"}
    assert int(page.chapters.count.text().split()[1]) == before - 1
    assert "项目区属黄土丘陵区。" in page.section.passage.paragraphs
    page.lead_to("", KEY)
    page.section.editor.selectAll()
    qtbot.keyClick(page.section.editor, Qt.Key.Key_Delete)
    page.chapters.setFocus()
    _settled(qtbot, page)
    assert _kept(desk, project_id) == {}


def test_the_plan_has_its_twelve_chapters(page):
    chapters = [p.title[:2] for p in page.passages if p.level == 1]
    assert chapters[:12] == [f"{n}、" for n in "一二三四五六七八九"] + ["十、", "十一", "十二"]


def test_a_default_is_read_and_rewritten_from(page, desk, project_id, qtbot):
    page.lead_to("", "principles")
    assert page.section.writing
    assert "自愿" in page.section.editor.text()
    page.chapters.choose(0)
    _settled(qtbot, page)
    assert _kept(desk, project_id) == {}, "an untouched default is not kept as the officer's text"
    page.lead_to("", "principles")
    page.section.editor.moveCursor(QTextCursor.MoveOperation.End)
    type_text(page.section.editor, "五是公开。")
    page.chapters.setFocus()
    _settled(qtbot, page)
    assert _kept(desk, project_id)["principles"].endswith("五是公开。")
    page.restoring.trigger()
    _settled(qtbot, page)
    assert _kept(desk, project_id) == {}
    assert not page.section.writing


def test_what_is_typed_is_kept_a_moment_after_the_last_key(page, desk, project_id, qtbot, monkeypatch):
    page.section.wait = 30
    type_text(page.section.editor, "自动保存")
    qtbot.waitUntil(lambda: _kept(desk, project_id) == {KEY: "自动保存"})
    qtbot.wait(20)
    type_text(page.section.editor, "再写")
    assert page.section.editor.text() == "自动保存再写", "the cursor stays where it was"


def test_who_types_without_a_pause_is_kept_all_the_same(page, desk, project_id, qtbot, monkeypatch):
    monkeypatch.setattr(plan_section, "LONGEST", 60)
    for _ in range(20):
        type_text(page.section.editor, "不停地写")
        qtbot.wait(10)
    assert _kept(desk, project_id)[KEY].startswith("不停地写")


def test_closing_the_window_keeps_what_was_typed(window, desk, project_id):
    type_text(window.page.section.editor, "关窗也不丢")
    window.close()
    assert _kept(desk, project_id) == {KEY: "关窗也不丢"}


def test_another_page_and_another_section_keep_what_was_typed(window, desk, project_id, qtbot):
    type_text(window.page.section.editor, "甲")
    window.page.chapters.step(1)
    assert _kept(desk, project_id) == {KEY: "甲"}
    window.page.lead_to("", KEY)
    window.page.section.editor.moveCursor(QTextCursor.MoveOperation.End)
    type_text(window.page.section.editor, "乙")
    window.open("overview", project_id)
    assert _kept(desk, project_id) == {KEY: "甲乙"}


def test_figures_follow_the_data(page, desk, project_id, qtbot):
    editor = page.section.editor
    type_text(editor, "拆旧区面积")
    page.section.figures.pick()
    page.section.picker.line.setText("cjqzmj")
    names = [page.section.picker.list.item(at).data(Qt.ItemDataRole.UserRole) for at in range(page.section.picker.list.count())]
    page.section.picker.list.setCurrentRow(names.index("old_area"))
    qtbot.keyClick(page.section.picker.line, Qt.Key.Key_Return)
    assert editor.hasFocus()
    type_text(editor, "公顷")
    page.chapters.setFocus()
    _settled(qtbot, page)
    assert _kept(desk, project_id)[KEY] == "拆旧区面积{old_area}公顷"
    before = page.section.figures.value("old_area").shown
    plot = next(p for p in desk.dossier(project_id).plots if p.use and p.use.value == "拆旧")
    desk.do(set_field(desk.store.get(Plot, plot.id), "use", "建新"))
    _settled(qtbot, page)
    assert page.section.figures.value("old_area").shown != before
    assert "怎么算的" in page.section.figures.value("old_area").told


def test_a_typed_number_that_is_a_figure_is_offered_as_one(page, desk, project_id):
    editor, figure = page.section.editor, next(n for n in page.offered if n.name == "old_area")
    type_text(editor, f"面积{figure.shown}公顷")
    assert page.section.offer.isVisibleTo(page)
    name = page.section.offer.name
    page.section.offer.take.click()
    assert editor.text() == f"面积{{{name}}}公顷"
    type_text(editor, "共2018年")
    assert editor.text() == f"面积{{{name}}}公顷共2018年"
    assert not page.section.offer.isVisibleTo(page)
    type_text(editor, f"又{figure.shown}")
    page.section.offer.declined.emit()
    type_text(editor, "公")
    assert not page.section.offer.isVisibleTo(page), "what was declined is not offered again"


def test_a_name_typed_in_braces_becomes_the_figure_and_can_be_taken_back(page):
    editor = page.section.editor
    type_text(editor, "面积{old_area_ha}")
    type_text(editor, "公顷，{old_arena}")
    names = [p.name for p in editor.blocks()[0].parts if isinstance(p, Named)]
    assert names == ["old_area_ha", "old_arena"]
    assert page.section.figures.value("old_area_ha").shown == page.section.figures.value("old_area").shown
    assert page.section.figures.value("old_arena").told == "没有这项数据"
    editor.undo()
    assert editor.text().endswith("公顷，\\{old_arena}")


def test_words_are_found_and_replaced_in_all_sections_as_one_change(page, desk, project_id, qtbot):
    for key, text in ((KEY, "本区土地贫瘠"), ("economy", "## 土地\n| 土地 | 数 |\n| **土地** | {old_area} |")):
        desk.do(plans.write(desk, project_id, _ask(page, key), text))
    _settled(qtbot, page)
    page.search.open(True)
    page.bar.wanted.setText("土地")
    assert page.bar.count.text() == "本节 1 处，全文 4 处"
    qtbot.keyClick(page.bar.wanted, Qt.Key.Key_Return)
    assert page.section.editor.textCursor().selectedText() == "土地"
    qtbot.keyClick(page.bar.wanted, Qt.Key.Key_Return)
    assert page.section.ask.key == "economy"
    page.bar.other.setText("用地")
    page.bar.all.click()
    _settled(qtbot, page)
    assert _kept(desk, project_id) == {KEY: "本区用地贫瘠", "economy": "## 用地\n| 用地 | 数 |\n| **用地** | {old_area} |"}
    assert page.bar.count.text() == "没有找到"
    desk.undo()
    assert _kept(desk, project_id)[KEY] == "本区土地贫瘠"
    qtbot.keyClick(page.bar.wanted, Qt.Key.Key_Escape)
    assert not page.bar.isVisibleTo(page)


def test_a_section_changed_by_another_program_shows_both_texts(page, desk, project_id, qtbot):
    other = Desk.open(desk.folder, desk.clock)
    other.sign_in(other.officers()[0])
    other.do(plans.write(other, project_id, _ask(page, KEY), "同事写的"))
    other.close()
    type_text(page.section.editor, "我写的")
    page.section.flush()
    _settled(qtbot, page)
    assert page.section.conflict.isVisibleTo(page)
    assert page.section.conflict.other.text() == "同事写的"
    assert page.section.editor.text() == "我写的"
    page.section.conflict.keep.click()
    _settled(qtbot, page)
    assert _kept(desk, project_id) == {KEY: "我写的"}
    assert not page.section.conflict.isVisibleTo(page)


def test_the_others_text_can_be_taken(page, desk, project_id, qtbot):
    other = Desk.open(desk.folder, desk.clock)
    other.sign_in(other.officers()[0])
    other.do(plans.write(other, project_id, _ask(page, KEY), "同事写的"))
    other.close()
    type_text(page.section.editor, "我写的")
    page.section.flush()
    page.section.conflict.take.click()
    _settled(qtbot, page)
    assert page.section.editor.text() == "同事写的"
    assert _kept(desk, project_id) == {KEY: "同事写的"}


@pytest.mark.parametrize("leave", [lambda page: page.window().close(), lambda page: page.chapters.step(1),
                                   lambda page: page.window().open("overview", page.project_id)])
def test_an_open_conflict_never_loses_what_was_typed(page, desk, project_id, qtbot, leave):
    other = Desk.open(desk.folder, desk.clock)
    other.sign_in(other.officers()[0])
    other.do(plans.write(other, project_id, _ask(page, KEY), "同事写的"))
    other.close()
    type_text(page.section.editor, "我写的")
    page.section.flush()
    leave(page)
    assert _kept(desk, project_id) == {KEY: "我写的"}
    desk.undo()
    assert _kept(desk, project_id) == {KEY: "同事写的"}


def test_pictures_are_kept_and_shown(page, desk, project_id, qtbot, tmp_path):
    picture = tmp_path / "区位.png"
    QImage(60, 40, QImage.Format.Format_RGB32).save(str(picture))
    page.section.picture_given.emit(picture)
    page.section.picture_given.emit(QImage(30, 30, QImage.Format.Format_RGB32))
    page.section.flush()
    text = _kept(desk, project_id)[KEY]
    assert text.count("![") == 2
    assert not page._picture(text[2:66]).isNull()
    (tmp_path / "假.png").write_text("不是图片", "utf-8")
    page.section.picture_given.emit(tmp_path / "假.png")
    assert "没有附上" in page.window().notice.sentence.text()
    shutil.rmtree(desk.folder / "files")
    page.pictures.clear()
    page.section.editor.refresh()
    assert page._picture(text[2:66]).isNull()


def test_what_is_lacking_leads_to_where_it_is_filled_in(page, window, desk, project_id, qtbot):
    chapters = page.chapters
    wanted = [(at, n, way) for at in range(len(page.passages)) for n, way in _ways(chapters, at) if way and way.page != "plan"]
    assert wanted, "the sample lacks things of other rooms"
    at, n, way = wanted[0]
    chapters.choose(at)
    chapters.lacking.itemClicked.emit(chapters.lacking.item(n))
    assert window.page.key == way.page


def test_every_gap_leads_somewhere_and_that_of_a_plot_to_its_field(page, window):
    chapters = page.chapters
    ways = {gap: way_to(gap, page.passages, page.dossier) for gaps in chapters.gaps for gap in gaps}
    assert [gap for gap, way in ways.items() if way is None] == []
    gap = next(gap for gap in ways if gap.startswith("占用永久基本农田"))
    page._lead(ways[gap])
    assert window.page.table.entity_at(window.page.table.view.currentIndex().row()).use is PlotUse.SETTLEMENT
    assert window.page.form.boxes["basic_farmland_taken"].widget.hasFocus()
    assert {way.page for gap, way in ways.items() if "听证材料" in gap} == {"annexes"}


def test_one_of_two_plans_is_what_is_previewed(page, window, desk, project_id, qtbot):
    project = desk.dossier(project_id).project
    desk.do(set_field(project, "surplus_trade", "是"))
    _settled(qtbot, page)
    page.kinds.setCurrentIndex(1)
    page.kinds.activated.emit(1)
    page.main_action.trigger()
    qtbot.waitUntil(lambda: window.page.key == "preview" and bool(window.page.made.pdf))
    assert window.page.kind == f"plan:{PlanKind.NEW}"


def _ways(chapters, at):
    chapters.choose(at)
    return list(enumerate(chapters.ways))


def test_a_hundred_pasted_pages_are_kept(page, desk, project_id):
    source = QMimeData()
    source.setText("\n".join("项目区位于黄土丘陵沟壑区，土层深厚。" * 8 for _ in range(800)))
    page.section.editor.insertFromMimeData(source)
    page.section.flush()
    assert _kept(desk, project_id)[KEY].count("\n") == 799


def test_reading_shows_tables_and_figures_of_every_section(page, qtbot):
    for at in range(len(page.passages)):
        page.chapters.choose(at)
        shown = page.section.others if page.section.writing else page.section.reading
        assert page.section.writing or not page.passages[at].blocks or shown.toPlainText().strip()


def test_the_balance_stands_beside_the_text_or_in_the_place_of_the_chapters(page, window, qtbot):
    window.panel.fold(False)
    qtbot.wait(1)
    page.turn_balance()
    assert page.balance.isVisibleTo(page)
    assert page.balance.lines
    assert not page.left.isVisibleTo(page)
    window.panel.fold(True)
    qtbot.waitUntil(lambda: page.left.isVisibleTo(page))
    page.turn_balance()
    assert not page.balance.isVisibleTo(page)


def test_where_there_is_little_room_the_text_comes_back_when_it_is_wanted(page, window, qtbot):
    page.memory.set("plan/balance", False)
    window.panel.fold(True)
    window.resize(930, 700)
    qtbot.waitUntil(lambda: page.width() < 740)
    page.turn_balance()
    assert not page.middle.isVisibleTo(page)
    page.chapters.step(1)
    assert page.middle.isVisibleTo(page)
    page.turn_balance()
    page.search.open(False)
    assert page.middle.isVisibleTo(page)


def test_a_hundred_headings_are_numbered(page, desk, project_id, qtbot):
    source = QMimeData()
    source.setHtml("".join(f"<h2>村{at}</h2><p>情况</p>" for at in range(130)))
    page.section.editor.insertFromMimeData(source)
    page.chapters.setFocus()
    _settled(qtbot, page)
    assert any("一百一十二" in words or "112" in words for words in page.section.passage.paragraphs)


def test_gaps_of_tables_are_lacking_too(page):
    at = next(at for at, p in enumerate(page.passages) if "选址和地块" in p.title)
    assert not page.passages[at].gaps
    assert any("新增耕地" in gap for gap in page.chapters.gaps[at])
    page.chapters.choose(at)
    assert "新增耕地" in page.chapters.tree.currentItem().toolTip(0)


def test_a_picture_of_a_section_is_in_the_preview(page, window, project_id, qtbot):
    page.section.picture_given.emit(QImage(60, 40, QImage.Format.Format_RGB32))
    page.main_action.trigger()
    qtbot.waitUntil(lambda: not window.work.running and window.page.body.currentIndex() == 1, timeout=30_000)
    assert window.page.kind == "plan"
    assert b"/Image" in window.page.made.pdf


def test_figures_are_reckoned_anew_only_when_data_change(page, desk, project_id, qtbot):
    offered = page.offered
    desk.do(plans.write(desk, project_id, _ask(page, KEY), "只改文字"))
    _settled(qtbot, page)
    assert page.offered is offered
    desk.do(set_field(desk.dossier(project_id).project, "period", "2018—2020年"))
    _settled(qtbot, page)
    assert next(n for n in page.offered if n.name == "project.period").shown == "2018—2020年"


def test_what_cannot_be_kept_now_is_said_and_kept_later(page, window, desk, project_id, qtbot, monkeypatch):
    def refused(*_):
        raise KnownError("磁盘已满，没有保存。")
    monkeypatch.setattr(plan_section, "RETRY", 50)
    with monkeypatch.context() as full:
        full.setattr(desk, "do", refused)
        type_text(page.section.editor, "磁盘满时写的")
        page.section.flush()
        assert "磁盘已满" in window.notice.sentence.text()
        page.chapters.step(1)
        page.lead_to("", KEY)
        assert page.section.editor.text() == "磁盘满时写的"
    qtbot.waitUntil(lambda: _kept(desk, project_id) == {KEY: "磁盘满时写的"})
