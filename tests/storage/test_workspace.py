"""What one open data folder promises, on every database the product runs on."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import sqlalchemy as sa

from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.bank.models import BankImport
from dongan_training.people.models import OrgUnit, Person
from dongan_training.storage.versions import Tombstone


def names(workspace):
    with workspace.read() as session:
        return set(session.scalars(sa.select(OrgUnit.name)))


def test_a_transaction_is_kept_whole_or_not_at_all(any_workspace):
    with pytest.raises(ZeroDivisionError), any_workspace.begin() as session:
        session.add(OrgUnit(name="白牙市镇"))
        session.flush()
        raise ZeroDivisionError
    assert names(any_workspace) == set()


def test_every_row_of_a_transaction_carries_one_version_and_the_next_a_higher(any_workspace):
    with any_workspace.begin() as session:
        session.add_all([OrgUnit(name="甲"), OrgUnit(name="乙")])
    with any_workspace.begin() as session:
        session.scalars(sa.select(OrgUnit).where(OrgUnit.name == "甲")).one().kind = "乡镇"
    with any_workspace.read() as session:
        units = session.scalars(sa.select(OrgUnit))
        versions = {unit.name: (unit.device, unit.counter) for unit in units}
    assert versions == {"甲": (any_workspace.device, 2), "乙": (any_workspace.device, 1)}


@pytest.mark.parametrize("key", ["field_key", "digest_key"])
def test_keys_by_which_data_is_read_and_found_are_never_exchanged(workspace, key):
    before = workspace.vault
    with pytest.raises(ValueError, match="other keys"):
        workspace.use_vault(replace(before, **{key: bytes(32)}))
    assert workspace.vault is before


def test_setting_a_field_to_what_it_was_makes_no_version(any_workspace):
    with any_workspace.begin() as session:
        session.add(OrgUnit(name="甲"))
    with any_workspace.begin() as session:
        session.scalars(sa.select(OrgUnit)).one().name = "甲"
    with any_workspace.read() as session:
        assert session.scalars(sa.select(OrgUnit)).one().counter == 1


def test_a_deleted_row_leaves_a_tombstone(any_workspace):
    with any_workspace.begin() as session:
        session.add(OrgUnit(name="甲"))
    with any_workspace.begin() as session:
        session.delete(session.scalars(sa.select(OrgUnit)).one())
    with any_workspace.read() as session:
        stone = session.scalars(sa.select(Tombstone)).one()
    assert (stone.kind, stone.device, stone.counter) == ("org_unit", any_workspace.device, 2)


def test_personal_data_is_not_readable_in_the_file(any_workspace):
    with any_workspace.begin() as session:
        session.add(Person(name="陈敏", id_number="431122198001011234", phone="13800005678"))
    with any_workspace.read() as session:
        person = session.scalars(sa.select(Person)).one()
        stored = session.execute(sa.text("SELECT id_number, phone FROM person")).one()
        assert (person.id_number, person.phone) == ("431122198001011234", "13800005678")
    assert "431122" not in stored.id_number and "138" not in stored.phone


@pytest.mark.parametrize("name", ["欧阳𬱖", "王䶮", "阿依古丽·买买提", "长" * 50])
def test_names_of_every_plane_and_length_come_back_as_they_went_in(any_workspace, name):
    with any_workspace.begin() as session:
        session.add(Person(name=name))
    with any_workspace.read() as session:
        assert session.scalars(sa.select(Person.name)).one() == name


def test_moments_come_back_aware_and_naive_ones_are_refused(any_workspace, now):
    with any_workspace.begin() as session:
        session.add(BankImport(file_name="a.docx", at=now, actor="李老师"))
    with any_workspace.read() as session:
        assert session.scalars(sa.select(BankImport.at)).one() == now
    with pytest.raises(sa.exc.StatementError), any_workspace.begin() as session:
        session.add(BankImport(file_name="a", at=now.replace(tzinfo=None), actor=""))


def test_watchers_hear_which_kinds_changed_and_only_after_the_commit(any_workspace):
    heard = []
    any_workspace.watch(heard.append)
    with any_workspace.begin() as session:
        session.add(OrgUnit(name="甲"))
        session.flush()
        assert heard == []
    assert heard == [frozenset({OrgUnit})]


def test_bulk_statements_are_heard_too(any_workspace):
    heard = []
    with any_workspace.begin() as session:
        session.add(OrgUnit(name="甲"))
    any_workspace.watch(heard.append)
    with any_workspace.begin() as session:
        session.execute(sa.update(OrgUnit).values(kind="乡镇"))
    assert heard == [frozenset({OrgUnit})]


def test_eight_writers_get_their_turn_and_none_acts_on_what_another_has_changed(any_workspace):
    def add_next(_door):
        with any_workspace.begin() as session:
            known = session.scalar(sa.select(sa.func.count()).select_from(OrgUnit))
            session.add(OrgUnit(name=f"单位{known + 1}"))

    with ThreadPoolExecutor(max_workers=8) as doors:
        list(doors.map(add_next, range(24)))
    assert names(any_workspace) == {f"单位{number}" for number in range(1, 25)}
    with any_workspace.read() as session:
        counters = sorted(session.scalars(sa.select(OrgUnit.counter)))
    assert counters == list(range(1, 25))


def test_a_reader_is_not_blocked_by_a_writer(any_workspace):
    with any_workspace.begin() as writing, any_workspace.read() as reading:
        writing.add(OrgUnit(name="甲"))
        writing.flush()
        assert reading.scalars(sa.select(OrgUnit)).all() == []


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET subject='丁'", "DELETE FROM audit_entry"]
)
def test_the_database_itself_refuses_to_change_the_audit_log(any_workspace, now, statement):
    actor = Actor("李老师", any_workspace.device)
    with any_workspace.begin() as session:
        audit.record(session, by=actor, at=now, act="certificate.issue", subject="甲")
    with (
        pytest.raises(sa.exc.DatabaseError, match="append-only"),
        any_workspace.begin() as session,
    ):
        session.execute(sa.text(statement))
