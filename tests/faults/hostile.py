"""Bad files as they really come: locked, cut, blown up, booby-trapped, or something else."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

SECTOR = 512
FREE, END, TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
SMALLEST_STREAM = 4096  # shorter ones lie in a table of their own; these are filled up
GIGABYTE = 1024 * 1024 * 1024

TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CELLS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DOCUMENT = f'<w:document xmlns:w="{WORDS}"><w:body><w:p/></w:body></w:document>'
WORKBOOK = f'<workbook xmlns="{CELLS}"><sheets/></workbook>'
LAUGHS = "".join(f'<!ENTITY l{number} "{f"&l{number - 1};" * 10}">' for number in range(1, 10))
BILLION_LAUGHS = f'<!DOCTYPE w [<!ENTITY l0 "哈">{LAUGHS}]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY out SYSTEM "file:///etc/passwd">]>'


@dataclass(frozen=True)
class BadFile:
    """A file nobody should read: its name, how to make it, and what the user reads."""

    name: str
    make: Callable[[], bytes]
    sentence: str
    advice: str


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """Pack members into a zip."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return packed.getvalue()


def bomb(member: str, size: int = GIGABYTE) -> bytes:
    """A zip of ``size`` zeros that takes a thousandth of it."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        with archive.open(member, "w", force_zip64=True) as stream:
            zeros = bytes(8 * 1024 * 1024)
            for _turn in range(size // len(zeros)):
                stream.write(zeros)
    return packed.getvalue()


def compound(streams: Mapping[str, bytes]) -> bytes:
    """An Office 97 container (OLE) that holds these streams."""
    filled = {name: data.ljust(SMALLEST_STREAM, b"\0") for name, data in streams.items()}
    directory_sectors = (len(filled) + 4) // 4
    table = [TABLE, *_chain(1, directory_sectors)]
    starts = []
    for data in filled.values():
        starts.append(len(table))
        table += _chain(len(table), -(-len(data) // SECTOR))
    assert len(table) <= SECTOR // 4, "one sector of table is enough for a test"
    body = b"".join(_padded(data) for data in filled.values())
    entries = [_entry("Root Entry", 5, child=1 if filled else FREE)]
    for place, (name, data) in enumerate(filled.items(), start=1):
        right = place + 1 if place < len(filled) else FREE
        entries.append(_entry(name, 2, right=right, start=starts[place - 1], size=len(data)))
    fat = struct.pack(f"<{SECTOR // 4}I", *table, *[FREE] * (SECTOR // 4 - len(table)))
    return _header() + fat + _padded(b"".join(entries)) + body


def _chain(first: int, length: int) -> list[int]:
    return [*range(first + 1, first + length), END]


def _padded(data: bytes) -> bytes:
    return data.ljust(-(-len(data) // SECTOR) * SECTOR, b"\0")


def _header() -> bytes:
    header = bytearray(SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIII", header, 44, 1, 1, 0, SMALLEST_STREAM, END, 0)
    struct.pack_into("<II", header, 68, END, 0)
    struct.pack_into("<109I", header, 76, 0, *[FREE] * 108)
    return bytes(header)


def _entry(
    name: str, kind: int, *, right: int = FREE, child: int = FREE, start: int = END, size: int = 0
) -> bytes:
    encoded = (name + "\0").encode("utf-16-le")
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    links = struct.pack("<III", FREE, right, child)
    return (head + links).ljust(116, b"\0") + struct.pack("<IQ", start, size)


def locked_office() -> bytes:
    """A .docx or .xlsx under a password: what is left outside is how it was encrypted."""
    described = (
        b'<?xml version="1.0"?><encryption '
        b'xmlns="http://schemas.microsoft.com/office/2006/encryption">'
        b'<keyData saltSize="16" blockSize="16" keyBits="256" hashSize="64" '
        b'cipherAlgorithm="AES" cipherChaining="ChainingModeCBC" hashAlgorithm="SHA512"/>'
        b"</encryption>"
    )
    info = struct.pack("<HHI", 4, 4, 0x40) + described
    package = struct.pack("<Q", 9000) + bytes(range(256)) * 36
    return compound({"EncryptedPackage": package, "EncryptionInfo": info})


def locked_xls() -> bytes:
    """An old Excel workbook under a password (RC4): a FilePass record stands at its front."""

    def record(kind: int, data: bytes) -> bytes:
        return struct.pack("<HH", kind, len(data)) + data

    start = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0x0DBB, 0x07CC, 0, 6))
    secret = bytes(range(100, 148))  # salt, verifier and its hash
    file_pass = record(0x002F, struct.pack("<HHH", 1, 1, 1) + secret)
    return compound({"Workbook": start + file_pass + record(0x0042, b"\x9a\x3f") + record(10, b"")})


def cut(content: bytes) -> bytes:
    """Half of a file: the stick was pulled out while it was copied."""
    return content[: len(content) // 2]


def _laughing(part: str, whole: str, declared: str, name: str) -> Callable[[], bytes]:
    evil = whole.replace("<w:p/>", f"<w:p>&{name};</w:p>").replace("<sheets/>", f"&{name};")
    return lambda: zipped({"[Content_Types].xml": TYPES, part: declared + evil})


SHEETS = "xl/workbook.xml"
TEXT = "word/document.xml"
NOT_STORED = "没有存入任何内容"
BAD_FILES = {
    "a picture called Excel": BadFile(
        "名册.xlsx", lambda: b"\x89PNG\r\n\x1a\n\0\0", "图片", "请改用 Word"
    ),
    "a program called Word": BadFile("题库.docx", lambda: b"MZ\x90\0\3\0", "程序文件", "请改用"),
    "an empty workbook": BadFile("名册.xlsx", lambda: b"", "是空的", "重新保存"),
    "an empty document": BadFile("题库.docx", lambda: b"", "是空的", "重新保存"),
    "Excel under a password": BadFile("名册.xlsx", locked_office, "有打开密码", "取消密码"),
    "Word under a password": BadFile("题库.docx", locked_office, "有打开密码", "取消密码"),
    "old Excel under a password": BadFile("名册.xls", locked_xls, "有打开密码", "取消密码"),
    "a workbook cut in half": BadFile(
        "名册.xlsx", lambda: cut(zipped({SHEETS: WORKBOOK * 99})), "已损坏", "重新复制"
    ),
    "a document cut in half": BadFile(
        "题库.docx", lambda: cut(zipped({TEXT: DOCUMENT * 99})), "已损坏", "重新复制"
    ),
    "a workbook of a billion laughs": BadFile(
        "名册.xlsx", _laughing(SHEETS, WORKBOOK, BILLION_LAUGHS, "l9"), "实体声明", NOT_STORED
    ),
    "a document of a billion laughs": BadFile(
        "题库.docx", _laughing(TEXT, DOCUMENT, BILLION_LAUGHS, "l9"), "实体声明", NOT_STORED
    ),
    "a workbook that reads other files": BadFile(
        "名册.xlsx", _laughing(SHEETS, WORKBOOK, OUTSIDE, "out"), "外部引用", NOT_STORED
    ),
    "a document that reads other files": BadFile(
        "题库.docx", _laughing(TEXT, DOCUMENT, OUTSIDE, "out"), "外部引用", NOT_STORED
    ),
}


def write(folder: Path, bad: BadFile) -> Path:
    """Make the file in ``folder``."""
    path = folder / bad.name
    path.write_bytes(bad.make())
    return path
