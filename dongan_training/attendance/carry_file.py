"""The file in which check-ins travel from one desk to another (签到记录文件).

It has the shape of the verification file of certificates: a body, who signed it, and a
signature, as JSON. The signature is made with the badge key, which a restored backup shares
with the data folder it came from: desks of one data folder understand each other, and nobody
else can write check-ins for them.
"""

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from dongan_training.attendance.carried_rows import NONE, Rows, plain_rows, rows_in
from dongan_training.attendance.models import Direction, Method
from dongan_training.errors import UserError
from dongan_training.sheets.incoming import Kind, open_file
from dongan_training.sheets.refusals import (
    EmptyFile,
    FileRefused,
    MissingFile,
    TooLarge,
    Unreachable,
)
from dongan_training.storage.vault import Vault
from dongan_training.texts import N_
from dongan_training.training.signed_code import issuer_of

FORMAT = "dongan-check-ins/"
VERSION = 2
EVENTS_ALONE = 1  # the first version had nothing beside the events
LARGEST = 50  # MB; a class of 300 people with 40 lessons, in and out, has some 10
LARGEST_COUNTER = 2**63 - 1


@dataclass(eq=False)
class NotCheckIns(UserError):
    file: str
    message = N_("“{file}”不是东安培训的签到记录文件。")
    advice = N_("没有并入任何记录。请选择另一台电脑用“带走签到记录”写出的文件。")


@dataclass(eq=False)
class DamagedCheckIns(UserError):
    file: str
    message = N_("签到记录文件“{file}”已损坏，或者被改动过。")
    advice = N_("没有并入任何记录。请在另一台电脑上重新带走一次。")


@dataclass(eq=False)
class CheckInsOfOthers(UserError):
    file: str
    message = N_("“{file}”里的签到记录不是从这份数据带走的。")
    advice = N_("没有并入任何记录。只有恢复了同一份备份的电脑，才能互相并入签到记录。")


@dataclass(eq=False)
class NewerCheckIns(UserError):
    file: str
    message = N_("“{file}”是较新版本的程序写出的，这个版本读不了。")
    advice = N_("没有并入任何记录。请先把本机的程序升级到同一版本。")


@dataclass(eq=False)
class TooManyCheckIns(UserError):
    limit: int
    message = N_("这些签到记录写成文件超过 {limit} MB，另一台电脑读不了。")
    advice = N_("没有写出文件。请一课一课地带走：attendance carry 课次编号。")


@dataclass(frozen=True)
class Carried:
    """One event with its own id and version, as the desk that saw it recorded it."""

    id: str
    device: str
    counter: int
    lesson_id: str
    enrolment_id: str
    at: datetime
    method: Method
    actor: str
    direction: Direction
    repeated: bool
    badge_id: str | None
    reason: str
    voids: list[str] | None


@dataclass(frozen=True)
class CarryFile:
    """What one file holds; names of people and lessons tell what the other side cannot place."""

    made_at: datetime
    lessons: Mapping[str, str]  # visible code by id
    people: Mapping[str, str]  # name by enrolment id
    events: tuple[Carried, ...]
    rows: Rows = field(default_factory=lambda: NONE)  # what was written beside the events

    @property
    def seen(self) -> int:
        """How many people the events are about."""
        return len({one.enrolment_id for one in self.events})


def write_file(vault: Vault, file: CarryFile) -> bytes:
    """Write the file, signed. Raises TooManyCheckIns where ``read_file`` would not take it."""
    body = {
        "format": f"{FORMAT}{VERSION}",
        "made_at": file.made_at.isoformat(),
        "lessons": dict(file.lessons),
        "people": dict(file.people),
        "events": [{**asdict(one), "at": one.at.isoformat()} for one in file.events],
        "rows": plain_rows(file.rows),
    }
    signed = {"body": body, "signed_by": issuer_of(vault), "signature": _signature(vault, body)}
    content = json.dumps(signed, ensure_ascii=False, indent=1).encode()
    if len(content) > LARGEST * 1024 * 1024:
        raise TooManyCheckIns(LARGEST)
    return content


def read_file(vault: Vault, path: Path) -> CarryFile:
    """Read a file of another desk and check it.

    Raises NotCheckIns, NewerCheckIns, CheckInsOfOthers or DamagedCheckIns, and what
    ``open_file`` raises for a file that cannot be read at all.
    """
    content = _content_of(path)
    try:
        signed = json.loads(content)
    except (ValueError, RecursionError):
        started = FORMAT.encode() in content[:200]  # ours, cut off on the way
        raise (DamagedCheckIns if started else NotCheckIns)(path.name) from None
    body: Any = signed.get("body") if isinstance(signed, dict) else None
    told = body.get("format") if isinstance(body, dict) else None
    if not isinstance(told, str) or not told.startswith(FORMAT):
        raise NotCheckIns(path.name)
    if told not in (f"{FORMAT}{VERSION}", f"{FORMAT}{EVENTS_ALONE}"):
        raise NewerCheckIns(path.name)
    if signed.get("signed_by") != issuer_of(vault):
        raise CheckInsOfOthers(path.name)
    try:
        if not hmac.compare_digest(signed["signature"].encode(), _signature(vault, body).encode()):
            raise DamagedCheckIns(path.name)
        return _file(body)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise DamagedCheckIns(path.name) from None


def _content_of(path: Path) -> bytes:
    try:
        found = open_file(path)
    except (MissingFile, Unreachable, EmptyFile, TooLarge):
        raise
    except FileRefused:  # its advice is about Word and Excel
        raise NotCheckIns(path.name) from None
    if len(found.content) > LARGEST * 1024 * 1024:
        raise TooLarge(path.name, LARGEST)
    if found.kind is not Kind.TEXT:
        raise NotCheckIns(path.name)
    return found.content


def _signature(vault: Vault, body: Mapping[str, Any]) -> str:
    canonical = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return vault.badge_signature(f"{FORMAT} {canonical}").hex()


def _file(body: Mapping[str, Any]) -> CarryFile:
    events = tuple(_event(**one) for one in body["events"])
    if len({one.id for one in events}) < len(events):
        raise ValueError("one id twice")
    made_at = _moment(body["made_at"])
    rows = NONE if body["format"] == f"{FORMAT}{EVENTS_ALONE}" else rows_in(body["rows"])
    return CarryFile(made_at, _names(body["lessons"]), _names(body["people"]), events, rows)


def _event(
    *, at: str, method: str, direction: str, counter: int, repeated: bool, **texts: Any
) -> Carried:
    if not isinstance(counter, int) or not 0 <= counter <= LARGEST_COUNTER:
        raise ValueError(counter)
    badge_id, voids = texts.pop("badge_id"), texts.pop("voids")
    return Carried(
        at=_moment(at),
        method=Method(method),
        direction=Direction(direction),
        counter=counter,
        repeated=bool(repeated),
        badge_id=None if badge_id is None else _id(badge_id),
        voids=None if voids is None else _ids(voids),
        actor=str(texts.pop("actor")),
        reason=str(texts.pop("reason")),
        **{name: _id(value) for name, value in texts.items()},
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _id(text: str) -> str:
    if str(UUID(text)) != text:
        raise ValueError(text)
    return text


def _ids(texts: Iterable[str]) -> list[str]:
    return [_id(text) for text in texts]


def _names(found: Mapping[str, Any]) -> dict[str, str]:
    return {_id(key): str(name) for key, name in found.items()}
