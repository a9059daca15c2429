"""What an entry would do to the rows chosen: for how many it can be made, for whom not and why, and what it costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtWidgets import QWidget

from linkdesk.domain.recording import Judged
from linkdesk.ui.look import Sentence, column

SHOWN, NAMED = 5, 4


class Verdict(QWidget):
    """Three sentences that follow the form and the selection."""

    def __init__(self) -> None:
        super().__init__()
        self.count, self.refused, self.costs = Sentence("", "second"), Sentence("", "error"), Sentence("", "warning")
        column(self.count, self.refused, self.costs, gap=4, parent=self)

    def tell(self, found: Mapping[str, Judged], name: Callable[[str], str]) -> int:
        """Say what was found, with the names of those it is about; returns for how many the entry can be made."""
        refused = grouped((each.why, id_) for id_, each in found.items() if each.why)
        costs = grouped((word, id_) for id_, each in found.items() for word in each.warnings)
        able = sum(not each.why for each in found.values())
        self.count.setText(f"已选 {len(found)} 户：可登记 {able} 户" + (f"，不能登记 {len(found) - able} 户" if refused else ""))
        self._put(self.refused, refused, name)
        self._put(self.costs, costs, name)
        return able

    def say(self, sentence: str) -> None:
        """Say one sentence in place of all."""
        self.count.setText(sentence)
        for each in (self.refused, self.costs):
            each.hide()

    def _put(self, sentence: Sentence, why: Mapping[str, list[str]], name: Callable[[str], str]) -> None:
        said = [f"{word}：{_names(ids, name)}" for word, ids in sorted(why.items(), key=lambda pair: -len(pair[1]))]
        rest = len(said) - SHOWN
        sentence.setText("\n".join([*said[:SHOWN], *([f"另有 {rest} 种情况"] if rest > 0 else [])]))
        sentence.setVisible(bool(said))


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Ids by the words said of them."""
    found: dict[str, list[str]] = {}
    for words, id_ in pairs:
        found.setdefault(words, []).append(id_)
    return found


def _names(ids: list[str], name: Callable[[str], str]) -> str:
    named = "、".join(name(id_) for id_ in ids[:NAMED])
    return f"{named}等 {len(ids)} 户" if len(ids) > NAMED else named
