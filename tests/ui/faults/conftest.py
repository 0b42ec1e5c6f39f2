"""Disks that refuse, for the window."""

from tests.faults.disks import fill, mount, read_only

__all__ = ["fill", "mount", "read_only"]
