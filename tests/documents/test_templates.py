"""The grammar of document texts: what it reads, what it refuses with file and line, what stands where data are missing."""

from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkdesk import paths
from linkdesk.documents.agreements import proof_sheet, texts
from linkdesk.documents.blocks import Align, Gap, Heading, Paragraph, Style, Text
from linkdesk.documents.design import VOCABULARY as DESIGN
from linkdesk.documents.letter_names import VOCABULARY as LETTERS
from linkdesk.documents.plan import VOCABULARY as PLAN
from linkdesk.documents.special_plan.paper import VOCABULARY as SPECIAL_PLAN
from linkdesk.documents.templates import Context, Vocabulary, fill, read, shipped
from linkdesk.documents.templates.grammar import parse
from linkdesk.documents.templates.numbering import numeral
from linkdesk.documents.trade import VOCABULARY as TRADE
from linkdesk.domain.errors import KnownError
from linkdesk.domain.figure import Figure
from linkdesk.domain.household import Household
from linkdesk.domain.project import PlanSection, Project
from tests.documents.dossiers import HOUSEHOLDS, PROJECT, bare, sample

CLASSES = {"project": Project, "household": Household}
WORDS = Vocabulary(CLASSES, frozenset(("grid",)))
OF_DESIGNS = {p.name: DESIGN for pattern in ("design_*.txt", "part_design_*.txt") for p in paths.TEMPLATES.glob(pattern)}
OF_PLANS = {p.name: PLAN for pattern in ("plan_*.txt", "part_*.txt") for p in paths.TEMPLATES.glob(pattern)}
OF_LETTERS = {p.name: LETTERS for p in paths.TEMPLATES.glob("letter_*.txt")}
SHIPPED = {**OF_PLANS, **OF_DESIGNS, **OF_LETTERS, "proof.txt": proof_sheet.VOCABULARY, "trade_agreement.txt": TRADE,
           "special_plan.txt": SPECIAL_PLAN,
           **{f"{key}.txt": text.vocabulary for key, text in texts.TEXTS.items()}}


def filled(text, dossier=None, household=HOUSEHOLDS[0], vocabulary=WORDS):
    dossier = dossier or sample()
    context = Context(dossier, {"project": dossier.project, "household": household}, CLASSES,
                      {"grid": lambda: (Paragraph((Text("表"),)),)})
    return fill(read(text, "试.txt", vocabulary), context)


def words(block):
    return "".join(part.what if isinstance(part, Gap) else part.text for part in block.parts)


def refusal(text, vocabulary=WORDS):
    with pytest.raises(KnownError) as refused:
        read(text, "试.txt", vocabulary)
    return str(refused.value)


@pytest.mark.parametrize("name", sorted(p.name for p in paths.TEMPLATES.glob("*.txt")))
def test_every_shipped_text_reads(name):
    assert shipped(name, SHIPPED[name]).clauses


def test_a_text_of_an_office_names_no_other_text():
    assert "只有随程序提供的文本能引用另一份文本" in refusal("+ part_money")
    assert "要单独成段" in refusal("正文。\n+ part_money")


def test_each_kind_of_line_becomes_its_block():
    title, one, two, body, plain, small, grid, other = filled(
        "; 说明\n= 题目\n# 总则\n## 背景\n正文。\n> 甲方：\n~ 小字\n[[grid]]\n# 其他")
    assert (title.style, title.align) == (Style.TITLE, Align.CENTRE)
    assert [one, two, other] == [Heading(1, "一、总则"), Heading(2, "（一）背景"), Heading(1, "二、其他")]
    assert [b.style for b in (body, plain, small)] == [Style.BODY, Style.PLAIN, Style.SMALL]
    assert words(grid) == "表"


def test_a_figure_stays_a_figure_and_a_field_becomes_text():
    (block,) = filled("户主{household.head_name}，宅基地{household.homestead_area}㎡，全区{household_count}户。")
    assert words(block) == "户主白有田，宅基地310.55㎡，全区13户。"
    assert [p.name for p in block.parts if isinstance(p, Figure)] == ["household_count"]


def test_hectares_stand_with_mu_beside_them():
    (block,) = filled("共{old_area_with_mu}。")
    assert words(block) == "共2.0202公顷（30.30亩）。"


def test_dates_are_written_out():
    (block,) = filled("编制于{project.applied_on}。")
    assert words(block) == "编制于2018年6月1日。"


def test_what_is_missing_stands_as_a_named_gap():
    (block,) = filled("{household.head_name}，{household.boundaries}，{old_area}公顷", replace(sample(), plots=()),
                      replace(HOUSEHOLDS[0], head_name=None))
    assert [p.what for p in block.parts if isinstance(p, Gap)] == ["户主姓名", "四至", "拆旧地块面积"]


def test_a_sum_of_a_part_says_so_behind_its_unit():
    (block,) = filled("共{person_count}人，请核对。")
    assert words(block) == "共42人（未计入：1户未填写家庭人口），请核对。"


@pytest.mark.parametrize("text", ["甲{nobody}乙", "甲{household.nobody}乙", "甲{nobody.name}乙", "甲{agreement_amount}乙",
                                  "甲{household_count_with_mu}乙"])
def test_an_unknown_name_is_refused_with_file_and_line(text):
    said = refusal(f"= 题目\n\n{text}")
    assert "试.txt" in said
    assert "第 3 行" in said


@pytest.mark.parametrize("text", ["{project.__class__}", "{household.head_name!r}", "{0}", "{household.head_name:>9}", "{}",
                                  "{a", "a}", "{{a}}", "**没有配对", "[[grid", "[[Grid]]", "[[nothing]]", "前面 [[grid]]",
                                  "when = nothing\n甲", "甲\nwhen = households_held", "ask = 没有标识", "ask = Key：甲"])
def test_anything_the_grammar_does_not_know_is_refused(text):
    assert "试.txt" in refusal(text)


def test_what_people_typed_is_never_read_as_a_text():
    (block,) = filled("{household.head_name}", household=replace(HOUSEHOLDS[0], head_name="{old_area}**[[grid]]"))
    assert words(block) == "{old_area}**[[grid]]"


def test_articles_are_numbered_after_clauses_that_fall_away():
    text = "**第N条　一**甲\n\nwhen = surplus_trade\n**第N条　二**乙\n\n第N条　三"
    assert [words(b) for b in filled(text)] == ["第一条　一甲", "第二条　三"]
    trading = replace(sample(), project=replace(PROJECT, surplus_trade=True))
    assert [words(b) for b in filled(text, trading)] == ["第一条　一甲", "第二条　二乙", "第三条　三"]


def test_strong_text_is_strong_only_between_its_marks():
    (block,) = filled("**甲**乙")
    assert [(p.text, p.strong) for p in block.parts] == [("甲", True), ("乙", False)]


def test_an_own_text_stands_in_place_of_the_default_and_a_gap_where_neither_is():
    text = "ask = background：项目背景\n默认。\n\nask = economy：社会经济"
    default, gap = filled(text, replace(sample(), sections=()))
    assert (words(default), gap.parts) == ("默认。", (Gap("社会经济"),))
    own = (PlanSection(key="background", text="第一段 {不是数据项}\n\n第二段"), PlanSection(key="economy", text="有"))
    assert [words(b) for b in filled(text, replace(sample(), sections=own))] == ["第一段 {不是数据项}", "第二段", "有"]


def test_the_texts_to_write_are_listed_in_order():
    assert [(a.key, a.label) for a in read("ask = a：甲\n\nask = b：乙", "试", WORDS).asks] == [("a", "甲"), ("b", "乙")]


def test_numerals():
    assert [numeral(n) for n in (1, 9, 10, 11, 19, 20, 21, 90, 99)] == [
        "一", "九", "十", "十一", "十九", "二十", "二十一", "九十", "九十九"]


def test_an_empty_project_fills_every_shipped_name_without_failing():
    text = "\n".join(f"{{project.{name}}}" for name in ("name", "number", "period", "investment", "land_plan"))
    assert [type(p) for b in filled(text, bare(), None) for p in b.parts] == [Text, Gap, Gap, Gap, Gap]


@given(st.text(alphabet="甲乙 #=>~{}[]*;一第N条.whenask：_\n", max_size=60))
def test_any_text_is_read_or_refused_in_one_sentence(text):
    with suppress(KnownError):
        read(text, "试.txt", WORDS)


@given(st.text(alphabet=st.characters(exclude_characters="{}[]*\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"), min_size=1, max_size=40))
def test_plain_text_comes_through_as_it_is(text):
    line = f"甲{text}".rstrip()
    (clause,) = parse(line, "试").clauses
    assert "".join(run.text for run in clause.lines[0].parts) == line
