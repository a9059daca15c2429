"""Photographs of the chosen plot before, during and after the work; day and words of the one the cursor is at."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from linkdesk.actions import site_photos
from linkdesk.domain.carrying import SitePhoto
from linkdesk.domain.carrying_standing import PlotStanding
from linkdesk.domain.carrying_words import PhotoPhase
from linkdesk.ui.boxes import SomeFields
from linkdesk.ui.look import Sentence, button, column, label, row
from linkdesk.ui.page import Page
from linkdesk.ui.photo_strip import PhotoStrip

FILES = "照片 (*.jpg *.jpeg *.png)"
NO_PLOT = "请在左边选中一个地块。"
BY_NAME = "多个地块的照片一次添加：文件名写明地块编号和时点（如“CJ-SG-01 施工前.jpg”），用“更多”里的“按文件名添加照片”。"


class PhotoPanel(QWidget):
    """Three strips; every file added, dated or taken away is a change that can be undone."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page, self.plot_id = page, ""
        self.heading, self.lacking = label("", "group", wrap=True), Sentence(look="warning")
        self.strips = {phase: PhotoStrip(phase, page.desk.store.files.read, self.choose) for phase in PhotoPhase}
        self.fields = SomeFields(SitePhoto, {"taken_on": "", "title": ""}, self._commit, across=1)
        self.buttons = (button("打开", self._open), button("移除", self._remove), button("前移", lambda: self._move(-1)),
                        button("后移", lambda: self._move(1)))
        self._at: SitePhoto | None = None
        column(self.heading, self.lacking, *self.strips.values(), self.fields, row(*self.buttons, 1), Sentence(BY_NAME), 1, parent=self)
        for strip in self.strips.values():
            strip.chosen.connect(lambda photo, strip=strip: self._choose(strip, photo))
            strip.list.dropped.connect(lambda paths, strip=strip: self.add(strip.phase, paths))
            strip.list.opened.connect(self._open)
            strip.list.deleted.connect(self._remove)
        self._show_fields()

    def show_plot(self, standing: PlotStanding | None) -> None:
        """Show the photographs of a plot."""
        moved = self.plot_id != (standing.plot.id if standing else "")
        self.plot_id = standing.plot.id if standing else ""
        self.heading.setText(f"{standing.plot.code}　{standing.plot.name}".rstrip() if standing else NO_PLOT)
        lacking = standing.lacking if standing else ()
        self.lacking.setText(f"还没有{'、'.join(map(str, lacking))}照片。" if lacking else "")
        self.lacking.setVisible(bool(lacking))
        for phase, strip in self.strips.items():
            strip.setEnabled(standing is not None)
            strip.show_photos(standing.photos.get(phase, ()) if standing else ())
        there = {p.id: p for strip in self.strips.values() for p in strip.photos}
        self._at = None if moved or self._at is None else there.get(self._at.id)
        self._show_fields()

    def choose(self, phase: PhotoPhase) -> None:
        """Ask for photographs of a phase."""
        names, _ = QFileDialog.getOpenFileNames(self, f"选择{phase}照片", "", FILES)
        self.add(phase, map(Path, names))

    def add(self, phase: PhotoPhase, paths: Iterable[Path]) -> None:
        """Keep photographs of the chosen plot, and say which have no day."""
        found = tuple(paths)
        if found and self.plot_id:
            made: list[SitePhoto] = []
            self.page.do(lambda: _kept(site_photos.add(self.page.desk, self.plot_id, phase, found), made), lambda: self._said(made))

    def _said(self, made: list[SitePhoto]) -> None:
        undated = sum(photo.taken_on is None for photo in made)
        more = f"其中 {undated} 张照片里没有拍摄日期，请逐张填写。" if undated else ""
        self.page.said.emit(f"已添加照片 {len(made)} 张，可按 Ctrl+Z 撤销。{more}")

    def _choose(self, strip: PhotoStrip, photo: SitePhoto | None) -> None:
        if photo is None:
            return
        self._at = photo
        for other in self.strips.values():
            if other is not strip:
                other.list.clearSelection()
                other.list.setCurrentRow(-1)
        self._show_fields()

    def _show_fields(self) -> None:
        photo = self._at
        self.fields.setVisible(photo is not None)
        for each in self.buttons:
            each.setVisible(photo is not None)
        if photo is not None:
            self.fields.show_entity(photo)

    def _commit(self, photo: SitePhoto, name: str, text: str) -> None:
        self.page.desk.do(site_photos.set_photo_field(self.page.desk, photo, name, text))

    def _open(self) -> None:
        if photo := self._at:
            self.page.look_at(lambda: site_photos.copy_to_view(self.page.desk, photo))

    def _remove(self) -> None:
        chosen = [p for strip in self.strips.values() for p in strip.selected()] or ([self._at] if self._at else [])
        self.page.do(lambda: site_photos.remove(self.page.desk, chosen))

    def _move(self, by: int) -> None:
        if photo := self._at:
            self.page.do(lambda: site_photos.move(self.page.desk, photo, by))

    def lead_to(self, photo: SitePhoto) -> None:
        """Put the cursor at a photograph."""
        strip = self.strips[photo.phase]
        strip.list.setCurrentRow(next((n for n, p in enumerate(strip.photos) if p.id == photo.id), -1))


def _kept(change, made: list[SitePhoto]):
    made += change.after
    return change
