"""Files written whole: a temporary name beside the final one, forced to disk, then renamed. Half a file never shows."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from linkdesk.domain.errors import KnownError
from linkdesk.domain.refusals import why


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write that gets its name when all is written; KnownError when the system refuses, and nothing stays."""
    temporary = None
    try:
        handle, name = tempfile.mkstemp(prefix=".linkdesk-", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as refused:
        raise cannot_write(path, refused) from refused
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def cannot_write(path: Path, refused: OSError) -> KnownError:
    """The sentence for a file the system did not let us write."""
    return KnownError(f"“{path.name}”没有写成（{why(refused)}），原有文件没有改动，也没有留下半个文件。请处理后再试，或换一个位置保存。")
