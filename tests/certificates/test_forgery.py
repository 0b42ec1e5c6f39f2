"""Everything somebody may try with a certificate, and what each is called.

Each trick is tried as text, as a picture of its QR code, and by the number it claims.
"""

import json
from dataclasses import replace

import pytest
from PIL import Image

from dongan_training.attendance.scanning import read_codes
from dongan_training.certificates import code
from dongan_training.certificates.code import ForgedCertificate, NotACertificate, UnknownIssuer
from dongan_training.certificates.issuing import CertificateUnknown, revoke_certificate
from dongan_training.certificates.keys import rotate_signing_key
from dongan_training.certificates.models import Certificate
from dongan_training.certificates.papers import write_certificates
from dongan_training.certificates.verifying import Verdict, verify_certificate
from dongan_training.designs.shipped import shipped_designs
from dongan_training.printing.qr import qr_code
from dongan_training.storage.vault import Vault
from tests.printing.photographs import photographs

STRANGER = Vault(*(bytes([number]) * 32 for number in range(1, 5)))
ORDER = 2**252 + 27742317777372353535851937790883648493  # of Ed25519's group (RFC 8032)
CHANGES = {
    "name": "张三",
    "number": "东组培〔2026〕第 0999 号",
    "class_title": "中青年干部培训班（第1期）",
    "first_day": "2026-01-01",
    "last_day": "2026-12-31",
    "hours": 56.0,
    "score": 100.0,
    "organizer": "中共湖南省委组织部",
    "issued_on": "2020-01-01",
}


@pytest.fixture
def issued(finished):
    return finished.issue()


def parts(text):
    message, _dot, signature = text.rpartition(".")
    return message, signature


def altered(text, facts):
    """Other facts under the signature that was made over the true ones."""
    forged, _signature = parts(code.sign(STRANGER, facts))
    issuer = code.issuer_in(text)
    return f"{code.PREFIX}.{issuer}.{forged.rpartition('.')[2]}.{parts(text)[1]}"


def under_our_name(text, facts):
    """Signed with a key of one's own, but naming ours."""
    return code.sign(STRANGER, facts).replace(code.issuer_of(STRANGER), code.issuer_in(text))


def other_signature(text, raw):
    return f"{parts(text)[0]}.{code.letters(raw)}"


def twin(text):
    """The same signature with the group's order added: equal for a careless verifier."""
    raw = code._decode(parts(text)[1])
    scalar = int.from_bytes(raw[32:], "little") + ORDER
    return other_signature(text, raw[:32] + scalar.to_bytes(32, "little"))


FORGERIES = {
    "a signature of noughts": lambda first, _second: other_signature(first.code, bytes(64)),
    "a signature cut short": lambda first, _second: other_signature(first.code, bytes(32)),
    "no signature": lambda first, _second: f"{parts(first.code)[0]}.",
    "the signature of another certificate": lambda first, second: (
        f"{parts(first.code)[0]}.{parts(second.code)[1]}"
    ),
    "a twin of the signature": lambda first, _second: twin(first.code),
    "signed by a stranger in our name": lambda first, _second: under_our_name(
        first.code, first.facts
    ),
}


def pictured(text, folder):
    """The QR code alone, as a picture: modules of four pixels, with the white around."""
    rows = qr_code(text).rows
    image = Image.new("1", (len(rows) + 8, len(rows) + 8), 1)
    for y, row in enumerate(rows):
        for x, module in enumerate(row):
            image.putpixel((x + 4, y + 4), module == "0")
    path = folder / "forged.png"
    image.resize((image.width * 4, image.height * 4)).save(path)
    return path


def verified(finished, text):
    with finished.workspace.read() as session:
        return verify_certificate(session, text=text)


def require_refused(finished, text, folder, error):
    """As text and as a picture alike."""
    (found,) = read_codes(pictured(text, folder))
    for shown in (text, found.text):
        with pytest.raises(error):
            verified(finished, shown)


@pytest.mark.parametrize("field", CHANGES)
def test_an_altered_fact_is_called_a_forgery(finished, issued, tmp_path, field):
    facts = replace(issued[0].facts, **{field: CHANGES[field]})
    require_refused(finished, altered(issued[0].code, facts), tmp_path, ForgedCertificate)


@pytest.mark.parametrize("trick", FORGERIES)
def test_a_forged_signature_is_called_a_forgery(finished, issued, tmp_path, trick):
    require_refused(finished, FORGERIES[trick](*issued[:2]), tmp_path, ForgedCertificate)


def test_the_key_of_a_stranger_is_called_unknown_by_its_mark(finished, issued, tmp_path):
    stranger = code.sign(STRANGER, issued[0].facts)
    require_refused(finished, stranger, tmp_path, UnknownIssuer)


def test_a_code_of_another_version_is_no_certificate_of_ours(finished, issued, tmp_path):
    other = issued[0].code.replace(code.PREFIX, "DC9", 1)
    require_refused(finished, other, tmp_path, NotACertificate)


def test_a_number_that_a_forger_made_up_was_never_given(finished, issued):
    with pytest.raises(CertificateUnknown):
        verified(finished, CHANGES["number"])


def test_a_record_altered_in_the_database_does_not_verify_by_its_number(finished, issued):
    with finished.workspace.begin() as session:
        record = session.get_one(Certificate, issued[0].id)
        record.facts = {**record.facts, "score": 100.0}
    with pytest.raises(ForgedCertificate):
        verified(finished, issued[0].facts.number)
    assert verified(finished, issued[0].code).facts.score == 92


def test_a_number_given_twice_by_an_old_backup_vouches_only_for_the_paper_it_records(
    finished, issued
):
    """Restoring a backup forgets what was issued after it; the number may go to somebody else."""
    lost = replace(issued[0].facts, name="周平")
    found = verified(finished, code.sign(finished.workspace.vault, lost))
    assert (found.verdict, found.facts.name) == (Verdict.UNRECORDED, "周平")


@pytest.mark.parametrize("turned", [10, -10])
@pytest.mark.parametrize("design", ["certificate-formal", "certificate-preprinted"])
def test_a_grainy_scan_at_200_dpi_turned_by_ten_degrees_verifies(
    finished, issued, tmp_path, design, turned
):
    path = tmp_path / "certificates.pdf"
    write_certificates(issued, path, shipped_designs()[design])
    found = [
        verified(finished, seen.text)
        for picture in photographs(path, tmp_path, turned=turned)
        for seen in read_codes(picture)
    ]
    assert [(one.verdict, one.facts) for one in found] == [
        (Verdict.VALID, one.facts) for one in issued
    ]


def test_a_photograph_too_blurred_for_the_first_look_is_smoothed_and_enlarged(
    finished, issued, tmp_path
):
    path = tmp_path / "certificates.pdf"
    write_certificates(issued[:1], path, shipped_designs()["certificate-formal"])
    (picture,) = photographs(path, tmp_path, turned=10, blur=1.5)
    (found,) = read_codes(picture)
    assert verified(finished, found.text).verdict is Verdict.VALID


def test_revoked_and_signed_before_the_key_changed_are_told_by_picture_text_and_number(
    finished, issued, tmp_path
):
    with finished.workspace.begin() as session:
        revoke_certificate(
            session, certificate_id=issued[0].id, reason="冒名顶替", by=finished.by, at=finished.at
        )
    rotate_signing_key(finished.workspace, by=finished.by, at=finished.at)
    for one, verdict in zip(issued, (Verdict.REVOKED, Verdict.VALID), strict=True):
        (pictured_code,) = read_codes(pictured(one.code, tmp_path))
        for shown in (one.code, pictured_code.text, one.facts.number):
            assert verified(finished, shown).verdict is verdict


def test_the_code_holds_no_more_than_the_paper_says(finished, issued):
    _prefix, _issuer, content, _signature = issued[0].code.split(".")
    held = json.loads(code._inflated(code._decode(content)))
    assert held == list(vars(issued[0].facts).values())
