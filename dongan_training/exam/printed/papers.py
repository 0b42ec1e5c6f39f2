"""A stored paper as the facts its printed forms need. Loads ReportLab: import it late."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.bank.drafts import Picture, QuestionType
from dongan_training.bank.pictures import pictures_of
from dongan_training.bank.scoring import Marking, plain_number, rule_in_words, usual_marking
from dongan_training.errors import UserError
from dongan_training.exam.models import Exam, Paper
from dongan_training.exam.printed.answer_key_sheet import draw_answer_key
from dongan_training.exam.printed.choice import Printing
from dongan_training.exam.printed.facts import (
    INSTRUCTIONS,
    AnswerKey,
    ExamPaper,
    KeyAnswer,
    KeyPoint,
    KeySection,
    PaperQuestion,
    PaperSection,
)
from dongan_training.exam.printed.look import look_of
from dongan_training.exam.printed.paper_sheet import draw_exam_paper
from dongan_training.exam.printed.punctuation import punctuation_of
from dongan_training.exam.queries import PaperLine, PaperView, paper_view
from dongan_training.texts import N_, _, listed

WORD = ".docx"
RULED = (QuestionType.MULTIPLE_CHOICE, QuestionType.FILL_BLANK)  # whose rule candidates must know


@dataclass(eq=False)
class FormUnknown(UserError):
    form: str
    forms: str
    message = N_("这份试卷没有 {form} 卷，只有 {forms}。")
    advice = N_("没有打印。请改正后再试。")


@dataclass(eq=False)
class OtherPaper(UserError):
    title: str
    message = N_("“{title}”用的不是这份试卷。")
    advice = N_("没有打印。请改正后再试。")


def write_paper(session: Session, paper_id: str, path: Path, printing: Printing) -> int:
    """Write one form as a PDF; gives how many pages it has. Raises FormUnknown."""
    paper = printed_paper(session, paper_id, form=printing.form, exam_id=printing.exam_id)
    return draw_exam_paper(path, paper, look_of(printing, punctuation_of(settings.load(session))))


def write_word_paper(session: Session, paper_id: str, path: Path, printing: Printing) -> None:
    """Write one form for offices that must edit it in Word. Raises FormUnknown."""
    from dongan_training.exam.printed.paper_word import write_paper_document  # loads python-docx

    paper = printed_paper(session, paper_id, form=printing.form, exam_id=printing.exam_id)
    write_paper_document(path, paper, look_of(printing, punctuation_of(settings.load(session))))


def write_key(session: Session, paper_id: str, path: Path, printing: Printing) -> int:
    """Write the key and marking scheme of a form as a PDF; gives how many pages it has."""
    key = printed_key(session, paper_id, form=printing.form, exam_id=printing.exam_id)
    return draw_answer_key(path, key, punctuation_of(settings.load(session)))


def printed_paper(
    session: Session, paper_id: str, *, form: str = "A", exam_id: str = ""
) -> ExamPaper:
    """Give what one printed form shows; the rules of marking stand on it."""
    view = _view(session, paper_id, form)
    exam = _exam_meant(session, paper_id, exam_id)
    marking = _marking(session, exam)
    facts = [_("满分 {points} 分").format(points=plain_number(view.row.full_marks))]
    if exam is not None:
        facts.insert(0, _("考试时间 {minutes} 分钟").format(minutes=exam.minutes))
    questions = _questions(session, view)
    return ExamPaper(
        title=exam.title if exam else view.row.title,
        organiser=settings.load(session).organizer,
        form=form,
        facts=tuple(facts),
        sections=tuple(_section(lines, questions, marking) for lines in _sections(view)),
    )


def printed_key(
    session: Session, paper_id: str, *, form: str = "A", exam_id: str = ""
) -> AnswerKey:
    """Give what the answer key of one form shows."""
    view = _view(session, paper_id, form)
    marking = _marking(session, _exam_meant(session, paper_id, exam_id))
    pictures = pictures_of(session, [line.version_id for line in view.lines])
    return AnswerKey(
        title=view.row.title,
        organiser=settings.load(session).organizer,
        form=form,
        sections=tuple(_key_section(lines, pictures, marking) for lines in _sections(view)),
    )


def _view(session: Session, paper_id: str, form: str) -> PaperView:
    forms = [one.letter for one in session.get_one(Paper, paper_id).forms]
    if form not in forms:
        raise FormUnknown(form, listed(forms))
    return paper_view(session, paper_id, form=form)


def _sections(view: PaperView) -> Iterator[Sequence[PaperLine]]:
    for _number, lines in groupby(view.lines, key=lambda line: line.section):
        yield tuple(lines)


def _questions(session: Session, view: PaperView) -> dict[int, PaperQuestion]:
    """The questions of a form by their number, with their pictures."""
    pictures = pictures_of(session, [line.version_id for line in view.lines])
    return {
        line.number: PaperQuestion(
            number=line.number,
            stem=stem_on_paper(line.stem, order_free=line.order_free),
            options=line.options,
            points=line.points,
            expected=line.expected,
            passage=line.passage,
            pictures=pictures.get(line.version_id, ()),
        )
        for line in view.lines
    }


def stem_on_paper(stem: str, *, order_free: bool) -> str:
    """A candidate must know where the order of blanks plays no part; on screen the rule says so."""
    return _("{stem}（各空次序不限）").format(stem=stem) if order_free else stem


def _section(
    lines: Sequence[PaperLine], questions: dict[int, PaperQuestion], marking: Marking
) -> PaperSection:
    kind = lines[0].type
    instruction = instruction_for(kind, lines[0].points, marking)
    return PaperSection(kind, tuple(questions[one.number] for one in lines), instruction)


def instruction_for(kind: QuestionType, points: float, marking: Marking) -> str:
    """What stands below the heading of a section; empty for the usual words."""
    if kind not in RULED:
        return ""
    return f"{_(INSTRUCTIONS[kind])}{rule_in_words(kind, points, marking)}。"


def _key_section(
    lines: Sequence[PaperLine], pictures: Mapping[str, tuple[Picture, ...]], marking: Marking
) -> KeySection:
    kind = lines[0].type
    rule = rule_in_words(kind, lines[0].points, marking) if kind in RULED else ""
    return KeySection(
        kind,
        tuple(
            replace(_key_answer(line), pictures=pictures.get(line.version_id, ())) for line in lines
        ),
        rule,
    )


def _key_answer(line: PaperLine) -> KeyAnswer:
    return KeyAnswer(
        number=line.number,
        answer=line.key,
        points=line.points,
        scheme=tuple(KeyPoint(one["text"], one["points"]) for one in line.marking),
        explanation=line.explanation,
        citation=line.citation,
    )


def _exam_meant(session: Session, paper_id: str, exam_id: str) -> Exam | None:
    if exam_id:
        exam = session.get_one(Exam, exam_id)
        if exam.paper_id != paper_id:
            raise OtherPaper(exam.title)
        return exam
    return session.scalar(
        select(Exam).where(Exam.paper_id == paper_id).order_by(Exam.id.desc()).limit(1)
    )


def _marking(session: Session, exam: Exam | None) -> Marking:
    return exam.marking if exam else usual_marking(settings.load(session))
