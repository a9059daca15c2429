"""What a workspace lies on: a write-ahead log wants a fixed local disk; memory sticks and network shares keep a rollback journal.

A stick is pulled out, and the log beside the file is then lost or left behind; shares cannot share its memory.
What cannot be told is taken for a fixed disk: both journals keep a transaction whole.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

_WINDOWS_REMOVABLE, _WINDOWS_REMOTE = 2, 4  # of GetDriveTypeW
_REMOTE = {"9p", "afs", "ceph", "cifs", "davfs", "fuse", "nfs", "nfs4", "smb3", "smbfs", "vboxsf"}
_STICK = {"exfat", "fuseblk", "msdos", "vfat"}


def is_fixed_disk(folder: Path) -> bool:
    """Whether a folder lies on a disk of this machine that stays in it."""
    if sys.platform == "win32":
        return _windows_drive(folder) not in (_WINDOWS_REMOVABLE, _WINDOWS_REMOTE)
    return not _is_usb(folder) and _file_system(folder).partition(".")[0] not in _REMOTE | _STICK


def _windows_drive(folder: Path) -> int:
    import ctypes
    return ctypes.windll.kernel32.GetDriveTypeW(folder.resolve().anchor)  # type: ignore[attr-defined]


def _is_usb(folder: Path) -> bool:
    device = os.stat(folder).st_dev
    block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}").resolve()
    return "/usb" in str(block) or any(_says_removable(p) for p in (block, block.parent))


def _says_removable(block: Path) -> bool:
    try:
        return (block / "removable").read_text("ascii").strip() == "1"
    except OSError:
        return False


def _file_system(folder: Path) -> str:
    """The type of the file system a folder is on, as the kernel calls it; empty where no kernel tells."""
    device = os.stat(folder).st_dev
    number = f"{os.major(device)}:{os.minor(device)}"
    try:
        lines = Path("/proc/self/mountinfo").read_text("utf-8", "replace").splitlines()
    except OSError:
        return ""
    return next((line.partition(" - ")[2].split()[0] for line in lines if line.split()[2] == number), "")
