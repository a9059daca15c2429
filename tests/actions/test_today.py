"""Today over several projects: only what changed is judged again, the report stays one page, the command line says the same."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from openpyxl import load_workbook

from linkdesk.__main__ import main
from linkdesk.actions import today_papers
from linkdesk.actions.today import Today
from linkdesk.documents.preview import page_sizes
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.oversight import Inspection
from linkdesk.domain.project import Project
from tests.actions.desks import NOON

LONG = "岚川县白水乡东坡村西坡村南坡村北坡村城乡建设用地增减挂钩项目区"


def many(desk, project_id, count):
    """More projects of one county, each with something overdue and something due soon."""
    first = desk.store.get(Project, project_id)
    others = [replace(first, id=f"{at:032x}", name=f"{LONG}第{at}期") for at in range(count)]
    found = [Inspection(project_id=p.id, inspector="省自然资源厅督察组", finding="渣土没有清运，边坡没有防护", inspected_on=NOON.date(),
                        rectify_by=NOON.date() + timedelta(days)) for p in others for days in (-5, 9)]
    desk.do(Change("登记", after=(*others, *found)))


def test_only_what_has_changed_is_judged_again(sample):
    desk, project_id = sample
    many(desk, project_id, 3)
    today = Today(desk)
    before = {p.id: p for p in today.projects()}
    late = desk.store.load(Inspection, project_id=f"{1:032x}")[0]
    desk.do(Change("整改", before=(late,), after=(replace(late, rectified_on=NOON.date()),)))
    after = {p.id: p for p in today.projects()}
    assert [id_ for id_ in after if after[id_] is not before[id_]] == [f"{1:032x}"]
    assert len(after[f"{1:032x}"].overdue) == 0


@pytest.mark.parametrize("count", [1, 40])
def test_the_report_stays_one_page_and_says_how_many_more(sample, tmp_path, count):
    desk, project_id = sample
    many(desk, project_id, count)
    paths = today_papers.write(Today(desk), tmp_path / "报告")
    assert [p.suffix for p in paths] == [".pdf", ".xlsx", ".pdf"]
    assert len(page_sizes(paths[0].read_bytes())) == 1
    book = load_workbook(paths[1])
    assert sum(str(row[1].value).startswith(LONG) for row in book["逾期"].iter_rows()) == count


def test_nothing_is_written_while_there_is_no_project(empty_desk, tmp_path):
    with pytest.raises(KnownError, match="还没有项目"):
        today_papers.write(Today(empty_desk), tmp_path / "报告")
    assert not (tmp_path / "报告").exists()


def test_the_command_line_says_the_same(sample, capsys):
    desk, project_id = sample
    many(desk, project_id, 1)
    folder = desk.folder
    desk.close()
    assert main(["--data", str(folder), "today", "--json"]) == 0
    told = {p["id"]: p for p in json.loads(capsys.readouterr().out)["projects"]}
    assert told[f"{0:032x}"]["due"][0]["label"] == "整改期限"
    assert told[project_id]["stages"][0] == {"subject": "项目区实施方案", "state": "未开始", "passed": 0, "steps": 0, "on": None}
    assert main(["--data", str(folder), "today"]) == 0
    assert f"{LONG}第0期：逾期" in capsys.readouterr().out
