import re
from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor

from linkdesk import paths
from linkdesk.ui import theme
from linkdesk.ui.icons import picture

GROUNDS = {"ink": ("paper", "ground", "accent_tint", "error_tint", "warning_tint", "note_tint"), "second": ("paper", "ground", "accent_tint"),
           "accent": ("paper", "ground", "accent_tint"), "on_accent": ("accent", "accent_hover"), "error": ("paper", "ground", "error_tint"),
           "warning": ("paper", "ground", "warning_tint"), "note": ("paper", "ground", "note_tint")}
THEMES = {"light": theme.LIGHT, "dark": theme.DARK}


def luminance(name):
    def linear(c):
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
    colour = QColor(name)
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_from_every_ground_it_stands_on(name):
    roles = asdict(THEMES[name])
    weak = {(word, ground): round(contrast(roles[word], roles[ground]), 2) for word, grounds in GROUNDS.items() for ground in grounds
            if contrast(roles[word], roles[ground]) < 4.5}
    assert not weak


def test_the_style_sheet_knows_only_roles_and_uses_them():
    text = (paths.RESOURCES / "linkdesk.qss").read_text("utf-8")
    used = set(re.findall(r"\$([a-z_]+)", text)) - {"icons", "tick"}
    assert used <= set(asdict(theme.LIGHT))
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b(?=\s*[;}])", text), "colours stand in the role table only"
    assert set(asdict(theme.LIGHT)) - used <= {"note_tint", "warning_tint", "error_tint"}


def test_sizes_grow_and_thin_lines_stay():
    sheet = theme.style_sheet(theme.Theme(percent=150))
    assert "font-size: 22.50pt" in sheet
    assert "min-height: 42px" in sheet
    assert "1px solid" in sheet


def test_the_screen_face_is_the_bundled_one(themed):
    assert "Noto Sans" in themed.font().family()
    assert themed.font().pointSizeF() == 10.5


@pytest.mark.parametrize("path", sorted((paths.RESOURCES / "icons").glob("*.svg")), ids=lambda p: p.stem)
def test_icons_take_the_colour_of_their_role(path, themed):
    text = path.read_text("utf-8")
    assert text.count('stroke-width="1.5"') == 1
    if path.stem in ("drop", "dash", "tick-light", "tick-dark"):  # named by the style sheet, which cannot tint
        return
    assert "currentColor" in text
    image = picture(path.stem, "error").toImage()
    drawn = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() == 255]
    assert drawn
    tint = QColor(theme.LIGHT.error)  # blending may miss it by one
    assert all(abs(a - b) <= 1 for c in drawn for a, b in zip(c.getRgb(), tint.getRgb(), strict=True))
