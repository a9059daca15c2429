"""What a child of the program may use of the machine. Apart from `children`, whose imports a small child does without."""

from __future__ import annotations


def bind(memory: int, seconds: int | None = None) -> None:
    """Bind this process, a child, to so many bytes and seconds of work (POSIX; on Windows the parent's job object does it)."""
    try:
        import resource
    except ImportError:
        return
    wanted = [(resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)]
    if seconds is not None:
        wanted.append((resource.RLIMIT_CPU, seconds))
    for limit, value in wanted:
        hard = resource.getrlimit(limit)[1]
        resource.setrlimit(limit, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
