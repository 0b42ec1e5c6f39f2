"""What can go wrong that a user can understand."""

import errno
from dataclasses import dataclass
from typing import ClassVar

from dongan_training.texts import N_, _, sentences


@dataclass(eq=False)
class UserError(Exception):
    """Base of every expected failure; shown as it is, and not a bug.

    A subclass stands beside the use case that raises it, holds the facts as
    fields, and names ``message`` and ``advice`` with ``N_()``; ``{field}`` in
    them is filled from the fields when the error is shown.
    """

    message: ClassVar[str] = ""  # what happened
    advice: ClassVar[str] = ""  # what is safe, and what to do next

    def told(self) -> str:
        """Say what happened, in the language spoken now."""
        return _(self.message).format(**vars(self))

    def advised(self) -> str:
        """Say what to do next, in the language spoken now."""
        return _(self.advice).format(**vars(self))

    def __str__(self) -> str:
        return sentences(part for part in (self.told(), self.advised()) if part)


# The system says these in its own language, and to programmers.
_REASONS = {
    errno.EROFS: N_("只读或写保护"),
    errno.EACCES: N_("没有权限"),
    errno.EPERM: N_("没有权限"),
    errno.ENOENT: N_("文件或文件夹不存在"),
    errno.ENOTDIR: N_("这不是文件夹"),
    errno.EEXIST: N_("这不是文件夹"),
    errno.EISDIR: N_("这是文件夹，不是文件"),
    errno.EIO: N_("设备读写出错"),
    errno.ENODEV: N_("设备已拔出"),
    errno.ENXIO: N_("设备已拔出"),
    errno.EBUSY: N_("正被别的程序占用"),
    errno.ENAMETOOLONG: N_("名称太长"),
    errno.ENOSPC: N_("磁盘已满"),
}


def reason_of(error: OSError) -> str:
    """Why the system refused, in the language spoken now; its own words where we have none."""
    known = _REASONS.get(error.errno or 0)
    return _(known) if known else error.strerror or str(error)


class Cancelled(Exception):
    """The user stopped a long job; whoever started it says nothing more."""
