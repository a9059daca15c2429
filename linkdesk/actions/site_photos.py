"""Photographs of plots before, during and after the work: kept as they are, with the day the camera wrote into them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from PIL import Image

from linkdesk.actions import attachments, plan_rows
from linkdesk.actions.edits import set_field
from linkdesk.desk import Desk
from linkdesk.domain.carrying import SitePhoto
from linkdesk.domain.carrying_words import PhotoPhase
from linkdesk.domain.change import Change
from linkdesk.domain.errors import KnownError
from linkdesk.domain.fields import id_of
from linkdesk.domain.plot import Plot
from linkdesk.domain.spelling import compact
from linkdesk.domain.words import PlotUse
from linkdesk.paths import shown_name

WHAT = "照片"
_CAMERA, _TAKEN, _SCANNED = 0x8769, 0x9003, 0x9004  # Exif: the camera's own entries, when the picture was taken, when it became a file
_SAID = {PhotoPhase.BEFORE: ("施工前", "前"), PhotoPhase.DURING: ("施工中", "中"), PhotoPhase.AFTER: ("竣工后", "竣工", "后")}
_MOST_PIXELS = 200_000_000


def photos(desk: Desk, plot_id: str, phase: PhotoPhase | None = None) -> list[SitePhoto]:
    """The photographs of a plot (of one phase) in their order."""
    found = desk.store.load(SitePhoto, plot_id=plot_id, order="position")
    return [photo for photo in found if phase in (None, photo.phase)]


def add(desk: Desk, plot_id: str, phase: PhotoPhase, paths: Iterable[Path], taken_on: date | None = None) -> Change:
    """Keep photographs of a plot, dated by the camera unless a day is given; KnownError, and then none is added."""
    chosen = tuple(paths)
    if not chosen:
        raise KnownError("没有选择照片，没有添加。")
    made = _made(desk, [(plot_id, phase, path) for path in chosen], taken_on)
    return Change(f"添加{phase}照片 {len(made)} 张", after=made)


def add_by_name(desk: Desk, project_id: str, paths: Iterable[Path]) -> Change:
    """Keep photographs whose file names say plot and phase (CJ-SG-01 施工前.jpg); KnownError names the first that does not."""
    plots = sorted(desk.dossier(project_id).plots_of(PlotUse.OLD), key=lambda plot: -len(plot.code))
    made = _made(desk, [(*_place(plots, path), path) for path in paths], None)
    if not made:
        raise KnownError("没有选择照片，没有添加。")
    return Change(f"按文件名添加照片 {len(made)} 张", after=made)


def _place(plots: Sequence[Plot], path: Path) -> tuple[str, PhotoPhase]:
    name = compact(path.stem).upper()
    plot = next((plot for plot in plots if plot.code and compact(plot.code).upper() in name), None)
    rest = name.replace(compact(plot.code).upper(), "", 1) if plot else name
    phase = next((phase for phase, words in _SAID.items() if any(word in rest for word in words)), None)
    if plot is None or phase is None:
        raise KnownError(f"“{shown_name(path)}”的文件名看不出{'时点（施工前、施工中、竣工后）' if plot else '地块编号'}，照片没有添加。"
                         "请改名为“地块编号 施工前.jpg”这样的形式，或者选中地块后再添加。")
    return plot.id, phase


def _made(desk: Desk, wanted: Sequence[tuple[str, PhotoPhase, Path]], taken_on: date | None) -> tuple[SitePhoto, ...]:
    there = desk.store.load(SitePhoto, plot_id=list({plot_id for plot_id, _, _ in wanted}))
    made: list[SitePhoto] = []
    for plot_id, phase, path in wanted:
        digest, name = attachments.keep(desk, path, attachments.PHOTO, "照片"), shown_name(path)
        mine = [p for p in (*there, *made) if p.plot_id == plot_id]
        if any(p.file_hash == digest for p in mine):
            others = "，这一次选的其他照片也没有添加，请去掉它再选" if len(wanted) > 1 else ""
            raise KnownError(f"“{name}”已经是这个地块的照片（内容相同），没有重复添加{others}。")
        day = taken_on or _day(desk.store.files.read(digest), name, desk.clock().date())
        position = 1 + max((p.position for p in mine), default=0)
        made.append(SitePhoto(plot_id, position, phase, day, "", name, digest, id_of(plot_id, "photo", digest)))
    return tuple(made)


def _day(content: bytes, name: str, today: date) -> date | None:
    """The day the camera wrote into a picture, which is opened to see that it can be; a day that cannot be is none."""
    try:
        with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                raise KnownError(f"照片“{name}”像素太多，没有添加。请缩小后再添加。")
            picture.load()
            exif = picture.getexif().get_ifd(_CAMERA)
            written = exif.get(_TAKEN) or exif.get(_SCANNED)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise KnownError(f"照片“{name}”打不开，可能已损坏，没有添加。请换一个文件。") from None
    try:
        day = datetime.strptime(str(written)[:10], "%Y:%m:%d").date()
    except ValueError:
        return None
    return day if date(1990, 1, 1) <= day <= today else None  # a camera whose clock was never set


def set_photo_field(desk: Desk, photo: SitePhoto, name: str, text: str) -> Change:
    """Put what was typed into a field of a photograph; it was not taken after today."""
    change = set_field(plan_rows.newest(desk, photo), name, text)
    if (day := change.after[0].taken_on) and day > desk.clock().date():
        raise KnownError(f"拍摄日期 {day} 在今天以后，原值未改动。请核对日期。")
    return change


def remove(desk: Desk, chosen: Sequence[SitePhoto]) -> Change:
    """Take photographs away; the files stay in the workspace for undo."""
    if not chosen:
        raise KnownError("还没有选中照片，没有移除。请先选中。")
    return Change(f"移除照片 {len(chosen)} 张", before=tuple(plan_rows.newest(desk, photo) for photo in chosen))


def move(desk: Desk, photo: SitePhoto, by: int) -> Change:
    """Move a photograph among those of its phase; the first of each is printed beside the others."""
    return plan_rows.move(photos(desk, photo.plot_id, photo.phase), photo, by, WHAT)


def copy_to_view(desk: Desk, photo: SitePhoto) -> Path:
    """A copy for the system's own viewer."""
    return attachments.copy_to_view(desk, photo.file_hash, Path(photo.file_name).stem, f"查看照片：{photo.phase}")
