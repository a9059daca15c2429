"""报送件: a packet as it was sent, frozen with all its files; what a later one differs in; the same bytes once more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from linkdesk.actions import packet_check, plan_versions
from linkdesk.actions.folders import whole_folder
from linkdesk.actions.packet_list import (
    LIST,
    READABLE,
    Listed,
    PacketList,
    content_hash,
    files_in,
    read_list,
    sha256,
)
from linkdesk.actions.surveys import quiet
from linkdesk.desk import Desk
from linkdesk.documents.blocks import Document
from linkdesk.documents.comparing import CellDifference, TextDifference, table_differences, text_differences
from linkdesk.documents.json import from_json
from linkdesk.domain.approval import Matter, Submission, SubmittedFile
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.packet_steps import STEPS, list_of
from linkdesk.domain.plan_standing import versions
from linkdesk.domain.planning import PlanVersion
from linkdesk.domain.planning_words import PlanKind
from linkdesk.domain.words import ChangeKind
from linkdesk.policy.matter_rules import PLANS
from linkdesk.policy.matters import chain_of
from linkdesk.policy.procedure import Chain
from linkdesk.policy.terms import Subject

Report = Callable[[int, int], None]
_LISTS = frozenset({LIST, READABLE})  # they differ whenever anything does
_AMENDED = {Subject.AMENDMENT: (PlanKind.OLD, PlanKind.WHOLE, PlanKind.NEW)}


@dataclass(frozen=True, slots=True)
class SentDifferences:
    """What a later submission differs in from an earlier one: files by name, and where documents are kept their text and tables."""

    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    texts: tuple[TextDifference, ...] = ()
    cells: tuple[CellDifference, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def freeze(desk: Desk, matter: Matter, step: int, folder: Path, report: Report = quiet) -> Change:
    """Keep a written packet as what is sent at a step of a matter: every file by its content, the list's hash, the version that goes up.

    KnownError when it is a draft, of another project or step, not as its list says, already kept, or its plan was not fixed so.
    """
    seen, listed = desk.as_of(), _sound(folder, report)
    chain = _chain(desk, matter)
    _refuse_strange(matter, chain, step, listed)
    version = _version(desk, matter, chain, listed)
    files = _kept(desk, folder, listed, report)
    earlier = of_matter(desk, matter, listed.step)
    whole = content_hash(Listed(f.name, f.size, f.file_hash) for f in files)
    if same := next((s for s in earlier if s.content_hash == whole), None):
        raise KnownError(f"这份材料已作为第 {same.version} 次报送件留存，没有重复留存。")
    made = Submission(matter_id=matter.id, step=step, packet=listed.step, version=len(earlier) + 1, title=listed.title, pages=listed.pages,
                      plan_version_id=version.id if version else None, joined_id=_joined(desk, matter) if listed.together else None,
                      content_hash=whole, officer_name=desk.officer_name, made_at=desk.clock())
    rows = (SubmittedFile(made.id, at, f.name, f.size, f.file_hash, f.document_hash) for at, f in enumerate(files, 1))
    return Change(f"留存报送件：{listed.title}（第 {made.version} 次）", after=(made, *rows), kind=ChangeKind.PRINT, as_of=seen)


def of_matter(desk: Desk, matter: Matter, packet: str = "") -> tuple[Submission, ...]:
    """The submissions of a matter, of one packet or of all, the oldest first."""
    found = desk.store.load(Submission, matter_id=matter.id, **({"packet": packet} if packet else {}))
    return tuple(sorted(found, key=lambda s: (s.made_at, s.version)))


def earlier(sent: Iterable[Submission], one: Submission) -> Submission | None:
    """Which of some submissions came before one, of the same matter and packet; None for the first."""
    mine = [s for s in sent if (s.matter_id, s.packet) == (one.matter_id, one.packet) and s.version < one.version]
    return max(mine, key=lambda s: s.version, default=None)


def _joined(desk: Desk, matter: Matter) -> str | None:
    """The matter this one goes up together with, whichever of the two names the other."""
    others = desk.dossier(matter.project_id).approvals.matters
    return matter.joined_id or next((other.id for other in others if other.joined_id == matter.id), None)


def _sound(folder: Path, report: Report) -> PacketList:
    if wrong := packet_check.check(folder, report):
        raise KnownError(f"所选文件夹与清单有 {len(wrong)} 处不符，没有留存。{wrong[0]}请重新生成材料。")
    return read_list(folder)


def _chain(desk: Desk, matter: Matter) -> Chain:
    known = chain_of(desk.project_packs(desk.dossier(matter.project_id).project), matter)
    if known is None:
        raise KnownError("这件报批事项的政策依据已从项目里去掉，没有留存。请核对项目概况里的政策依据。")
    return known[1]


def _refuse_strange(matter: Matter, chain: Chain, step: int, listed: PacketList) -> None:
    if listed.project_id != matter.project_id:
        raise KnownError("所选文件夹是别的项目的材料，没有留存。请核对文件夹。")
    if not listed.final:
        raise KnownError("所选文件夹是草稿，不能作为报送件留存。请补齐材料，生成报送稿。")
    if not 1 <= step <= len(chain.steps):
        raise KnownError(f"“{chain.label}”没有第 {step} 步，没有留存。")
    wanted = chain.steps[step - 1].packet
    if wanted and wanted not in (listed.step, listed.together):
        raise KnownError(f"这一步报送的是{list_of(wanted)}材料，所选文件夹是{STEPS.get(listed.step, '别的')}材料，没有留存。请核对文件夹。")


def _version(desk: Desk, matter: Matter, chain: Chain, listed: PacketList) -> PlanVersion | None:
    """The fixed version that goes up; None where the packet is of no plan or design."""
    kinds = (PlanKind.DESIGN,) if listed.step == "design" else _AMENDED.get(chain.subject) or PLANS.get(chain.subject, ())
    due = [kind for kind in kinds if kind is PlanKind.DESIGN or kind in listed.plans] if listed.step in ("plan", "amendment", "design") else []
    if len(listed.plans) > 1 and due:
        raise KnownError(f"所选文件夹里有{'、'.join(listed.plans)}两份材料，本事项只报{due[0]}，没有留存。请单独生成它的材料。")
    if not due:
        if listed.step in ("plan", "amendment") and kinds:
            raise KnownError(f"所选文件夹里没有{kinds[0]}的材料，没有留存。请核对文件夹。")
        return None
    return _fixed(desk, matter, due[0], listed)


def _fixed(desk: Desk, matter: Matter, kind: PlanKind, listed: PacketList) -> PlanVersion:
    last = next(reversed(versions(desk.dossier(matter.project_id), kind)), None)
    if last is None:
        raise KnownError(f"{kind}还没有定稿，没有留存。请先定稿，再生成报送稿。")
    if plan_versions.differences(desk, matter.project_id, kind, last):
        raise KnownError(f"{kind}在第 {last.version} 版定稿之后又有改动，没有留存。请先定稿新的一版，再生成报送稿。")
    if listed.made_at < last.made_at.replace(microsecond=0):
        raise KnownError(f"材料是在{kind}第 {last.version} 版定稿之前生成的，没有留存。请重新生成报送稿。")
    return last


def _kept(desk: Desk, folder: Path, listed: PacketList, report: Report) -> list[SubmittedFile]:
    """All files of the folder by their content, the list among them; those that changed since they were checked are refused."""
    said = {file.name: file for file in listed.files}
    paths = files_in(folder)
    found = []
    for at, path in enumerate(paths):
        report(at, len(paths))
        name = path.relative_to(folder).as_posix()
        digest = desk.store.files.put(path)
        if name != LIST and said[name].sha256 != digest:
            raise KnownError(f"“{name}”在留存期间被改动，没有留存。请关闭正在使用它的程序后再试。")
        found.append(SubmittedFile("", at, name, path.stat().st_size, digest, _document(desk, said.get(name))))
    return found


def _document(desk: Desk, file: Listed | None) -> str:
    """The kept document a file was printed from; empty when this workspace does not hold it."""
    return file.document if file and file.document and desk.store.files.is_sound(file.document) else ""


def files_of(desk: Desk, submission: Submission) -> tuple[SubmittedFile, ...]:
    """The files of a submission in order."""
    return tuple(sorted(desk.store.load(SubmittedFile, submission_id=submission.id), key=lambda f: f.position))


def differences(desk: Desk, older: Submission, newer: Submission) -> SentDifferences:
    """What a later submission differs in from an earlier one; KnownError when a kept document is damaged."""
    before, after = ({f.name: f for f in files_of(desk, each) if f.name not in _LISTS} for each in (older, newer))
    changed = tuple(name for name in after if name in before and before[name].file_hash != after[name].file_hash)
    compared = [(_read(desk, before[name]), _read(desk, after[name])) for name in changed
                if before[name].document_hash and after[name].document_hash]
    return SentDifferences(
        tuple(name for name in after if name not in before), tuple(name for name in before if name not in after), changed,
        tuple(d for old, new in compared for d in text_differences(old, new)),
        tuple(d for old, new in compared for d in table_differences(old, new)))


def _read(desk: Desk, file: SubmittedFile) -> Document:
    return from_json(desk.store.files.read(file.document_hash).decode())


def write_again(desk: Desk, submission: Submission, out: Path, report: Report = quiet) -> tuple[Path, ...]:
    """Write a submission once more, byte for byte as it was sent; KnownError names a file that is gone or damaged, and nothing stays."""
    files = files_of(desk, submission)
    with whole_folder(out) as folder:
        for at, file in enumerate(files):
            report(at, len(files))
            _write(desk, file, folder / file.name)
        desk.do(Change(f"重新写出报送件：{submission.title}（第 {submission.version} 次）", kind=ChangeKind.EXPORT))
    return tuple(out / file.name for file in files)


def _write(desk: Desk, file: SubmittedFile, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_bytes(desk.store.files.read(file.file_hash))
    except KnownError as gone:
        raise KnownError(f"报送件里的“{file.name}”没有写出：{gone}") from None


def damaged(desk: Desk, submission: Submission) -> tuple[str, ...]:
    """The names of files of a submission that are gone or no longer what was sent."""
    return tuple(file.name for file in files_of(desk, submission) if not desk.store.files.is_sound(file.file_hash))


def as_sent(desk: Desk, submission: Submission, folder: Path) -> tuple[str, ...]:
    """Every difference between a folder and what was sent, each a sentence; none when it is the same, also where its list was altered."""
    sent = {file.name: file.file_hash for file in files_of(desk, submission)}
    here = {path.relative_to(folder).as_posix(): path for path in files_in(folder)}
    return (*(f"缺少“{name}”：报送时有。" for name in sent if name not in here),
            *(f"“{name}”与报送时不同。" for name in _altered(sent, here)),
            *(f"多出“{name}”：报送时没有。" for name in here if name not in sent))


def _altered(sent: dict[str, str], here: dict[str, Path]) -> Sequence[str]:
    return [name for name, digest in sent.items() if name in here and sha256(here[name]) != digest]
