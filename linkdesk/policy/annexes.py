"""The list of annexes (附件) of a plan: which papers its project needs, which are there, which the program makes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.planning import PlanAnnex
from linkdesk.domain.planning_words import AnnexState, AnnexStep
from linkdesk.domain.words import PlotUse
from linkdesk.policy.parts import Pack, PackAnnex
from linkdesk.policy.table import Table


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One line of the list: the paper, where it stands, its files in order, and why it is not needed."""

    annex: PackAnnex
    state: AnnexState
    files: tuple[PlanAnnex, ...] = ()
    not_needed: PlanAnnex | None = None


def annex_lines(dossier: Dossier, packs: Iterable[Pack], step: AnnexStep = AnnexStep.PLAN) -> tuple[AnnexLine, ...]:
    """The papers this project's plan (or design) needs, in the order of their codes; one asked for while a fact is open stays in
    the list."""
    mine = grouped(dossier.annexes, lambda annex: annex.code)
    wanted = {annex.id: annex for pack in packs for annex in pack.annexes if annex.step is step and _is_wanted(annex, dossier)}
    return tuple(_line(annex, mine.get(code, [])) for code, annex in sorted(wanted.items()))


def _is_wanted(annex: PackAnnex, dossier: Dossier) -> bool:
    named = not annex.packs or set(annex.packs) & set(dossier.project.packs)
    return bool(named) and not any(getattr(dossier.project, fact) is (not value) for fact, value in annex.when)


def _line(annex: PackAnnex, rows: list[PlanAnnex]) -> AnnexLine:
    files = tuple(sorted((r for r in rows if r.file_hash), key=lambda r: r.position))
    reason = next((r for r in rows if not r.file_hash and r.not_needed.strip()), None)
    return AnnexLine(annex, _state(annex, files, reason), files, reason)


def _state(annex: PackAnnex, files: tuple[PlanAnnex, ...], reason: PlanAnnex | None) -> AnnexState:
    if files:
        return AnnexState.THERE
    return AnnexState.NOT_NEEDED if reason else AnnexState.MADE if annex.made else AnnexState.MISSING


def read_annex(data: Mapping[str, Any], source: str) -> PackAnnex:
    """One `[[annex]]` of a pack file; KnownError names what does not fit."""
    table = Table(data, source, f"附件 {data.get('id', '')}")
    annex = PackAnnex(id=table.text("id"), label=table.text("label"), cites=table.text("cites"), packs=table.texts("packs"),
                      zones=table.choices("zones", PlotUse),
                      when=table.facts("when"), made=bool(table.flag("made")), note=table.text("note", ""),
                      step=table.choice("step", AnnexStep, AnnexStep.PLAN))
    table.done()
    return annex
