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
from dongan_training.sheets.refusals import DamagedFile
from dongan_training.texts import N_, _

PICTURE = re.compile(rb"\{\\\*\\shppict|\{\\pict(?![a-z])")
PICTURES = N_("{count} 张图片没有读入，请对照原文补上。")


def read(incoming: Incoming, progress: Progress) -> Reading:
    """Read an RTF document."""
    from striprtf.striprtf import rtf_to_text  # no types

    name = incoming.path.name
    try:
        text: str = rtf_to_text(  # type: ignore[no-untyped-call]
            incoming.content.decode("latin-1"), errors="replace"
        )
    except (ValueError, LookupError, RecursionError) as error:
        raise DamagedFile(name) from error
    pictures = len(PICTURE.findall(incoming.content))
    if not text.strip():
        raise OnlyPictures(name) if pictures else NoWords(name)
    reading = Reading(format="rtf")
    recognise(list(_pieces(text)), reading, progress, incoming.path.stem)
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
