"""件号 count from 1 in each series without gaps or repeats; 档号 after DA/T 22-2015."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from linkdesk.domain.approval_words import Retention
from linkdesk.domain.archive import ArchiveItem
from linkdesk.domain.archive_numbers import archive_number, broken, in_order, lacking, numbered, series_of

PIECE = ArchiveItem("p", fonds="Z109", category="WS", year=2018, organ="DK", title="请示")
PIECES = some.lists(some.builds(
    lambda at, year, retention, organ: replace(PIECE, position=at, year=year, retention=retention, organ=organ, id=f"{at:02d}{organ}{year}"),
    some.integers(0, 9), some.sampled_from([None, 2018, 2019]), some.sampled_from([Retention.PERMANENT, Retention.TEN]),
    some.sampled_from(["", "DK"])), max_size=8).map(lambda pieces: list({each.id: each for each in pieces}.values()))


def test_the_archive_number_is_put_together_after_the_standard():
    assert archive_number(replace(PIECE, item=7)) == "Z109-WS·2018-Y-DK-0007"
    assert archive_number(replace(PIECE, item=12, retention=Retention.THIRTY, organ="")) == "Z109-WS·2018-D30-0012"
    assert archive_number(PIECE) == ""


def test_what_is_lacking_is_named():
    assert lacking(replace(PIECE, fonds=" ", year=None)) == ("全宗号", "年度")
    assert lacking(PIECE) == ()


@settings(max_examples=60, deadline=None)
@given(PIECES, PIECES)
def test_every_series_counts_from_one_and_given_numbers_stay(first, late):
    there = {each.id: each for each in first}
    there |= {each.id: each for each in numbered(first, first)}
    before = {each.id: each.item for each in there.values() if each.item}
    new = [each for each in late if each.id not in there]
    every = there | {each.id: each for each in new} | {each.id: each for each in numbered(tuple(there.values()), new)}
    assert broken(every.values()) is None
    assert {id_: every[id_].item for id_ in before} == before
    assert [each for each in every.values() if each.item is None] == [each for each in every.values() if each.year is None]


def test_a_gap_and_a_repeat_are_found():
    one, two = replace(PIECE, item=1, id="1"), replace(PIECE, item=2, id="2")
    assert broken([two, one]) is None
    assert broken([two]) == two
    assert broken([one, replace(one, id="3")]) is not None
    assert broken([one, replace(one, id="3", retention=Retention.TEN)]) is None


def test_pieces_stand_by_series_and_number():
    pieces = [replace(PIECE, item=2, id="b"), replace(PIECE, position=9, id="c"), replace(PIECE, item=1, id="a"),
              replace(PIECE, year=2017, item=1, id="z")]
    assert [each.id for each in in_order(pieces)] == ["z", "a", "b", "c"]
    assert len({series_of(each) for each in pieces}) == 2
