"""Fonts that offices have and we may not ship: the 仿宋 that GB/T 9704 asks of notices."""

from collections.abc import Iterator
from pathlib import Path

from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

from dongan_training import paths

# As Windows, Kylin and UOS call the file; the last two are Founder's and STFangsong.
FANGSONG_FILES = ("simfang.ttf", "fangsong.ttf", "fangsong_gb2312.ttf", "fzfsk.ttf", "stfangso.ttf")


def fangsong(folders: list[Path] | None = None) -> Path | None:
    """Find the machine's 仿宋 with TrueType outlines (ReportLab refuses others), if it has one."""
    return next(filter(_is_readable, _named(folders or paths.font_folders())), None)


def _named(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.name.lower() in FANGSONG_FILES:
                yield path


def _is_readable(path: Path) -> bool:
    try:
        TTFontFile(str(path))
    except (TTFError, OSError):
        return False
    return True
