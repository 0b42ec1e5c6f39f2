"""How each person of a class stands with its certificate, read from what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.attendance.hours import EarnedHours, class_hours, hours_in
from dongan_training.attendance.ledger import LedgerRow
from dongan_training.certificates.entitlement import Conditions, Standing, lacks
from dongan_training.certificates.models import Certificate
from dongan_training.exam.class_scores import AS_STORED, ExamScore, class_scores
from dongan_training.overall.composing import weights_of
from dongan_training.overall.results import part_percents
from dongan_training.overall.weighing import Weights, weigh
from dongan_training.texts import _
from dongan_training.training.models import Enrolment
from dongan_training.training.queries import ClassCard, class_card

NO_WEIGHTS = Weights()


class CertificateState(StrEnum):
    """Where one person stands with the certificate of a class."""

    LACKING = "lacking"
    ENTITLED = "entitled"
    ISSUED = "issued"
    REVOKED = "revoked"


@dataclass(frozen=True)
class CertificateRow:
    """One person of the class; entitled where nothing is lacking.

    Whose certificate was revoked is not entitled to the next one as a matter of course:
    somebody has to give it to them (``issuing.reissue_certificate``).
    """

    enrolment_id: str
    place: int  # in the class
    name: str
    pinyin: str
    org: str
    township: str
    post: str
    hours: float
    score: float | None
    lacks: tuple[str, ...]
    number: str  # of the valid certificate, "" before it is issued
    certificate_id: str
    revoked: str = ""  # the number of the revoked certificate, where there is no valid one
    overall: float | None = None  # of 100, where the class has an overall result
    full_hours: float = 0  # what this person can earn: those of the courses they chose

    @property
    def id(self) -> str:
        """What stays the same when the row is read anew."""
        return self.enrolment_id

    @property
    def entitled(self) -> bool:
        """Whether a certificate may be issued."""
        return not self.lacks

    @property
    def state(self) -> CertificateState:
        """Which of the four this person is."""
        if self.number:
            return CertificateState.ISSUED
        if self.revoked:
            return CertificateState.REVOKED
        return CertificateState.LACKING if self.lacks else CertificateState.ENTITLED

    @property
    def may_be_reissued(self) -> bool:
        """Whether nothing is lacking but what was revoked."""
        return bool(self.revoked) and len(self.lacks) == 1


def certificate_rows(
    session: Session,
    *,
    class_id: str,
    at: datetime,
    instead: Mapping[str, float | None] = AS_STORED,
    ledger: Sequence[LedgerRow] | None = None,
) -> list[CertificateRow]:
    """Judge everybody who holds a place in the class, in the order of their numbers.

    ``instead`` has scores by attempt that are not stored: how people would stand with them.
    ``ledger`` is that of all lessons of the class, where the caller has read it already.
    """
    weights = weights_of(session, class_id)
    conditions = conditions_of(class_card(session, class_id), weights)
    scores = class_scores(session, class_id, instead=instead)
    given = _given(session, class_id)
    all_hours = (
        class_hours(session, class_id=class_id, now=at)
        if ledger is None
        else hours_in(session, class_id=class_id, ledger=ledger, now=at)
    )
    people = [one for one in all_hours if one.is_active]
    hours = {one.enrolment_id: one for one in people}
    parts = part_percents(session, class_id, weights.parts, hours, instead=instead)
    rows = []
    for earned in people:
        enrolment_id = earned.enrolment_id
        overall = weigh(weights.parts, parts[enrolment_id]).percent
        standing = _standing(earned, scores.get(enrolment_id), overall)
        rows.append(_row(earned, conditions, standing, given.get(enrolment_id)))
    return rows


def conditions_of(card: ClassCard, weights: Weights = NO_WEIGHTS) -> Conditions:
    """What a class asks for its certificate."""
    overall_from = weights.pass_mark if weights.parts and weights.for_certificate else 0
    return Conditions(card.needs_exam, card.needs_full_hours, card.needs_no_absence, overall_from)


def _row(
    earned: EarnedHours,
    conditions: Conditions,
    standing: Standing,
    given: Certificate | None,
) -> CertificateRow:
    lacking = lacks(conditions, standing)
    valid = given if given and given.revoked_at is None else None
    revoked = given if given and given.revoked_at is not None else None
    if revoked:
        lacking += (_("原证书已撤销（{reason}）").format(reason=revoked.revoked_reason),)
    return CertificateRow(
        enrolment_id=earned.enrolment_id,
        place=earned.number,
        name=earned.name,
        pinyin=earned.pinyin,
        org=earned.org,
        township=earned.township,
        post=earned.post,
        hours=earned.earned,
        full_hours=standing.full_hours,
        score=standing.score,
        overall=standing.overall,
        lacks=lacking,
        number=valid.number if valid else "",
        certificate_id=valid.id if valid else "",
        revoked=revoked.number if revoked else "",
    )


def _standing(earned: EarnedHours, result: ExamScore | None, overall: float | None) -> Standing:
    return Standing(
        hours=earned.earned,
        full_hours=earned.possible,
        absences=earned.absences,
        unfinished_lessons=sum(not line.is_over for line in earned.lines),
        score=result.score if result else None,
        passed=result is not None and result.passed,
        overall=overall,
        leave_beyond=earned.rule.leave_share if earned.has_too_much_leave else 0,
    )


def _given(session: Session, class_id: str) -> dict[str, Certificate]:
    """The certificate of each enrolment: the valid one, else the one revoked last."""
    rows = session.scalars(
        select(Certificate)
        .join(Enrolment)
        .where(Enrolment.class_id == class_id)
        .order_by(Certificate.revoked_at.is_(None), Certificate.revoked_at)
    )
    return {one.enrolment_id: one for one in rows}
