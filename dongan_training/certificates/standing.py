"""How each person of a class stands with its certificate, read from what happened."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.attendance.hours import EarnedHours, class_hours
from dongan_training.certificates.entitlement import Conditions, Standing, lacks
from dongan_training.certificates.models import Certificate
from dongan_training.exam.models import Attempt, Exam
from dongan_training.training.models import Enrolment
from dongan_training.training.queries import ClassCard, class_card


@dataclass(frozen=True)
class CertificateRow:
    """One person of the class; entitled where nothing is lacking."""

    enrolment_id: str
    name: str
    org: str
    township: str
    post: str
    hours: float
    score: float | None
    lacks: tuple[str, ...]
    number: str  # of the valid certificate, "" before it is issued
    certificate_id: str

    @property
    def entitled(self) -> bool:
        """Whether a certificate may be issued."""
        return not self.lacks


def certificate_rows(session: Session, *, class_id: str, at: datetime) -> list[CertificateRow]:
    """Judge everybody who holds a place in the class, in the order of their numbers."""
    conditions = conditions_of(class_card(session, class_id))
    scores = best_scores(session, class_id)
    valid = _valid(session, class_id)
    rows = []
    for earned in class_hours(session, class_id=class_id, now=at):
        if not earned.is_active:
            continue
        score, passed = scores.get(earned.enrolment_id, (None, False))
        certificate = valid.get(earned.enrolment_id)
        rows.append(
            CertificateRow(
                enrolment_id=earned.enrolment_id,
                name=earned.name,
                org=earned.org,
                township=earned.township,
                post=earned.post,
                hours=earned.earned,
                score=score,
                lacks=lacks(conditions, _standing(earned, score, passed)),
                number=certificate.number if certificate else "",
                certificate_id=certificate.id if certificate else "",
            )
        )
    return rows


def conditions_of(card: ClassCard) -> Conditions:
    """What a class asks for its certificate."""
    return Conditions(card.needs_exam, card.needs_full_hours, card.needs_no_absence)


def best_scores(session: Session, class_id: str) -> dict[str, tuple[float, bool]]:
    """The best mark of each enrolment over the exams of a class, and whether it passed."""
    rows = session.execute(
        select(Attempt.enrolment_id, Attempt.score, Exam.pass_mark)
        .join(Attempt.exam)
        .where(Exam.class_id == class_id, Attempt.score.is_not(None))
        .order_by(Attempt.score - Exam.pass_mark)
    )
    return {
        enrolment_id: (score, score >= pass_mark)
        for enrolment_id, score, pass_mark in rows
        if score is not None
    }


def _standing(earned: EarnedHours, score: float | None, passed: bool) -> Standing:
    return Standing(
        hours=earned.earned,
        full_hours=earned.possible,
        absences=earned.absences,
        unfinished_lessons=sum(not line.is_over for line in earned.lines),
        score=score,
        passed=passed,
    )


def _valid(session: Session, class_id: str) -> dict[str, Certificate]:
    rows = session.scalars(
        select(Certificate)
        .join(Enrolment)
        .where(Enrolment.class_id == class_id, Certificate.revoked_at.is_(None))
    )
    return {one.enrolment_id: one for one in rows}
