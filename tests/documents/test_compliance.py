"""The clause-by-clause table: every row of the policies once, with how it stands; then what was found."""

import re
from dataclasses import replace
from datetime import date

import pytest

from linkdesk.documents.blocks import Table
from linkdesk.documents.compliance import compliance
from linkdesk.domain.project import Judgement
from linkdesk.policy.check import findings
from linkdesk.policy.compliance import rows_with_state
from linkdesk.policy.terms import RowResult
from tests.documents.dossiers import PLOTS, packs_of, sample


def made(dossier):
    packs = packs_of(dossier.project)
    return compliance(dossier, rows_with_state(dossier, packs), findings(dossier, packs), packs)


def tables(document):
    return [b for s in document.sections for b in s.blocks if isinstance(b, Table)]


@pytest.mark.parametrize("pack", ["A", "B"])
def test_every_row_of_the_packs_stands_once_in_order(pack):
    dossier = sample(pack)
    states = rows_with_state(dossier, packs_of(dossier.project))
    table = tables(made(dossier))[0]
    assert [row[0] for row in table.rows] == list(range(1, len(states) + 1))
    assert [(row[1], row[5]) for row in table.rows] == [(s.clause, str(s.state)) for s in states]
    assert all(row[2] and row[3] and row[4] for row in table.rows)


def test_a_checked_row_shows_value_and_bound():
    table = tables(made(sample("A")))[0]
    row = next(r for r in table.rows if "安置和建新合计" in r[2])
    assert row[4:6] == ("自动核对", RowResult.MET)
    assert "1.1700 公顷" in row[6]
    assert "2.0202 公顷" in row[6]


def test_what_breaks_a_rule_is_not_met_and_listed_below():
    large = tuple(replace(p, plane_area=p.plane_area * 10) if p.id == "cr" else p for p in PLOTS)
    whole, found = tables(made(replace(sample("A"), plots=large)))
    assert any(row[5] == RowResult.NOT_MET for row in whole.rows)
    assert any(row[1] == "错误" and "安置和建新" in row[3] for row in found.rows)


def test_a_judgement_stands_with_who_when_and_on_what():
    judged = Judgement(project_id="p", pack_id="A", row_id="A1-02", satisfied=True, officer_name="经办员",
                       judged_on=date(2018, 6, 19), basis="现场核查记录第3号")
    table = tables(made(replace(sample("A"), judgements=(judged,))))[0]
    row = next(r for r in table.rows if r[5] == RowResult.JUDGED_MET)
    assert row[6] == "经办员 2018-06-19：现场核查记录第3号"


def test_the_count_below_equals_the_rows_and_the_documents_are_named():
    table = tables(made(sample("A")))[0]
    assert table.notes[0].startswith(f"共 {len(table.rows)} 条：")
    said = sum(int(n) for n in re.findall(r"(\d+) 条[，。]", table.notes[0]))
    background = sum(row[5] in (RowResult.BACKGROUND, RowResult.NOT_IN_FORCE) for row in table.rows)
    assert said == len(table.rows) - background
    assert "晋政办发〔2018〕24号" in table.notes[1]


def test_without_findings_there_is_one_table():
    dossier = sample("A")
    assert len(tables(compliance(dossier, rows_with_state(dossier, packs_of(dossier.project))))) == 1
