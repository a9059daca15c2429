"""Who may be one person: similar names, numbers one slip apart, in one village; found without comparing all with all."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkdesk.domain import likeness
from linkdesk.domain.identity_number import check_digit, id_problem
from linkdesk.domain.likeness import MOST_ALIKE, Person, near_pairs, similar


def right(first17):
    return first17 + check_digit(first17)


NUMBER = right("14112719800101001")
OTHER_DIGIT = right("14112719800107001")


def pairs(*people):
    return {frozenset(pair) for pair in near_pairs(Person(*person) for person in people)}


@pytest.mark.parametrize(("one", "other", "alike"), [
    ("王秀英", "王秀英", True), ("王秀英", "王秀莲", True), ("王秀英", "王英", True), ("王英秀", "王秀英", True), ("王英", "英王", True),
    ("王秀英", "李秀莲", False), ("王", "李", False), ("王秀英", "王", False), ("王秀英", "李英", False), ("王秀", "李英", False)])
def test_similar_names(one, other, alike):
    assert similar(one, other) is alike
    assert similar(other, one) is alike


@pytest.mark.parametrize("slip", [
    OTHER_DIGIT, NUMBER[:10] + "7" + NUMBER[11:], NUMBER[:17] + ("1" if NUMBER[17] != "1" else "2"), NUMBER[:5] + NUMBER[6:],
    NUMBER[:5] + "8" + NUMBER[5:], NUMBER[:4] + NUMBER[5] + NUMBER[4] + NUMBER[6:], NUMBER[:17], NUMBER[1:]])
def test_one_slip_of_the_pen_is_found(slip):
    assert pairs((1, "上沟村", "王秀英", NUMBER), (2, "上沟村", "王秀莲", slip)) == {frozenset((1, 2))}
    assert pairs((2, "上沟村", "王秀莲", slip), (1, "上沟村", "王秀英", NUMBER)) == {frozenset((1, 2))}


@pytest.mark.parametrize("other", [
    (2, "下沟村", "王秀英", OTHER_DIGIT), (2, "上沟村", "李桂兰", OTHER_DIGIT), (2, "上沟村", "王秀英", NUMBER),
    (2, "上沟村", "", OTHER_DIGIT), (2, "上沟村", "王秀英", ""), (2, "上沟村", "王秀英", right("14112719800107002")),
    (2, "上沟村", "王秀英", NUMBER[:15]), (2, "上沟村", "王秀英", "待核实")])
def test_others_are_not(other):
    assert pairs((1, "上沟村", "王秀英", NUMBER), other) == set()


def test_a_number_of_very_many_is_a_placeholder():
    people = [(at, "上沟村", "王秀英", NUMBER) for at in range(1000)] + [(1000 + at, "上沟村", "王秀英", OTHER_DIGIT) for at in range(1000)]
    assert len(pairs(*people)) == MOST_ALIKE ** 2


def _is_near(one, other):
    """What near_pairs promises of numbers of 18 characters, said plainly."""
    if one.village != other.village or one.number == other.number or not similar(one.name, other.name):
        return False
    differing = [at for at in range(18) if one.number[at] != other.number[at]]
    if len([at for at in differing if at < 17]) <= 1:
        return True
    wrong = id_problem(one.number) or id_problem(other.number)
    first = differing[0]
    return bool(wrong) and differing == [first, first + 1] and one.number[first:first + 2] == other.number[first:first + 2][::-1]


@st.composite
def crowds(draw):
    """People of two villages whose numbers lie close together, a few of them wrong."""
    people = []
    for at in range(draw(st.integers(2, 25))):
        number = right("1411271980" + "".join(draw(st.lists(st.sampled_from("01"), min_size=7, max_size=7))))
        if draw(st.booleans()):
            place = draw(st.integers(9, 16))
            number = number[:place] + number[place + 1] + number[place] + number[place + 2:]
        people.append(Person(at, draw(st.sampled_from("东西")), draw(st.sampled_from(["王秀英", "王秀莲", "李桂兰", "秀英王"])), number))
    return people


@given(crowds(), st.sampled_from([0, 3, likeness.FEW]))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_it_finds_what_comparing_all_with_all_finds(people, few):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(likeness, "FEW", few)  # both ways of comparing find the same
        _compare(people)


def _compare(people):
    expected = {frozenset((a.key, b.key)) for a, b in combinations(people, 2) if _is_near(a, b)}
    found = [frozenset(pair) for pair in near_pairs(people)]
    assert set(found) == expected
    assert len(found) == len(expected)
