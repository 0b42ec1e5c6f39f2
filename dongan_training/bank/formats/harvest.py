"""What an e-learning file gives: questions, pictures, and a count of the types we have not."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from dongan_training.bank.carried import restored
from dongan_training.bank.drafts import Draft, Heading, Problem, ProblemKind, QuestionType, Reading
from dongan_training.bank.formats.hypertext import Pictures
from dongan_training.bank.key_text import LETTERS, key_text
from dongan_training.bank.recognising.album import Album
from dongan_training.progress import Progress
from dongan_training.texts import N_
from dongan_training.texts import said as _

STEP = 200
FOREIGN = N_("{type} {count} 道，本程序没有这种题型，没有导入。")
ONLY_TEXT = N_("这是一段说明文字，不是题目，没有导入。")
PARTLY = N_("只给部分分的答案“{text}”没有收入，请核对。")
TOO_MANY = N_("选项超过 {most} 个，没有导入。")


@dataclass
class _Kind:
    line: int
    titles: list[str] = field(default_factory=list)


class Harvest:
    """Gathers what a parser finds; ``finish`` gives the reading."""

    def __init__(self, form: str, progress: Progress) -> None:
        self.album = Album()
        self.chapter: str | None = None
        self._reading = Reading(format=form)
        self.progress = progress
        self._foreign: dict[str, _Kind] = {}
        self._carried: list[str] = []  # beside each draft
        self._seen = 0

    def pictures(self, find: Callable[[str], bytes | None] | None = None) -> Pictures:
        """Where one question looks for its pictures."""
        return Pictures(self.album, find or (lambda _source: None))

    def step(self) -> None:
        """Count one question, and say so from time to time."""
        if self._seen % STEP == 0:
            self.progress.step(self._seen, 0, _("正在识别试题…"))
        self._seen += 1

    def add(self, draft: Draft, carried: str = "") -> None:
        """Take a question, with what was carried along for it."""
        if len(draft.options) > len(LETTERS):
            message = _(TOO_MANY).format(most=len(LETTERS))
            self.problem(draft.line, ProblemKind.UNSUPPORTED_TYPE, message, draft.stem)
            return
        found = replace(draft, chapter=draft.chapter or self.chapter, source=_source(draft))
        self._reading.drafts.append(found)
        self._carried.append(carried)

    def foreign(self, kind: str, line: int, title: str) -> None:
        """Count a question of a type we have not."""
        self._foreign.setdefault(kind, _Kind(line)).titles.append(title)

    def category(self, line: int, name: str) -> None:
        """A head: the questions below belong to this chapter."""
        self.chapter = name or None
        self._reading.headings.append(Heading(line, name))

    def words(self, line: int, text: str) -> None:
        """A text that asks nothing."""
        self.problem(line, ProblemKind.NOT_A_QUESTION, _(ONLY_TEXT), text)

    def problem(self, line: int, kind: ProblemKind, message: str, text: str) -> None:
        """Something a person should look at."""
        self._reading.problems.append(Problem(line, kind, message, text))

    def finish(self) -> Reading:
        """Everything that was found; types we have not are named once each."""
        for kind, found in self._foreign.items():
            message = _(FOREIGN).format(type=kind, count=len(found.titles))
            self.problem(found.line, ProblemKind.UNSUPPORTED_TYPE, message, "\n".join(found.titles))
        self.album.illustrate(self._reading)
        self._reading.drafts[:] = [
            restored(draft, line) if line else draft
            for draft, line in zip(self._reading.drafts, self._carried, strict=True)
        ]
        return self._reading


def choice(kind: QuestionType | None, right: list[int], several: bool) -> QuestionType:
    """Single or multiple: as told, else by the number of right options."""
    if kind in (QuestionType.SINGLE_CHOICE, QuestionType.MULTIPLE_CHOICE):
        return kind
    multiple = several or len(right) > 1
    return QuestionType.MULTIPLE_CHOICE if multiple else QuestionType.SINGLE_CHOICE


def letters(right: list[int]) -> tuple[str, ...]:
    """The letters of the right options."""
    return tuple(LETTERS[place] for place in right if place < len(LETTERS))


def number_of(text: str | None) -> float | None:
    """A number as an attribute or element has it; None where it is none."""
    try:
        return float(text) if text else None
    except ValueError:
        return None


def range_text(value: str, tolerance: float) -> str:
    """A number that may be off by ``tolerance``, as our keys write it: ``1817~1827``."""
    if not tolerance:
        return value
    middle = float(value)
    return f"{middle - tolerance:.10g}~{middle + tolerance:.10g}"


def _source(draft: Draft) -> str:
    """What a person sees beside the question: there is no page to show."""
    lines = [draft.passage or "", draft.stem]
    lines += [f"{letter}. {text}" for letter, text in zip(LETTERS, draft.options, strict=False)]
    lines += [key_text(draft.type, draft.answer), draft.explanation or ""]
    return "\n".join(filter(None, lines))
