"""What would be lost with this machine: told on the start page, gone after a backup."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from dongan_training.accounts import audit
from dongan_training.accounts.backups import ACT, back_up
from dongan_training.accounts.models import AuditEntry
from dongan_training.reports.safety import data_safety
from dongan_training.saving import FolderMissing
from dongan_training.storage.archive import check_backup
from tests.certificates.conftest import make_finished

MINUTE = timedelta(minutes=1)


def safety(workspace):
    with workspace.read() as session:
        return data_safety(session)


def test_an_empty_folder_has_nothing_to_lose(workspace):
    assert safety(workspace).is_safe and safety(workspace).backed_up_at is None


def test_a_backup_makes_safe_what_was_there_before_it(workspace, trainer, now, tmp_path):
    make_finished(workspace, trainer, now)
    before = safety(workspace)
    assert (before.check_ins, before.attempts, before.is_safe) == (3, 3, False)
    target = tmp_path / "stick.backup"
    manifest = back_up(workspace, target, by=trainer, at=now + MINUTE)
    assert check_backup(target) == manifest
    assert safety(workspace).is_safe
    assert safety(workspace).backed_up_at == now + MINUTE


def test_what_comes_after_the_backup_is_counted(workspace, trainer, now, tmp_path):
    back_up(workspace, tmp_path / "stick.backup", by=trainer, at=now - timedelta(days=1))
    make_finished(workspace, trainer, now, {"陈敏": 80.0})
    after = safety(workspace)
    assert (after.check_ins, after.attempts, after.is_safe) == (1, 1, False)


def test_the_audit_log_tells_who_carried_all_data_away(workspace, trainer, now, tmp_path):
    back_up(workspace, tmp_path / "stick.backup", by=trainer, at=now)
    with workspace.read() as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.act == ACT)).one()
        assert (entry.actor, entry.details["file"]) == ("李老师", "stick.backup")
        assert audit.verify(session) == ()


def test_a_backup_that_fails_is_not_counted(workspace, trainer, now, tmp_path):
    with pytest.raises(FolderMissing):
        back_up(workspace, tmp_path / "gone" / "x.backup", by=trainer, at=now)
    assert safety(workspace).backed_up_at is None
