"""The county's own wording of agreements: kept in versions beside the shipped texts, refused when a line cannot be read."""

from __future__ import annotations

from dataclasses import replace

from linkdesk.actions.agreements import eligible_subjects
from linkdesk.desk import Desk
from linkdesk.documents.agreements import agreement as paper_of
from linkdesk.documents.agreements.offers import Offer, offers
from linkdesk.documents.agreements.texts import TEXTS, key_of, own_text, read_text, shipped_text
from linkdesk.documents.blocks import Document, Paragraph, Section, Text
from linkdesk.documents.pdf import missing_characters
from linkdesk.domain.agreement import Agreement, AgreementLine
from linkdesk.domain.amounts import lines_for
from linkdesk.domain.change import Change
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.dues import total
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.project import WordingCopy
from linkdesk.domain.rich_text import Named
from linkdesk.domain.subject import Subject, belonging_to
from linkdesk.domain.words import AgreementKind, AgreementState, ChangeKind

_CHANGED = "（这里写补充约定的内容）"
_COMMENT = ";"
_NEEDED = {"乙方姓名": ("household.head_name", "agreement_party_b", "party_b", "collective.name", "collective.owner"),
           "协议金额": ("agreement_amount", "amount_in_capitals", "amounts")}
_LONGEST = 40_000  # characters; a longer text is no agreement


def texts() -> dict[str, str]:
    """What the texts are called, by their keys."""
    return {key: text.label for key, text in TEXTS.items()}


def names(key: str) -> tuple[Offer, ...]:
    """What a text may name, with what each means."""
    return offers(key)


def versions(desk: Desk, key: str) -> list[WordingCopy]:
    """The county's versions of a text, the newest first; one with an empty text is a return to the shipped one."""
    return sorted(desk.store.load(WordingCopy, key=key), key=lambda w: w.version, reverse=True)


def current(desk: Desk, key: str) -> tuple[str, int]:
    """The text in force and its version; 0 is the shipped one."""
    own = own_text(tuple(versions(desk, key)), key)
    return (own.text, own.version) if own else (shipped_text(key), 0)


def wrong_with(key: str, text: str) -> str:
    """Why a text cannot be used, naming the line; empty when it can."""
    try:
        _refuse_unfit(key, text)
    except KnownError as why:
        return str(why)
    return ""


def lacking(key: str, text: str) -> tuple[str, ...]:
    """What an agreement states and a text that can be used does not: with whom it is, or how much is paid."""
    lines = (line for clause in read_text(key, text, TEXTS[key].label).clauses for line in clause.lines)
    said = {part.name for line in lines for part in line.parts if isinstance(part, Named)}
    return tuple(what for what, names in _NEEDED.items() if said.isdisjoint(names))


def keep(desk: Desk, key: str, text: str, basis: str) -> Change:
    """Keep a text as the county's next version; KnownError names the line that cannot be read, or says that nothing has changed."""
    seen, text = desk.as_of(), "\n".join(line.rstrip() for line in text.splitlines()).strip() + "\n"
    if not basis.strip():
        raise KnownError("请写明修改依据（文件名称、文号或会议纪要），文本还没有保存。")
    _refuse_unfit(key, text)
    if text.strip() == current(desk, key)[0].strip():
        raise KnownError("文本与正在使用的一样，没有保存新的版本。")
    _refuse_unprintable(text)
    return Change(f"修改协议文本：{TEXTS[key].label}", after=(_next(desk, key, text, basis.strip()),), kind=ChangeKind.WORDING, as_of=seen)


def restore(desk: Desk, key: str, basis: str = "恢复程序原文本") -> Change:
    """Go back to the shipped text; the county's versions stay on file."""
    seen = desk.as_of()
    if current(desk, key)[1] == 0:
        raise KnownError("正在使用的就是程序原文本，没有改动。")
    return Change(f"恢复协议原文本：{TEXTS[key].label}", after=(_next(desk, key, "", basis),), kind=ChangeKind.WORDING, as_of=seen)


def preview(desk: Desk, project_id: str, key: str, text: str) -> Document:
    """A text as it prints for the first household or property of the project it fits; nothing is stored."""
    _refuse_unfit(key, text)
    dossier = desk.dossier(project_id)
    dossier, made = _example(dossier, key)
    return paper_of(replace(dossier, wordings=(WordingCopy(key=key, version=1, text=text),)), made)


def _refuse_unfit(key: str, text: str) -> None:
    if key not in TEXTS:
        raise KnownError(f"没有名为“{key}”的协议文本，没有改动。可以修改的有：{'、'.join(texts().values())}。")
    if not text.strip():
        raise KnownError("文本是空的，没有保存。要用回程序原文本，请按“恢复原文本”。")
    if len(text) > _LONGEST:
        raise KnownError(f"文本有 {len(text)} 字，不像一份协议，没有保存。请删去不需要的内容。")
    if not any(clause.lines or clause.ask for clause in read_text(key, text, TEXTS[key].label).clauses):
        raise KnownError("文本里只有说明，没有可以印出的内容，没有保存。要用回程序原文本，请按“恢复原文本”。")


def _refuse_unprintable(text: str) -> None:
    written = tuple(Paragraph((Text(line),)) for line in text.splitlines() if not line.startswith(_COMMENT))
    for line, character in missing_characters(Document("wording", "", (Section(written),))):
        raise KnownError(f"“{line[:20]}”一行中的“{character}”（U+{ord(character):04X}）在所有字体里都没有，印出来会缺字，没有保存。请换一个字。")


def _next(desk: Desk, key: str, text: str, basis: str) -> WordingCopy:
    last = max((w.version for w in versions(desk, key)), default=0)
    return WordingCopy(key=key, version=last + 1, text=text, basis=basis, officer_name=desk.officer_name, made_at=desk.clock())


def _example(dossier: Dossier, key: str) -> tuple[Dossier, Agreement]:
    """An agreement that prints from a text: one of the project, else one as it would be drafted, added to the dossier."""
    standing = [a for a in dossier.agreements if a.state is not AgreementState.VOID and key_of(a) == key]
    present = {s.id for s in (*dossier.households, *dossier.collective)}
    if found := next((a for a in standing if a.subject_id in present), None):
        return dossier, replace(found, state=AgreementState.DRAFT, number="")
    if key == "agreement_supplement":
        return _supplement(dossier)
    kind = next(k for k in AgreementKind if key_of(Agreement(kind=k)) == key.removesuffix("_collective"))
    return _drafted(dossier, _subject(dossier, key), kind)


def _subject(dossier: Dossier, key: str) -> Subject:
    wanted = key.endswith("_collective")
    able = [s for s in eligible_subjects(dossier).values() if isinstance(s, Household) is not wanted]
    among = able or (dossier.collective if wanted else dossier.households)
    if not among:
        raise KnownError(f"本项目还没有{'集体房屋和用地' if wanted else '农户'}，无法预览这份文本。文本可以照常修改和保存。")
    return among[0]


def _drafted(dossier: Dossier, subject: Subject, kind: AgreementKind) -> tuple[Dossier, Agreement]:
    blank = Agreement(project_id=dossier.project.id, kind=kind, **belonging_to(subject))
    lines: tuple[AgreementLine, ...] = tuple(replace(x, agreement_id=blank.id) for x in lines_for(dossier, subject, kind))
    rate = next((x.price for x in lines if x.reward), None)
    made = replace(blank, amount=total(lines), rate=rate, persons=getattr(subject, "population", None))
    return replace(dossier, lines=(*dossier.lines, *lines), agreements=(*dossier.agreements, made)), made


def _supplement(dossier: Dossier) -> tuple[Dossier, Agreement]:
    dossier, main = _example(dossier, "agreement_demolish")
    made = Agreement(project_id=dossier.project.id, household_id=main.household_id, supplements_id=main.id, kind=main.kind,
                     changes=_CHANGED)
    return replace(dossier, agreements=(*dossier.agreements, made)), made
