"""A section's text goes into the editor's document and comes back as it was, whatever stands in it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage, QTextCursor, QTextDocument

from linkdesk.domain.rich_text import (
    Named,
    RichHeading,
    RichParagraph,
    RichPicture,
    RichTable,
    Run,
    parse,
    spelled,
)
from linkdesk.ui.rich_document import blocks_of, show
from linkdesk.ui.rich_ink import CHIP, PICTURE, ChipInk, PictureInk, Value

NAMES = ("old_area", "new_area", "villages")
HASH = "0123456789abcdef" * 4
WORDS = st.text(st.sampled_from("项目区拆旧𠮷 a1#!*|\\{}[]，。"), min_size=1, max_size=8).map(str.strip).filter(bool)
PARTS = st.lists(st.one_of(st.builds(Run, WORDS, st.booleans()), st.sampled_from(NAMES).map(Named)), min_size=1, max_size=4)
CELL = st.lists(st.builds(Run, WORDS, st.booleans()) | st.sampled_from(NAMES).map(Named), max_size=2)


def _joined(parts):
    made = []
    for part in parts:
        if made and isinstance(part, Run) and isinstance(made[-1], Run) and made[-1].strong == part.strong:
            made[-1] = Run(made[-1].text + part.text, part.strong)
        else:
            made.append(part)
    return tuple(made)


@st.composite
def tables(draw):
    across = draw(st.integers(1, 3))
    return RichTable(tuple(tuple(_joined(draw(CELL)) for _ in range(across)) for _ in range(draw(st.integers(1, 3)))))


BLOCKS = st.lists(st.one_of(
    st.builds(RichHeading, st.sampled_from((2, 3)), PARTS.map(_joined)), st.builds(RichParagraph, PARTS.map(_joined)), tables(),
    st.builds(RichPicture, st.just(HASH), st.integers(20, 160), st.text("图1区位|", max_size=6))), max_size=6).map(tuple)


@pytest.fixture
def document(themed):
    made = QTextDocument()
    layout = made.documentLayout()
    made.chips, made.pictures = ChipInk(lambda name: Value("12.34"), made), PictureInk(lambda digest: QImage(), made)
    layout.registerHandler(CHIP, made.chips)
    layout.registerHandler(PICTURE, made.pictures)
    return made


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BLOCKS)
def test_document_and_text_round_trip(document, blocks):
    show(document, blocks)
    assert blocks_of(document) == blocks
    again = parse(spelled(blocks_of(document)))
    show(document, again)
    assert blocks_of(document) == again == blocks


def test_what_is_no_text_of_a_section_is_tidied(document):
    cursor = QTextCursor(document)
    cursor.insertText("  甲\u2028乙\n\n\x07丙  ")
    assert blocks_of(document) == tuple(RichParagraph((Run(word),)) for word in "甲乙丙")


def test_a_figure_shows_the_value_of_now(document):
    value = {"old_area": "1.00"}
    document.chips.value = lambda name: Value(value[name])
    show(document, [RichParagraph((Run("面积"), Named("old_area")))])
    formats = document.begin().textFormats()
    before = document.chips.intrinsicSize(document, 2, formats[1].format).width()
    value["old_area"] = "1234567.00"
    assert document.chips.intrinsicSize(document, 2, formats[1].format).width() > before
    assert blocks_of(document) == (RichParagraph((Run("面积"), Named("old_area"))),)
