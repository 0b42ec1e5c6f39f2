"""Every change behind the program's back shows in the audit log."""

import pytest
import sqlalchemy as sa

from dongan_training.accounts import audit
from dongan_training.accounts.models import AuditEntry


@pytest.fixture
def _three_acts(workspace, trainer, now):
    for subject in ("甲", "乙", "丙"):
        with workspace.begin() as session:
            audit.record(session, by=trainer, at=now, act="certificate.issue", subject=subject)


@pytest.mark.usefixtures("_three_acts")
def test_an_untouched_log_verifies(workspace):
    with workspace.read() as session:
        assert audit.verify(session) == ()


@pytest.mark.usefixtures("_three_acts")
def test_an_entry_changed_behind_the_programs_back_is_found(workspace):
    with workspace.begin() as session:
        session.execute(sa.text("DROP TRIGGER audit_entry_no_update"))
        session.execute(sa.text("UPDATE audit_entry SET subject='丁' WHERE number=2"))
    with workspace.read() as session:
        (found,) = audit.verify(session)
    assert found.number == 2


@pytest.mark.usefixtures("_three_acts")
def test_a_removed_entry_is_found(workspace):
    with workspace.begin() as session:
        session.execute(sa.text("DROP TRIGGER audit_entry_no_delete"))
        session.execute(sa.delete(AuditEntry).where(AuditEntry.number == 1))
    with workspace.read() as session:
        (found,) = audit.verify(session)
    assert found.number == 1


def test_an_act_that_is_rolled_back_leaves_no_entry(workspace, trainer, now):
    with pytest.raises(ZeroDivisionError), workspace.begin() as session:
        audit.record(session, by=trainer, at=now, act="certificate.issue", subject="甲")
        raise ZeroDivisionError
    with workspace.read() as session:
        assert session.scalars(sa.select(AuditEntry)).all() == []
