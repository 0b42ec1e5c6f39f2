"""Questions and imports as somebody at a command line names them."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from dongan_training.bank import queries
from dongan_training.bank.changing import UnknownImport
from dongan_training.bank.models import Question
from dongan_training.bank.queries import ImportRow
from dongan_training.errors import UserError
from dongan_training.storage.base import SHORT
from dongan_training.texts import N_


@dataclass(eq=False)
class UnknownQuestion(UserError):
    code: str
    message = N_("没有编号为“{code}”的试题。")
    advice = N_("没有改动。用 bank search 查找，编号在每题的方括号里。")


def find_question(session: Session, code: str) -> str:
    """Give the id of the question with that id or short code; raises UnknownQuestion."""
    code = code.strip().strip("[]").lower()
    named = Question.id == code
    if len(code) >= SHORT:
        named = named | Question.id.endswith(code, autoescape=True)
    found = session.scalars(sa.select(Question.id).where(named).limit(2)).all()
    if len(found) != 1:
        raise UnknownQuestion(code)
    return found[0]


def find_import(session: Session, code: str) -> ImportRow:
    """The import with that id or short code; raises UnknownImport."""
    found = import_named(session, code)
    if found is None:
        raise UnknownImport(code)
    return found


def import_named(session: Session, code: str) -> ImportRow | None:
    """The same; None where the code names none, or several."""
    code = code.strip().strip("[]").lower()
    ends = len(code) >= SHORT
    found = [
        one
        for one in queries.imports(session)
        if one.id == code or (ends and one.id.endswith(code))
    ]
    return found[0] if len(found) == 1 else None
