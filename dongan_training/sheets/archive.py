"""Zip files and Office 97 containers, opened with bounds on everything they claim."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from dongan_training.sheets import extent
from dongan_training.sheets.refusals import DamagedFile, HarmfulXml, LockedFile, Overblown

MOST_MEMBERS = 20_000
MOST_UNPACKED = 1024 * 1024 * 1024
LARGEST_MEMBER = 512 * 1024 * 1024
STEEPEST = 200  # times its packed size; zeros reach 229, Office files of equal rows about 100
HARMLESS_SIZE = 8 * 1024 * 1024  # below this, steepness does no harm

# A bare DOCTYPE only names a DTD, which nobody here loads; older e-learning files have one.
DECLARATION = re.compile(rb"<!\s*(?:ENTITY|DOCTYPE[^>\[]*\[)", re.IGNORECASE)
WIDE_DECLARATION = re.compile(rb"(?:<\0!\0|\0<\0!)\0?D\0?O\0?C\0?T", re.IGNORECASE)

FILE_PASS = 0x2F  # the record of an old workbook that says how it is encrypted
RECORDS_BEFORE_IT = 8  # it stands behind the first, or a few write-protection ones

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError)


def checked_names(content: bytes, name: str) -> frozenset[str]:
    """Names of the members, after the whole directory and every XML part was looked at.

    The parts are unpacked once here, bounded by what the directory claims: readers behind
    this door unpack on their own and would believe a directory that lies.
    """
    with _opened(content, name) as archive:
        _check_sizes(archive, name)
        for member in archive.infolist():
            if member.filename.endswith((".xml", ".rels", ".bin", ".vml")):
                _check_part(_unpacked(archive, member, name), member.filename, name)
        return frozenset(archive.namelist())


def names_of(content: bytes, name: str) -> frozenset[str]:
    """Names of the members; ``content`` has passed ``checked_names``."""
    with _opened(content, name) as archive:
        return frozenset(archive.namelist())


def read_member(content: bytes, member: str, name: str) -> bytes:
    """Unpack one member; ``content`` has passed ``checked_names``."""
    with _opened(content, name) as archive:
        try:
            return _unpacked(archive, archive.getinfo(member), name)
        except KeyError as error:
            raise DamagedFile(name) from error


def _opened(content: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except (*BROKEN, struct.error) as error:
        raise DamagedFile(name) from error


def _check_sizes(archive: zipfile.ZipFile, name: str) -> None:
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if not members:
        raise DamagedFile(name)
    if len(members) > MOST_MEMBERS or total > MOST_UNPACKED:
        raise Overblown(name)
    for member in members:
        steep = member.file_size > STEEPEST * max(member.compress_size, 1)
        if member.file_size > LARGEST_MEMBER or (steep and member.file_size > HARMLESS_SIZE):
            raise Overblown(name)
        if member.flag_bits & 0x1:
            raise LockedFile(name)


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> bytes:
    try:
        with archive.open(member) as stream:
            content = stream.read(member.file_size + 1)
    except (*BROKEN, struct.error, RuntimeError) as error:  # RuntimeError: a password
        raise DamagedFile(name) from error
    if len(content) > member.file_size:
        raise Overblown(name)
    return content


def _check_part(content: bytes, part: str, name: str) -> None:
    if not part.endswith(".bin"):
        harmless_xml(content, name)
        extent.check_part(content, part, name)


def harmless_xml(content: bytes, name: str) -> None:
    """Raise HarmfulXml where a document declares entities of its own."""
    if DECLARATION.search(content) or WIDE_DECLARATION.search(content[:4096]):
        raise HarmfulXml(name)


def compound_streams(content: bytes, name: str) -> frozenset[str]:
    """Names of the top streams of an Office 97 container, in lower case."""
    with _container(content, name) as container:
        return frozenset(entry[0].lower() for entry in container.listdir())


def compound_stream(content: bytes, stream: str, name: str) -> bytes:
    """The bytes of a top stream; empty where there is none of that name."""
    with _container(content, name) as container:
        if not container.exists(stream):
            return b""
        found: bytes = container.openstream(stream).read()
        return found


def check_old_workbook(content: bytes, stream: str, name: str) -> None:
    """Raise LockedFile for an .xls under a password: its reader only calls it unknown.

    The reader also follows chains of sectors wherever they lead; one that ends nowhere would
    take all memory, so it is looked for here.
    """
    with _container(content, name) as container:
        if _has_endless_chain(container):
            raise DamagedFile(name)
        head = container.openstream(stream).read(4096)
    place = 0
    for _record in range(RECORDS_BEFORE_IT):
        if place + 4 > len(head):
            return
        kind, length = struct.unpack_from("<HH", head, place)
        if kind == FILE_PASS:
            raise LockedFile(name)
        place += 4 + length


def _has_endless_chain(container: Any) -> bool:
    container.loadminifat()
    entries = [entry for entry in container.direntries if entry is not None]
    large = [container.first_dir_sector, container.first_mini_fat_sector]
    large += [entry.isectStart for entry in entries if not entry.is_minifat]
    small = [entry.isectStart for entry in entries if entry.is_minifat]
    return any(_is_endless(container.fat, start) for start in large) or any(
        _is_endless(container.minifat, start) for start in small
    )


def _is_endless(table: Sequence[int], start: int) -> bool:
    for _step in range(len(table) + 1):
        if not 0 <= start < len(table):
            return False
        start = table[start]
    return True


@contextmanager
def _container(content: bytes, name: str) -> Iterator[Any]:
    import olefile  # only for old files

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as container:
            yield container
    except (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError) as error:
        raise DamagedFile(name) from error
    except RecursionError as error:  # a folder that holds itself
        raise DamagedFile(name) from error
