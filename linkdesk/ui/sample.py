"""The sample project an officer can look around in: the bundled survey and plots, taken in as one would."""

from __future__ import annotations

from linkdesk import paths
from linkdesk.actions import plots, projects, surveys
from linkdesk.actions.demo import PLOTS, SAMPLE, SURVEY
from linkdesk.desk import Desk
from linkdesk.ui.work import Report


def fill(desk: Desk, report: Report) -> str:
    """Make the sample project with its plots and households; returns its id."""
    desk.do(projects.new_project(desk, SAMPLE))
    project = projects.find(desk, SAMPLE.name)
    report(1, 3)
    desk.do(plots.import_plots(desk, plots.understand(paths.SAMPLES / PLOTS), project.id))
    report(2, 3)
    desk.do(surveys.import_survey(desk, surveys.understand(paths.SAMPLES / SURVEY), project.id))
    return project.id
