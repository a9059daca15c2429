"""What the window remembers between days: size, columns, folded panels, theme. Never the office's data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings


class Memory:
    """Small values by name, kept as JSON lines in window.ini of the workspace folder."""

    def __init__(self, folder: Path) -> None:
        self._kept = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)

    def get(self, name: str, otherwise: Any) -> Any:
        """The value kept under a name, or `otherwise` when there is none or it cannot be read."""
        try:
            return json.loads(str(self._kept.value(name, json.dumps(otherwise))))
        except ValueError:
            return otherwise

    def set(self, name: str, value: Any) -> None:
        """Keep a value."""
        self._kept.setValue(name, json.dumps(value, ensure_ascii=False))
