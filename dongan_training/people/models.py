"""Party organisations (党组织) and people (人员)."""

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dongan_training.storage.base import ID, Base, Record
from dongan_training.storage.types import EncryptedText


class OrgUnit(Record, Base):
    """A node of the tree county › township › village committee/general branch/branch › group."""

    __tablename__ = "org_unit"
    __table_args__ = (sa.UniqueConstraint("parent_id", "name"),)

    name: Mapped[str]
    kind: Mapped[str] = mapped_column(sa.String(32), default="")  # data, e.g. 乡镇, 党总支
    code: Mapped[str | None] = mapped_column(sa.String(32), default=None)
    position: Mapped[int] = mapped_column(default=0)  # fixed order among siblings
    parent_id: Mapped[str | None] = mapped_column(
        ID, sa.ForeignKey("org_unit.id"), default=None, index=True
    )
    parent: Mapped["OrgUnit | None"] = relationship(init=False, remote_side="OrgUnit.id")


class Gender(StrEnum):
    """As printed on an identity card."""

    MALE = "male"
    FEMALE = "female"
    UNKNOWN = "unknown"


class Person(Record, Base):
    """Anybody on the roll.

    ``name`` may have up to 50 characters of any Unicode plane. ID number and phone are
    encrypted; their digests (``Vault.digest``) serve to find the same person again.
    """

    __tablename__ = "person"
    __table_args__ = (
        sa.Index("ix_person_active_by_strokes", "active", "by_strokes", "id"),
        sa.Index("ix_person_active_by_pinyin", "active", "by_pinyin", "id"),
    )

    name: Mapped[str] = mapped_column(sa.String(50), index=True)
    pinyin: Mapped[str] = mapped_column(default="")  # "chen min cm": for search, made at import
    # What people.order sorts names by; made wherever a name is written.
    by_strokes: Mapped[str] = mapped_column(default="")
    by_pinyin: Mapped[str] = mapped_column(default="")
    gender: Mapped[Gender] = mapped_column(default=Gender.UNKNOWN)
    ethnicity: Mapped[str] = mapped_column(sa.String(32), default="")
    born_on: Mapped[date | None] = mapped_column(
        default=None
    )  # the 1st, if only the month is known
    # Deferred: nobody's number is decrypted for a list or a name.
    id_number: Mapped[str | None] = mapped_column(
        EncryptedText, default=None, repr=False, deferred=True
    )
    id_number_digest: Mapped[str | None] = mapped_column(
        sa.String(64), default=None, index=True, repr=False
    )
    phone: Mapped[str | None] = mapped_column(
        EncryptedText, default=None, repr=False, deferred=True
    )
    phone_digest: Mapped[str | None] = mapped_column(sa.String(64), default=None, repr=False)
    political_status: Mapped[str] = mapped_column(sa.String(32), default="")
    post: Mapped[str] = mapped_column(default="")
    categories: Mapped[list[str]] = mapped_column(default_factory=list)
    note: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    org_unit_id: Mapped[str | None] = mapped_column(
        ID, sa.ForeignKey("org_unit.id"), default=None, index=True
    )
    org_unit: Mapped[OrgUnit | None] = relationship(init=False)
