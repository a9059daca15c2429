import shutil

import pytest

from linkdesk.desk import Desk
from linkdesk.domain.directory import Officer
from tests.actions import desks
from tests.actions.walks import Walk


@pytest.fixture(scope="session")
def filled_workspace(tmp_path_factory):
    """The sample township once read; tests work on copies."""
    folder = tmp_path_factory.mktemp("sample") / "工作区"
    desk, project_id = desks.filled(folder)
    desk.close()
    return folder, project_id


@pytest.fixture
def sample(filled_workspace, tmp_path):
    """A desk on a copy of the sample workspace, with the id of its project."""
    folder, project_id = filled_workspace
    shutil.copytree(folder, tmp_path / "工作区")
    desk = Desk.open(tmp_path / "工作区", lambda: desks.NOON)
    desk.sign_in(desk.store.load(Officer)[0])
    yield desk, project_id
    desk.close()


@pytest.fixture
def walk(tmp_path):
    made = Walk(tmp_path)
    yield made
    made.desk.close()
