"""One PDF of many: what a press is asked to print, and what came of it; the same in this process and in a child of it."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from linkdesk.documents.blocks import Document
from linkdesk.documents.imposing import Copies, Paper, impose
from linkdesk.documents.json import from_json
from linkdesk.documents.pdf import PdfResult, write_pdf


@dataclass(frozen=True, slots=True)
class Job:
    """One PDF of so many documents; without a path it is set and not kept: only its pages and its hash are wanted."""

    documents: int
    path: str = ""
    title: str = ""
    copies: int = 1
    duplex: bool = False


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was printed: the pages of each document as set, the SHA-256 of the file, its pages with copies and blank backs."""

    pages: tuple[int, ...]
    sha256: str
    leaves: int


def press(job: Job, texts: Iterable[str], done: Callable[[], None]) -> Pressed:
    """Print documents given as JSON into one PDF; `done` is called after each. KnownError as of `write_pdf`.

    The path is written straight: it lies in a folder that has no name yet.
    """
    made, titles = io.BytesIO(), []
    result = write_pdf(_read(texts, titles, done), made, title=job.title)
    pdf, leaves = _bound(made.getvalue(), job, titles, result)
    if job.path:
        with open(job.path, "wb") as file:
            file.write(pdf)
    return Pressed(result.pages, hashlib.sha256(pdf).hexdigest(), leaves)


def _read(texts: Iterable[str], titles: list[str], done: Callable[[], None]) -> Iterator[Document]:
    for text in texts:
        document = from_json(text)
        titles.append(" ".join(filter(None, (document.title, document.number))))
        yield document
        done()


def _bound(pdf: bytes, job: Job, titles: list[str], result: PdfResult) -> tuple[bytes, int]:
    copies = Copies(job.copies, job.duplex)
    if copies.plain:
        return pdf, sum(result.pages)
    bound = io.BytesIO()
    papers = [Paper((title,), pages) for title, pages in zip(titles, result.pages, strict=True)]
    leaves = impose([pdf], [papers], copies, job.title, bound)
    return bound.getvalue(), leaves
