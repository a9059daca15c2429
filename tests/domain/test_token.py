import pytest

from linkdesk.domain.token import check_letter, is_token, typed_token

TOKEN = "7KQW2MNP9XA" + check_letter("7KQW2MNP9XA")


@pytest.mark.parametrize("typed", [TOKEN, TOKEN.lower(), f" {TOKEN[:4]} {TOKEN[4:8]}-{TOKEN[8:]} ",
                                   "".join(chr(ord(c) + 0xFEE0) for c in TOKEN)])
def test_a_token_is_known_however_it_is_typed(typed):
    assert typed_token(typed) == TOKEN


@pytest.mark.parametrize("text", ["", TOKEN[:-1], TOKEN + "2", "https://example", TOKEN[:-1] + ("2" if TOKEN[-1] != "2" else "3"),
                                  TOKEN.replace("7", "1"), TOKEN[1] + TOKEN[0] + TOKEN[2:], "身份证"])
def test_what_is_no_token_is_none(text):
    assert not is_token(text)
    assert typed_token(text) == ""
