"""Measurements on a real desk: listed by the standard, typed with units, pasted as a laboratory gives them."""

from decimal import Decimal

import pytest

from linkdesk.actions import quality
from linkdesk.domain.design import QualityMeasurement
from linkdesk.domain.errors import KnownError
from linkdesk.domain.measure_lines import measure_lines
from linkdesk.domain.quality_verdicts import plot_passes
from tests.actions import desks
from tests.actions.soil_and_quality import designed

NAMES = ("plot", "indicator", "value", "unit", "sample_number", "laboratory", "sampled_on")


@pytest.fixture
def measured(tmp_path):
    desk, project_id = desks.filled(tmp_path)
    return desk, project_id, designed(desk, project_id)


def row(code, name, value, unit="", sample="S1"):
    return [code, name, value, unit, sample, "某检测中心", "2018-05-03"]


def stored(desk, name):
    return [m for m in desk.store.load(QualityMeasurement) if m.indicator == name]


def test_the_standard_lists_what_is_to_be_measured_once(measured):
    desk, project_id, plots = measured
    desk.do(quality.measure_list(desk, project_id, [plots[0].id]))
    assert len(measure_lines(desk.dossier(project_id))) == 9  # 旱地 on the loess plateau, productivity comes later
    desk.do(quality.measure_list(desk, project_id))
    assert len(measure_lines(desk.dossier(project_id))) == 9 * len(plots)
    with pytest.raises(KnownError, match="没有新增"):
        quality.measure_list(desk, project_id)


def test_units_are_converted(measured):
    desk, project_id, plots = measured
    typed = {"有效土层厚度": ("0.85m", "850 mm", "85"), "有机质": ("12g/kg", "1.2%"), "砾石含量": ("5%", "5"),
             "土壤容重": ("1350kg/m³", "1.35 g/cm3"), "电导率": ("800μS/cm", "0.8mS/cm"), "pH": ("７.２", "7.20")}
    desk.do(quality.paste(desk, project_id, [row(plots[0].code, name, text) for name, texts in typed.items() for text in texts], NAMES))
    assert {name: {m.value for m in stored(desk, name)} for name in typed} == {
        "有效土层厚度": {Decimal(85)}, "有机质": {Decimal("1.2")}, "砾石含量": {Decimal(5)}, "土壤容重": {Decimal("1.35")},
        "电导率": {Decimal("0.8")}, "pH": {Decimal("7.2")}}


def test_a_pasted_report_fills_the_listed_rows_and_adds_further_samples(measured):
    desk, project_id, plots = measured
    desk.do(quality.measure_list(desk, project_id))
    before = desk.store.count(QualityMeasurement)
    code = plots[0].code
    good = [row(code, *cells) for cells in (("坡度", "8"), ("土层厚度", "90", "cm"), ("容重", "1.4"), ("质地", "壤土"), ("含石量", "4"),
                                            ("PH", "7.5"), ("有机质", "9", "g/kg"), ("电导率", "0.4"), ("配套设施", "合格：道路、林网已成"))]
    desk.do(quality.paste(desk, project_id, good, NAMES))
    assert desk.store.count(QualityMeasurement) == before
    assert plot_passes(desk.dossier(project_id), plots[0].id) is True
    desk.do(quality.paste(desk, project_id, [row(code, "pH", "9", sample="S2")], NAMES))
    assert desk.store.count(QualityMeasurement) == before + 1
    assert plot_passes(desk.dossier(project_id), plots[0].id) is False
    desk.undo()
    desk.undo()
    assert (desk.store.count(QualityMeasurement), plot_passes(desk.dossier(project_id), plots[0].id)) == (before, None)


def test_what_cannot_be_read_refuses_the_paste_and_names_the_row(measured):
    desk, project_id, plots = measured
    code = plots[0].code
    for cells, said in ((("XX-1", "pH", "7"), "没有编号为“XX-1”的拆旧地块"), ((code, "容重", "1.3kg"), "单位不应是“kg”"),
                        ((code, "pH", "约7"), "请填数字"), (("", "pH", "7"), "没有填地块编号")):
        with pytest.raises(KnownError, match="粘贴的第 2 行") as refused:
            quality.paste(desk, project_id, [row(code, "pH", "7"), row(*cells)], NAMES)
        assert said in str(refused.value)
    assert desk.store.count(QualityMeasurement) == 0


def test_fields_are_typed_and_what_the_standard_gives_is_not(measured):
    desk, project_id, plots = measured
    desk.do(quality.add(desk, plots[0].id))
    [line] = measure_lines(desk.dossier(project_id))
    for name, text in (("indicator", "PH值"), ("value", "7.1"), ("plot", plots[1].code), ("sampled_on", "2018年5月3日")):
        desk.do(quality.set_field(desk, line.id, name, text))
    [line] = measure_lines(desk.dossier(project_id))
    assert (line.plot, line.indicator, line.value, line.standing) == (plots[1].code, "pH", "7.1", "合格")
    with pytest.raises(KnownError, match="不能直接填写"):
        quality.set_field(desk, line.id, "standing", "合格")
    desk.do(quality.remove(desk, [line]))
    with pytest.raises(KnownError, match="已被删除"):
        quality.set_field(desk, line.id, "value", "1")
