"""PDF files from outside, opened by PDFium within bounds.

One at a time: PDFium is not made for several threads, and a job may read while a page is being
drawn.
"""

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock
from typing import Any

from dongan_training.sheets.refusals import DamagedFile, LockedFile, Overblown

ALONE = RLock()  # held around every call into it, for no longer than a page takes

LARGEST_STREAM = 16 * 1024 * 1024  # a page drawn of as many rectangles takes half a gigabyte
LARGEST_ASIDE = 256 * 1024 * 1024  # of pictures and fonts, which are not taken apart
MOST_UNPACKED = 2 * 1024 * 1024 * 1024  # five seconds
STREAM = re.compile(rb"(?<!end)stream[ \t]*\r?\n?")
ASIDE = re.compile(rb"/Subtype\s*/(?:Image|CIDFontType0C|OpenType|Type1C)|/Length1\b")
LONGEST_DICTIONARY = 2_000
PART = 1024 * 1024


@contextmanager
def opened(content: bytes, name: str) -> Iterator[Any]:
    """A document to read in; its callers hold ALONE, page by page. ``name`` is for the sentences.

    Raises Overblown, LockedFile or DamagedFile.
    """
    import pypdfium2
    from pypdfium2 import raw

    check_streams(content, name)
    try:
        with ALONE:
            document = pypdfium2.PdfDocument(content)
        try:
            yield document
        finally:
            with ALONE:
                document.close()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD:
            raise LockedFile(name) from error
        raise DamagedFile(name) from error


def check_streams(content: bytes, name: str) -> None:
    """Raise Overblown for streams that PDFium would unpack beyond all bounds.

    Streams under a cipher do not unpack here; of them only the size in the file is known.
    """
    view, total, end = memoryview(content), 0, 0
    for found in STREAM.finditer(content):
        start = found.end()
        if end < start:
            end = content.find(b"endstream", start)
            end = len(content) if end < 0 else end
        words = content[max(found.start() - LONGEST_DICTIONARY, 0) : found.start()]
        words = words[words.rfind(b" obj") + 1 :]
        bound = LARGEST_ASIDE if ASIDE.search(words) else LARGEST_STREAM
        size = max(end - start, _unpacked(view[start:], bound))
        total += size
        if size > bound or total > MOST_UNPACKED:
            raise Overblown(name)


def _unpacked(packed: memoryview, bound: int) -> int:
    """Bytes that a stream unpacks to, counted until they are more than ``bound``."""
    unpacking, size, place = zlib.decompressobj(), 0, 0
    try:
        while size <= bound and not unpacking.eof and place < len(packed):
            rest: bytes | memoryview = packed[place : place + PART]
            place += PART
            while rest and size <= bound and not unpacking.eof:  # which leaves the tail as it was
                size += len(unpacking.decompress(rest, PART))
                rest = unpacking.unconsumed_tail
    except zlib.error:
        pass  # not packed this way, or broken from here on
    return size
