"""The one way from a stream of pieces to drafts: Word, text, Markdown and pasted text."""

from operator import attrgetter

from dongan_training.bank.drafts import Reading
from dongan_training.bank.recognising import tables
from dongan_training.bank.recognising.answers_below import keyed_below
from dongan_training.bank.recognising.asked_lines import answered_below, counted_in_words
from dongan_training.bank.recognising.habits import plain_marks
from dongan_training.bank.recognising.lines import (
    COLON,
    Line,
    join_lone_letters,
    line_of,
    with_colon,
)
from dongan_training.bank.recognising.machine import Machine
from dongan_training.bank.recognising.pieces import Grid, Stream
from dongan_training.bank.recognising.radicals import with_whole_characters
from dongan_training.bank.recognising.run_on import parted as questions_parted
from dongan_training.bank.recognising.sign_letters import letter_signs
from dongan_training.bank.recognising.turns import keyed_turns
from dongan_training.progress import Progress


def recognise(stream: Stream, reading: Reading, progress: Progress, name: str = "") -> None:
    """Add to ``reading`` the drafts, headings and problems that the pieces hold.

    ``name`` is the file's; 判断题.txt tells the type where nothing inside does.
    """
    lines: list[Line] = []
    parted = False
    before = len(reading.drafts)
    for one in map(with_whole_characters, stream):
        pieces = tables.take_grid(one, reading) if isinstance(one, Grid) else (one,)
        for piece in pieces:
            line = line_of(piece, parted)
            parted = line is None
            if line is not None and line.folded == COLON and lines:
                lines[-1] = with_colon(lines[-1])
            elif line is not None:
                lines.append(line)
    in_tables = len(reading.drafts) > before
    lines = plain_marks(letter_signs(join_lone_letters(questions_parted(lines))))
    lines = counted_in_words(answered_below(keyed_below(keyed_turns(lines))))
    Machine(lines, reading, name).run(progress)
    if in_tables:  # they were read first, wherever they stand
        reading.drafts[before:] = sorted(reading.drafts[before:], key=attrgetter("line"))
