"""Text as people type questions: every field on a line of its own."""

from collections.abc import Iterator, Sequence

from dongan_training.bank.drafts import Draft
from dongan_training.bank.writers.typed import (
    answer_lines,
    by_passage,
    option_lines,
    passage_line,
    stem_line,
)


def write(drafts: Sequence[Draft]) -> bytes:
    """Write all questions; pictures stay behind, their markers show where they were."""
    return ("\n\n".join(_blocks(drafts)) + "\n").encode()


def _blocks(drafts: Sequence[Draft]) -> Iterator[str]:
    for passage, questions in by_passage(drafts):
        if passage:
            yield f"{passage_line([number for number, _draft in questions])}\n{passage}"
        for number, draft in questions:
            stem = stem_line(number, draft, with_type=True)
            yield "\n".join([stem, *option_lines(draft), *answer_lines(draft)])
