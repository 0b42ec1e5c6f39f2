"""What the files of this folder share: fixed properties and no clock inside."""

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn
from docx.shared import Pt

MADE = datetime(2026, 11, 23, tzinfo=UTC)  # fixed, so that a rebuild changes nothing
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def save_word(document: Any, path: Path) -> None:
    """Write a document the same way every time."""
    buffer = BytesIO()
    document.save(buffer)
    path.write_bytes(without_clock(buffer.getvalue()))


def set_properties(document: Any, title: str) -> None:
    """Fix whatever python-docx would take from its template or from the clock."""
    style = document.styles["Normal"]
    style.font.name = "Times New Roman"
    style.font.size = Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    style.paragraph_format.space_after = Pt(2)
    properties = document.core_properties
    properties.title = title
    properties.author = properties.last_modified_by = "东安培训"
    properties.comments = ""
    properties.language = "zh-CN"
    properties.created = properties.modified = MADE.replace(tzinfo=None)
    properties.revision = 1


def without_clock(archive: bytes) -> bytes:
    """Pack a zip anew with one fixed time for all its members."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(archive)) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, ZIP_EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            new.writestr(member, old.read(name))
    return packed.getvalue()
