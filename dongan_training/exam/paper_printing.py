"""A stored paper as the facts its printed forms need. Loads ReportLab: import it late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.scoring import Marking, plain_number, rule_in_words, usual_marking
from dongan_training.errors import UserError
from dongan_training.exam.answer_key_sheet import AnswerKey, KeyAnswer, KeySection, draw_answer_key
from dongan_training.exam.models import Exam, Paper
from dongan_training.exam.paper_sheet import (
    INSTRUCTIONS,
    ExamPaper,
    PaperQuestion,
    PaperSection,
    draw_exam_paper,
)
from dongan_training.exam.queries import PaperLine, PaperView, paper_view
from dongan_training.texts import N_, _, listed

ROOM_FOR_WRITING = 60.0  # millimetres below a short answer


@dataclass(eq=False)
class FormUnknown(UserError):
    form: str
    forms: str
    message = N_("这份试卷没有 {form} 卷，只有 {forms}。")
    advice = N_("没有打印。请改正后再试。")


def write_paper(session: Session, paper_id: str, path: Path, *, form: str = "A") -> int:
    """Write one form as a PDF; gives how many pages it has."""
    return draw_exam_paper(path, printed_paper(session, paper_id, form=form))


def write_key(session: Session, paper_id: str, path: Path, *, form: str = "A") -> int:
    """Write the answer key of one form as a PDF; gives how many pages it has."""
    return draw_answer_key(path, printed_key(session, paper_id, form=form))


def printed_paper(session: Session, paper_id: str, *, form: str = "A") -> ExamPaper:
    """Give what one printed form shows; the rule for multiple choice stands on it."""
    view = _view(session, paper_id, form)
    exam = _latest_exam(session, paper_id)
    marking = _marking(session, exam)
    facts = [_("满分 {points} 分").format(points=plain_number(view.row.full_marks))]
    if exam is not None:
        facts.insert(0, _("考试时间 {minutes} 分钟").format(minutes=exam.minutes))
    return ExamPaper(
        title=exam.title if exam else view.row.title,
        organiser=settings.load(session).organizer,
        form=form,
        facts=tuple(facts),
        sections=tuple(_section(lines, marking) for lines in _sections(view)),
    )


def printed_key(session: Session, paper_id: str, *, form: str = "A") -> AnswerKey:
    """Give what the answer key of one form shows."""
    view = _view(session, paper_id, form)
    multiple = [line.points for line in view.lines if line.type is QuestionType.MULTIPLE_CHOICE]
    marking = _marking(session, _latest_exam(session, paper_id))
    return AnswerKey(
        title=view.row.title,
        organiser=settings.load(session).organizer,
        form=form,
        sections=tuple(
            KeySection(lines[0].type, tuple(KeyAnswer(one.number, one.key) for one in lines))
            for lines in _sections(view)
        ),
        rule=rule_in_words(QuestionType.MULTIPLE_CHOICE, multiple[0], marking) if multiple else "",
    )


def _view(session: Session, paper_id: str, form: str) -> PaperView:
    forms = [one.letter for one in session.get_one(Paper, paper_id).forms]
    if form not in forms:
        raise FormUnknown(form, listed(forms))
    return paper_view(session, paper_id, form=form)


def _sections(view: PaperView) -> Iterator[Sequence[PaperLine]]:
    for _number, lines in groupby(view.lines, key=lambda line: line.section):
        yield tuple(lines)


def _section(lines: Sequence[PaperLine], marking: Marking) -> PaperSection:
    kind = lines[0].type
    instruction = ""
    if kind in (QuestionType.MULTIPLE_CHOICE, QuestionType.FILL_BLANK):
        words = rule_in_words(kind, lines[0].points, marking)
        instruction = f"{_(INSTRUCTIONS[kind])}{words}。"
    room = ROOM_FOR_WRITING if kind is QuestionType.SHORT_ANSWER else 0
    questions = [
        PaperQuestion(one.number, one.stem, one.options, one.points, room) for one in lines
    ]
    return PaperSection(kind, tuple(questions), instruction)


def _latest_exam(session: Session, paper_id: str) -> Exam | None:
    return session.scalar(
        select(Exam).where(Exam.paper_id == paper_id).order_by(Exam.id.desc()).limit(1)
    )


def _marking(session: Session, exam: Exam | None) -> Marking:
    return exam.marking if exam else usual_marking(settings.load(session))
