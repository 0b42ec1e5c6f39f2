"""Small disks of memory that are really full or read-only; skipped where nobody may mount."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Mount = Callable[..., Path]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Mount small disks of memory; skips where this system lets nobody mount."""
    mounted: list[Path] = []

    def mount(name: str, size: str) -> Path:
        place = tmp_path / name
        place.mkdir()
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)]
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except FileNotFoundError:
            pytest.skip("no program to mount a small disk with")
        if done.returncode:
            pytest.skip("may not mount a small disk: run as root, or in a container that may")
        mounted.append(place)
        return place

    yield mount
    for place in mounted:
        subprocess.run(["umount", str(place)], check=True)


@pytest.fixture
def read_only() -> Callable[[Path], None]:
    """Turn a mounted disk read-only."""

    def read_only(place: Path) -> None:
        subprocess.run(["mount", "-o", "remount,ro", str(place)], check=True)

    return read_only


@pytest.fixture
def fill() -> Callable[[Path, int], None]:
    """Fill a mounted disk but for some bytes."""

    def fill(place: Path, but_for: int = 0) -> None:
        statistics = os.statvfs(place)
        free = statistics.f_bavail * statistics.f_frsize - but_for
        (place / "照片").write_bytes(bytes(max(free, 0)))

    return fill
