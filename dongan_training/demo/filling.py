"""Sample data for a window to be tried out: a class that is over, and one going on now."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.attendance.answers import Door, answer_scan
from dongan_training.attendance.models import Method
from dongan_training.demo import behaviour
from dongan_training.demo.earlier import hold_earlier_classes
from dongan_training.demo.loop import Demo, give_badges
from dongan_training.demo.story import Story, on_day, read_story
from dongan_training.exam.papers import make_paper
from dongan_training.progress import Progress
from dongan_training.texts import _
from dongan_training.training import queries
from dongan_training.training.enrolment import assign_seats, enrol_people
from dongan_training.training.planning import add_class
from dongan_training.training.timetable import LessonFacts, add_lesson
from dongan_training.workspace import Workspace

WEEK = timedelta(days=7)
LESSON = timedelta(hours=3)
HOURS = 4.0
EVERY_THIRD = 3  # of those who were not in the first class: 78 of 234
STILL_AWAY = 14


def fill(workspace: Workspace, *, at: datetime, progress: Progress) -> None:
    """Tell the story of the demo a week ago, and begin its next class at this moment.

    The classes of the year before them are there as well, for the sake of the year's hours.

    One transaction: whoever cancels has an empty folder again. The lesson began at the last
    full or half hour, so the door can be tried at any time.
    """
    today = clock.local(at).date()
    with workspace.begin() as session:
        together = _Together(session, workspace.device)
        over = Demo(together, on_day(read_story(), today - WEEK), progress)
        for _step in over.run():
            pass
        hold_earlier_classes(session, before=today - WEEK, by=over.by, seed=over.story.seed)
        progress.step(0, 0, _("正在准备今天的培训班……"))
        begin_class(Demo(together, _story_now(on_day(read_story(), today), at), progress), at)


class _Together:
    """Makes many transactions one: each is a part of the same session."""

    def __init__(self, session: Session, device: str):
        self._session = session
        self.device = device

    @contextmanager
    def begin(self) -> Iterator[Session]:
        yield self._session
        self._session.flush()

    read = begin


def begin_class(demo: Demo, at: datetime) -> None:
    """Plan the class, give its badges, let most people in, and draw a paper to be signed off."""
    story = demo.story
    with demo.workspace.begin() as session:
        _plan(session, demo)
    give_badges(demo)
    _let_in(demo, at)
    with demo.workspace.begin() as session:
        make_paper(
            session,
            blueprint=story.blueprint,
            forms=story.forms,
            seed=story.seed + 1,
            by=demo.by,
            at=demo.eve,
        )


def _story_now(story: Story, at: datetime) -> Story:
    """One lesson that began at the last full or half hour."""
    local = clock.local(at)
    starts_at = local.replace(minute=local.minute // 30 * 30, second=0, microsecond=0)
    title = _("上午") if local.hour < 12 else _("下午") if local.hour < 18 else _("晚上")
    lesson = LessonFacts(title, starts_at, starts_at + LESSON, hours=HOURS)
    return replace(story, lessons=(replace(story.lessons[0], facts=lesson),))


def _plan(session: Session, demo: Demo) -> None:
    story, by, at = demo.story, demo.by, demo.eve
    demo.class_id = add_class(session, year=story.year, facts=story.training_class, by=by, at=at)
    menu = {course.name: course.id for course in queries.courses(session)}
    (lesson,) = story.lessons
    facts = replace(lesson.facts, course_ids=tuple(menu[one.name] for one in lesson.courses))
    demo.lesson_ids = [add_lesson(session, class_id=demo.class_id, facts=facts, by=by, at=at)]
    others = [
        one.id
        for one in queries.candidates(session, demo.class_id)
        if one.township != story.enrolled_township
    ]
    people: Sequence[str] = others[::EVERY_THIRD]
    enrol_people(session, class_id=demo.class_id, person_ids=people, by=by, at=at)
    assign_seats(session, class_id=demo.class_id, by=by, at=at)


def _let_in(demo: Demo, at: datetime) -> None:
    """All but a few have come by now, most of them in time."""
    places = sorted(demo.codes)
    manners = behaviour.manners(places, demo.chance("manners"))
    scans = behaviour.arrivals(manners, demo.morning, demo.chance("door"))
    coming = list(dict.fromkeys(scan.enrolment_id for scan in scans))
    here = set(coming[: len(places) - STILL_AWAY])
    door = Door(demo.lesson_ids[0], Method.SCANNER)
    for scan in scans:
        if scan.enrolment_id in here and scan.at <= at:
            with demo.workspace.begin() as session:
                code = demo.codes[scan.enrolment_id]
                answer_scan(session, code=code, door=door, by=demo.by, at=scan.at)
