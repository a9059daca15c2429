"""How the window looks: colour roles, the screen face, sizes; one style sheet is filled in from them."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from functools import cache
from string import Template

from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from linkdesk import paths


@dataclass(frozen=True, slots=True)
class Roles:
    """Colours by what they are for; light and dark fill the same roles."""

    ink: str
    second: str
    line: str
    ground: str
    paper: str
    accent: str
    accent_hover: str
    accent_tint: str
    on_accent: str
    error: str
    error_tint: str
    warning: str
    warning_tint: str
    note: str
    note_tint: str


LIGHT = Roles(ink="#1F2328", second="#59636E", line="#D8DEE4", ground="#F6F8FA", paper="#FFFFFF",
              accent="#0F6B4F", accent_hover="#0C5A43", accent_tint="#E6F2ED", on_accent="#FFFFFF",
              error="#B42318", error_tint="#FEF3F2", warning="#8A5A00", warning_tint="#FFF8E6",
              note="#175CD3", note_tint="#EFF4FF")
DARK = Roles(ink="#E4E8EC", second="#A3ADB8", line="#3A424B", ground="#171B20", paper="#20252B",
             accent="#5CC09B", accent_hover="#74CFAE", accent_tint="#1F3A31", on_accent="#0B1F17",
             error="#FF9389", error_tint="#3B201E", warning="#E8B45A", warning_tint="#362B15",
             note="#8DB4FF", note_tint="#1C2A45")
SIZES = (90, 100, 110, 125, 150)


@dataclass(frozen=True, slots=True)
class Theme:
    """One look of the window: colours, and everything's size in percent."""

    roles: Roles = LIGHT
    percent: int = 100

    def px(self, length: int) -> int:
        """A length drawn at 100 % in this theme's size; lines of one or two pixels stay as they are."""
        return length if abs(length) <= 2 else round(length * self.percent / 100)

    def colour(self, role: str) -> QColor:
        """The colour of a role."""
        return QColor(getattr(self.roles, role))


def current() -> Theme:
    """The theme the application wears now."""
    return QApplication.instance().property("theme") or Theme()


def wear(app: QApplication, theme: Theme) -> None:
    """Put a theme on the application: style, colours, face, style sheet."""
    app.setProperty("theme", theme)
    app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(face(theme))
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(theme))


def face(theme: Theme, points: float = 10.5) -> QFont:
    """The screen face in a size."""
    font = QFont(_family())
    font.setPointSizeF(points * theme.percent / 100)
    return font


@cache
def _family() -> str:
    loaded = QFontDatabase.addApplicationFont(str(paths.FONTS / "NotoSansSC-Regular-GBK.ttf"))
    return QFontDatabase.applicationFontFamilies(loaded)[0]


def style_sheet(theme: Theme) -> str:
    """resources/linkdesk.qss with the roles filled in and its lengths in the theme's size."""
    icons = (paths.RESOURCES / "icons").as_posix()
    tick = "tick-light" if theme.roles is LIGHT else "tick-dark"
    text = Template(_template()).substitute(asdict(theme.roles), icons=icons, tick=tick)
    text = re.sub(r"\b(\d+)px", lambda found: f"{theme.px(int(found[1]))}px", text)
    return re.sub(r"\b([\d.]+)pt", lambda found: f"{float(found[1]) * theme.percent / 100:.2f}pt", text)


@cache
def _template() -> str:
    return (paths.RESOURCES / "linkdesk.qss").read_text("utf-8")


def palette(theme: Theme) -> QPalette:
    """The roles as Qt knows them, for what the style draws itself."""
    roles, made = theme.roles, QPalette()
    for group, colour in {
            QPalette.ColorRole.Window: roles.ground, QPalette.ColorRole.WindowText: roles.ink,
            QPalette.ColorRole.Base: roles.paper, QPalette.ColorRole.AlternateBase: roles.ground,
            QPalette.ColorRole.Text: roles.ink, QPalette.ColorRole.Button: roles.paper,
            QPalette.ColorRole.ButtonText: roles.ink, QPalette.ColorRole.BrightText: roles.error,
            QPalette.ColorRole.Highlight: roles.accent, QPalette.ColorRole.HighlightedText: roles.on_accent,
            QPalette.ColorRole.PlaceholderText: roles.second, QPalette.ColorRole.Link: roles.accent,
            QPalette.ColorRole.ToolTipBase: roles.paper, QPalette.ColorRole.ToolTipText: roles.ink,
            QPalette.ColorRole.Mid: roles.line, QPalette.ColorRole.Accent: roles.accent}.items():
        made.setColor(group, QColor(colour))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(roles.second))
    return made
