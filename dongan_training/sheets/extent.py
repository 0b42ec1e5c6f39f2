"""How far a sheet claims to reach: one stray cell must not cost the machine's memory.

The reader behind lays out every sheet as a full rectangle. A file with a value in A1 and one
in XFD1048576 would make it ask for 17 billion cells.
"""

import re

from dongan_training.sheets.refusals import DamagedFile, TooWide

CLAIMING = ("xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml")
MOST_CELLS = 30_000_000
ROW = re.compile(rb'<(?:\w+:)?row [^>]*?\br="(\d+)"')
# These begin with plain letters, for which the pattern is looked for ten times as fast.
FAR_CELL = re.compile(rb'r=["\']([A-Z]{2,3})\d+["\']')
# The reader behind makes room for as many entries as a part claims to have.
CLAIM = re.compile(rb'ount\s*=\s*["\'](\d+)["\']')  # count and uniqueCount
LATE_CELL = re.compile(rb'<(?:\w+:)?c [^>]*?\br="[A-Z]+(\d+)"')


def check_part(content: bytes, part: str, name: str) -> None:
    """Refuse an .xlsx one of whose parts spans too many cells, or claims more than it can hold."""
    if part in CLAIMING and _claims_too_much(content):
        raise DamagedFile(name)
    is_sheet = part.startswith("xl/worksheets/") and part.endswith(".xml")
    if is_sheet and cells_spanned(content) > MOST_CELLS:
        raise TooWide(name, part.rsplit("/", 1)[-1].removesuffix(".xml"))


def _claims_too_much(part: bytes) -> bool:
    """Whether a part names a count that its own bytes could never hold."""
    return any(int(claim) > len(part) for claim in CLAIM.findall(part))


def cells_spanned(sheet: bytes) -> int:
    """A safe upper bound: the last row times the widest column named anywhere."""
    tail = sheet[-200_000:]
    rows = max((int(row) for row in ROW.findall(tail) + LATE_CELL.findall(tail)), default=0)
    columns = max((_column(letters) for letters in FAR_CELL.findall(sheet)), default=26)
    return rows * columns


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
