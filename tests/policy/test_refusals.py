"""A pack that is not understood is refused when read: one Chinese sentence naming file and clause."""

import re

import pytest

from linkdesk.domain.errors import KnownError
from linkdesk.policy.pack import read_pack

PACK = """
id = "T"
cite = "T §"
number = "测〔2018〕1号"
title = "测试办法"
issued = 2018-01-01
from = 2018-01-01
clauses = ["一", "二(一)"]

[[row]]
id = "T1"
clause = "一"
actor = "县级人民政府"
act = "限定规模"
says = "规模有上限"
status = "checked"
rules = ["R1"]

[[row]]
id = "T2"
clause = "二(一)"
actor = "县级人民政府"
act = "应当编制"
says = "要有方案"
status = "by a person"

[[rule]]
id = "R1"
measure = "project_scale"
at_most = { value = "most" }
severity = "error"
clause = "一"
says = "规模有上限"
fix = "请核对面积。"

[[value]]
name = "most"
label = "规模上限"
value = 30
unit = "公顷"
clause = "一"
certainty = "原文"

[[value]]
name = "basis"
label = "口径"
text = "甲"
choices = ["甲", "乙"]
clause = "一"
certainty = "待核实"

[[chain]]
id = "C1"
label = "方案"
subject = "项目区实施方案"
clause = "二(一)"
steps = [{ actor = "县级人民政府", act = "编制" }]

[[clock]]
id = "K1"
label = "期限"
limit = 3
unit = "年"
start = "实施方案批准"
end = "复垦验收"
clause = "二(一)"
"""


def test_the_pack_below_is_read():
    pack = read_pack(PACK, "t.toml")
    assert (len(pack.rows), len(pack.rules), len(pack.values), len(pack.chains), len(pack.clocks)) == (2, 1, 2, 1, 1)


@pytest.mark.parametrize(("old", "new", "place", "why"), [
    ('title = "测试办法"', 'title = "测试办法"\nauthor = "某人"', "开头", "不认识的项“author”"),
    ('says = "要有方案"', 'says = "要有方案"\ncolour = "红"', "T §二(一)（row T2）", "不认识的项“colour”"),
    ('fix = "请核对面积。"', 'fix = "请核对面积。"\nwhen = "2018"', "T §一（rule R1）", "不认识的项“when”"),
    ('{ value = "most" }', '{ value = "most", unit = "亩" }', "T §一（rule R1）", "不认识的项“unit”"),
    ('act = "编制" }', 'act = "编制", day = 3 }', "T §二(一)（chain C1）", "不认识的项“day”"),
    ('"project_scale"', '"project_weight"', "T §一", "没有“project_weight”这个度量"),
    ('rules = ["R1"]', 'rules = []', "T §一（T1）", "标为 checked"),
    ('rules = ["R1"]\n', '', "T §一（T1）", "标为 checked"),
    ('status = "by a person"', 'status = "by a person"\nrules = ["R1"]', "T §二(一)（T2）", "其他条款行不写规则"),
    ('rules = ["R1"]', 'rules = ["R1", "R9"]', "T §一（T1）", "没有“R9”这条规则"),
    ('id = "R1"', 'id = "R2"', "T §一（T1）", "没有“R1”这条规则"),
    ('\n[[value]]', '\n[[rule]]\nid = "R2"\nmeasure = "built_area"\nat_most = 1\nseverity = "note"\nclause = "一"\nsays = "甲"\n'
     'fix = "乙"\n\n[[value]]', "T §一（R2）", "没有条款行引用"),
    ('id = "T2"', 'id = "T1"', "T §二(一)（T1）", "“T1”重复"),
    ('clause = "二(一)"\nactor', 'clause = "三"\nactor', "T §三（T2）", "不在 clauses 里"),
    ('["一", "二(一)"]', '["一", "二(一)", "二(二)"]', "T §二(二)", "没有任何条款行"),
    ('at_most = { value = "most" }\n', '', "T §一（rule R1）", "没有界限"),
    ('{ value = "most" }', '{ value = "least" }', "T §一（R1）", "没有“least”这个数字参数"),
    ('{ value = "most" }', '{ figure = "old_arena" }', "T §一（R1）", "没有“old_arena”这个指标"),
    ('{ value = "most" }', '{ figure = "old_area", value = "most" }', "T §一（rule R1）", "应写一个数字"),
    ('{ value = "most" }', 'true', "T §一（rule R1）", "应是数字"),
    ('{ value = "most" }', '"30"', "T §一（rule R1）", "应是数字"),
    ('severity = "error"', 'severity = "fatal"', "T §一（rule R1）", "没有“fatal”这一项"),
    ('status = "by a person"', 'status = "by nobody"', "T §二(一)（row T2）", "没有“by nobody”这一项"),
    ('certainty = "原文"', 'certainty = "大概"', "T §一（value most）", "没有“大概”这一项"),
    ('certainty = "原文"', 'certainty = "原文"\nfrom = "2018-01-01"', "T §一（value most）", "应是日期"),
    ('certainty = "原文"', 'certainty = "原文"\nfrom = 2018-01-01T08:00:00', "T §一（value most）", "应是日期"),
    ('certainty = "原文"', 'certainty = "原文"\nuntil = 2017-12-31', "T §一（value most）", "终止日期早于起始日期"),
    ('certainty = "原文"', 'certainty = "原文"\nfrom = 2018-02-30', "条款 一 附近", "日期不存在"),
    ('value = 30\nunit = "公顷"', 'value = 30', "T §一（value most）", "应写 value 和 unit"),
    ('value = 30\n', 'text = "三十"\n', "T §一（value most）", "应写 value 和 unit"),
    ('text = "甲"', 'text = "丙"', "T §一（basis）", "不在可选项里"),
    ('limit = 3', 'limit = 0', "T §二(一)（clock K1）", "大于零"),
    ('start = "实施方案批准"', 'start = "某一天"', "T §二(一)（clock K1）", "没有“某一天”这一项"),
    ('act = "编制" }', 'act = "批一批" }', "T §二(一)（chain C1）", "没有“批一批”这一项"),
    ('actor = "县级人民政府", act', 'actor = "村里", act', "T §二(一)（chain C1）", "没有“村里”这一项"),
    ('steps = [{ actor = "县级人民政府", act = "编制" }]', 'steps = []', "T §二(一)（C1）", "没有步骤"),
    ('label = "方案"', 'label = "方案"\nrequires = ["C0"]', "T §二(一)（C1）", "没有“C0”这个流程"),
    ('label = "方案"', 'label = "方案"\nwhen = { rich_county = true }', "T §二(一)（chain C1）", "只能用 surplus_trade"),
    ('label = "方案"', 'label = "方案"\nwhen = { surplus_trade = 1 }', "T §二(一)（chain C1）", "true 或 false"),
    ('says = "要有方案"\n', '', "T §二(一)（row T2）", "缺少“says”"),
    ('says = "要有方案"', 'says = " "', "T §二(一)（row T2）", "缺少“says”"),
    ('says = "要有方案"', 'says = 7', "T §二(一)（row T2）", "应是文字"),
    ('says = "要有方案"', 'says = "要有方案', "条款 二(一) 附近", "不合 TOML 格式"),
    ('says = "要有方案"', 'says = "甲"\nsays = "乙"', "条款 二(一) 附近", "不合 TOML 格式"),
    ('[[row]]\nid = "T1"', '[words]\nimplementation_plan = "方案"\n\n[[row]]\nid = "T1"', "开头", "应恰好包含"),
])
def test_what_does_not_fit_is_refused_with_file_and_clause(old, new, place, why):
    assert PACK.count(old) >= 1
    with pytest.raises(KnownError) as refused:
        read_pack(PACK.replace(old, new, 1), "t.toml")
    said = str(refused.value)
    assert "t.toml" in said
    assert place in said
    assert why in said
    assert said.endswith("。")
    assert not re.search(r"Traceback|Error|Invalid", said)


def test_two_periods_of_one_value_must_not_meet():
    later = ('[[value]]\nname = "most"\nlabel = "规模上限"\nvalue = 40\nunit = "公顷"\nclause = "一"\ncertainty = "原文"\n'
             'from = 2020-01-01\n\n[[chain]]')
    with pytest.raises(KnownError, match="“most”重复"):
        read_pack(PACK.replace("[[chain]]", later, 1), "t.toml")
    parted = PACK.replace("value = 30", "value = 30\nuntil = 2019-12-31").replace("[[chain]]", later, 1)
    assert len(read_pack(parted, "t.toml").values) == 3
