"""Beauty is lost in the tail: functions and files stay short, and the main window only wires."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "linkdesk"
FILES = sorted(p for p in ROOT.rglob("*.py") if "versions" not in p.parts)
FORBIDDEN_NAMES = {"utils", "helpers", "common", "manager", "base"}


def _functions(path):
    tree = ast.parse(path.read_text("utf-8"))
    return [n.end_lineno - n.lineno + 1 for n in ast.walk(tree) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]


def _share(values, at_most):
    return sum(v <= at_most for v in values) / len(values)


def test_functions_are_short():
    lengths = sorted(n for p in FILES for n in _functions(p))
    assert lengths[len(lengths) // 2] <= 8
    assert _share(lengths, 25) >= 0.95
    assert lengths[-1] <= 60


def test_files_are_short():
    lengths = sorted(len(p.read_text("utf-8").splitlines()) for p in FILES)
    assert _share(lengths, 300) >= 0.95
    assert lengths[-1] <= 420


def test_the_main_window_only_wires():
    window = ROOT / "ui" / "window.py"
    assert len(window.read_text("utf-8").splitlines()) <= 250


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_says_what_it_is(path):
    assert path.stem not in FORBIDDEN_NAMES
    text = path.read_text("utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_public_functions_and_classes_say_what_they_do(path):
    silent = [n.name for n in ast.parse(path.read_text("utf-8")).body
              if isinstance(n, ast.FunctionDef | ast.ClassDef) and not n.name.startswith("_") and not ast.get_docstring(n)]
    assert not silent
