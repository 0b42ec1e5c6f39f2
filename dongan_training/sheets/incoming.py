"""The one door for files from outside: whatever comes in is hostile until looked at.

``open_file`` reads a file once, into memory, and says what it really is. Nothing behind this
door opens the path again, so what was checked is what is read, and a stick that is pulled out
halfway is noticed here.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dongan_training.sheets import archive
from dongan_training.sheets.content import content_of
from dongan_training.sheets.refusals import (
    EmptyFile,
    ForeignKind,
    LockedFile,
)
from dongan_training.texts import N_
from dongan_training.texts import said as _

LARGEST = 200 * 1024 * 1024
XML_START = re.compile(
    rb"<\?xml[\s?]|<(?:\w+:)?(?:quiz|questestinterop|(?:qti-)?assessment-?item)\b"
)


class Kind(StrEnum):
    """What a file is by its content; the value is the suffix it should have."""

    DOCX = "docx"
    DOC = "doc"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    ODT = "odt"
    PDF = "pdf"
    RTF = "rtf"
    HTML = "html"
    XML = "xml"
    PACKAGE = "zip"  # an e-learning package: a zip with a manifest
    TEXT = "txt"


MANIFEST = "imsmanifest.xml"
TEXT_SUFFIXES = (
    *("txt", "md", "csv", "tsv", "json", "gift", ""),
    *("jsonl", "ndjson", "json5", "js", "mjs", "cjs", "ts", "py", "mht", "mhtml"),
)
OFFICE_SUFFIXES = {  # WPS gives its own names to the same formats
    "docx": Kind.DOCX,
    "docm": Kind.DOCX,
    "dotx": Kind.DOCX,
    "doc": Kind.DOC,
    "dot": Kind.DOC,
    "wps": Kind.DOCX,
    "xlsx": Kind.XLSX,
    "xlsm": Kind.XLSX,
    "xltx": Kind.XLSX,
    "xlsb": Kind.XLSB,
    "xls": Kind.XLS,
    "et": Kind.XLS,
    "xlt": Kind.XLS,
    "ods": Kind.ODS,
    "odt": Kind.ODT,
    "pdf": Kind.PDF,
    "rtf": Kind.RTF,
    "html": Kind.HTML,
    "htm": Kind.HTML,
    "xml": Kind.XML,
    "zip": Kind.PACKAGE,
}
# What people pick by mistake, told by the first bytes.
FOREIGN = (
    (b"\x89PNG", N_("图片")),
    (b"\xff\xd8\xff", N_("图片")),
    (b"GIF8", N_("图片")),
    (b"BM", N_("图片")),
    (b"Rar!", N_("RAR 压缩包")),
    (b"7z\xbc\xaf", N_("7z 压缩包")),
    (b"SQLite format 3", N_("数据库文件")),
    (b"MZ", N_("程序文件")),
)


@dataclass(frozen=True)
class Incoming:
    """A file as it came: its bytes, and what they are whatever the suffix says."""

    path: Path
    content: bytes
    kind: Kind

    @property
    def suffix(self) -> str:
        """The suffix without its dot, in lower case."""
        return self.path.suffix.lower().removeprefix(".")

    def remark(self) -> str | None:
        """Say that the suffix lies, where it does; the content was believed."""
        believed = self.suffix in TEXT_SUFFIXES and self.kind is Kind.TEXT
        modern_twin = self.suffix in ("et", "wps") and self.kind in (Kind.XLSX, Kind.DOCX, Kind.DOC)
        if believed or modern_twin or OFFICE_SUFFIXES.get(self.suffix) is self.kind:
            return None
        return _("文件后缀是 .{suffix}，内容却是 .{kind}，已按内容读取。").format(
            suffix=self.suffix, kind=self.kind
        )


def open_file(path: Path) -> Incoming:
    """Read ``path`` into memory and find out what it is, or raise the UserError that fits."""
    content = _content_of(path)
    return Incoming(path, content, kind_of(content, path.name))


def kind_of(content: bytes, name: str) -> Kind:
    """Tell what ``content`` is; ``name`` is only for the sentences."""
    if content.startswith(b"PK"):
        return _kind_of_archive(content, name)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        return _kind_of_compound(content, name)
    if content.startswith(b"%PDF"):
        return Kind.PDF
    if content[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"):
        return Kind.RTF
    for mark, what in FOREIGN:
        if content.startswith(mark) and (len(mark) > 2 or b"\0" in content[:512]):
            raise ForeignKind(name, _(what))
    head = content[:2048].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    tagged = head.startswith(b"<") and b"<html" in head[:512]  # not a text that names the tag
    called = name.lower().endswith((".html", ".htm")) and re.match(rb"<(?:!--|[a-z])", head)
    if head.startswith((b"<!doctype html", b"<html", b"<table")) or tagged or called:
        return Kind.HTML
    if head.startswith(b"<?xml") and b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        raise ForeignKind(name, _("旧式 XML 表格"))
    called = name.lower().endswith(".xml") and re.match(rb"<[a-z]", head)
    return Kind.XML if called or XML_START.match(head) else Kind.TEXT


def _content_of(path: Path) -> bytes:
    if path.is_dir():
        raise ForeignKind(path.name, _("文件夹"))
    content = content_of(path, LARGEST)
    if not content.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise EmptyFile(path.name)
    return content


def _kind_of_archive(content: bytes, name: str) -> Kind:
    names = archive.checked_names(content, name)
    if "word/document.xml" in names or any(part.startswith("word/document") for part in names):
        return Kind.DOCX
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if "content.xml" in names and "mimetype" in names:
        declared = archive.read_member(content, "mimetype", name)
        if b"spreadsheet" in declared:
            return Kind.ODS
        if b"opendocument.text" in declared:
            return Kind.ODT
        raise ForeignKind(name, _("OpenDocument 文档"))
    if any(part.rpartition("/")[2].lower() == MANIFEST for part in names):
        return Kind.PACKAGE
    if any(part.startswith("ppt/") for part in names):
        raise ForeignKind(name, _("演示文稿"))
    raise ForeignKind(name, _("压缩包"))


def _kind_of_compound(content: bytes, name: str) -> Kind:
    """Look into the container of Office 97: .doc, .xls, or a modern file under a password."""
    streams = archive.compound_streams(content, name)
    if "encryptedpackage" in streams:
        raise LockedFile(name)
    if "worddocument" in streams:
        return Kind.DOC
    for stream in ("workbook", "book"):
        if stream in streams:
            archive.check_old_workbook(content, stream, name)
            return Kind.XLS
    raise ForeignKind(name, _("旧式 Office 文件"))
