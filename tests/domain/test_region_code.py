"""District codes give hints only."""

from linkdesk.domain.region_code import region_problem


def test_hints():
    assert region_problem("511722197506153041") is None
    assert region_problem("511722197506153041", "511722100") is None
    assert region_problem("511725197506153041", "511722") == "region_elsewhere"
    assert region_problem("991722197506153041", "511722") == "region_unknown"
