import pytest
from sqlalchemy import select

from dongan_training.certificates.regraded import affected_certificates
from dongan_training.exam.models import Attempt
from dongan_training.exam.regrading import ScoreChange


def change(finished, name, after):
    with finished.workspace.read() as session:
        enrolment_id = finished.enrolment(name)
        attempt = session.scalars(select(Attempt).filter_by(enrolment_id=enrolment_id)).one()
        return ScoreChange(
            enrolment_id=enrolment_id,
            attempt_id=attempt.id,
            number=1,
            name=name,
            before=attempt.score,
            after=after,
            passed_before=attempt.score >= 60,
            passed_after=after >= 60,
        )


@pytest.fixture
def told(finished):
    """What changes of marks would mean for certificates, in words by name."""

    def ask(**after):
        changes = [change(finished, name, score) for name, score in after.items()]
        with finished.workspace.read() as session:
            found = affected_certificates(
                session, class_id=finished.class_id, changes=changes, at=finished.at
            )
        return {one.name: one.told() for one in found}

    return ask


def test_whoever_fails_by_a_correction_is_named_but_nothing_is_revoked(finished, told):
    finished.issue()
    found = told(欧阳𬱖=59.0)
    assert list(found) == ["欧阳𬱖"]
    assert "不再符合条件" in found["欧阳𬱖"]
    assert "请核对后决定是否撤销" in found["欧阳𬱖"]


def test_a_certificate_whose_marks_change_is_told_with_both(finished, told):
    finished.issue()
    assert told(欧阳𬱖=95.0) == {"欧阳𬱖": "欧阳𬱖证书上的成绩 92 分，更正后是 95 分。"}


def test_whoever_passes_by_a_correction_may_have_a_certificate(finished, told):
    finished.issue()
    assert told(陈敏=60.0) == {"陈敏": "陈敏符合发证条件，可以补发。"}


def test_marks_that_change_no_certificate_are_not_told(finished, told):
    assert told(欧阳𬱖=95.0) == {}
    assert told(陈敏=50.0) == {}
