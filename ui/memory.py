"""What this machine remembers of its windows: sizes, column widths. Never data of people."""

from PySide6.QtCore import QSettings

from dongan_training import paths


def window_memory() -> QSettings:
    """Open the small file in which windows remember how they were left."""
    return QSettings(str(paths.machine_folder() / "window.ini"), QSettings.Format.IniFormat)
