"""Why the system refused to read or write a file, in words for a person."""

from __future__ import annotations

import errno

_WHY = {
    errno.ENOSPC: "磁盘空间不足", errno.EDQUOT: "磁盘配额已用完", errno.EACCES: "没有读写权限", errno.EPERM: "没有读写权限",
    errno.EROFS: "磁盘是只读的", errno.ENOENT: "文件或文件夹不存在", errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "它是一个文件夹", errno.EEXIST: "那里已有同名文件", errno.ENOTEMPTY: "那里已有别的文件",
    errno.ENAMETOOLONG: "名称太长", errno.ELOOP: "链接绕成了圈", errno.EIO: "磁盘读写出错", errno.EBUSY: "正被占用",
    errno.ETXTBSY: "正被占用", errno.EFBIG: "文件太大", errno.EXDEV: "不在同一个磁盘上", errno.ENXIO: "设备不在",
    errno.ENODEV: "设备不在", errno.ESTALE: "网络位置已断开", errno.ETIMEDOUT: "网络位置没有回应", errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
}


def is_known(refused: OSError) -> bool:
    """Whether the refusal is the world's doing (a full disk, a closed folder) and not a mistake of the program."""
    return refused.errno in _WHY


def why(refused: OSError) -> str:
    """The reason, without a full stop."""
    return _WHY.get(refused.errno or 0, f"系统拒绝，错误号 {refused.errno}")
