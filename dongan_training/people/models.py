"""Party organisations (党组织) and people (人员)."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dongan_training.storage.base import ID, Base, Record
from dongan_training.storage.types import EncryptedText

SEARCHED = ("name", "pinyin", "post", "org_unit_id")


class OrgUnit(Record, Base):
    """A node of the tree county › township › village committee/general branch/branch › group."""

    __tablename__ = "org_unit"
    __table_args__ = (sa.UniqueConstraint("parent_id", "name"),)

    name: Mapped[str]
    kind: Mapped[str] = mapped_column(sa.String(32), default="")  # data, e.g. 乡镇, 党总支
    code: Mapped[str | None] = mapped_column(sa.String(32), default=None)
    position: Mapped[int] = mapped_column(default=0)  # fixed order among siblings
    place: Mapped[str] = mapped_column(default="")  # where a mobile branch sits, e.g. 长沙市
    parent_id: Mapped[str | None] = mapped_column(
        ID, sa.ForeignKey("org_unit.id"), default=None, index=True
    )
    parent: Mapped["OrgUnit | None"] = relationship(init=False, remote_side="OrgUnit.id")


class UnitEvent(Record, Base):
    """What happened to an organisation: made, renamed, moved, or another one merged into it."""

    __tablename__ = "unit_event"

    unit_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("org_unit.id"), index=True)
    act: Mapped[str] = mapped_column(sa.String(16))  # see people.tree
    at: Mapped[datetime]
    actor: Mapped[str]
    details: Mapped[dict[str, Any]]


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
        # Each holds all that a search looks at, so that it reads one alone, in its order.
        sa.Index("ix_person_searched", "active", "by_strokes", "id", *SEARCHED),
        sa.Index("ix_person_searched_by_pinyin", "active", "by_pinyin", "id", *SEARCHED),
    )

    name: Mapped[str] = mapped_column(sa.String(50), index=True)
    pinyin: Mapped[str] = mapped_column(default="")  # for search: people.pinyin
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
    phone_digest: Mapped[str | None] = mapped_column(
        sa.String(64), default=None, index=True, repr=False
    )
    political_status: Mapped[str] = mapped_column(sa.String(32), default="")
    joined_on: Mapped[date | None] = mapped_column(default=None)  # 入党日期
    full_member_on: Mapped[date | None] = mapped_column(default=None)  # 转正日期
    transferred_on: Mapped[date | None] = mapped_column(default=None)  # 组织关系转入
    post: Mapped[str] = mapped_column(default="", index=True)
    post_since: Mapped[date | None] = mapped_column(default=None)  # 任职时间, of ``post``
    categories: Mapped[list[str]] = mapped_column(default_factory=list)
    note: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    org_unit_id: Mapped[str | None] = mapped_column(
        ID, sa.ForeignKey("org_unit.id"), default=None, index=True
    )
    org_unit: Mapped[OrgUnit | None] = relationship(init=False)


class PersonPhoto(Record, Base):
    """The one photo of a person, where there is any."""

    __tablename__ = "person_photo"

    person_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("person.id"), unique=True)
    media_type: Mapped[str] = mapped_column(sa.String(32))
    content: Mapped[bytes] = mapped_column(deferred=True, repr=False)
    added_at: Mapped[datetime]

    def absorb(self, other: "PersonPhoto") -> None:
        """The photo of the entry that stays is kept."""


class PostHeld(Record, Base):
    """A post (任职) beside the one on the roll, or before it; ``org`` is named as it was then.

    Days of which only the month is known are the 1st.
    """

    __tablename__ = "post_held"

    person_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("person.id"), index=True)
    post: Mapped[str]
    org: Mapped[str] = mapped_column(default="")
    since: Mapped[date | None] = mapped_column(default=None)
    until: Mapped[date | None] = mapped_column(default=None)  # None: still held


class ReserveList(Record, Base):
    """A list of people to be brought up (后备干部名单), e.g. 村党组织书记后备力量."""

    __tablename__ = "reserve_list"

    name: Mapped[str] = mapped_column(sa.String(64), unique=True)
    level: Mapped[str] = mapped_column(sa.String(16), default="")  # data, e.g. 县级, 乡镇级, 村级
    note: Mapped[str] = mapped_column(default="")


class ReserveEntry(Record, Base):
    """Somebody's time on a reserve list; ``note`` says why they came or went."""

    __tablename__ = "reserve_entry"

    list_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("reserve_list.id"), index=True)
    person_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("person.id"), index=True)
    since: Mapped[date]
    until: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(default="")
    person: Mapped[Person] = relationship(init=False)


class PersonMerge(Record, Base):
    """Two entries of the roll that were one person: what the one given up said."""

    __tablename__ = "person_merge"

    person_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("person.id"), index=True)
    gone_id: Mapped[str] = mapped_column(ID)
    gone_name: Mapped[str] = mapped_column(sa.String(50))
    gone: Mapped[str] = mapped_column(EncryptedText, repr=False)  # its columns, as JSON
    at: Mapped[datetime]
    actor: Mapped[str]


class RosterImport(Record, Base):
    """A roll that was brought in, so that it can be taken back as a whole."""

    __tablename__ = "roster_import"

    file_name: Mapped[str]
    at: Mapped[datetime]
    actor: Mapped[str]
    added: Mapped[int]
    changed: Mapped[int]
    left: Mapped[int]
    undone_at: Mapped[datetime | None] = mapped_column(default=None)


class RosterChange(Record, Base):
    """What an import did to one person: the columns it overwrote and what it wrote, as JSON."""

    __tablename__ = "roster_change"

    import_id: Mapped[str] = mapped_column(ID, sa.ForeignKey("roster_import.id"), index=True)
    person_id: Mapped[str] = mapped_column(ID)  # stays when undoing deletes the person
    before: Mapped[str | None] = mapped_column(EncryptedText, default=None, repr=False)
    after: Mapped[str | None] = mapped_column(EncryptedText, default=None, repr=False)


class PeopleStep(Record, Base):
    """Many people changed at once, kept so that it can be taken back as a whole."""

    __tablename__ = "people_step"

    at: Mapped[datetime]
    actor: Mapped[str]
    people: Mapped[int]  # how many it changed
    change: Mapped[dict[str, Any]]  # see people.bulk.BulkChange
    taken_back_at: Mapped[datetime | None] = mapped_column(default=None)


class PersonChange(Record, Base):
    """What was changed of somebody: these columns as they were and as they became, as JSON."""

    __tablename__ = "person_change"

    person_id: Mapped[str] = mapped_column(ID, index=True)  # stays when the person goes
    before: Mapped[str] = mapped_column(EncryptedText, repr=False)
    after: Mapped[str] = mapped_column(EncryptedText, repr=False)
    step_id: Mapped[str | None] = mapped_column(
        ID, sa.ForeignKey("people_step.id"), default=None, index=True
    )
    entry_id: Mapped[str] = mapped_column(ID, default="")  # the time on a reserve list it began
