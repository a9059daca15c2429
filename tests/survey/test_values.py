"""What single cells say: every spelling that surveys use, and what is said of those that cannot be read."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.survey.grid import cell_text, column_letter
from linkdesk.survey.problems import KINDS, Remark
from linkdesk.survey.values import DITTO_ABOVE, Typed, reader

ID = "149923195903235341"


def _read(field, cell, unit="㎡"):
    return reader(fields_of(Household)[field], unit)(cell)


@pytest.mark.parametrize(("field", "cell", "value"), [
    ("head_name", "毛　山", "毛山"), ("head_name", " 王 秀 英 ", "王秀英"), ("head_name", "阿依古丽·买买提", "阿依古丽·买买提"),
    ("head_name", "—", None), ("head_name", "𬱖㛃", "𬱖㛃"),
    ("population", 3.0, 3), ("population", "3人", 3), ("population", "３", 3), ("population", " 3 口 ", 3), ("population", "", None),
    ("rooms", "3孔", 3), ("rooms", "无", 0),
    ("registered_poor", "√", True), ("registered_poor", "×", False), ("registered_poor", 1.0, True), ("registered_poor", "否", False),
    ("registered_poor", "TRUE", True), ("willing", "不同意", False), ("willing", "愿意", True), ("willing", "", None),
    ("house_structure", "砖混结构", "砖混"), ("house_structure", "土窑", "土窑洞"), ("relocation_type", "其它", "其他"),
    ("relocation_type", "易地搬迁", "易地扶贫搬迁"), ("resettlement_choice", "集中", "集中安置"),
    ("homestead_area", 469.2, Decimal("469.20")), ("homestead_area", "120平米", Decimal("120.00")),
    ("homestead_area", "１２０．５㎡", Decimal("120.50")), ("homestead_area", "1,200", Decimal("1200.00")),
    ("homestead_area", 120.125, Decimal("120.13")), ("homestead_area", "无", Decimal("0.00")),
    ("surveyed_on", "2018.3.5", date(2018, 3, 5)), ("surveyed_on", "2018年3月5日", date(2018, 3, 5)),
    ("surveyed_on", "20180305", date(2018, 3, 5)), ("surveyed_on", 20180305.0, date(2018, 3, 5)),
    ("surveyed_on", 43164.0, date(2018, 3, 5)), ("surveyed_on", "2018-03-05", date(2018, 3, 5)),
    ("surveyed_on", "2018/3/5", date(2018, 3, 5)), ("surveyed_on", "2018-03-05 09:30:00", date(2018, 3, 5)),
    ("surveyed_on", "2018－03－05", date(2018, 3, 5)), ("surveyed_on", "/", None),
    ("id_number", ID, ID), ("id_number", "1499 2319 5903 235341", ID), ("id_number", "１４９９２３１９５９０３２３５３４１", ID),
    ("id_number", "14992319580204364x", "14992319580204364X"), ("id_number", "'" + ID, ID), ("id_number", "无", None),
    ("bank_account", "6219 0690 3294 5877 810", "6219069032945877810"), ("bank_account", "", None),
    ("phone", 17319633396.0, "17319633396"), ("phone", "0350-1234567", "0350-1234567"), ("phone", "无", None),
    ("phone", "17319633396/13995958579", "17319633396/13995958579"),
    ("surveyed_on", 43164.4, date(2018, 3, 5)), ("surveyed_on", "43164", date(2018, 3, 5)), ("surveyed_on", "2018 3 5", date(2018, 3, 5)),
    ("surveyed_on", "二〇一八年三月五日", date(2018, 3, 5)), ("id_number", ID + ".0", ID), ("id_number", ID[:6] + "-" + ID[6:14] + "-" + ID[14:], ID),
    ("id_number", "\u202d" + ID + "\u202c", ID), ("id_number", "11010519491231002×", "11010519491231002X"), ("population", 3.0000000001, 3),
    ("homestead_area", 120.00000000001, Decimal("120.00")), ("homestead_area", "120.00000000001", Decimal("120.00")),
    ("built_year", 1998.0, 1998), ("built_year", "1998-05-01", 1998), ("certificate_number", "无", None), ("relocation_type", "无", None),
    ("id_number", '"' + ID + '"', ID), ("id_number", ID + "。", ID), ("homestead_area", "'120", Decimal("120.00")), ("population", "'3", 3),
    ("homestead_area", "120（平方米）", Decimal("120.00")), ("population", "3口人", 3), ("surveyed_on", "'2018-3-5", date(2018, 3, 5)),
    ("surveyed_on", "二O一八年三月五日", date(2018, 3, 5)), ("surveyed_on", "无", None), ("willing", "'是", True),
    ("village", "上 沟村", "上沟村"), ("note", "同意 见附件", "同意 见附件"), ("group", "１组", "1组"),
])
def test_cells_that_can_be_read(field, cell, value):
    assert _read(field, cell) == value


@pytest.mark.parametrize(("field", "cell", "code"), [
    ("homestead_area", "约157", "not_a_number"), ("homestead_area", "120左右", "not_a_number"), ("homestead_area", "12丈", "not_a_number"),
    ("homestead_area", "100-120", "not_a_number"), ("homestead_area", -1.0, "out_of_range"), ("homestead_area", 1e300, "out_of_range"),
    ("homestead_area", float("inf"), "not_a_number"), ("homestead_area", "20000", "out_of_range"),
    ("population", 0.0, "out_of_range"), ("population", 2.5, "not_a_number"), ("population", "3亩", "not_a_number"),
    ("population", "三人", "not_a_number"), ("population", "9" * 400, "out_of_range"),
    ("registered_poor", "也许", "not_a_choice"), ("house_structure", "砖瓦", "not_a_choice"),
    ("surveyed_on", "2018年13月5日", "not_a_date"), ("surveyed_on", "2018-02-30", "not_a_date"), ("surveyed_on", "去年", "not_a_date"),
    ("surveyed_on", "0018-03-05", "not_a_date"), ("surveyed_on", 99999.0, "not_a_date"), ("surveyed_on", 1e17, "not_a_date"),
    ("id_number", ID[:17], "id_length"), ("id_number", ID[:17] + "2", "id_checksum"), ("id_number", 1.499231992010411e17, "id_precision_lost"),
    ("id_number", "1.49923E+17", "id_precision_lost"), ("id_number", "149923199913455341"[:17] + "0", "id_checksum"),
    ("bank_account", 6.219e18, "account_precision_lost"), ("surveyed_on", 2018.1, "not_a_date"), ("surveyed_on", "3月5日", "not_a_date"),
    ("homestead_area", "#REF!", "formula_error"), ("note", "#N/A", "formula_error"), ("head_name", "Err:502", "formula_error"),
    ("head_name", "不详", "missing"), ("head_name", " 待核实", "missing"), ("head_name", "…", "missing"), ("head_name", "N/A", "missing"),
    ("willing", "○", "not_a_choice"), ("homestead_area", "120+30", "not_a_number"),
    ("homestead_area", "水田1.0089,旱地0.3303", "not_a_number"),
])
def test_cells_in_error_have_no_value(field, cell, code):
    said = _read(field, cell)
    assert said.__class__ is Remark
    assert (said.code, said.value) == (code, None)
    assert KINDS[code].severity == "error"


@pytest.mark.parametrize(("field", "cell", "code", "value"), [
    ("bank_account", "6219069032945877811", "account_luhn", "6219069032945877811"), ("phone", "1731963339", "phone_format", "1731963339"),
    ("head_name", "王秀英2", "name_format", "王秀英2"), ("surveyed_on", 2018.3, "date_without_day", date(2018, 3, 1)),
    ("id_number", "I4992319590323534I", "id_characters", ID), ("surveyed_on", "2018-03", "date_without_day", date(2018, 3, 1)),
    ("surveyed_on", "2018年3月", "date_without_day", date(2018, 3, 1)), ("id_number", "149923590323534", "id_upgraded", "149923195903235341"),
    ("id_number", 149923590323534.0, "id_upgraded", "149923195903235341"), ("surveyed_on", "2018年3月份", "date_without_day", date(2018, 3, 1)),
])
def test_doubtful_cells_keep_their_value(field, cell, code, value):
    said = _read(field, cell)
    assert said.code == code
    assert said.value == value
    assert KINDS[code].severity == "warning"


@pytest.mark.parametrize(("cell", "unit", "value", "text"), [
    (0.22, "亩", "146.67", "0.22亩"), ("0.3亩", "㎡", "200.00", "0.3亩"), ("0.02公顷", "亩", "200.00", "0.02公顷"),
    (0.3, "公顷", "3000.00", "0.3公顷")])
def test_areas_in_other_units_keep_what_was_typed(cell, unit, value, text):
    assert _read("homestead_area", cell, unit) == Typed(Decimal(value), text)


def test_a_unit_in_the_cell_wins_over_the_heading():
    assert _read("homestead_area", "120㎡", "亩") == Decimal("120.00")


@pytest.mark.parametrize("cell", ["同上", "〃", '"', "″", "”", "''"])
@pytest.mark.parametrize("field", ["village", "house_structure", "surveyed_on", "homestead_area", "registered_poor", "population",
                                   "phone", "bank_account", "account_holder"])
def test_ditto_marks(field, cell):
    assert _read(field, cell) is DITTO_ABOVE


@pytest.mark.parametrize("cell", ["/", "—", "——", "-", "", "　"])
@pytest.mark.parametrize("field", [
    "head_name", "id_number", "population", "registered_poor", "house_structure", "homestead_area", "surveyed_on", "phone", "bank_account", "note"])
def test_strokes_stand_for_nothing(field, cell):
    assert _read(field, cell) is None


@pytest.mark.parametrize(("cell", "text"), [
    (1.0, "1"), (469.2, "469.2"), ("x", "x"), (3, "3"), (1.499231992010411e17, "1.49923199201041E+17"), (float("inf"), "inf")])
def test_cells_as_text(cell, text):
    assert cell_text(cell) == text


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16383, "XFD")])
def test_column_letters(index, letter):
    assert column_letter(index) == letter


@pytest.mark.parametrize("code", KINDS)
def test_every_problem_says_what_is_wrong_and_what_to_do(code):
    kind = KINDS[code]
    assert kind.message.endswith("。")
    assert kind.fix.endswith("。")
    assert not any(letter.isascii() and letter.isalpha() for letter in kind.message.format(label="", value="", detail=""))


CELLS = st.one_of(
    st.floats(), st.integers(), st.text(max_size=30),
    st.text(st.sampled_from("0123456789.,-+/%E#年月日亩㎡人无×Xx√〃—同上 　"), max_size=24))


@given(st.sampled_from([f for f in fields_of(Household).values() if f.type is not tuple]), st.sampled_from(["㎡", "亩", "公顷"]), CELLS)
@settings(max_examples=1500, deadline=None, derandomize=True)
def test_no_cell_makes_a_reader_raise(field, unit, cell):
    said = reader(field, unit)(cell)
    if said.__class__ is Remark:
        assert said.code in KINDS


@given(st.integers(0, 999_999), st.sampled_from(["㎡", "亩"]), st.booleans())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_an_area_reads_the_same_from_a_number_and_from_a_text(cents, unit, is_noisy):
    number = cents / 100
    noise = 1e-10 if is_noisy else 0.0
    assert _value(_read("homestead_area", number + noise, unit)) == _value(_read("homestead_area", f"{number:,.2f}{unit}", "㎡"))


def _value(said):
    return said.value if said.__class__ is Typed else said
