"""The verbs of the command line that write survey workbooks: the form for townships, and what goes back to be verified."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from linkdesk.domain.entry import parse
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import fields_of
from linkdesk.domain.household import Household
from linkdesk.speech import say

OpenDesk = Callable[[argparse.Namespace], Any]


def template(wanted: argparse.Namespace, open_desk: OpenDesk) -> int:
    """`survey template`: the project's own form, or a blank one."""
    from linkdesk.actions.survey_templates import write_blank, write_form
    if wanted.project is None:
        say(write_blank(wanted.out))
        return 0
    from linkdesk.actions.projects import find
    desk = open_desk(wanted)
    say(write_form(desk, find(desk, wanted.project).id, wanted.out))
    return 0


def send_back(wanted: argparse.Namespace, open_desk: OpenDesk) -> int:
    """`survey return`: a workbook for its village; with what is unsettled today where it was taken into the project."""
    until = _day(wanted.by)
    desk = open_desk(wanted)
    for path in _written(desk, wanted, until):
        say(path)
    return 0


def _written(desk: Any, wanted: argparse.Namespace, until: date | None) -> tuple[Path, ...]:
    from linkdesk.actions import survey_returns, surveys
    from linkdesk.actions.projects import find
    project = find(desk, wanted.project)
    reading = surveys.understand(wanted.file, on=desk.clock().date())
    taken = [b for b in survey_returns.batches(desk, project.id) if b.file_hash == reading.file_hash]
    if taken:
        write = survey_returns.villages_of_batch if wanted.villages else survey_returns.of_batch
        made = write(desk, taken[0].id, wanted.out, return_by=until)
    else:
        write = survey_returns.villages_of_reading if wanted.villages else survey_returns.of_reading
        made = write(desk, reading, wanted.file, wanted.out, return_by=until)
    return made if wanted.villages else (made,)


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return parse(fields_of(Household)["surveyed_on"], text)
    except KnownError as wrong:
        raise KnownError(f"交回日期：{wrong}") from None
