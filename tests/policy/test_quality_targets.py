"""The file of quality targets: what does not fit is refused, naming the place."""

import pytest

from linkdesk.domain.errors import KnownError
from linkdesk.policy.quality_targets import read_targets

HEAD = 'id = "quality"\ndocument = "某标准"\n[[indicator]]\nname = "pH"\n[[indicator]]\nname = "坡度"\nunit = "°"\n'
TABLE = '[[table]]\nregion = "甲区"\nland_class = "旱地"\ntargets = [%s]\n'


def read(targets):
    return read_targets(HEAD + TABLE % targets, "quality.toml")


def test_what_is_written_is_read():
    target, other, open_ = read('{ indicator = "pH", at_least = 5.5, at_most = 8 }, { indicator = "坡度", at_most = 25, later = true }') + read(
        '{ indicator = "坡度", open = "±" }')
    assert (target.text, other.text, other.later, open_.text) == ("5.5～8", "≤ 25 °", True, "［待补］")
    assert [limit.name for limit in target.limits] == ["甲区/旱地/pH/下限", "甲区/旱地/pH/上限"]
    assert all(limit.unit for t in (target, other, open_) for limit in t.limits)  # a limit with a unit is a number


@pytest.mark.parametrize(("targets", "said"), [
    ('{ indicator = "氮", at_least = 1 }', "没有登记“氮”"), ('{ indicator = "pH" }', "要求应写"),
    ('{ indicator = "pH", at_least = 8, at_most = 5 }', "要求应写"),
    ('{ indicator = "pH", at_least = "5" }', "应是数字"), ('{ indicator = "pH", within = 5, at_most = 6 }', "要求应写"),
    ('{ indicator = "pH", open = "约" }', "没有“约”这一项"), ('{ indicator = "pH", at_most = 5, extra = 1 }', "不认识的项“extra”"),
    ('{ indicator = "pH", at_most = 5 }, { indicator = "pH", at_most = 6 }', "同一指标写了两次")])
def test_what_does_not_fit_is_refused(targets, said):
    with pytest.raises(KnownError, match=r"quality\.toml") as refused:
        read(targets)
    assert said in str(refused.value)


def test_a_broken_file_is_refused():
    with pytest.raises(KnownError, match="TOML"):
        read_targets("id = ", "quality.toml")
