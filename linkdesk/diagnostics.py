"""What is kept when the program itself is wrong: where in the code, never what was in the data."""

from __future__ import annotations

import platform
import sys
import traceback
from datetime import datetime
from pathlib import Path

from linkdesk import __version__, paths


def crash_report(error: BaseException, at: datetime, folder: Path | None = None) -> Path | None:
    """Save a report without personal data (error types and code places only); None when it cannot be saved."""
    folder = folder or paths.log_folder()
    path = folder / f"crash-{at:%Y%m%d-%H%M%S}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(report_text(error, at), encoding="utf-8")
    except OSError:
        return None
    return path


def report_text(error: BaseException, at: datetime) -> str:
    """The text of a crash report; messages of errors are left out, they may quote a cell or a name."""
    lines = [f"LinkDesk {__version__}", f"{at:%Y-%m-%d %H:%M:%S}", f"Python {sys.version.split()[0]}",
             platform.platform(), ""]
    while error:
        lines.append(type(error).__name__)
        lines += [f"  {Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
        error = error.__cause__ or error.__context__
    return "\n".join(lines) + "\n"
