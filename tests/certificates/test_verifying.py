"""What a code, a number or a photograph of a certificate turns out to be."""

import subprocess

import pytest
from sqlalchemy import delete

from dongan_training.attendance.scanning import read_codes
from dongan_training.certificates.code import ForgedCertificate, NotACertificate, UnknownIssuer
from dongan_training.certificates.issuing import (
    CertificateUnknown,
    reissue_certificate,
    revoke_certificate,
)
from dongan_training.certificates.models import Certificate
from dongan_training.certificates.papers import write_certificates
from dongan_training.certificates.verifying import Verdict, verdict_words, verify_certificate
from dongan_training.designs.shipped import shipped_designs
from dongan_training.workspace import Workspace


@pytest.fixture
def issued(finished):
    return finished.issue()


def verify(finished, text):
    with finished.workspace.read() as session:
        return verify_certificate(session, text=text)


def revoke(finished, one):
    with finished.workspace.begin() as session:
        revoke_certificate(
            session, certificate_id=one.id, reason="冒名顶替", by=finished.by, at=finished.at
        )


def test_code_and_number_verify_alike(finished, issued):
    for text in (issued[0].code, issued[0].facts.number):
        found = verify(finished, text)
        assert (found.verdict, found.facts) == (Verdict.VALID, issued[0].facts)


def test_a_code_typed_through_an_input_method_verifies_too(finished, issued):
    wide = issued[0].code.lower().replace(".", "。")
    assert verify(finished, f"  {wide} ").verdict is Verdict.VALID


def test_a_printed_page_verifies_when_it_is_photographed(finished, issued, tmp_path):
    path = tmp_path / "certificates.pdf"
    assert write_certificates(issued, path, shipped_designs()["certificate-formal"]) == 2
    subprocess.run(["pdftoppm", "-r", "110", "-png", path, tmp_path / "photo"], check=True)
    found = [
        verify(finished, code.text).facts.name
        for photo in sorted(tmp_path.glob("photo*.png"))
        for code in read_codes(photo)
    ]
    assert found == ["欧阳𬱖", "=1+1"]


def test_a_revoked_certificate_says_why(finished, issued):
    revoke(finished, issued[0])
    found = verify(finished, issued[0].code)
    assert found.verdict is Verdict.REVOKED
    assert verdict_words(found) == "已撤销：冒名顶替"


def test_the_certificate_issued_anew_is_valid_while_the_old_one_stays_revoked(finished, issued):
    revoke(finished, issued[0])
    with finished.workspace.begin() as session:
        again = reissue_certificate(
            session, enrolment_id=finished.enrolment("欧阳𬱖"), by=finished.by, at=finished.at
        )
    assert verify(finished, again.code).verdict is Verdict.VALID
    assert verify(finished, issued[0].code).verdict is Verdict.REVOKED


def test_a_changed_letter_is_a_forgery(finished, issued):
    prefix, issuer, facts, signature = issued[0].code.split(".")
    letter = "B" if facts[20] != "B" else "C"
    forged = ".".join((prefix, issuer, facts[:20] + letter + facts[21:], signature))
    with pytest.raises(ForgedCertificate):
        verify(finished, forged)


def test_a_certificate_of_another_folder_names_its_issuer(finished, issued, tmp_path):
    elsewhere = Workspace.open(tmp_path / "elsewhere")
    try:
        with pytest.raises(UnknownIssuer), elsewhere.read() as session:
            verify_certificate(session, text=issued[0].code)
    finally:
        elsewhere.close()


def test_a_certificate_without_a_record_is_told_from_a_valid_one(finished, issued):
    with finished.workspace.begin() as session:  # as after restoring an older backup
        session.execute(delete(Certificate))
    assert verify(finished, issued[0].code).verdict is Verdict.UNRECORDED


@pytest.mark.parametrize("text", ["", "https://example.com/x", "DB1.AAAA.BBBB", "DC1.A.B"])
def test_anything_else_is_no_certificate(finished, issued, text):
    with pytest.raises(NotACertificate):
        verify(finished, text)


def test_a_number_that_was_never_given_is_told_as_such(finished, issued):
    with pytest.raises(CertificateUnknown):
        verify(finished, "东组培〔2026〕第 9999 号")
