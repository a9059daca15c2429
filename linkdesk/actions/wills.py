"""The signed forms of a household's wills: attached, looked at, taken off again."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from linkdesk.desk import Desk
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.household import Household
from linkdesk.domain.wills import form_field
from linkdesk.domain.words import ChangeKind, WillKind
from linkdesk.paths import shown_name

LARGEST = 50 * 1024 * 1024
_KINDS = {b"%PDF": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG": ".png"}


def attach(desk: Desk, household: Household, kind: WillKind, path: Path) -> Change:
    """Keep a scan (PDF, JPEG or PNG) as the signed form of a will; who did so and when stands in the journal."""
    _refuse_unfit(path)
    digest = desk.store.files.put(path)
    return Change(f"附{kind}意愿书", before=(household,), after=(replace(household, **{form_field(kind): digest}),))


def _refuse_unfit(path: Path) -> None:
    name = shown_name(path)
    try:
        with path.open("rb") as file:
            start, size = file.read(8), file.seek(0, 2)
    except OSError:
        raise KnownError(f"读不了“{name}”，没有附上。请核对文件是否存在、是否正被别的程序占用。") from None
    if not _suffix(start):
        raise KnownError(f"“{name}”不是 PDF、JPG 或 PNG 文件，没有附上。请选择意愿书的扫描件或照片。")
    if size > LARGEST:
        raise KnownError(f"“{name}”超过 50 MB，没有附上。请降低扫描分辨率后再试。")


def _suffix(start: bytes) -> str:
    return next((suffix for magic, suffix in _KINDS.items() if start.startswith(magic)), "")


def detach(household: Household, kind: WillKind) -> Change:
    """Take the signed form of a will off the household; the file itself stays, so that this can be undone."""
    return Change(f"移除{kind}意愿书", before=(household,), after=(replace(household, **{form_field(kind): None}),))


def copy_to_view(desk: Desk, household: Household, kind: WillKind) -> Path:
    """A copy of the signed form for the system's viewer, gone when the program ends; that it was seen stands in the journal."""
    content = desk.store.files.read(getattr(household, form_field(kind)))
    desk.do(Change(f"查看隐私信息：农户 {household.code or household.id[:8]}{kind}意愿书", kind=ChangeKind.REVEAL))
    path = Path(tempfile.mkdtemp(dir=_views())) / f"{kind}意愿书{_suffix(content[:8])}"
    path.write_bytes(content)
    return path


@cache
def _views() -> str:
    folder = tempfile.mkdtemp(prefix="linkdesk-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
