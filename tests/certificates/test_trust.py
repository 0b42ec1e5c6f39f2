"""Whose certificates verify where: keys and revoked numbers that travel as one file."""

import json

import pytest

from dongan_training.certificates import code, trust
from dongan_training.certificates.code import UnknownIssuer
from dongan_training.certificates.issuing import revoke_certificate
from dongan_training.certificates.keys import rotate_signing_key
from dongan_training.certificates.trust import (
    ClashingKey,
    NotAVerificationFile,
    NotYetTrusted,
    OwnVerificationFile,
    read_verification_file,
    take_in,
    write_verification_file,
)
from dongan_training.certificates.verifying import Verdict, verdict_words, verify_certificate
from dongan_training.storage.vault import read_vault
from dongan_training.workspace import Workspace


@pytest.fixture
def elsewhere(tmp_path):
    workspace = Workspace.open(tmp_path / "elsewhere")
    yield workspace
    workspace.close()


def exported(finished, tmp_path, name="核验文件.json"):
    path = tmp_path / name
    with finished.workspace.begin() as session:
        path.write_bytes(write_verification_file(session, at=finished.at))
    return path


def took_in(elsewhere, path, finished, confirmed=""):
    file = read_verification_file(path)
    with elsewhere.begin() as session:
        return take_in(session, file=file, confirmed=confirmed, by=finished.by, at=finished.at)


def introduced(elsewhere, path, finished):
    return took_in(elsewhere, path, finished, read_verification_file(path).fingerprint)


def verify(workspace, text):
    with workspace.read() as session:
        return verify_certificate(session, text=text)


def revoke(finished, one):
    with finished.workspace.begin() as session:
        revoke_certificate(
            session, certificate_id=one.id, reason="冒名顶替", by=finished.by, at=finished.at
        )


def test_another_office_verifies_without_a_network_once_it_holds_our_file(
    finished, elsewhere, tmp_path
):
    issued = finished.issue()
    with pytest.raises(UnknownIssuer):
        verify(elsewhere, issued[0].code)
    introduced(elsewhere, exported(finished, tmp_path), finished)
    found = verify(elsewhere, issued[0].code)
    assert (found.verdict, found.facts) == (Verdict.VALID_ELSEWHERE, issued[0].facts)
    assert verdict_words(found) == (
        "有效：由“中共东安县委组织部”签发，签名正确，不在它 2026-11-23 的撤销名单里。"
    )


def test_the_first_file_of_an_office_waits_for_a_compared_fingerprint(
    finished, elsewhere, tmp_path
):
    path = exported(finished, tmp_path)
    for confirmed in ("", "AAAA BBBB CCCC DDDD EEEE"):
        with pytest.raises(NotYetTrusted) as refused:
            took_in(elsewhere, path, finished, confirmed)
    assert read_verification_file(path).fingerprint in str(refused.value)


def test_revoked_numbers_travel_and_taking_a_file_in_twice_changes_nothing(
    finished, elsewhere, tmp_path
):
    issued = finished.issue()
    introduced(elsewhere, exported(finished, tmp_path), finished)
    revoke(finished, issued[0])
    path = exported(finished, tmp_path)
    assert took_in(elsewhere, path, finished).new_revocations == 1
    again = took_in(elsewhere, path, finished)
    assert (again.new_keys, again.new_revocations) == (0, 0)
    assert verify(elsewhere, issued[0].code).verdict is Verdict.REVOKED_ELSEWHERE
    assert verify(elsewhere, issued[1].code).verdict is Verdict.VALID_ELSEWHERE


def test_a_replaced_key_signs_no_more_and_what_it_signed_stays_valid(
    finished, elsewhere, tmp_path, add_finished
):
    before = finished.issue()
    introduced(elsewhere, exported(finished, tmp_path), finished)
    new_key = rotate_signing_key(finished.workspace, by=finished.by, at=finished.at)
    assert read_vault(finished.workspace.folder) == finished.workspace.vault
    after = add_finished({"周平": 80.0}).issue()
    assert [code.issuer_in(one.code) == new_key for one in (before[0], after[0])] == [False, True]
    for one in (before[0], after[0]):
        assert verify(finished.workspace, one.code).verdict is Verdict.VALID
    # The old key vouches for the new one: nobody has to compare a fingerprint again.
    assert took_in(elsewhere, exported(finished, tmp_path), finished).new_keys == 1
    for one in (before[0], after[0]):
        assert verify(elsewhere, one.code).verdict is Verdict.VALID_ELSEWHERE


def test_only_the_newest_key_is_marked_as_the_one_we_sign_with(finished):
    finished.issue()
    new_key = rotate_signing_key(finished.workspace, by=finished.by, at=finished.at)
    with finished.workspace.read() as session:
        rows = trust.issuers(session)
    assert [(row.id == new_key, row.own) for row in rows if row.current] == [(True, True)]
    assert len(rows) == 2


def test_our_own_file_is_not_taken_in(finished, tmp_path):
    path = exported(finished, tmp_path)
    with pytest.raises(OwnVerificationFile):
        introduced(finished.workspace, path, finished)


@pytest.mark.parametrize(
    "change",
    [
        lambda signed: signed["body"].update(name="别的单位"),
        lambda signed: signed["body"]["revoked"].clear(),
        lambda signed: signed["body"]["keys"][0].update(public="00" * 32),
        lambda signed: signed.update(signature="00" * 64),
        lambda signed: signed.update(signed_by="AAAAAAAA"),
        lambda signed: signed["body"].update(format="dongan-issuer/9"),
        lambda signed: signed["body"].pop("keys"),
        lambda signed: signed["body"]["keys"][0].update(more=1),
    ],
)
def test_a_changed_file_is_refused_whole(finished, tmp_path, change):
    revoke(finished, finished.issue()[0])
    path = exported(finished, tmp_path)
    signed = json.loads(path.read_text(encoding="utf-8"))
    change(signed)
    path.write_text(json.dumps(signed), encoding="utf-8")
    with pytest.raises(NotAVerificationFile):
        read_verification_file(path)


@pytest.mark.parametrize(
    "content", [b"{}", b"[]", b"null", b"1,2,3\n", b"[" * 5000, "核验".encode()]
)
def test_any_other_file_is_refused_with_a_sentence(tmp_path, content):
    path = tmp_path / "别的.json"
    path.write_bytes(content)
    with pytest.raises(NotAVerificationFile):
        read_verification_file(path)


def test_a_key_that_nobody_we_trust_vouches_for_waits_for_a_person(finished, elsewhere, tmp_path):
    """A forger lists the trusted key beside its own, but cannot make its endorsement."""
    finished.issue()
    honest = exported(finished, tmp_path)
    introduced(elsewhere, honest, finished)
    forger = Workspace.open(tmp_path / "forger")
    try:
        forged = _forged(forger, honest, finished)
    finally:
        forger.close()
    path = tmp_path / "forged.json"
    path.write_bytes(forged)
    with pytest.raises(NotYetTrusted):
        took_in(elsewhere, path, finished)


def _forged(forger, honest, finished):
    ((key, public),) = code.own_key(forger.vault).items()
    old = json.loads(honest.read_text(encoding="utf-8"))["body"]["keys"][0]
    own = {**old, "id": key, "public": public.hex(), "endorsed_by": old["id"]}
    own["endorsement"] = trust.endorse(forger.vault, public).hex()
    body = {
        "format": trust.FORMAT,
        "name": "中共东安县委组织部",
        "made_at": finished.at.isoformat(),
        "keys": [old, own],
        "revoked": [],
    }
    message = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    signature = forger.vault.private_key.sign(message).hex()
    return json.dumps({"body": body, "signed_by": key, "signature": signature}).encode()


def test_a_known_id_with_another_key_is_refused(finished, elsewhere, tmp_path):
    path = exported(finished, tmp_path)
    introduced(elsewhere, path, finished)
    with elsewhere.begin() as session:
        session.scalars(trust.select(trust.Issuer)).one().public_key = "00" * 32
    with pytest.raises(ClashingKey):
        took_in(elsewhere, path, finished)
