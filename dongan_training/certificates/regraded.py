"""Which certificates a correction of marks touches; nobody revokes one as a matter of course."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dongan_training.bank.scoring import marks_text
from dongan_training.certificates.standing import CertificateRow, certificate_rows
from dongan_training.exam.models import Exam
from dongan_training.exam.regrading import Correction, Regrade, ScoreChange, preview_regrade
from dongan_training.texts import _, clauses


@dataclass(frozen=True)
class AffectedCertificate:
    """A certificate that was issued on marks which change, or one that becomes due."""

    enrolment_id: str
    name: str
    number: str  # "" for somebody who becomes entitled
    before: float | None
    after: float | None
    lacks: tuple[str, ...]  # what is lacking by the new marks

    def told(self) -> str:
        """Say in a sentence what it means for the certificate."""
        if not self.number:
            return _("{name}符合发证条件，可以补发。").format(name=self.name)
        if self.lacks:
            return _("{name}不再符合条件：{lacks}。请核对后决定是否撤销。").format(
                name=self.name, lacks=clauses(self.lacks)
            )
        return _("{name}证书上的成绩 {before} 分，更正后是 {after} 分。").format(
            name=self.name, before=_marks(self.before), after=_marks(self.after)
        )


@dataclass(frozen=True)
class Foreseen:
    """What a correction would do to marks, and through them to certificates."""

    regrade: Regrade
    certificates: tuple[AffectedCertificate, ...]


def foresee_regrade(
    session: Session, *, exam_id: str, correction: Correction, at: datetime
) -> Foreseen:
    """Work out all that a correction of one question would do; changes nothing."""
    regrade = preview_regrade(session, exam_id=exam_id, correction=correction)
    class_id = session.get_one(Exam, exam_id).class_id
    touched = affected_certificates(session, class_id=class_id, changes=regrade.changes, at=at)
    return Foreseen(regrade, touched)


def affected_certificates(
    session: Session, *, class_id: str, changes: Sequence[ScoreChange], at: datetime
) -> tuple[AffectedCertificate, ...]:
    """Compare where everybody stands with and without these changes; changes nothing."""
    before = {one.attempt_id: one.before for one in changes}
    after = {one.attempt_id: one.after for one in changes}
    old = certificate_rows(session, class_id=class_id, at=at, instead=before)
    new = certificate_rows(session, class_id=class_id, at=at, instead=after)
    pairs = zip(old, new, strict=True)
    return tuple(_affected(then, now) for then, now in pairs if _is_touched(then, now))


def _is_touched(then: CertificateRow, now: CertificateRow) -> bool:
    if now.number:
        return then.score != now.score or then.entitled != now.entitled
    return now.entitled and not then.entitled


def _affected(then: CertificateRow, now: CertificateRow) -> AffectedCertificate:
    return AffectedCertificate(
        now.enrolment_id, now.name, now.number, then.score, now.score, now.lacks
    )


def _marks(score: float | None) -> str:
    return "–" if score is None else marks_text(score)
