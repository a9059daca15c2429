"""The grammar of what people write: a right value reads the same through any noise, and nothing makes a reader raise."""

from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkdesk.domain.collective import CollectiveProperty
from linkdesk.domain.entry import Unreadable, parse
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household, Member
from linkdesk.domain.identity_number import check_digit
from linkdesk.domain.notation import Remark, read
from linkdesk.domain.notation.numbers import area_unit, figure
from linkdesk.domain.plot import Plot
from linkdesk.domain.project import Project

H, P = fields_of(Household), fields_of(Plot)
FULLWIDTH = str.maketrans("0123456789.,-/X", "０１２３４５６７８９．，－／Ｘ")
BLANKS = st.sampled_from(["", "", " ", "\u3000", "\u00a0", "\t", "\n", "\u200b", "\ufeff"])


def _noisy(draw, text):
    """The same text with blanks at the ends, perhaps in full-width forms."""
    text = text.translate(FULLWIDTH) if draw(st.booleans()) else text
    return draw(BLANKS) + text + draw(BLANKS)


@st.composite
def numbers(draw):
    born = date(1920, 1, 1) + timedelta(draw(st.integers(0, 36_000)))
    first17 = f"{draw(st.integers(110000, 659999))}{born:%Y%m%d}{draw(st.integers(0, 999)):03}"
    number = first17 + check_digit(first17)
    at = draw(st.integers(0, 18))
    return number, _noisy(draw, draw(st.sampled_from(["", "'", "‘"])) + number[:at] + draw(BLANKS) + number[at:])


@given(numbers(), st.sampled_from("xX×Χ"))
@settings(max_examples=200, deadline=None, derandomize=True)
def test_an_identity_number_reads_the_same_through_noise(written, cross):
    number, text = written
    assert read(H["id_number"], text) == number
    if number.endswith("X"):
        assert read(H["id_number"], number[:-1] + cross) == number


@pytest.mark.parametrize(("number", "written"), [("141127198001010010", "14112719800l0lO0lO"), ("141127198001010010", "141127I9800101oo10")])
def test_letters_that_look_like_digits_are_read_and_said_to_be(number, written):
    assert read(H["id_number"], written) == Remark(number, "id_characters")
    assert parse(H["id_number"], written) == number


def test_letters_that_do_not_give_a_right_number_are_no_digits():
    assert read(H["id_number"], "14112719800101OO11").code == "id_checksum"


@st.composite
def days(draw):
    day = date(1950, 1, 1) + timedelta(draw(st.integers(0, 54_000)))
    style = draw(st.sampled_from([
        "{0}.{1}.{2}", "{0}-{1}-{2}", "{0}/{1}/{2}", "{0}年{1}月{2}日", "{0}年{1}月{2}号", "{0}、{1}、{2}", "{0} {1} {2}", "{0}。{1}。{2}",
        "{0}-{1:02}-{2:02}", "{0}{1:02}{2:02}", "{0}年{1:02}月{2:02}日", "{0}-{1:02}-{2:02} 09:30:00", "{0}-{1:02}-{2:02}T00:00:00",
        "{0}年{1}月{2}日 星期三", "{0}. {1}. {2}", "{0}年 {1} 月 {2} 日", "{0}/{1}/{2} 9:05"]))
    return day, _noisy(draw, style.format(day.year, day.month, day.day))


@given(days())
@settings(max_examples=300, deadline=None, derandomize=True)
def test_a_day_reads_the_same_in_every_style(written):
    day, text = written
    assert read(H["surveyed_on"], text) == day


@pytest.mark.parametrize(("text", "day"), [
    ("二〇一八年三月五日", date(2018, 3, 5)), ("二○一八年十二月三十一日", date(2018, 12, 31)), ("二零一八年十月十日", date(2018, 10, 10)),
    ("二〇一八年十一月二十日", date(2018, 11, 20)), ("2018年元月5日", date(2018, 1, 5)), ("2018年三月廿", None)])
def test_days_in_chinese_numerals(text, day):
    said = read(H["surveyed_on"], text)
    assert said == day if day else said.code == "not_a_date"


@pytest.mark.parametrize("text", ["2018-03", "2018.3", "2018年3月", "2018/03", "201803", "二〇一八年三月", "２０１８年３月"])
def test_a_month_stands_for_its_first_day_and_says_so(text):
    assert read(H["surveyed_on"], text) == Remark(date(2018, 3, 1), "date_without_day")
    with pytest.raises(Unreadable, match="没有写明日"):
        parse(H["surveyed_on"], text)


@pytest.mark.parametrize(("text", "why"), [
    ("3月5日", "没有写明年份"), ("3.5", "没有写明年份"), ("2018年", "没有写明月、日"), ("18.3.5", "四位"), ("18年3月5日", "四位"),
    ("2018-02-30", "没有这一天"), ("2018年13月", "没有这一天"), ("0018-03-05", "年份应在"), ("2018111", "不是日期"), ("去年", "不是日期"),
    ("2018-03-05至2018-03-09", "不是日期")])
def test_what_names_no_day_says_why(text, why):
    said = read(H["surveyed_on"], text)
    assert (said.value, said.code) == (None, "not_a_date")
    assert why in said.detail


@st.composite
def areas(draw):
    number = Decimal(draw(st.integers(0, 999_999))) / 100
    text = draw(st.sampled_from(["{0:f}", "{0:,f}", "+{0:f}", "{0:.2f}", "{0:,.3f}", "{0:E}"])).format(number)
    return number, _noisy(draw, text + draw(st.sampled_from(["", "㎡", "平米", "平方米", "m2", "M²", "平方", " ㎡"])))


@given(areas())
@settings(max_examples=200, deadline=None, derandomize=True)
def test_an_area_reads_the_same_through_noise(written):
    area, text = written
    assert read(H["homestead_area"], text) == area


@pytest.mark.parametrize(("text", "area"), [
    ("1234.5", "1234.50"), ("1,234.5", "1234.50"), ("１，２３４．５", "1234.50"), ("120.", "120.00"), (".5亩", "333.33"), ("0.3亩", "200.00"),
    ("0.02ha", "200.00"), ("1.2E2", "120.00"), ("120.125", "120.13"), ("120.00000000001", "120.00"), ("无", "0.00"), ("-0", "0.00")])
def test_areas_are_rounded_once_to_what_is_printed(text, area):
    value = read(H["homestead_area"], text)
    assert (value, value.as_tuple().exponent) == (Decimal(area), -2)
    assert parse(H["homestead_area"], text) == value


def test_areas_read_in_hectares_are_kept_as_exactly_as_they_are_stored():
    assert read(P["stated_area"], "10亩") == Decimal("6666.6667")
    assert read(P["stated_area"], "0.6751") == Decimal(6751)


@pytest.mark.parametrize(("field", "text", "why"), [
    ("homestead_area", "约120", "一个确定的数"), ("homestead_area", "120左右", "单位应为"), ("homestead_area", "120+30", "不是算式"),
    ("homestead_area", "120-130", "不是范围"), ("homestead_area", "120~130㎡", "不是范围"), ("homestead_area", "120至130", "不是范围"),
    ("homestead_area", "15%", "百分数"), ("homestead_area", "水田1.0089,旱地0.3303", "几个数"), ("homestead_area", "1,23", "分隔号"),
    ("homestead_area", "1.2.3", "小数点"), ("homestead_area", "3000元", "单位应为"), ("homestead_area", "120×2", "不是算式"),
    ("homestead_area", "m2", "一个确定的数"), ("population", "2.5", "整数"), ("population", "3亩", "“人”"), ("rooms", "3人", "“间”"),
    ("population", "三人", "一个确定的数"), ("built_year", "98年", "四位"), ("built_year", "80年代", "四位")])
def test_what_is_not_one_number_says_why(field, text, why):
    said = read(H[field], text)
    assert (said.value, said.code) == (None, "not_a_number")
    assert why in said.detail


@pytest.mark.parametrize(("field", "text"), [
    ("homestead_area", "-3"), ("homestead_area", "20000"), ("homestead_area", "9" * 400), ("homestead_area", "1E300"), ("population", "0"),
    ("population", "31"), ("built_year", "1234")])
def test_numbers_out_of_bounds_name_the_bounds(field, text):
    said = read(H[field], text)
    assert (said.value, said.code) == (None, "out_of_range")
    assert "应在" in said.detail


@pytest.mark.parametrize(("field", "text", "value"), [
    (H["population"], "3口", 3), (H["rooms"], "3孔", 3), (H["floors"], "2层", 2), (H["population"], "3.0000000001", 3),
    (H["built_year"], "1998年", 1998), (H["built_year"], "1998.5", 1998), (H["built_year"], "1998年5月建", 1998),
    (fields_of(Project)["investment"], "3000元", Decimal(3000)), (fields_of(Project)["investment"], "12.5", Decimal(125000)),
    (fields_of(Project)["investment"], "¥12.5万元", Decimal(125000)), (P["quality_grade"], "7.5", Decimal("7.5"))])
def test_counts_years_and_money(field, text, value):
    assert read(field, text) == value


def test_what_is_typed_is_not_rounded_but_what_a_spreadsheet_worked_out_is():
    investment = fields_of(Project)["investment"]
    assert read(investment, "1.2345678万元") == Remark(None, "not_a_number", "最多 2 位小数")
    assert figure(investment, "1.2345678万元", is_exact=False) == Decimal("12345.68")
    assert figure(H["population"], "2.5", is_exact=False).code == "not_a_number"


@pytest.mark.parametrize(("text", "unit"), [("0.3亩", "亩"), ("0.02 HA", "公顷"), ("120平米", "㎡"), ("120", ""), ("约3亩", ""), ("3丈", "")])
def test_the_unit_an_area_is_written_in(text, unit):
    assert area_unit(text) == unit


@pytest.mark.parametrize(("text", "answer"), [
    ("是", True), ("√", True), ("✔", True), ("1", True), ("有", True), ("同意", True), ("ｙ", True), ("否", False), ("×", False), ("x", False),
    ("0", False), ("无", False), ("不同意", False), ("未拆除", False), ("☑是 □否", True), ("□是　☑否", False), ("是□ 否☑", False),
    ("是√否□", True), ("■同意 □不同意", True), ("□是 □否", None), ("☐", False),
    ("√是", True), ("否√", False), ("V", True), ("╳", False), ("建档立卡", True), ("是（2014年）", True), ("2016年脱贫", True), ("普通户", False),
    ("暂不同意", False)])
def test_flags(text, answer):
    assert read(H["willing"], text) is answer


def test_a_choice_is_the_word_with_the_tick():
    field = H["resettlement_choice"]
    assert read(field, "□集中安置 ☑分散安置 □货币安置") == "分散安置"
    assert read(field, "集中□、分散□、货币√") == "货币安置"
    assert read(field, "☑集中 ☑分散 □货币").code == "not_a_choice"


@pytest.mark.parametrize("text", ["○", "〇", "△", "待定", "是否", "2"])
def test_marks_that_some_take_for_yes_and_some_for_no_are_neither(text):
    assert read(H["willing"], text) == Remark(None, "not_a_choice", "是、否")


@pytest.mark.parametrize(("field", "text", "term"), [
    ("house_structure", "砖混结构", "砖混"), ("house_structure", " 土 木 ", "土木"), ("resettlement_choice", "货币补偿", "货币安置"),
    ("sex", "男性", "男"), ("relocation_type", "无", None), ("house_structure", "砖碹窑", "砖窑洞"), ("house_structure", "石头窑洞", "石窑洞"),
    ("house_structure", "靠崖窑", "土窑洞"), ("house_structure", "窑洞（砖）", "砖窑洞"), ("house_structure", "土窑 3 孔", "土窑洞"),
    ("house_structure", "砖混（二层）", "砖混"), ("house_structure", "框架结构", "钢混"), ("relocation_type", "异地扶贫搬迁户", "易地扶贫搬迁"),
    ("relocation_type", "采煤沉陷区治理", "采煤沉陷区治理搬迁"), ("relocation_type", "闲置宅基地", "其他闲置"),
    ("resettlement_choice", "集中安置（青石小区）", "集中安置"), ("resettlement_choice", "进城安置", "进城购房")])
def test_terms_in_other_words(field, text, term):
    assert read(H[field], text) == term


@pytest.mark.parametrize(("field", "text"), [
    ("house_structure", "窑洞"), ("house_structure", "砖石窑"), ("house_structure", "砖木（部分土木）"), ("house_structure", "砖窑、土窑"),
    ("house_structure", "石窑洞（砖面）"), ("relocation_type", "地质灾害搬迁"), ("relocation_type", "易地搬迁（同步）"),
    ("resettlement_choice", "集中安置（未定）"), ("resettlement_choice", "集中、货币")])
def test_words_that_may_mean_two_terms_mean_none(field, text):
    assert read(H[field], text).code == "not_a_choice"


@pytest.mark.parametrize(("text", "name", "doubt"), [
    ("张　三", "张三", ""), ("张  三", "张三", ""), ("王 秀 英", "王秀英", ""), ("阿依古丽·买买提", "阿依古丽·买买提", ""), ("𬱖㛃", "𬱖㛃", ""),
    ("John  Smith", "John Smith", ""), ("王秀 英", "王秀英", "空格"), ("张 三", "张三", "空格"),
    ("王", "王", "一个字"), ("王秀英2", "王秀英2", "数字"),
    ("王秀英(故)", "王秀英(故)", "标点"), ("王秀英、李四", "王秀英、李四", "标点"), ("王□英", "王□英", "标点"), ("王" * 21, "王" * 21, "字数")])
def test_names(text, name, doubt):
    said = read(H["head_name"], text)
    if doubt:
        assert (said.value, said.code) == (name, "name_format")
        assert doubt in said.detail
    else:
        assert said == name


@pytest.mark.parametrize(("field", "text", "value"), [
    ("phone", "138 0000 0000", "13800000000"), ("phone", "+86 13800000000", "13800000000"), ("phone", "13800000000 13900000000",
     "13800000000/13900000000"), ("phone", "13800000000.0", "13800000000"),
    ("phone", "138-0000-0000", "13800000000"), ("phone", "（0350）1234567", "0350-1234567"),
    ("phone", "138-0000-0000/0350-1234567", "13800000000/0350-1234567"), ("phone", "无", None), ("bank_account", "6222-0205-1100-1234-562",
     "6222020511001234562"), ("bank_account", "６２２２０２０５１１００１２３４５６２", "6222020511001234562"), ("bank_account", "暂无", None)])
def test_accounts_and_phones(field, text, value):
    assert read(H[field], text) == value


EVERY = [f for entity in (Household, Member, CollectiveProperty, Plot, Project) for f in fields_of(entity).values() if f.type is not tuple]


@given(st.sampled_from(EVERY), st.text(st.one_of(st.characters(), st.sampled_from("0123456789.,-+%E年月日亩㎡人无×X ")), min_size=1, max_size=30))
@settings(max_examples=800, deadline=None, derandomize=True)
def test_no_text_makes_a_reader_raise(field, text):
    if text.strip():
        read(field, text)
        with suppress(Unreadable):
            parse(field, text)
