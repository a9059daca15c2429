"""The survey form for townships: blank, or with a project's own villages, words and clauses."""

from __future__ import annotations

from pathlib import Path

from linkdesk.actions.folders import ready_folder, safe
from linkdesk.actions.surveys import Report, quiet
from linkdesk.desk import Desk
from linkdesk.documents.survey_form import Form, form
from linkdesk.documents.survey_template import Marks, write_template
from linkdesk.domain.change import Change
from linkdesk.domain.words import ChangeKind
from linkdesk.survey import keys

_MARKS = Marks(keys.field_key, keys.HIDDEN_SHEET, keys.NOT_A_SURVEY)


def write_form(desk: Desk, project_id: str, out: Path, report: Report = quiet) -> Path:
    """Write a project's form; `out` is the .xlsx or the folder for it. It holds no personal data."""
    made = of_project(desk, project_id)
    path = _place(out, f"{made.project_name}摸底调查表（填报模板）.xlsx")
    desk.do(Change("导出调查表模板", kind=ChangeKind.EXPORT))
    return _written(made, path, report)


def write_blank(out: Path, report: Report = quiet) -> Path:
    """Write the form of no project yet, for a whole county."""
    return _written(form(), _place(out, "农户摸底调查表（填报模板）.xlsx"), report)


def of_project(desk: Desk, project_id: str) -> Form:
    """The form with what is known of a project."""
    dossier = desk.dossier(project_id)
    villages = [v for v in dossier.villages if v.township_id == dossier.project.township_id]
    hamlets = [h.name for h in dossier.hamlets if h.village_id in {v.id for v in villages}]
    township = dossier.township
    return form(project_id=project_id, project_name=dossier.project.name, filled_by=f"{township.name}人民政府" if township else "",
                packs=dossier.project.packs, villages=tuple(v.name for v in villages), hamlets=tuple(dict.fromkeys(hamlets)),
                geohazard=dict(dossier.words).get("geohazard_relocation", ""))


def _place(out: Path, name: str) -> Path:
    path = out if out.suffix.lower() == ".xlsx" and not out.is_dir() else out / safe(name)
    ready_folder(path.parent)
    return path


def _written(made: Form, path: Path, report: Report) -> Path:
    report(0, 1)
    write_template(made, _MARKS, path)
    report(1, 1)
    return path
