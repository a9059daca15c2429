"""预支申请表, 预支承诺书 and 义务履行台账 of a project under B: figures by their names, nothing printed of what is not there."""

from datetime import datetime

import pytest

from linkdesk.actions import obligations, packets, printing
from linkdesk.documents.text import as_text
from linkdesk.domain.planning_words import AnnexStep
from linkdesk.policy.annexes import annex_lines
from tests.actions.advanced import applied, granted, planned


def papers(desk, project_id, kind):
    return [as_text(d) for d in printing.made(desk, desk.dossier(project_id), kind)]


@pytest.fixture
def asked(tmp_path):
    desk, project_id = planned(tmp_path)
    applied(desk, project_id, construction="1.5", farmland="1", purpose="本地搬迁安置", place="安置区道路", conditions="资金已落实",
            conditions_document="达市府办〔2018〕1号")
    applied(desk, project_id, construction="0.2", place="学校")
    yield desk, project_id
    desk.close()


def test_the_application_reckons_what_may_be_advanced_beside_what_is_asked_for(asked):
    (text,) = papers(*asked, "advance")
    assert "节余指标预支申请表" in text
    assert "可预支的建设用地指标" in text
    for figure in ("6.5000", "1.9500", "1.7000", "1.5000", "安置区道路", "达市府办〔2018〕1号", "合 25.50 亩", "30%"):
        assert figure in text, figure


def test_the_pledge_names_both_limits_and_what_follows_when_they_are_missed(asked):
    (text,) = papers(*asked, "advance_pledge")
    assert "建设用地 1.7000 公顷（合 25.50 亩）" in text
    assert "1 年内做到指标验收归还" in text
    assert "3 年内做到项目实施完成，不申请延期。" in text
    assert "停用预支政策；年度计划指标被扣减" in text
    assert "安置区道路、学校" in text


def test_nothing_is_printed_where_nobody_applied(tmp_path):
    desk, project_id = planned(tmp_path)
    assert [papers(desk, project_id, kind) for kind in ("advance", "advance_pledge", "obligations")] == [[], [], []]
    lines = annex_lines(desk.dossier(project_id), desk.project_packs(desk.dossier(project_id).project), AnnexStep.ADVANCE)
    assert {line.annex.id: str(line.state) for line in lines} == {"Y01": "缺", "Y02": "缺", "Y03": "缺", "Y04": "缺"}
    desk.close()


def test_the_packet_of_the_step_holds_both(asked, tmp_path):
    desk, project_id = asked
    lines = annex_lines(desk.dossier(project_id), desk.project_packs(desk.dossier(project_id).project), AnnexStep.ADVANCE)
    assert {line.annex.id: str(line.state) for line in lines} == {"Y01": "缺", "Y02": "缺", "Y03": "已编制", "Y04": "已编制"}
    made = packets.write_packet(desk, project_id, "advance", tmp_path / "材料")
    names = {path.name for path in made.files}
    assert "申报材料.pdf" in names
    assert any("预支申请表" in name and name.endswith(".xlsx") for name in names)


def test_the_register_shows_each_consequence_with_its_proof(tmp_path):
    desk, project_id = granted(tmp_path)
    desk.clock = lambda: datetime(2020, 3, 2, 9, 0)
    desk.do(obligations.enter(desk, project_id, {o.id for o in obligations.proposed(desk, project_id)}))
    first = obligations.obligations(desk, project_id)[0]
    desk.do(obligations.settle(desk, first, obligations.Settling("2020-02-20", "达市府办〔2020〕3号")))
    (text,) = papers(desk, project_id, "obligations")
    for said in ("停止预支", "扣减年度计划指标", "履行占补平衡", "补缴税费", "B §二(四)", "2020-02-20", "达市府办〔2020〕3号", "已履行", "0.8000"):
        assert said in text, said
    assert [p.name for p in printing.write(desk, project_id, "obligations", tmp_path / "出")] == ["义务履行台账.pdf", "义务履行台账.xlsx"]
    desk.close()
