"""What all tests share: golden texts, rewritten by `pytest --update-golden` and then read by a person in the diff."""

from pathlib import Path

import pytest

GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden texts with what comes out now")


@pytest.fixture
def golden(request):
    """Compare a text with the golden file of that name."""
    def compare(name, text):
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            path.write_text(text, "utf-8")
        assert path.exists(), f"no golden text {path.name}: run pytest --update-golden and read what it wrote"
        assert text == path.read_text("utf-8")
    return compare
