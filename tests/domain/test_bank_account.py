"""The Luhn check of card numbers."""

import pytest

from linkdesk.domain.bank_account import luhn_ok


@pytest.mark.parametrize(("account", "ok"), [
    ("6222020511001234562", True), ("6222020511001234563", False), ("4111111111111111", True),
    ("4111111111111112", False), ("0000000000000000", True), ("", False), ("42", False),
    ("411111111111111", False), ("62220205110012345620", False), ("6222 0205 1100 1234 562", False),
    ("６２２２０２０５１１００１２３４５６２", False),
])
def test_luhn(account, ok):
    assert luhn_ok(account) is ok


def test_two_neighbours_exchanged_are_found():
    assert not luhn_ok("6222020511002134562")
