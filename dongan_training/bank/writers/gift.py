"""GIFT: a text that Moodle and its relatives import."""

import base64
import re
from collections.abc import Sequence

from dongan_training.bank.carried import NAME, carried
from dongan_training.bank.drafts import Draft, QuestionType, letter_of
from dongan_training.bank.writers.markup import paragraphs, whole_stem

SPECIAL = re.compile(r"[\\~=#{}:]")
PAIR = "->"  # GIFT takes answers that all have it for pairs to match, and cannot escape it


def write(drafts: Sequence[Draft]) -> bytes:
    """Write all questions; blanks beyond the first, and model answers, are carried along."""
    blocks = [_block(number, draft) for number, draft in enumerate(drafts, start=1)]
    return ("\n\n".join(blocks) + "\n").encode()


def _block(number: int, draft: Draft) -> str:
    also = ("answer",) if _is_beyond_gift(draft) else ()
    lines = [f"// {NAME} {carried(draft, *also)}"]
    tags = [tag for tag in draft.tags if "]" not in tag and "\n" not in tag]
    lines += ["// " + " ".join(f"[tag:{tag}]" for tag in tags)] if tags else []
    form = "html" if draft.pictures else "plain"
    told = f"\t####{_text(draft.explanation, draft)}\n" if draft.explanation else ""
    body = _text(whole_stem(draft), draft)
    lines.append(f"::{_escaped(draft.number or str(number))}::[{form}]{body} {{{_answers(draft)}")
    return "\n".join(lines) + f"{told}}}"


def _is_beyond_gift(draft: Draft) -> bool:
    if draft.type is QuestionType.FILL_BLANK:
        return len(draft.answer) != 1 or PAIR in str(draft.answer)
    return draft.type is QuestionType.SHORT_ANSWER and bool(draft.answer)


def _answers(draft: Draft) -> str:
    if draft.type is QuestionType.TRUE_FALSE:
        return ("TRUE\n" if draft.answer[0] else "FALSE\n") if draft.answer else "\n"
    if draft.type is QuestionType.SHORT_ANSWER:
        return "\n"
    if draft.type is QuestionType.FILL_BLANK:
        texts = [text.replace(PAIR, "→") for text in _alternatives(draft)]
        return "\n" + "".join(f"\t={_text(text, draft)}\n" for text in texts)
    keys = {str(letter) for letter in draft.answer}
    marks = [
        _mark(draft.type, letter_of(place) in keys, len(keys))
        for place in range(len(draft.options))
    ]
    return "\n" + "".join(
        f"\t{mark}{_text(option, draft)}\n"
        for mark, option in zip(marks, draft.options, strict=True)
    )


def _alternatives(draft: Draft) -> Sequence[str]:
    """What counts as right in one field: its alternatives, or all blanks in one line."""
    blanks = [blank for blank in draft.answer if isinstance(blank, tuple)]
    if len(blanks) == 1:
        return blanks[0]
    return ["；".join(blank[0] for blank in blanks if blank)] if blanks else []


def _mark(kind: QuestionType, is_right: bool, count: int) -> str:
    if kind is QuestionType.SINGLE_CHOICE:
        return "=" if is_right else "~"
    return f"~%{100 / count:.5g}%" if is_right else "~%-100%"


def _text(text: str, draft: Draft) -> str:
    """A text with its signs escaped; with pictures it is HTML that carries them in itself."""

    def address(number: int) -> str:
        picture = draft.pictures[number - 1]
        return f"data:{picture.media_type};base64,{base64.b64encode(picture.data).decode()}"

    return _escaped(paragraphs(text, draft, address) if draft.pictures else text)


def _escaped(text: str) -> str:
    return SPECIAL.sub(lambda found: "\\" + found[0], text).replace("\n", "\\n")
