"""Rooms of a project as its officer opens them."""

import pytest


@pytest.fixture
def opened(open_window, desk, project_id):
    """What opens a room of the project by its key and gives its page; `opened.window` is the window."""
    window = open_window(desk)

    def go(key):
        window.open(key, project_id)
        return window.page
    go.window = window
    return go
