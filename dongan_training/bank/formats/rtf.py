"""Rich Text (.rtf) as lines of text: what a program shows of it, without its looks.

The library leaves formatting and pictures out, so a key that is only bold is not seen: such a
question is told of as one without an answer, and pictures are counted and told of.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from dongan_training.bank.drafts import Problem, ProblemKind, Reading
from dongan_training.bank.formats.word import NoWords, OnlyPictures
from dongan_training.bank.recognising.pieces import Grid, Piece
from dongan_training.bank.recognising.recogniser import recognise
from dongan_training.progress import Progress
from dongan_training.sheets.incoming import Incoming
from dongan_training.sheets.refusals import DamagedFile, TooLarge
from dongan_training.texts import N_, _

PICTURE = re.compile(rb"\{\\\*\\shppict|\{\\pict(?![a-z])")
HIDDEN = re.compile(rb"\\(?:deleted|v)(?![a-z0-9])")
LARGEST = 32 * 1024 * 1024  # the library takes a second for three megabytes
HIDES = N_("文档里有已删除或隐藏的文字，可能被当成试题读入，请对照原文核对。")
PICTURES = N_("{count} 张图片没有读入，请对照原文补上。")


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read an RTF document."""
    from striprtf.striprtf import rtf_to_text  # no types

    name = incoming.path.name
    if len(incoming.content) > LARGEST:
        raise TooLarge(name, LARGEST // 1024 // 1024)
    try:
        body = incoming.content[incoming.content.index(b"{") :].decode("latin-1")
        text: str = rtf_to_text(body, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, RecursionError, OverflowError) as error:
        raise DamagedFile(name) from error
    pictures = len(PICTURE.findall(incoming.content))
    if not text.strip():
        raise OnlyPictures(name) if pictures else NoWords(name)
    reading = Reading(format="rtf")
    recognise(list(_pieces(text)), reading, progress, incoming.path.stem)
    if HIDDEN.search(incoming.content):
        reading.problems.append(Problem(0, ProblemKind.NOT_A_QUESTION, _(HIDES), name))
    if pictures:
        message = _(PICTURES).format(count=pictures)
        reading.problems.append(Problem(0, ProblemKind.NOT_A_QUESTION, message, name))
    return reading


def _pieces(text: str) -> Iterator[Piece | Grid]:
    """Lines, and tables, of whose cells the library ends each with an upright stroke."""
    lines = enumerate(text.split("\n"), 1)
    for in_table, some in groupby(lines, key=lambda line: line[1].rstrip().endswith("|")):
        rows = [(number, line.rstrip()) for number, line in some]
        if in_table and len(rows) > 1:
            cells = tuple(tuple(cell.strip() for cell in line.split("|")[:-1]) for _n, line in rows)
            yield Grid(rows[0][0], cells, tuple(number for number, _line in rows))
        else:
            yield from (Piece(number, line.rstrip("|")) for number, line in rows)
