"""Where the tests put their folders: in memory if there is room, for nobody to wait for a disk.

A commit waits until the disk has it, and tests make tens of thousands. No
test cuts the power, and of a killed program memory keeps what a disk keeps.
"""

import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 4 * 2**30  # bytes; what a test leaves goes when it has passed


def stay_in_memory() -> None:
    """Take folders from memory, unless somebody named another place or it is small."""
    if "TMPDIR" not in os.environ and _has_room():
        os.environ["TMPDIR"] = tempfile.tempdir = str(MEMORY)


def _has_room() -> bool:
    return (
        os.access(MEMORY, os.W_OK)
        and shutil.disk_usage(MEMORY).free > ROOM
        and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC  # programs that are built are started
    )
