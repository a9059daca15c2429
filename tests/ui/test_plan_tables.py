"""投资与资金, 权属调整, 实施进度: typed in their cells, pasted, moved, removed; every edit a change that can be undone."""

from decimal import Decimal

from PySide6.QtCore import Qt

from linkdesk.domain.planning import EstimateItem, FundSource, ScheduleTask, TenureAdjustment
from linkdesk.domain.planning_words import CostCategory
from tests.ui.panels import paste, typed

PASTED = "费用类别\t项目\t数量\t单位\t单价\n复垦工程\t表土回覆\t1234.5\tm³\t12.34\n前期费用\t勘测费\t1\t项\t245,000"


def test_an_estimate_is_pasted_typed_moved_and_undone(opened, desk, project_id, qtbot):
    page = opened("finance")
    paste(page.items, PASTED)
    qtbot.waitUntil(lambda: "表土回覆" in [r.name for r in page.items.model.rows])
    at = next(at for at, r in enumerate(page.items.model.rows) if r.name == "表土回覆")
    assert page.items.model.rows[at].amount == Decimal(15200)  # 1.52 万元
    typed(page.items, at, "unit_price", "20")
    qtbot.waitUntil(lambda: page.items.model.rows[at].amount == Decimal(24700))
    desk.undo()
    qtbot.waitUntil(lambda: page.items.model.rows[at].amount == Decimal(15200))
    assert page.figures.views["investment_total"].figure.value is not None


def test_an_amount_beside_quantity_and_price_is_refused_with_a_sentence(opened, desk, qtbot):
    page = opened("finance")
    paste(page.items, PASTED)
    qtbot.waitUntil(lambda: "表土回覆" in [r.name for r in page.items.model.rows])
    at = next(at for at, r in enumerate(page.items.model.rows) if r.name == "表土回覆")
    typed(page.items, at, "amount", "99")
    assert "金额由程序计算" in opened.window.notice.sentence.text()
    assert page.items.model.rows[at].amount == Decimal(15200)


def test_reckoned_rows_are_greyed_explained_and_neither_typed_nor_removed(opened, desk, qtbot):
    page = opened("finance")
    [*reckoned] = [r for r in page.items.model.rows if r.id in page.items.model.reckoned]
    assert reckoned
    at = page.items.model.row_of(reckoned[0].id)
    assert not page.items.model.flags(page.items.model.index(at, 2)) & Qt.ItemFlag.ItemIsEditable
    page.items.table.select(reckoned[0].id)
    assert page.items.how.text().startswith("怎么算的")
    page.items.remove()
    assert "不能删除" in opened.window.notice.sentence.text()
    paste(page.items, f"费用类别\t项目\t金额\n{reckoned[0].category}\t另算的奖补\t5")
    assert "由程序按协议" in opened.window.notice.sentence.text()
    assert desk.store.count(EstimateItem) == 0


def test_sources_are_added_and_the_difference_follows(opened, desk, qtbot):
    page = opened("finance")
    paste(page.items, PASTED)
    page.sources.add()
    qtbot.waitUntil(lambda: len(page.sources.model.rows) == 1)
    typed(page.sources, 0, "amount", "100")
    qtbot.waitUntil(lambda: desk.store.load(FundSource)[0].amount == Decimal(1000000))
    qtbot.waitUntil(lambda: page.figures.views["funds_gap"].figure.value is not None)
    gap, total = (page.figures.views[name].figure.value for name in ("funds_gap", "investment_total"))
    assert gap == 100 - total


def test_rows_move_within_their_category_only(opened, desk, qtbot):
    page = opened("finance")
    paste(page.items, "费用类别\t项目\t金额\n基础设施\t道路\t5\n基础设施\t给排水\t6\n其他\t监理\t1")
    qtbot.waitUntil(lambda: "道路" in [r.name for r in page.items.model.rows])
    road = next(r for r in page.items.model.rows if r.name == "道路")
    page.items.table.select(road.id)
    page.items._move(1)
    mine = lambda: [r.name for r in page.items.model.rows if r.category is CostCategory.FACILITIES]  # noqa: E731
    qtbot.waitUntil(lambda: mine() == ["给排水", "道路"])
    page.items._move(1)
    assert "最后一行" in opened.window.notice.sentence.text()


def test_a_schedule_is_generated_drawn_edited_and_refuses_to_run_backwards(opened, desk, qtbot):
    page = opened("schedule")
    assert page.body.currentIndex() == 1
    page.generate()
    qtbot.waitUntil(lambda: len(page.rows.model.rows) >= 6)
    assert page.body.currentIndex() == 0
    assert page.picture.shown is not None
    begins = page.rows.model.rows[0].begins_on
    typed(page.rows, 0, "ends_on", "2010-01-01")
    assert "完成日期早于开始日期" in opened.window.notice.sentence.text()
    before = page.picture.shown
    typed(page.rows, 0, "ends_on", f"{begins.year + 1}-12-31")
    qtbot.waitUntil(lambda: page.picture.shown != before)
    desk.undo()
    desk.undo()
    qtbot.waitUntil(lambda: page.body.currentIndex() == 1)
    assert desk.store.count(ScheduleTask) == 0


def test_what_is_typed_into_a_kept_plot_becomes_a_change(opened, desk, qtbot):
    page = opened("tenure")
    kept = page.rows.model.rows[0]
    assert kept.id in page.rows.model.reckoned
    typed(page.rows, 0, "holder_after", "青石镇人民政府")
    qtbot.waitUntil(lambda: desk.store.count(TenureAdjustment) == 1)
    made = desk.store.load(TenureAdjustment)[0]
    assert (made.plot_id, made.holder_after, made.area_before) == (kept.id, "青石镇人民政府", kept.area_before)
    qtbot.waitUntil(lambda: page.rows.model.rows[0].id == made.id)
    typed(page.rows, 0, "plot_id", "没有的编号")
    assert "没有编号为" in opened.window.notice.sentence.text()
    page.rows.table.select(made.id)
    page.rows.remove()
    qtbot.waitUntil(lambda: desk.store.count(TenureAdjustment) == 0)


def test_tenure_rows_are_pasted_by_the_codes_of_their_plots(opened, desk, qtbot):
    page = opened("tenure")
    code = page.rows.model.rows[1].plot_id
    paste(page.rows, f"地块编号\t调整前权利人\t调整后权利人\t依据\n{code}\t甲村\t乙村\t村民会议决议")
    qtbot.waitUntil(lambda: desk.store.count(TenureAdjustment) == 1)
    paste(page.rows, "地块编号\t调整后权利人\nZZ-99\t乙村")
    assert "ZZ-99" in opened.window.notice.sentence.text()
    assert desk.store.count(TenureAdjustment) == 1
