"""The keys of one data folder: for encrypted fields, badges and certificates."""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dongan_training.errors import UserError
from dongan_training.saving import move_durably
from dongan_training.texts import N_

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from sqlalchemy.orm import Session

NONCE = 12
KEY_FILE = "keys.json"


@dataclass(eq=False)
class KeysMissing(UserError):
    folder: Path
    message = N_("数据文件夹“{folder}”里有数据，但没有密钥文件 keys.json，无法读取证件号和电话。")
    advice = N_("数据没有改动。请把 keys.json 放回该文件夹，或用备份恢复。")


@dataclass(eq=False)
class KeysUnreadable(UserError):
    folder: Path
    message = N_("数据文件夹“{folder}”里的密钥文件 keys.json 已损坏或不属于这份数据。")
    advice = N_("数据没有改动。请换回原来的 keys.json，或用备份恢复。")


@dataclass(frozen=True)
class Vault:
    """Encrypts fields, makes lookup digests, and signs what leaves on paper."""

    field_key: bytes  # 32 bytes, AES-256-GCM
    digest_key: bytes  # 32 bytes, HMAC-SHA256
    badge_key: bytes  # 32 bytes, HMAC-SHA256
    signing_key: bytes  # 32 bytes, Ed25519 private key

    def encrypt(self, text: str) -> str:
        """Give base64 of nonce and AES-GCM ciphertext; two calls never give the same."""
        nonce = secrets.token_bytes(NONCE)
        return base64.b64encode(nonce + self._cipher.encrypt(nonce, text.encode(), None)).decode()

    def decrypt(self, token: str) -> str:
        """Undo ``encrypt``; raises cryptography's InvalidTag where the key is another."""
        raw = base64.b64decode(token)
        text: str = self._cipher.decrypt(raw[:NONCE], raw[NONCE:], None).decode()
        return text

    def digest(self, text: str) -> str:
        """Give a keyed digest by which equal texts are found without decrypting any."""
        return hmac.new(self.digest_key, text.encode(), hashlib.sha256).hexdigest()

    def badge_signature(self, message: str) -> bytes:
        """Give the HMAC-SHA256 of ``message``; badges carry its first bytes."""
        return hmac.new(self.badge_key, message.encode(), hashlib.sha256).digest()

    @cached_property
    def private_key(self) -> "Ed25519PrivateKey":
        """The Ed25519 key that signs certificates (RFC 8032)."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        return Ed25519PrivateKey.from_private_bytes(self.signing_key)

    @cached_property
    def _cipher(self):  # type: ignore[no-untyped-def]  # the type lives in a module loaded late
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(self.field_key)


def vault_of(session: "Session") -> Vault:
    """The keys of the data folder that a session belongs to."""
    vault: Vault = session.info["vault"]
    return vault


def create_vault(folder: Path) -> Vault:
    """Make new keys and write them durably before anything is encrypted with them."""
    vault = Vault(*(secrets.token_bytes(32) for _key in range(4)))
    write_vault(folder, vault)
    return vault


def write_vault(folder: Path, vault: Vault) -> None:
    """Write the key file of ``folder``, readable by this user only. Raises OSError."""
    text = json.dumps({name: key.hex() for name, key in vars(vault).items() if name in FIELDS})
    temporary = folder / f"{KEY_FILE}.new"
    with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    move_durably(temporary, folder / KEY_FILE)


def read_vault(folder: Path) -> Vault:
    """Read the key file; raises KeysMissing or KeysUnreadable."""
    try:
        stored = json.loads((folder / KEY_FILE).read_text(encoding="ascii"))
        return Vault(**{name: bytes.fromhex(stored[name]) for name in FIELDS})
    except FileNotFoundError:
        raise KeysMissing(folder) from None
    except (ValueError, KeyError, TypeError):
        raise KeysUnreadable(folder) from None


FIELDS = ("field_key", "digest_key", "badge_key", "signing_key")
