"""What can be printed of chosen households, and who is left out and why, before anything is printed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from linkdesk.actions.cuts import Cuts
from linkdesk.actions.readiness import GONE, reasons, together
from linkdesk.actions.signing_order import Signer, signers
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.domain.agreement import Agreement
from linkdesk.domain.agreement_words import AgreementStage
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.eligibility import why_left_out
from linkdesk.domain.words import AgreementState

Report = Callable[[int, int], None]
NOT_FINAL = "尚未定稿编号"
_ENDED = AgreementStage.WITHDRAWN, AgreementStage.TERMINATED


@dataclass(frozen=True, slots=True)
class Line:
    """One household or collective property: the papers that can be printed, the drafts that can be finalised, or why not."""

    signer: Signer
    printable: tuple[Agreement, ...] = ()
    final: tuple[Agreement, ...] = ()
    why: str = ""

    @property
    def id(self) -> str:
        """The household's or collective property's id."""
        return self.signer.id


@dataclass(frozen=True, slots=True)
class Checked:
    """Everybody who was chosen, in signing order."""

    lines: tuple[Line, ...]

    @property
    def ready(self) -> tuple[Line, ...]:
        """Whose papers can be printed."""
        return tuple(line for line in self.lines if line.printable)

    @property
    def left_out(self) -> tuple[Line, ...]:
        """Whose papers cannot be printed, each with the reason."""
        return tuple(line for line in self.lines if not line.printable)


def checked(desk: Desk, project_id: str, subjects: Collection[str] | None = None, drafts: bool = False,
            report: Report = quiet) -> Checked:
    """What can be printed for all or for the chosen households and collective properties; with `drafts` proofs too.

    Papers of one household are printed together or not at all. A supplement not yet finalised keeps nothing back.
    """
    dossier = desk.dossier(project_id)
    cuts, lines = Cuts(dossier), []
    chosen = [s for s in signers(dossier) if subjects is None or s.id in subjects]
    for at, signer in enumerate(chosen):
        report(at, len(chosen))
        lines.append(_line(cuts, signer, drafts))
    return Checked(tuple(lines))


def _line(cuts: Cuts, signer: Signer, proofs: bool) -> Line:
    if signer.subject is None:
        return Line(signer, why=f"{GONE}，已印的协议请作废")
    numbered = tuple(a for a in signer.papers if a.state is AgreementState.PRINTED)
    drafts = tuple(a for a in signer.papers if a.state is AgreementState.DRAFT)
    found = {a: reasons(cuts, a) for a in drafts}
    final = tuple(a for a, why in together(cuts.dossier.pair, found).items() if not why)
    if why := _why_not_made(cuts.dossier, signer) or _why_ended(cuts.dossier, signer):
        return Line(signer, final=final, why=why)
    open_ = {a: why or (NOT_FINAL,) for a, why in found.items() if not a.supplements_id}
    printable = (*numbered, *drafts) if proofs else () if open_ else numbered
    return Line(signer, printable, final, _joined(open_))


def _why_not_made(dossier: Dossier, signer: Signer) -> str:
    if signer.papers and all(a.state is AgreementState.TAKEN_OVER for a in signer.papers):
        return "协议在接收前已签订，不再打印"
    made = {a.kind for a in signer.papers if not a.supplements_id}
    unmade = [kind for kind in dossier.pair if kind not in made]
    if not unmade and signer.papers:
        return ""
    return why_left_out(dossier, signer.subject) or f"尚未生成{'、'.join(unmade) or '协议'}"


def _why_ended(dossier: Dossier, signer: Signer) -> str:
    known = dossier.progress.get(signer.id)
    ended = [f"{a.kind}{stage}" for a in signer.papers if known and (stage := known.trace.stage(a)) in _ENDED]
    return f"{'、'.join(ended)}，不再打印" if ended else ""


def _joined(open_: dict[Agreement, tuple[str, ...]]) -> str:
    """The reasons, those of only one of several agreements with its kind before them."""
    said: dict[str, list[Agreement]] = {}
    for agreement, why in open_.items():
        for each in why:
            said.setdefault(each, []).append(agreement)
    return "；".join(f"{_kinds(of)}：{each}" if len(of) < len(open_) else each for each, of in said.items())


def _kinds(of: Iterable[Agreement]) -> str:
    return "、".join(dict.fromkeys(str(a.kind) for a in of))
