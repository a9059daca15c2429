"""The set-up holds anywhere: exact versions, no registry's address, no machine's path, a sound Qt binding."""

import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib import metadata
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
PYTHONS = ["3.11", "3.12", "3.13"]
PLATFORMS = [
    {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
]

# Texts in resources/licences of packages that bring none.
OWN_LICENCES = {"pyside6-essentials": "LGPL-3.0.txt", "shiboken6": "LGPL-3.0.txt", "chinesecalendar": "chinesecalendar-MIT.txt"}

# Character classes keep these patterns from finding themselves.
REGISTRIES = r"pypi[.]org|pythonhoste[d]|npmj[s]|deb[.]debian|archive[.]ubuntu|tsinghu[a]|aliyu[n]|mirror[s][./]"
REGISTRY_OPTIONS = r"--(extra-)?index-ur[l]|--find-link[s]|--trusted-hos[t]"
MACHINE_PATHS = r"(?<![\w.])/wor[k]/|/tmp/[w]/|/hom[e]/\w|/roo[t]/"


def constraints() -> dict[str, str]:
    """Distribution → version, as constraints.txt pins them."""
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line.partition("==") for line in lines if not line.startswith("#")]
    return {canonicalize_name(name): version for name, _, version in pins}


def requirements() -> list[str]:
    """Everything pyproject.toml asks for: to build, to run, and in each extra."""
    extras = chain.from_iterable(PROJECT["project"]["optional-dependencies"].values())
    return [*PROJECT["build-system"]["requires"], *PROJECT["project"]["dependencies"], *extras]


def needed_by(line: str, environment: dict[str, str]) -> Iterator[str]:
    """The distribution a requirement line names in that environment, if any."""
    requirement = Requirement(line)
    if requirement.marker is None or requirement.marker.evaluate({**environment, "extra": ""}):
        yield canonicalize_name(requirement.name)


def closure(environment: dict[str, str], lines: list[str]) -> set[str]:
    """All distributions these lines install there, as far as the ones installed here tell what they need."""
    found: set[str] = set()
    waiting = [name for line in lines for name in needed_by(line, environment)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += [child for line in required_by(name) for child in needed_by(line, environment)]
    return found


def required_by(name: str) -> list[str]:
    """What an installed distribution requires; nothing for one that belongs to another platform or extra."""
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def own_files() -> Iterator[Path]:
    """Every file of the source tree but what .gitignore names."""
    ignored = [".git", *(line.strip("/") for line in (ROOT / ".gitignore").read_text("utf-8").splitlines())]
    entries = [ROOT]
    for entry in entries:
        if any(entry.match(pattern) for pattern in ignored):
            continue
        if entry.is_dir():
            entries += entry.iterdir()
        else:
            yield entry


def lines_with(pattern: str) -> list[str]:
    """Where the pattern stands in the project's text files, as file:line."""
    return [
        f"{file.relative_to(ROOT)}:{number}"
        for file in own_files()
        for number, line in enumerate(text_of(file).splitlines(), 1)
        if re.search(pattern, line)
    ]


def text_of(file: Path) -> str:
    """What a text file holds; nothing for a file that is none."""
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def test_constraints_are_exact_versions():
    for name, version in constraints().items():
        assert re.fullmatch(r"\d[\w.]*", version), f"{name} is not pinned: {version!r}"


@pytest.mark.parametrize("platform", PLATFORMS, ids=["linux", "windows"])
@pytest.mark.parametrize("python", PYTHONS)
def test_everything_installed_is_pinned(python, platform):
    environment = {"python_version": python, "python_full_version": f"{python}.0", **platform}
    assert sorted(closure(environment, requirements()) - constraints().keys()) == []


def test_pins_are_within_what_the_project_asks_for():
    pins = constraints()
    for line in requirements():
        requirement = Requirement(line)
        assert requirement.specifier.contains(pins[canonicalize_name(requirement.name)]), line


def test_what_is_installed_is_what_is_pinned():
    installed = {canonicalize_name(each.name): each.version for each in metadata.distributions()}
    # A virtual environment of Python 3.11 begins with a setuptools of its own.
    pins = {name: version for name, version in constraints().items() if name in installed}
    pins.pop("setuptools", None)
    assert {name: installed[name] for name in pins} == pins


def test_each_library_of_the_program_is_passed_on_with_its_licence():
    """By the words build_installer.spec looks for in what a package brings, else as a text of our own."""
    ours = {file.name for file in (ROOT / "resources" / "licences").iterdir()}
    brought = {canonicalize_name(each.name) for each in metadata.distributions() for file in each.files or []
               if ".dist-info" in str(file) and re.search("licen|copying|notice", str(file).lower())}
    needed = closure(PLATFORMS[0] | {"python_version": PYTHONS[0], "python_full_version": f"{PYTHONS[0]}.0"}, PROJECT["project"]["dependencies"])
    assert sorted(name for name in needed - brought if OWN_LICENCES.get(name) not in ours) == []


@pytest.mark.parametrize("pattern", [REGISTRIES, REGISTRY_OPTIONS, MACHINE_PATHS])
def test_no_registry_and_no_machine_is_named(pattern):
    assert lines_with(pattern) == []


# PySide6 6.12 on Python 3.11 gave back one reference too many of None or True at calls from C++ into Python,
# and the interpreter died after about a thousand. From Python 3.12 both are immortal: nothing can be lost.
CALLS = 200
COUNT_REFERENCES = f"""
import sys
from PySide6.QtCore import QCoreApplication, QObject, QSortFilterProxyModel, QStringListModel, QTimer, Signal

class Sender(QObject):
    sent = Signal()

class Filter(QSortFilterProxyModel):
    def filterAcceptsRow(self, row, parent):
        return True

def call():
    sender.sent.emit()
    rows.invalidate()
    QTimer.singleShot(0, lambda: None)
    app.processEvents()

app, sender, rows = QCoreApplication([]), Sender(), Filter()
sender.sent.connect(lambda: None)
rows.setSourceModel(QStringListModel(["a", "b"], app))
call()
before = sys.getrefcount(None), sys.getrefcount(True)
for _ in range({CALLS}):
    call()
print(*(was - sys.getrefcount(value) for value, was in zip((None, True), before)))
"""


def test_qt_loses_no_references_of_none_and_true():
    """The count is taken in a process of its own, which a faulty binding may end."""
    result = subprocess.run([sys.executable, "-c", COUNT_REFERENCES], capture_output=True, check=False)
    assert result.returncode == 0, result.stderr.decode()
    assert all(abs(int(lost)) < CALLS // 2 for lost in result.stdout.split()), result.stdout.decode()
