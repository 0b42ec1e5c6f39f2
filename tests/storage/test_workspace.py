"""The promises of one data folder."""

import shutil
import threading
from datetime import timedelta

import pytest
import sqlalchemy as sa

from dongan_training.people.models import OrgUnit, Person
from dongan_training.storage.versions import Tombstone
from dongan_training.workspace import AlreadyOpen, Workspace


def test_a_transaction_is_kept_whole_or_not_at_all(workspace):
    with pytest.raises(ZeroDivisionError), workspace.begin() as session:
        session.add(OrgUnit(name="白牙市镇"))
        session.flush()
        raise ZeroDivisionError
    with workspace.read() as session:
        assert session.scalars(sa.select(OrgUnit)).all() == []


def test_writers_are_durable_and_foreign_keys_hold(workspace):
    with workspace.read() as session:
        pragmas = {
            name: session.scalar(sa.text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_every_row_of_a_transaction_carries_the_same_version_and_the_next_a_higher_one(workspace):
    with workspace.begin() as session:
        session.add_all([OrgUnit(name="甲"), OrgUnit(name="乙")])
    with workspace.begin() as session:
        session.scalars(sa.select(OrgUnit).where(OrgUnit.name == "甲")).one().kind = "乡镇"
    with workspace.read() as session:
        versions = {
            one.name: (one.device, one.counter) for one in session.scalars(sa.select(OrgUnit))
        }
    assert versions == {"甲": (workspace.device, 2), "乙": (workspace.device, 1)}


def test_reading_an_entity_does_not_change_its_version(workspace):
    with workspace.begin() as session:
        session.add(OrgUnit(name="甲"))
    with workspace.begin() as session:
        unit = session.scalars(sa.select(OrgUnit)).one()
        unit.name = "甲"
    with workspace.read() as session:
        assert session.scalars(sa.select(OrgUnit)).one().counter == 1


def test_a_deleted_row_leaves_a_tombstone(workspace):
    with workspace.begin() as session:
        unit = OrgUnit(name="甲")
        session.add(unit)
    with workspace.begin() as session:
        session.delete(session.scalars(sa.select(OrgUnit)).one())
    with workspace.read() as session:
        stone = session.scalars(sa.select(Tombstone)).one()
    assert (stone.kind, stone.device, stone.counter) == ("org_unit", workspace.device, 2)


def test_personal_data_is_not_readable_in_the_file(workspace):
    with workspace.begin() as session:
        session.add(Person(name="陈敏", id_number="431122198001011234", phone="13800005678"))
    with workspace.read() as session:
        person = session.scalars(sa.select(Person)).one()
        stored = session.execute(sa.text("SELECT id_number, phone FROM person")).one()
    assert (person.id_number, person.phone) == ("431122198001011234", "13800005678")
    assert "431122" not in stored.id_number and "138" not in stored.phone


def test_moments_come_back_aware_and_naive_ones_are_refused(workspace, now):
    from dongan_training.bank.models import BankImport

    with workspace.begin() as session:
        session.add(BankImport(file_name="a.docx", at=now, actor="李老师"))
    with workspace.read() as session:
        assert session.scalars(sa.select(BankImport.at)).one() == now
    with pytest.raises(sa.exc.StatementError), workspace.begin() as session:
        session.add(BankImport(file_name="a", at=now.replace(tzinfo=None), actor=""))


def test_watchers_hear_which_kinds_changed_and_only_after_the_commit(workspace):
    heard = []
    workspace.watch(heard.append)
    with workspace.begin() as session:
        session.add(OrgUnit(name="甲"))
        session.flush()
        assert heard == []
    assert heard == [frozenset({OrgUnit})]


def test_bulk_statements_are_heard_too(workspace):
    heard = []
    with workspace.begin() as session:
        session.add(OrgUnit(name="甲"))
    workspace.watch(heard.append)
    with workspace.begin() as session:
        session.execute(sa.update(OrgUnit).values(kind="乡镇"))
    assert heard == [frozenset({OrgUnit})]


def test_eight_writers_that_read_first_all_get_their_turn(workspace):
    def add_one():
        with workspace.begin() as session:
            count = session.scalar(sa.select(sa.func.count()).select_from(OrgUnit))
            session.add(OrgUnit(name=f"单位{count}"))

    threads = [threading.Thread(target=add_one) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with workspace.read() as session:
        names = set(session.scalars(sa.select(OrgUnit.name)))
    assert names == {f"单位{number}" for number in range(8)}


def test_a_reader_is_not_blocked_by_a_writer(workspace):
    with workspace.begin() as writing, workspace.read() as reading:
        writing.add(OrgUnit(name="甲"))
        writing.flush()
        assert reading.scalars(sa.select(OrgUnit)).all() == []


def test_a_second_program_on_the_same_folder_is_told_so(workspace):
    with pytest.raises(AlreadyOpen) as refused:
        Workspace.open(workspace.folder)
    assert "另一个东安培训程序" in str(refused.value)


def test_a_copied_folder_becomes_another_device(workspace, tmp_path):
    workspace.close()
    shutil.copytree(workspace.folder, tmp_path / "copy")
    copy = Workspace.open(tmp_path / "copy")
    again = Workspace.open(workspace.folder)
    try:
        assert copy.device != workspace.device
        assert again.device == workspace.device
    finally:
        copy.close()
        again.close()


def test_the_moment_fixture_is_a_monday_morning_in_china(now):
    assert f"{now + timedelta(hours=8):%a %H:%M}" == "Mon 08:27"
