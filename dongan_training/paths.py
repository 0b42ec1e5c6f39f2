"""Every folder the program knows: what ships with it, and where a user's data lies."""

import os
import sys
from pathlib import Path

import platformdirs

APP = "DonganTraining"
SOURCES = Path(__file__).resolve().parent.parent


def program_folder() -> Path:
    """Where ``resources`` and ``question_banks`` lie: beside main.py, or in the built program."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled) if bundled else SOURCES


def resource(*parts: str) -> Path:
    """A file or folder of ``resources/``."""
    return program_folder().joinpath("resources", *parts)


def data_folder() -> Path:
    """The user's data folder: ``DONGAN_DATA``, else the place this system keeps data."""
    named = os.environ.get("DONGAN_DATA")
    return Path(named) if named else Path(platformdirs.user_data_dir(APP, appauthor=False))


def machine_folder() -> Path:
    """What belongs to this machine and must never be copied with the data."""
    named = os.environ.get("DONGAN_MACHINE")
    return Path(named) if named else Path(platformdirs.user_state_dir(APP, appauthor=False))


def font_folders() -> list[Path]:
    """Where this system keeps fonts, those of the user first; a folder may be missing."""
    windows = os.environ.get("WINDIR")
    if windows:
        local = Path(os.environ.get("LOCALAPPDATA", windows))
        return [local / "Microsoft" / "Windows" / "Fonts", Path(windows) / "Fonts"]
    shared = (Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))
    return [Path.home() / ".local" / "share" / "fonts", *shared]
