"""One question as the list of the bank shows it, and the columns of that list."""

from dataclasses import dataclass

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.filtering import FoundRow, Order
from dongan_training.bank.key_text import key_text
from dongan_training.bank.models import QuestionStatus
from dongan_training.texts import _
from ui.bank.wording import cited_place, level_words, status_tag, type_tag
from ui.kit import Column

# By what each column orders; keys have no order that would mean anything.
ORDERS = (
    Order.TYPE,
    Order.STEM,
    Order.ARRIVAL,
    Order.CITATION,
    Order.DIFFICULTY,
    Order.STATUS,
)
STATUS_COLUMN = 5  # shown where questions of several are listed


@dataclass(frozen=True)
class QuestionLine:
    """What the list has room for."""

    id: str
    type: QuestionType
    stem: str
    key: str
    citation: str
    level: str
    status: QuestionStatus


def question_columns() -> tuple[Column, ...]:
    """The columns, in the language spoken now."""
    return (
        Column(_("题型"), "type", tag=type_tag, width=68),
        Column(_("题干"), "stem"),
        Column(_("答案"), "key", width=68),
        Column(_("依据"), "citation", muted=True, width=100),
        Column(_("难度"), "level", width=56),
        Column(_("状态"), "status", tag=status_tag, width=76),
    )


def question_line(question: FoundRow) -> QuestionLine:
    """Put a question found into a line."""
    return QuestionLine(
        id=question.id,
        type=question.type,
        stem=" ".join(question.stem.split()),
        key=key_text(question.type, question.answer).replace("|", "；"),
        citation=cited_place(question.citation),
        level=level_words(question.difficulty, question.facility),
        status=question.status,
    )
