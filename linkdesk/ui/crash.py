"""When the program itself is wrong: a report without personal data is saved, and one sentence is said."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from linkdesk.diagnostics import crash_report
from linkdesk.domain.errors import KnownError

Say = Callable[[str], None]


def sentence(error: BaseException, now: datetime) -> str:
    """Save a report of a bug; what is then said: what happened, what is safe, what to do."""
    saved = crash_report(error, now)
    where = f"故障记录（不含个人信息）在 {saved}，请发给维护人员。" if saved else "请把操作步骤告诉维护人员。"
    return f"程序出现故障，刚才这一步没有完成；之前的修改都已保存。{where}"


def install(say: Say, clock: Callable[[], datetime] = datetime.now) -> None:
    """From now on an exception nobody caught is said in the window, never shown as a traceback."""
    def caught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            say(str(error) if isinstance(error, KnownError) else sentence(error, clock()))
    sys.excepthook = caught
