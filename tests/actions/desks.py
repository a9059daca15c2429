"""Desks on real workspaces for the tests of actions: the bundled sample, with a clock that stands still."""

from datetime import datetime

from linkdesk import paths
from linkdesk.actions import plots, projects, surveys
from linkdesk.actions.demo import PLOTS, SAMPLE, SURVEY, sample_desk

PROJECT = SAMPLE.name
NOON = datetime(2018, 7, 2, 12, 0)


def empty(folder):
    desk = sample_desk(folder, lambda: NOON)
    desk.do(projects.new_project(desk, SAMPLE))
    return desk, projects.find(desk, SAMPLE.name).id


def filled(folder):
    desk, project_id = empty(folder)
    desk.do(plots.import_plots(desk, plots.understand(paths.SAMPLES / PLOTS), project_id))
    desk.do(surveys.import_survey(desk, surveys.understand(paths.SAMPLES / SURVEY), project_id))
    return desk, project_id
