"""涉农项目: what households and plots received from other programmes, typed or pasted; each row finds its household or plot by what people write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from linkdesk.actions import plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.actions.named_households import called, found
from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.double_subsidies import double_subsidies
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.planning import ProgrammeLink
from linkdesk.domain.words import Severity

WHAT, WHO = "涉农项目补助", "household_id"  # the field in whose place a table shows and takes whom a row is about
_PLOT = "地块 "


def add(desk: Desk, project_id: str) -> Change:
    """One more row, of nobody yet."""
    return plan_rows.add(desk, ProgrammeLink, project_id, f"新增{WHAT}")


def put(desk: Desk, link: ProgrammeLink, name: str, text: str) -> Change:
    """Put what was typed into a row; whom it is about is found by name, ID number or plot code."""
    now = plan_rows.newest(desk, link)
    if name != WHO:
        return set_field(now, name, text)
    return Change("修改农户或地块", before=(now,), after=(_about(desk.dossier(now.project_id), now, text),))


def paste(desk: Desk, project_id: str, cells: Sequence[Sequence[str]], names: Sequence[str]) -> Change:
    """New rows from pasted spreadsheet rows; one that cannot be read, or whose household is not found, refuses the paste."""
    change = plan_rows.paste(desk, ProgrammeLink, project_id, WHAT, cells, names)
    dossier = desk.dossier(project_id)
    return replace(change, after=tuple(_placed(dossier, link, at) for at, link in enumerate(change.after, 1)))


def remove(desk: Desk, chosen: Sequence[ProgrammeLink]) -> Change:
    """Remove rows that were entered by mistake."""
    return plan_rows.remove(desk, chosen, WHAT)


def shown(dossier: Dossier) -> list[ProgrammeLink]:
    """The rows in their order, with whom each is about in the place of the household: 上沟村 白有田, 地块 CJ-01."""
    people = {h.id: h for h in (*dossier.households, *dossier.left_out)}
    codes = {p.id: p.code for p in dossier.plots}
    return [replace(link, household_id=_called(dossier, people.get(link.household_id or ""), codes.get(link.plot_id or "")))
            for link in sorted(dossier.links, key=lambda each: each.position)]


def remarks(dossier: Dossier) -> dict[str, tuple[Severity, str]]:
    """What is wrong with rows, by their id: nobody named, paid twice (B §三(三))."""
    nobody = {link.id: (Severity.ERROR, "没有写明农户或地块。") for link in dossier.links if not (link.household_id or link.plot_id)}
    return nobody | {id_: (Severity.WARNING, f"重复补助：{why}。B §三(三)") for id_, why in double_subsidies(dossier).items()}


def _called(dossier: Dossier, household: Household | None, code: str | None) -> str:
    return called(dossier, household) if household else f"{_PLOT}{code}" if code else ""


def _placed(dossier: Dossier, link: ProgrammeLink, at: int) -> ProgrammeLink:
    try:
        return _about(dossier, link, link.household_id or "")
    except KnownError as unknown:
        raise KnownError(f"粘贴的第 {at} 行：{unknown}") from None


def _about(dossier: Dossier, link: ProgrammeLink, text: str) -> ProgrammeLink:
    """The link with its household or plot; KnownError when nobody, or more than one, answers to what was written."""
    plain = " ".join(text.split())
    if not plain:
        return replace(link, household_id=None, plot_id=None)
    if plot := next((p for p in dossier.plots if p.code and p.code == plain.removeprefix(_PLOT.strip()).strip()), None):
        return replace(link, household_id=None, plot_id=plot.id)
    return replace(link, household_id=found(dossier, plain, "农户或地块").id, plot_id=None)
