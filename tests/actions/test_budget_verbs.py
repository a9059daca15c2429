"""`linkdesk budget`: of a works cost and of a project, fee by fee, as text and as JSON, with the exit codes of every command."""

import json

import pytest

from linkdesk import commands
from linkdesk.actions import standard_values
from linkdesk.domain.change import Change
from linkdesk.domain.design import WorkItem
from linkdesk.domain.words import PlotUse

VECTOR = ["--works", "800", "--terrain", "山区"]


def run(capsys, *arguments):
    code = commands.run(["budget", *map(str, arguments)])
    return code, *capsys.readouterr()


def of_project(capsys, desk, project_id, *arguments):
    code = commands.run(["--data", str(desk.folder), "budget", "--project", project_id, *arguments])
    return code, *capsys.readouterr()


def test_the_worked_example_line_by_line(capsys):
    code, out, _ = run(capsys, *VECTOR)
    assert code == 0
    assert "合计 951.10（951.1069234）" in out
    assert "业主管理费 24.37（24.37478）：基数 899.03，500 × 2.8% + （899.03 − 500） × 2.6%" in out


@pytest.mark.parametrize("schedule", ["fees_2011", "2017", "财综〔2011〕128号"])
def test_json_gives_exact_values_as_text(capsys, schedule):
    code, out, _ = run(capsys, *VECTOR, "--schedule", schedule, "--json")
    said = json.loads(out)
    assert code == 0
    assert (said["exact_total"], said["total"]) == ("951.1069234", "951.10")
    fee = next(fee for fee in said["fees"] if fee["name"] == "design")
    assert (fee["base"], fee["exact"], fee["amount"], fee["certainty"]) == ("800", "23.98", "23.98", "已核实")
    assert fee["source"].startswith("财综〔2011〕128号")


def test_two_schedules_beside_each_other(capsys):
    code, out, _ = run(capsys, *VECTOR, "--schedule", "2011", "--compare", "2017")
    assert code == 0
    assert "合计 951.10 ／ 951.10" in out
    said = json.loads(run(capsys, *VECTOR, "--schedule", "2011", "--compare", "2017", "--json")[1])
    assert (said["schedule"]["id"], said["compared"]["schedule"]["id"]) == ("fees_2011", "fees_2017")


def test_the_day_decides_the_schedule(capsys):
    assert "财综〔2011〕128号，待核实" in run(capsys, *VECTOR, "--on", "2016-04-30")[1].splitlines()[0]
    assert "国土资厅发〔2017〕19号" in run(capsys, *VECTOR, "--on", "2018年3月5日")[1].splitlines()[0]


def test_beyond_the_last_tier_ends_with_findings(capsys):
    code, out, _ = run(capsys, "--works", "50000", "--terrain", "平原")
    assert code == 1
    assert "合计 待补" in out
    assert "工程监理费的计费基数 50000 万元超过标准最高一档 40000 万元" in out


@pytest.mark.parametrize(("arguments", "says"), [
    (["--works", "0"], "合计是 0"), (["--works", "-5"], "不小于零"), (["--works", "很多"], "应填万元数"), (["--works", "NaN"], "不小于零"),
    (["--works", "800", "--terrain", "高原"], "没有“高原”这种地形"), (["--works", "800", "--schedule", "1999"], "没有“1999”这个费用标准"),
    (["--works", "800", "--on", "昨天"], "不是日期"), ([], "要写一个"), (["--works", "8", "--project", "x"], "不能与前面的选项一起用"),
    (["--project", "x", "--terrain", "山区"], "只与 --works 一起用")])
def test_wrong_use_is_one_chinese_sentence(capsys, arguments, says):
    try:
        code, _, err = run(capsys, *arguments)
    except SystemExit as left:
        code, err = left.code, capsys.readouterr().err
    assert code == 2
    assert says in err
    assert len(err.strip().splitlines()) == 1


def test_the_budget_of_a_project_with_its_gaps_and_a_county_value(desk, project_id, capsys):
    assert of_project(capsys, desk, project_id)[0] == 1
    plot = desk.dossier(project_id).plots_of(PlotUse.OLD)[0]
    desk.do(Change("测试", after=(WorkItem(plot.id, 0, name="平整", unit="m³", formula="800000", price=10),)))
    code, out, _ = of_project(capsys, desk, project_id, "--json")
    said = json.loads(out)
    assert code == 0
    assert (said["works"], said["items"][0]["amount"], said["fees"][0]["exact"]) == ("800.00", "8000000.00", "4")
    stated = next(s for _, s in standard_values.listed(desk.dossier(project_id)) if (s.standard, s.name) == ("fees_2017", "land_inventory"))
    desk.do(standard_values.set_value(desk, stated, "0.4", "本县 6 号文", confirmed=True))
    _, out, _ = of_project(capsys, desk, project_id, "--compare", "2011")
    assert "拆除清运工程 800.00" in out
    assert "土地清查费 3.20（3.2）：基数 800，800 × 0.4%，费率 0.4%（上限）（本县 6 号文，已核实）" in out
    assert "土地清查费 3.20 ／ 4.00" in out
    said = json.loads(run_with_data(capsys, desk, *VECTOR))
    assert said["fees"][0]["exact"] == "3.2"


def run_with_data(capsys, desk, *arguments):
    commands.run(["--data", str(desk.folder), "budget", *arguments, "--json", "--on", "2018-03-05"])
    return capsys.readouterr().out
