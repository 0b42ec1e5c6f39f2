"""Questions on their way in or out: what every file format speaks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import blake2b

from dongan_training.bank.fingerprint import fingerprint
from dongan_training.values import value


class QuestionType(StrEnum):
    """What kind of answer a question wants; the values are those of the command line."""

    SINGLE_CHOICE = "single_choice"
    MULTIPLE_CHOICE = "multiple_choice"
    TRUE_FALSE = "true_false"
    FILL_BLANK = "fill_blank"
    SHORT_ANSWER = "short_answer"


CHOICES = (QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE)


# Letters for choices, (True,) or (False,), for fill-in one tuple of accepted texts per blank,
# for short answers one model text; () where no answer is known.
Answer = tuple[str, ...] | tuple[bool, ...] | tuple[tuple[str, ...], ...]


def letter_of(place: int) -> str:
    """The letter of the option at a place, counted from 0."""
    return chr(ord("A") + place)


def place_of(letter: str) -> int:
    """The place of the option that bears a letter, counted from 0."""
    return ord(letter) - ord("A")


@dataclass(frozen=True)
class Picture:
    """One picture of a question, as its file carries it."""

    media_type: str  # "image/png", "image/jpeg", …
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class MarkingPoint:
    """What a short answer must say to earn ``points``; None where the file gives none."""

    text: str
    points: float | None = None


@value
class Draft:
    """A question as read from a file, not yet checked against the bank.

    A marker ``〔图n〕`` in stem, options or explanation stands where the n-th of ``pictures``
    belongs. Adjacent questions with the same ``passage`` share one text (材料题).
    """

    type: QuestionType
    stem: str
    options: tuple[str, ...] = ()
    answer: Answer = ()
    number: str = ""  # as printed in the file
    explanation: str | None = None
    points: float | None = None
    difficulty: str | None = None
    section: str | None = None
    chapter: str | None = None
    citation: str | None = None
    images: int = 0
    line: int = 0  # line, paragraph or row where it starts, from 1
    source: str = ""  # the original text, for the review beside it
    warnings: tuple[str, ...] = ()
    pictures: tuple[Picture, ...] = ()
    passage: str | None = None
    order_free: bool = False  # the blanks of a fill-in may be filled in any order
    marking: tuple[MarkingPoint, ...] = ()
    tags: tuple[str, ...] = ()
    _fingerprint: str = field(default="", init=False, repr=False, compare=False)

    @property
    def fingerprint(self) -> str:
        """Equal for equal stems, options, passages and pictures in other clothes.

        Kept, because it is asked for three times on the way.
        """
        if not self._fingerprint:
            told = (self.passage or "") + self.stem
            for one in self.pictures:
                told += blake2b(one.data, digest_size=8).hexdigest()
            object.__setattr__(self, "_fingerprint", fingerprint(told, self.options))
        return self._fingerprint


def answer_fits(kind: QuestionType, answer: Sequence[object]) -> bool:
    """Whether a key has the form that its type asks for; one that is missing always has."""
    if kind is QuestionType.TRUE_FALSE:
        return all(isinstance(one, bool) for one in answer)
    if kind is QuestionType.FILL_BLANK:
        return all(
            isinstance(one, tuple) and all(isinstance(text, str) for text in one) for one in answer
        )
    if kind is QuestionType.SHORT_ANSWER:
        return all(isinstance(one, str) for one in answer)
    return all(isinstance(one, str) and len(one) == 1 and "A" <= one <= "Z" for one in answer)


def picture_marker(number: int) -> str:
    """How a text names the picture of that number, from 1."""
    return f"〔图{number}〕"


class ProblemKind(StrEnum):
    """The small documented set of what can be wrong with a piece of a file."""

    NO_ANSWER = "no_answer"
    UNKNOWN_OPTION = "unknown_option"  # the key names an option that is not there
    NO_OPTIONS = "no_options"
    DUPLICATE_OPTIONS = "duplicate_options"
    SHORT_STEM = "short_stem"
    NO_BLANK = "no_blank"  # a fill-in whose stem leaves no gap
    DUPLICATE = "duplicate"  # same stem and options twice in the file
    CONFLICT = "conflict"  # same question, another key
    COUNT_MISMATCH = "count_mismatch"  # a head claims another number than was found
    UNSUPPORTED_TYPE = "unsupported_type"
    NOT_A_QUESTION = "not_a_question"  # text nobody could place
    WRONG_SUFFIX = "wrong_suffix"  # the content is not what the name says; it was read anyway


@dataclass(frozen=True)
class Problem:
    """Something a person should look at; ``text`` is the piece of the file."""

    line: int
    kind: ProblemKind
    message: str
    text: str = ""


@dataclass(frozen=True)
class Heading:
    """A known head of the file: a section, a chapter, the head of a table, a ruled line."""

    line: int
    text: str
    claimed: int | None = None  # how many questions it says it has


@dataclass
class Reading:
    """All that one file gave: the questions, the heads and every problem at once."""

    format: str = ""
    drafts: list[Draft] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
