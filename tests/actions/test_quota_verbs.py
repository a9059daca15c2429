"""`linkdesk quota …` as a person would call it: from the issuing document to the reversal, in words and as JSON."""

import json
from contextlib import closing

import pytest

from linkdesk.commands import DONE, NOT_DONE, WITH_ERRORS, run
from linkdesk.desk import Desk
from linkdesk.domain.quota import QuotaEntry
from tests.actions import ledgered

ISSUE = ["quota", "issue", "--on", "2018-03-20", "--number", "岚市国土资发〔2018〕20号", "--document", "计划通知", "--annual", "90亩",
         "--annual-farmland", "5", "--revolving", "8", "--revolving-farmland", "7"]


@pytest.fixture(scope="module")
def approved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("verbs") / "工作区"
    desk, project_id = ledgered.planned(folder)
    ledgered.approve(desk, project_id)
    desk.close()
    return folder


@pytest.fixture
def call(approved, tmp_path, capsys):
    import shutil
    shutil.copytree(approved, tmp_path / "工作区")

    def called(*arguments, code=DONE):
        assert run(["--data", str(tmp_path / "工作区"), *arguments]) == code
        out = capsys.readouterr()
        return out.out if code != NOT_DONE else out.err
    called.folder = tmp_path / "工作区"
    return called


def balances(call, *more):
    said = json.loads(call("quota", "balance", "--json", *more))
    return {(line["project"], line["code"]): (line["construction"], line["farmland"]) for line in said["accounts"]}


def test_from_the_issuing_document_to_balances_in_three_units(call):
    assert "不够，差 4.1000 公顷" in call("quota", "pending")
    assert "先用 linkdesk quota issue" in call("quota", "balance")
    assert "已登记 2 条分录" in call(*ISSUE)
    assert "没有待过账事项了" in call("quota", "post")
    assert balances(call)["", "ANNUAL_PLAN"] == ("6.0000", "5.0000")
    assert balances(call, "--unit", "mu")["", "REVOLVING"] == ("58.5000", "43.5000")
    assert balances(call, "--unit", "m2")["岚川县青石镇增减挂钩项目区", "ISSUED"] == ("41000.00", "41000.00")
    assert balances(call, "--on", "2018-04-01") == {("", "ANNUAL_PLAN"): ("6.0000", "5.0000"), ("", "REVOLVING"): ("8.0000", "7.0000")}
    assert set(balances(call, "--project", "岚川县青石镇增减挂钩项目区")) > {("岚川县青石镇增减挂钩项目区", "PLANNED_SURPLUS")}


def test_entries_are_narrowed_and_taken_back_by_their_id(call):
    call(*ISSUE)
    call("quota", "post")
    said = json.loads(call("quota", "entries", "--json", "--account", "年度周转指标", "--kind", "ISSUE"))
    assert (said["count"], [e["construction"] for e in said["entries"]]) == (1, ["8.0000"])
    assert len(json.loads(call("quota", "entries", "--json", "--limit", "3"))["entries"]) == 3
    assert "没有符合条件的分录" in call("quota", "entries", "--year", "2017")
    annual = json.loads(call("quota", "entries", "--json", "--account", "ANNUAL_PLAN"))["entries"][0]
    assert "已登记 1 条分录" in call("quota", "reverse", annual["id"], "--why", "面积抄错")
    assert "已经全部冲销过" in call("quota", "reverse", annual["id"], "--why", "再来", code=NOT_DONE)
    assert balances(call)["", "ANNUAL_PLAN"] == ("0.0000", "0.0000")
    automatic = json.loads(call("quota", "entries", "--json", "--kind", "方案批准"))["entries"][0]
    assert "版本和变更" in call("quota", "reverse", automatic["voucher"], "--why", "不对", code=NOT_DONE)


def test_land_openings_and_years_by_command_line(call):
    call(*ISSUE)
    call("quota", "post")
    with closing(Desk.open(call.folder)) as desk:
        code = next(p.code for p in desk.dossier(desk.store.load(QuotaEntry)[-1].project_id).plots if p.use == "安置")
    project = ["--project", "岚川县青石镇增减挂钩项目区"]
    use = ["quota", "use", *project, "--plots", code, "--from", "项目周转指标", "--number", "7号", "--on", "2018-06-01"]
    assert "登记用地 1 个地块" in call(*use)
    assert "已经登记过用地" in call(*use, code=NOT_DONE)
    opening = ["quota", "opening", "--account", "节余指标", "--number", "旧账", "--on", "2017-12-31", "--area", "2"]
    assert "请选择项目区" in call(*opening, code=NOT_DONE)
    call(*opening, *project)
    call("quota", "adjust", *project, "--number", "3号", "--on", "2018-06-01", "--area", "30亩")
    assert balances(call)["岚川县青石镇增减挂钩项目区", "INTER_PROVINCIAL"][0] == "2.0000"
    call("quota", "close", "2017")
    assert "2017 年度指标账已年结" in call(*opening[:-4], "--on", "2017-12-30", "--area", "1", "--account", "市级分成", *project, code=NOT_DONE)
    call("quota", "reopen", "2017", "--reason", "补记，局长批准")


def test_what_cannot_be_posted_is_left_and_said(call):
    assert "没有过账" in call("quota", "post", code=WITH_ERRORS)


@pytest.mark.parametrize(("more", "said"), [
    (["balance", "--county", "别处县"], "没有“别处县”的指标账，现有：岚川县人民政府"),
    (["entries", "--account", "节余"], "没有名为“节余”的科目，可选"),
    (["entries", "--limit", "0"], "条数要大于 0"),
    (["balance", "--project", "乙"], "没有名为“乙”的项目"),
    (["issue", "--on", "2018-03-20", "--number", "1号", "--revolving", "很多"], "请填数字"),
    (["issue", "--on", "2018-03-20", "--number", "1号", "--revolving", "1200"], "像是把亩当成了公顷"),
    (["reverse", "不存在", "--why", "错"], "没有这个标识的分录或凭证"),
    (["book", "--out", "x"], "没有符合条件的分录，没有写出文件"),
])
def test_wrong_use_is_one_sentence(call, more, said):
    assert said in call("quota", *more, code=NOT_DONE)


@pytest.mark.parametrize(("verb", "said"), [
    ("quota entries --year 20188", "不是年度"), ("quota entries --offset -1", "不是条数"), (f"quota entries --limit {9 * 10 ** 20}", "不是条数"),
    ("quota close 0", "不是年度"), (f"quota reopen {9 * 10 ** 20} --reason 补记", "不是年度"), ("year show --year 0", "不是年度"),
    ("quota issue --number 一号 --on 2018-01-02 --annual 1 --year 1", "不是年度"), ("year assess --year 0 --out x", "不是年度")])
def test_years_and_counts_that_are_none_are_wrong_use(capsys, verb, said):
    with pytest.raises(SystemExit) as ended:
        run(verb.split())
    error = capsys.readouterr().err
    assert (ended.value.code, error.count("\n")) == (NOT_DONE, 1)
    assert said in error


def test_the_book_is_written(call, tmp_path):
    call(*ISSUE)
    made = call("quota", "book", "--out", str(tmp_path / "账"), "--unit", "mu").split()
    assert [name.rsplit("/", 1)[-1] for name in made] == ["指标余额表.pdf", "指标余额表.xlsx", "指标账.pdf", "指标账.xlsx"]
