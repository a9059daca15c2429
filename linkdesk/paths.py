"""Where things are: the program's own resources and forms (also inside a built program), and a person's data."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import platformdirs

from linkdesk.domain.errors import KnownError

PROGRAM = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))
RESOURCES = PROGRAM / "resources"
FORMS = PROGRAM / "forms"
FONTS = RESOURCES / "fonts"
POLICIES = RESOURCES / "policies"
STANDARDS = RESOURCES / "standards"
TEMPLATES = RESOURCES / "templates"
SAMPLES = RESOURCES / "samples"


def beside_program() -> Path:
    """The folder the program was started from: of the built program's file, or of the source tree."""
    return Path(sys.executable).parent if getattr(sys, "frozen", False) else PROGRAM


def own_text(path: Path) -> str:
    """The text of one of the program's own files; KnownError when it is missing or spoilt."""
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise KnownError(f"程序自带的文件“{path.name}”缺失或损坏，这一步没有做，已有数据未受影响。请重新安装本程序。") from None


def shown_name(path: Path) -> str:
    """A file's name as text that can be kept and shown: on a disk from an old Chinese system it is GBK bytes."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        return os.fsencode(path.name).decode("gb18030", "replace")
    return path.name


def data_folder() -> Path:
    """The default workspace: beside the program when a portable.ini lies there, else the person's own data folder."""
    if (beside_program() / "portable.ini").exists():
        return beside_program() / "data"
    return Path(platformdirs.user_data_dir("LinkDesk", appauthor=False, roaming=True))


def log_folder() -> Path:
    """Where the log is kept."""
    if (beside_program() / "portable.ini").exists():
        return beside_program() / "logs"
    return Path(platformdirs.user_log_dir("LinkDesk", appauthor=False))


def own_fonts() -> Path:
    """Where an office puts the font files it prints with in place of the bundled ones."""
    if (beside_program() / "portable.ini").exists():
        return beside_program() / "fonts"
    return Path(platformdirs.user_config_dir("LinkDesk", appauthor=False, roaming=True)) / "fonts"
