"""The audit log can be added to, and every other change shows."""

import pytest
import sqlalchemy as sa

from dongan_training.accounts import audit
from dongan_training.accounts.models import AuditEntry


@pytest.fixture
def three_acts(workspace, trainer, now):
    for subject in ("甲", "乙", "丙"):
        with workspace.begin() as session:
            audit.record(session, by=trainer, at=now, act="certificate.issue", subject=subject)


def test_an_untouched_log_verifies(workspace, three_acts):
    with workspace.read() as session:
        assert audit.verify(session) == ()


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET subject='丁'", "DELETE FROM audit_entry"]
)
def test_the_database_refuses_to_change_the_log(workspace, three_acts, statement):
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), workspace.begin() as session:
        session.execute(sa.text(statement))


def test_an_entry_changed_behind_the_programs_back_is_found(workspace, three_acts):
    with workspace.begin() as session:
        session.execute(sa.text("DROP TRIGGER audit_entry_no_update"))
        session.execute(sa.text("UPDATE audit_entry SET subject='丁' WHERE number=2"))
    with workspace.read() as session:
        (found,) = audit.verify(session)
    assert found.number == 2


def test_a_removed_entry_is_found(workspace, three_acts):
    with workspace.begin() as session:
        session.execute(sa.text("DROP TRIGGER audit_entry_no_delete"))
        session.execute(sa.delete(AuditEntry).where(AuditEntry.number == 1))
    with workspace.read() as session:
        (found,) = audit.verify(session)
    assert found.number == 1
