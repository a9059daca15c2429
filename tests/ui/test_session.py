import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QCoreApplication

from linkdesk.ui import session, theme
from linkdesk.ui.memory import Memory

SLOW = {"alembic", "reportlab", "shapely", "pyproj", "openpyxl", "xlsxwriter", "pikepdf", "pypdfium2", "pypinyin", "python_calamine", "segno",
        "docx", "lxml", "PIL", "ezdxf", "numpy", "zxingcpp", "xlrd", "chinese_calendar"}
START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from linkdesk import app
from PySide6.QtWidgets import QApplication
app.main(Path(sys.argv[1]), then=lambda: QTimer.singleShot(0, QApplication.instance(), QApplication.instance().quit))
print(*sys.modules)
"""


def test_nothing_slow_is_loaded_before_it_is_needed(tmp_path):
    ran = subprocess.run([sys.executable, "-c", START, tmp_path / "工作区"], capture_output=True, text=True, check=True,
                         env=os.environ | {"QT_QPA_PLATFORM": "offscreen"})
    loaded = set(ran.stdout.split())
    assert "sqlalchemy" in loaded
    assert loaded & SLOW == set()
    assert not any("QtUiTools" in name or "QtPrintSupport" in name for name in loaded)


def test_qt_itself_speaks_chinese(themed):
    assert session.application() is themed
    assert QCoreApplication.translate("QWidgetTextControl", "&Paste") == "粘贴(&P)"
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


@pytest.mark.skipif(sys.platform != "linux", reason="input methods are chosen so on Linux only")
def test_fcitx_gives_way_to_ibus_and_it_is_said(monkeypatch):
    monkeypatch.setenv("QT_IM_MODULE", "fcitx5")
    assert "ibus" in session.input_method()
    assert os.environ["QT_IM_MODULE"] == "ibus"
    assert session.input_method() == ""


@pytest.mark.parametrize(("kept", "worn"), [({}, theme.Theme()), ({"dark": True, "percent": 125}, theme.Theme(theme.DARK, 125)),
                                            ({"percent": 33}, theme.Theme())])
def test_the_theme_chosen_last_is_worn_again(tmp_path, kept, worn):
    memory = Memory(tmp_path)
    memory.set("theme", kept)
    assert session.remembered(Memory(tmp_path)) == worn


def test_a_spoiled_memory_is_forgotten(tmp_path):
    (tmp_path / "window.ini").write_text("[window]\nsize=not json\n", "utf-8")
    assert Memory(tmp_path).get("window/size", [1366, 768]) == [1366, 768]
