"""Identity numbers by GB 11643-1999."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkdesk.domain.identity_number import (
    birth_date,
    check_digit,
    id_problem,
    mended,
    normalised_id,
    sex,
    upgraded,
)

VALID = ["11010519491231002X", "370101190102039973", "511702197506153041", "141127198001010010"]


@pytest.mark.parametrize("number", VALID)
def test_published_numbers_are_right(number):
    assert check_digit(number[:17]) == number[17]
    assert id_problem(number) is None


@pytest.mark.parametrize(("text", "code"), [
    ("", "id_length"), ("1411271980010100", "id_length"), ("1411271980010100100", "id_length"),
    ("141127198001010011", "id_checksum"), ("11010519491231002Y", "id_checksum"), ("1411271980O1010010", "id_checksum"),
    ("x41127198001010010", "id_checksum"), ("１４１１２７１９８００１０１００１０", "id_checksum"),
    ("11010519491231002x", None), ("130503670401001", None), ("130503671301001", "id_birth"),
])
def test_problems(text, code):
    assert id_problem(text) == code


@pytest.mark.parametrize("born", ["19800230", "19801301", "00000101", "20230229"])
def test_a_birth_date_that_is_no_day(born):
    number = f"141127{born}001"
    assert id_problem(number + check_digit(number)) == "id_birth"


def test_birth_is_judged_by_the_day_given():
    assert id_problem("370101190102039973", on=date(2018, 6, 1)) is None
    assert id_problem("370101190102039973", on=date(2022, 1, 1)) == "id_birth"
    assert id_problem("141127198001010010", on=date(1979, 12, 31)) == "id_birth"


def test_the_old_form_is_upgraded():
    assert upgraded("130503670401001") == "130503196704010016"
    assert upgraded("141127198001010010") == "141127198001010010"
    assert birth_date("130503670401001") == date(1967, 4, 1)


def test_what_a_number_tells():
    assert birth_date("11010519491231002X") == date(1949, 12, 31)
    assert [sex(n) for n in VALID] == ["女", "男", "女", "男"]
    assert sex("张三") is None
    assert birth_date("张三") is None


def test_normalised():
    assert normalised_id(" １1０1０５ 19491231002ｘ\u3000") == "11010519491231002X"
    assert normalised_id("'141127-19800101-0010") == "141127198001010010"
    assert normalised_id("141127198001010010.0") == "141127198001010010"
    assert normalised_id("\u202d11010519491231002×\u202c") == "11010519491231002X"


@pytest.mark.parametrize(("text", "number"), [
    ("14112719800101OO1O", "141127198001010010"), ("I41I2719800101OOIO", "141127198001010010"), ("L41127198001010010", "141127198001010010"),
    ("14112719800101OO11", None), ("141127198001010010", None), ("OO", None), ("13O5O367O4O1OO1", None)])
def test_letters_are_read_as_digits_only_where_the_check_digit_agrees(text, number):
    assert mended(text) == number


@given(st.sampled_from(VALID), st.integers(0, 16), st.integers(1, 9))
@settings(deadline=None)
def test_every_single_wrong_digit_is_found(number, place, shift):
    wrong = str((int(number[place]) + shift) % 10)
    assert id_problem(number[:place] + wrong + number[place + 1:]) == "id_checksum"
