"""Officers and their secrets: signing in, setting and changing one's own, giving a new one to a colleague who forgot his."""

from __future__ import annotations

import time
from dataclasses import replace

from linkdesk.desk import Desk
from linkdesk.domain import secret
from linkdesk.domain.change import Change
from linkdesk.domain.directory import Officer
from linkdesk.domain.errors import KnownError
from linkdesk.domain.words import ChangeKind

FREE, LONGEST = 3, 30  # so many wrong tries cost nothing; then 1, 2, 4 … seconds, never more than LONGEST
_WRONG: dict[str, tuple[int, float]] = {}  # officer id → wrong tries in a row, and when the next may come (monotonic seconds)


def officer(desk: Desk, officer_id: str) -> Officer:
    """An officer as he stands in the directory; raises KnownError when there is none."""
    found = desk.store.get(Officer, officer_id)
    if found is None:
        raise KnownError("名单里没有这位经办人，没有改动。请重新选择。")
    return found


def is_secret(desk: Desk, officer_id: str, typed: str) -> bool:
    """Whether what was typed is an officer's secret; raises KnownError while a try after several wrong ones comes too soon."""
    tries, not_before = _WRONG.get(officer_id, (0, 0.0))
    if (left := not_before - time.monotonic()) > 0:
        raise KnownError(f"口令连续输错，请 {int(left) + 1} 秒后再试；忘记口令可请已设口令的同事重设。")
    if secret.matches(typed, officer(desk, officer_id).secret):
        _WRONG.pop(officer_id, None)
        return True
    wait = min(2 ** (tries - FREE), LONGEST) if tries >= FREE else 0
    _WRONG[officer_id] = tries + 1, time.monotonic() + wait
    return False


def prove(desk: Desk, officer_id: str, typed: str) -> Officer:
    """The officer whose secret was typed; raises KnownError when it is not his."""
    if not is_secret(desk, officer_id, typed):
        raise KnownError("口令不对，没有改动。请核对大小写后重新输入。")
    return officer(desk, officer_id)


def sign_in(desk: Desk, wanted: Officer, typed: str = "") -> None:
    """Let an officer begin to work; who has set a secret is asked for it."""
    known = desk.store.get(Officer, wanted.id)
    if known is not None and known.secret:
        prove(desk, known.id, typed)
    desk.sign_in(known or wanted)


def set_secret(desk: Desk, new: str, old: str = "") -> Change:
    """Set or change one's own secret; who has one types it first. Not to be undone: undo would bring an old one back."""
    me = at_desk(desk)
    if me.secret:
        prove(desk, me.id, old)
    _refuse_weak(new)
    if me.secret and secret.matches(new, me.secret):
        raise KnownError("新口令与原口令相同，没有改动。请换一个口令。")
    return Change("修改口令" if me.secret else "设置口令", before=(me,), after=(replace(me, secret=secret.kept(new)),),
                  kind=ChangeKind.SIGN_IN)


def reset_secret(desk: Desk, officer_id: str, own: str, new: str) -> Change:
    """Give a colleague who forgot his secret a new one, on one's own; he must change it before he can confirm payments."""
    me, other = at_desk(desk), officer(desk, officer_id)
    if other.id == me.id:
        raise KnownError("自己的口令请用“修改口令”，没有改动。忘记了请由另一位已设口令的经办人重设。")
    if not me.secret or secret.is_once(me.secret):
        raise KnownError("重设别人的口令，自己要先设好口令。请先设置自己的口令。")
    prove(desk, me.id, own)
    _refuse_weak(new)
    _WRONG.pop(other.id, None)
    return Change(f"重设口令：{other.name}", before=(other,), after=(replace(other, secret=secret.kept(new, once=True)),),
                  kind=ChangeKind.SIGN_IN)


def at_desk(desk: Desk) -> Officer:
    """The officer at the desk as he stands in the directory; raises KnownError when nobody has signed in."""
    if desk.officer is None:
        raise KnownError("还没有确认经办人，没有改动。请先选择经办人再操作。")
    return officer(desk, desk.officer.id)


def _refuse_weak(new: str) -> None:
    if why := secret.weakness(new):
        raise KnownError(f"{why}，没有改动。请另想一个口令。")
