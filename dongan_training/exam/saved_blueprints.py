"""Blueprints kept in the data folder: written down, copied, changed and thrown away."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dongan_training.accounts.actor import Actor
from dongan_training.errors import UserError
from dongan_training.exam.blueprint import Blueprint
from dongan_training.exam.blueprint_file import MAX_FORMS, read_blueprint
from dongan_training.exam.models import SavedBlueprint
from dongan_training.texts import N_, _


@dataclass(eq=False)
class TitleTaken(UserError):
    title: str
    message = N_("已有一份命题细目表叫“{title}”。")
    advice = N_("没有保存。请换一个标题，或者打开原来那一份修改。")


@dataclass(eq=False)
class BadFormsWanted(UserError):
    most: int = MAX_FORMS
    message = N_("卷别应当是 1 到 {most} 种。")
    advice = N_("没有保存。请改正后再试。")


@dataclass(frozen=True)
class BlueprintRow:
    """A kept blueprint, as the list shows it and as papers are made from it."""

    id: str
    blueprint: Blueprint
    forms: int
    changed_at: datetime
    changed_by: str

    @property
    def title(self) -> str:
        """The name by which people find it."""
        return self.blueprint.title


def saved_blueprints(session: Session) -> list[BlueprintRow]:
    """All kept blueprints, the one changed last first."""
    newest = SavedBlueprint.changed_at.desc(), SavedBlueprint.id.desc()
    return [_row(one) for one in session.scalars(select(SavedBlueprint).order_by(*newest))]


def saved_blueprint(session: Session, blueprint_id: str) -> BlueprintRow:
    """One kept blueprint."""
    return _row(session.get_one(SavedBlueprint, blueprint_id))


def keep_blueprint(
    session: Session, *, blueprint: Blueprint, forms: int, by: Actor, at: datetime
) -> str:
    """Keep a new blueprint; gives its id. BadBlueprint names all that is wrong with it."""
    kept = SavedBlueprint(title="", data={}, forms=1, changed_at=at, changed_by=by.name)
    _write(session, kept, blueprint, forms)
    session.add(kept)
    session.flush()
    return kept.id


def change_blueprint(
    session: Session,
    *,
    blueprint_id: str,
    blueprint: Blueprint,
    forms: int,
    by: Actor,
    at: datetime,
) -> None:
    """Put another blueprint in the place of one that is kept; papers made from it stay."""
    kept = session.get_one(SavedBlueprint, blueprint_id)
    _write(session, kept, blueprint, forms)
    kept.changed_at, kept.changed_by = at, by.name


def copy_blueprint(session: Session, *, blueprint_id: str, by: Actor, at: datetime) -> str:
    """Keep a copy under a title that is free; gives its id."""
    row = saved_blueprint(session, blueprint_id)
    titles = set(session.scalars(select(SavedBlueprint.title)))
    named = replace(row.blueprint, title=title_of_copy(row.title, titles))
    return keep_blueprint(session, blueprint=named, forms=row.forms, by=by, at=at)


def remove_blueprint(session: Session, *, blueprint_id: str) -> None:
    """Throw a kept blueprint away; the papers made from it have their own copy."""
    session.delete(session.get_one(SavedBlueprint, blueprint_id))


def title_of_copy(title: str, taken: set[str] | Sequence[str]) -> str:
    """Name a copy as nothing is named yet: 测试（副本）, 测试（副本 2）, …"""
    named, number = _("{title}（副本）").format(title=title), 1
    while named in taken:
        number += 1
        named = _("{title}（副本 {number}）").format(title=title, number=number)
    return named


def _write(session: Session, kept: SavedBlueprint, blueprint: Blueprint, forms: int) -> None:
    if not 1 <= forms <= MAX_FORMS:
        raise BadFormsWanted
    checked = read_blueprint(blueprint.to_data())
    same_title = SavedBlueprint.title == checked.title, SavedBlueprint.id != kept.id
    if session.scalar(select(SavedBlueprint.id).where(*same_title)) is not None:
        raise TitleTaken(checked.title)
    kept.title, kept.data, kept.forms = checked.title, checked.to_data(), forms


def _row(one: SavedBlueprint) -> BlueprintRow:
    return BlueprintRow(
        id=one.id,
        blueprint=read_blueprint(one.data),
        forms=one.forms,
        changed_at=one.changed_at,
        changed_by=one.changed_by,
    )
