"""The one way from a stream of pieces to drafts: Word, text, Markdown and pasted text."""

from collections.abc import Callable
from operator import attrgetter

from dongan_training.bank.drafts import Reading
from dongan_training.bank.recognising import tables
from dongan_training.bank.recognising.answers_below import keyed_below
from dongan_training.bank.recognising.asked_lines import answered_below, counted_in_words
from dongan_training.bank.recognising.habits import (
    labelled,
    tagged,
    typed_heads,
    unwrapped,
    without_headings,
    without_owners,
)
from dongan_training.bank.recognising.lines import (
    COLON,
    Line,
    join_lone_letters,
    line_of,
    with_colon,
)
from dongan_training.bank.recognising.machine import Machine
from dongan_training.bank.recognising.own_keys import plain_keys
from dongan_training.bank.recognising.own_numbers import plain_numbers
from dongan_training.bank.recognising.own_options import plain_options
from dongan_training.bank.recognising.pieces import Grid, Stream
from dongan_training.bank.recognising.radicals import with_whole_characters
from dongan_training.bank.recognising.run_on import questions_parted
from dongan_training.bank.recognising.sign_letters import letter_signs
from dongan_training.bank.recognising.sorted_options import plain_sides
from dongan_training.bank.recognising.ticked_lines import plain_ticks
from dongan_training.bank.recognising.turns import keyed_turns
from dongan_training.bank.recognising.verdicts import plain_verdicts
from dongan_training.progress import Progress

# What a file writes in its own way is written in the plain one, habit by habit: each relies on
# the marks that those before it have made plain.
HABITS: tuple[Callable[[list[Line]], list[Line]], ...] = (
    questions_parted,  # several in a line
    join_lone_letters,  # A alone on its line
    letter_signs,  # ①②③, 甲乙丙
    unwrapped,  # （答案：B）
    without_owners,  # 以上单选题答案：
    labelled,  # **答案** without a colon
    without_headings,  # 答案 as a heading of the document
    plain_sides,  # 正确答案:[D] 丁、错误答案:[A] 甲
    plain_options,
    plain_ticks,  # options without letters
    plain_verdicts,  # 对 above 错
    plain_numbers,
    tagged,  # 1、单选题党的……
    plain_keys,
    typed_heads,  # 条例单选, 条例判断
    keyed_turns,  # question, answer, question, answer
    keyed_below,  # an answer for each blank
    answered_below,  # 一、什么是…？ and a text
    counted_in_words,  # 一、 before questions
)


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
    for habit in HABITS:
        lines = habit(lines)
    Machine(lines, reading, name).run(progress)
    if in_tables:  # they were read first, wherever they stand
        reading.drafts[before:] = sorted(reading.drafts[before:], key=attrgetter("line"))
