"""District codes give hints only."""

import pytest

from linkdesk.domain.region_code import place_of, region_problem


@pytest.mark.parametrize(("code", "place"), [
    ("511722100201", "四川省达州市宣汉县"), ("1411", "山西省吕梁市"), ("149923", "山西省"), ("990000", ""), ("", ""),
])
def test_places(code, place):
    assert place_of(code) == place


def test_hints():
    assert region_problem("511722197506153041") is None
    assert region_problem("511722197506153041", "511722100") is None
    assert region_problem("511725197506153041", "511722") == "region_elsewhere"
    assert region_problem("991722197506153041", "511722") == "region_unknown"
