"""A small exam with a short answer, for pictures of marking: the demo's own exam has none."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionVersion, Subject
from dongan_training.exam.blueprint import Blueprint, Section
from dongan_training.exam.delivery import Given, save_answer, start_attempt
from dongan_training.exam.hand_marking import GivenPoints, mark_answer
from dongan_training.exam.handing_in import hand_in
from dongan_training.exam.marking_desk import answers_to_mark, marking_tasks
from dongan_training.exam.models import PaperItem
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.papers import make_paper
from dongan_training.exam.signing_off import approve_paper
from dongan_training.overall.composing import give_results, set_weights
from dongan_training.overall.weighing import Part, Source, Weights
from dongan_training.people.models import Person
from dongan_training.training.enrolment import enrol_people
from dongan_training.training.models import TrainingClass
from dongan_training.training.planning import ClassFacts, add_class
from dongan_training.training.queries import active_roster
from dongan_training.workspace import Workspace

STEM = "简述监督执纪“四种形态”的含义，并说明为什么要把第一种形态挺在前面。"
MODEL = (
    "党内关系要正常化，批评和自我批评要经常开展，让咬耳扯袖、红脸出汗成为常态；党纪轻处分和组织处理"
    "要成为大多数；对严重违纪的重处分、作出重大职务调整应当是少数；严重违纪涉嫌违法立案审查的只能是极少数。"
)
POINTS = (("写出四种形态的含义", 6), ("说明抓早抓小、防微杜渐", 3), ("联系本单位实际", 1))
ANSWERS = (
    "咬耳扯袖、红脸出汗是常态；轻处分、组织处理是大多数；重处分是少数；立案审查是极少数。"
    "把第一种形态挺在前面，就是抓早抓小，不让小错变成大错，体现惩前毖后、治病救人。",
    "四种形态是批评教育、轻处分、重处分、立案审查。抓早抓小。",
    "平时多提醒，问题就少。我们村每月开一次支部会，大家红红脸、出出汗。",
    "第一种是常态，第二种是大多数，第三种是少数，第四种是极少数。",
)
MARKERS = ("李老师", "王老师")


def essay_exam(workspace: Workspace, at: datetime) -> str:
    """Fill an empty workspace with a class whose short answers are half marked; the exam's id."""
    by = Actor(MARKERS[0], workspace.device)
    with workspace.begin() as session:
        class_id = add_class(
            session, year=at.year, facts=ClassFacts(name="简答测试班", quarter=4), by=by, at=at
        )
        people = [Person(name=name) for name in ("陈敏", "唐建国", "蒋丽华", "邓志强")]
        session.add_all(people)
        session.flush()
        ids = [one.id for one in people]
        places = enrol_people(session, class_id=class_id, person_ids=ids, by=by, at=at).added
        exam_id = _offer(session, class_id, by, at)
    for enrolment_id, text in zip(places, ANSWERS, strict=True):
        _sit(workspace, (exam_id, enrolment_id), text, by, at)
    with workspace.begin() as session:
        _mark_some(session, exam_id, by, at)
    return exam_id


def _offer(session: Session, class_id: str, by: Actor, at: datetime) -> str:
    subject = Subject(name="简答")
    session.add(subject)
    session.flush()
    question = Question(subject_id=subject.id)
    session.add(question)
    session.add(
        QuestionVersion(
            question_id=question.id,
            number=1,
            current=True,
            type=QuestionType.SHORT_ANSWER,
            stem=STEM,
            options=[],
            answer=[MODEL],
            marking=[{"text": text, "points": points} for text, points in POINTS],
            fingerprint="essay",
        )
    )
    session.flush()
    sections = (Section(QuestionType.SHORT_ANSWER, 1, 10),)
    paper = make_paper(
        session, blueprint=Blueprint("简答测试", sections), forms=1, seed=1, by=by, at=at
    )
    approve_paper(session, paper_id=paper.id, by=by, at=at)
    offer = Offer(paper.id, minutes=45, pass_mark=6, markers=2, tolerance=2)
    return open_exam(session, class_id=class_id, offer=offer, by=by, at=at)


def _sit(workspace: Workspace, place: tuple[str, str], text: str, by: Actor, at: datetime) -> None:
    exam_id, enrolment_id = place
    with workspace.begin() as session:
        attempt_id = start_attempt(session, exam_id=exam_id, enrolment_id=enrolment_id, at=at)
        item_id = session.scalars(select(PaperItem.id)).one()
        given = Given(item_id, [text], 600)
        save_answer(session, attempt_id=attempt_id, given=given, at=at)
    with workspace.begin() as session:
        hand_in(session, attempt_id=attempt_id, seconds_used=900, by=by, at=at)


def _mark_some(session: Session, exam_id: str, by: Actor, at: datetime) -> None:
    """Both mark the first two answers; about the second they differ."""
    (task,) = marking_tasks(session, exam_id, marker="")
    attempts = {
        one.text: one.attempt_id
        for one in answers_to_mark(session, exam_id=exam_id, item_id=task.item_id, marker="")
    }
    marks = ((0, 0, (6, 3, 0)), (0, 1, (6, 2, 0)), (1, 0, (4, 1, 0)), (1, 1, (1, 1, 0)))
    for answer, marker, parts in marks:
        mark_answer(
            session,
            attempt_id=attempts[ANSWERS[answer]],
            item_id=task.item_id,
            given=GivenPoints(MARKERS[marker], parts),
            by=by,
            at=at,
        )


def essay_overall(session: Session, by: Actor, at: datetime) -> str:
    """Weigh exam and daily work, and give most people a daily mark; the class's id."""
    class_id = session.scalars(select(TrainingClass.id)).one()
    parts = (Part("考试", Source.EXAM, 60), Part("平时", Source.GIVEN, 40))
    set_weights(session, class_id=class_id, weights=Weights(parts), by=by, at=at)
    people = active_roster(session, class_id)
    percents = {one.id: 95.0 - 7 * one.number for one in people[:3]}
    give_results(session, class_id=class_id, part="平时", percents=percents, by=by, at=at)
    return class_id
