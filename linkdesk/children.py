"""Children of the program: how it starts itself again, waits for an answer, and bounds the memory and life of one.

On Windows a job object of the parent does that; a POSIX child binds itself (bounds).
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_PROGRAM = Path(__file__).resolve().parents[1]  # Python takes modules from the folder it is started in before its own
_CREATION: dict[str, Any] = {"creationflags": 0x08000000} if sys.platform == "win32" else {}  # CREATE_NO_WINDOW
_EXTENDED_LIMITS = 9  # JobObjectExtendedLimitInformation
SECONDS_BETWEEN_TICKS = 0.1
_PROCESS_MEMORY, _KILL_ON_CLOSE, _ONE_PROCESS = 0x100, 0x2000, 0x8


def command(verb: str) -> list[str]:
    """How this program starts itself with a verb of its own; a built program is no Python."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "linkdesk"]
    return [*start, verb]


def start(verb: str, *arguments: str, **streams: Any) -> subprocess.Popen[bytes]:
    """Start this program with a verb; asked on standard input and answering on standard output unless `streams` say otherwise.

    What it says on standard error goes nowhere: a traceback may hold what stood in somebody's file.
    """
    return subprocess.Popen([*command(verb), *arguments], cwd=_PROGRAM,
                            **{"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL} | _CREATION | streams)


class Silent(Exception):
    """A child gave no answer; `why` tells whether it "died" or was "late"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def answer(verb: str, *arguments: str, memory: int, seconds: float, tick: Callable[[], None], given: bytes | None = None) -> bytes:
    """All that a child bound to so many bytes and seconds answers to what it is given; it is ended whatever happens.

    `tick` is called while waiting and may raise Cancelled. Raises Silent when there is no answer.
    """
    asking = {"stdin": subprocess.DEVNULL} if given is None else {}
    with start(verb, *arguments, **asking) as process:
        job = limited(process, memory)
        try:
            return _answer(process, given, seconds, tick)
        finally:
            process.kill()
            close(job)


def _answer(process: subprocess.Popen[bytes], given: bytes | None, seconds: float, tick: Callable[[], None]) -> bytes:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            said, _ = process.communicate(given, timeout=SECONDS_BETWEEN_TICKS)
        except subprocess.TimeoutExpired:
            given = None  # it is on its way, and may be given only once
            tick()
            continue
        if process.returncode or not said:
            raise Silent("died")
        return said
    raise Silent("late")


class _BasicLimits(ctypes.Structure):
    _fields_ = (("PerProcessUserTimeLimit", ctypes.c_int64), ("PerJobUserTimeLimit", ctypes.c_int64),
                ("LimitFlags", ctypes.c_uint32), ("MinimumWorkingSetSize", ctypes.c_size_t),
                ("MaximumWorkingSetSize", ctypes.c_size_t), ("ActiveProcessLimit", ctypes.c_uint32),
                ("Affinity", ctypes.c_size_t), ("PriorityClass", ctypes.c_uint32), ("SchedulingClass", ctypes.c_uint32))


class _ExtendedLimits(ctypes.Structure):
    _fields_ = (("BasicLimitInformation", _BasicLimits), ("IoInfo", ctypes.c_uint64 * 6),
                ("ProcessMemoryLimit", ctypes.c_size_t), ("JobMemoryLimit", ctypes.c_size_t),
                ("PeakProcessMemoryUsed", ctypes.c_size_t), ("PeakJobMemoryUsed", ctypes.c_size_t))


def limited(process: subprocess.Popen[bytes], memory: int) -> Any:
    """Bind a started child to so many bytes and to this process's life; returns the job to close, None elsewhere."""
    if sys.platform != "win32":
        return None
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateJobObjectW.restype = ctypes.c_void_p
    job = kernel.CreateJobObjectW(None, None)
    wanted = _ExtendedLimits()
    wanted.BasicLimitInformation.LimitFlags = _PROCESS_MEMORY | _KILL_ON_CLOSE | _ONE_PROCESS
    wanted.BasicLimitInformation.ActiveProcessLimit = 2  # a program in a virtual environment is started by a second one
    wanted.ProcessMemoryLimit = memory
    kernel.SetInformationJobObject(ctypes.c_void_p(job), _EXTENDED_LIMITS, ctypes.byref(wanted), ctypes.sizeof(wanted))
    kernel.AssignProcessToJobObject(ctypes.c_void_p(job), ctypes.c_void_p(int(process._handle)))
    return job


def close(job: Any) -> None:
    """Let go of a job; whatever still runs in it ends."""
    if job is not None:
        ctypes.WinDLL("kernel32").CloseHandle(ctypes.c_void_p(job))
