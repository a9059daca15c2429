"""An officer's own text on paper: headings below the section's, tables, pictures, figures by name."""

from dataclasses import replace

from linkdesk.documents.blocks import Gap, Heading, Paragraph, Picture, Table
from linkdesk.documents.plan import implementation_plan
from linkdesk.documents.text import as_text
from linkdesk.domain.figure import Figure
from linkdesk.domain.project import PlanSection
from tests.documents.dossiers import packs_of, sample

PICTURE = "a" * 64


def written(text, key="economy", dossier=None):
    dossier = dossier or sample()
    dossier = replace(dossier, sections=(*dossier.sections, PlanSection(project_id="p", key=key, text=text)))
    blocks = implementation_plan(dossier, (), packs_of(dossier.project)).sections[0].blocks
    at = next(n for n, b in enumerate(blocks) if isinstance(b, Heading) and b.text.endswith("社会经济条件"))
    end = next(n for n, b in enumerate(blocks) if n > at and isinstance(b, Heading) and b.level <= 2)
    return blocks[at + 1:end]


def test_every_kind_of_block_prints():
    heading, deeper, table, picture, paragraph = written(
        f"## 人口\n### 劳动力\n| 村 | 面积 |\n| 上沟村 | {{old_area}} |\n![{PICTURE}|120|村口]\n全镇**1200**人。")
    assert (heading, deeper) == (Heading(3, "1．人口"), Heading(4, "（1）劳动力"))
    assert isinstance(table, Table)
    assert [c.label for c in table.columns] == ["村", "面积"]
    assert isinstance(table.rows[0][1], Figure)
    assert picture == Picture(PICTURE, 120, "村口")
    assert isinstance(paragraph, Paragraph)
    assert [p.strong for p in paragraph.parts] == [False, True, False]


def test_a_figure_by_name_is_the_figure_and_a_missing_one_a_gap():
    (paragraph,) = written("拆旧{old_area}公顷，{household_count}户。")
    assert [p.name for p in paragraph.parts if isinstance(p, Figure)] == ["old_area", "household_count"]
    (paragraph,) = written("拆旧{old_area}公顷。", dossier=replace(sample(), plots=()))
    assert [p.what for p in paragraph.parts if isinstance(p, Gap)] == ["拆旧地块面积"]


def test_a_name_nobody_knows_is_a_gap_and_braces_meant_as_such_stay():
    (paragraph,) = written("按{old_arena}计，见\\{old_area}。")
    assert [p.what for p in paragraph.parts if isinstance(p, Gap)] == ["没有名为“old_arena”的数据"]
    assert paragraph.parts[-1].text == "计，见{old_area}。"


def test_a_figure_stands_in_hectares_or_mu_as_its_name_says():
    (paragraph,) = written("拆旧{old_area_ha}公顷，{old_area_mu}亩，即{old_area_with_mu}。")
    text = "".join(p.text for p in paragraph.parts)
    assert text == "拆旧2.0202公顷，30.30亩，即2.0202公顷（30.30亩）。"
    assert [p.name for p in paragraph.parts if isinstance(p, Figure)][:2] == ["old_area", "old_area_mu"]


def test_headings_of_the_plan_go_on_counting_after_own_ones():
    dossier = sample()
    own = PlanSection(project_id="p", key="economy", text="## 人口\n多。\n## 收入\n少。")
    text = as_text(implementation_plan(replace(dossier, sections=(own,)), (), packs_of(dossier.project)))
    assert "### 2．收入" in text
    assert "## （四）土地利用现状" in text


def test_blank_text_is_no_text():
    assert any(isinstance(p, Gap) for b in written("  \n ") for p in b.parts)
