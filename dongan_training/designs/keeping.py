"""Finding designs, and keeping those an office makes."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training import settings
from dongan_training.accounts import audit
from dongan_training.accounts.actor import Actor
from dongan_training.designs.models import ClassDesign, OwnDesign
from dongan_training.designs.shipped import shipped_designs
from dongan_training.errors import UserError
from dongan_training.printing.designs.model import Design
from dongan_training.printing.designs.writing import design_data, design_json, read_design
from dongan_training.printing.purpose import Purpose
from dongan_training.saving import save_whole
from dongan_training.sheets.content import content_of
from dongan_training.sheets.refusals import TooLarge
from dongan_training.texts import N_, _, listed

MAX_BYTES = 20_000_000


@dataclass(eq=False)
class DesignUnknown(UserError):
    design: str
    known: str
    message = N_("没有叫“{design}”的版式，现有：{known}。")
    advice = N_("没有打印。请从中选一个，或先导入版式。")


@dataclass(eq=False)
class DesignUnreadable(UserError):
    file: str
    message = N_("“{file}”不是版式文件。")
    advice = N_("没有导入。请选择本程序导出的 JSON 文件（不超过 20 MB）。")


@dataclass(eq=False)
class DesignNameTaken(UserError):
    name: str
    message = N_("已经有叫“{name}”的版式。")
    advice = N_("没有保存。请换一个名称。")


@dataclass(eq=False)
class DesignNameMissing(UserError):
    message = N_("版式还没有名称。")
    advice = N_("没有保存。请填写名称。")


@dataclass(eq=False)
class ShippedDesign(UserError):
    name: str
    message = N_("“{name}”是程序自带的版式，不能改动或删除。")
    advice = N_("没有改动。请先复制一份，再改动复制的版式。")


@dataclass(eq=False)
class DesignInUse(UserError):
    name: str
    message = N_("“{name}”还在使用：设置里或者某个培训班选用了它。")
    advice = N_("没有删除。请先在“设置”里和“证书”页改用别的版式。")


@dataclass(frozen=True)
class KnownDesign:
    """A design in the list; ``key`` finds it: the file's name of one that ships, else an id."""

    key: str
    design: Design
    is_shipped: bool
    changed_at: datetime | None = None


def designs(session: Session, purpose: Purpose | None = None) -> list[KnownDesign]:
    """All designs, those that ship first."""
    found = [
        KnownDesign(key, _translated(one), is_shipped=True)
        for key, one in shipped_designs().items()
    ]
    found += [
        KnownDesign(one.id, read_design(one.data), is_shipped=False, changed_at=one.changed_at)
        for one in session.scalars(select(OwnDesign).order_by(OwnDesign.name, OwnDesign.id))
    ]
    return [one for one in found if purpose is None or one.design.purpose is purpose]


def find_design(session: Session, text: str, purpose: Purpose | None = None) -> KnownDesign:
    """Find a design by its key or name. Raises DesignUnknown."""
    known = designs(session, purpose)
    for one in known:
        if text.strip() in (one.key, one.design.name):
            return one
    raise DesignUnknown(text, listed([one.design.name for one in known]))


def keep_design(
    session: Session, *, design: Design, key: str | None, by: Actor, at: datetime
) -> str:
    """Store a design, new where ``key`` is None; gives its key.

    Raises ShippedDesign, DesignNameMissing or DesignNameTaken.
    """
    name = design.name.strip()
    if key in shipped_designs():
        raise ShippedDesign(name)
    if not name:
        raise DesignNameMissing
    if any(one.design.name == name and one.key != key for one in designs(session)):
        raise DesignNameTaken(name)
    data = design_data(replace(design, name=name))
    if key is None:
        stored = OwnDesign(name=name, purpose=design.purpose, data=data, changed_at=at)
        session.add(stored)
    else:
        stored = session.get_one(OwnDesign, key)
        stored.name, stored.data, stored.changed_at = name, data, at
    session.flush()
    audit.record(session, by=by, at=at, act="design.keep", subject=stored.id)
    return stored.id


def drop_design(session: Session, *, key: str, by: Actor, at: datetime) -> None:
    """Delete an own design; papers printed with it are as they are.

    Raises ShippedDesign or DesignInUse.
    """
    if key in shipped_designs():
        raise ShippedDesign(_(shipped_designs()[key].name))
    stored = session.get_one(OwnDesign, key)
    practice = settings.load(session)
    by_class = session.scalar(select(ClassDesign.id).filter_by(design=key).limit(1))
    if by_class or key in (practice.certificate_design, practice.exam_card_design):
        raise DesignInUse(stored.name)
    session.delete(stored)
    audit.record(session, by=by, at=at, act="design.drop", subject=key)


def copy_of(session: Session, design: Design) -> Design:
    """The same design under a name that is free."""
    taken = {one.design.name for one in designs(session)}
    number = 2
    while (name := _("{name}（{number}）").format(name=design.name, number=number)) in taken:
        number += 1
    return replace(design, name=name)


def export_design(design: Design, path: Path) -> None:
    """Write a design as a JSON file, whole or not at all."""
    save_whole(path, design_json(design).encode())


def load_design(path: Path) -> Design:
    """Read a design from a file. Raises MissingFile, Unreachable, DesignUnreadable, BadDesign."""
    return read_design(_json(path))


def _json(path: Path) -> Any:
    try:
        return json.loads(content_of(path, MAX_BYTES).decode("utf-8-sig"))
    except (TooLarge, ValueError, RecursionError):
        raise DesignUnreadable(path.name) from None


def _translated(design: Design) -> Design:
    return replace(design, name=_(design.name))
