import pytest

from linkdesk.actions.agreements import new_token
from linkdesk.actions.households import matches
from linkdesk.domain.household import Household
from linkdesk.domain.token import LETTERS, check_letter

SAMPLE = Household(head_name="单乐山", village="上沟村", group="一组", id_number="11010519491231002X")


@pytest.mark.parametrize("typed", ["单", "乐山", "sls", "dls", "cys", "sy", "ls", "上沟", "1949", "DLS", " 山 "])
def test_finds_by_characters_by_any_reading_and_by_digits(typed):
    assert matches(SAMPLE, typed)


@pytest.mark.parametrize("typed", ["李", "xx", "slsx", "2001", "lsd"])
def test_does_not_find_what_is_not_there(typed):
    assert not matches(SAMPLE, typed)


def test_a_household_without_a_name_is_found_by_its_village():
    assert matches(Household(village="上沟村"), "上沟")
    assert not matches(Household(village="上沟村"), "sg")


def test_tokens_show_every_single_slip_and_every_swap_of_neighbours():
    token = new_token()
    body, check = token[:-1], token[-1]
    assert len(token) == 12
    assert check_letter(body) == check
    for at in range(11):
        for letter in set(LETTERS) - {body[at]}:
            assert check_letter(body[:at] + letter + body[at + 1:]) != check
    for at in range(10):
        if body[at] != body[at + 1]:
            assert check_letter(body[:at] + body[at + 1] + body[at] + body[at + 2:]) != check
