"""Printed papers bound for signing: copies that lie together, blank backs for duplex, bookmarks from village to agreement."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pikepdf
from pikepdf import Name


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper of so many pages, and its bookmark with those above it, e.g. (village, household, agreement)."""

    bookmark: tuple[str, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class Copies:
    """How often each set of papers comes; with `duplex` each paper begins on the front of a sheet."""

    count: int = 1
    duplex: bool = False

    @property
    def plain(self) -> bool:
        """Whether the pages stay as they were set."""
        return self.count == 1 and not self.duplex


def impose(parts: Sequence[bytes | Path], sets: Sequence[Sequence[Paper]], copies: Copies, title: str, out: BinaryIO) -> int:
    """Bind parts, whose pages one after the other are those of the sets' papers, into one PDF; returns its pages.

    All papers of a set come once, then all again, `copies.count` times, before those of the next set.
    """
    with ExitStack() as opened, pikepdf.new() as bound:
        read = [opened.enter_context(pikepdf.open(io.BytesIO(p) if isinstance(p, bytes) else p)) for p in parts]
        _describe(bound, title)
        pages = [page for pdf in read for page in pdf.pages]
        begins = _lay(bound, pages, sets, copies)
        _bookmark(bound, sets, begins)
        bound.save(out, deterministic_id=True)
        return len(bound.pages)


def _describe(bound: pikepdf.Pdf, title: str) -> None:
    bound.Root.Lang = pikepdf.String("zh-CN")
    bound.docinfo[Name.Title] = title
    bound.docinfo[Name.Creator] = "LinkDesk"


def _lay(bound: pikepdf.Pdf, pages: Sequence[pikepdf.Page], sets: Sequence[Sequence[Paper]], copies: Copies) -> list[list[int]]:
    """Append the pages; for each paper in turn the places (from 0) where its copies begin."""
    begins: list[list[int]] = []
    at = 0
    for papers in sets:
        starts = [at + sum(p.pages for p in papers[:n]) for n in range(len(papers))]
        placed = [[_append(bound, pages[start:start + paper.pages], copies.duplex) for start, paper in zip(starts, papers, strict=True)]
                  for _ in range(copies.count)]
        begins += map(list, zip(*placed, strict=True))
        at += sum(p.pages for p in papers)
    return begins


def _append(bound: pikepdf.Pdf, pages: Sequence[pikepdf.Page], duplex: bool) -> int:
    begin = len(bound.pages)
    if duplex and begin % 2:
        box = bound.pages[-1].mediabox
        bound.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))
        begin += 1
    bound.pages.extend(pages)
    return begin


def _bookmark(bound: pikepdf.Pdf, sets: Sequence[Sequence[Paper]], begins: Sequence[Sequence[int]]) -> None:
    pages = list(bound.pages)
    with bound.open_outline() as outline:
        branches: dict[tuple[str, ...], list[pikepdf.OutlineItem]] = {(): outline.root}
        for paper, places in zip((p for papers in sets for p in papers), begins, strict=True):
            for above, title in _above(paper.bookmark):
                if (*above, title) not in branches:
                    branches[*above, title] = _item(branches[above], title, pages[places[0]])
            for number, place in enumerate(places, 1):
                _item(branches[paper.bookmark[:-1]], f"{paper.bookmark[-1]}{f'（第 {number} 份）' if number > 1 else ''}", pages[place])


def _above(bookmark: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for depth, title in enumerate(bookmark[:-1]):
        yield bookmark[:depth], title


def _item(branch: list[pikepdf.OutlineItem], title: str, page: pikepdf.Page) -> list[pikepdf.OutlineItem]:
    """Hang a bookmark into a branch and return the branch below it."""
    # the place is given as it will stand: by its number pikepdf would look for each page anew
    item = pikepdf.OutlineItem(title, pikepdf.Array([page.obj, Name.Fit]))
    item.is_closed = True
    branch.append(item)
    return item.children
