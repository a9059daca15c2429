"""One figure, one rounding: whatever stands in several documents says the same in each, in numbers and in words."""

from linkdesk.documents.agreements import agreement, proof
from linkdesk.documents.annexes import annex_tables
from linkdesk.documents.blocks import Paragraph, Table
from linkdesk.documents.cells import leaves
from linkdesk.documents.compliance import compliance
from linkdesk.documents.cover import cover
from linkdesk.documents.figure_cells import PARTIAL
from linkdesk.documents.json import from_json, to_json
from linkdesk.documents.plan import implementation_plan
from linkdesk.documents.roster import roster
from linkdesk.documents.text import as_text
from linkdesk.domain.figure import Figure
from linkdesk.domain.figures import figure, measure, names
from linkdesk.policy.check import findings
from linkdesk.policy.compliance import rows_with_state
from tests.documents.dossiers import packs_of, sample


def everything(dossier):
    packs = packs_of(dossier.project)
    return [implementation_plan(dossier, findings(dossier, packs), packs), *annex_tables(dossier, packs), roster(dossier),
            roster(dossier, masked=True), proof(dossier), compliance(dossier, rows_with_state(dossier, packs)),
            *(agreement(dossier, a) for a in dossier.agreements), cover(dossier, "材料", (("甲", 3),))]


def blocks(document):
    return [b for s in document.sections for b in s.blocks]


PARTS = ("搬迁类型", "房屋结构", "安置方式")  # columns of 附表10 that count only some households
OF_THE_PROJECT = ("附表1", "附表9", "面积平衡")  # tables whose every row is about the whole project


def totals(document):
    """Cells about the whole project: last rows of tables, and tables of nothing else."""
    tables = [b for b in blocks(document) if isinstance(b, Table)]
    rows = [(b, row) for b in tables for row in (b.rows if b.name in OF_THE_PROJECT else filter(None, (b.totals,)))]
    named = [(b, column, leaf.label) for b in tables for column in b.columns for leaf in leaves((column,))]
    return [(b.name, label, cell) for b, row in rows
            for (_, column, label), cell in zip([n for n in named if n[0] is b], row, strict=True)
            if not column.label.startswith(PARTS)]


def test_figures_of_the_project_are_the_same_wherever_they_stand():
    dossier = sample()
    found = {}
    for document in everything(dossier):
        in_text = [p for b in blocks(document) if isinstance(b, Paragraph) for p in b.parts if isinstance(p, Figure)]
        in_totals = [cell for _, _, cell in totals(document) if isinstance(cell, Figure)]
        for each in (*in_text, *in_totals):
            if each.name in names() and measure(each.name).of is None:
                found.setdefault(each.name, set()).add((document.kind, each))
    shared = {name: {kind for kind, _ in seen} for name, seen in found.items() if len({kind for kind, _ in seen}) > 1}
    assert {"old_area", "household_count", "house_total", "homestead_total", "surplus_construction"} <= set(shared)
    for name, seen in found.items():
        assert {(f.value, f.text) for _, f in seen} == {(figure(name, dossier).value, figure(name, dossier).text)}, name


def test_sums_of_a_part_are_marked_everywhere():
    dossier = sample()
    persons = figure("person_count", dossier).text
    marked = [(name, cell) for d in everything(dossier) for name, label, cell in totals(d)
              if label in ("家庭人口", "人口") and cell]
    assert len(marked) >= 5
    assert {cell for _, cell in marked} == {persons + PARTIAL}


def test_the_rewards_in_the_plan_are_the_sum_of_the_agreements():
    dossier = sample()
    amounts = [figure("agreement_amount", dossier, a).value for a in dossier.agreements]
    assert f"共{sum(amounts):,.2f}元" in as_text(everything(dossier)[0])


def test_every_document_survives_json():
    for document in everything(sample()):
        assert from_json(to_json(document)) == document


def test_documents_are_values():
    assert everything(sample()) == everything(sample())
