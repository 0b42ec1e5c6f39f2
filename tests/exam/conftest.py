"""A bank, a class of six, an approved paper in two forms, and an exam."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from dongan_training.bank.drafts import QuestionType
from dongan_training.bank.models import Question, QuestionVersion, Subject
from dongan_training.exam.blueprint import Blueprint, Section
from dongan_training.exam.candidate_view import sitting_view
from dongan_training.exam.delivery import Given, save_answer, start_attempt
from dongan_training.exam.handing_in import hand_in
from dongan_training.exam.offering import Offer, open_exam
from dongan_training.exam.papers import make_paper
from dongan_training.exam.queries import exam_codes
from dongan_training.exam.signing_off import approve_paper
from dongan_training.people.models import OrgUnit, Person
from dongan_training.training.badges import issue_badges
from dongan_training.training.enrolment import enrol_people
from dongan_training.training.planning import ClassFacts, add_class
from dongan_training.workspace import Workspace

NAMES = ("陈敏", "欧阳𬱖", "唐建国", "蒋丽华", "阿依古丽·买买提", "邓志强")
OPTIONS = ["警告", "严重警告", "撤销党内职务", "开除党籍"]
BLUEPRINT = Blueprint(
    "第四季度党纪学习教育测试",
    (
        Section(QuestionType.SINGLE_CHOICE, 4, 2),
        Section(QuestionType.MULTIPLE_CHOICE, 3, 4),
        Section(QuestionType.TRUE_FALSE, 2, 1),
        Section(QuestionType.FILL_BLANK, 1, 2),
    ),
)


@dataclass(frozen=True)
class Hall:
    """The ids of what stands ready."""

    class_id: str
    paper_id: str
    exam_id: str
    enrolment_ids: tuple[str, ...]
    codes: tuple[str, ...]  # exam codes
    badges: tuple[str, ...]  # texts of the QR codes


def add_questions(session, subject: Subject, drafts) -> None:
    for number, (kind, stem, options, answer) in enumerate(drafts):
        question = Question(subject_id=subject.id)
        session.add(question)
        session.add(
            QuestionVersion(
                question_id=question.id,
                number=1,
                current=True,
                type=kind,
                stem=stem,
                options=options,
                answer=answer,
                fingerprint=f"{kind}-{number}",
            )
        )


@pytest.fixture
def bank(workspace: Workspace) -> str:
    """Eight questions of each type; gives the subject's name."""
    drafts = []
    for number in range(8):
        drafts += [
            (QuestionType.SINGLE_CHOICE, f"单选第 {number} 题（ ）", OPTIONS, ["B"]),
            (QuestionType.MULTIPLE_CHOICE, f"多选第 {number} 题（ ）", OPTIONS, ["A", "B", "D"]),
            (QuestionType.TRUE_FALSE, f"判断第 {number} 题", [], [True]),
            (QuestionType.FILL_BLANK, "处分有 ____ 种，最轻 ____", [], [["五", "5"], ["警告"]]),
        ]
    with workspace.begin() as session:
        subject = Subject(name="纪律学习")
        session.add(subject)
        session.flush()
        add_questions(session, subject, drafts)
    return "纪律学习"


@pytest.fixture
def class_id(workspace: Workspace, trainer, now) -> str:
    facts = ClassFacts(name="第四季度基层党务工作者培训班", quarter=4)
    with workspace.begin() as session:
        return add_class(session, year=2026, facts=facts, by=trainer, at=now)


@pytest.fixture
def enrolments(workspace: Workspace, class_id, trainer, now) -> tuple[str, ...]:
    with workspace.begin() as session:
        county = OrgUnit(name="东安县", kind="县")
        session.add(county)
        session.flush()
        towns = [
            OrgUnit(name=name, kind="乡镇", parent_id=county.id) for name in ("白牙市镇", "水岭乡")
        ]
        session.add_all(towns)
        session.flush()
        people = []
        for number, name in enumerate(NAMES):
            unit = OrgUnit(name=f"第{number}村党总支", parent_id=towns[number % 2].id)
            session.add(unit)
            session.flush()
            people.append(Person(name=name, org_unit_id=unit.id))
        session.add_all(people)
        session.flush()
        ids = [person.id for person in people]
        return enrol_people(session, class_id=class_id, person_ids=ids, by=trainer, at=now).added


@pytest.fixture
def paper_id(workspace: Workspace, bank, trainer, now) -> str:
    with workspace.begin() as session:
        made = make_paper(session, blueprint=BLUEPRINT, forms=2, seed=2026, by=trainer, at=now)
        approve_paper(session, paper_id=made.id, by=trainer, at=now)
    return made.id


@pytest.fixture
def hall(workspace: Workspace, class_id, enrolments, paper_id, trainer, now) -> Hall:
    with workspace.begin() as session:
        badges = issue_badges(session, class_id=class_id, by=trainer, at=now)
        offer = Offer(paper_id, minutes=45, pass_mark=15)
        exam_id = open_exam(session, class_id=class_id, offer=offer, by=trainer, at=now)
    with workspace.read() as session:
        codes = tuple(one.code for one in exam_codes(session, class_id))
    texts = tuple(one.code for one in badges)
    return Hall(class_id, paper_id, exam_id, enrolments, codes, texts)


Sit = Callable[..., str]


@pytest.fixture
def start(workspace: Workspace, hall: Hall, now) -> Sit:
    """Start the attempt of the n-th person; gives its id."""

    def begin(person: int = 0) -> str:
        with workspace.begin() as session:
            return start_attempt(
                session,
                exam_id=hall.exam_id,
                enrolment_id=hall.enrolment_ids[person],
                at=now,
            )

    return begin


@pytest.fixture
def essay_exam(workspace: Workspace, bank, class_id, enrolments, trainer, now) -> Hall:
    """An exam of one short answer with marking points (10 points) and one true-false (2)."""
    blueprint = Blueprint(
        "简答测试",
        (Section(QuestionType.TRUE_FALSE, 1, 2), Section(QuestionType.SHORT_ANSWER, 1, 10)),
    )
    with workspace.begin() as session:
        subject = Subject(name="简答")
        session.add(subject)
        session.flush()
        stem = "简述“四种形态”的意义。"
        add_questions(session, subject, [(QuestionType.SHORT_ANSWER, stem, [], ["范文"])])
        session.flush()
        version = session.scalars(select(QuestionVersion).filter_by(stem=stem)).one()
        version.marking = [{"text": "抓早抓小", "points": 4}, {"text": "惩前毖后", "points": 6}]
        made = make_paper(session, blueprint=blueprint, forms=1, seed=1, by=trainer, at=now)
        approve_paper(session, paper_id=made.id, by=trainer, at=now)
        offer = Offer(made.id, minutes=45, pass_mark=7, markers=2, tolerance=2)
        exam_id = open_exam(session, class_id=class_id, offer=offer, by=trainer, at=now)
    return Hall(class_id, made.id, exam_id, enrolments, (), ())


@pytest.fixture
def essays(workspace: Workspace, essay_exam: Hall, trainer, now) -> dict[str, str]:
    """Three people have handed in: two wrote something, one nothing; attempts by name."""
    attempts = {}
    for person, text in enumerate(("抓早抓小，防微杜渐。", "惩前毖后，治病救人。", "")):
        with workspace.begin() as session:
            attempt_id = start_attempt(
                session,
                exam_id=essay_exam.exam_id,
                enrolment_id=essay_exam.enrolment_ids[person],
                at=now,
            )
        with workspace.begin() as session:
            for question in sitting_view(session, attempt_id).questions:
                value = [True] if question.type is QuestionType.TRUE_FALSE else [text]
                given = Given(question.item_id, value, 1.0)
                save_answer(session, attempt_id=attempt_id, given=given, at=now)
        with workspace.begin() as session:
            hand_in(session, attempt_id=attempt_id, seconds_used=60, by=trainer, at=now)
        attempts[NAMES[person]] = attempt_id
    return attempts
