"""The search for everything: people, classes and questions, by a few letters."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dongan_training.bank.models import Question, QuestionStatus, QuestionVersion
from dongan_training.people.models import OrgUnit, Person
from dongan_training.training import queries as training_queries

EACH = 6


class FoundKind(StrEnum):
    """What was found."""

    PERSON = "person"
    CLASS = "class"
    QUESTION = "question"


@dataclass(frozen=True)
class Found:
    """One thing found: its id, how it is called, and what tells it from others."""

    kind: FoundKind
    id: str
    title: str
    detail: str


def find_everything(session: Session, text: str) -> list[Found]:
    """Find what holds ``text``: at most EACH people, classes and questions.

    People are also found by pinyin and initials (``cm``, ``chenmin``).
    """
    wanted = " ".join(text.casefold().split())
    if not wanted:
        return []
    return [
        *_people(session, wanted),
        *_classes(session, wanted),
        *_questions(session, wanted),
    ]


def _people(session: Session, wanted: str) -> list[Found]:
    in_name = Person.name.contains(wanted, autoescape=True)
    in_pinyin = Person.pinyin.contains(wanted, autoescape=True)
    found = session.execute(
        select(Person.id, Person.name, OrgUnit.name, Person.post)
        .outerjoin(OrgUnit, Person.org_unit_id == OrgUnit.id)
        .where(Person.active, or_(in_name, in_pinyin))
        .order_by(Person.by_strokes, Person.id)
        .limit(EACH)
    )
    return [
        Found(FoundKind.PERSON, id_, name, " · ".join(part for part in (org, post) if part))
        for id_, name, org, post in found
    ]


def _classes(session: Session, wanted: str) -> list[Found]:
    cards = training_queries.classes(session)
    return [
        Found(FoundKind.CLASS, card.id, card.title, card.code)
        for card in cards
        if wanted in f"{card.title} {card.code} {card.venue}".casefold()
    ][:EACH]


def _questions(session: Session, wanted: str) -> list[Found]:
    found = session.execute(
        select(QuestionVersion.question_id, QuestionVersion.stem, QuestionVersion.citation)
        .join(Question)
        .where(QuestionVersion.current, Question.status == QuestionStatus.IN_USE)
        .where(QuestionVersion.stem.contains(wanted, autoescape=True))
        .order_by(QuestionVersion.id)
        .limit(EACH)
    )
    return [Found(FoundKind.QUESTION, id_, stem, cited or "") for id_, stem, cited in found]
