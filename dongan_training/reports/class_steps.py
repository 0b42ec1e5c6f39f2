"""What has to be done for every class, and how far each step is: computed, never ticked."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.orm import Session

from dongan_training.exam.queries import ExamRow, PaperRow
from dongan_training.reports.class_overview import ClassOverview
from dongan_training.reports.closing import Closing, ItemState
from dongan_training.training.choices import choosers
from dongan_training.training.models import TrainingClass


class StepKind(StrEnum):
    """What has to be done for every class, in this order."""

    ROLL = "roll"
    LESSONS = "lessons"
    MENU = "menu"  # only where people choose courses
    BADGES = "badges"
    PAPER = "paper"
    EXAM = "exam"
    MARKS = "marks"  # only while something is missing
    CERTIFICATES = "certificates"
    CLOSING = "closing"


class StepState(StrEnum):
    """How a step stands; one thing at a time is the next."""

    DONE = "done"
    NEXT = "next"  # can be done now
    WAITING = "waiting"  # something else comes first


@dataclass(frozen=True)
class Step:
    """One step: ``done`` of ``total`` where there is something to count."""

    kind: StepKind
    state: StepState
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class Known:
    """What steps are worked out from, beside the class itself."""

    menu: Step | None  # as ``choosing`` gives it
    exam: ExamRow | None
    paper: PaperRow | None
    is_final: bool  # no mark is missing
    closing: Closing | None  # once the class is over


def steps_of(overview: ClassOverview, known: Known) -> tuple[Step, ...]:
    """All steps of a class in their order, from what is stored; nobody ticks one."""
    people = len(overview.rows)
    steps = [
        Step(StepKind.ROLL, _done(people > 0), people, overview.card.quota),
        Step(StepKind.LESSONS, _done(bool(overview.lessons)), len(overview.lessons)),
    ]
    if known.menu is not None:
        steps.append(known.menu)
    steps.append(_badges(overview))
    if overview.card.needs_exam:
        steps += [_paper(known.paper), _exam(known.exam, known.paper)]
    if not known.is_final:
        steps.append(Step(StepKind.MARKS, StepState.NEXT))
    return (*steps, _certificates(overview), _closing(known.closing))


def choosing(session: Session, class_id: str) -> Step | None:
    """How many have chosen their courses; None where nothing is to be chosen."""
    if not session.get_one(TrainingClass, class_id).electives:
        return None
    people = choosers(session, class_id)
    chosen = sum(bool(one.courses) for one in people)
    is_done = 0 < len(people) == chosen
    return Step(StepKind.MENU, _done(is_done), chosen, len(people))


def _done(done: bool) -> StepState:
    return StepState.DONE if done else StepState.NEXT


def _badges(overview: ClassOverview) -> Step:
    people = len(overview.rows)
    printed = sum(row.has_badge for row in overview.rows)
    state = _done(printed == people) if people else StepState.WAITING
    return Step(StepKind.BADGES, state, printed, people)


def _paper(paper: PaperRow | None) -> Step:
    return Step(StepKind.PAPER, _done(paper is not None and paper.approved_at is not None))


def _exam(exam: ExamRow | None, paper: PaperRow | None) -> Step:
    if paper is None or paper.approved_at is None:
        return Step(StepKind.EXAM, StepState.WAITING)
    if exam is None:
        return Step(StepKind.EXAM, StepState.NEXT)
    state = _done(exam.closed_at is not None or exam.handed_in == exam.enrolled > 0)
    return Step(StepKind.EXAM, state, exam.handed_in, exam.enrolled)


def _certificates(overview: ClassOverview) -> Step:
    entitled = [row for row in overview.rows if not row.lacks]
    issued = sum(bool(row.certificate) for row in entitled)
    state = _done(issued == len(entitled)) if entitled else StepState.WAITING
    return Step(StepKind.CERTIFICATES, state, issued, len(entitled))


def _closing(closing: Closing | None) -> Step:
    if closing is None:
        return Step(StepKind.CLOSING, StepState.WAITING)
    needed = [one for one in closing.items if one.state is not ItemState.NOT_NEEDED]
    done = len(needed) - len(closing.open_items)
    return Step(StepKind.CLOSING, _done(closing.closed is not None), done, len(needed))
