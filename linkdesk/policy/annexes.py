"""The lists of papers (附件) of the packets: which ones a project needs at a step, which are there, which the program makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from linkdesk.domain.advance_standing import standing_advances
from linkdesk.domain.approval_words import LetterKind
from linkdesk.domain.carrying_standing import standings
from linkdesk.domain.consultation_files import consultation_files
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.grouping import grouped
from linkdesk.domain.letter import Letter
from linkdesk.domain.packet_steps import STEPS
from linkdesk.domain.planning import PlanAnnex
from linkdesk.domain.planning_words import AnnexState, AnnexStep
from linkdesk.domain.printed import KINDS
from linkdesk.domain.words import PlotUse
from linkdesk.policy.parts import Pack, PackAnnex
from linkdesk.policy.procedure import Chain
from linkdesk.policy.table import Table

COORDINATES, CONTRACTS, DRAWINGS = "coordinates", "contracts", "drawings"
"""What a packet holds besides the kinds that can be printed: files of points, contracts and drawings attached elsewhere."""
_THERE: dict[str, Callable[[Dossier], object]] = {
    "agreements": lambda d: d.agreements, "completion": standings, "photos": lambda d: d.carrying.photos,
    "variations": lambda d: d.carrying.variations, "acceptance": lambda d: d.carrying.acceptances,
    "quality": lambda d: d.design.measurements, "opinions": lambda d: any(o.answered_on for o in d.approvals.opinions),
    **dict.fromkeys(("trade_agreements", "trade_facts", "trade_register"), lambda d: d.quotas.trades),
    "money": lambda d: d.quotas.receipts or d.quotas.fund_uses or d.quotas.trade_payments, "trade_payments": lambda d: d.quotas.trade_payments,
    "trade_transfers": lambda d: any(t.transferred_on for t in d.quotas.trades),
    **dict.fromkeys(("advance", "advance_pledge"), standing_advances),
    **dict.fromkeys(("special_plan", "special_plan_tables"), lambda d: d.quotas.special_plans),
    COORDINATES: lambda d: any(p.rings_id for p in d.plots),
    CONTRACTS: lambda d: any(p.file_hash for p in d.carrying.partners)}
"""Whether there is anything to print of a kind; kinds that are not named always give something."""


@dataclass(frozen=True, slots=True)
class AnnexLine:
    """One line of the list: the paper, where it stands, its files in order, the letters that are it, and why it is not needed."""

    annex: PackAnnex
    state: AnnexState
    files: tuple[PlanAnnex, ...] = ()
    not_needed: PlanAnnex | None = None
    letters: tuple[Letter, ...] = ()


def annex_lines(dossier: Dossier, packs: Iterable[Pack], step: AnnexStep = AnnexStep.PLAN) -> tuple[AnnexLine, ...]:
    """The papers this project needs at a step, in the order of their codes; one asked for while a fact is open stays in the list."""
    packs = tuple(packs)
    mine = grouped((*dossier.annexes, *_of_consultation(dossier)), lambda annex: annex.code)
    wanted = {annex.id: annex for pack in packs for annex in pack.annexes if annex.step is step and _is_wanted(annex, dossier)}
    return tuple(_line(dossier, annex, mine.get(code, []), issued(dossier, packs, annex)) for code, annex in sorted(wanted.items()))


def _of_consultation(dossier: Dossier) -> Iterator[PlanAnnex]:
    """Files that lie with their resolution or hearing, but for those attached to the list itself."""
    there = {(annex.code, annex.file_hash) for annex in dossier.annexes}
    return (each for files in consultation_files(dossier).values() for each in files if (each.code, each.file_hash) not in there)


def missing(lines: Iterable[AnnexLine]) -> tuple[AnnexLine, ...]:
    """The lines without which a packet may not go up."""
    return tuple(line for line in lines if line.state is AnnexState.MISSING)


def issued(dossier: Dossier, packs: Iterable[Pack], annex: PackAnnex) -> tuple[Letter, ...]:
    """The letters in force that are a paper of the list: of its kind, for a matter whose chain sends it with that packet."""
    if annex.letter is None:
        return ()
    chains = {(pack.id, chain.id) for pack in packs for chain in pack.chains if _sent_with(chain, annex.letter) == {annex.step}}
    matters = {m.id for m in dossier.approvals.matters if (m.pack_id, m.chain_id) in chains}
    return tuple(letter for letter in dossier.approvals.letters
                 if letter.kind is annex.letter and letter.matter_id in matters and letter.issued_at and not letter.voided_on)


def _sent_with(chain: Chain, kind: LetterKind) -> set[AnnexStep | None]:
    """The packets letters of a kind go with in a chain; of one that goes with two nothing tells which it is."""
    return {STEPS.get(step.packet) for step in chain.steps if step.letter is kind}


def _is_wanted(annex: PackAnnex, dossier: Dossier) -> bool:
    named = not annex.packs or set(annex.packs) & set(dossier.project.packs)
    return bool(named) and not any(getattr(dossier.project, fact) is (not value) for fact, value in annex.when)


def _line(dossier: Dossier, annex: PackAnnex, rows: list[PlanAnnex], letters: tuple[Letter, ...]) -> AnnexLine:
    files = tuple(sorted((r for r in rows if r.file_hash), key=lambda r: r.position))
    reason = next((r for r in rows if not r.file_hash and r.not_needed.strip()), None)
    there = bool(files) or (CONTRACTS in annex.kinds and _is_made(dossier, annex))
    return AnnexLine(annex, _state(annex, there, bool(reason), _is_made(dossier, annex) or bool(letters)), files, reason, letters)


def _is_made(dossier: Dossier, annex: PackAnnex) -> bool:
    return annex.made and any(_THERE.get(kind, _always)(dossier) for kind in annex.kinds)


def _always(dossier: Dossier) -> bool:
    return True


def _state(annex: PackAnnex, there: bool, waived: bool, made: bool) -> AnnexState:
    if there:
        return AnnexState.THERE
    if waived:
        return AnnexState.NOT_NEEDED
    return AnnexState.MADE if made else AnnexState.LATER if annex.later else AnnexState.MISSING


def read_annex(data: Mapping[str, Any], source: str) -> PackAnnex:
    """One `[[annex]]` of a pack file; KnownError names what does not fit."""
    table = Table(data, source, f"附件 {data.get('id', '')}")
    annex = PackAnnex(id=table.text("id"), label=table.text("label"), cites=table.text("cites"), packs=table.texts("packs"),
                      zones=table.choices("zones", PlotUse),
                      when=table.facts("when"), made=bool(table.flag("made")), note=table.text("note", ""),
                      step=table.choice("step", AnnexStep, AnnexStep.PLAN), kinds=table.texts("kinds"),
                      letter=table.choice("letter", LetterKind) if table.has("letter") else None, later=bool(table.flag("later")))
    table.done()
    unknown = [kind for kind in annex.kinds if kind not in (*KINDS, COORDINATES, CONTRACTS, DRAWINGS)]
    if unknown or (annex.made and not annex.kinds):
        table.refuse(f"“kinds”应写明由程序编制的种类，没有“{'、'.join(unknown)}”" if unknown else "由程序编制的要在“kinds”里写明种类")
    return annex
