"""Imports point one way: import-linter's contracts in pyproject.toml hold, and each of them can break."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]

# One forbidden import for each contract: (the contract's name begins so, file, line).
VIOLATIONS = [
    ("Imports point one way", "store/__init__.py", "import linkdesk.survey"),
    ("Domain and policy", "domain/words.py", "import pathlib"),
    ("Only ui and app", "desk.py", "import PySide6.QtCore"),
    ("Only store", "actions/__init__.py", "import sqlalchemy"),
    ("Only documents.pdf", "documents/__init__.py", "import reportlab"),
    ("The command line", "__main__.py", "import linkdesk.ui"),
]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter on the package in `folder`, in a process of its own that has imported nothing yet."""
    code = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(cache_dir=None))"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_the_contracts_hold():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


def test_each_contract_can_break(tmp_path):
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "linkdesk", tmp_path / "linkdesk", ignore=shutil.ignore_patterns("__pycache__"))
    for _, file, line in VIOLATIONS:
        with (tmp_path / "linkdesk" / file).open("a", encoding="utf-8") as code:
            code.write(f"\n{line}\n")
    broken = [line for line in lint(tmp_path).stdout.splitlines() if "BROKEN" in line]
    for name, file, _ in VIOLATIONS:
        assert any(line.startswith(name) for line in broken), f"{file} may import what it must not: {name}"
