"""How Python values lie in the database."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, Dialect, Text
from sqlalchemy.types import TypeDecorator

from dongan_training.storage.vault import Vault


class Moment(TypeDecorator[datetime]):
    """A point in time: UTC in the file, aware in Python, never a naive datetime."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class EncryptedText(TypeDecorator[str]):
    """Personal data: AES-GCM in the file, plain text in Python.

    The key comes from the vault that ``storage.database`` hung on the dialect, so two
    data folders open in one process never share a key.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else _vault(dialect).encrypt(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        return None if value is None else _vault(dialect).decrypt(value)


def _vault(dialect: Dialect) -> Vault:
    vault: Vault = dialect.vault  # type: ignore[attr-defined]  # set in storage.database
    return vault
