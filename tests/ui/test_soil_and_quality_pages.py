"""土方平衡 and 质量控制: shown, proposed, typed, pasted, led to; every edit follows at once and can be undone."""

from decimal import Decimal

import pytest

from linkdesk.domain.design import QualityMeasurement, SoilMove
from linkdesk.domain.project import PolicyOverride
from linkdesk.domain.words import PlotUse
from tests.actions.soil_and_quality import designed
from tests.ui.panels import paste, typed


def test_both_rooms_open_before_anything_is_designed(opened, qtbot):
    soil = opened("soil")
    assert soil.body.currentIndex() == 0
    soil.propose()
    qtbot.waitUntil(lambda: "还没有填写" in opened.window.notice.sentence.text())
    assert all(line.mark for line in soil.balance.model.rows)
    quality = opened("quality")
    quality.list_all()
    assert "请先选择" in opened.window.notice.sentence.text()


def test_the_balance_is_proposed_typed_and_undone(opened, desk, project_id, qtbot):
    designed(desk, project_id)
    page = opened("soil")
    page.dump.setText("南坡弃土场")
    page.propose()
    qtbot.waitUntil(lambda: bool(page.moves.model.rows))
    assert page.figures.views["soil_short"].figure.value == 0
    qtbot.waitUntil(lambda: page.tabs.currentIndex() == 1)
    at = next(at for at, row in enumerate(page.moves.model.rows) if row.target != "南坡弃土场")
    typed(page.moves, at, "volume", "999999")
    qtbot.waitUntil(lambda: any("多于现有" in why for _, why in page.moves.model.marks.values()))
    desk.undo()
    qtbot.waitUntil(lambda: not any("多于现有" in why for _, why in page.moves.model.marks.values()))
    page.lead_to(desk.store.load(SoilMove)[0].id, "distance")
    assert page.moves.current.id == desk.store.load(SoilMove)[0].id
    page.lead_to(page.balance.model.rows[2].id, "")
    assert page.tabs.currentIndex() == 0
    assert page.how.text().startswith("怎么算的")


def test_measurements_are_listed_pasted_and_judged(opened, desk, project_id, qtbot):
    plots = designed(desk, project_id)
    page = opened("quality")
    page.list_all()
    qtbot.waitUntil(lambda: len(page.rows.model.rows) == 9 * len(plots))
    code = plots[0].code
    paste(page.rows, f"地块编号\t指标\t实测值\t单位\t样品编号\n{code}\t土层厚度\t0.5\tm\tS1\n{code}\tpH\t70\t\tS2")
    qtbot.waitUntil(lambda: "不合格 1 项" in page.count.text())
    assert "不合格 1" in page.count.text()
    [wrong] = [line for line in page.table.model.rows if line.standing == "不合格"]
    assert wrong.measured == "50 cm"
    page.table.opened.emit(wrong)
    assert page.rows.current.id == wrong.measurement_id
    page.rows.table.select(next(m.id for m in desk.store.load(QualityMeasurement) if m.value == 70))
    assert "不可信" in page.rows.how.text()
    page.choose_region("西南山地丘陵区")
    qtbot.waitUntil(lambda: "不合格 0" in page.count.text())


def test_a_limit_becomes_the_countys_own(opened, desk, project_id, qtbot):
    designed(desk, project_id)
    page = opened("quality")
    limits = page.limits
    limits.table.select("黄土高原区/旱地/有效土层厚度")
    limits.lines["value"].setText("60")
    limits.put(True)
    assert "依据文件" in opened.window.notice.sentence.text()
    limits.lines["document"].setText("岚国土资发〔2018〕9号")
    limits.put(True)
    qtbot.waitUntil(lambda: limits.chosen.stated.value == Decimal(60))
    assert limits.chosen.target.text == "≥ 60 cm"
    assert desk.store.load(PolicyOverride, pack_id="quality")[0].document == "岚国土资发〔2018〕9号"
    limits.give_back()
    qtbot.waitUntil(lambda: limits.chosen.stated.value == Decimal(80))


@pytest.mark.parametrize("key", ["soil", "quality"])
def test_the_rooms_fit_the_window(opened, desk, project_id, key):
    designed(desk, project_id)
    page = opened(key)
    for at in range(page.tabs.count()):
        page.tabs.setCurrentIndex(at)
        assert opened.window.width() == 1366
    assert desk.dossier(project_id).plots_of(PlotUse.OLD)
