"""Numbers without gaps that are never given twice, frozen facts, and revoking for good."""

import pytest
from sqlalchemy import select

from dongan_training import settings
from dongan_training.accounts import audit
from dongan_training.accounts.models import AuditEntry
from dongan_training.certificates import issuing
from dongan_training.certificates.issuing import (
    AlreadyRevoked,
    CertificateUnknown,
    NobodyEntitled,
    NotReissued,
    ReasonMissing,
    certificates_of_class,
    find_certificate,
    reissue_certificate,
    revoke_certificate,
)
from dongan_training.certificates.models import Certificate
from dongan_training.certificates.numbering import BadNumberPattern
from dongan_training.certificates.papers import certificate_design, certificate_flaws
from dongan_training.certificates.standing import CertificateState, certificate_rows
from dongan_training.people.models import Person
from dongan_training.training.models import TrainingClass
from tests.certificates.conftest import MARKS


class Rollback(Exception):
    """Ends a transaction on purpose."""


def numbers(issued):
    return [one.facts.number for one in issued]


def revoke(finished, certificate_id, reason="成绩登记有误"):
    with finished.workspace.begin() as session:
        revoke_certificate(
            session, certificate_id=certificate_id, reason=reason, by=finished.by, at=finished.at
        )


def reissue(finished, name):
    with finished.workspace.begin() as session:
        return reissue_certificate(
            session, enrolment_id=finished.enrolment(name), by=finished.by, at=finished.at
        )


def states(finished):
    with finished.workspace.read() as session:
        rows = certificate_rows(session, class_id=finished.class_id, at=finished.at)
    return {row.name: row.state for row in rows}


def test_only_the_entitled_get_a_certificate_and_the_others_are_told_what_lacks(finished):
    assert [one.facts.name for one in finished.issue()] == ["欧阳𬱖", "=1+1"]
    with finished.workspace.read() as session:
        rows = certificate_rows(session, class_id=finished.class_id, at=finished.at)
    lacking = {row.name: row.lacks for row in rows if not row.number}
    assert lacking == {
        "陈敏": ("考试 54 分，不合格",),
        "唐丽": ("没有考试成绩", "学时 0，应满 4", "缺勤 1 场"),
    }


def test_numbers_follow_each_other_without_gaps_over_classes(finished, add_finished):
    first = finished.issue()
    second = add_finished({"蒋志强": 88.0}).issue()
    assert numbers([*first, *second]) == [f"东组培〔2026〕第 000{n} 号" for n in (1, 2, 3)]


def test_issuing_again_gives_the_same_certificates_and_only_the_new_one_is_new(finished):
    before = finished.issue()
    finished.give_mark("陈敏", 80)
    after = finished.issue()
    assert [one.is_new for one in after] == [False, False, True]
    assert numbers(after)[:2] == numbers(before)
    assert numbers(after)[2] == "东组培〔2026〕第 0003 号"


def test_a_transaction_that_fails_gives_its_numbers_back(finished):
    with pytest.raises(Rollback), finished.workspace.begin() as session:
        issuing.issue_certificates(
            session, class_id=finished.class_id, by=finished.by, at=finished.at
        )
        raise Rollback
    assert numbers(finished.issue()) == ["东组培〔2026〕第 0001 号", "东组培〔2026〕第 0002 号"]


def test_a_revoked_number_is_never_given_again_nor_the_certificate_by_the_way(finished):
    first = finished.issue()[0]
    revoke(finished, first.id)
    assert states(finished)["欧阳𬱖"] is CertificateState.REVOKED
    assert numbers(finished.issue()) == ["东组培〔2026〕第 0002 号"]
    again = reissue(finished, "欧阳𬱖")
    assert again.facts.number == "东组培〔2026〕第 0003 号"
    assert states(finished)["欧阳𬱖"] is CertificateState.ISSUED


def test_only_a_revoked_certificate_is_issued_anew_and_only_to_whom_nothing_lacks(finished):
    first = finished.issue()[0]
    with pytest.raises(NotReissued, match="证书没有撤销过"):
        reissue(finished, "陈敏")
    revoke(finished, first.id)
    finished.give_mark("欧阳𬱖", 30)
    with pytest.raises(NotReissued, match="考试 30 分，不合格"):
        reissue(finished, "欧阳𬱖")


def test_revoking_asks_for_a_reason_and_happens_once(finished):
    first = finished.issue()[0]
    with pytest.raises(ReasonMissing):
        revoke(finished, first.id, "　")
    revoke(finished, first.id)
    with pytest.raises(AlreadyRevoked):
        revoke(finished, first.id)


def test_issuing_and_revoking_are_in_the_audit_log_with_number_and_reason(finished):
    first = finished.issue()[0]
    revoke(finished, first.id)
    with finished.workspace.read() as session:
        entries = session.scalars(select(AuditEntry).where(AuditEntry.subject == first.id)).all()
        assert audit.verify(session) == ()
    told = [(entry.act, entry.actor, entry.details) for entry in entries]
    number = first.facts.number
    assert told == [
        ("certificate.issue", "李老师", {"number": number}),
        ("certificate.revoke", "李老师", {"number": number, "reason": "成绩登记有误"}),
    ]


def test_what_a_certificate_says_stays_when_the_person_is_called_otherwise(finished):
    finished.issue()
    finished.give_mark("欧阳𬱖", 10)
    with finished.workspace.begin() as session:
        person = session.scalars(select(Person).where(Person.name == "欧阳𬱖")).one()
        person.name = "欧阳琳"
    with finished.workspace.read() as session:
        facts = certificates_of_class(session, finished.class_id)[0].facts
    assert (facts.name, facts.score, facts.hours) == ("欧阳𬱖", 92, 4)


def test_the_facts_hold_no_personal_number(finished):
    issued = finished.issue()[0]
    assert set(vars(issued.facts)) == {
        *("number", "name", "class_title", "first_day", "last_day"),
        *("hours", "score", "organizer", "issued_on"),
    }


def test_without_anybody_entitled_no_number_is_used(add_finished):
    with pytest.raises(NobodyEntitled):
        add_finished({"陈敏": 54.0}).issue()
    assert numbers(add_finished({"邓建国": 77.0}).issue()) == ["东组培〔2026〕第 0001 号"]


def test_another_pattern_counts_from_one(finished, add_finished):
    finished.issue()
    with finished.workspace.begin() as session:
        practice = settings.Settings(certificate_pattern="白牙培{year}-{seq:03}")
        settings.save(session, practice)
    assert numbers(add_finished({"邓建国": 77.0}).issue()) == ["白牙培2026-001"]


@pytest.mark.parametrize("pattern", ["第 1 号", "{seq} {name}", "{seq:x", "{0}", "{year}"])
def test_a_pattern_that_cannot_tell_numbers_apart_issues_nothing(finished, pattern):
    with finished.workspace.begin() as session:
        settings.save(session, settings.Settings(certificate_pattern=pattern))
    with pytest.raises(BadNumberPattern):
        finished.issue()
    assert set(states(finished).values()) <= {CertificateState.LACKING, CertificateState.ENTITLED}


def test_a_certificate_is_found_by_number_or_id_and_an_unknown_one_is_told(finished):
    first = finished.issue()[0]
    with finished.workspace.read() as session:
        assert find_certificate(session, f" {first.facts.number} ") == first.id
        assert find_certificate(session, first.id) == first.id
        with pytest.raises(CertificateUnknown):
            find_certificate(session, "东组培〔2026〕第 9999 号")


def test_certificates_are_checked_before_they_are_issued_for_everybody_of_the_class(finished):
    with finished.workspace.begin() as session:
        session.get_one(TrainingClass, finished.class_id).name = "基层党务工作者" * 90
    with finished.workspace.read() as session:
        look = certificate_design(session, finished.class_id)
        found = certificate_flaws(session, class_id=finished.class_id, design=look, at=finished.at)
        assert session.scalars(select(Certificate)).all() == []
    assert {one.owner for one in found} == set(MARKS)
    assert all("放不下" in one.text for one in found)
