"""Replacing the key that certificates are signed with; what it signed stays valid."""

import secrets
from dataclasses import replace
from datetime import datetime

from dongan_training import settings
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.certificates import code, trust
from dongan_training.certificates.models import Issuer
from dongan_training.workspace import Workspace


def rotate_signing_key(workspace: Workspace, *, by: Actor, at: datetime) -> str:
    """Sign with a new key from now on, and give its id; the old one vouches for it.

    The old public key is on the disk before the old private key goes: a program that is
    killed in between signs with the old key, and nothing it signed is lost.
    """
    old = workspace.vault
    new = replace(old, signing_key=secrets.token_bytes(32))
    ((key, public),) = code.own_key(new).items()
    with workspace.begin() as session:
        trust.register_own_key(session, at=at)
        session.add(
            Issuer(
                key_id=key,
                public_key=public.hex(),
                name=settings.load(session).organizer,
                own=True,
                since=at,
                endorsed_by=code.issuer_of(old),
                endorsement=trust.endorse(old, public).hex(),
            )
        )
        audit.record(session, by=by, at=at, act="certificate.rotate_key", subject=key)
    workspace.use_vault(new)
    return key
