from datetime import date
from decimal import Decimal

import pytest

from linkdesk.domain.entry import Unreadable, doubtful, parse, shown
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project
from linkdesk.domain.words import HouseStructure

H, P = fields_of(Household), fields_of(Plot)


@pytest.mark.parametrize(("field", "typed", "value"), [
    (H["homestead_area"], "２０３.５", Decimal("203.5")), (H["homestead_area"], "1,203.5平方米", Decimal("1203.5")),
    (H["homestead_area"], "0.3亩", Decimal(200)), (H["homestead_area"], "0.02 公顷", Decimal(200)),
    (P["stated_area"], "0.6751", Decimal(6751)), (P["stated_area"], "10 亩", Decimal("6666.6667")),
    (H["population"], "3人", 3), (H["population"], "３", 3), (H["registered_poor"], "√", True), (H["willing"], "不同意", False),
    (H["surveyed_on"], "2018.3.5", date(2018, 3, 5)), (H["surveyed_on"], "2018年3月5日", date(2018, 3, 5)),
    (H["surveyed_on"], "20180305", date(2018, 3, 5)), (H["house_structure"], "砖混", HouseStructure.BRICK_CONCRETE),
    (H["id_number"], "５１１７０２１９７５０６１５３０４", None), (H["id_number"], "11010519491231002x", "11010519491231002X"),
    (H["id_number"], "11O105 19491231 002X", "11010519491231002X"),
    (H["head_name"], "  王 ", "王"), (H["head_name"], "", None), (H["phone"], "138 0000 0000", "13800000000")])
def test_reads_what_officers_type(field, typed, value):
    if value is None and typed.strip():
        with pytest.raises(Unreadable):
            parse(field, typed)
    else:
        assert parse(field, typed) == value


@pytest.mark.parametrize(("field", "typed", "said"), [
    (H["homestead_area"], "约157", "请填数字"), (H["homestead_area"], "9" * 40, "应在"), (P["stated_area"], "9" * 40, "太大"),
    (H["surveyed_on"], "2018111", "日期"), (H["surveyed_on"], "0218-03-05", "年份"),
    (H["homestead_area"], "-3", "应在"), (H["homestead_area"], "3元", "单位"),
    (H["population"], "0", "应在"), (H["population"], "2.5", "整数"), (H["surveyed_on"], "2018年13月5日", "没有这一天"),
    (H["surveyed_on"], "去年", "日期"), (H["registered_poor"], "大概", "是"), (H["house_structure"], "水泥", "砖混"),
    (H["house_structure"], "泥" * 100_000, f"没有“{'泥' * 24}…”这一项"),
    (H["id_number"], "110105194912310021", "校验位"), (H["id_number"], "1101051949", "18 位")])
def test_refuses_with_one_sentence_and_keeps_the_old_value(field, typed, said):
    with pytest.raises(Unreadable) as wrong:
        parse(field, typed)
    assert said in str(wrong.value)
    assert field.label in str(wrong.value)
    assert "原值未改动" in str(wrong.value)


def test_shows_values_in_the_unit_people_read():
    assert shown(P["stated_area"], Decimal(6751)) == "0.6751"
    assert shown(H["homestead_area"], Decimal("1203.5")) == "1,203.50"
    assert shown(H["registered_poor"], False) == "否"
    assert shown(H["surveyed_on"], date(2018, 3, 5)) == "2018-03-05"
    assert shown(fields_of(Project)["investment"], parse(fields_of(Project)["investment"], "12.5")) == "12.50"


def test_an_account_that_fails_the_card_check_is_kept_but_doubted():
    assert doubtful(H["bank_account"], "6222020511001234562") == ""
    assert "银行卡" in doubtful(H["bank_account"], "6222020511001234563")
