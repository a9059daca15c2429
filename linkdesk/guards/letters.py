"""Letters: what was issued stays as it was sealed, its number follows the last of its series and never comes again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from linkdesk.domain.agreement import Sealed
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.letter import Letter, WordCopy
from linkdesk.domain.letter_numbers import is_issued, is_received, last_of_series, number_parts, same_number
from linkdesk.domain.words import ChangeKind
from linkdesk.store import Store

_SCAN = "file_name", "file_hash"
_VOID = "void_reason", "voided_on"


def refuse_wrong_letters(store: Store, change: Change) -> None:
    """Refuse changing issued letters, numbers out of their series or given twice, and a received letter entered twice."""
    were = {e.id: e for e in change.before if isinstance(e, Letter)}
    now = {e.id: e for e in change.after if isinstance(e, Letter)}
    if any(_is_fixed(was) and not _may(was, now.get(id_)) for id_, was in were.items()):
        therefore = "这一步不能撤销" if change.kind is ChangeKind.UNDO else "没有改动"
        raise KnownError(f"“{change.title}”涉及已印发或已作废的公文，{therefore}。公文有误的，请作废并写明理由，再另行印发；作废的字号不再使用。")
    _refuse_removing_copied(store, [id_ for id_ in were if id_ not in now])
    issued = [e for e in now.values() if is_issued(e) and not (e.id in were and is_issued(were[e.id]))]
    _look_at_days(store, [e for e in now.values() if e.id not in were or not is_issued(were[e.id])])
    if issued:
        _look_at_issued(store, issued, [e for e in change.after if isinstance(e, Sealed)])
    _look_at_received(store, [e for e in now.values() if _counts(e) and not (e.id in were and _same(were[e.id], e))], set(now))


def _is_fixed(letter: Letter) -> bool:
    return is_issued(letter) or letter.voided_on is not None


def _may(was: Letter, now: Letter | None) -> bool:
    """Whether an issued letter may become another: with its scan, and void once."""
    if now is None:
        return False
    free = _SCAN if was.voided_on else (*_SCAN, *_VOID)
    voiding = now.voided_on is not None and bool(now.void_reason.strip())
    return now == replace(was, **{name: getattr(now, name) for name in free}) and (voiding or now.voided_on == was.voided_on)


def _refuse_removing_copied(store: Store, gone: Sequence[str]) -> None:
    if gone and store.load(WordCopy, letter_id=list(gone), limit=1):
        raise KnownError("这份公文导出过 Word 副本，返回的副本要与它对照，没有删除。不再使用的，留着不印发即可，也可以改写后另作他用。")


def _look_at_days(store: Store, entered: Iterable[Letter]) -> None:
    today = store.clock().date()
    for letter in entered:
        if (is_issued(letter) or is_received(letter)) and letter.dated_on and letter.dated_on > today:
            raise KnownError(f"成文日期 {letter.dated_on} 在今天以后，没有登记。请核对日期；电脑时钟不准的，请先校准。")


def _look_at_issued(store: Store, issued: Sequence[Letter], copies: Iterable[Sealed]) -> None:
    of_copy = {copy.id: copy for copy in copies}
    given = store.numbers_given()
    for letter in issued:
        copy = of_copy.get(letter.sealed_id or "")
        if letter.sealed_id is not None and (copy is None or (copy.subject_id, copy.number) != (letter.id, letter.number)):
            raise KnownError("公文没有随附它自己的封存件，没有印发。请刷新后重新印发。")
        if letter.sealed_id is None and not letter.file_hash:
            raise KnownError("在纸上印发的公文要附扫描件，没有登记。请先选择扫描件。")
        if letter.number:
            _look_at_number(letter, given)
            given = [*given, letter.number]


def _look_at_number(letter: Letter, given: Sequence[str]) -> None:
    parts = number_parts(letter.number)
    if parts is None or (parts.year, parts.sequence) != (letter.year, letter.sequence):
        raise KnownError(f"发文字号“{letter.number}”与机关代字、年份、序号不一致，没有印发。请刷新后重试。")
    if any(same_number(letter.number, number) for number in given):
        raise KnownError(f"发文字号 {letter.number} 已经用过，作废的也不再使用，没有印发。请刷新后重试。")
    last = last_of_series(parts.code, parts.year, given)
    if letter.sealed_id is not None and parts.sequence != last + 1:
        raise KnownError(f"{parts.code}〔{parts.year}〕已编到 {last} 号，{letter.number} 不连续，没有印发。请刷新后重试。")


def _counts(letter: Letter) -> bool:
    return is_received(letter) and letter.voided_on is None and bool(letter.number.strip())


def _same(was: Letter, now: Letter) -> bool:
    return _counts(was) and (was.number, was.issuers, was.dated_on) == (now.number, now.issuers, now.dated_on)


def _look_at_received(store: Store, entered: Sequence[Letter], changed: set[str]) -> None:
    if not entered:
        return
    known = [e for e in store.load(Letter, way=[entered[0].way]) if e.id not in changed and _counts(e)]
    for letter in entered:
        if any(_is_same_paper(letter, other) for other in known):
            raise KnownError(f"“{'、'.join(letter.issuers)}”的 {letter.number} 已登记过收文，没有重复登记。请核对来文字号。")
        known.append(letter)


def _is_same_paper(one: Letter, other: Letter) -> bool:
    return same_number(one.number, other.number) and set(one.issuers) == set(other.issuers) and _year(one) == _year(other)


def _year(letter: Letter) -> int | None:
    day = letter.dated_on or letter.received_on
    return day.year if day else None
