import pytest
from sqlalchemy import select

from dongan_training.accounts import audit
from dongan_training.accounts.models import AuditEntry
from dongan_training.training import badges, enrolment
from dongan_training.training.badge_code import read_badge_code
from dongan_training.training.models import Badge


@pytest.fixture
def places(workspace, class_id, add_people, trainer, now):
    people = add_people(["欧阳𬱖", "陈敏"])
    with workspace.begin() as session:
        return enrolment.enrol_people(
            session, class_id=class_id, person_ids=people, by=trainer, at=now
        ).added


@pytest.fixture
def issue(workspace, class_id, trainer, now):
    def issue():
        with workspace.begin() as session:
            return badges.issue_badges(session, class_id=class_id, by=trainer, at=now)

    return issue


def test_everybody_gets_a_badge_that_names_nobody(workspace, places, issue):
    printable = issue()
    assert [(one.number, one.name, one.org) for one in printable] == [
        (1, "欧阳𬱖", "莲塘村党总支"),
        (2, "陈敏", "莲塘村党总支"),
    ]
    with workspace.read() as session:
        tokens = {one.id: one.token for one in session.scalars(select(Badge))}
    for one in printable:
        assert read_badge_code(workspace.vault, one.code) == tokens[one.badge_id]
        assert one.code.isascii()


def test_printing_again_makes_no_new_badges(places, issue):
    assert issue() == issue()


def test_a_reprint_voids_the_badge_before_and_is_logged(workspace, places, issue, trainer, now):
    first = issue()
    with workspace.begin() as session:
        again = badges.reprint_badge(session, enrolment_id=places[0], by=trainer, at=now)
    assert again.code != first[0].code
    assert issue() == [again, first[1]]
    with workspace.read() as session:
        old = session.get_one(Badge, first[0].badge_id)
        assert old.voided_at == now
        last = session.scalars(select(AuditEntry).order_by(AuditEntry.number.desc())).first()
        assert last is not None
        assert (last.act, last.details["issued"]) == ("badge.reprint", again.badge_id)
        assert audit.verify(session) == ()


def test_somebody_who_withdrew_gets_no_badge(workspace, places, issue, trainer, now):
    with workspace.begin() as session:
        enrolment.withdraw(session, enrolment_ids=places[:1], reason="外出", by=trainer, at=now)
    assert [one.name for one in issue()] == ["陈敏"]
    with pytest.raises(badges.HasWithdrawn), workspace.begin() as session:
        badges.reprint_badge(session, enrolment_id=places[0], by=trainer, at=now)


def test_a_class_of_nobody_has_no_badges(class_id, issue):
    with pytest.raises(badges.NobodyEnrolled):
        issue()
