"""Which characters of which face one PDF uses, and how the page writes them."""

from __future__ import annotations

from pathlib import Path

from linkdesk.documents.pdf.breaking import is_narrow
from linkdesk.documents.pdf.embed import FIRST_SPARE
from linkdesk.documents.pdf.faces import Fonts, Role, advance, source
from linkdesk.documents.pdf.ticks import CODES


class Lacking(Exception):
    """No face has this character."""

    def __init__(self, character: str) -> None:
        super().__init__(f"U+{ord(character):04X}")
        self.character = character


class Used:
    """A face in one PDF: the name it is called by on the page, and the code of each character used.

    The face without a file is the one of drawn tick boxes; its codes are single bytes.
    """

    def __init__(self, name: str, path: Path | None) -> None:
        self.name = name
        self.path = path
        self.codes: dict[str, int] = {} if path else dict(CODES)
        self.advances: dict[str, int] = dict.fromkeys(self.codes, 1000)  # widths in thousandths of the size
        self._spare = FIRST_SPARE

    def add(self, character: str) -> None:
        """Give a character its code: its own UTF-16 unit, or the next spare one outside the BMP."""
        if self.path is None or character in self.codes:
            return
        beyond = character > "\uffff"
        self.codes[character] = self._spare if beyond else ord(character)
        self.advances[character] = advance(self.path, character)
        self._spare += beyond

    def code(self, text: str) -> str:
        """The text in hexadecimal, as the page writes it."""
        if self.path is None:
            return "".join(f"{self.codes[c]:02x}" for c in text)
        if max(text) <= "\uffff":
            return text.encode("utf-16-be").hex()
        return "".join(f"{self.codes[c]:04x}" for c in text)


class Sources(dict[str, Used]):
    """Character → face for one role, looked up once; raises Lacking."""

    def __init__(self, fonts: Fonts, role: Role, used: dict[Path | None, Used]) -> None:
        self._fonts, self._role, self._used = fonts, role, used

    def __missing__(self, character: str) -> Used:
        path = None if character in CODES else source(self._fonts, self._role, character)
        if path is None and character not in CODES:
            raise Lacking(character)
        found = self._used.get(path)
        if found is None:
            found = self._used[path] = Used(f"F{len(self._used) + 1}", path)
        found.add(character)
        self[character] = found
        return found


class Widths(dict[str, float]):
    """Cluster → width in points, for one role at one size; `spacing` is added to every full-width character."""

    def __init__(self, sources: Sources, size: float, spacing: float) -> None:
        self._sources, self._size, self._spacing = sources, size, spacing

    def __missing__(self, cluster: str) -> float:
        thousandths = sum(self._sources[c].advances[c] for c in cluster)
        spread = sum(not is_narrow(c) for c in cluster)
        self[cluster] = width = thousandths * self._size / 1000 + spread * self._spacing
        return width
