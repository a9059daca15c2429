"""Files of recipes and reference prices that do not fit are refused as a whole, in one sentence that names the place."""

import pytest

from linkdesk.domain.errors import KnownError
from linkdesk.policy.price_library import read_library
from linkdesk.policy.recipes import read_recipes

HEAD = 'id = "recipes"\ntitle = "配方"\n'
COEFFICIENT = '[[coefficient]]\nname = "a"\nlabel = "松散系数"\nvalue = 1.3\nunit = "倍"\nsource = "常见取值"\n'
RECIPE = '[[recipe]]\nid = "甲"\nsays = "说明"\n'
LINE = '[[recipe.line]]\ncategory = "土地平整工程"\nname = "清基"\nunit = "m³"\nformula = "复垦面积 × 0.2m"\nprice = "LK-1"\n'
RESOURCE = '[[resource]]\ncode = "R"\nname = "工"\nkind = "人工"\nunit = "工日"\nprice = 50\n'
PRICE = '[[price]]\ncode = "P"\nname = "清基"\nunit = "m³"\nbase = 100\nwork_kind = "土方工程"\n'


def test_a_file_as_it_should_be_is_read():
    book = read_recipes(HEAD + COEFFICIENT + RECIPE + LINE, "recipes.toml")
    assert (book.recipe("甲").title, book.recipe("甲").line("清基").price_code) == ("甲", "LK-1")
    assert (book.coefficients[0].standard, book.coefficients[0].certainty) == ("recipes", "待核实")


@pytest.mark.parametrize(("text", "why"), [
    (HEAD + RECIPE, "配方 甲有误：没有一项工程"), (HEAD + RECIPE + LINE + LINE, "“清基”出现了不止一次"),
    (HEAD + 2 * (RECIPE + LINE), "“甲”出现了不止一次"), (HEAD + 2 * COEFFICIENT, "“a”出现了不止一次"),
    (HEAD + COEFFICIENT.replace("1.3", "-1"), "不小于 0"), (HEAD + COEFFICIENT.replace("1.3", '"多"'), "“value”应是数字"),
    (HEAD + COEFFICIENT + "colour = 1\n", "不认识的项“colour”"), (HEAD + RECIPE + LINE.replace("土地平整工程", "平整"), "没有“平整”这一项"),
    (HEAD + RECIPE + LINE.replace('formula = "复垦面积 × 0.2m"\n', ""), "缺少“formula”"), (HEAD + "[[recipe]\n", "第 3 行有误：写法不合 TOML")])
def test_a_recipe_that_does_not_fit_is_refused_by_its_place(text, why):
    with pytest.raises(KnownError, match=why):
        read_recipes(text, "recipes.toml")


@pytest.mark.parametrize(("parts", "why"), [
    ('components = [{ resource = "X", quantity = 1 }]', "没有编号为“X”的人材机"),
    ('components = [{ resource = "R" }]', "“quantity”应是大于 0 的数字"),
    ('components = [{ share = 5 }]', "缺少“kind”"), ('components = [{ kind = "人工", share = 0 }]', "“share”应是大于 0"),
    ("base = 0", "TOML")])
def test_a_reference_price_that_does_not_fit_is_refused_by_its_place(parts, why):
    with pytest.raises(KnownError, match=why):
        read_library(HEAD + RESOURCE + PRICE + parts, "prices.toml")
