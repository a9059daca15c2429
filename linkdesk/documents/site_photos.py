"""施工影像: every plot with its photographs before, during and after the work side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from linkdesk.documents.blocks import (
    Align,
    Block,
    Document,
    Heading,
    PageKind,
    Paragraph,
    Picture,
    PictureRow,
    Section,
    Style,
    Text,
)
from linkdesk.domain.carrying import SitePhoto
from linkdesk.domain.carrying_standing import PlotStanding, standings
from linkdesk.domain.carrying_words import PhotoPhase
from linkdesk.domain.dossier import Dossier
from linkdesk.domain.quantities import hectares, printed

TITLE = "施工影像"
_WIDE_MM = 53


def photos_paper(dossier: Dossier) -> Document | None:
    """The photographs as a paper of their own; None while there is none at all."""
    title = f"{dossier.project.name}{TITLE}"
    head = Paragraph((Text(title),), Style.TABLE_TITLE, Align.CENTRE)
    section = photos_section(dossier, head)
    return Document("photos", title, (section,), subject_id=dossier.project.id) if section else None


def photos_section(dossier: Dossier, *head: Block) -> Section | None:
    """The photographs of every plot; one without any stands there with empty frames. None while no plot has one."""
    found = standings(dossier)
    if not any(s.photos for s in found):
        return None
    return Section((*head, *(block for s in found for block in _plot(s))), PageKind.TABLE)


def _plot(standing: PlotStanding) -> Iterator[Block]:
    area = f"　{printed(hectares(standing.area), 4)} 公顷" if standing.area is not None else ""
    yield Heading(2, f"{standing.plot.code}　{standing.plot.name}{area}".replace("　　", "　"))
    columns = [standing.photos.get(phase, ()) for phase in PhotoPhase]
    for photos in list(zip_longest(*columns)) or [(None,) * len(PhotoPhase)]:
        yield PictureRow(tuple(_picture(phase, photo) for phase, photo in zip(PhotoPhase, photos, strict=True)))


def _picture(phase: PhotoPhase, photo: SitePhoto | None) -> Picture:
    if photo is None:
        return Picture("", _WIDE_MM, str(phase))
    day = str(photo.taken_on) if photo.taken_on else "日期待补"
    return Picture(photo.file_hash, _WIDE_MM, "　".join(filter(None, (str(phase), day, photo.title))))
