"""The menu of a class, its lessons and the rooms of the township, put before ``slots.propose``."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dongan_training import clock
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.texts import N_, _
from dongan_training.training import choices, queries, slots
from dongan_training.training.models import Lesson, LessonCourse, TrainingClass
from dongan_training.training.slots import Busy, Proposal, Room, Slot, Wish
from dongan_training.training.venues import venues

ADVICE = N_("排不下的课程，可以在课程表里加课、登记更多场地，或者调整选课，再重新排。")


def propose(session: Session, class_id: str) -> Proposal:
    """Propose where and when each course of the menu of a class is taught."""
    return slots.propose(
        _wishes(session, class_id),
        _slots(session, class_id),
        _rooms(session, class_id),
        _busy(session, class_id),
    )


def accept(session: Session, *, class_id: str, proposal: Proposal, by: Actor, at: datetime) -> None:
    """Write a proposal into the timetable; what the menu placed before gives way."""
    ids = {row.course_id for row in choices.menu(session, class_id)}
    lessons = session.scalars(select(Lesson).where(Lesson.class_id == class_id)).all()
    for lesson in lessons:
        for taught in [one for one in lesson.courses if one.course_id in ids]:
            lesson.courses.remove(taught)
    session.flush()
    by_id = {lesson.id: lesson for lesson in lessons}
    for position, one in enumerate(proposal.placed):
        by_id[one.slot.id].courses.append(
            LessonCourse(
                lesson_id=one.slot.id,
                course_id=one.wish.course_id,
                position=position,
                venue=one.room.name,
            )
        )
    session.flush()
    details = {"placed": len(proposal.placed), "refused": len(proposal.refused)}
    audit.record(session, by=by, at=at, act="class.propose", subject=class_id, details=details)


def _wishes(session: Session, class_id: str) -> list[Wish]:
    people: defaultdict[str, set[str]] = defaultdict(set)
    everybody = choices.choosers(session, class_id)
    for one in everybody:
        for course_id in one.course_ids:
            people[course_id].add(one.enrolment_id)
    all_ids = frozenset(one.enrolment_id for one in everybody)
    taught = {
        course_id: lesson.id
        for lesson in queries.lessons(session, class_id)
        for course_id in lesson.course_ids
    }
    return [
        Wish(
            *(row.course_id, row.name, row.lecturer),
            people=all_ids if row.required else frozenset(people[row.course_id]),
            required=row.required,
            slot_id=taught.get(row.course_id, ""),
        )
        for row in choices.menu(session, class_id)
        if row.required or people[row.course_id]
    ]


def _slots(session: Session, class_id: str) -> list[Slot]:
    return [
        Slot(
            one.id,
            _("{day:%m-%d} {title}").format(day=clock.local(one.starts_at), title=one.title),
            *(one.starts_at, one.ends_at),
        )
        for one in queries.lessons(session, class_id)
    ]


def _rooms(session: Session, class_id: str) -> list[Room]:
    """The rooms kept, and the one of the class where it is none of them."""
    found = [Room(one.name, one.capacity) for one in venues(session)]
    own = session.get_one(TrainingClass, class_id).venue
    if own and own not in {one.name for one in found}:
        found.append(Room(own))
    return found


def _busy(session: Session, class_id: str) -> list[Busy]:
    """What other classes have while this one is taught."""
    first, last = session.execute(
        select(func.min(Lesson.starts_at), func.max(Lesson.ends_at)).where(
            Lesson.class_id == class_id
        )
    ).one()
    if first is None:
        return []
    others = session.scalars(
        select(Lesson).where(
            Lesson.class_id != class_id, Lesson.starts_at < last, Lesson.ends_at > first
        )
    )
    return [_taken(one) for one in others]


def _taken(lesson: Lesson) -> Busy:
    return Busy(
        *(lesson.starts_at, lesson.ends_at, lesson.training_class.name),
        rooms=frozenset(lesson.rooms()),
        lecturers=frozenset(one.course.lecturer for one in lesson.courses),
    )
