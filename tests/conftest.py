"""What the tests of several parts share: options, and the desk and window of an officer's working day."""

from __future__ import annotations

import logging
import os
import shutil
from datetime import datetime
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported: the tests need no display

DAY = datetime(2018, 6, 4, 9, 30)
GOLDEN = Path(__file__).parent / "golden"


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="rewrite the golden texts with what comes out now")


@pytest.fixture(autouse=True)
def quiet_log(caplog):
    """A log line of level warning or above fails the test that caused it."""
    yield
    loud = [r.getMessage() for when in ("setup", "call") for r in caplog.get_records(when) if r.levelno >= logging.WARNING]
    assert not loud


@pytest.fixture
def golden(request):
    """Compare a text with the golden file of that name; --update-golden rewrites it, to be read in the diff."""
    def compare(name, text):
        path = GOLDEN / f"{name}.txt"
        if request.config.getoption("--update-golden"):
            path.write_text(text, "utf-8")
        assert path.exists(), f"no golden text {path.name}: run pytest --update-golden and read what it wrote"
        assert text == path.read_text("utf-8")
    return compare


@pytest.fixture(scope="session")
def sample_workspace(tmp_path_factory):
    """A workspace with the bundled sample taken in; made once, to be copied."""
    from linkdesk.actions.demo import sample_desk
    from linkdesk.ui.sample import fill
    folder = tmp_path_factory.mktemp("sample") / "工作区"
    desk = sample_desk(folder, lambda: DAY)
    fill(desk, lambda done, total: None)
    desk.close()
    return folder


@pytest.fixture
def empty_desk(tmp_path):
    """A desk on a new workspace; nobody has signed in."""
    from linkdesk.desk import Desk
    desk = Desk.open(tmp_path / "工作区", lambda: DAY)
    yield desk
    desk.close()


@pytest.fixture
def desk(sample_workspace, tmp_path):
    """A desk on the sample project, an officer signed in."""
    from linkdesk.desk import Desk
    shutil.copytree(sample_workspace, tmp_path / "工作区")
    opened = Desk.open(tmp_path / "工作区", lambda: DAY)
    opened.sign_in(opened.officers()[0])
    yield opened
    opened.close()


@pytest.fixture
def project_id(desk):
    """The sample project."""
    from linkdesk.actions.projects import projects
    return projects(desk)[0].id


@pytest.fixture
def themed(qapp):
    """The application in the light theme at 100 %."""
    from linkdesk.ui import theme
    if qapp.property("theme") != theme.Theme():  # dressing again is slow
        theme.wear(qapp, theme.Theme())
    return qapp


@pytest.fixture
def open_window(themed, qtbot):
    """Open a window on a desk, 1366 × 768 and shown."""
    from linkdesk.ui.window import MainWindow

    def opened(desk):
        window = MainWindow(desk)
        qtbot.addWidget(window, before_close_func=lambda w: w.work.stop())
        window.resize(1366, 768)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window
    return opened
