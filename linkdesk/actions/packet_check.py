"""核对: a packet checked again later against its list, each difference a sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from linkdesk.actions.packet_list import LIST, Listed, PacketList, files_in, read_list, sha256
from linkdesk.actions.surveys import quiet
from linkdesk.domain.errors import KnownError

Report = Callable[[int, int], None]


def check(folder: Path, report: Report = quiet) -> tuple[str, ...]:
    """Every difference between a packet's folder and its list; none when it is as it was written.

    KnownError when there is no such folder; a list that is gone or damaged is a difference too.
    """
    if not folder.is_dir():
        raise KnownError(f"没有“{folder.name}”这个文件夹，没有核对。请选择申报材料所在的文件夹。")
    try:
        listed = read_list(folder)
    except KnownError as wrong:
        return (str(wrong),)
    return (*_of_listed(folder, listed, report), *_added(folder, listed))


def _of_listed(folder: Path, listed: PacketList, report: Report) -> Iterator[str]:
    for at, file in enumerate(listed.files):
        report(at, len(listed.files))
        if said := _wrong(folder / file.name, file):
            yield said


def _wrong(path: Path, file: Listed) -> str:
    try:
        if path.is_symlink() or not path.is_file():
            return f"缺少“{file.name}”：清单里有，文件夹里没有。"
        size = path.stat().st_size
        if size == file.bytes and sha256(path) == file.sha256:
            return ""
        told = f"，原为 {file.bytes} 字节，现为 {size} 字节" if size != file.bytes else "，大小未变"
        return f"“{file.name}”的内容已改动{told}。"
    except OSError:
        return f"“{file.name}”读不出来，不能核对。请检查存放它的磁盘。"


def _added(folder: Path, listed: PacketList) -> Iterator[str]:
    known = {LIST, *(file.name for file in listed.files)}
    for path in files_in(folder):
        if (name := path.relative_to(folder).as_posix()) not in known:
            yield f"多出“{name}”：清单里没有。"
